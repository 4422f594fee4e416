//! The columns of the tables.

use std::fmt::Display;

use crate::domain::recommendation::{Evidence, EvidenceView};
use crate::domain::show::CueAct;
use crate::export::record::{
    ActRecord, CueRecord, GroupRecord, IdeaRecord, QuestionRecord, RatingRecord, RecommendationRecord,
    RemarkRecord, SessionRecord, SpeakerRecord, StandRecord, StatementRecord, TableRecord,
};

use super::{Cell, Column, Thing};

/// `received` is the sum of the twelve columns after it.
pub(super) const SESSIONS: [Column<SessionRecord>; 35] = [
    ("session", |one| one.session.0.into()),
    ("hall", |one| one.hall.0.into()),
    ("hall_ar", |one| one.hall_name.ar.as_str().into()),
    ("hall_en", |one| one.hall_name.en.as_str().into()),
    ("kind", |one| Cell::named(&one.kind)),
    ("title_ar", |one| one.title.ar.as_str().into()),
    ("title_en", |one| one.title.en.as_str().into()),
    ("starts", |one| Cell::moment(&one.starts)),
    ("ends", |one| Cell::moment(&one.ends)),
    ("phase", |one| Cell::named(&one.phase)),
    ("received", |one| one.counts.received.into()),
    ("pending", |one| one.counts.pending.into()),
    ("listed", |one| one.counts.listed.into()),
    ("answered", |one| one.counts.answered.into()),
    ("merged", |one| one.counts.merged.into()),
    ("moved", |one| one.counts.moved.into()),
    ("withdrawn", |one| one.counts.withdrawn.into()),
    ("dismissed_off_topic", |one| one.counts.dismissed[0].into()),
    ("dismissed_answered_before", |one| one.counts.dismissed[1].into()),
    ("dismissed_personal", |one| one.counts.dismissed[2].into()),
    ("dismissed_unclear", |one| one.counts.dismissed[3].into()),
    ("dismissed_promotion", |one| one.counts.dismissed[4].into()),
    ("dismissed_other", |one| one.counts.dismissed[5].into()),
    ("assisted", |one| one.counts.assisted.into()),
    ("seeds", |one| one.seeds.into()),
    ("supports", |one| Cell::Number(one.supports)),
    ("polls", |one| one.polls.len().into()),
    ("ratings", |one| one.stars.iter().sum::<u32>().into()),
    ("stars_1", |one| one.stars[0].into()),
    ("stars_2", |one| one.stars[1].into()),
    ("stars_3", |one| one.stars[2].into()),
    ("stars_4", |one| one.stars[3].into()),
    ("stars_5", |one| one.stars[4].into()),
    ("average_stars", |one| average(&one.stars)),
    ("comments", |one| one.comments.into()),
];

pub(super) const QUESTIONS: [Column<QuestionRecord>; 18] = [
    ("question", |one| one.question.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("status", |one| Cell::named(&one.status)),
    ("reason", |one| Cell::named(&one.reason)),
    ("merged_into", |one| number(one.merged_into.map(|no| no.0))),
    ("moved_from", |one| list(one.moved_from.iter()).as_str().into()),
    ("source", |one| Cell::named(&one.source)),
    ("supports", |one| one.supports.into()),
    ("labels_ar", |one| list(one.labels.iter().map(|label| &label.ar)).as_str().into()),
    ("labels_en", |one| list(one.labels.iter().map(|label| &label.en)).as_str().into()),
    ("name", |one| (&one.name).into()),
    ("text", |one| (&one.text).into()),
    ("original", |one| (&one.original).into()),
    ("reply", |one| (&one.reply).into()),
    ("asked", |one| Cell::moment(&one.asked)),
    ("decided", |one| one.decided.as_deref().map_or(Cell::Empty, Cell::moment)),
];

pub(super) const FEEDBACK: [Column<RatingRecord>; 5] = [
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("stars", |one| u32::from(one.stars).into()),
    ("comment", |one| (&one.comment).into()),
];

pub(super) const LEDGER: [Column<ActRecord>; 13] = [
    ("act", |one| one.act.0.into()),
    ("time", |one| Cell::moment(&one.time)),
    ("desk", |one| one.desk.as_str().into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("question", |one| one.question.0.into()),
    ("deed", |one| Cell::named(&one.deed)),
    ("reason", |one| Cell::named(&one.reason)),
    ("into_question", |one| number(one.into.map(|no| no.0))),
    ("to_session", |one| number(one.to.map(|no| no.0))),
    ("text", |one| (&one.text).into()),
    ("undone", |one| Cell::yes(one.undone)),
];

pub(super) const STATEMENTS: [Column<StatementRecord>; 12] = [
    ("statement", |one| one.statement.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("status", |one| Cell::named(&one.status)),
    ("reason", |one| Cell::named(&one.reason)),
    ("source", |one| Cell::named(&one.source)),
    ("agree", |one| number(one.agree)),
    ("disagree", |one| number(one.disagree)),
    ("pass", |one| number(one.pass)),
    ("text", |one| (&one.text).into()),
    ("submitted", |one| Cell::moment(&one.submitted)),
];

pub(super) const IDEAS: [Column<IdeaRecord>; 16] = [
    ("idea", |one| one.idea.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("status", |one| Cell::named(&one.status)),
    ("reason", |one| Cell::named(&one.reason)),
    ("source", |one| Cell::named(&one.source)),
    ("table_ar", |one| one.table.as_ref().map_or(Cell::Empty, |table| table.ar.as_str().into())),
    ("table_en", |one| one.table.as_ref().map_or(Cell::Empty, |table| table.en.as_str().into())),
    ("group", |one| number(one.cluster.map(|no| no.0))),
    ("group_ar", |one| one.cluster_title.ar.as_str().into()),
    ("group_en", |one| one.cluster_title.en.as_str().into()),
    ("dots", |one| number(one.dots)),
    ("text", |one| (&one.text).into()),
    ("original", |one| (&one.original).into()),
    ("time", |one| Cell::moment(&one.came)),
];

pub(super) const GROUPS: [Column<GroupRecord>; 8] = [
    ("group", |one| one.cluster.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("group_ar", |one| one.title.ar.as_str().into()),
    ("group_en", |one| one.title.en.as_str().into()),
    ("ideas", |one| list(one.ideas.iter()).as_str().into()),
    ("dots", |one| one.dots.into()),
];

pub(super) const TABLES: [Column<TableRecord>; 10] = [
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("table_ar", |one| one.table.ar.as_str().into()),
    ("table_en", |one| one.table.en.as_str().into()),
    ("done", |one| Cell::yes(one.done)),
    ("result", |one| (&one.title).into()),
    ("text", |one| (&one.text).into()),
    ("ideas", |one| list(one.ideas.iter()).as_str().into()),
    ("groups", |one| list(one.clusters.iter()).as_str().into()),
];

pub(super) const SPEAKERS: [Column<SpeakerRecord>; 9] = [
    ("ticket", |one| one.speaker.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("status", |one| Cell::named(&one.status)),
    ("turns_before", |one| one.turns.into()),
    ("name", |one| (&one.name).into()),
    ("topic", |one| (&one.topic).into()),
    ("decided", |one| Cell::moment(&one.decided)),
];

pub(super) const CUES: [Column<CueRecord>; 12] = [
    ("cue", |one| one.cue.0.into()),
    ("hall", |one| one.hall.0.into()),
    ("hall_ar", |one| one.hall_name.ar.as_str().into()),
    ("hall_en", |one| one.hall_name.en.as_str().into()),
    ("cue_ar", |one| one.name.ar.as_str().into()),
    ("cue_en", |one| one.name.en.as_str().into()),
    ("does", |one| does(&one.does)),
    ("due", |one| one.due.as_deref().map_or(Cell::Empty, Cell::moment)),
    ("status", |one| one.came.map_or_else(|| Cell::named(&"to_come"), |came| Cell::named(&came))),
    ("reason", |one| Cell::named(&one.code)),
    ("time", |one| one.when.as_deref().map_or(Cell::Empty, Cell::moment)),
    ("desk", |one| (&one.by).into()),
];

/// What a cue does, by the name that it has in the protocol.
fn does(act: &CueAct) -> Cell {
    match serde_json::to_value(act) {
        Ok(told) => told.get("do").map_or(Cell::Empty, Cell::named),
        Err(_) => Cell::Empty,
    }
}

pub(super) const STANDS: [Column<StandRecord>; 21] = [
    ("stand", |one| one.stand.0.into()),
    ("session", |one| one.session.0.into()),
    ("session_ar", |one| one.session_title.ar.as_str().into()),
    ("session_en", |one| one.session_title.en.as_str().into()),
    ("stand_ar", |one| one.title.ar.as_str().into()),
    ("stand_en", |one| one.title.en.as_str().into()),
    ("by_ar", |one| one.by.ar.as_str().into()),
    ("by_en", |one| one.by.en.as_str().into()),
    ("topic_ar", |one| one.topic.ar.as_str().into()),
    ("topic_en", |one| one.topic.en.as_str().into()),
    ("is_closed", |one| Cell::yes(one.closed)),
    ("visits", |one| one.visits.into()),
    ("stars_1", |one| one.stars[0].into()),
    ("stars_2", |one| one.stars[1].into()),
    ("stars_3", |one| one.stars[2].into()),
    ("stars_4", |one| one.stars[3].into()),
    ("stars_5", |one| one.stars[4].into()),
    ("average_stars", |one| average(&one.stars)),
    ("questions", |one| one.questions.into()),
    ("answered", |one| one.answered.into()),
    ("comments", |one| one.comments.into()),
];

pub(super) const STAND_QUESTIONS: [Column<RemarkRecord>; 13] = [
    ("remark", |one| one.remark.0.into()),
    ("session", |one| one.session.0.into()),
    ("stand", |one| one.stand.0.into()),
    ("stand_ar", |one| one.title.ar.as_str().into()),
    ("stand_en", |one| one.title.en.as_str().into()),
    ("kind", |one| Cell::named(&one.kind)),
    ("status", |one| Cell::named(&one.status)),
    ("reason", |one| Cell::named(&one.reason)),
    ("published", |one| Cell::yes(one.published)),
    ("mark", |one| Cell::named(&one.mark)),
    ("text", |one| (&one.text).into()),
    ("answer", |one| (&one.answer).into()),
    ("time", |one| Cell::moment(&one.came)),
];

pub(super) const RECOMMENDATIONS: [Column<RecommendationRecord>; 23] = [
    ("recommendation", |one| one.recommendation.0.into()),
    ("status", |one| Cell::named(&one.stage)),
    ("into", |one| number(one.into.map(|no| no.0))),
    ("title", |one| (&one.title).into()),
    ("text", |one| (&one.text).into()),
    ("label_ar", |one| one.label.ar.as_str().into()),
    ("label_en", |one| one.label.en.as_str().into()),
    ("owner_ar", |one| one.owner.ar.as_str().into()),
    ("owner_en", |one| one.owner.en.as_str().into()),
    ("due", |one| one.due.map_or(Cell::Empty, |due| due.to_string().as_str().into())),
    ("impact", |one| hundredths(one.impact)),
    ("feasibility", |one| hundredths(one.feasibility)),
    ("markers", |one| one.markers.into()),
    ("agree", |one| number(one.agree)),
    ("disagree", |one| number(one.disagree)),
    ("abstain", |one| number(one.abstain)),
    ("agreed", |one| one.agreed.map_or(Cell::Empty, Cell::yes)),
    ("published_at", |one| one.published.as_ref().map_or(Cell::Empty, |at| Cell::moment(at))),
    ("anyway", |one| Cell::yes(one.anyway)),
    ("follow_up", |one| one.steps.last().map_or(Cell::Empty, |step| Cell::named(&step.status))),
    ("note", |one| one.steps.last().map_or(Cell::Empty, |step| (&step.note).into())),
    ("evidence", |one| Cell::things(one.evidence.iter().map(referred))),
    ("time", |one| Cell::moment(&one.drafted)),
];

/// A piece of evidence by its kind and its number, and how many gave it where that is told.
pub(in crate::export) fn referred(view: &EvidenceView) -> Thing {
    let numbers = match view.of {
        Evidence::Question { question } => vec![("question", question.0)],
        Evidence::Idea { idea, .. } => vec![("idea", idea.0)],
        Evidence::Cluster { cluster, .. } => vec![("group", cluster.0)],
        Evidence::Table { session, table } => vec![("table", u32::from(table) + 1), ("session", session.0)],
        Evidence::Statement { statement, .. } => vec![("statement", statement.0)],
        Evidence::Poll { poll, round } => vec![("poll", poll.0), ("round", round)],
        Evidence::Remark { stand, remark, .. } => vec![("question", remark.0), ("stand", stand.0)],
        Evidence::Stand { stand, .. } => vec![("stand", stand.0)],
    };
    let votes = view.votes.map(|[agree, disagree, pass]| format!("{agree}/{disagree}/{pass}"));
    Thing { numbers, given: view.n.map(|n| n.to_string()).or(votes) }
}

fn hundredths(mean: Option<u32>) -> Cell {
    mean.map_or(Cell::Empty, |mean| Cell::Average(f64::from(mean) / 100.0))
}

pub(super) fn number(number: Option<u32>) -> Cell {
    number.map_or(Cell::Empty, Cell::from)
}

fn list(items: impl Iterator<Item = impl Display>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join("; ")
}

/// Nothing where nobody rated.
fn average(stars: &[u32; 5]) -> Cell {
    let people: u32 = stars.iter().sum();
    let sum: f64 = (1..).zip(stars).map(|(stars, people)| f64::from(stars) * f64::from(*people)).sum();
    if people == 0 { Cell::Empty } else { Cell::Average(sum / f64::from(people)) }
}

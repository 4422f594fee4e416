//! The columns of the tables.

use std::fmt::Display;

use crate::export::record::{
    ActRecord, GroupRecord, IdeaRecord, QuestionRecord, RatingRecord, SessionRecord, StatementRecord,
    TableRecord,
};

use super::{Cell, Column};

/// `received` is the sum of the twelve columns after it.
pub(super) const SESSIONS: [Column<SessionRecord>; 34] = [
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
    ("agree", |one| one.agree.into()),
    ("disagree", |one| one.disagree.into()),
    ("pass", |one| one.pass.into()),
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

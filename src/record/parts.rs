//! What came of a session, part by part, each from the views that its hall was sent.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::agenda::Session;
use crate::domain::award::{self, AwardPlan, ShownNominee, ShownStep};
use crate::domain::forum::Title;
use crate::domain::id::{IdeaNo, PollNo, QuestionNo, SessionNo, StatementNo};
use crate::domain::idea::{self, BoardView, IdeaPhase, Spot};
use crate::domain::poll::{Poll, PollKind, PollPhase};
use crate::domain::role::Role;
use crate::domain::statement::{Picture, Stage};
use crate::domain::text::direction;
use crate::domain::view::shape::{PollPhaseView, PollView, QuestionItem, StatusView};
use crate::domain::view::{poll, question};

use super::chronicle::mean;
use super::exhibition::exhibition;
use super::shape::{
    RecordAwardTrack, RecordGroup, RecordNominee, RecordOption, RecordPart, RecordPlace, RecordPoll,
    RecordQuestion, RecordRow, RecordTable, RecordText, RecordWord,
};
use super::tell::{Audience, Teller};
use super::{ANSWERED_QUESTIONS, IDEAS_OF_GROUP, OPEN_QUESTIONS};

/// Makes the parts of a kind; none where there is nothing to tell.
type Part = fn(&Teller, SessionNo, &Session) -> Vec<RecordPart>;

/// The parts of a session in their order. A further one is a line here and a variant of [`RecordPart`].
pub(super) const PARTS: [Part; 8] = [questions, speaking, polls, opinions, ideas, exhibition, ratings, award];

fn questions(teller: &Teller, _: SessionNo, session: &Session) -> Vec<RecordPart> {
    let board = &session.board;
    let mut answered = Vec::new();
    let mut open = Vec::new();
    let mut more = 0;
    for (_, no) in &board.ranked {
        let Some(item) = shown(teller, *no) else { continue };
        if item.status == StatusView::Answered {
            if answered.len() < ANSWERED_QUESTIONS && has_room(teller, &item) {
                answered.push(told(item));
            } else {
                more += 1;
            }
        } else if open.len() < OPEN_QUESTIONS && has_room(teller, &item) {
            open.push(told(item));
        }
    }
    if board.counts.received == 0 && answered.is_empty() && open.is_empty() {
        return Vec::new();
    }
    vec![RecordPart::Questions { counts: board.counts, answered, open, more }]
}

/// Nobody's name or topic is told: who spoke was heard.
fn speaking(teller: &Teller, no: SessionNo, _: &Session) -> Vec<RecordPart> {
    let Some(queue) = teller.state.queues.get(&no).filter(|queue| queue.turns > 0) else {
        return Vec::new();
    };
    let speakers = queue.people.values().filter(|own| own.turns > 0).count() as u32;
    vec![RecordPart::Speaking { turns: queue.turns, speakers }]
}

/// A question of the list whose words are there.
fn shown(teller: &Teller, no: QuestionNo) -> Option<QuestionItem> {
    question::item(teller.state, no, Role::Participant).filter(|item| !item.text.is_empty())
}

fn has_room(teller: &Teller, item: &QuestionItem) -> bool {
    teller.takes(&item.text) && item.reply.as_ref().is_none_or(|reply| teller.takes(reply))
}

fn told(item: QuestionItem) -> RecordQuestion {
    let QuestionItem { q, text, dir, n, name, reply, source, .. } = item;
    RecordQuestion { q, text, dir, n, name, reply, source }
}

fn polls(teller: &Teller, _: SessionNo, session: &Session) -> Vec<RecordPart> {
    session
        .polls
        .iter()
        .filter_map(|no| a_poll(teller, *no))
        .map(|poll| RecordPart::Poll(Box::new(poll)))
        .collect()
}

fn a_poll(teller: &Teller, no: PollNo) -> Option<RecordPoll> {
    // What an award's people chose is told with the award.
    let is_told = |poll: &&Arc<Poll>| poll.phase != PollPhase::Draft && !poll.plan.settings.sealed;
    let poll = teller.state.polls.get(&no).filter(is_told)?;
    let view = poll::poll(teller.state, no, teller.role())?;
    let PollView { title, answer, phase, right, settings, tally, options, labels, .. } = view;
    let named = |place: usize| match poll.plan.kind {
        PollKind::YesNoAbstain | PollKind::Rating { .. } => Title::default(),
        _ => options.get(place).cloned().unwrap_or_default(),
    };
    let first = tally.ranked.as_ref().map(|ranked| ranked.first.clone());
    let counted = tally.n.or(first).map(|counts| {
        let backers = |place: usize| tally.backers.as_ref().and_then(|all| all.get(place).copied());
        let option = |(place, n)| RecordOption { title: named(place), n, backers: backers(place) };
        counts.into_iter().enumerate().map(option).collect()
    });
    let grid = tally.steps.map(|rows| {
        let row = |(place, steps)| RecordRow { title: named(place), steps };
        rows.into_iter().enumerate().map(row).collect()
    });
    let words = tally.words.map(|words| {
        let shown = words.into_iter().filter(|word| word.show != Some(false) && teller.takes(&word.text));
        shown.map(|word| RecordWord { text: word.text, n: word.n }).collect()
    });
    let texts = tally.texts.map(|texts| texts.into_iter().filter(|text| teller.takes(text)).collect());
    Some(RecordPoll {
        poll: no,
        title,
        answer,
        voters: tally.v,
        assisted: tally.assisted,
        here: tally.here,
        badges: poll.plan.settings.voters.is_some(),
        secret: settings.secret,
        open: phase == PollPhaseView::Open,
        right,
        labels,
        grid,
        ranked: tally.ranked,
        options: counted,
        groups: tally.groups,
        shift: tally.shift,
        words,
        texts,
    })
}

fn opinions(teller: &Teller, no: SessionNo, _: &Session) -> Vec<RecordPart> {
    let Some(held) = teller.state.conversations.get(&no) else { return Vec::new() };
    let told = held.plan.shown || teller.audience == Audience::Organisers;
    let Some(result) = held.result.as_ref().filter(|_| told && held.stage == Stage::Closed) else {
        return Vec::new();
    };
    let picture = result.picture.for_phones();
    let said = |s: &StatementNo| held.list.get(s).filter(|said| said.is_published());
    let text = |s: StatementNo| {
        let text = teller.state.words.get(said(&s)?.text)?.to_string();
        teller.takes(&text).then(|| RecordText { s, dir: direction::of(&text), text })
    };
    let texts = named(&picture).into_iter().filter_map(text).collect();
    vec![RecordPart::Opinions { title: held.plan.title.clone(), picture, texts }]
}

/// The statements that a picture names.
fn named(picture: &Picture) -> BTreeSet<StatementNo> {
    let typical = picture.groups.iter().flat_map(|group| &group.typical).map(|typical| typical.s);
    let uniting = picture.uniting.iter().map(|uniting| uniting.s);
    typical.chain(uniting).chain(picture.dividing.iter().map(|dividing| dividing.s)).collect()
}

fn ideas(teller: &Teller, no: SessionNo, _: &Session) -> Vec<RecordPart> {
    let Some(board) = idea::board(teller.state, no, teller.role()) else { return Vec::new() };
    if board.phase == IdeaPhase::Preparing {
        return Vec::new();
    }
    let texts = listed(teller, no);
    let groups = groups(teller, &board, &texts);
    let results = idea::results(teller.state, no, teller.role()).items.into_iter();
    let table = |at: u8| board.plan.tables.get(usize::from(at)).cloned().unwrap_or_default();
    let tables = results
        .filter(|result| result.title.is_some() || result.text.is_some())
        .filter(|result| [&result.title, &result.text].into_iter().flatten().all(|text| teller.takes(text)))
        .map(|result| RecordTable { table: table(result.table), title: result.title, text: result.text });
    vec![RecordPart::Ideas {
        title: board.plan.title.clone(),
        total: texts.len() as u32,
        voters: board.tally.v,
        groups,
        tables: tables.collect(),
    }]
}

/// The ideas on the board with their texts, which are empty once they were erased.
fn listed(teller: &Teller, no: SessionNo) -> BTreeMap<IdeaNo, String> {
    let board = teller.state.ideas.get(&no).into_iter();
    let ideas = board.flat_map(|board| board.ideas.iter()).filter(|(_, idea)| idea.status.is_listed());
    ideas.map(|(no, idea)| (*no, teller.state.text(idea.text).to_owned())).collect()
}

/// Those with most dots first; what lies in no group comes last.
fn groups(teller: &Teller, board: &BoardView, texts: &BTreeMap<IdeaNo, String>) -> Vec<RecordGroup> {
    let dots: BTreeMap<Spot, u32> = board.tally.n.iter().map(|dots| (dots.on, dots.n)).collect();
    let on = |spot: Spot| dots.get(&spot).copied().unwrap_or(0);
    // Of a board that is not closed everyone is told the dots of what is in front: not to be told any is not to have none.
    let others = (!dots.is_empty() && !board.tally.more).then_some(0);
    let told = |spot: Spot| dots.get(&spot).copied().or(others);
    let mut clusters: Vec<_> = board.clusters.iter().collect();
    clusters.sort_by_key(|cluster| Reverse(on(Spot::Cluster(cluster.c))));
    let mut groups: Vec<RecordGroup> = clusters
        .into_iter()
        .map(|cluster| {
            group(teller, cluster.title.clone(), told(Spot::Cluster(cluster.c)), &cluster.ideas, texts)
        })
        .collect();
    let grouped: BTreeSet<_> = board.clusters.iter().flat_map(|cluster| &cluster.ideas).collect();
    let mut alone: Vec<IdeaNo> = texts.keys().filter(|no| !grouped.contains(no)).copied().collect();
    alone.sort_by_key(|no| Reverse(on(Spot::Idea(*no))));
    if !alone.is_empty() {
        let dots = alone.iter().map(|no| told(Spot::Idea(*no))).sum();
        groups.push(group(teller, Title::default(), dots, &alone, texts));
    }
    groups
}

fn group(
    teller: &Teller,
    title: Title,
    dots: Option<u32>,
    ideas: &[IdeaNo],
    texts: &BTreeMap<IdeaNo, String>,
) -> RecordGroup {
    let there: Vec<&String> =
        ideas.iter().filter_map(|no| texts.get(no)).filter(|text| !text.is_empty()).collect();
    let told: Vec<String> =
        there.iter().take(IDEAS_OF_GROUP).filter(|text| teller.takes(text)).copied().cloned().collect();
    RecordGroup { title, dots, more: (there.len() - told.len()) as u32, ideas: told }
}

fn ratings(teller: &Teller, _: SessionNo, session: &Session) -> Vec<RecordPart> {
    let feedback = &session.feedback;
    let n = feedback.stars.iter().sum::<u32>();
    if n == 0 {
        return Vec::new();
    }
    let told = n >= teller.least_ratings();
    let stars = (1..).zip(feedback.stars).map(|(stars, people)| stars * people).sum();
    let comments = feedback.comments.iter().filter_map(|no| teller.state.words.get(*no));
    let comments = comments.filter(|text| teller.audience == Audience::Organisers && teller.takes(text));
    vec![RecordPart::Ratings {
        n,
        mean: mean(stars, n, teller.least_ratings()),
        stars: told.then_some(feedback.stars),
        comments: comments.map(ToString::to_string).collect(),
    }]
}

/// As everyone sees it: what was not revealed is in no view, the desk's neither.
fn award(teller: &Teller, no: SessionNo, _: &Session) -> Vec<RecordPart> {
    let (Some(view), Some(plan)) = (award::award(teller.state, no), award::plan(teller.state, no)) else {
        return Vec::new();
    };
    let revealed = view.tracks.iter().enumerate().filter(|(_, track)| !track.steps.is_empty());
    let tracks = revealed.map(|(at, track)| a_track(&plan.plan, at, &track.steps)).collect::<Vec<_>>();
    if tracks.is_empty() { Vec::new() } else { vec![RecordPart::Award { tracks }] }
}

fn a_track(plan: &AwardPlan, at: usize, steps: &[ShownStep]) -> RecordAwardTrack {
    let track = plan.tracks.get(at);
    let nominee = |shown: &ShownNominee| {
        let named = track.and_then(|track| track.nominees.get(usize::from(shown.nominee)));
        RecordNominee {
            title: named.map(|named| named.title.clone()).unwrap_or_default(),
            team: named.map(|named| named.team.clone()).unwrap_or_default(),
            total: shown.total,
            votes: shown.votes,
        }
    };
    let mut places: Vec<RecordPlace> = steps
        .iter()
        .map(|step| RecordPlace { place: step.place, nominees: step.nominees.iter().map(nominee).collect() })
        .collect();
    places.sort_by_key(|place| (place.place.is_none(), place.place));
    RecordAwardTrack { title: track.map(|track| track.title.clone()).unwrap_or_default(), places }
}

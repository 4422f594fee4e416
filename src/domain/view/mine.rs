//! The personal part: what this device asked, supports, voted and rated.

use std::cmp::Reverse;
use std::slice;

use crate::domain::award;
use crate::domain::ballot::{Ballot, Choice, Mark};
use crate::domain::id::{LinkNo, PersonId, PollNo, QuestionNo, SessionNo};
use crate::domain::idea;
use crate::domain::person::Person;
use crate::domain::points::points;
use crate::domain::poll::{Poll, PollKind, PollPhase, Voter};
use crate::domain::recommendation;
use crate::domain::register::Seq;
use crate::domain::speaking;
use crate::domain::stand;
use crate::domain::state::State;
use crate::domain::statement;
use crate::domain::view::leaders::player;
use crate::domain::view::question::own_item;
use crate::domain::view::shape::{MineView, OwnBallot, OwnRating, QuestionItem};
use crate::domain::view::space::Space;
use crate::domain::words::Text;

/// What is that person's own in the session.
#[must_use]
pub fn mine(state: &State, session: SessionNo, person: PersonId) -> MineView {
    let known = state.people.get(&person);
    let (said, voted) = statement::own_votes(state, session, person);
    let (ideas, ideas_seq) = idea::own(state, session, person);
    let (stands, rated) = stand::own(state, session, person);
    let (recommendations, recommendations_seq) = recommendation::own_voices(state, person);
    MineView {
        questions: known.map(|known| questions(state, session, known)).unwrap_or_default(),
        supports: known.map(|known| known.supports_in(state, session).collect()).unwrap_or_default(),
        ballots: ballots(state, session, person),
        rating: rating(state, session, person),
        player: player(state, session, person),
        sheets: Vec::new(),
        statements: statement::own(state, session, person),
        said: said.map(Box::new),
        ideas: ideas.map(Box::new),
        stands: stands.map(Box::new),
        speaking: speaking::own(state, session, person).map(Box::new),
        recommendations: recommendations.map(Box::new),
        marks: Vec::new(),
        seq: seq(state, session, person).max(voted).max(ideas_seq).max(rated).max(recommendations_seq),
        blocked: known.is_some_and(|known| known.is_blocked()),
    }
}

/// What is that juror's own in the session.
#[must_use]
pub fn of_juror(state: &State, session: SessionNo, juror: LinkNo) -> MineView {
    let (sheets, seq) = award::sheets(state, session, juror);
    MineView { sheets, seq, ..MineView::default() }
}

/// What is that facilitator's own in the session.
#[must_use]
pub fn of_facilitator(state: &State, session: SessionNo, link: LinkNo) -> MineView {
    MineView { ideas: idea::of_table(state, session, link).map(Box::new), ..MineView::default() }
}

/// What is that rapporteur's own, and an organiser's; nothing where the link never gave marks.
#[must_use]
pub fn of_rapporteur(state: &State, link: LinkNo) -> Option<MineView> {
    let (marks, seq) = recommendation::own_marks(state, link)?;
    Some(MineView { marks, seq, ..MineView::default() })
}

/// Most own questions in a view.
const QUESTIONS: usize = 50;
/// Most bytes of their texts: 50 of the usual length in Arabic letters take half.
const QUESTIONS_SPACE: usize = 64 * 1024;
/// Most bytes of what the own ballots say in words. With the questions a frame stays below the promised 256 KiB.
const BALLOTS_SPACE: usize = 96 * 1024;

/// The latest own questions that are or were on that session's board, in the order in which they were asked.
fn questions(state: &State, session: SessionNo, person: &Person) -> Vec<QuestionItem> {
    let on_board = |no: &&QuestionNo| {
        let standing = state.questions.get(*no).map(|question| &question.standing);
        standing.is_some_and(|standing| standing.session == session || standing.trail.contains(&session))
    };
    let latest = person.questions.iter().rev().filter(on_board).take(QUESTIONS);
    let mut space = Space(QUESTIONS_SPACE);
    let items = latest.filter_map(|no| own_item(state, *no, session));
    let mut items: Vec<_> = items.take_while(|item| space.takes(texts_of(item))).collect();
    items.reverse();
    items
}

fn texts_of(item: &QuestionItem) -> impl Iterator<Item = &str> {
    let more = [&item.name, &item.reply, &item.wall, &item.original];
    std::iter::once(&*item.text).chain(more.into_iter().filter_map(Option::as_deref))
}

/// The highest sequence number of the person's registers that this session has.
fn seq(state: &State, session: SessionNo, person: PersonId) -> Seq {
    let known = state.people.get(&person).map(|known| known.seq);
    let cast = cast(state, session, person).map(|(_, _, ballot)| ballot.seq);
    cast.chain(known).max().unwrap_or_default()
}

/// The own ballots by poll. Where there is no space for all that is written in them, those are left out whose polls are
/// over, the oldest first.
fn ballots(state: &State, session: SessionNo, person: PersonId) -> Vec<OwnBallot> {
    let own = cast(state, session, person).filter_map(|(no, poll, ballot)| {
        let choice = choice(state, poll.plan.kind, ballot.mark.as_ref()?);
        let points = poll.counts_for_leaders().then(|| points(&poll.plan, &poll.round, ballot));
        Some((poll.phase == PollPhase::Closed, OwnBallot { poll: no, round: poll.round.no, choice, points }))
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(over, ballot)| (*over, Reverse(ballot.poll)));
    let mut space = Space(BALLOTS_SPACE);
    own.retain(|(_, ballot)| space.takes(written_in(&ballot.choice).iter().map(Text::as_str)));
    let mut own: Vec<_> = own.into_iter().map(|(_, ballot)| ballot).collect();
    own.sort_by_key(|ballot| ballot.poll);
    own
}

fn written_in(choice: &Choice) -> &[Text] {
    match choice {
        Choice::Text(text) => slice::from_ref(text),
        Choice::Words(words) => words,
        Choice::Options(_) | Choice::Stars(_) | Choice::Steps(_) | Choice::Points(_) => &[],
    }
}

/// What the person cast in the rounds at hand, or took back. A secret round's ballots are found by nobody.
fn cast(
    state: &State,
    session: SessionNo,
    person: PersonId,
) -> impl Iterator<Item = (PollNo, &Poll, &Ballot)> {
    let polls = state.sessions.get(&session).map(|session| session.polls.as_slice()).unwrap_or_default();
    polls.iter().filter_map(move |no| {
        let poll = state.polls.get(no)?;
        Some((*no, &**poll, poll.round.ballots.get(&Voter(person))?))
    })
}

pub(super) fn choice(state: &State, kind: PollKind, mark: &Mark) -> Choice {
    let text = |no| Text::new(state.text(no));
    match mark {
        Mark::Options(options) => Choice::Options((*options).into()),
        Mark::Stars(stars) => Choice::Stars(*stars),
        Mark::Steps(steps) => Choice::Steps((*steps).into()),
        Mark::Points(points) => Choice::Points((*points).into()),
        Mark::Texts(texts) if kind == PollKind::Open => {
            Choice::Text(texts.first().map_or_else(|| Text::new(""), |no| text(*no)))
        }
        Mark::Texts(texts) => Choice::Words(texts.iter().map(|no| text(*no)).collect()),
    }
}

pub(super) fn rating(state: &State, session: SessionNo, person: PersonId) -> Option<OwnRating> {
    let rating = state.sessions.get(&session)?.feedback.ratings.get(&person)?;
    let comment = rating.comment.and_then(|no| state.words.get(no)).map(std::string::ToString::to_string);
    Some(OwnRating { stars: rating.stars, comment })
}

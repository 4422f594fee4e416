//! The personal part: what this device asked, supports, voted and rated.

use crate::domain::ballot::{Choice, Mark};
use crate::domain::id::{PersonId, QuestionNo, SessionNo};
use crate::domain::person::Person;
use crate::domain::poll::{PollKind, PollPhase, Voter};
use crate::domain::state::State;
use crate::domain::view::question::own_item;
use crate::domain::view::shape::{MineView, OwnBallot, OwnRating, QuestionItem};
use crate::domain::words::Text;

/// What is that person's own in the session.
#[must_use]
pub fn mine(state: &State, session: SessionNo, person: PersonId) -> MineView {
    let known = state.people.get(&person);
    MineView {
        questions: known.map(|known| questions(state, session, known)).unwrap_or_default(),
        supports: known.map(|known| supports(state, session, known)).unwrap_or_default(),
        ballots: ballots(state, session, person),
        rating: rating(state, session, person),
        seq: known.map(|known| known.seq).unwrap_or_default(),
        blocked: known.is_some_and(|known| known.blocked),
    }
}

/// Own questions that are or were on that session's board.
fn questions(state: &State, session: SessionNo, person: &Person) -> Vec<QuestionItem> {
    let on_board = |no: &&QuestionNo| {
        let standing = state.questions.get(*no).map(|question| &question.standing);
        standing.is_some_and(|standing| standing.session == session || standing.trail.contains(&session))
    };
    person.questions.iter().filter(on_board).filter_map(|no| own_item(state, *no, session)).collect()
}

fn supports(state: &State, session: SessionNo, person: &Person) -> Vec<QuestionNo> {
    let here = |no: &&QuestionNo| {
        state.questions.get(*no).is_some_and(|question| question.standing.session == session)
    };
    person.supports.iter().filter(here).copied().collect()
}

/// Own ballots of the rounds at hand. A secret round's are found by nobody.
fn ballots(state: &State, session: SessionNo, person: PersonId) -> Vec<OwnBallot> {
    let polls = state.sessions.get(&session).map(|session| session.polls.as_slice()).unwrap_or_default();
    let own = |no: &crate::domain::id::PollNo| {
        let poll = state.polls.get(no).filter(|poll| poll.phase != PollPhase::Draft)?;
        let ballot = poll.round.ballots.get(&Voter(person))?;
        Some(OwnBallot {
            poll: *no,
            round: poll.round.no,
            choice: choice(state, poll.plan.kind, ballot.mark.as_ref()?),
        })
    };
    polls.iter().filter_map(own).collect()
}

fn choice(state: &State, kind: PollKind, mark: &Mark) -> Choice {
    let text = |no| Text::new(state.text(no));
    match mark {
        Mark::Options(options) => Choice::Options(options.to_vec()),
        Mark::Stars(stars) => Choice::Stars(*stars),
        Mark::Texts(texts) if kind == PollKind::Open => {
            Choice::Text(texts.first().map_or_else(|| Text::new(""), |no| text(*no)))
        }
        Mark::Texts(texts) => Choice::Words(texts.iter().map(|no| text(*no)).collect()),
    }
}

fn rating(state: &State, session: SessionNo, person: PersonId) -> Option<OwnRating> {
    let rating = state.sessions.get(&session)?.feedback.ratings.get(&person)?;
    let comment = rating.comment.and_then(|no| state.words.get(no)).map(std::string::ToString::to_string);
    Some(OwnRating { stars: rating.stars, comment })
}

//! All that a person gave in the forum, for that person alone.

use crate::domain::ballot::Mark;
use crate::domain::id::{PersonId, QuestionNo, SessionNo};
use crate::domain::idea;
use crate::domain::speaking;
use crate::domain::stand;
use crate::domain::state::State;
use crate::domain::statement;
use crate::domain::view::mine::{choice, rating};
use crate::domain::view::question::own_item;
use crate::domain::view::shape::{GivenAnswer, GivenPart, GivenView};
use crate::domain::written::{self, Cast};

/// Most own questions that are told, the latest ones: whoever asks one in every half minute for eight hours.
const QUESTIONS: usize = 1_000;

/// What that person gave, in the sessions of the forum in their order in time.
#[must_use]
pub fn given(state: &State, person: PersonId) -> GivenView {
    let mut asked: Vec<_> =
        written::questions(state, person).map(|(no, q)| (q.standing.session, no)).collect();
    let left_out = asked.len().saturating_sub(QUESTIONS);
    asked.drain(..left_out);
    let cast: Vec<_> = written::ballots(state, person).filter(|cast| cast.ballot.mark.is_some()).collect();
    let mut sessions: Vec<_> = state.sessions.iter().map(|(no, session)| (session.starts, *no)).collect();
    sessions.sort_unstable();
    let parts = sessions.into_iter().map(|(_, session)| {
        let questions = asked.iter().filter(|(on, _)| *on == session).map(|(_, no)| *no);
        part(state, person, session, (questions, &cast))
    });
    GivenView {
        upto: written::last(state, person),
        parts: parts.filter(holds_anything).collect(),
        left_out: left_out as u32,
    }
}

fn part(
    state: &State,
    person: PersonId,
    session: SessionNo,
    (questions, cast): (impl Iterator<Item = QuestionNo>, &[Cast<'_>]),
) -> GivenPart {
    let cast: Vec<_> = cast.iter().filter(|cast| cast.poll.session == session).collect();
    let player = state.sessions.get(&session).and_then(|session| session.players.get(&person));
    let name = player.and_then(|player| state.words.get(player.name?));
    let known = state.people.get(&person);
    GivenPart {
        session,
        questions: questions.filter_map(|no| own_item(state, no, session)).collect(),
        ideas: idea::own(state, session, person).0.map(|own| own.items).unwrap_or_default(),
        remarks: stand::given(state, session, person),
        answers: cast.iter().filter_map(|cast| answer(state, cast)).collect(),
        rating: rating(state, session, person),
        name: name.map(ToString::to_string),
        statements: statement::written(state, session, person),
        said: statement::said(state, session, person),
        supports: known.map_or(0, |known| known.supports_in(state, session).count() as u32),
        ballots: cast.len() as u32,
        speaking: speaking::written(state, session, person),
        visits: stand::visits_of(state, session, person),
    }
}

fn answer(state: &State, cast: &Cast<'_>) -> Option<GivenAnswer> {
    let is_there = |mark: &&Mark| mark.texts().iter().any(|no| state.words.get(*no).is_some());
    let mark = cast.ballot.mark.as_ref().filter(is_there)?;
    let plan = &cast.poll.plan;
    let choice = choice(state, plan.kind, mark);
    Some(GivenAnswer { poll: cast.no, round: cast.round.no, title: plan.title.clone(), choice })
}

fn holds_anything(part: &GivenPart) -> bool {
    let GivenPart {
        questions,
        ideas,
        remarks,
        rating,
        name,
        statements,
        said,
        speaking,
        supports,
        ballots,
        visits,
        ..
    } = part;
    let wrote = !questions.is_empty() || !ideas.is_empty() || !remarks.is_empty() || !statements.is_empty();
    let wrote = wrote || !speaking.is_empty();
    wrote || rating.is_some() || name.is_some() || said + supports + ballots + visits > 0
}

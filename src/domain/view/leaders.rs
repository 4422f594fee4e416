//! The leaderboard of a session's quizzes, and what somebody is told of the own place on it.

use crate::domain::forum::Names;
use crate::domain::id::{PersonId, SessionNo, WordsNo};
use crate::domain::role::Role;
use crate::domain::scores::{Score, Scores};
use crate::domain::state::State;
use crate::domain::view::shape::{Leader, LeadersView, OwnPlayer};

/// The leaderboard; an empty one where no quiz counts any more.
#[must_use]
pub fn leaders(state: &State, session: SessionNo, role: Role) -> LeadersView {
    let Some(scores) = state.scores_of(session) else { return LeadersView::default() };
    LeadersView { quizzes: scores.quizzes, people: scores.count(), top: top(state, session, scores, role) }
}

fn top(state: &State, session: SessionNo, scores: &Scores, role: Role) -> Vec<Leader> {
    scores.top().map(|(person, score)| leader(name(state, session, person), score, role)).collect()
}

fn leader(name: Option<Name>, score: &Score, role: Role) -> Leader {
    let name = name.filter(|name| role.is_desk() || !name.held);
    Leader {
        place: score.into(),
        w: name.as_ref().filter(|_| role.is_desk()).map(|name| name.no),
        held: name.as_ref().is_some_and(|name| name.held),
        name: name.map(|name| name.text.to_owned()),
    }
}

/// The own place and name; none where there is neither.
#[must_use]
pub fn player(state: &State, session: SessionNo, person: PersonId) -> Option<OwnPlayer> {
    let place = state.scores_of(session).and_then(|scores| scores.get(person)).map(Into::into);
    let name = name(state, session, person);
    let held = name.as_ref().is_some_and(|name| name.held);
    let name = name.map(|name| name.text.to_owned());
    (place.is_some() || name.is_some()).then_some(OwnPlayer { name, held, place })
}

/// A name that stands on a leaderboard, or would.
struct Name<'a> {
    no: WordsNo,
    text: &'a str,
    /// Nobody but its owner and the desks sees it.
    held: bool,
}

/// The name that somebody gave, unless it was erased or the forum has names no longer.
fn name(state: &State, session: SessionNo, person: PersonId) -> Option<Name<'_>> {
    let player = state.sessions.get(&session)?.players.get(&person)?;
    let no = player.name.filter(|_| state.forum.rules.names != Names::Off)?;
    let text = state.words.get(no)?;
    let held = !player.show.unwrap_or_else(|| !state.word_list.is_in(text));
    Some(Name { no, text, held })
}

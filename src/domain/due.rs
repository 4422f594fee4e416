//! What the clock waits for on the agenda: kept beside it, so that no entry goes through all sessions to learn it.

use std::collections::BTreeSet;

use super::agenda::{Phase, Session};
use super::change::Change;
use super::id::HallNo;
use super::poll::PollPhase;
use super::show::next_cue;
use super::state::State;
use super::time::Time;

/// Made anew by whatever changes it (see [`Due::depends_on`]), never in a snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// When the agenda next opens or ends a session.
    pub turn: Option<Time>,
    /// When the next cue of a run of show is due.
    pub cue: Option<Time>,
    /// When the last session ends.
    pub last_end: Option<Time>,
}

impl Due {
    /// As the state says it.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let held: BTreeSet<HallNo> = state
            .sessions
            .values()
            .filter(|session| session.phase == Phase::Open && has_open_poll(state, session))
            .map(|session| session.hall)
            .collect();
        Self {
            turn: state.sessions.values().filter_map(|session| next_turn(state, session, &held)).min(),
            cue: next_cue(state),
            last_end: state.sessions.values().map(|session| session.ends).max(),
        }
    }

    /// Whether such a change can make it another.
    #[must_use]
    pub fn depends_on(change: &Change) -> bool {
        match change {
            Change::SessionSet { .. }
            | Change::SessionDropped { .. }
            | Change::HallDropped { .. }
            | Change::PhaseSet { .. }
            | Change::Delayed { .. }
            | Change::PollOpened { .. }
            | Change::PollClosed { .. }
            | Change::Show(_) => true,
            Change::ForumSet { .. }
            | Change::LookSet { .. }
            | Change::LogoSet { .. }
            | Change::RecordSet { .. }
            | Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::SessionMade { .. }
            | Change::LinkCreated { .. }
            | Change::LinkRevoked { .. }
            | Change::Profiled { .. }
            | Change::Asked { .. }
            | Change::Reworded { .. }
            | Change::Withdrawn { .. }
            | Change::Supported { .. }
            | Change::Curated { .. }
            | Change::Undone { .. }
            | Change::Blocked { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::Noted { .. }
            | Change::FeedbackSet { .. }
            | Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollClosing { .. }
            | Change::PollRevealed { .. }
            | Change::Voted { .. }
            | Change::WordRuled { .. }
            | Change::RulingNamed { .. }
            | Change::Named { .. }
            | Change::NameRuled { .. }
            | Change::Rated { .. }
            | Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Badges(_)
            | Change::Award(_)
            | Change::Statements(_)
            | Change::Ideas(_)
            | Change::Stands(_)
            | Change::Speaking(_)
            | Change::Recommendations(_)
            | Change::Announced { .. }
            | Change::AuthorErased { .. }
            | Change::Erased { .. } => false,
        }
    }
}

/// Whether a poll of the session takes ballots, or would if its time were not over.
#[must_use]
pub fn has_open_poll(state: &State, session: &Session) -> bool {
    let mut polls = session.polls.iter().filter_map(|no| state.polls.get(no));
    polls.any(|poll| matches!(poll.phase, PollPhase::Open { .. }))
}

/// When the agenda next does something with the session. One with an open poll waits for its end, which changes the
/// state and so is seen here; so do those to come in a hall that such a one holds up.
fn next_turn(state: &State, session: &Session, held: &BTreeSet<HallNo>) -> Option<Time> {
    match session.phase {
        Phase::Upcoming => (!held.contains(&session.hall)).then_some(session.starts),
        Phase::Open => (!has_open_poll(state, session)).then_some(session.ends),
        Phase::Ended => None,
    }
}

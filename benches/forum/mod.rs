//! The forum that benches of the domain begin with.

use std::sync::Arc;

use majlis::domain::agenda::{Phase, Session, SessionKind};
use majlis::domain::board::Board;
use majlis::domain::feedback::Feedback;
use majlis::domain::forum::{Moderation, Title};
use majlis::domain::id::{HallNo, SessionNo};
use majlis::domain::state::State;
use majlis::domain::time::Time;

/// Its session.
pub const SESSION: SessionNo = SessionNo(1);
/// When everything happens.
pub const NOW: Time = Time(1_793_170_800_000);

/// A forum with one open session, in which nothing has happened yet.
pub fn forum() -> State {
    let session = Session {
        hall: HallNo(1),
        kind: SessionKind::Panel,
        title: Title::default(),
        about: Title::default(),
        starts: NOW,
        ends: NOW,
        phase: Phase::Open,
        opened: Some(NOW),
        ended: None,
        version: 1,
        edition: 1,
        asking: None,
        moderation: Moderation::Before,
        labels: Vec::new(),
        paused: None,
        board: Board::default(),
        polls: Vec::new(),
        feedback: Feedback::default(),
        players: imbl::OrdMap::new(),
        note: None,
    };
    let mut state = State::default();
    state.sessions.insert(SESSION, Arc::new(session));
    state
}

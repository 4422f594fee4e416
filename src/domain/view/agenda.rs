//! The forum, its halls and the agenda: the same for everyone.

use crate::domain::agenda::{Hall, Session};
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::state::State;
use crate::domain::view::shape::{AgendaView, HallView, LookView, SessionEntry};

/// The agenda, sessions by their start.
#[must_use]
pub fn agenda(state: &State) -> AgendaView {
    let forum = &state.forum;
    let mut sessions: Vec<_> = state.sessions.iter().map(|(no, session)| entry(*no, session)).collect();
    sessions.sort_by_key(|entry| (entry.starts, entry.session));
    AgendaView {
        name: forum.name.clone(),
        languages: forum.languages.clone(),
        zone: forum.zone.clone(),
        code: forum.code.clone(),
        rehearsal: forum.rehearsal,
        look: LookView::of(state),
        version: forum.version,
        halls: state.halls.iter().map(|(no, there)| hall(*no, there)).collect(),
        sessions,
    }
}

fn hall(no: HallNo, hall: &Hall) -> HallView {
    HallView { hall: no, name: hall.name.clone(), code: hall.code.clone(), version: hall.version }
}

fn entry(no: SessionNo, session: &Session) -> SessionEntry {
    SessionEntry {
        session: no,
        edition: session.edition,
        hall: session.hall,
        kind: session.kind,
        title: session.title.clone(),
        about: session.about.clone(),
        starts: session.starts,
        ends: session.ends,
        phase: session.phase,
        opened: session.opened,
        ended: session.ended,
    }
}

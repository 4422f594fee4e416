//! The forum, its halls and the agenda: the same for everyone.

use crate::domain::agenda::{Hall, Session};
use crate::domain::entrance;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::state::State;
use crate::domain::view::shape::{AgendaView, FocusView, HallView, LookView, SessionEntry};

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
        record: state.publication.published,
        version: forum.version,
        halls: state.halls.iter().map(|(no, there)| hall(state, *no, there)).collect(),
        sessions,
    }
}

fn hall(state: &State, no: HallNo, hall: &Hall) -> HallView {
    let course = entrance::course(state, no).into_iter();
    HallView {
        hall: no,
        name: hall.name.clone(),
        code: hall.code.clone(),
        version: hall.version,
        focus: course.map(|(from, session)| FocusView { session, from }).collect(),
    }
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

//! The forum, its halls and its agenda.

use std::sync::Arc;

use imbl::OrdMap;

use crate::domain::agenda::{Hall, Pause, Phase, Session};
use crate::domain::board::Board;
use crate::domain::change::Plan;
use crate::domain::feedback::Feedback;
use crate::domain::forum::{Forum, Moderation, Title};
use crate::domain::id::{HallNo, SessionNo, WordsNo};
use crate::domain::screen::Screen;
use crate::domain::show;
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};
use crate::domain::topic::Part;

use super::standing::with_session;

pub fn set_forum(state: &mut State, rev: u64, forum: &Forum) {
    let told = |forum: &Forum| (forum.rules.names, forum.rules.word_list.clone());
    if told(forum) != told(&state.forum) {
        touch_what_is_held(state, rev);
    }
    state.forum = Arc::new(forum.clone());
    state.fold_word_list();
    state.topics.touch(Part::Agenda, rev);
    // Every session's part tells the rules that hold in it, its leaderboard goes by them, and every hall's walls tell the
    // network.
    for session in state.sessions.keys() {
        state.topics.touch(Part::Session(*session), rev);
    }
    for session in state.scores.keys() {
        state.topics.touch(Part::Leaders(*session), rev);
    }
    for hall in state.halls.keys() {
        state.topics.touch(Part::Screen(*hall), rev);
    }
}

/// What of clouds and of speaking queues everyone may see goes by the word list, and by whether there are names.
fn touch_what_is_held(state: &mut State, rev: u64) {
    for poll in state.polls.keys() {
        state.topics.touch(Part::Poll(*poll), rev);
    }
    for session in state.queues.keys() {
        state.topics.touch(Part::Speaking(*session), rev);
        state.topics.touch(Part::Speakers(*session), rev);
    }
}

pub fn set_hall(state: &mut State, rev: u64, no: HallNo, name: &Title, code: &str) {
    let hall = state.halls.entry(no).or_insert_with(|| {
        Arc::new(Hall { name: Title::default(), code: String::new(), version: 0, screen: Screen::default() })
    });
    let hall = Arc::make_mut(hall);
    hall.name = name.clone();
    code.clone_into(&mut hall.code);
    hall.version = hall.version.saturating_add(1);
    state.last.hall = state.last.hall.max(no);
    // One that comes home may have been taken away.
    if state.former_codes.remove(&no).is_some() {
        state.topics.touch(Part::Screen(no), rev);
    }
    state.topics.touch(Part::Agenda, rev);
}

/// What was noted of its run of show goes with it.
pub fn drop_hall(state: &mut State, rev: u64, no: HallNo) {
    let Some(hall) = state.halls.remove(&no) else { return };
    state.former_codes.insert(no, hall.code.clone());
    show::touch(state, rev, no);
    state.shows.remove(&no);
    state.topics.touch(Part::Screen(no), rev);
    state.topics.touch(Part::Agenda, rev);
}

/// Adds a session, or changes what the agenda says of one. What its audience did in it stays.
pub fn plan_session(state: &mut State, rev: u64, no: SessionNo, plan: &Plan) {
    let before = state.sessions.get(&no).map(|session| session.hall);
    let session = match state.sessions.get(&no) {
        Some(session) => replanned(session, plan),
        None => planned(plan),
    };
    state.sessions.insert(no, Arc::new(session));
    state.last.session = state.last.session.max(no);
    for hall in before.into_iter().chain([plan.hall]) {
        with_hall(state, hall, |hall| hall.version = hall.version.saturating_add(1));
        show::touch(state, rev, hall);
    }
    if before.is_some_and(|before| before != plan.hall) {
        // Whoever looks at the session now looks at other walls, which may be of an older revision than those before.
        state.topics.touch(Part::Screen(plan.hall), rev);
    }
    state.topics.touch(Part::Session(no), rev);
    state.topics.touch(Part::Agenda, rev);
}

/// Its polls that were only prepared go with it, and so do its award, its statements, its idea board and its stands.
pub fn drop_session(state: &mut State, rev: u64, no: SessionNo) {
    let Some(session) = state.sessions.remove(&no) else { return };
    state.scores.remove(&no);
    if state.awards.remove(&no).is_some() {
        state.topics.touch(Part::Award(no), rev);
        state.topics.touch(Part::Jury(no), rev);
    }
    if state.conversations.remove(&no).is_some() {
        state.topics.touch(Part::Statements(no), rev);
        state.topics.touch(Part::Opinions(no), rev);
    }
    if state.ideas.remove(&no).is_some() {
        state.topics.touch(Part::Ideas(no), rev);
        state.topics.touch(Part::Board(no), rev);
        state.topics.touch(Part::Results(no), rev);
    }
    if let Some(held) = state.exhibitions.remove(&no) {
        for part in [Part::Stands(no), Part::Remarks(no), Part::Interest(no)] {
            state.topics.touch(part, rev);
        }
        state.keepers.take(held.stands.values().map(|stand| stand.key));
        for stand in held.stands.keys() {
            state.topics.touch(Part::StandRemarks(no, *stand), rev);
            state.topics.touch(Part::StandInterest(no, *stand), rev);
        }
    }
    if state.queues.remove(&no).is_some() {
        state.topics.touch(Part::Speaking(no), rev);
        state.topics.touch(Part::Speakers(no), rev);
    }
    for poll in &session.polls {
        state.polls.remove(poll);
        state.topics.touch(Part::Poll(*poll), rev);
    }
    with_hall(state, session.hall, |hall| hall.version = hall.version.saturating_add(1));
    show::touch(state, rev, session.hall);
    state.topics.touch(Part::Session(no), rev);
    state.topics.touch(Part::Agenda, rev);
}

fn planned(plan: &Plan) -> Session {
    Session {
        hall: plan.hall,
        kind: plan.kind,
        title: plan.title.clone(),
        about: plan.about.clone(),
        starts: plan.starts,
        ends: plan.ends,
        phase: Phase::Upcoming,
        opened: None,
        ended: None,
        version: 1,
        edition: 1,
        asking: None,
        moderation: plan.moderation,
        labels: plan.labels.clone(),
        paused: None,
        board: Board::default(),
        polls: Vec::new(),
        feedback: Feedback::default(),
        players: OrdMap::new(),
        note: None,
    }
}

/// What was missed and is put elsewhere is to come again.
fn replanned(session: &Session, plan: &Plan) -> Session {
    let is_moved = (plan.hall, plan.starts, plan.ends) != (session.hall, session.starts, session.ends);
    let phase = if is_moved && session.was_missed() { Phase::Upcoming } else { session.phase };
    let Plan { hall, kind, title, about, starts, ends, moderation, labels } = plan.clone();
    let (version, edition) = (session.version.saturating_add(1), session.edition.saturating_add(1));
    let planned = Session { hall, kind, title, about, starts, ends, moderation, labels, ..session.clone() };
    Session { phase, version, edition, ..planned }
}

/// How a session's board works.
pub fn set_board(
    state: &mut State,
    rev: u64,
    no: SessionNo,
    (asking, moderation, labels): (Option<bool>, Moderation, &[Title]),
) {
    set(state, rev, no, |session| {
        session.asking = asking;
        session.moderation = moderation;
        session.labels = labels.to_vec();
    });
}

pub fn pause(state: &mut State, rev: u64, no: SessionNo, on: bool, message: Option<WordsNo>) {
    set(state, rev, no, |session| session.paused = on.then_some(Pause { message }));
}

/// A line for the stage.
pub fn note(state: &mut State, rev: u64, no: SessionNo, text: Option<WordsNo>) {
    set(state, rev, no, |session| session.note = text);
}

/// Changes a session's own settings.
fn set(state: &mut State, rev: u64, no: SessionNo, change: impl FnOnce(&mut Session)) {
    with_session(state, no, |session| {
        change(session);
        session.version = session.version.saturating_add(1);
    });
    state.topics.touch(Part::Session(no), rev);
}

pub fn set_phase(state: &mut State, rev: u64, no: SessionNo, phase: Phase, time: Time) {
    let Some(hall) = state.sessions.get(&no).map(|session| session.hall) else { return };
    set(state, rev, no, |session| {
        (session.opened, session.ended) = match phase {
            Phase::Upcoming => (None, None),
            Phase::Open => (Some(time), None),
            Phase::Ended => (session.opened, session.opened.map(|_| time)),
        };
        session.phase = phase;
        session.edition = session.edition.saturating_add(1);
    });
    with_hall(state, hall, |hall| hall.version = hall.version.saturating_add(1));
    show::touch(state, rev, hall);
    state.topics.touch(Part::Agenda, rev);
}

pub fn delay(state: &mut State, rev: u64, hall: HallNo, sessions: &[SessionNo], length: Millis) {
    for no in sessions {
        with_session(state, *no, |session| {
            if session.phase == Phase::Upcoming {
                session.starts = session.starts + length;
            }
            session.ends = session.ends + length;
            session.edition = session.edition.saturating_add(1);
        });
    }
    with_hall(state, hall, |hall| hall.version = hall.version.saturating_add(1));
    show::touch(state, rev, hall);
    state.topics.touch(Part::Agenda, rev);
}

/// Changes a hall in place.
pub fn with_hall(state: &mut State, no: HallNo, change: impl FnOnce(&mut Hall)) {
    if let Some(hall) = state.halls.get_mut(&no) {
        change(Arc::make_mut(hall));
    }
}

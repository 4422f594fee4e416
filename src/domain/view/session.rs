//! How a session works at the moment.

use crate::domain::agenda::Session;
use crate::domain::id::{PollNo, SessionNo, WordsNo};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::view::poll::is_shown;
use crate::domain::view::shape::SessionView;

/// The session; prepared polls to moderators and organisers only, the line to the stage to presenters too.
#[must_use]
pub fn session(state: &State, no: SessionNo, role: Role) -> Option<SessionView> {
    let session = state.sessions.get(&no)?;
    let rules = &state.forum.rules;
    let text_of = |no: WordsNo| state.words.get(no).map(ToString::to_string);
    let hall = state.halls.get(&session.hall);
    Some(SessionView {
        session: no,
        hall: session.hall,
        version: session.version,
        phase: session.phase,
        asking: session.asking,
        early: rules.early_questions,
        moderation: session.moderation,
        labels: session.labels.clone(),
        paused: session.paused.is_some(),
        pause_message: session.paused.and_then(|pause| pause.message).and_then(text_of),
        feedback: session.feedback.open,
        announcement: hall.and_then(|hall| hall.screen.announcement).and_then(text_of),
        note: session.note.filter(|_| role == Role::Presenter || role.is_desk()).and_then(text_of),
        polls: polls(state, session, role),
        names: rules.names,
        question_length: rules.question_length,
        name_length: rules.name_length,
        comment_length: rules.comment_length,
        presenter_calls_next: rules.presenter_calls_next,
    })
}

fn polls(state: &State, session: &Session, role: Role) -> Vec<PollNo> {
    session.polls.iter().filter(|no| is_shown(state, **no, role)).copied().collect()
}

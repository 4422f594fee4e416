//! What is known of a participant.

use std::sync::Arc;

use crate::domain::id::{PersonId, QuestionNo};
use crate::domain::person::Person;
use crate::domain::question::Status;
use crate::domain::state::State;

/// Changes what is known of a participant, from nothing where nothing was.
pub fn with_person(state: &mut State, no: PersonId, change: impl FnOnce(&mut Person)) {
    let person = state.people.entry(no).or_default();
    change(Arc::make_mut(person));
}

/// Changes the author's count of questions that wait, when a question begins or ends to wait.
pub fn recount_waiting(state: &mut State, no: QuestionNo, before: Option<Status>) {
    let Some(question) = state.questions.get(&no) else { return };
    let was = before == Some(Status::Pending);
    let is = question.standing.status == Status::Pending;
    if let (Some(person), true) = (question.author.person(), was != is) {
        with_person(state, person, |person| {
            person.waiting =
                if is { person.waiting.saturating_add(1) } else { person.waiting.saturating_sub(1) };
        });
    }
}

//! Forgetting what somebody wrote.

use super::{Authority, Decision};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// Erases every text that the question ever had, its author's name and the replies to it. It can have none again.
pub fn decide(state: &State, who: &Authority, command: &Command) -> Result<Decision, Refusal> {
    let Command::Erase { question } = command else { return Err(Code::NotAllowed.into()) };
    who.organiser()?;
    let question = state.questions.get(question).ok_or(Code::UnknownQuestion)?;
    let left: Vec<_> = question.words().filter(|no| state.words.get(*no).is_some()).collect();
    if left.is_empty() { Ok(Decision::stands()) } else { Ok(Decision::of([Change::Erased { words: left }])) }
}

//! In the making.

use super::{Authority, Decision};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

pub fn decide(_state: &State, _who: &Authority, _command: &Command) -> Result<Decision, Refusal> {
    Err(crate::domain::refusal::Code::NotAllowed.into())
}

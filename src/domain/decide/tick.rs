//! In the making.

use super::{Authority, Circumstances, Decision, Request};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Time;

pub fn decide(
    _state: &State,
    _request: &Request,
    _who: &Authority,
    _around: &Circumstances,
) -> Result<Decision, Refusal> {
    Err(crate::domain::refusal::Code::NotAllowed.into())
}

/// The next moment at which [`decide`] has something to do.
#[must_use]
pub fn next_deadline(_state: &State) -> Option<Time> {
    None
}

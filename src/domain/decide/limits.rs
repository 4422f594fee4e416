//! How much of what a person writes may wait, and how soon they may write again.

use crate::domain::forum::Rules;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::time::Time;

/// Whether somebody may write another one, of whose so many wait, and the last of which came in then.
pub fn within_limits(rules: &Rules, waiting: u32, last: Option<Time>, now: Time) -> Result<(), Refusal> {
    if waiting >= rules.waiting_per_person {
        return Err(Code::TooManyWaiting.at(i64::from(rules.waiting_per_person)));
    }
    let left = last.map_or(0, |last| (last + rules.between_questions - now).0);
    // One that came later than now came while a clock was ahead: nobody waits for that clock's time to come.
    let is_too_soon = (1..=rules.between_questions.0).contains(&left);
    if is_too_soon { Err(Code::TooSoon.at(left)) } else { Ok(()) }
}

//! Rulings on words of a cloud.

use super::at_desk;
use crate::domain::change::Change;
use crate::domain::decide::again::done_before;
use crate::domain::decide::{Authority, Decision, Request};
use crate::domain::id::{PollNo, WordsNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::tally::cloud_key;

/// A ruling is on the word, not on the text that names it: whoever rules on another spelling sees the same ruling. It is
/// noted also where it stands already: sent again after a colleague's opposite, it must not come to something new.
pub fn rule(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, round): (PollNo, u32),
    word: WordsNo,
    show: Option<bool>,
) -> Result<Decision, Refusal> {
    let poll = at_desk(state, who, no)?;
    let desk = who.desk_of(state, poll.session)?;
    if done_before(state, desk, request)? {
        return Ok(Decision::stands());
    }
    if round != poll.round.no || round == 0 {
        return Err(Code::RoundOver.into());
    }
    let text = state.words.get(word).ok_or(Code::OutOfRange)?;
    let key = cloud_key(text);
    let stands = poll.round.ruling(&key, &state.words);
    if stands.is_none() && !poll.round.tally.cloud.contains_key(&key) {
        return Err(Code::OutOfRange.into());
    }
    let word = stands.map_or(word, |(named, _)| named);
    Ok(Decision::of([Change::WordRuled { poll: no, round, word, show, by: desk, id: request.id }]))
}

//! Polls: preparing them, their life, and ballots.

mod draft;
mod due;
mod elector;
mod life;
mod mark;
mod vote;
mod word;

use std::sync::Arc;

use super::{Authority, Circumstances, Decision, Request};
use crate::domain::command::Command;
use crate::domain::id::PollNo;
use crate::domain::poll::Poll;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

pub use draft::TIME as POLL_TIME;
pub(super) use due::close_open;
pub use due::closed;
pub use due::{close_due, next_close};
pub(in crate::domain) use vote::{not_a_round, takes_ballot};

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    match command {
        Command::Vote { poll, round, choice, seq, badge } => {
            vote::vote(state, request, who, (*poll, *round), (choice, *seq), *badge)
        }
        Command::CreatePoll { session, poll } => draft::create(state, request, who, *session, poll),
        Command::EditPoll { poll, version, draft } => draft::edit(state, who, *poll, *version, draft),
        Command::DropPoll { poll, version } => draft::remove(state, who, *poll, *version),
        Command::OrderPolls { session, version, polls } => {
            draft::order(state, who, (*session, *version), polls)
        }
        Command::OpenPoll { poll, version, seconds } => {
            life::open(state, request, who, (*poll, *version), *seconds, around)
        }
        Command::ClosePoll { poll, version, seconds } => {
            life::close(state, request, who, (*poll, *version), *seconds, around)
        }
        Command::RevealPoll { poll, version, on } => life::reveal(state, who, *poll, *version, *on),
        Command::RuleWord { poll, round, word, show } => {
            word::rule(state, request, who, (*poll, *round), *word, *show)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// A poll in the hands of a desk that reaches its hall.
fn at_desk<'a>(state: &'a State, who: &Authority, no: PollNo) -> Result<&'a Arc<Poll>, Refusal> {
    let poll = state.polls.get(&no).ok_or(Code::UnknownPoll)?;
    who.desk_of(state, poll.session)?;
    Ok(poll)
}

//! Rounds whose time is over.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::decide::Circumstances;
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::split;
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};

/// So much later than its time a round of blind ballots is closed: those that were received in time are still looked at.
const LOOKED_AT: Millis = Millis::seconds(2);

/// Closes the polls whose time is over. Ballots have been refused since that time; this makes it known.
#[must_use]
pub fn close_due(state: &State, now: Time, around: &Circumstances) -> Vec<Change> {
    let over = state.closing.iter().take_while(|(until, _)| *until <= now);
    let polls = over.filter_map(|(until, no)| Some((*until, *no, state.polls.get(no)?)));
    let due = polls.filter(|(until, _, poll)| due(poll, *until) <= now);
    due.flat_map(|(_, no, poll)| closed(state, poll, no, now, around)).collect()
}

fn due(poll: &Poll, until: Time) -> Time {
    if poll.plan.settings.blind { until + LOOKED_AT } else { until }
}

/// Closes every poll that is still open.
pub fn close_open(state: &State, now: Time, around: &Circumstances) -> Vec<Change> {
    let open = state.polls.iter().filter(|(_, poll)| matches!(poll.phase, PollPhase::Open { .. }));
    open.flat_map(|(no, poll)| closed(state, poll, *no, now, around)).collect()
}

/// When the next poll closes by itself.
#[must_use]
pub fn next_close(state: &State) -> Option<Time> {
    let polls = state.closing.iter().filter_map(|(until, no)| Some((*until, state.polls.get(no)?)));
    polls.map(|(until, poll)| due(poll, until)).min()
}

/// The round is over. A secret one's key goes first, while it is still known to be one.
pub fn closed(state: &State, poll: &Poll, no: PollNo, now: Time, around: &Circumstances) -> Vec<Change> {
    let voters = poll.round.tally.voters;
    // Of a round that was open for a moment only, nothing was gathered yet.
    let came = around.came.get(&(no, poll.round.no)).or_else(|| around.here.get(&poll.session)).copied();
    let badges = poll.plan.settings.voters.map(|groups| state.badges.electors(groups));
    // Whoever voted was here.
    let here = badges.or(came).map_or(voters, |came| voters.max(came));
    let time = poll.until().map_or(now, |until| until.min(now));
    let key_gone = poll.round.key.map(|key| Change::Erased { words: vec![key] });
    let split = split::of(state, poll).map(Arc::new);
    key_gone.into_iter().chain([Change::PollClosed { poll: no, here, time, split }]).collect()
}

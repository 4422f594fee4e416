//! Opening, closing and revealing polls.

use super::at_desk;
use super::draft::TIME;
use super::due::closed;
use crate::domain::agenda::Phase;
use crate::domain::award::Stage;
use crate::domain::change::Change;
use crate::domain::decide::admission::current;
use crate::domain::decide::cue::cue;
use crate::domain::decide::{Authority, Circumstances, Decision, Request, Scribe};
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::pseudonym;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::screen::Cue;
use crate::domain::split;
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};

/// The countdown before a poll closes, where none is named, in seconds.
const COUNTDOWN: u32 = 5;
/// The longest one, in seconds.
pub const LONGEST_COUNTDOWN: u32 = 60;

pub fn open(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (PollNo, u32),
    seconds: Option<u32>,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let poll = at_desk(state, who, no)?;
    if matches!(poll.phase, PollPhase::Open { .. }) {
        return Ok(Decision::stands());
    }
    current(poll.version, version)?;
    is_not_counted(state, poll, no)?;
    if poll.round.no > 0 && state.award_of(no).is_some() {
        who.organiser()?;
    }
    let until = until(poll, seconds, request.now)?;
    if state.sessions.get(&poll.session).is_none_or(|session| session.phase == Phase::Ended) {
        return Err(Code::WrongState.into());
    }
    let earlier = split::earlier(state, no, poll)?;
    let round = poll.round.no.checked_add(1).ok_or(Code::WrongState)?;
    let mut scribe = Scribe::new(state);
    // Blind ballots are under keys of their own.
    let secret = poll.plan.settings.secret && !poll.plan.settings.blind;
    let key = secret.then(|| scribe.file_shared(pseudonym::key(&around.random, no, round)));
    let opened = Change::PollOpened { poll: no, round, until, key, time: request.now, earlier };
    Ok(scribe.decision(with_cue(state, poll, no, [opened])))
}

/// What an award has counted is not asked again, nor what came home beside an award's own polls.
fn is_not_counted(state: &State, poll: &Poll, no: PollNo) -> Result<(), Refusal> {
    match state.award_of(no) {
        Some(award) if award.stage == Stage::Opened => Err(Code::AwardSealed.into()),
        None if poll.plan.settings.sealed => Err(Code::PollSealed.into()),
        _ => Ok(()),
    }
}

/// When a round that opens now closes by itself: after what was said, else after what the draft says.
fn until(poll: &Poll, seconds: Option<u32>, now: Time) -> Result<Option<Time>, Refusal> {
    let length = match seconds {
        Some(0) => return Ok(None),
        Some(seconds) => Some(Millis::seconds(i64::from(seconds))),
        None => poll.plan.settings.time,
    };
    if let Some(length) = length.filter(|length| !TIME.contains(length)) {
        let bound = if length < *TIME.start() { TIME.start() } else { TIME.end() };
        return Err(Code::OutOfRange.at(bound.0 / 1_000));
    }
    Ok(length.map(|length| now + length))
}

pub fn close(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (PollNo, u32),
    seconds: Option<u32>,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let poll = at_desk(state, who, no)?;
    let seconds = seconds.unwrap_or(COUNTDOWN);
    if seconds > LONGEST_COUNTDOWN {
        return Err(Code::OutOfRange.at(i64::from(LONGEST_COUNTDOWN)));
    }
    let until = request.now + Millis::seconds(i64::from(seconds));
    match poll.phase {
        PollPhase::Draft => return Err(Code::PollNotOpen.into()),
        PollPhase::Closed => return Ok(Decision::stands()),
        PollPhase::Open { until: Some(before) } if before <= until => return Ok(Decision::stands()),
        PollPhase::Open { .. } => current(poll.version, version)?,
    }
    let changes = match seconds {
        0 => closed(state, poll, no, request.now, around),
        _ => vec![Change::PollClosing { poll: no, until }],
    };
    Ok(Decision::of(with_cue(state, poll, no, changes)))
}

pub fn reveal(
    state: &State,
    who: &Authority,
    no: PollNo,
    version: u32,
    on: bool,
) -> Result<Decision, Refusal> {
    let poll = at_desk(state, who, no)?;
    if poll.phase == PollPhase::Draft {
        return Err(Code::PollNotOpen.into());
    }
    if poll.revealed == on {
        return Ok(Decision::stands());
    }
    if state.is_sealed(no) {
        return Err(Code::PollSealed.into());
    }
    current(poll.version, version)?;
    let revealed = [Change::PollRevealed { poll: no, on }];
    Ok(Decision::of(if on { with_cue(state, poll, no, revealed) } else { revealed.into() }))
}

/// The changes, and that the hall's walls follow the poll.
fn with_cue(
    state: &State,
    poll: &Poll,
    no: PollNo,
    changes: impl IntoIterator<Item = Change>,
) -> Vec<Change> {
    changes.into_iter().chain(cue(state, poll.session, Cue::Poll(no))).collect()
}

//! The clock comes to the cues.

use sha2::{Digest, Sha256};

use super::decide::act;
use super::{AT_ONCE, Came, Cue, CueAct, LATE, Outcome, Show, ShowAct};
use crate::domain::agenda::{NIGHT, Phase};
use crate::domain::decide::{Authority, Circumstances, Decision, Request, as_in_force, close_due, open_in};
use crate::domain::id::{CommandId, CueNo, HallNo, LinkNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Actor, Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;

/// When the run of any hall is next to be come to. It is kept with what the clock waits for ([`Due`](crate::domain::due::Due)).
#[must_use]
pub fn next_cue(state: &State) -> Option<Time> {
    state.shows.iter().filter_map(|(hall, show)| show.next_due(state, *hall)).min()
}

/// What the cues come to whose moment is here, in order, hall by hall.
#[must_use]
pub fn due(state: &State, now: Time, around: &Circumstances) -> Decision {
    let mut decision = Decision::default();
    if state.due.cue.is_none_or(|due| now < due) {
        return decision;
    }
    let running = state.shows.iter().filter(|(_, show)| show.held.is_none());
    let due = running.flat_map(|(hall, show)| due_in(state, *hall, show, now));
    let mut next = state.clone();
    for (hall, moment, no) in due.take(AT_ONCE) {
        // What another one of this go has just opened holds it up.
        let cue = next.shows.get(&hall).and_then(|show| show.cues.get(&no));
        if cue.is_some_and(|cue| cue.is_held_up(&next, hall)) {
            continue;
        }
        let came = come_to(&next, (hall, no), (moment, now), around);
        next.apply_entry(state.rev, &came.changes, &came.words);
        decision.changes.extend(came.changes);
        decision.words.extend(came.words);
    }
    decision
}

fn due_in(
    state: &State,
    hall: HallNo,
    show: &Show,
    now: Time,
) -> impl Iterator<Item = (HallNo, Time, CueNo)> {
    let is_held_up = |no: &CueNo| show.cues.get(no).is_some_and(|cue| cue.is_held_up(state, hall));
    let due = show.waiting(state, hall).into_iter().take_while(move |(moment, _)| *moment <= now);
    let due: Vec<_> = due.filter(|(_, no)| !is_held_up(no)).collect();
    due.into_iter().map(move |(moment, no)| (hall, moment, no))
}

/// What becomes of a cue whose moment is here, and what it does.
fn come_to(
    state: &State,
    (hall, no): (HallNo, CueNo),
    (moment, now): (Time, Time),
    around: &Circumstances,
) -> Decision {
    let cue = state.shows.get(&hall).and_then(|show| show.cues.get(&no));
    let Some(cue) = cue else { return Decision::stands() };
    let (mut decision, to) = if now - cue.late_from(state, hall, moment) > LATE {
        (Decision::stands(), Outcome::Missed)
    } else if cue.hand.is_some_and(|hand| moment - hand < NIGHT)
        || was_passed_over(state, hall, &cue.plan.does)
    {
        (Decision::stands(), Outcome::Left)
    } else {
        match done_by_itself(state, (hall, no), cue, now, around) {
            Ok(decision) => (decision, Outcome::Done),
            Err(refusal) => (Decision::stands(), Outcome::Failed { code: refusal.code }),
        }
    };
    let became = Came { to, time: now, by: None };
    decision.changes.push(act(hall, ShowAct::Came { cue: no, became }));
    decision
}

/// Whether a cue would begin a session, and end one that a hand began though it is planned for later, or for the same time: the desk has gone past it.
fn was_passed_over(state: &State, hall: HallNo, does: &CueAct) -> bool {
    let CueAct::Phase { session: no, phase: Phase::Open } = does else { return false };
    let Some(begins) = state.sessions.get(no).map(|session| session.starts) else { return false };
    open_in(state, hall).any(|(other, there)| other != *no && there.starts >= begins)
}

/// What a cue does, as whoever set it may do it. Their link may have expired since: it was good when they planned this. What was taken back does nothing any more.
fn done_by_itself(
    state: &State,
    (hall, no): (HallNo, CueNo),
    cue: &Cue,
    now: Time,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let by = cue.by.or_else(|| organiser(state)).ok_or(Code::UnknownLink)?;
    let link = state.links.get(&by).ok_or(Code::UnknownLink)?;
    if link.revoked {
        return Err(Code::LinkEnded.into());
    }
    let request = Request { actor: Actor::Crew(by), id: id(hall, no, now), now };
    let who = Authority::Crew(by, link.clone());
    done(state, &request, &who, around, (hall, &cue.plan.does))
}

/// Cues of a forum's file are its first organiser's.
fn organiser(state: &State) -> Option<LinkNo> {
    let is_one = |link: &Link| link.role == Role::Organiser && !link.revoked;
    state.links.iter().find(|(_, link)| is_one(link)).map(|(no, _)| *no)
}

/// What the cue's command is called. No client calls one so, and neither does a history in which that number is another cue's: it is
/// come to at another moment there.
fn id(hall: HallNo, cue: CueNo, now: Time) -> CommandId {
    let digest = Sha256::digest(format!("cue {cue} of hall {hall}, at {}", now.0));
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    CommandId(u64::from_be_bytes(first))
}

/// What comes of the command that a desk would give now.
pub(super) fn done(
    state: &State,
    request: &Request,
    who: &Authority,
    around: &Circumstances,
    (hall, does): (HallNo, &CueAct),
) -> Result<Decision, Refusal> {
    match does.command(state, hall)? {
        Some(command) => {
            let decided = as_in_force(state, request, who, &command, around)?;
            Ok(Decision { made: None, ..decided })
        }
        None => Ok(Decision::stands()),
    }
}

/// The cues of a hall that would be refused as things stand, each with the refusal: all that wait are played through in their order on a state that
/// nobody sees, with the polls closing when their time is over.
#[must_use]
pub fn would_be_refused(state: &State, hall: HallNo) -> Vec<(CueNo, Code)> {
    let (mut played, around) = (state.clone(), Circumstances::default());
    let waiting = state.shows.get(&hall).map(|show| show.waiting(state, hall)).unwrap_or_default();
    let mut refused = Vec::new();
    for (moment, no) in waiting {
        let over = close_due(&played, moment, &around);
        played.apply_entry(state.rev, &over, &[]);
        let cue = played.shows.get(&hall).and_then(|show| show.cues.get(&no)).cloned();
        let Some(cue) = cue else { continue };
        match done_by_itself(&played, (hall, no), &cue, moment, &around) {
            Ok(does) => played.apply_entry(state.rev, &does.changes, &does.words),
            Err(refusal) => refused.push((no, refusal.code)),
        }
    }
    let lost = |cue: &Cue| cue.waits() && cue.moment(state, hall).is_none();
    let cues = state.shows.get(&hall).into_iter().flat_map(|show| &show.cues);
    refused.extend(cues.filter(|(_, cue)| lost(cue)).map(|(no, _)| (*no, Code::UnknownSession)));
    refused
}

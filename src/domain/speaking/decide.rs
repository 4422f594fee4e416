//! What desks and attendees decide of the speaking queue.

use std::sync::Arc;

use super::{
    BLOCKED, REQUESTS, Speaker, SpeakerEnd, SpeakingAct, SpeakingChange, SpeakingCommand, SpeakingPlan,
    SpeakingQueue, TOPIC_LENGTH, Ticket, TicketStatus, WAITING,
};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::decide::{
    Authority, Decision, Request, SaysName, Scribe, cue, current, done_before, not_paused, set_before,
    within_limits,
};
use crate::domain::id::{HallNo, LinkNo, PersonId, SessionNo, SpeakerNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::words::Text;

/// Decides a command about the speaking queue.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &SpeakingCommand,
) -> Result<Decision, Refusal> {
    match command {
        SpeakingCommand::Ask { session, topic, name, seq, badge } => {
            let words = (topic.as_ref(), SaysName { name: name.as_ref(), badge: *badge });
            ask(state, request, (*session, who.person()?), words, *seq)
        }
        SpeakingCommand::Withdraw { session, seq } => {
            withdraw(state, request, (*session, who.person()?), *seq)
        }
        SpeakingCommand::Set { session, version, plan } => {
            who.desk_of(state, *session)?;
            set(state, *session, *version, *plan)
        }
        SpeakingCommand::Call { session, arrangement, speaker } => {
            who.desk_of(state, *session)?;
            call(state, request.now, (*session, *speaker), *arrangement)
        }
        SpeakingCommand::End { session, arrangement, speaker, how } => {
            who.desk_of(state, *session)?;
            end(state, request.now, (*session, *speaker), (*arrangement, *how))
        }
        SpeakingCommand::Move { session, arrangement, speaker, at } => {
            who.desk_of(state, *session)?;
            put(state, (*session, *speaker), (*arrangement, *at))
        }
        SpeakingCommand::Dismiss { session, arrangement, speaker } => {
            who.desk_of(state, *session)?;
            dismiss(state, request.now, (*session, *speaker), *arrangement)
        }
        SpeakingCommand::Clear { session, arrangement, dismiss } => {
            who.desk_of(state, *session)?;
            clear(state, request.now, *session, (*arrangement, *dismiss))
        }
        SpeakingCommand::Block { session, speaker, on } => {
            let desk = who.desk_of(state, *session)?;
            block(state, request, desk, (*session, *speaker), *on)
        }
        SpeakingCommand::Rule { session, speaker, show } => {
            let desk = who.desk_of(state, *session)?;
            rule(state, request, desk, (*session, *speaker), *show)
        }
    }
}

fn change(session: SessionNo, act: SpeakingAct) -> Change {
    Change::Speaking(SpeakingChange { session, act })
}

fn decided(session: SessionNo, act: SpeakingAct) -> Decision {
    Decision::of([change(session, act)])
}

fn held(state: &State, session: SessionNo) -> Option<&SpeakingQueue> {
    state.queues.get(&session).map(|queue| &**queue)
}

fn ticket(
    state: &State,
    (session, no): (SessionNo, SpeakerNo),
) -> Result<(&SpeakingQueue, &Ticket), Refusal> {
    let found = held(state, session).and_then(|queue| Some((queue, &**queue.tickets.get(&no)?)));
    found.ok_or_else(|| Code::UnknownSpeaker.into())
}

fn is_over(state: &State, session: SessionNo) -> bool {
    state.sessions.get(&session).is_none_or(|session| session.phase == Phase::Ended)
}

/// What is known of that person in the session.
fn known(state: &State, (session, person): (SessionNo, PersonId)) -> Option<&Speaker> {
    held(state, session)?.people.get(&person).map(|own| &**own)
}

fn ask(
    state: &State,
    request: &Request,
    (session, person): (SessionNo, PersonId),
    (topic, name): (Option<&Text>, SaysName<'_>),
    seq: Seq,
) -> Result<Decision, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    let own = known(state, (session, person));
    if set_before(own.and_then(|own| own.set), (seq, request.id))? {
        let made = own.and_then(|own| own.ticket).map(|no| no.0);
        return Ok(Decision { made, ..Decision::stands() });
    }
    let queue = held(state, session).filter(|queue| queue.plan.open && !is_over(state, session));
    let queue = queue.ok_or(Code::SpeakingClosed)?;
    not_paused(state, session)?;
    let live = queue.live(person);
    may_ask(state, request, queue, (own, live.is_some()))?;
    let name = name.name(state)?;
    let mut scribe = Scribe::new(state);
    let stands = live.map(|(_, ticket)| ticket);
    let topic = scribe.file_instead(stands.and_then(|ticket| ticket.topic), topic, TOPIC_LENGTH)?;
    scribe.let_go(stands.and_then(|ticket| ticket.name));
    let name = name.map(|name| scribe.file_shared(name));
    let speaker = live.map_or(state.last.speaker.next(), |(no, _)| no);
    let (id, time) = (request.id, request.now);
    let asked = change(session, SpeakingAct::Asked { speaker, person, topic, name, seq, id, time });
    Ok(Decision { made: Some(speaker.0), ..scribe.decision([asked]) })
}

/// Whether somebody may ask, or change what was asked.
fn may_ask(
    state: &State,
    request: &Request,
    queue: &SpeakingQueue,
    (own, is_live): (Option<&Speaker>, bool),
) -> Result<(), Refusal> {
    if own.is_some_and(|own| own.barred) {
        return Err(Code::SpeakingDismissed.into());
    }
    if own.is_some_and(|own| own.requests >= REQUESTS) {
        return Err(Code::ChangedTooOften.at(i64::from(REQUESTS)));
    }
    if is_live {
        return Ok(());
    }
    within_limits(&state.forum.rules, 0, own.and_then(|own| own.last), request.now)?;
    if queue.waiting.len() >= WAITING { Err(Code::SpeakersFull.at_most(WAITING)) } else { Ok(()) }
}

/// Taken back at any time, but for a turn that has begun: a desk ends that.
fn withdraw(
    state: &State,
    request: &Request,
    (session, person): (SessionNo, PersonId),
    seq: Seq,
) -> Result<Decision, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    let own = known(state, (session, person));
    if set_before(own.and_then(|own| own.set), (seq, request.id))? {
        return Ok(Decision::stands());
    }
    let queue = held(state, session).ok_or(Code::SpeakingClosed)?;
    let live = queue.live(person).map(|(_, ticket)| ticket);
    if live.is_some_and(|ticket| ticket.status == TicketStatus::Speaking) {
        return Err(Code::WrongState.into());
    }
    // It is noted also where nothing waits: a request that the journal lost must not come home after it.
    if live.is_none() && own.is_some_and(|own| own.requests >= REQUESTS) {
        return Ok(Decision::stands());
    }
    let mut scribe = Scribe::new(state);
    scribe.let_go(live.into_iter().flat_map(Ticket::words));
    let withdrawn = SpeakingAct::Withdrawn { person, seq, id: request.id };
    Ok(scribe.decision([change(session, withdrawn)]))
}

/// Nothing is opened in a session that is over: nothing would close it.
fn set(state: &State, session: SessionNo, version: u32, plan: SpeakingPlan) -> Result<Decision, Refusal> {
    let stands = held(state, session);
    if stands.is_some_and(|queue| queue.plan == plan) {
        return Ok(Decision::stands());
    }
    current(stands.map_or(0, |queue| queue.version), version)?;
    if plan.open && is_over(state, session) {
        return Err(Code::WrongState.into());
    }
    Ok(decided(session, SpeakingAct::Set { plan }))
}

/// The walls on `auto` follow it where they may show it.
fn call(
    state: &State,
    time: Time,
    (session, no): (SessionNo, SpeakerNo),
    arrangement: u32,
) -> Result<Decision, Refusal> {
    let (queue, called) = ticket(state, (session, no))?;
    if called.status == TicketStatus::Speaking {
        return Ok(Decision::stands());
    }
    current(queue.arrangement, arrangement)?;
    let is_latest = queue.people.get(&called.person).is_some_and(|own| own.ticket == Some(no));
    if !is_latest || is_over(state, session) {
        return Err(Code::WrongState.into());
    }
    let follow = if queue.plan.walls { cue(state, session, Cue::Speaking) } else { None };
    let called = change(session, SpeakingAct::Called { speaker: no, time });
    Ok(Decision::of([called].into_iter().chain(follow).collect::<Vec<_>>()))
}

fn end(
    state: &State,
    time: Time,
    (session, no): (SessionNo, SpeakerNo),
    (arrangement, how): (u32, SpeakerEnd),
) -> Result<Decision, Refusal> {
    let (queue, ended) = ticket(state, (session, no))?;
    let becomes = TicketStatus::from(how);
    if ended.status == becomes {
        return Ok(Decision::stands());
    }
    current(queue.arrangement, arrangement)?;
    match (ended.status, how) {
        (TicketStatus::Speaking, _) | (TicketStatus::Waiting, SpeakerEnd::Absent) => {
            Ok(decided(session, SpeakingAct::Over { speaker: no, how: becomes, time }))
        }
        _ => Err(Code::WrongState.into()),
    }
}

/// It is noted also where the ticket stands there already: sent again later, when others have asked since, it must not move it.
fn put(
    state: &State,
    (session, no): (SessionNo, SpeakerNo),
    (arrangement, at): (u32, u32),
) -> Result<Decision, Refusal> {
    let (queue, _) = ticket(state, (session, no))?;
    let place = queue.waiting.iter().position(|other| *other == no).ok_or(Code::WrongState)?;
    let last = queue.waiting.len().saturating_sub(1);
    let is_there = place == usize::try_from(at).unwrap_or(usize::MAX).min(last);
    if is_there && queue.arrangement != arrangement {
        return Ok(Decision::stands());
    }
    current(queue.arrangement, arrangement)?;
    Ok(decided(session, SpeakingAct::Moved { speaker: no, at }))
}

fn dismiss(
    state: &State,
    time: Time,
    (session, no): (SessionNo, SpeakerNo),
    arrangement: u32,
) -> Result<Decision, Refusal> {
    let (queue, dismissed) = ticket(state, (session, no))?;
    if dismissed.status == TicketStatus::Dismissed {
        return Ok(Decision::stands());
    }
    current(queue.arrangement, arrangement)?;
    if !dismissed.is_live() {
        return Err(Code::WrongState.into());
    }
    Ok(decided(session, off(no, time)))
}

/// It is noted also where nobody waits: sent again later it must not take off those who have asked since.
fn clear(
    state: &State,
    time: Time,
    session: SessionNo,
    (arrangement, dismiss): (u32, bool),
) -> Result<Decision, Refusal> {
    let queue = held(state, session).ok_or(Code::SpeakingClosed)?;
    if queue.waiting.is_empty() && queue.arrangement != arrangement {
        return Ok(Decision::stands());
    }
    current(queue.arrangement, arrangement)?;
    if !dismiss || queue.waiting.is_empty() {
        return Ok(decided(session, SpeakingAct::Cleared));
    }
    let dismissed = queue.waiting.iter().map(|no| change(session, off(*no, time)));
    Ok(Decision::of(dismissed.collect::<Vec<_>>()))
}

fn off(speaker: SpeakerNo, time: Time) -> SpeakingAct {
    SpeakingAct::Over { speaker, how: TicketStatus::Dismissed, time }
}

/// It is noted also where it stands already, as one that is sent again after a colleague's opposite must not come to something new.
fn rule(
    state: &State,
    request: &Request,
    desk: LinkNo,
    (session, no): (SessionNo, SpeakerNo),
    show: bool,
) -> Result<Decision, Refusal> {
    if done_before(state, desk, request)? {
        return Ok(Decision::stands());
    }
    let person = ticket(state, (session, no))?.1.person;
    Ok(decided(session, SpeakingAct::Ruled { person, show, by: desk, id: request.id }))
}

/// Noted also where it stands already, as of questions. What is blocked leaves the queue, so that nobody has to take it off besides.
fn block(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, no): (SessionNo, SpeakerNo),
    on: bool,
) -> Result<Decision, Refusal> {
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    let (queue, asked) = ticket(state, (session, no))?;
    let is_blocked = |(no, ticket): &(&SpeakerNo, &Arc<Ticket>)| state.is_blocked_through(**no, ticket);
    if on
        && !state.is_blocked_through(no, asked)
        && queue.tickets.iter().filter(is_blocked).count() >= BLOCKED
    {
        return Err(Code::OutOfRange.at_most(BLOCKED));
    }
    let taken_off = (on && asked.is_live()).then(|| off(no, request.now));
    let (person, id) = (asked.person, request.id);
    let blocked = SpeakingAct::Blocked { speaker: no, person, on, by, id };
    let acts = taken_off.into_iter().chain([blocked]);
    Ok(Decision::of(acts.map(|act| change(session, act)).collect::<Vec<_>>()))
}

/// What the end of a session comes to for its queue: nobody waits any more.
pub fn closing(state: &State, session: SessionNo, time: Time) -> Option<Change> {
    let busy =
        |queue: &&SpeakingQueue| queue.plan.open || queue.speaking.is_some() || !queue.waiting.is_empty();
    held(state, session).filter(busy).map(|_| change(session, SpeakingAct::Closed { time }))
}

/// A wall shows a queue of its own hall that is to be seen there.
pub fn can_be_shown(state: &State, hall: HallNo) -> Result<(), Refusal> {
    let here = |no: &SessionNo| state.sessions.get(no).is_some_and(|session| session.hall == hall);
    let shown = |(no, queue): (&SessionNo, &Arc<SpeakingQueue>)| here(no) && queue.plan.walls;
    if state.queues.iter().any(shown) { Ok(()) } else { Err(Code::WrongState.into()) }
}

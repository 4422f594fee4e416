//! What a speaking queue comes to by a change.

use std::sync::Arc;

use super::{KEPT, Speaker, SpeakingAct, SpeakingChange, SpeakingQueue, Ticket, TicketStatus};
use crate::domain::id::{CommandId, PersonId, SessionNo, SpeakerNo};
use crate::domain::keepers::Keeper;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;
use crate::domain::topic::Part;

/// Applies a change of a session's speaking queue.
pub fn apply(state: &mut State, rev: u64, change: &SpeakingChange) {
    let session = change.session;
    match &change.act {
        SpeakingAct::Set { plan } => {
            if state.sessions.contains_key(&session) {
                let queue = Arc::make_mut(state.queues.entry(session).or_default());
                queue.plan = *plan;
                queue.version = queue.version.saturating_add(1);
            }
        }
        SpeakingAct::Asked { .. } => asked(state, session, &change.act),
        SpeakingAct::Withdrawn { person, seq, id } => withdrawn(state, session, *person, (*seq, *id)),
        SpeakingAct::Called { speaker, time } => called(state, session, *speaker, *time),
        SpeakingAct::Over { speaker, how, time } => over(state, session, *speaker, (*how, *time)),
        SpeakingAct::Moved { speaker, at } => arrange(state, session, |queue| moved(queue, *speaker, *at)),
        SpeakingAct::Cleared => cleared(state, session),
        SpeakingAct::Closed { time } => closed(state, session, *time),
        SpeakingAct::Ruled { person, show, by, id } => {
            if let Some(queue) = state.queues.get_mut(&session) {
                speaker(Arc::make_mut(queue), *person).show = Some(*show);
            }
            state.made.insert((Author::Link(*by), *id), Made::Done);
        }
        SpeakingAct::Blocked { speaker, person, on, by, id } => {
            state.made.insert((Author::Link(*by), *id), Made::Done);
            let person = Arc::make_mut(state.people.entry(*person).or_default());
            if *on {
                person.blocked_by_requests.insert(*speaker);
            } else {
                person.blocked_by_requests.remove(speaker);
            }
        }
    }
    touch(state, rev, session);
}

fn touch(state: &mut State, rev: u64, session: SessionNo) {
    state.topics.touch(Part::Speaking(session), rev);
    state.topics.touch(Part::Speakers(session), rev);
}

/// Changes what a desk arranges.
fn arrange(state: &mut State, session: SessionNo, change: impl FnOnce(&mut SpeakingQueue)) {
    if let Some(queue) = state.queues.get_mut(&session) {
        let queue = Arc::make_mut(queue);
        change(queue);
        queue.arrangement = queue.arrangement.saturating_add(1);
    }
}

fn speaker(queue: &mut SpeakingQueue, person: PersonId) -> &mut Speaker {
    Arc::make_mut(queue.people.entry(person).or_default())
}

/// Sets a request, unless a later one of the same person stands. What a desk let be shown were the words before; whose words it took
/// off stay off.
fn asked(state: &mut State, session: SessionNo, act: &SpeakingAct) {
    let SpeakingAct::Asked { speaker: no, person, topic, name, seq, id, time } = act else { return };
    let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) else { return };
    let own = speaker(queue, *person);
    if own.set >= Some((*seq, *id)) {
        return;
    }
    own.set = Some((*seq, *id));
    own.requests = own.requests.saturating_add(1);
    own.show = own.show.filter(|show| !show);
    let turns = own.turns;
    let live = queue.live(*person).map(|(no, _)| no);
    if let Some(ticket) = live.and_then(|no| queue.tickets.get_mut(&no)) {
        let ticket = Arc::make_mut(ticket);
        state.keepers.take(ticket.words());
        (ticket.topic, ticket.name) = (*topic, *name);
    } else if !queue.tickets.contains_key(no) {
        let own = speaker(queue, *person);
        (own.ticket, own.last, own.cleared) = (Some(*no), own.last.max(Some(*time)), false);
        let place = queue.place_for(turns);
        queue.waiting.insert(place, *no);
        let ticket = Ticket {
            person: *person,
            id: *id,
            asked: *time,
            status: TicketStatus::Waiting,
            at: *time,
            topic: *topic,
            name: *name,
            before: turns,
            placed: false,
        };
        queue.tickets.insert(*no, Arc::new(ticket));
    }
    state.keepers.put([*topic, *name].into_iter().flatten(), Keeper::Speaker(session, *person));
    state.last.speaker = state.last.speaker.max(*no);
    count_seq(state, *person, *seq);
}

fn count_seq(state: &mut State, person: PersonId, seq: Seq) {
    let known = Arc::make_mut(state.people.entry(person).or_default());
    known.seq = known.seq.max(seq);
}

/// A ticket that was taken back leaves nothing. Who speaks is ended by a desk.
fn withdrawn(state: &mut State, session: SessionNo, person: PersonId, set: (Seq, CommandId)) {
    let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) else { return };
    let own = speaker(queue, person);
    if own.set >= Some(set) {
        return;
    }
    own.set = Some(set);
    own.requests = own.requests.saturating_add(1);
    let waits = queue.live(person).filter(|(_, ticket)| ticket.status == TicketStatus::Waiting);
    if let Some((no, _)) = waits {
        speaker(queue, person).ticket = None;
        queue.waiting.retain(|other| *other != no);
        let words = queue.tickets.remove(&no).map(|ticket| ticket.words());
        state.keepers.take(words.into_iter().flatten());
    }
    count_seq(state, person, set.0);
}

/// Who is called is no longer among those that are over before the one who spoke comes to them: of those the oldest may make room.
fn called(state: &mut State, session: SessionNo, no: SpeakerNo, time: Time) {
    let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) else { return };
    if queue.speaking == Some(no) {
        return;
    }
    let Some(ticket) = queue.tickets.get_mut(&no).map(Arc::make_mut) else { return };
    (ticket.status, ticket.at) = (TicketStatus::Speaking, time);
    let person = ticket.person;
    queue.waiting.retain(|other| *other != no);
    queue.over.retain(|other| *other != no);
    speaker(queue, person).barred = false;
    if let Some(before) = queue.speaking.replace(no) {
        end(state, session, before, (TicketStatus::Done, time));
    }
    arrange(state, session, |_| {});
}

fn over(state: &mut State, session: SessionNo, no: SpeakerNo, how: (TicketStatus, Time)) {
    end(state, session, no, how);
    arrange(state, session, |_| {});
}

/// Brings a ticket to its end.
fn end(state: &mut State, session: SessionNo, no: SpeakerNo, (how, time): (TicketStatus, Time)) {
    let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) else { return };
    let Some(ticket) = queue.tickets.get_mut(&no).filter(|ticket| ticket.is_live()).map(Arc::make_mut) else {
        return;
    };
    (ticket.status, ticket.at) = (how, time);
    let person = ticket.person;
    queue.waiting.retain(|other| *other != no);
    queue.speaking = queue.speaking.filter(|other| *other != no);
    queue.over.push(no);
    if how == TicketStatus::Done {
        queue.turns = queue.turns.saturating_add(1);
        let own = speaker(queue, person);
        own.turns = own.turns.saturating_add(1);
    }
    if how == TicketStatus::Dismissed {
        speaker(queue, person).barred = true;
    }
    if queue.over.len() > KEPT {
        make_room(state, session);
    }
}

/// Lets the oldest of those that are over go that a desk took off, else the oldest of all: whoever fills a queue that a desk empties again
/// and again takes no turn that was had out of what is kept. One through which a device is blocked stays, as by it that is taken back.
/// The words of what goes are its author's until they are erased.
fn make_room(state: &mut State, session: SessionNo) {
    let Some(queue) = state.queues.get(&session) else { return };
    let goes = |is: &dyn Fn(&Ticket) -> bool| {
        queue.over.iter().position(|no| {
            let ticket = queue.tickets.get(no);
            ticket.is_none_or(|ticket| is(ticket) && !state.is_blocked_through(*no, ticket))
        })
    };
    let oldest = goes(&|ticket| ticket.status == TicketStatus::Dismissed).or_else(|| goes(&|_| true));
    let queue = state.queues.get_mut(&session).map(Arc::make_mut);
    if let Some((queue, at)) = queue.zip(oldest) {
        let no = queue.over.remove(at);
        let_go(state, session, no);
    }
}

/// Takes a ticket away whose words stay its author's until they are erased.
fn let_go(state: &mut State, session: SessionNo, no: SpeakerNo) -> Option<PersonId> {
    let queue = Arc::make_mut(state.queues.get_mut(&session)?);
    let gone = queue.tickets.remove(&no)?;
    let own = speaker(queue, gone.person);
    own.ticket = own.ticket.filter(|latest| *latest != no);
    state.keepers.take(gone.words());
    let known = Arc::make_mut(state.people.entry(gone.person).or_default());
    known.past_words.extend(gone.words());
    Some(gone.person)
}

fn moved(queue: &mut SpeakingQueue, no: SpeakerNo, at: u32) {
    let Some(place) = queue.waiting.iter().position(|other| *other == no) else { return };
    queue.waiting.remove(place);
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(queue.waiting.len());
    queue.waiting.insert(at, no);
    if let Some(ticket) = queue.tickets.get_mut(&no) {
        Arc::make_mut(ticket).placed = true;
    }
}

fn cleared(state: &mut State, session: SessionNo) {
    let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) else { return };
    for no in std::mem::take(&mut queue.waiting) {
        let person = let_go(state, session, no);
        if let Some(queue) = state.queues.get_mut(&session)
            && let Some(person) = person
        {
            speaker(Arc::make_mut(queue), person).cleared = true;
        }
    }
    arrange(state, session, |_| {});
}

fn closed(state: &mut State, session: SessionNo, time: Time) {
    let speaking = state.queues.get(&session).and_then(|queue| queue.speaking);
    if let Some(no) = speaking {
        end(state, session, no, (TicketStatus::Done, time));
    }
    cleared(state, session);
    if let Some(queue) = state.queues.get_mut(&session).map(Arc::make_mut) {
        queue.plan.open = false;
        queue.version = queue.version.saturating_add(1);
    }
}

//! Lost changes of speaking queues on their way home.
//!
//! What people asked for and took back comes home as every register does. What a desk did with somebody comes home where the ticket
//! stands as it stood for that desk; so one has the microphone at most, whoever called whom in which history.

use std::sync::Arc;

use super::{SpeakingAct, SpeakingChange, SpeakingPlan, SpeakingQueue, Ticket, TicketStatus, closing};
use crate::domain::agenda::{Phase, Session};
use crate::domain::change::Change;
use crate::domain::id::{PersonId, SessionNo, SpeakerNo, WordsNo};
use crate::domain::rebase::Bringing;
use crate::domain::state::State;
use crate::domain::time::Time;

impl Bringing<'_> {
    /// Brings a change of a speaking queue, and tells whether it stands now.
    pub(in crate::domain) fn about_speaking(&mut self, change: &SpeakingChange) -> bool {
        let of = change.session;
        let came = match &change.act {
            SpeakingAct::Set { plan } => self.speaking_set(of, *plan),
            SpeakingAct::Asked { .. } => self.microphone_asked(of, &change.act),
            SpeakingAct::Withdrawn { .. } => self.microphone_withdrawn(of, &change.act),
            SpeakingAct::Called { speaker, time } => self.speaker_called(of, *speaker, *time),
            SpeakingAct::Over { speaker, how, time } => self.speaker_over(of, *speaker, (*how, *time)),
            SpeakingAct::Moved { speaker, at } => self.speaker_moved(of, *speaker, *at),
            SpeakingAct::Cleared => self.speakers_cleared(of),
            // It follows from the session's end, and comes with it.
            SpeakingAct::Closed { .. } => Some(true),
            SpeakingAct::Ruled { .. } => self.speaker_ruled(of, &change.act),
            SpeakingAct::Blocked { .. } => self.speaker_blocked(of, &change.act),
        };
        came.unwrap_or(false)
    }

    fn of_queue(&mut self, session: SessionNo, act: SpeakingAct) {
        self.emit(Change::Speaking(SpeakingChange { session, act }));
    }

    /// The queue for which something was given: its session is put on the agenda again where it was taken off.
    fn queue_for(&mut self, lost: SessionNo) -> Option<SessionNo> {
        let session = self.session_for(lost)?;
        if !self.now.queues.contains_key(&session) {
            let plan = self.lost.queues.get(&lost)?.plan;
            let open = plan.open && !self.is_session_over(session);
            self.of_queue(session, SpeakingAct::Set { plan: SpeakingPlan { open, ..plan } });
        }
        Some(session)
    }

    fn is_session_over(&self, session: SessionNo) -> bool {
        let is_over = |session: &Arc<Session>| session.phase == Phase::Ended;
        self.now.sessions.get(&session).is_none_or(is_over)
    }

    /// The queues before, and the present one.
    fn queues(&self, lost: SessionNo) -> Option<(SessionNo, &SpeakingQueue, &SpeakingQueue)> {
        let session = self.session(lost)?;
        Some((session, self.lost.queues.get(&lost)?, self.now.queues.get(&session)?))
    }

    /// The ticket as it stood and as it stands, with its number of now.
    fn tickets(&self, of: SessionNo, lost: SpeakerNo) -> Option<(SessionNo, SpeakerNo, &Ticket, &Ticket)> {
        let (session, stood, stands) = self.queues(of)?;
        let no = self.numbering.speaker(lost)?;
        Some((session, no, stood.tickets.get(&lost)?, stands.tickets.get(&no)?))
    }

    fn speaking_set(&mut self, of: SessionNo, plan: SpeakingPlan) -> Option<bool> {
        let session = self.session(of)?;
        let stood = self.lost.queues.get(&of).map(|queue| queue.plan);
        let stands = self.now.queues.get(&session).map(|queue| queue.plan);
        let can_be = !plan.open || !self.is_session_over(session);
        let (is_so, comes) = (stands == Some(plan), stood == stands && can_be);
        if comes && !is_so {
            self.of_queue(session, SpeakingAct::Set { plan });
        }
        Some(is_so || comes)
    }

    /// The words of the ticket that somebody has at hand here: what is set instead lets go of them.
    fn words_at_hand(&self, session: SessionNo, person: PersonId) -> Vec<WordsNo> {
        let live = self.now.queues.get(&session).and_then(|queue| queue.live(person));
        live.into_iter().flat_map(|(_, ticket)| ticket.words()).collect()
    }

    /// Whether something later than that was set by the person.
    fn is_set_later(&self, session: SessionNo, act: &SpeakingAct) -> bool {
        let (SpeakingAct::Asked { person, seq, id, .. } | SpeakingAct::Withdrawn { person, seq, id }) = act
        else {
            return false;
        };
        let own = self.now.queues.get(&session).and_then(|queue| queue.people.get(person));
        own.is_some_and(|own| own.set >= Some((*seq, *id)))
    }

    /// What was asked for by the same command is the same ticket. Where the session is over nobody waits any more, so that what comes
    /// home is cleared at once.
    fn microphone_asked(&mut self, of: SessionNo, act: &SpeakingAct) -> Option<bool> {
        let SpeakingAct::Asked { speaker: lost, person, topic, name, seq, id, time } = act else {
            return None;
        };
        let session = self.queue_for(of)?;
        let queue = self.now.queues.get(&session)?;
        if self.is_set_later(session, act) {
            let same = queue.tickets_of(*person).find(|(_, ticket)| ticket.id == *id);
            let words = same.map(|(_, same)| topic.zip(same.topic).into_iter().chain(name.zip(same.name)));
            let words: Vec<_> = words.into_iter().flatten().collect();
            // What was done with the request in the lost history was done with the one that stands.
            if let Some((no, _)) = same.or_else(|| queue.live(*person)) {
                self.note(|known| {
                    known.speakers.insert(*lost, no);
                    known.words.extend(words.iter().copied());
                });
            }
            return Some(true);
        }
        let live = queue.live(*person).map(|(no, _)| no);
        let gone = self.words_at_hand(session, *person);
        for no in gone {
            self.replace(Some(no));
        }
        let speaker = live.unwrap_or_else(|| self.now.last.speaker.next());
        self.note(|known| known.speakers.insert(*lost, speaker));
        let (topic, name) = (topic.map(|no| self.refile(no)), self.name_for(*name));
        let (person, seq, id, time) = (*person, *seq, *id, *time);
        self.of_queue(session, SpeakingAct::Asked { speaker, person, topic, name, seq, id, time });
        if self.is_session_over(session) {
            let closing = closing(&self.now, session, self.at);
            self.emit_all(closing.into_iter().collect());
        }
        Some(true)
    }

    fn microphone_withdrawn(&mut self, of: SessionNo, act: &SpeakingAct) -> Option<bool> {
        let SpeakingAct::Withdrawn { person, seq, id } = act else { return None };
        let session = self.queue_for(of)?;
        if !self.is_set_later(session, act) {
            let queue = self.now.queues.get(&session)?;
            let waits = queue.live(*person).is_some_and(|(_, own)| own.status == TicketStatus::Waiting);
            let gone = if waits { self.words_at_hand(session, *person) } else { Vec::new() };
            for no in gone {
                self.replace(Some(no));
            }
            let (person, seq, id) = (*person, *seq, *id);
            self.of_queue(session, SpeakingAct::Withdrawn { person, seq, id });
        }
        Some(true)
    }

    fn speaker_called(&mut self, of: SessionNo, lost: SpeakerNo, time: Time) -> Option<bool> {
        let (session, speaker, stood, stands) = self.tickets(of, lost)?;
        let is_so = stands.status == TicketStatus::Speaking;
        // Whoever speaks here was called by somebody who did not know of it.
        let (_, was, is) = self.queues(of)?;
        let is_latest = is.people.get(&stands.person).is_some_and(|own| own.ticket == Some(speaker));
        let same_speaks = was.speaking.map(|no| self.numbering.speaker(no)) == is.speaking.map(Some);
        let comes =
            stood.status == stands.status && is_latest && same_speaks && !self.is_session_over(session);
        if comes && !is_so {
            self.of_queue(session, SpeakingAct::Called { speaker, time });
        }
        Some(is_so || comes)
    }

    fn speaker_over(
        &mut self,
        of: SessionNo,
        lost: SpeakerNo,
        (how, time): (TicketStatus, Time),
    ) -> Option<bool> {
        let (session, speaker, stood, stands) = self.tickets(of, lost)?;
        // Whom a desk took off is off, wherever nothing is over yet.
        let dismissed = how == TicketStatus::Dismissed && stands.is_live();
        let (is_so, comes) = (stands.status == how, dismissed || stood.status == stands.status);
        if comes && !is_so {
            self.of_queue(session, SpeakingAct::Over { speaker, how, time });
        }
        Some(is_so || comes)
    }

    fn speaker_moved(&mut self, of: SessionNo, lost: SpeakerNo, at: u32) -> Option<bool> {
        let (session, speaker, ..) = self.tickets(of, lost)?;
        let comes = self.waits_as_before(of)?;
        if comes {
            self.of_queue(session, SpeakingAct::Moved { speaker, at });
        }
        Some(comes)
    }

    /// Nobody is taken off who asked after that desk looked.
    fn speakers_cleared(&mut self, of: SessionNo) -> Option<bool> {
        let (session, _, stands) = self.queues(of)?;
        let is_so = stands.waiting.is_empty();
        let comes = self.waits_as_before(of)?;
        if comes && !is_so {
            self.of_queue(session, SpeakingAct::Cleared);
        }
        Some(is_so || comes)
    }

    /// Whether the same wait in the same order as in the lost history.
    fn waits_as_before(&self, of: SessionNo) -> Option<bool> {
        let (_, stood, stands) = self.queues(of)?;
        let known: Option<Vec<SpeakerNo>> =
            stood.waiting.iter().map(|no| self.numbering.speaker(*no)).collect();
        Some(known.as_ref() == Some(&stands.waiting))
    }

    fn speaker_ruled(&mut self, of: SessionNo, act: &SpeakingAct) -> Option<bool> {
        let SpeakingAct::Ruled { person, show, by, id } = act else { return None };
        let (session, by) = (self.session(of)?, self.link(*by)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let ruled = |state: &State, no: SessionNo| {
            state.queues.get(&no).and_then(|queue| queue.people.get(person)).map(|own| own.show)
        };
        let (stood, stands) = (ruled(&self.lost, of), ruled(&self.now, session)?);
        let comes = stood == Some(stands) || stands == Some(*show);
        if comes {
            let (person, show, id) = (*person, *show, *id);
            self.of_queue(session, SpeakingAct::Ruled { person, show, by, id });
        }
        Some(comes)
    }

    fn speaker_blocked(&mut self, of: SessionNo, act: &SpeakingAct) -> Option<bool> {
        let SpeakingAct::Blocked { speaker: lost, person, on, by, id } = act else { return None };
        let by = self.link(*by)?;
        if self.is_done(by, *id) {
            return Some(true);
        }
        let (session, speaker, _, stands) = self.tickets(of, *lost)?;
        let is_live = stands.is_live();
        let is_blocked = |state: &State, no: &SpeakerNo| {
            state.people.get(person).is_some_and(|known| known.blocked_by_requests.contains(no))
        };
        let (stood, stands) = (is_blocked(&self.lost, lost), is_blocked(&self.now, &speaker));
        let comes = stands == stood || stands == *on;
        if comes {
            let (person, on, id) = (*person, *on, *id);
            if on && is_live {
                let (how, time) = (TicketStatus::Dismissed, self.at);
                self.of_queue(session, SpeakingAct::Over { speaker, how, time });
            }
            self.of_queue(session, SpeakingAct::Blocked { speaker, person, on, by, id });
        }
        Some(comes)
    }
}

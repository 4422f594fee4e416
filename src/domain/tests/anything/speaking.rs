//! Commands about the speaking queues of the sessions, and what holds of those.

use std::collections::{BTreeMap, BTreeSet};

use super::commands::Draft;
use crate::domain::agenda::Phase;
use crate::domain::command::Command;
use crate::domain::id::{PersonId, SessionNo, SpeakerNo};
use crate::domain::keepers::Keeper;
use crate::domain::role::Actor;
use crate::domain::speaking::{
    KEPT, SpeakerEnd, SpeakingCommand, SpeakingPlan, SpeakingQueue, Ticket, TicketStatus,
};
use crate::domain::state::State;
use crate::domain::words::Text;

impl Draft<'_> {
    /// What leads on is given more often than by chance.
    pub(super) fn about_speaking(&self) -> (Actor, Command) {
        let session = SessionNo(if self.step.b.is_multiple_of(7) { 3 } else { 1 });
        let queue = self.scene.state.queues.get(&session).map(|queue| &**queue);
        let version = queue.map_or(0, |queue| self.version(Some(queue.version)));
        let arrangement = queue.map_or(0, |queue| self.version(Some(queue.arrangement)));
        let speaker = self.speaker(queue);
        let is_open = queue.is_some_and(|queue| queue.plan.open);
        let (actor, command) = match self.step.deed {
            190 => {
                let plan = SpeakingPlan {
                    open: !is_open || !self.step.a.is_multiple_of(4),
                    walls: self.step.b.is_multiple_of(2),
                };
                (self.desk(), SpeakingCommand::Set { session, version, plan })
            }
            191..=193 => {
                let (name, badge) = self.says_name(self.step.a.is_multiple_of(2), "متحدث");
                let topic = (!self.step.b.is_multiple_of(4)).then(|| self.speaking_topic());
                (self.attendee(), SpeakingCommand::Ask { session, topic, name, seq: self.seq(), badge })
            }
            194 if self.step.a.is_multiple_of(2) => {
                (self.attendee(), SpeakingCommand::Withdraw { session, seq: self.seq() })
            }
            194..=196 => (self.desk(), SpeakingCommand::Call { session, arrangement, speaker }),
            197 => {
                let how = if self.step.a.is_multiple_of(3) { SpeakerEnd::Absent } else { SpeakerEnd::Done };
                (self.desk(), SpeakingCommand::End { session, arrangement, speaker, how })
            }
            198 => {
                let at = if self.step.hostile { u32::MAX } else { self.step.b % 4 };
                (self.desk(), SpeakingCommand::Move { session, arrangement, speaker, at })
            }
            220 => {
                let on = !self.step.a.is_multiple_of(3);
                (self.desk(), SpeakingCommand::Block { session, speaker, on })
            }
            221 => (self.desk(), SpeakingCommand::Clear { session, arrangement, dismiss: true }),
            _ => match self.step.a % 6 {
                0 => (self.desk(), SpeakingCommand::Clear { session, arrangement, dismiss: false }),
                1 | 2 => (self.desk(), SpeakingCommand::Dismiss { session, arrangement, speaker }),
                no => (self.desk(), SpeakingCommand::Rule { session, speaker, show: no == 3 }),
            },
        };
        (actor, Command::Speaking(command))
    }

    /// Most often one of those who are in the queue.
    fn speaker(&self, queue: Option<&SpeakingQueue>) -> SpeakerNo {
        let live: Vec<SpeakerNo> = queue
            .into_iter()
            .flat_map(|queue| queue.speaking.iter().chain(&queue.waiting))
            .copied()
            .collect();
        match live.get(self.step.a as usize % live.len().max(1)) {
            Some(no) if !self.step.b.is_multiple_of(5) => *no,
            _ => SpeakerNo(self.number(self.step.a, self.scene.state.last.speaker.0)),
        }
    }

    fn speaking_topic(&self) -> Text {
        if self.step.hostile { Text::new(&"س".repeat(141)) } else { self.marked("موضوع") }
    }
}

/// Everyone is in the queue once, where the ticket says, and every request through which a device is blocked is there still.
pub(super) fn queues_are_in_order(state: &State) {
    for (person, known) in &state.people {
        let asked = |no: &SpeakerNo| {
            let mut tickets = state.queues.values().filter_map(|queue| queue.tickets.get(no));
            tickets.any(|ticket| ticket.person == *person)
        };
        assert!(known.blocked_by_requests.iter().all(asked), "a block that nobody can take back");
    }
    for (session, queue) in &state.queues {
        let is_over = state.sessions[session].phase == Phase::Ended;
        assert!(!is_over || (queue.waiting.is_empty() && queue.speaking.is_none() && !queue.plan.open));
        let such = |is: &dyn Fn(&Ticket) -> bool| -> BTreeSet<SpeakerNo> {
            queue.tickets.iter().filter(|(_, ticket)| is(ticket)).map(|(no, _)| *no).collect()
        };
        let waiting: BTreeSet<_> = queue.waiting.iter().copied().collect();
        assert_eq!(waiting.len(), queue.waiting.len(), "nobody waits twice");
        assert_eq!(waiting, such(&|ticket| ticket.status == TicketStatus::Waiting));
        let speaking: BTreeSet<_> = queue.speaking.into_iter().collect();
        assert_eq!(speaking, such(&|ticket| ticket.status == TicketStatus::Speaking), "one speaks");
        let over: BTreeSet<_> = queue.over.iter().copied().collect();
        assert_eq!((over.len(), &over), (queue.over.len(), &such(&|ticket| !ticket.is_live())));
        assert!(over.len() <= KEPT);
        let mut live = BTreeMap::<PersonId, SpeakerNo>::new();
        for (no, ticket) in &queue.tickets {
            let own = &queue.people[&ticket.person];
            if ticket.is_live() {
                assert_eq!(live.insert(ticket.person, *no), None, "somebody has two tickets at hand");
                assert_eq!(own.ticket, Some(*no));
            }
            for words in ticket.words() {
                assert_eq!(state.keepers.get(words), Some(Keeper::Speaker(*session, ticket.person)));
            }
            assert!(*no <= state.last.speaker);
        }
        assert_eq!(queue.turns, queue.people.values().map(|own| own.turns).sum::<u32>());
        let is_blocked = |no: &SpeakerNo| state.is_blocked_through(*no, &queue.tickets[no]);
        assert!(!waiting.iter().any(is_blocked), "whoever is blocked waits for nothing");
        assert!(queue.turns as usize >= such(&|ticket| ticket.status == TicketStatus::Done).len());
    }
}

/// Whatever somebody asked for or took back stands, or something later of the same person.
pub(super) fn speakers_are_there(lost: &State, now: &State) {
    let moved: BTreeMap<_, _> = now.homes.values().flat_map(|home| home.anew.sessions.iter()).collect();
    for (session, queue) in &lost.queues {
        let session = moved.get(session).copied().unwrap_or(session);
        for (person, own) in queue.people.iter().filter(|(_, own)| own.set.is_some()) {
            let stands = now.queues.get(session).and_then(|queue| queue.people.get(person));
            assert!(stands.is_some_and(|stands| stands.set >= own.set), "a request is lost");
        }
    }
}

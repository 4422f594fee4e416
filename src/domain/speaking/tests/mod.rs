//! The rules of the speaking queue, one by one.

mod full;
mod home;
mod order;
mod seen;

use super::{SpeakerEnd, SpeakerItem, SpeakerStatus, SpeakingCommand, SpeakingPlan, SpeakingQueue, speakers};
use crate::domain::command::Command;
use crate::domain::id::{PersonId, SpeakerNo};
use crate::domain::register::Seq;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::Millis;
use crate::domain::words::Text;

fn of(command: SpeakingCommand) -> Command {
    Command::Speaking(command)
}

fn set(version: u32, open: bool, walls: bool) -> Command {
    of(SpeakingCommand::Set { session: PANEL, version, plan: SpeakingPlan { open, walls } })
}

fn asking(topic: Option<&str>, name: Option<&str>, seq: u64) -> Command {
    let (topic, name) = (topic.map(Text::new), name.map(Text::new));
    of(SpeakingCommand::Ask { session: PANEL, topic, name, seq: Seq(seq), badge: None })
}

fn withdraw(seq: u64) -> Command {
    of(SpeakingCommand::Withdraw { session: PANEL, seq: Seq(seq) })
}

fn block(speaker: SpeakerNo, on: bool) -> Command {
    of(SpeakingCommand::Block { session: PANEL, speaker, on })
}

/// A session whose queue is open, and shown on walls.
pub(crate) fn open() -> Scene {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, true, true));
    scene
}

impl Scene {
    fn queue(&self) -> &SpeakingQueue {
        &self.state.queues[&PANEL]
    }

    fn seq(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    /// That person asks, a minute after whatever was before.
    #[track_caller]
    pub(crate) fn wants_to_speak(&mut self, by: u8) -> SpeakerNo {
        self.now = self.now + Millis::minutes(1);
        let seq = self.seq();
        let made = self.does(person(by), &asking(None, None, seq)).made;
        SpeakerNo(made.expect("a request has a number"))
    }

    #[track_caller]
    fn asks_about(&mut self, by: u8, topic: &str, name: &str) -> SpeakerNo {
        self.now = self.now + Millis::minutes(1);
        let seq = self.seq();
        let made = self.does(person(by), &asking(Some(topic), Some(name), seq)).made;
        SpeakerNo(made.expect("a request has a number"))
    }

    fn call(&self, speaker: SpeakerNo) -> Command {
        let arrangement = self.queue().arrangement;
        of(SpeakingCommand::Call { session: PANEL, arrangement, speaker })
    }

    fn end(&self, speaker: SpeakerNo, how: SpeakerEnd) -> Command {
        let arrangement = self.queue().arrangement;
        of(SpeakingCommand::End { session: PANEL, arrangement, speaker, how })
    }

    fn put(&self, speaker: SpeakerNo, at: u32) -> Command {
        let arrangement = self.queue().arrangement;
        of(SpeakingCommand::Move { session: PANEL, arrangement, speaker, at })
    }

    fn take_off(&self, speaker: SpeakerNo) -> Command {
        let arrangement = self.queue().arrangement;
        of(SpeakingCommand::Dismiss { session: PANEL, arrangement, speaker })
    }

    fn clear(&self) -> Command {
        self.clears(false)
    }

    fn clears(&self, dismiss: bool) -> Command {
        of(SpeakingCommand::Clear { session: PANEL, arrangement: self.queue().arrangement, dismiss })
    }

    #[track_caller]
    fn calls(&mut self, speaker: SpeakerNo) {
        self.now = self.now + Millis::seconds(5);
        let call = self.call(speaker);
        self.does(DESK, &call);
    }

    /// The people who wait, in their order.
    fn order(&self) -> Vec<u8> {
        self.queue().waiting.iter().map(|no| self.queue().tickets[no].person.0[0]).collect()
    }

    fn items(&self) -> Vec<SpeakerItem> {
        speakers(&self.state, PANEL).expect("there is a queue").items
    }

    fn statuses(&self) -> Vec<(u32, SpeakerStatus)> {
        self.items().into_iter().map(|item| (item.n.0, item.status)).collect()
    }

    fn turns_of(&self, by: u8) -> u32 {
        self.queue().people[&PersonId([by; 16])].turns
    }
}

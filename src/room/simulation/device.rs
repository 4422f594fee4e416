//! A device: it keeps every command until it hears what became of it, and sends the oldest again and again.

use std::collections::VecDeque;

use crate::domain::command::Command;
use crate::domain::id::CommandId;
use crate::domain::refusal::Code;
use crate::domain::role::Actor;

pub struct Device {
    pub actor: Actor,
    /// The node that it is connected to.
    pub node: usize,
    pub outbox: VecDeque<Kept>,
    pub heard: Vec<(Kept, Result<Option<u32>, Code>)>,
}

/// A command that a device keeps.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: CommandId,
    pub command: Command,
    /// How many copies of it are or were on their way.
    pub sent: usize,
}

impl Device {
    /// Takes an answer; one to what it was told of before says nothing new.
    pub fn hear(&mut self, id: CommandId, verdict: Result<Option<u32>, Code>) {
        let at = self.outbox.iter().position(|kept| kept.id == id);
        if let Some(kept) = at.and_then(|at| self.outbox.remove(at)) {
            self.heard.push((kept, verdict));
        }
    }
}

//! A node: an inbox, at most one append under way, and the state that it follows the journal with.

use super::journal::Memory;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, next_deadline};
use crate::domain::tests::anything::keys;
use crate::domain::tests::scene::pictures;
use crate::journal::{Draft, Head};
use crate::room::batch::{Batch, Verdict, decide_all};
use crate::room::entry::{Decided, NodeId, seal};
use crate::room::standing::Standing;
use crate::room::{Forms, replica, snapshot};

/// Which device, and what it asks for; the clock is no device.
pub type Asked = (Option<usize>, Request, Command);

/// The answer to a device's command.
pub type Answer = (usize, Request, Verdict);

pub struct Node {
    name: NodeId,
    pub standing: Standing,
    pub inbox: Vec<Asked>,
    flight: Option<Flight>,
}

/// An append under way.
struct Flight {
    after: Head,
    draft: Draft,
    decided: Vec<(Asked, Verdict)>,
    next: Standing,
    changes: Vec<Change>,
}

impl Node {
    /// A node that just started: from the snapshot, where there is one, and the entries behind it.
    pub fn loaded(name: &str, journal: &Memory) -> Self {
        let saved = journal.snapshot.as_ref().and_then(|saved| snapshot::decode(saved, journal.words()));
        let standing = saved.unwrap_or_else(Standing::genesis);
        let mut node = Self { name: NodeId::new(name), standing, inbox: Vec::new(), flight: None };
        while node.follow(journal) {}
        node
    }

    /// Hears of the next entry. While an append is under way a room follows nobody.
    pub fn hear(&mut self, journal: &Memory) {
        if self.flight.is_none() {
            self.follow(journal);
        }
    }

    /// Applies the next entry of the journal, if there is one.
    pub fn follow(&mut self, journal: &Memory) -> bool {
        let Some(entry) = journal.read(self.standing.rev) else { return false };
        replica::follow(&mut self.standing, &entry, Forms::NEWEST).expect("the journal holds together");
        true
    }

    /// Decides what waits; hands out the answers that need no entry.
    pub fn take_off(&mut self, random: u8) -> Vec<Answer> {
        if self.flight.is_some() || self.inbox.is_empty() {
            return Vec::new();
        }
        let asked = std::mem::take(&mut self.inbox);
        let pictures = pictures(&self.standing.state);
        let keys = keys(&self.standing.state);
        let around = Circumstances { random: [random; 32], pictures, keys, ..Circumstances::default() };
        let commands = asked.iter().map(|(_, request, command)| (*request, command));
        let Batch { next, changes, words, verdicts, time, .. } =
            decide_all(&self.standing, commands, &around, Forms::NEWEST);
        let (decided, left): (Vec<_>, Vec<_>) =
            asked.into_iter().zip(verdicts).partition(|(_, verdict)| verdict.is_some());
        self.inbox = left.into_iter().map(|(asked, _)| asked).collect();
        let decided = decided.into_iter().filter_map(|(asked, verdict)| Some((asked, verdict?))).collect();
        if changes.is_empty() {
            return answers(decided);
        }
        let (node, next_deadline) = (self.name.clone(), next_deadline(&next));
        let form = Forms::NEWEST;
        let sealed = Decided { form, node, time, changes: changes.clone(), words, next_deadline, home: None };
        let draft = seal(sealed).expect("an entry can be made");
        let after = self.standing.head();
        let head = after.then(&draft.body);
        let next = Standing { state: next, epoch: head.epoch, rev: head.rev, hash: head.hash, time, form };
        self.flight = Some(Flight { after, draft, decided, next, changes });
        Vec::new()
    }

    /// The append reaches the journal, though nobody may hear of it.
    pub fn reach(&mut self, journal: &mut Memory) {
        if let Some(flight) = &self.flight {
            journal.append(flight.after, &flight.draft);
        }
    }

    /// It becomes certain what happened to the append: given again where nothing was written.
    pub fn land(&mut self, journal: &mut Memory) -> Vec<Answer> {
        let Some(flight) = self.flight.take() else { return Vec::new() };
        journal.append(flight.after, &flight.draft);
        let written = journal.read(flight.after.rev).is_some_and(|entry| entry.body == flight.draft.body);
        if !written {
            let mut asked: Vec<_> = flight.decided.into_iter().map(|(asked, _)| asked).collect();
            asked.append(&mut self.inbox);
            self.inbox = asked;
            while self.follow(journal) {}
            return Vec::new();
        }
        self.as_others_see_it(&flight);
        self.standing = flight.next;
        answers(flight.decided)
    }

    /// A room that decided an entry and one that reads it come to the same state.
    fn as_others_see_it(&self, flight: &Flight) {
        let mut follower = self.standing.clone();
        let entry = flight.draft.entry(&flight.after);
        let changes = replica::follow(&mut follower, &entry, Forms::NEWEST).expect("it follows");
        assert_eq!(changes, flight.changes);
        assert_eq!(follower, flight.next, "deciding and following differ");
    }

    pub fn snapshot(&self, journal: &mut Memory) {
        journal.snapshot = Some(snapshot::encode(&self.standing).expect("a state has a snapshot"));
    }
}

fn answers(decided: Vec<(Asked, Verdict)>) -> Vec<Answer> {
    let told = decided.into_iter();
    told.filter_map(|((device, request, _), verdict)| Some((device?, request, verdict))).collect()
}

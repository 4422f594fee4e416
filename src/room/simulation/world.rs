//! The devices, the nodes and the journal, and what happens between them.

use std::collections::{BTreeSet, VecDeque};

use fastrand::Rng;

use super::device::{Device, Kept};
use super::journal::Memory;
use super::node::{Answer, Node};
use crate::domain::command::Command;
use crate::domain::decide::Request;
use crate::domain::id::{CommandId, LinkNo, QuestionNo};
use crate::domain::poll::Voter;
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Author};
use crate::domain::state::State;
use crate::domain::tests::anything::{Step, founded, give, laws_hold};
use crate::domain::tests::scene::{Scene, person};
use crate::domain::time::{Millis, Time};
use crate::room::Forms;
use crate::room::batch::is_secret_ballot;
use crate::room::entry::{Decided, NodeId, seal};
use crate::room::standing::Standing;

const NODES: usize = 2;

pub struct World {
    rng: Rng,
    now: Time,
    ids: u64,
    journal: Memory,
    /// None while a node is down.
    nodes: Vec<Option<Node>>,
    devices: Vec<Device>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let (scene, entries) = founded();
        let mut journal = Memory::default();
        for (_, changes, words) in entries {
            let node = NodeId::new("founder");
            let (form, time) = (Forms::NEWEST, scene.now);
            let decided = Decided { form, node, time, changes, words, next_deadline: None, home: None };
            let draft = seal(decided).expect("an entry can be made");
            let after = journal.head();
            assert!(journal.append(after, &draft));
        }
        let nodes = (0..NODES).map(|_| Some(Node::loaded("node", &journal))).collect();
        let crew = [1, 2, 3, 6].map(|link| Actor::Crew(LinkNo(link)));
        let actors = (1..=5).map(person).chain(crew).enumerate();
        let devices = actors
            .map(|(no, actor)| Device { actor, node: no % NODES, outbox: VecDeque::new(), heard: Vec::new() })
            .collect();
        Self { rng: Rng::with_seed(seed), now: scene.now, ids: 1_000, journal, nodes, devices }
    }

    /// The state at the journal's end.
    pub fn state(&self) -> &State {
        let node = self.nodes.iter().flatten().next().expect("the nodes are up");
        &node.standing.state
    }

    /// Something happens.
    pub fn step(&mut self) {
        self.now = self.now + Millis(self.rng.i64(0..400));
        let (device, node) = (self.rng.usize(0..self.devices.len()), self.rng.usize(0..NODES));
        match self.rng.u8(0..100) {
            0..=24 => self.think(device),
            25..=54 => self.send(device),
            55..=69 => self.take_off(node),
            70..=74 => self.with_node(node, Node::reach),
            75..=86 => self.land(node),
            87..=91 => self.with_node(node, |node, journal| node.hear(journal)),
            92 => self.tick(node),
            93 | 94 => self.devices[device].node = node,
            95 => self.with_node(node, |node, journal| node.snapshot(journal)),
            96 => self.nodes[node] = None,
            _ => self.start(node),
        }
    }

    fn with_node(&mut self, node: usize, act: impl FnOnce(&mut Node, &mut Memory)) {
        if let Some(node) = &mut self.nodes[node] {
            act(node, &mut self.journal);
        }
    }

    /// Somebody wants something, by what the own node shows.
    fn think(&mut self, device: usize) {
        let Some(node) = &self.nodes[self.devices[device].node] else { return };
        let mut scene = Scene::showing(node.standing.state.clone(), self.now);
        self.ids += 1;
        scene.ids = self.ids;
        let actor = self.devices[device].actor;
        let thoughts = std::iter::repeat_with(|| give(&scene, &Step::drawn(&mut self.rng)));
        let own = thoughts.take(100).find(|(by, command)| *by == actor && leaves_it_its_link(command));
        if let Some((_, command)) = own {
            self.devices[device].outbox.push_back(Kept { id: CommandId(self.ids), command, sent: 0 });
        }
    }

    /// The device sends what it keeps, in order; some of it arrives, some of it twice.
    fn send(&mut self, device: usize) {
        let Device { actor, node, outbox, .. } = &mut self.devices[device];
        let Some(node) = &mut self.nodes[*node] else { return };
        for kept in outbox {
            let copies = self.rng.usize(0..3);
            kept.sent += copies;
            for _ in 0..copies {
                let request = Request { actor: *actor, id: kept.id, now: self.now };
                node.inbox.push((Some(device), request, kept.command.clone()));
            }
        }
    }

    fn take_off(&mut self, node: usize) {
        let random = self.rng.u8(..);
        if let Some(node) = &mut self.nodes[node] {
            let answers = node.take_off(random);
            self.deliver(answers, 8);
        }
    }

    fn land(&mut self, node: usize) {
        if let Some(node) = &mut self.nodes[node] {
            let answers = node.land(&mut self.journal);
            self.deliver(answers, 8);
        }
    }

    fn tick(&mut self, node: usize) {
        let request = Request { actor: Actor::Clock, id: CommandId(0), now: self.now };
        self.with_node(node, |node, _| node.inbox.push((None, request, Command::Tick)));
    }

    fn start(&mut self, node: usize) {
        if self.nodes[node].is_none() {
            self.nodes[node] = Some(Node::loaded("node", &self.journal));
        }
    }

    /// Answers reach their devices, so many in ten.
    fn deliver(&mut self, answers: Vec<Answer>, in_ten: u8) {
        for (device, request, verdict) in answers {
            if self.rng.u8(0..10) < in_ten {
                self.devices[device].hear(request.id, verdict.map_err(|refusal| refusal.code));
            }
        }
    }

    /// Everything is well again: every command is decided, and every node has every entry.
    pub fn settle(&mut self) {
        for node in 0..NODES {
            self.start(node);
        }
        while self.devices.iter().any(|device| !device.outbox.is_empty()) {
            for device in 0..self.devices.len() {
                self.send(device);
            }
            for node in 0..NODES {
                self.settle_node(node);
            }
        }
        for node in 0..NODES {
            self.settle_node(node);
        }
        for node in self.nodes.iter_mut().flatten() {
            while node.follow(&self.journal) {}
        }
    }

    fn settle_node(&mut self, node: usize) {
        loop {
            let Some(there) = &mut self.nodes[node] else { return };
            let mut answers = there.take_off(0);
            answers.extend(there.land(&mut self.journal));
            let idle = there.inbox.is_empty();
            self.deliver(answers, 10);
            if idle {
                return;
            }
        }
    }

    /// What must hold whatever happened.
    pub fn check(&self) {
        let state = self.state();
        laws_hold(state);
        let mut replayed = Standing::genesis();
        for node in self.nodes.iter().flatten() {
            assert_eq!(node.standing.head(), self.journal.head());
            assert_eq!(&node.standing.state, state, "two nodes with the same journal have equal states");
        }
        while let Some(entry) = self.journal.read(replayed.rev) {
            let changes = crate::room::replica::follow(&mut replayed, &entry, Forms::NEWEST)
                .expect("the journal holds together");
            let secret = changes.iter().filter(|change| is_secret_ballot(change, &replayed.state)).count();
            assert!(secret == 0 || secret == changes.len(), "a secret ballot lies beside something else");
        }
        assert_eq!(&replayed.state, state, "and so has who reads it from the first entry");
        let mut made = BTreeSet::new();
        for question in state.questions.values() {
            assert!(made.insert((question.author, question.id)), "no command makes two questions");
        }
        for device in &self.devices {
            for (kept, verdict) in &device.heard {
                stands(state, device.actor, kept, *verdict);
            }
        }
    }
}

fn leaves_it_its_link(command: &Command) -> bool {
    !matches!(command, Command::RevokeLink { .. })
}

/// What was acknowledged is there, and what was refused is not.
fn stands(state: &State, actor: Actor, kept: &Kept, verdict: Result<Option<u32>, Code>) {
    let Kept { id, command, sent } = kept;
    let author = match actor {
        Actor::Person(person) => Author::Person(person),
        Actor::Crew(link) => Author::Link(link),
        Actor::Ballot(_) | Actor::Clock => return,
    };
    let person = author.person();
    match (command, verdict) {
        (Command::Ask { .. } | Command::Enter { .. }, Ok(no)) => {
            let question = &state.questions[&QuestionNo(no.expect("a question has a number"))];
            assert_eq!((question.author, question.id), (author, *id));
        }
        // Of two copies one may be refused and the other one taken, when something changed between them.
        (Command::Ask { .. } | Command::Enter { .. }, Err(_)) if *sent == 1 => {
            assert!(!state.made.contains_key(&(author, *id)), "{command:?} was refused and is there");
        }
        (Command::Support { question, seq, .. }, Ok(_)) => {
            let register = person.and_then(|person| state.questions[question].supporters.get(&person));
            assert!(register.is_some_and(|set| (set.seq, set.id) >= (*seq, *id)), "{command:?} is lost");
        }
        // Who cast which ballot of a secret round is known to nobody, and to this test neither.
        (Command::Vote { poll, round, seq, badge, .. }, Ok(_)) if !state.polls[poll].plan.settings.secret => {
            let held = &state.polls[poll];
            let badge = badge.filter(|_| held.plan.settings.voters.is_some());
            let voter = badge.map_or(person.map(Voter), |code| Some(state.holder(code)?.voter));
            let round = held.round(*round).expect("it was held");
            let ballot = voter.and_then(|voter| round.ballots.get(&voter));
            assert!(
                ballot.is_some_and(|cast| cast.edition > 0 || (cast.seq, cast.id) >= (*seq, *id)),
                "{command:?} is lost"
            );
        }
        _ => {}
    }
}

//! The commands that a phone keeps until the server has decided them.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::record::Record;
use crate::support::client::new_id;

/// Most commands on their way at once.
const UNANSWERED: usize = 8;
/// Most commands that are kept after they were acknowledged (PROTOCOL.md, D12).
const REMEMBERED: usize = 50;
/// How soon a command goes again that was put off.
const REST: Duration = Duration::from_millis(500);
/// Refusals that are no decisions: the command is sent again.
const PUT_OFF: [&str; 4] = ["try_again", "busy", "rate_limited", "too_soon"];

pub struct Outbox {
    phone: usize,
    record: Record,
    kept: VecDeque<Kept>,
    /// What was acknowledged lately, the oldest first.
    acknowledged: VecDeque<Kept>,
    /// Nothing is sent before.
    rests_until: Instant,
}

struct Kept {
    id: String,
    command: Value,
    sent: bool,
}

impl Outbox {
    pub fn new(phone: usize, record: Record) -> Self {
        Self {
            phone,
            record,
            kept: VecDeque::new(),
            acknowledged: VecDeque::new(),
            rests_until: Instant::now(),
        }
    }

    /// How many commands are not decided.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Keeps a command under a new id.
    pub fn add(&mut self, command: Value) {
        let id = new_id();
        self.record.note(json!({ "phone": self.phone, "gave": id, "command": command }));
        self.kept.push_back(Kept { id, command, sent: false });
    }

    /// Notes of a command that it was given and acknowledged, though nobody ever saw it.
    pub fn pretend(&self, command: &Value) {
        let id = new_id();
        self.record.note(json!({ "phone": self.phone, "gave": id, "command": command }));
        self.record.note(json!({ "phone": self.phone, "done": id }));
    }

    /// There is a new connection, on which nothing was sent yet.
    pub fn unsend(&mut self) {
        for kept in &mut self.kept {
            kept.sent = false;
        }
    }

    /// The history was replaced by another: what was acknowledged goes again before all else, of a register its latest
    /// setting. Those of the secret poll are given back, whose ballots are given anew.
    pub fn begin_again(&mut self, secret: u32) -> Option<Value> {
        let (mut settings, mut ballot, mut again) = (BTreeSet::new(), None, VecDeque::new());
        for kept in std::mem::take(&mut self.acknowledged).into_iter().rev() {
            let command = &kept.command;
            if command["poll"] == secret {
                ballot = ballot.or(Some(kept.command));
            } else if command["do"] == "ask" || settings.insert(register(command)) {
                self.record.note(json!({ "phone": self.phone, "again": kept.id }));
                again.push_front(Kept { sent: false, ..kept });
            }
        }
        again.append(&mut self.kept);
        self.kept = again;
        ballot
    }

    /// The frames that are to be sent now.
    pub fn take_due(&mut self) -> Vec<Value> {
        if Instant::now() < self.rests_until {
            return Vec::new();
        }
        let send = |kept: &mut Kept| {
            kept.sent = true;
            json!({ "t": "do", "id": kept.id, "command": kept.command })
        };
        self.kept.iter_mut().take(UNANSWERED).filter(|kept| !kept.sent).map(send).collect()
    }

    /// Takes an answer; whatever else it is, it is none of this one's.
    pub fn hear(&mut self, frame: &Value) {
        let Some(id) = frame["id"].as_str() else { return };
        let Some(at) = self.kept.iter().position(|kept| kept.id == id) else { return };
        match frame["t"].as_str() {
            Some("done") => {
                self.record.note(json!({ "phone": self.phone, "done": id, "rev": frame["rev"] }));
                self.acknowledged.extend(self.kept.remove(at));
                if self.acknowledged.len() > REMEMBERED {
                    self.acknowledged.pop_front();
                }
            }
            Some("refused") if PUT_OFF.iter().any(|code| frame["code"] == *code) => {
                self.kept[at].sent = false;
                self.rests_until = Instant::now() + REST;
            }
            Some("refused") => {
                self.record.note(json!({ "phone": self.phone, "refused": id, "code": frame["code"] }));
                self.kept.remove(at);
            }
            _ => {}
        }
    }
}

/// What a command sets.
fn register(command: &Value) -> (Option<u64>, Option<u64>) {
    (command["question"].as_u64(), command["poll"].as_u64())
}

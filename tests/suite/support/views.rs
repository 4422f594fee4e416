//! What a client holds, and how frames change it: PROTOCOL.md's groups H, T and M, and nothing of the server's code.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const AGENDA: u32 = 0;
const SESSION: u32 = 1;
const LINKS: u32 = 9;
const BOARD: u32 = 18;
const STANDS: u32 = 23;
const REMARKS: u32 = 24;
const INTEREST: u32 = 25;
const POLLS: u32 = 100;

/// The newest of everything.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Views {
    /// Of the last `welcome`.
    pub epoch: u32,
    pub session: Option<u32>,
    #[serde(default)]
    pub topics: BTreeMap<u32, Held>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<Value>,
    /// Topics of which a change came that cannot be applied: the session has to be watched again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub behind: BTreeSet<u32>,
}

/// A topic as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub rev: u64,
    pub view: Value,
}

impl Views {
    /// Takes a frame. One that is no news changes nothing.
    pub fn apply(&mut self, frame: &Value) {
        match frame["t"].as_str() {
            Some("welcome") => self.welcome(frame),
            Some("state") => self.state(topic(frame), rev(frame), &frame["view"]),
            Some("change") => self.change(topic(frame), frame),
            Some("mine") if self.mine.as_ref().is_none_or(|mine| self::rev(mine) < rev(frame)) => {
                self.mine = Some(without_kind(frame));
            }
            _ => {}
        }
    }

    /// What `hello` says that the client has already.
    pub fn have(&self) -> BTreeMap<u32, (u32, u64)> {
        self.topics.iter().map(|(topic, held)| (*topic, (self.epoch, held.rev))).collect()
    }

    pub fn view(&self, topic: u32) -> Option<&Value> {
        self.topics.get(&topic).map(|held| &held.view)
    }

    fn welcome(&mut self, frame: &Value) {
        let (epoch, session) = (number(&frame["epoch"]), frame["session"].as_u64().map(|no| no as u32));
        if epoch != self.epoch || rev(frame) < self.newest() {
            *self = Self { epoch, session, ..Self::default() };
        } else if session != self.session {
            self.session = session;
            self.mine = None;
            self.topics.retain(|topic, _| matches!(*topic, AGENDA | LINKS));
        }
        let has: Vec<u32> = frame["topics"].as_array().into_iter().flatten().map(number).collect();
        self.topics.retain(|topic, _| has.contains(topic));
        self.behind.clear();
    }

    /// The highest revision of what is held.
    fn newest(&self) -> u64 {
        let topics = self.topics.values().map(|held| held.rev);
        topics.chain(self.mine.as_ref().map(self::rev)).max().unwrap_or_default()
    }

    fn state(&mut self, topic: u32, rev: u64, view: &Value) {
        if self.topics.get(&topic).is_some_and(|held| held.rev >= rev) {
            return;
        }
        self.topics.insert(topic, Held { rev, view: in_order(topic, view.clone()) });
        self.behind.remove(&topic);
        if topic == SESSION {
            let polls: Vec<u32> = view["polls"].as_array().into_iter().flatten().map(number).collect();
            self.topics.retain(|topic, _| *topic <= POLLS || polls.contains(&(*topic - POLLS)));
        }
    }

    fn change(&mut self, topic: u32, frame: &Value) {
        let (from, to) = (frame["from"].as_u64().unwrap_or(u64::MAX), rev(frame));
        let counts = topic > POLLS;
        let fits = |held: u64| from == held || (from < held && (counts || held >= to));
        let Some(held) = self.topics.get_mut(&topic).filter(|held| fits(held.rev)) else {
            self.behind.insert(topic);
            return;
        };
        if held.rev >= to {
            return;
        }
        held.rev = to;
        if counts {
            held.view["tally"] = frame["diff"].clone();
        } else if topic == BOARD {
            patch_board(&mut held.view, &frame["diff"]);
        } else {
            patch(topic, &mut held.view, &frame["diff"]);
        }
    }
}

/// Brings a window up to date.
fn patch(topic: u32, window: &mut Value, diff: &Value) {
    let items = window["items"].as_array().into_iter().flatten();
    let mut by_number: BTreeMap<u64, Value> =
        items.map(|item| (number_of(topic, item), item.clone())).collect();
    for gone in diff["gone"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
        by_number.remove(&gone);
    }
    let put = diff["put"].as_array().into_iter().flatten();
    by_number.extend(put.map(|item| (number_of(topic, item), item.clone())));
    if topic == STANDS {
        for (name, value) in diff["head"].as_object().into_iter().flatten() {
            window[name] = value.clone();
        }
    } else {
        for told in ["total", "head"] {
            if let Some(now) = diff.get(told) {
                window[told] = now.clone();
            }
        }
    }
    window["items"] = by_number.into_values().collect();
}

/// Brings a board up to date: the tally is replaced, groups are put and taken by their numbers.
fn patch_board(board: &mut Value, diff: &Value) {
    let told =
        ["v", "n", "more"].into_iter().filter_map(|name| Some((name.to_owned(), diff.get(name)?.clone())));
    board["tally"] = Value::Object(told.collect());
    let held = board["clusters"]
        .as_array()
        .into_iter()
        .flatten()
        .chain(diff["put"].as_array().into_iter().flatten());
    let held: BTreeMap<u64, Value> =
        held.filter_map(|held| Some((held["c"].as_u64()?, held.clone()))).collect();
    let before = board["clusters"].as_array().into_iter().flatten().filter_map(|held| held["c"].as_u64());
    let order = diff["order"].as_array().map(|order| order.iter().filter_map(Value::as_u64).collect());
    let order: Vec<u64> = order.unwrap_or_else(|| before.collect());
    board["clusters"] = order.iter().filter_map(|no| held.get(no).cloned()).collect();
    for name in ["arrangement", "done"] {
        if let Some(value) = diff.get(name) {
            board[name] = value.clone();
        }
    }
}

/// A window's items come in no order; by their numbers they can be compared.
fn in_order(topic: u32, mut view: Value) -> Value {
    if let Some(items) = view.get_mut("items").and_then(Value::as_array_mut) {
        items.sort_by_key(|item| number_of(topic, item));
    }
    view
}

/// A question's number, a statement's, an idea's, a recommendation's, a table's place, a stand's number or that of what was left there.
fn number_of(topic: u32, item: &Value) -> u64 {
    let names: &[&str] = match topic {
        STANDS | INTEREST => &["s"],
        REMARKS => &["i"],
        _ => &["q", "s", "i", "r", "table"],
    };
    names.iter().find_map(|name| item[*name].as_u64()).unwrap_or_default()
}

fn topic(frame: &Value) -> u32 {
    number(&frame["topic"])
}

fn rev(frame: &Value) -> u64 {
    frame["rev"].as_u64().unwrap_or_default()
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap_or_default() as u32
}

fn without_kind(frame: &Value) -> Value {
    let fields = frame.as_object().cloned().unwrap_or_default();
    Value::Object(fields.into_iter().filter(|(name, _)| name != "t").collect::<Map<_, _>>())
}

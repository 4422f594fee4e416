//! The forum that a run is played in, and what its phones do there.

use std::collections::BTreeMap;
use std::time::Duration;

use majlis::domain::change::Change;
use majlis::domain::time::{Millis, Time};
use serde_json::{Value, json};

use super::lie::Lie;
use crate::support::forum::{DESK, PANEL, founding};
use crate::support::node::Node;

/// Polls in which every ballot is seen.
const POLLS: usize = 3;
/// Questions on the list when the doors open.
const LISTED: usize = 12;

/// What phones find there.
#[derive(Debug, Clone)]
pub struct Hall {
    pub polls: Vec<u32>,
    pub secret: u32,
    pub questions: Vec<u32>,
    /// Between two commands of a phone, in the middle.
    pub pace: Duration,
    /// Its phones send again what was acknowledged to them, once the history was replaced.
    pub sends_again: bool,
    /// What is planted there.
    pub lie: Option<Lie>,
}

impl Hall {
    /// Founds the forum on a node, and joins so many phones: what they find, and of each its token and its person.
    pub async fn prepare(node: &Node, phones: usize, pace: Duration) -> (Self, Vec<(String, String)>) {
        node.found_with(lasting).await;
        let mut desk = node.crew(DESK, "moderator").await;
        let mut polls = Vec::new();
        for no in 0..=POLLS {
            let draft = json!({
                "title": {"ar": format!("السؤال {no}")}, "answer": {"kind": "single"},
                "options": [{"ar": "هذا"}, {"ar": "ذاك"}, {"ar": "غيرهما"}],
                "settings": {"changeable": true, "hidden": false, "secret": no == POLLS},
            });
            let made = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await;
            let poll = u32::try_from(made.1.expect("a number")).expect("a small one");
            desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
            polls.push(poll);
        }
        let secret = polls.pop().expect("the last one");
        let mut questions = Vec::new();
        for no in 0..LISTED {
            let enter = json!({"do": "enter", "session": 1, "text": format!("سؤال من القاعة {no}"), "source": "floor"});
            questions.push(u32::try_from(desk.done(enter).await.1.expect("a number")).expect("a small one"));
        }
        let mut people = Vec::new();
        for _ in 0..phones {
            let (_, joined) = node.post("/v1/join", json!({ "code": crate::support::node::HALL_CODE })).await;
            let text = |name: &str| joined[name].as_str().expect("a text").to_owned();
            people.push((text("token"), text("person")));
        }
        (Self { polls, secret, questions, pace, sends_again: false, lie: None }, people)
    }

    /// A question that nobody else asks.
    pub fn ask(rng: &mut fastrand::Rng) -> Value {
        json!({ "do": "ask", "session": 1, "text": format!("سؤال {}", rng.u64(..)) })
    }

    /// What a phone does next.
    pub fn command(&self, rng: &mut fastrand::Rng, seq: u64) -> Value {
        let option = rng.u8(0..3);
        match rng.u8(0..10) {
            0 => Self::ask(rng),
            1..=3 => {
                let question = rng.choice(&self.questions).expect("some");
                json!({ "do": "support", "question": question, "on": rng.bool(), "seq": seq })
            }
            4 => vote(self.secret, option, seq - FIRST_SEQ),
            _ => vote(*rng.choice(&self.polls).expect("some"), option, seq),
        }
    }
}

/// The small forum, in which no session begins or ends within days, whatever a clock says.
fn lasting(now: Time) -> Vec<Change> {
    let mut changes = founding(now);
    for change in &mut changes {
        if let Change::SessionSet { session, plan } = change {
            let days = Millis::minutes(3 * 24 * 60);
            plan.ends = plan.ends + days;
            if *session != PANEL {
                plan.starts = plan.starts + days;
            }
        }
    }
    changes
}

/// Before all sequence numbers: a secret round's ballots count from 1 on each device.
pub const FIRST_SEQ: u64 = 1_795_683_600_000;

fn vote(poll: u32, option: u8, seq: u64) -> Value {
    json!({ "do": "vote", "poll": poll, "round": 1, "choice": { "options": [option] }, "seq": seq })
}

/// A tally as a phone sees it, by option.
pub fn tally(view: &Value) -> BTreeMap<usize, u64> {
    let counts = view["tally"]["n"].as_array().into_iter().flatten();
    counts.enumerate().filter_map(|(option, count)| Some((option, count.as_u64()?))).collect()
}

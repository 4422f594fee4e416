//! The rules of PROTOCOL.md, each held by a test of its number, over real sockets.

mod award;
mod ballots;
mod commands;
mod connecting;
mod every_command;
mod hello;
mod ideas;
mod joining;
mod limits;
mod liveness;
mod pages;
mod pulse;
mod quiz;
mod recommendations;
mod roles;
mod show;
mod speaking;
mod stands;
mod statements;
mod stream;
mod texts;
mod topics;

use serde_json::{Value, json};

use crate::support::client::Client;

/// A question that is on the list, by a new phone: its number.
async fn listed(phone: &mut Client, desk: &mut Client, text: &str) -> u64 {
    let question = asked(phone, text).await;
    desk.done(json!({"do": "approve", "question": question, "version": 1})).await;
    question
}

/// A question that waits: its number.
async fn asked(phone: &mut Client, text: &str) -> u64 {
    phone.done(ask(text)).await.1.expect("a number")
}

fn ask(text: &str) -> Value {
    json!({"do": "ask", "session": 1, "text": text})
}

fn support(question: u64, on: bool, seq: u64) -> Value {
    json!({"do": "support", "question": question, "on": on, "seq": seq})
}

fn vote(poll: u64, options: &[u8], seq: u64) -> Value {
    json!({"do": "vote", "poll": poll, "round": 1, "choice": {"options": options}, "seq": seq})
}

/// A poll of four choices that is open: its number.
async fn open_poll(desk: &mut Client, settings: &Value) -> u64 {
    let options: Vec<Value> = ["أ", "ب", "ج", "د"].map(|text| json!({"ar": text})).into();
    let draft = json!({"title": {"ar": "أيها؟"}, "answer": {"kind": "single"}, "options": options, "settings": settings});
    let poll =
        desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.expect("a number");
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    poll
}

/// A poll's topic.
fn topic(poll: u64) -> u32 {
    100 + u32::try_from(poll).expect("a small number")
}

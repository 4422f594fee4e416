//! Readers that stall.

use std::time::Duration;

use futures_util::SinkExt;
use majlis::domain::command::Command;
use majlis::domain::id::QuestionNo;
use majlis::domain::register::Seq;
use serde_json::json;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::ask;
use crate::support::forum::{DESK, PANEL};
use crate::support::house::{House, phone_hello};
use crate::support::store::Store;

/// What a line holds both ways in these tests: less than the first views.
const NARROW: usize = 512;
/// How long nothing is taken from a client that is not read.
const QUIET: Duration = Duration::from_millis(300);

#[tokio::test]
async fn a_reader_that_stalls_gets_the_newest_and_not_what_was_in_between() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut stalled = house.line_of(NARROW).await;
    stalled.say(&phone_hello(9)).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    for number in 1..=30 {
        phone.give(&ask(&format!("السؤال رقم {number}"))).await;
        desk.give(&Command::Approve { question: QuestionNo(number), version: 1 }).await;
    }
    phone.sees(|views| views.topics[&2].view["total"] == 30).await;
    let mut windows = 0;
    while stalled.views.topics.get(&2).is_none_or(|held| held.view["total"] != 30) {
        let frame = stalled.hear().await;
        windows += u32::from(frame["topic"] == 2);
    }
    assert!(windows <= 3, "{windows} windows were kept for a reader that did not read");
    assert!(stalled.views.behind.is_empty());
}

#[tokio::test]
async fn what_a_reader_that_stalls_asks_for_waits_on_its_own_side() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut stalled = house.line_of(NARROW).await;
    stalled.say(&phone_hello(9)).await;
    // Each is answered with itself.
    let find = json!({"t": "find", "text": "س".repeat(4_000)}).to_string();
    let mut taken = 0;
    while taken < 100 && timeout(QUIET, stalled.socket.send(Message::text(find.clone()))).await.is_ok() {
        taken += 1;
    }
    assert!(taken < 20, "{taken} of 8 KB each were taken, and the answers to them kept");
    stalled.hear_until("found").await;
}

#[tokio::test]
async fn nobody_waits_for_a_reader_that_stalls() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut stalled = Vec::new();
    for person in 10..30 {
        let mut client = house.line_of(NARROW).await;
        client.say(&phone_hello(person)).await;
        stalled.push(client);
    }
    let mut phone = house.phone(1).await;
    let done = phone.give(&Command::Rate { session: PANEL, stars: 6, comment: None, seq: Seq(1) }).await;
    assert_eq!(done["t"], "refused");
    for _ in 0..10 {
        assert_eq!(phone.give(&ask("سؤال")).await["t"], "done");
    }
}

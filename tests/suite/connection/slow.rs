//! Readers that stall.

use majlis::domain::command::Command;
use majlis::domain::id::QuestionNo;
use majlis::domain::register::Seq;

use super::ask;
use crate::support::forum::{DESK, PANEL};
use crate::support::house::{House, phone_hello};
use crate::support::store::Store;

/// What a line holds both ways in these tests: less than the first views.
const NARROW: usize = 512;

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

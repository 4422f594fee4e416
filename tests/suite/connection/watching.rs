//! Looking at another session, reading lists, searching.

use std::time::Duration;

use majlis::domain::command::Command;
use majlis::domain::id::QuestionNo;
use serde_json::json;
use tokio::time::Instant;

use super::ask;
use crate::support::forum::{DESK, WALL};
use crate::support::house::{Client, House, phone_hello};
use crate::support::store::Store;

#[tokio::test]
async fn another_session_is_welcomed_and_told_whole() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.give(&ask("سؤال في الجلسة الأولى")).await;
    phone.say(&json!({"t": "watch", "session": 2})).await;
    let welcome = phone.hear_until("welcome").await;
    assert_eq!(welcome["session"], 2);
    let mut topics = Vec::new();
    loop {
        let frame = phone.hear().await;
        if frame["t"] == "mine" {
            assert_eq!(frame["questions"], json!([]));
            break;
        }
        topics.push(frame["topic"].as_u64().unwrap());
    }
    assert_eq!(topics, [1, 2, 4, 5], "the agenda is the same");
}

#[tokio::test]
async fn the_same_session_again_comes_whole() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.say(&json!({"t": "watch", "session": 1})).await;
    phone.hear_until("welcome").await;
    for _ in 0..5 {
        assert_eq!(phone.hear().await["t"], "state");
    }
    assert_eq!(phone.hear().await["t"], "mine");
}

#[tokio::test]
async fn a_session_that_is_not_there_ends_the_line_and_one_of_another_hall_leads_to_the_own() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.say(&json!({"t": "watch", "session": 404})).await;
    assert_eq!(phone.bye().await, "unknown_session");
    let mut wall = house.crew(WALL, "screen").await;
    wall.say(&json!({"t": "watch", "session": 3})).await;
    assert_eq!(wall.hear_until("welcome").await["session"], 1);
}

#[tokio::test]
async fn a_second_hello_is_a_mistake() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.say(&phone_hello(1)).await;
    assert_eq!(phone.bye().await, "malformed");
}

#[tokio::test]
async fn lists_are_read_page_by_page_by_those_who_have_them() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    for number in 1..=3 {
        phone.give(&ask(&format!("السؤال رقم {number}"))).await;
    }
    desk.give(&Command::Approve { question: QuestionNo(2), version: 1 }).await;
    assert_eq!(page(&mut desk, 3).await, [1, 3]);
    assert!(page(&mut phone, 3).await.is_empty());
    assert_eq!(page(&mut phone, 2).await, [2]);
}

/// The questions of a list that fits on one page.
async fn page(client: &mut Client, topic: u32) -> Vec<u64> {
    client.say(&json!({"t": "page", "topic": topic, "after": 0})).await;
    let page = client.hear_until("page").await;
    assert_eq!(page["next"], json!(null));
    page["items"].as_array().unwrap().iter().map(|item| item["q"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn a_phone_finds_what_it_may_support_and_a_desk_what_holds_every_word() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    for number in 1..=2 {
        phone.give(&ask("كيف نشارك في المبادرات المجتمعية؟")).await;
        desk.give(&Command::Approve { question: QuestionNo(number), version: u32::from(number == 1) }).await;
    }
    for (client, typed, found) in
        [(&mut phone, "كيف نُشارِك في المبادرات المجتمعيه", vec![1]), (&mut desk, "المبادرات", vec![1, 2])]
    {
        client.say(&json!({"t": "find", "text": typed})).await;
        let frame = client.hear_until("found").await;
        assert_eq!(frame["text"], typed);
        let mut items: Vec<_> =
            frame["items"].as_array().unwrap().iter().map(|item| item["q"].as_u64().unwrap()).collect();
        items.sort_unstable();
        assert_eq!(items, found);
    }
}

#[tokio::test]
async fn what_a_desk_looks_for_takes_nothing_of_what_phones_share() {
    let before = Instant::now();
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    // Spared long before the room opened is what was never taken from.
    let untouched = |now: Instant| room.effort().is_spared(now - Duration::from_secs(1));
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    desk.say(&json!({"t": "find", "text": "المبادرات"})).await;
    desk.hear_until("found").await;
    desk.say(&json!({"t": "watch", "session": 2})).await;
    desk.hear_until("welcome").await;
    assert!(untouched(before));
    phone.say(&json!({"t": "find", "text": "المبادرات"})).await;
    phone.hear_until("found").await;
    assert!(!untouched(before));
}

#[tokio::test]
async fn a_ping_is_answered() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.say(&json!({"t": "ping"})).await;
    phone.hear_until("pong").await;
}

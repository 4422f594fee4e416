//! Coming back with what one has.

use majlis::domain::command::Command;
use majlis::domain::id::QuestionNo;
use serde_json::{Value, json};

use super::ask;
use crate::support::forum::DESK;
use crate::support::house::{Client, House, phone_hello};
use crate::support::store::Store;

/// Listens up to the personal part, and tells of which topics something came.
async fn told(client: &mut Client) -> Vec<(String, u64)> {
    let mut told = Vec::new();
    loop {
        let frame = client.hear().await;
        match frame["t"].as_str().unwrap() {
            "mine" => return told,
            "welcome" => {}
            kind => told.push((kind.to_owned(), frame["topic"].as_u64().unwrap())),
        }
    }
}

#[tokio::test]
async fn only_what_was_touched_since_is_told() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut desk = house.crew(DESK, "moderator").await;
    let phone = house.phone(1).await;
    let have = phone.views.have();
    drop(phone);
    let mut asker = house.phone(2).await;
    asker.give(&ask("سؤال أثناء الغياب")).await;
    desk.give(&Command::Approve { question: QuestionNo(1), version: 1 }).await;
    let mut hello = phone_hello(1);
    hello["have"] = json!(have);
    asker.sees(|views| views.topics[&2].view["total"] == 1).await;
    let mut again = house.client(hello).await;
    let mut told = told(&mut again).await;
    told.sort();
    assert_eq!(told, [("state".into(), 2), ("state".into(), 5)]);
}

#[tokio::test]
async fn another_epoch_or_a_revision_to_come_is_worth_nothing() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let all: Vec<_> = [0, 1, 2, 4, 5].map(|topic| ("state".to_owned(), topic)).into();
    for have in [json!({"0": [9, 1], "2": [0, 1]}), json!({"0": [1, 99], "1": [1, 99]})] {
        let mut hello = phone_hello(1);
        hello["have"] = have.clone();
        let mut client = house.client(hello).await;
        let mut told = told(&mut client).await;
        told.sort();
        assert_eq!(told, all, "{have}");
    }
}

#[tokio::test]
async fn what_is_had_of_a_session_that_is_not_named_is_worth_nothing() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let phone = house.phone(1).await;
    let mut hello = phone_hello(1);
    hello["have"] = json!(phone.views.have());
    hello.as_object_mut().unwrap().insert("session".into(), Value::Null);
    let mut client = house.client(hello).await;
    assert_eq!(told(&mut client).await.len(), 5);
}

//! Why a connection ends, and what is finished before it does.

use majlis::domain::command::Command;
use majlis::domain::role::{Role, Secret};
use majlis::domain::time::Millis;
use majlis::journal::Journal;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::ask;
use crate::support::forum::{DESK, ORGANISER, PRESENTER};
use crate::support::house::{House, crew_hello};
use crate::support::store::Store;
use crate::support::within::within;

#[tokio::test]
async fn a_link_that_is_taken_back_ends_every_connection_of_it() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut desk, mut other) = (house.crew(DESK, "moderator").await, house.crew(DESK, "moderator").await);
    let mut presenter = house.crew(PRESENTER, "presenter").await;
    let mut organiser = house.crew(ORGANISER, "organiser").await;
    assert_eq!(organiser.give(&Command::RevokeLink { link: DESK.0 }).await["t"], "done");
    assert_eq!(desk.bye().await, "revoked");
    assert_eq!(other.bye().await, "revoked");
    presenter.say(&json!({"t": "ping"})).await;
    presenter.hear_until("pong").await;
    let mut again = house.client(crew_hello(DESK.1, "moderator")).await;
    assert_eq!(again.bye().await, "revoked");
}

#[tokio::test]
async fn a_link_that_has_expired_ends_its_connections_and_opens_no_other() {
    let store = Store::embedded().await;
    let (house, journal) = House::shaky(&store).await;
    let mut organiser = house.crew(ORGANISER, "organiser").await;
    let (secret, minute) = ("desk-for-a-minute-and-no-longer", Millis::minutes(1));
    let link = Command::CreateLink {
        role: Role::Moderator,
        hall: None,
        name: "desk".to_owned(),
        expires: Some(journal.now() + minute),
        table: None,
        stand: None,
        secret: Secret::new(secret.to_owned()),
    };
    let made = organiser.give(&link).await;
    assert_eq!(made["t"], "done", "{made}");
    let mut desk = house.client(crew_hello(secret, "moderator")).await;
    desk.hear_until("welcome").await;
    journal.passes(minute);
    assert_eq!(desk.bye().await, "revoked");
    let mut again = house.client(crew_hello(secret, "moderator")).await;
    assert_eq!(again.bye().await, "revoked");
    organiser.say(&json!({"t": "ping"})).await;
    organiser.hear_until("pong").await;
}

#[tokio::test]
async fn those_whom_a_node_sends_away_as_it_stops_come_back_one_after_the_other() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phones = Vec::new();
    for person in 0..32 {
        phones.push(house.phone(person).await);
    }
    house.stop.cancel();
    let mut after = Vec::new();
    for phone in &mut phones {
        after.push(phone.hear_until("bye").await["after_ms"].as_u64().unwrap());
    }
    let (first, last) = (after.iter().min().unwrap(), after.iter().max().unwrap());
    assert!(*last < 3_000 && last - first > 1_500, "{after:?}");
}

#[tokio::test]
async fn a_node_that_stops_answers_what_it_took_and_sends_everybody_away() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut idle) = (house.phone(1).await, house.phone(2).await);
    let id = phone.ask(&ask("سؤال في آخر لحظة")).await;
    // The answer to a ping comes after what was sent before it was given to the room.
    phone.say(&json!({"t": "ping"})).await;
    let (mut answered, mut ponged) = (false, false);
    while !ponged {
        let frame = phone.hear().await;
        answered |= frame["id"] == json!(id);
        ponged |= frame["t"] == "pong";
    }
    house.stop.cancel();
    if !answered {
        phone.answer(id).await;
    }
    let bye = idle.hear_until("bye").await;
    assert_eq!((&bye["code"], &bye["reconnect"]), (&json!("restart"), &json!(true)));
    assert!(bye["after_ms"].as_u64().unwrap() < 3_000);
    assert_eq!(phone.bye().await, "restart");
    within(house.rooms.stop()).await;
    let mut late = house.client(crate::support::house::phone_hello(3)).await;
    assert_eq!(late.bye().await, "restart");
}

#[tokio::test]
async fn of_too_many_connections_of_a_person_the_oldest_goes() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut tabs = Vec::new();
    for _ in 0..9 {
        tabs.push(house.phone(1).await);
    }
    assert_eq!(tabs[0].bye().await, "full");
    for tab in &mut tabs[1..] {
        tab.say(&json!({"t": "ping"})).await;
        tab.hear_until("pong").await;
    }
    assert_eq!(house.room().await.connections(), 8);
}

#[tokio::test]
async fn what_is_no_text_ends_the_line() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    for (message, code) in [
        (Message::binary(vec![1]), "malformed"),
        (Message::text(format!("{{\"t\":\"ping\",\"x\":\"{}\"}}", "x".repeat(17_000))), "too_large"),
    ] {
        let mut phone = house.phone(1).await;
        phone.send(message).await;
        assert_eq!(phone.bye().await, code);
    }
}

#[tokio::test]
async fn a_client_that_closes_is_answered_and_gone() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    phone.send(Message::Close(None)).await;
    within(phone.serving).await.unwrap();
    assert_eq!(house.room().await.connections(), 0);
}

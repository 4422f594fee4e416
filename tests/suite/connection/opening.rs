//! From the hello to the first command.

use std::sync::Arc;

use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, ForumId, PersonId, QuestionNo};
use majlis::domain::role::{Actor, Role, Secret};
use majlis::domain::time::Time;
use majlis::http::token::Tokens;
use majlis::pulse::local::LocalPulse;
use majlis::room::Answer;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::ask;
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, OTHER_DESK, PRESENTER, WALL};
use crate::support::house::{House, crew_hello, phone_hello, tokens};
use crate::support::shaky::{Looks, Shaky};
use crate::support::store::Store;
use crate::support::within::until;

#[tokio::test]
async fn hello_is_answered_by_welcome_and_every_topic_of_the_view() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.client(phone_hello(1)).await;
    let welcome = phone.hear().await;
    assert_eq!(welcome["t"], "welcome");
    assert_eq!(welcome["session"], 1);
    assert_eq!(welcome["topics"], json!([0, 1, 2, 4, 5]));
    assert_eq!(welcome["address"], "majlis.test");
    phone.hear_until("mine").await;
    assert_eq!(phone.views.topics.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 4, 5]);
}

#[tokio::test]
async fn each_role_has_its_topics() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    for (link, view, topics) in [
        (DESK, "moderator", &[0, 1, 2, 3, 4, 5, 6, 7, 8][..]),
        (ORGANISER, "organiser", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 26]),
        (PRESENTER, "presenter", &[0, 1, 2, 4, 5, 8]),
        (WALL, "screen", &[0, 1, 2, 4, 5, 7, 8]),
    ] {
        let crew = house.crew(link, view).await;
        assert_eq!(crew.views.topics.keys().copied().collect::<Vec<_>>(), topics, "{view}");
    }
}

#[tokio::test]
async fn a_question_reaches_the_desk_and_its_approval_the_phone() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    let done = phone.give(&ask("متى تبدأ الورشة؟")).await;
    assert_eq!((&done["t"], &done["no"]), (&json!("done"), &json!(1)));
    desk.sees(|views| views.topics[&3].view["total"] == 1).await;
    let approve = Command::Approve { question: QuestionNo(1), version: 1 };
    assert_eq!(desk.give(&approve).await["t"], "done");
    phone.sees(|views| views.topics[&2].view["total"] == 1).await;
    let listed = |mine: &Value| mine["questions"][0]["status"] == "listed";
    phone.sees(|views| views.mine.as_ref().is_some_and(listed)).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_hello_is_said() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let person = PersonId([1; 16]);
    let with = |hello: Value, field: &str, value: Value| {
        let mut hello = hello;
        hello[field] = value;
        hello
    };
    let strange = Tokens::crew(FORUM, "nobody-has-this-secret-here");
    let elsewhere = tokens().participant(ForumId(404), person, Time(i64::MAX));
    for (hello, code) in [
        (json!({"t": "ping"}), "no_hello"),
        (with(phone_hello(1), "token", json!("p1.x")), "bad_token"),
        (with(phone_hello(1), "token", json!(tokens().participant(FORUM, person, Time(1)))), "token_expired"),
        (with(phone_hello(1), "token", json!(elsewhere)), "unknown_forum"),
        (with(phone_hello(1), "view", json!("moderator")), "wrong_view"),
        (with(phone_hello(1), "session", json!(404)), "unknown_session"),
        (with(crew_hello(DESK.1, "moderator"), "token", json!(strange)), "bad_token"),
        (crew_hello(DESK.1, "organiser"), "wrong_view"),
    ] {
        let mut client = house.client(hello.clone()).await;
        assert_eq!(client.bye().await, code, "{hello}");
    }
}

/// A link that was made a moment ago may be among what others put back.
#[tokio::test]
async fn nobody_is_told_for_good_that_a_link_is_none_while_the_store_may_lack_it() {
    let store = Store::embedded().await;
    drop(House::open(&store).await);
    let journal = Shaky::over(Arc::clone(&store.near.journal));
    let house = House::over(journal.clone(), Arc::new(LocalPulse::default()), "a");
    for (looks, code) in [(Looks::Unsettled, "elsewhere"), (Looks::Answered, "bad_token")] {
        journal.looks(looks);
        let told =
            async || house.client(crew_hello("nobody-has-this-secret-here", "moderator")).await.bye().await;
        // What the store says stands for a second.
        until(async || told().await == code).await;
        assert_eq!(told().await, code);
        house.crew(DESK, "moderator").await;
    }
}

#[tokio::test]
async fn a_link_that_another_node_made_a_moment_ago_opens_where_its_news_were_lost() {
    let store = Store::embedded().await;
    let (deaf, journal) = House::shaky(&store).await;
    journal.deafen();
    let _room = deaf.room().await;
    let other = House::over(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), "b");
    let secret = "the-newest-link-the-newest-link";
    let create = Command::CreateLink {
        role: Role::Moderator,
        hall: None,
        name: "منصة".into(),
        expires: None,
        table: None,
        stand: None,
        secret: Secret::new(secret.to_owned()),
    };
    let made = other.room().await.submit(Actor::Crew(ORGANISER.0), CommandId(1), create).await;
    assert!(matches!(made, Answer::Done { .. }), "{made:?}");
    let mut client = deaf.client(crew_hello(secret, "moderator")).await;
    assert_eq!(client.hear().await["t"], "welcome");
}

#[tokio::test]
async fn what_is_no_hello_at_all_ends_the_line() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    for (message, code) in [
        (Message::text("{"), "malformed"),
        (Message::binary(vec![1, 2, 3]), "malformed"),
        (Message::text("x".repeat(20_000)), "too_large"),
    ] {
        let mut client = house.line().await;
        client.send(message).await;
        assert_eq!(client.bye().await, code);
    }
}

#[tokio::test]
async fn without_a_session_the_hall_or_the_forum_offers_one() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let offered = async |mut hello: Value, hall: Option<u32>| {
        hello.as_object_mut().unwrap().remove("session");
        if let Some(hall) = hall {
            hello["hall"] = json!(hall);
        }
        house.client(hello).await.hear().await["session"].clone()
    };
    assert_eq!(offered(phone_hello(1), Some(1)).await, 1);
    assert_eq!(offered(phone_hello(1), Some(2)).await, 3);
    assert_eq!(offered(phone_hello(1), Some(404)).await, Value::Null);
    assert_eq!(offered(crew_hello(OTHER_DESK.1, "moderator"), None).await, 3);
    assert_eq!(offered(crew_hello(WALL.1, "screen"), None).await, 1);
    let mut foreign = crew_hello(WALL.1, "screen");
    foreign.as_object_mut().unwrap().remove("session");
    foreign["hall"] = json!(2);
    assert_eq!(house.client(foreign).await.bye().await, "wrong_view");
}

#[tokio::test]
async fn an_organiser_may_look_as_anything() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    for view in ["moderator", "presenter", "screen", "participant", "organiser"] {
        let welcome = house.client(crew_hello(ORGANISER.1, view)).await.hear().await;
        assert_eq!((&welcome["you"]["view"], &welcome["you"]["role"]), (&json!(view), &json!("organiser")));
    }
}

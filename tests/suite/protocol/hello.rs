use majlis::domain::id::{ForumId, PersonId};
use majlis::domain::time::Time;
use majlis::http::token::Tokens;
use serde_json::{Value, json};

use super::asked;
use crate::support::client::{Client, Ended};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, OTHER_DESK, WALL};
use crate::support::node::{Node, token_of};
use crate::support::views::Views;

async fn refused(node: &Node, hello: Value) -> Ended {
    match Client::try_hello(node.address, &hello, Views::default()).await {
        Err(ended) => ended,
        Ok(client) => panic!("{hello} was answered {}", client.welcome),
    }
}

#[tokio::test]
async fn h1_something_else_first_is_no_hello() {
    let node = Node::alone().await;
    for (frame, code, close) in [
        (json!({"t": "ping"}), "no_hello", 4100),
        (json!({"t": "watch", "session": 1}), "no_hello", 4100),
        (json!({"t": "hello"}), "malformed", 4101),
        (json!({"t": "hello", "token": node.join().await, "view": "guest"}), "malformed", 4101),
        (json!([]), "malformed", 4101),
    ] {
        let ended = refused(&node, frame).await;
        assert_eq!((ended.code(), ended.close), (code, close));
    }
}

#[tokio::test]
async fn h2_what_is_wrong_with_a_hello_is_said() {
    let node = Node::alone().await;
    let good = node.join().await;
    let expired = node.site.tokens.participant(FORUM, PersonId([1; 16]), Time(1));
    let forged = Tokens::new([9; 32]).participant(FORUM, PersonId([1; 16]), Time(i64::MAX));
    let foreign = node.site.tokens.participant(ForumId(77), PersonId([1; 16]), Time(i64::MAX));
    let mut altered = good.clone();
    altered.replace_range(4..5, if &good[4..5] == "1" { "2" } else { "1" });
    let cases = [
        (json!({"token": "x", "view": "participant"}), "bad_token"),
        (json!({"token": altered, "view": "participant"}), "bad_token"),
        (json!({"token": forged, "view": "participant"}), "bad_token"),
        (json!({"token": "c1.0f0f000000000001.aaaaaaaaaaaaaaaaaaaaaaaa", "view": "moderator"}), "bad_token"),
        (json!({"token": expired, "view": "participant"}), "token_expired"),
        (json!({"token": foreign, "view": "participant"}), "unknown_forum"),
        (json!({"token": good, "view": "moderator"}), "wrong_view"),
        (json!({"token": token_of(WALL), "view": "moderator"}), "wrong_view"),
        (json!({"token": token_of(OTHER_DESK), "view": "moderator", "hall": 1}), "wrong_view"),
        (json!({"token": good, "view": "participant", "session": 99}), "unknown_session"),
        (json!({"token": good, "view": "participant", "hall": 99}), "unknown_session"),
    ];
    for (mut hello, code) in cases {
        hello["t"] = json!("hello");
        let ended = refused(&node, hello).await;
        assert_eq!(ended.code(), code);
        assert_eq!(ended.bye["reconnect"], false);
    }
}

#[tokio::test]
async fn h2_a_revoked_link_opens_nothing() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let desk = node.crew(DESK, "moderator").await;
    organiser.done(json!({"do": "revoke_link", "link": DESK.0})).await;
    assert_eq!(desk.sent_away().await.code(), "revoked");
    let ended = refused(&node, json!({"t": "hello", "token": token_of(DESK), "view": "moderator"})).await;
    assert_eq!((ended.code(), ended.close), ("revoked", 4106));
}

#[tokio::test]
async fn h3_welcome_says_who_where_and_how_much() {
    let node = Node::alone().await;
    let phone = node.phone().await;
    let welcome = &phone.welcome;
    assert_eq!(welcome["you"]["view"], "participant");
    assert_eq!((&welcome["epoch"], &welcome["session"]), (&json!(1), &json!(1)));
    assert_eq!((&welcome["limits"]["frame"], &welcome["limits"]["unanswered"]), (&json!(16_384), &json!(8)));
    assert!(welcome["now"].as_i64().is_some_and(|now| now > 1_700_000_000_000));
    let wall = node.crew(WALL, "screen").await;
    let you = json!({"view": "screen", "role": "screen", "link": WALL.0, "hall": 1});
    assert_eq!(wall.welcome["you"], you);
}

#[tokio::test]
async fn h1_without_a_session_the_server_chooses_by_the_hall() {
    let node = Node::alone().await;
    let token = node.join().await;
    for (hello, session) in [
        (json!({"t": "hello", "token": token, "view": "participant", "hall": 2}), 3),
        (json!({"t": "hello", "token": token_of(WALL), "view": "screen"}), 1),
        (json!({"t": "hello", "token": token_of(OTHER_DESK), "view": "moderator"}), 3),
    ] {
        let client = Client::try_hello(node.address, &hello, Views::default()).await;
        assert_eq!(client.map(|client| client.welcome["session"].clone()).unwrap(), session);
    }
}

#[tokio::test]
async fn h2_whoever_has_one_hall_stays_in_it_when_the_session_goes_to_another() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let token = token_of(OTHER_DESK);
    let in_workshop = json!({"t": "hello", "token": token, "view": "moderator", "session": 3});
    let mut desk = Client::try_hello(node.address, &in_workshop, Views::default()).await.unwrap();
    desk.settled().await;
    let far = 4_102_444_800_000_u64;
    let plan = |hall: u32| json!({"hall": hall, "kind": "talk", "title": {"ar": "جلسة"}, "starts": far, "ends": far + 60_000});
    let added = organiser.done(json!({"do": "add_session", "plan": plan(2)})).await.1.unwrap();
    desk.send(&json!({"t": "watch", "session": added})).await;
    desk.until(|views| views.session.map(u64::from) == Some(added)).await;
    desk.settled().await;

    let before = desk.heard.len();
    let moved = json!({"do": "plan_session", "session": added, "edition": 1, "plan": plan(1)});
    organiser.done(moved).await;
    desk.until(|views| views.session == Some(3)).await;
    desk.settled().await;
    // Nothing is told of the hall that it went to, neither before the new welcome nor after it.
    let version = organiser.views.view(8).unwrap()["version"].clone();
    let announce = json!({"do": "announce", "hall": 1, "version": version, "text": "للقاعة الأخرى"});
    let (rev, _) = organiser.done(announce).await;
    organiser.until(|views| views.topics[&8].rev >= rev).await;
    desk.ping().await;
    let told = desk.heard[before..].concat();
    assert!(!told.contains("للقاعة الأخرى"), "{told}");
    assert_eq!(
        (&desk.views.view(1).unwrap()["session"], &desk.views.view(8).unwrap()["hall"]),
        (&json!(3), &json!(2))
    );

    // And who was away meanwhile is led there too, and not sent away for good.
    let away = json!({"t": "hello", "token": token, "view": "moderator", "session": added});
    let back = Client::try_hello(node.address, &away, Views::default()).await;
    assert_eq!(back.map(|client| client.welcome["session"].clone()).unwrap(), 3);
}

#[tokio::test]
async fn h1_an_organiser_may_look_as_anything() {
    let node = Node::alone().await;
    for view in ["participant", "presenter", "moderator", "screen", "organiser"] {
        let organiser = Client::hello(node.address, &token_of(ORGANISER), view, Some(1)).await;
        assert_eq!(
            (&organiser.welcome["you"]["view"], &organiser.welcome["you"]["role"]),
            (&json!(view), &json!("organiser"))
        );
    }
}

#[tokio::test]
async fn h4_who_comes_back_gets_what_was_missed_and_nothing_else() {
    let node = Node::alone().await;
    let token = node.join().await;
    let phone = node.phone_of(&token).await;
    let before = phone.views.clone();
    drop(phone);
    let mut back = Client::resume(node.address, &token, "participant", before.clone()).await;
    // Whatever comes before the answer to a ping came because of the hello.
    back.ping().await;
    assert!(back.heard.iter().all(|frame| !frame.contains(r#""t":"state""#)), "{:?}", back.heard);
    assert_eq!(back.views.topics, before.topics);

    let mut desk = node.crew(DESK, "moderator").await;
    let question = super::listed(&mut back, &mut desk, "ما الجديد؟").await;
    let mut again = Client::resume(node.address, &token, "participant", before).await;
    again.until_view(2, |questions| questions["items"][0]["q"] == question).await;
    assert!(again.heard.iter().all(|frame| !frame.contains(r#""t":"state","topic":0"#)));
}

#[tokio::test]
async fn h4_mine_comes_last_after_welcome() {
    let node = Node::alone().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    let mut back = Client::resume(node.address, &token, "participant", phone.views.clone()).await;
    let mut fresh = node.phone_of(&token).await;
    phone.send(&json!({"t": "watch", "session": 1})).await;
    for client in [&mut phone, &mut back, &mut fresh] {
        client.ping().await;
        let kinds = client.heard.iter().map(|frame| kind_of(frame)).collect::<Vec<_>>();
        let begin = kinds.iter().rposition(|kind| kind == "welcome").expect("it was welcomed");
        let opening: Vec<_> = kinds[begin + 1..].iter().take_while(|kind| *kind != "pong").collect();
        assert!(matches!(opening[..], [.., last] if last == "mine"), "{opening:?}");
        assert_eq!(opening.iter().filter(|kind| **kind == "mine").count(), 1, "{opening:?}");
    }
}

fn kind_of(frame: &str) -> String {
    let frame: Value = serde_json::from_str(frame).expect("a frame is JSON");
    frame["t"].as_str().expect("a frame says what it is").to_owned()
}

#[tokio::test]
async fn h5_what_is_of_another_epoch_or_of_the_future_is_worth_nothing() {
    let node = Node::alone().await;
    let token = node.join().await;
    for have in [json!({"0": [9, 1], "2": [9, 1]}), json!({"0": [1, 999_999], "2": [1, 999_999]})] {
        let hello = json!({"t": "hello", "token": token, "view": "participant", "session": 1, "have": have});
        let mut phone = Client::try_hello(node.address, &hello, Views::default()).await.unwrap();
        phone.settled().await;
    }
}

#[tokio::test]
async fn h6_watch_is_answered_like_a_hello() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    asked(&mut phone, "سؤال في الجلسة الأولى").await;
    desk.until_view(3, |waiting| waiting["total"] == 1).await;
    desk.send(&json!({"t": "watch", "session": 3})).await;
    let welcome = desk.hear("welcome").await;
    assert_eq!(welcome["session"], 3);
    desk.settled().await;
    assert_eq!(desk.views.view(1).unwrap()["session"], 3);
    assert_eq!(desk.views.view(3).unwrap()["total"], 0);
    desk.send(&json!({"t": "watch", "session": 1})).await;
    desk.until_view(3, |waiting| waiting["total"] == 1).await;
    desk.send(&json!({"t": "watch", "session": 99})).await;
    assert_eq!(desk.sent_away().await.code(), "unknown_session");
}

#[tokio::test]
async fn h8_a_second_hello_is_malformed() {
    let node = Node::alone().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    phone.send(&json!({"t": "hello", "token": token, "view": "participant"})).await;
    assert_eq!(phone.sent_away().await.code(), "malformed");
}

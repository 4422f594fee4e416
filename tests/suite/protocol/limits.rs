//! X: whatever one client sends, the others do not notice.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::{ask, asked, listed, support};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::Node;
use crate::support::streamed::post;
use crate::support::views::Views;
use crate::support::within::within;

#[tokio::test]
async fn x1_a_frame_that_is_too_large_ends_its_connection() {
    let node = Node::alone().await;
    let mut fits = node.phone().await;
    let padded = |bytes: usize| {
        let empty = r#"{"t":"ping","x":""}"#.len();
        format!(r#"{{"t":"ping","x":"{}"}}"#, "a".repeat(bytes - empty))
    };
    fits.send_message(Message::text(padded(16_384))).await;
    fits.answer(|answer| answer["t"] == "pong").await;
    fits.send_message(Message::text(padded(16_385))).await;
    let ended = fits.sent_away().await;
    assert_eq!((ended.code(), ended.close), ("too_large", 4102));
}

#[tokio::test]
async fn x1_too_many_commands_are_to_be_sent_again_later() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let question = listed(&mut phone, &mut desk, "سؤال").await;
    let rate = phone.welcome["limits"]["rate"].as_u64().unwrap();
    let mut refused = None;
    for _ in 0..=rate * 10 {
        let answer = phone.give(support(question, true, next_seq())).await;
        if answer["t"] == "refused" {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a refusal");
    assert_eq!(refused["code"], "rate_limited");
    assert!(refused["retry"].as_u64().is_some_and(|retry| (1..=10_000).contains(&retry)), "{refused}");
    phone.ping().await;
}

#[tokio::test]
async fn x1_searches_cost_ten_frames_each_and_beyond_find_nothing() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    listed(&mut phone, &mut desk, "كيف نزيد المشاركة؟").await;
    // Desks, for how much of the time phones may take follows how fast the machine is. A link has five connections' share.
    let (mut searcher, mut other) = (node.crew(ORGANISER, "moderator").await, desk);
    let rate = 5 * searcher.welcome["limits"]["rate"].as_u64().unwrap();
    let mut found = 0;
    while searcher.find("المشاركة").await["items"] != json!([]) {
        found += 1;
    }
    assert!((rate * 9 / 10..rate * 2).contains(&found), "{found} searches at a rate of {rate}");
    let put_off = async { while searcher.page(2, 0).await["next"] != json!(0) {} };
    within(put_off).await;
    assert_eq!(other.find("المشاركة").await["items"].as_array().unwrap().len(), 1, "others do");
}

#[tokio::test]
async fn x1_who_looks_at_other_sessions_all_the_time_comes_back_later() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let rate = phone.welcome["limits"]["rate"].as_u64().unwrap();
    for turn in 0..=rate {
        phone.send(&json!({"t": "watch", "session": 1 + turn % 2})).await;
    }
    let ended = phone.sent_away().await;
    assert_eq!((ended.code(), ended.close), ("full", 4003));
    assert!(ended.bye["after_ms"].as_u64().is_some_and(|after| (1..=10_000).contains(&after)), "{ended:?}");
}

#[tokio::test]
async fn x1_a_flood_ends_its_connection_and_keeps_who_it_was_out_for_a_while() {
    let node = Node::alone().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    let rate = phone.welcome["limits"]["rate"].as_u64().unwrap();
    for _ in 0..=rate * 100 {
        phone.send(&json!({"t": "pulse", "reaction": "clap"})).await;
    }
    let ended = phone.sent_away().await;
    assert_eq!((ended.code(), ended.close, &ended.bye["after_ms"]), ("flood", 4103, &json!(30_000)));
    let hello = json!({"t": "hello", "token": token, "view": "participant", "session": 1});
    let again = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!(again.code(), "flood");
    assert!(again.bye["after_ms"].as_u64().is_some_and(|after| (1..30_000).contains(&after)), "{again:?}");
    node.phone().await.ping().await;
}

#[tokio::test]
async fn x1_more_connections_and_requests_of_a_person_may_send_no_more() {
    let node = Node::alone().await;
    let token = node.join().await;
    let mut tabs = [node.phone_of(&token).await, node.phone_of(&token).await];
    let hello = json!({"t": "hello", "token": token, "view": "participant", "session": 1});
    let wrong = json!({"do": "support", "question": 9, "on": true, "seq": 1});
    let rated = |answer: &serde_json::Value| answer["code"] == "rate_limited";
    let mut sent = 0;
    while !rated(&tabs[sent % 2].give(wrong.clone()).await) {
        sent += 1;
    }
    assert!((150..220).contains(&sent), "{sent}, where each may send 200");
    let another = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!(another.code(), "full", "nor does another one bring any");
    let command = json!({"t": "do", "id": new_id(), "command": wrong});
    let (_, answers) = post(node.address, "/v1/do", &json!([hello, command])).await;
    assert!(rated(&answers[0]), "{answers}");
}

#[tokio::test]
async fn x2_nobody_else_is_affected() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let texts = [
        "not json".to_owned(),
        "{".repeat(10_000),
        format!(
            r#"{{"t":"do","id":"00000000000000ff","command":{}{}}}"#,
            "[".repeat(5_000),
            "]".repeat(5_000)
        ),
        r#"{"t":"find","text":"\ud800"}"#.to_owned(),
        "\u{0}\u{1}\u{202e}".to_owned(),
        r#"{"t":"page","topic":-1,"after":0}"#.to_owned(),
        "a".repeat(20_000),
    ];
    for text in texts {
        let mut bad = node.phone().await;
        bad.send_message(Message::text(text.clone())).await;
        // A command that is none is refused by its id; everything else ends the connection.
        let frame = loop {
            let frame = bad.next().await.unwrap_or_else(|| panic!("cut without a word: {text:.40}"));
            if frame["t"] == "bye" || frame["t"] == "refused" {
                break frame;
            }
        };
        assert!(frame["code"] == "malformed" || frame["code"] == "too_large", "{frame}");
    }
    let question = asked(&mut phone, "ما زلنا هنا").await;
    desk.until_view(3, |waiting| waiting["items"][0]["q"] == question).await;
    phone.done(ask("ونعمل")).await;
}

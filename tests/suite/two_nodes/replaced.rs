//! A node that was cut off comes back to a history that went on without it, in which its numbers are other things'.

use std::time::Duration;

use majlis::domain::id::LinkNo;
use serde_json::{Value, json};

use crate::support::client::{Client, new_id, next_seq};
use crate::support::faulty::{Faulty, Line};
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::views::Views;
use crate::support::within::until;

const LOST_WALL: &str = "lost-wall-lost-wall-lost-wall";
const NEW_ORGANISER: &str = "new-organiser-new-organiser";

/// Nothing comes through any more.
const AWAY: Line = Line { delay: Duration::from_secs(3_600), answers_lost: false, ahead: 0 };

fn create_link(role: &str, secret: &str) -> Value {
    let hall = (role == "screen").then_some(1);
    json!({"do": "create_link", "role": role, "hall": hall, "name": "رابط", "expires": null, "secret": secret})
}

async fn link(organiser: &mut Client, role: &str, secret: &str) -> LinkNo {
    let (_, made) = organiser.done(create_link(role, secret)).await;
    LinkNo(made.and_then(|no| u32::try_from(no).ok()).expect("a number"))
}

/// Two questions, of which the first is on the list: their numbers.
async fn asked(node: &Node, text: &str) -> [u64; 2] {
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let ask = json!({"do": "ask", "session": 1, "text": text});
    let numbers =
        [phone.done(ask.clone()).await, phone.done(ask).await].map(|(_, made)| made.expect("a number"));
    desk.done(json!({"do": "approve", "question": numbers[0], "version": 1})).await;
    numbers
}

#[tokio::test]
async fn numbers_that_were_seen_in_a_replaced_history_name_nothing_in_the_one_that_stands() {
    let mut server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(line.port(), folders[0].path()).await;
    first.found().await;
    server.keep_a_copy().await;
    let lost = link(&mut first.crew(ORGANISER, "organiser").await, "screen", LOST_WALL).await;
    let questions = asked(&first, "سؤال ضاع").await;
    let wall = first.crew((lost, LOST_WALL), "screen").await;
    let mut phone = first.phone().await;
    let mut desk = first.crew(DESK, "moderator").await;
    let before = desk.welcome["epoch"].clone();

    line.behave(AWAY);
    line.cut();
    let (waits, support) =
        (new_id(), json!({"do": "support", "question": questions[0], "on": true, "seq": next_seq()}));
    phone.send(&json!({"t": "do", "id": waits, "command": support})).await;
    server.go_back();
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    let made = link(&mut second.crew(ORGANISER, "organiser").await, "organiser", NEW_ORGANISER).await;
    assert_eq!((made, asked(&second, "سؤال آخر").await), (lost, questions), "the numbers were given anew");
    line.behave(Line::default());
    line.cut();

    while desk.welcome["epoch"] == before {
        desk.next().await.expect("its link is the same");
    }
    // The wall is not the organiser whose number it had, and comes in as what it is once its link is home.
    let ended = wall.sent_away().await;
    assert_eq!((ended.code(), &ended.bye["reconnect"]), ("elsewhere", &json!(true)));
    let hello = json!({"t": "hello", "token": token_of((lost, LOST_WALL)), "view": "screen", "session": 1});
    let comes_in = async || Client::try_hello(first.address, &hello, Views::default()).await;
    // Nor is it told meanwhile that its link is none.
    let is_in = async || comes_in().await.map_err(|ended| assert_eq!(ended.code(), "elsewhere")).is_ok();
    until(is_in).await;
    let mut wall = comes_in().await.expect("it came in before");
    assert_eq!(wall.refused(create_link("organiser", "of-a-wall-of-a-wall-of")).await, "not_allowed");

    // Nor are the questions those that were seen: what waited since and says no epoch is not decided, and what says an earlier one.
    let waited = phone.answer(|answer| answer["id"] == *waits).await;
    assert_eq!(waited["code"], "try_again", "{waited}");
    let approve = json!({"do": "approve", "question": questions[1], "version": 1});
    let mut give = async |epoch: Value| {
        let id = new_id();
        desk.send(&json!({"t": "do", "id": id, "epoch": epoch, "command": approve})).await;
        desk.answer(|answer| answer["id"] == *id).await
    };
    let seen_before = give(before).await;
    assert_eq!((&seen_before["code"], seen_before["retry"].is_u64()), (&json!("try_again"), true));
    assert_eq!(give(wall.welcome["epoch"].clone()).await["t"], "done");
}

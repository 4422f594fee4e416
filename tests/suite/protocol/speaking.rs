//! K22: the speaking queue, from a phone's request to its turn, over real sockets.

use serde_json::{Value, json};

use crate::support::client::next_seq;
use crate::support::forum::{DESK, PRESENTER, WALL};
use crate::support::node::Node;

/// The queue as everyone sees it, and as desks do.
const SPEAKING: u32 = 31;
const SPEAKERS: u32 = 32;

fn of(act: &Value) -> Value {
    let mut command = json!({"do": "speaking", "session": 1});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

fn asks(topic: &str, name: &str) -> Value {
    of(&json!({"act": "ask", "topic": topic, "name": name, "seq": next_seq()}))
}

#[tokio::test]
async fn k22_a_phone_asks_sees_its_place_is_called_and_has_had_its_turn() {
    let node = Node::alone().await;
    let (mut desk, mut phone) = (node.crew(DESK, "moderator").await, node.phone().await);
    let (mut stage, mut wall) = (node.crew(PRESENTER, "presenter").await, node.crew(WALL, "screen").await);
    assert_eq!(phone.refused(asks("موضوع", "سين")).await, "speaking_closed");
    desk.done(of(&json!({"act": "set", "version": 0, "plan": {"open": true, "walls": true}}))).await;
    let ticket = phone.done(asks("موضوع", "سين")).await.1.expect("a request has a number");
    phone.until(|views| views.mine.as_ref().is_some_and(|mine| mine["speaking"]["place"] == 1)).await;
    let seen = desk.until_view(SPEAKERS, |view| view["waiting"] == 1).await;
    assert_eq!(seen["items"][0]["topic"], "موضوع");
    let told = stage.until_view(SPEAKING, |view| view["next"][0]["n"] == ticket).await;
    assert_eq!(told["next"][0]["topic"], "موضوع");
    let told = wall.until_view(SPEAKING, |view| view["next"][0]["n"] == ticket).await;
    assert_eq!((&told["next"][0]["name"], told["next"][0].get("topic")), (&json!("سين"), None));
    desk.done(of(&json!({"act": "call", "arrangement": 0, "speaker": ticket}))).await;
    wall.until_view(SPEAKING, |view| view["now"]["n"] == ticket).await;
    wall.until_view(8, |screen| screen["cue"] == "speaking").await;
    let again = of(&json!({"act": "end", "arrangement": 0, "speaker": ticket, "how": "done"}));
    assert_eq!(desk.refused(again).await, "changed");
    desk.done(of(&json!({"act": "end", "arrangement": 1, "speaker": ticket, "how": "done"}))).await;
    phone.until(|views| views.mine.as_ref().is_some_and(|mine| mine["speaking"]["status"] == "done")).await;
    desk.until_view(SPEAKERS, |view| view["spoken"] == 1).await;
    assert!(!phone.views.topics.contains_key(&SPEAKERS));
}

#[tokio::test]
async fn k22_a_desk_blocks_who_asked_and_empties_a_queue_so_that_nobody_of_it_asks_again() {
    let node = Node::alone().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let (mut first, mut second) = (node.phone().await, node.phone().await);
    desk.done(of(&json!({"act": "set", "version": 0, "plan": {"open": true}}))).await;
    let ticket = first.done(asks("موضوع", "سين")).await.1.expect("a request has a number");
    second.done(asks("موضوع", "عين")).await;
    desk.done(of(&json!({"act": "block", "speaker": ticket, "on": true}))).await;
    first.until(|views| views.mine.as_ref().is_some_and(|mine| mine["blocked"] == true)).await;
    assert_eq!(first.refused(asks("مرة أخرى", "سين")).await, "blocked");
    let seen = desk.until_view(SPEAKERS, |view| view["waiting"] == 1).await;
    let blocked = seen["items"].as_array().unwrap().iter().find(|item| item["n"] == ticket).unwrap();
    assert_eq!((&blocked["status"], &blocked["blocked"]), (&json!("dismissed"), &json!(true)));
    let cleared = json!({"act": "clear", "arrangement": seen["arrangement"], "dismiss": true});
    desk.done(of(&cleared)).await;
    second
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["speaking"]["status"] == "dismissed"))
        .await;
    assert_eq!(second.refused(asks("مرة أخرى", "عين")).await, "speaking_dismissed");
    desk.done(of(&json!({"act": "block", "speaker": ticket, "on": false}))).await;
    first.until(|views| views.mine.as_ref().is_some_and(|mine| mine.get("blocked").is_none())).await;
}

#[tokio::test]
async fn v39_walls_that_may_not_show_it_are_told_nothing_of_the_queue() {
    let node = Node::alone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    desk.done(of(&json!({"act": "set", "version": 0, "plan": {"open": true}}))).await;
    let mut phone = node.phone().await;
    phone.until_view(SPEAKING, |view| view["open"] == true).await;
    let scene = json!({"do": "set_scene", "hall": 1, "version": 0, "scene": {"scene": "speaking"}});
    assert_eq!(desk.refused(scene).await, "wrong_state");
    wall.until_view(8, |screen| screen["hall"] == 1).await;
    assert!(!wall.views.topics.contains_key(&SPEAKING));
}

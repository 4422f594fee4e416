use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::asked;
use crate::support::client::Client;
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{Node, token_of};
use crate::support::views::Views;

#[tokio::test]
async fn u1_reactions_reach_the_wall_as_sums() {
    let node = Node::alone().await;
    let (mut phone, mut other) = (node.phone().await, node.phone().await);
    let mut wall = node.crew(WALL, "screen").await;
    for client in [&mut phone, &mut other] {
        client.send(&json!({"t": "pulse", "reaction": "clap"})).await;
    }
    let mut claps = 0;
    while claps < 2 {
        claps += wall.hear("pulse").await["reactions"]["clap"].as_u64().unwrap_or(0);
    }
    assert_eq!(claps, 2);
}

#[tokio::test]
async fn u2_a_desk_sees_what_another_has_in_hand() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let (mut one, mut other) = (node.crew(DESK, "moderator").await, node.crew(ORGANISER, "moderator").await);
    let question = asked(&mut phone, "من يأخذه؟").await;
    one.send(&json!({"t": "pulse", "holding": question})).await;
    loop {
        let pulse = other.hear("pulse").await;
        let desks = pulse["desks"].as_array().cloned().unwrap_or_default();
        if desks.iter().any(|desk| desk["link"] == DESK.0.0 && desk["holding"] == question) {
            break;
        }
    }
    phone.ping().await;
    assert!(!phone.heard.concat().contains("holding"));
}

#[tokio::test]
async fn u5_two_desks_of_one_link_see_one_another() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let question = json!(asked(&mut phone, "من يأخذه؟").await);
    let (mut one, mut other) = (desk(&node, 7).await, desk(&node, 8).await);
    other.send(&json!({"t": "pulse", "holding": question})).await;
    loop {
        let desks = one.hear("pulse").await["desks"].clone();
        let told = |at: usize| (&desks[at]["link"], &desks[at]["window"], &desks[at]["holding"]);
        let link = json!(DESK.0.0);
        if told(1) == (&link, &json!(8), &question) {
            assert_eq!(told(0), (&link, &json!(7), &json!(0)));
            return;
        }
    }
}

/// One of the desks of the hall's link.
async fn desk(node: &Node, window: u32) -> Client {
    let hello = json!({
        "t": "hello", "token": token_of(DESK), "view": "moderator", "session": 1, "window": window
    });
    let mut desk = Client::try_hello(node.address, &hello, Views::default()).await.expect("a welcome");
    desk.settled().await;
    desk
}

#[tokio::test]
async fn u3_a_desk_sees_what_the_wall_shows() {
    let node = Node::alone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    wall.send(&json!({"t": "shown", "scene": "top", "rev": 1})).await;
    loop {
        let pulse = desk.hear("pulse").await;
        let walls = pulse["walls"].as_array().cloned().unwrap_or_default();
        if walls.iter().any(|wall| wall["scene"] == "top" && wall["rev"] == 1) {
            return;
        }
    }
}

#[tokio::test]
async fn u6_a_wall_whose_connection_ended_is_told_as_silent_within_five_seconds() {
    let node = Node::alone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    wall.send(&json!({"t": "shown", "scene": "top", "rev": 1, "size": [1920, 1080]})).await;
    let told = wall_of(&mut desk, |wall| wall["gone"].is_null()).await;
    assert_eq!(told["hall"], 1, "its link is for one");
    assert_eq!((&told["scene"], &told["size"]), (&json!("top"), &json!([1920, 1080])));
    drop(wall);
    let cut = Instant::now();
    let told = wall_of(&mut desk, |wall| !wall["gone"].is_null()).await;
    assert!(cut.elapsed() < Duration::from_secs(5), "{:?}", cut.elapsed());
    assert_eq!(told["scene"], "top", "what may still stand on it");
}

/// The wall as the desk is told of it, once it is like that.
async fn wall_of(desk: &mut Client, is: impl Fn(&Value) -> bool) -> Value {
    loop {
        let pulse = desk.hear("pulse").await;
        let walls = pulse["walls"].as_array().cloned().unwrap_or_default();
        if let Some(wall) = walls.into_iter().find(|wall| is(wall)) {
            return wall;
        }
    }
}

#[tokio::test]
async fn u6_a_wall_that_could_not_draw_its_scene_is_told_as_such_until_it_can() {
    let node = Node::alone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    wall.send(&json!({"t": "shown", "scene": "join", "rev": 1, "failed": true})).await;
    let told = wall_of(&mut desk, |wall| wall["failed"] == true).await;
    assert_eq!(told["scene"], "join", "what stands in its place");
    wall.send(&json!({"t": "shown", "scene": "top", "rev": 1})).await;
    let told = wall_of(&mut desk, |wall| wall["failed"].is_null()).await;
    assert_eq!(told["scene"], "top");
}

#[tokio::test]
async fn u7_a_desk_is_told_what_came_in_thirty_minutes_and_a_wall_is_not() {
    let node = Node::alone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    let arrivals = loop {
        let pulse = desk.hear("pulse").await;
        if !pulse["arrivals"].is_null() {
            break pulse["arrivals"].clone();
        }
    };
    for counts in [&arrivals["asked"], &arrivals["supported"]] {
        assert_eq!(counts.as_array().map(Vec::len), Some(30));
    }
    wall.send(&json!({"t": "shown", "scene": "top", "rev": 1})).await;
    desk.hear("pulse").await;
    while !wall.heard.concat().contains(r#""t":"pulse""#) {
        wall.next().await.expect("the line goes on");
    }
    wall.ping().await;
    assert!(!wall.heard.concat().contains("arrivals"));
}

#[tokio::test]
async fn u4_what_is_not_for_a_role_to_say_is_overlooked() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    phone.send(&json!({"t": "pulse", "holding": 1})).await;
    phone.send(&json!({"t": "shown", "scene": "top", "rev": 1})).await;
    phone.ping().await;
    let mut wall = node.crew(WALL, "screen").await;
    wall.send(&json!({"t": "pulse", "reaction": "heart"})).await;
    wall.ping().await;
}

#[tokio::test]
async fn l1_ping_is_answered() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    phone.ping().await;
    assert!(phone.heard.iter().any(|frame| frame == r#"{"t":"pong"}"#));
}

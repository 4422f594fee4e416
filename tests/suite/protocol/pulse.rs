use serde_json::json;

use super::asked;
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::Node;

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

//! A client for which no WebSocket comes through, whose every request goes to another node.

use std::time::Duration;

use serde_json::{Value, json};

use super::Pair;
use crate::support::client::{MAJLIS_V1, new_id, open};
use crate::support::forum::{DESK, WALL};
use crate::support::node::{Node, token_of};
use crate::support::proxy::{Manner, Proxy};
use crate::support::streamed::{Events, Streamed, post};

fn hello(token: &str, view: &str) -> Value {
    json!({"t": "hello", "token": token, "view": view, "session": 1})
}

#[tokio::test]
async fn s6_done_comes_from_the_node_that_was_asked_and_the_view_from_the_other() {
    let pair = Pair::start().await;
    let hello = hello(&pair.first.join().await, "participant");
    let mut phone = Streamed::open(pair.second.address, &hello).await;
    let (id, ask) = (new_id(), json!({"do": "ask", "session": 1, "text": "مرة واحدة"}));
    let done = phone.give_as(pair.first.address, &id, ask.clone()).await;
    assert_eq!(done["t"], "done");
    let own = |views: &Value| views["questions"][0]["q"] == done["no"];
    phone.until(|views| views.mine.as_ref().is_some_and(&own)).await;
    // The answer might have been lost, and the node that gave it is killed.
    let pair = pair.first_again().await;
    assert_eq!(phone.give_as(pair.first.address, &id, ask.clone()).await["no"], done["no"]);
    assert_eq!(phone.give_as(pair.second.address, &id, ask).await["no"], done["no"]);
    phone.until_view(5, |counts| counts["received"] == 1).await;
}

#[tokio::test]
async fn s5_what_is_said_of_a_wall_on_a_stream_is_felt_whichever_node_hears_it() {
    let pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let wall = Streamed::open(pair.first.address, &hello(&token_of(WALL), "screen")).await;
    let shown = json!({"t": "shown", "scene": "top", "rev": 1});
    let mut again = tokio::time::interval(Duration::from_secs(2));
    let seen = |pulse: &Value| pulse["walls"][0]["scene"] == "top";
    loop {
        tokio::select! {
            pulse = desk.hear("pulse") => if seen(&pulse) { break },
            // As a wall does: what is said is pulse, and may be lost.
            _ = again.tick() => assert!(wall.say(pair.second.address, std::slice::from_ref(&shown)).await.is_empty()),
        }
    }
}

#[tokio::test]
async fn s6_behind_a_proxy_that_blocks_upgrades_and_spreads_requests_everything_goes_on() {
    let pair = Pair::start().await;
    let manner = Manner { refuses_upgrades: true, ..Manner::default() };
    let proxy = Proxy::before(&[pair.first.address, pair.second.address], manner).await;
    let refused = open(proxy.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await;
    assert_eq!(refused.err(), Some(400));
    let token = pair.first.join().await;
    let mut phone = Streamed::open(proxy.address, &hello(&token, "participant")).await;
    for turn in 1..=3 {
        let ask = json!({"do": "ask", "session": 1, "text": format!("سؤال {turn}")});
        assert_eq!(phone.give_as(proxy.address, &new_id(), ask).await["t"], "done");
    }
    phone.until_view(5, |counts| counts["received"] == 3).await;
    assert!(proxy.asked().iter().all(|line| !line.contains(&token)), "no token is in an address");
}

#[tokio::test]
async fn s7_where_a_proxy_holds_a_stream_back_reading_brings_what_it_does_not() {
    let node = Node::alone().await;
    let manner = Manner { holds_back: true, ..Manner::default() };
    let proxy = Proxy::before(&[node.address], manner).await;
    let hello = hello(&node.join().await, "participant");
    let read = async {
        let (status, answers) = post(proxy.address, "/v1/read", &json!([hello])).await;
        assert_eq!((status, &answers[0]["t"]), (200, &json!("welcome")));
    };
    tokio::select! {
        stream = Events::open(proxy.address, &hello) => panic!("it came through: {}", stream.is_ok()),
        () = read => {}
    }
}

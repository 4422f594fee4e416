//! Redis loses what was acknowledged, under a hall that goes on.

use std::time::Duration;

use majlis::domain::id::LinkNo;
use serde_json::{Value, json};

use super::{Pair, poll, topic, vote};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::counted::counted;
use crate::support::forum::{DESK, WALL};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

/// Sends a command as a device does: again and again, a little later each time, until it is acknowledged.
async fn at_last(phone: &mut Client, command: Value) {
    let id = new_id();
    let sending = async {
        // Slowly enough not to be taken for a flood.
        let mut tries = tokio::time::interval(Duration::from_millis(200));
        loop {
            tries.tick().await;
            let answer = phone.give_as(&id, command.clone()).await;
            if answer["t"] == "done" {
                return;
            }
            assert!(answer["retry"].is_u64(), "{answer}");
        }
    };
    within(sending).await;
}

/// Whether a node answers so to a role link of which it knows nothing, whatever is asked with it.
async fn tells_a_strange_link(node: &Node, status: u16, code: &str, retry: Option<&str>) -> bool {
    let token = token_of((LinkNo(99), "nobody-has-this-secret-here"));
    for path in ["/v1/whoami", "/v1/export/json"] {
        let ask = reqwest::Client::new().get(format!("http://{}{path}", node.address)).bearer_auth(&token);
        let answer = within(ask.send()).await.unwrap();
        let told = answer.headers().get("retry-after").map(|seconds| seconds.to_str().unwrap().to_owned());
        let is_it = answer.status() == status && told.as_deref() == retry;
        if !is_it || answer.json::<Value>().await.unwrap()["code"] != code {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn a_redis_that_lost_its_newest_entries_or_all_of_them_is_healed_under_a_hall_that_goes_on() {
    let mut pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut wall = pair.second.crew(WALL, "screen").await;
    let (mut here, mut there) = (pair.first.phone().await, pair.second.phone().await);
    pair.server.keep_a_copy().await;
    let before = counted("majlis_put_back_total");
    for (round, loses_all) in [(1, false), (2, true)] {
        here.done(vote(poll, 0, next_seq())).await;
        there.done(vote(poll, 1, next_seq())).await;
        here.done(json!({"do": "ask", "session": 1, "text": format!("سؤال {round}")})).await;
        if loses_all {
            pair.server.lose_everything();
        } else {
            pair.server.go_back();
        }
        // It may be among what others put back.
        until(async || tells_a_strange_link(&pair.second, 503, "unavailable", Some("1")).await).await;
        at_last(&mut there, json!({"do": "ask", "session": 1, "text": format!("سؤال آخر {round}")})).await;
        for client in [&mut here, &mut there] {
            client.until_view(5, |counts| counts["received"] == 2 * round).await;
        }
        let seen = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 2).await;
        assert_eq!(seen["tally"]["n"], json!([1, 1]));
    }
    // Nobody comes in by a code that leads nowhere.
    pair.first.phone().await;
    assert!(counted("majlis_put_back_total") > before);
    until(async || tells_a_strange_link(&pair.second, 401, "bad_token", None).await).await;
}

#[tokio::test]
async fn what_a_node_acknowledged_comes_home_though_redis_went_on_without_it() {
    const FIGURES: [&str; 2] = ["majlis_set_aside_total", "majlis_brought_home_total"];
    let before = FIGURES.map(counted);
    let mut server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(server.port(), folders[0].path()).await;
    first.found().await;
    let mut desk = first.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let token = first.join().await;
    let mut phone = first.phone_of(&token).await;
    phone.done(vote(poll, 0, next_seq())).await;
    server.keep_a_copy().await;
    let (id, ask) = (new_id(), json!({"do": "ask", "session": 1, "text": "سؤال ضاع"}));
    assert_eq!(phone.give_as(&id, ask.clone()).await["t"], "done");
    phone.done(vote(poll, 1, next_seq())).await;
    drop((phone, desk));
    first.kill();
    server.go_back();

    let second = Node::over_redis(server.port(), folders[1].path()).await;
    let mut other = second.phone().await;
    at_last(&mut other, json!({"do": "ask", "session": 1, "text": "سؤال من بعده"})).await;
    at_last(&mut other, vote(poll, 0, next_seq())).await;
    other.until_view(5, |counts| counts["received"] == 1).await;

    let first = Node::over_redis(server.port(), folders[0].path()).await;
    for node in [&first, &second] {
        let mut wall = node.crew(WALL, "screen").await;
        wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([1, 1])).await;
        let mut phone = node.phone_of(&token).await;
        phone.until_view(5, |counts| counts["received"] == 2).await;
        // Whoever was acknowledged is so again, and nothing comes of it.
        assert_eq!(phone.give_as(&id, ask.clone()).await["t"], "done");
        phone.until_view(5, |counts| counts["received"] == 2).await;
    }
    for (figure, before) in FIGURES.into_iter().zip(before) {
        assert!(counted(figure) > before, "{figure}");
    }
}

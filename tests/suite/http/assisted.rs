//! Ushers, kiosks and slips over sockets and HTTP, on two nodes.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use majlis::verify;
use reqwest::Method;
use serde_json::{Value, json};

use super::request;
use crate::support::client::{Client, new_id};
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{Node, token_of};
use crate::support::program::Program;
use crate::support::redis::RedisServer;
use crate::support::within::within;

const LIST: &str = "badge,group\nA-1,members\nA-2,members\nA-3,members\nB-1,guests\n";

async fn asks(node: &Node, method: Method, path: &str, token: &str, body: Value) -> (u16, Value) {
    let request = request(node, method, path).bearer_auth(token).json(&body);
    let response = within(request.send()).await.unwrap();
    (response.status().as_u16(), within(response.json()).await.unwrap_or(Value::Null))
}

async fn list_of(node: &Node, path: &str) -> Value {
    let (status, told) = asks(node, Method::GET, path, &token_of(ORGANISER), Value::Null).await;
    assert_eq!(status, 200, "{told}");
    told
}

/// The codes of badges that were made of the list, in its order.
async fn badges(node: &Node) -> Vec<String> {
    let body = json!({"file": STANDARD.encode(LIST), "id": new_id()});
    assert_eq!(asks(node, Method::POST, "/v1/badges", &token_of(ORGANISER), body).await.0, 200);
    let told = list_of(node, "/v1/badges").await;
    let codes =
        told["badges"].as_array().unwrap().iter().map(|badge| badge["code"].as_str().unwrap().to_owned());
    codes.collect()
}

/// A poll for members that is open.
async fn poll(desk: &mut Client, secret: bool) -> u64 {
    let draft = json!({
        "title": {"ar": "أي مبادرة؟"}, "answer": {"kind": "single"}, "options": [{"ar": "الأولى"}, {"ar": "الثانية"}],
        "settings": {"voters": [0], "secret": secret, "changeable": true},
    });
    let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    poll
}

/// The codes of the slips that are printed for a poll.
async fn slips(organiser: &mut Client, node: &Node, poll: u64) -> Vec<String> {
    let print =
        json!({"do": "badges", "act": "print_slips", "poll": poll, "round": 1, "badges": null, "group": 0});
    organiser.done(print).await;
    let told = list_of(node, &format!("/v1/slips?poll={poll}")).await;
    let codes =
        told["slips"].as_array().unwrap().iter().map(|slip| slip["code"].as_str().unwrap().to_owned());
    codes.collect()
}

fn vote(poll: u64, option: u8, seq: u64, code: &str) -> Value {
    json!({"do": "vote", "poll": poll, "round": 1, "choice": {"options": [option]}, "seq": seq, "badge": code})
}

fn topic(poll: u64) -> u32 {
    100 + u32::try_from(poll).unwrap()
}

/// A device of a link of that role for the panel's hall.
async fn assistant(organiser: &mut Client, node: &Node, role: &str) -> Client {
    let secret = format!("secret-of-the-{role}-link-0001");
    let link = json!({"do": "create_link", "role": role, "hall": null, "name": role, "expires": null, "secret": secret});
    organiser.done(link).await;
    let own = token_of(ORGANISER);
    let forum = own.split('.').nth(1).unwrap().to_owned();
    let mut device = Client::hello(node.address, &format!("c1.{forum}.{secret}"), role, Some(1)).await;
    device.settled().await;
    device
}

#[tokio::test]
async fn an_usher_and_a_kiosk_see_open_polls_and_enter_what_they_are_told_and_see_nothing_else() {
    let node = Node::alone().await;
    let codes = badges(&node).await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let poll = poll(&mut desk, false).await;
    let slips = slips(&mut organiser, &node, poll).await;
    for (n, role, code) in [(1, "usher", &codes[0]), (2, "kiosk", &slips[1])] {
        let mut device = assistant(&mut organiser, &node, role).await;
        device.until_view(topic(poll), |view| view["phase"] == "open").await;
        let told: Vec<u32> = device.views.topics.keys().copied().collect();
        assert!(told.iter().all(|told| [0, 1, topic(poll)].contains(told)), "{role} is told {told:?}");
        device.done(vote(poll, 0, 1, code)).await;
        device.done(json!({"do": "ask", "session": 1, "text": format!("سؤال {role}")})).await;
        desk.until_view(5, |view| view["received"] == n && view["assisted"] == n).await;
        assert_eq!(
            device.refused(json!({"do": "enter", "session": 1, "text": "x", "source": "floor"})).await,
            "not_allowed"
        );
    }
    desk.until_view(topic(poll), |view| view["tally"] == json!({"v": 2, "n": [2, 0]})).await;
    let version = desk.until_view(topic(poll), |view| view["phase"] == "open").await["version"].clone();
    desk.done(json!({"do": "close_poll", "poll": poll, "version": version, "seconds": 0})).await;
    let is_told = |view: &Value| {
        let tally = &view["tally"];
        tally["assisted"] == 2 && tally["ushers"] == 1 && tally["kiosks"] == 1
    };
    desk.until_view(topic(poll), is_told).await;
    node.stop().await;
}

/// A data folder with a poll for badges that is open and one that is secret, and what a desk enters: a slip of each badge in each.
async fn printed(folder: &Path) -> (Vec<u64>, Vec<Ballot>) {
    let node = Node::in_folder(folder).await;
    node.found().await;
    badges(&node).await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let (mut polls, mut ballots) = (Vec::new(), Vec::new());
    for secret in [false, true] {
        let poll = poll(&mut desk, secret).await;
        for (at, slip) in slips(&mut organiser, &node, poll).await.iter().enumerate() {
            ballots.push(Ballot { id: new_id(), vote: vote(poll, (at % 2) as u8, 1, slip) });
        }
        polls.push(poll);
    }
    node.stop().await;
    (polls, ballots)
}

/// A ballot with a slip, and under which id it is sent.
struct Ballot {
    id: String,
    vote: Value,
}

#[tokio::test]
async fn a_slip_that_was_acknowledged_before_the_program_was_killed_is_spent_after_it_and_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let (polls, ballots) = printed(folder.path()).await;
    let (before, under_way) = ballots.split_at(ballots.len() - 2);
    let program = Program::serve(folder.path()).await;
    let mut desk = Client::hello(program.address, &token_of(DESK), "moderator", Some(1)).await;
    for Ballot { id, vote } in before {
        assert_eq!(desk.give_as(id, vote.clone()).await["t"], "done");
    }
    for Ballot { id, vote } in under_way {
        assert!(desk.try_send(&json!({"t": "do", "id": id, "command": vote})).await);
    }
    program.kill().await;

    let program = Program::serve(folder.path()).await;
    let mut desk = Client::hello(program.address, &token_of(DESK), "moderator", Some(1)).await;
    for Ballot { vote, .. } in before {
        assert_eq!(desk.refused(vote.clone()).await, "slip_used", "whoever finds it votes by it no more");
    }
    for Ballot { id, vote } in &ballots {
        assert_eq!(
            desk.give_as(id, vote.clone()).await["t"],
            "done",
            "its own message is done, again or now"
        );
        assert_eq!(desk.refused(vote.clone()).await, "slip_used");
    }
    for poll in polls {
        desk.until_view(topic(poll), |view| view["tally"]["v"] == 3 && view["tally"]["n"] == json!([2, 1]))
            .await;
    }
    program.kill().await;
    let report = within(verify::folder(folder.path(), None)).await.unwrap();
    assert!(report.is_whole(), "{report}");
}

#[tokio::test]
async fn a_slip_has_one_ballot_on_whatever_node_and_beside_whatever_phone() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(server.port(), folders[0].path()).await;
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    first.found().await;
    let codes = badges(&first).await;
    let mut desk = first.crew(DESK, "moderator").await;
    let mut organiser = first.crew(ORGANISER, "organiser").await;
    for secret in [false, true] {
        let poll = poll(&mut desk, secret).await;
        let slips = slips(&mut organiser, &first, poll).await;
        let (mut here, mut there) = (first.phone().await, second.phone().await);
        there.until_view(topic(poll), |view| view["electors"]["badges"] == 3).await;
        let both =
            tokio::join!(here.give(vote(poll, 0, 1, &slips[0])), there.give(vote(poll, 1, 1, &slips[0])));
        let told = [&both.0, &both.1].map(|answer| answer["t"].as_str().unwrap().to_owned());
        let refused: Vec<_> =
            [&both.0, &both.1].into_iter().filter(|answer| answer["t"] == "refused").collect();
        assert_eq!(refused.len(), 1, "{told:?}");
        assert_eq!(refused[0]["code"], "slip_used");
        let both =
            tokio::join!(here.give(vote(poll, 0, 1, &slips[1])), there.give(vote(poll, 1, 2, &codes[1])));
        assert_eq!(both.1["t"], "done", "the phone's is the later one: {both:?}");
        desk.until_view(topic(poll), |view| view["tally"]["v"] == 2).await;
        // Where the slip came too late for its number it is good still, for the same ballot.
        here.give(vote(poll, 0, 3, &slips[1])).await;
        assert_eq!(there.refused(vote(poll, 0, 4, &slips[1])).await, "slip_used");
        desk.until_view(topic(poll), |view| view["tally"]["v"] == 2).await;
        let phone = first.join().await;
        let held = asks(&second, Method::POST, "/v1/badge", &phone, json!({"badge": slips[2]})).await;
        assert_eq!((held.0, &held.1["slip"]), (200, &json!({"session": 1, "poll": poll, "round": 1})));
        let refused = asks(&first, Method::GET, &format!("/v1/slips?poll={poll}"), &phone, Value::Null).await;
        assert_eq!(refused.0, 403);
    }
    first.stop().await;
    second.stop().await;
}

//! Badges over HTTP: a list becomes codes, and a code one ballot.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use majlis::domain::change::Change;
use majlis::domain::forum::Names;
use reqwest::Method;
use serde_json::{Value, json};

use super::request;
use crate::support::client::{Client, new_id};
use crate::support::forum::{DESK, ORGANISER, founding};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::within::within;

const LIST: &str = "الرقم,الاسم,الفئة\nA-1,عضو,الأعضاء\nA-2,,الأعضاء\nB-1,,Guests\n";

async fn asks(node: &Node, method: Method, path: &str, token: &str, body: Value) -> (u16, Value) {
    let request = request(node, method, path).bearer_auth(token).json(&body);
    let response = within(request.send()).await.unwrap();
    (response.status().as_u16(), within(response.json()).await.unwrap_or(Value::Null))
}

async fn import_as(node: &Node, id: &str, list: &str, dry: bool) -> (u16, Value) {
    let body = json!({"file": STANDARD.encode(list), "id": id, "dry": dry});
    asks(node, Method::POST, "/v1/badges", &token_of(ORGANISER), body).await
}

async fn import(node: &Node, list: &str) -> Value {
    let (status, come) = import_as(node, &new_id(), list, false).await;
    assert_eq!(status, 200, "{come}");
    come
}

async fn badges(node: &Node) -> Vec<Value> {
    let (status, told) = asks(node, Method::GET, "/v1/badges", &token_of(ORGANISER), Value::Null).await;
    assert_eq!(status, 200, "{told}");
    told["badges"].as_array().unwrap().clone()
}

async fn held(node: &Node, token: &str, code: &str) -> (u16, Value) {
    asks(node, Method::POST, "/v1/badge", token, json!({ "badge": code })).await
}

fn code(badge: &Value) -> String {
    badge["code"].as_str().unwrap().to_owned()
}

/// A poll for badges that is open.
async fn poll(desk: &mut Client, groups: &[u8], secret: bool) -> u64 {
    let draft = json!({
        "title": {"ar": "أي مبادرة؟"}, "answer": {"kind": "single"}, "options": [{"ar": "الأولى"}, {"ar": "الثانية"}],
        "settings": {"voters": groups, "secret": secret},
    });
    let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    poll
}

fn vote(poll: u64, option: u8, seq: u64, badge: &str) -> Value {
    json!({"do": "vote", "poll": poll, "round": 1, "choice": {"options": [option]}, "seq": seq, "badge": badge})
}

fn topic(poll: u64) -> u32 {
    100 + u32::try_from(poll).unwrap()
}

#[tokio::test]
async fn a_list_is_tried_first_and_taken_once_and_told_with_its_codes() {
    let node = Node::alone().await;
    let come = json!({"rows": 3, "new": 3, "changed": 0, "same": 0, "without_label": 0, "groups": ["الأعضاء", "Guests"]});
    let id = new_id();
    assert_eq!(import_as(&node, &id, LIST, true).await, (200, come.clone()));
    assert!(badges(&node).await.is_empty(), "it was only tried");
    assert_eq!(import_as(&node, &id, LIST, false).await, (200, come));
    let first = badges(&node).await;
    assert_eq!(first.len(), 3);
    assert_eq!(
        (&first[0]["label"], &first[0]["name"], &first[2]["group"]),
        (&json!("A-1"), &json!("عضو"), &json!(1))
    );
    assert!(first.iter().all(|badge| code(badge).len() == 16));
    assert_eq!(import_as(&node, &id, LIST, false).await.0, 200, "whose answer was lost sends it again");
    let told = import(&node, "badge,name\nA-1,عضوة\n").await;
    assert_eq!((&told["new"], &told["changed"]), (&json!(0), &json!(1)));
    let again = badges(&node).await;
    assert_eq!((again.len(), code(&again[0])), (3, code(&first[0])));
    node.stop().await;
}

#[tokio::test]
async fn a_list_with_mistakes_is_refused_whole_each_at_its_line() {
    let node = Node::alone().await;
    let (status, refused) = import_as(&node, &new_id(), "badge,name\nA-1,x\nB-1,=1+1\na-١,y\n", false).await;
    assert_eq!((status, &refused["code"]), (400, &json!("bad_list")));
    let places: Vec<_> =
        refused["mistakes"].as_array().unwrap().iter().map(|told| &told["place"][0]).collect();
    assert_eq!(places, [3, 4]);
    assert!(badges(&node).await.is_empty());
    let (status, refused) = import_as(&node, "no id", LIST, false).await;
    assert_eq!((status, &refused["code"]), (400, &json!("malformed")));
    node.stop().await;
}

#[tokio::test]
async fn whoever_does_not_own_the_forum_sees_no_code() {
    let node = Node::alone().await;
    import(&node, LIST).await;
    let (desk, phone) = (token_of(DESK), node.join().await);
    for token in [&desk, &phone] {
        assert_eq!(asks(&node, Method::GET, "/v1/badges", token, Value::Null).await.0, 403);
        let body = json!({"file": STANDARD.encode(LIST), "id": new_id()});
        assert_eq!(asks(&node, Method::POST, "/v1/badges", token, body).await.0, 403);
    }
    let mut client = node.crew(DESK, "moderator").await;
    let view = client.until_view(12, |view| view["good"] == 3).await;
    assert_eq!(view["groups"][0], json!({"name": {"ar": "الأعضاء"}, "good": 2}));
    node.stop().await;
}

#[tokio::test]
async fn whoever_says_a_code_is_told_what_badge_it_is() {
    let node = Node::alone().await;
    import(&node, LIST).await;
    let badges = badges(&node).await;
    let (phone, code) = (node.join().await, code(&badges[0]));
    let group = json!({"ar": "الأعضاء"});
    for token in [&phone, &token_of(DESK)] {
        assert_eq!(held(&node, token, &code).await, (200, json!({"group": group, "label": "A-1"})));
    }
    let (status, refused) = held(&node, &phone, "1234567890123456").await;
    assert_eq!((status, &refused["code"]), (404, &json!("unknown_badge")));
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    organiser.done(json!({"do": "badges", "act": "replace", "badge": 1, "version": 1})).await;
    let (status, refused) = held(&node, &phone, &code).await;
    assert_eq!((status, &refused["code"]), (410, &json!("badge_ended")));
    let tries: Vec<u16> = {
        let mut tries = Vec::new();
        for _ in 0..30 {
            tries.push(held(&node, &phone, &code).await.0);
        }
        tries
    };
    assert_eq!(tries.last(), Some(&429), "one device asks no more often than it has reason to");
    node.stop().await;
}

#[tokio::test]
async fn a_badge_has_one_ballot_on_whatever_node_and_device_and_after_a_restart() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(server.port(), folders[0].path()).await;
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    first.found().await;
    import(&first, LIST).await;
    let all = badges(&second).await;
    let (member, guest) = (code(&all[0]), code(&all[2]));
    let mut desk = first.crew(DESK, "moderator").await;
    let poll = poll(&mut desk, &[0], true).await;
    let (mut phone, mut other) = (first.phone().await, second.phone().await);
    other.until_view(topic(poll), |view| view["electors"]["badges"] == 2).await;
    phone.done(vote(poll, 0, 1, &member)).await;
    other.until_view(topic(poll), |view| view["tally"]["v"] == 1).await;
    other.done(vote(poll, 1, 2, &member)).await;
    desk.until_view(topic(poll), |view| view["tally"]["n"] == json!([0, 1])).await;
    assert_eq!(other.refused(vote(poll, 1, 3, &guest)).await, "not_your_group");
    desk.done(vote(poll, 0, 3, &member)).await;
    desk.until_view(topic(poll), |view| view["tally"] == json!({"v": 1, "n": [1, 0]})).await;
    second.stop().await;
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    assert_eq!(badges(&second).await, all, "what was printed is good");
    let mut again = second.phone().await;
    again.done(vote(poll, 1, 4, &member)).await;
    desk.until_view(topic(poll), |view| view["tally"]["n"] == json!([0, 1])).await;
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn a_list_of_thousands_is_one_entry_on_every_node() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(server.port(), folders[0].path()).await;
    first.found().await;
    let rows: Vec<_> = (1..=5_000).map(|no| format!("A-{no},الاسم {no},g{}\n", no % 40)).collect();
    let rows = rows.concat();
    assert_eq!(import(&first, &format!("badge,name,group\n{rows}")).await["new"], 5_000);
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    let (here, there) = (badges(&first).await, badges(&second).await);
    assert!(here.len() == 5_000 && here == there);
    let mut phone = second.phone().await;
    let mut desk = first.crew(DESK, "moderator").await;
    let poll = poll(&mut desk, &[], false).await;
    phone.until_view(topic(poll), |view| view["phase"] == "open").await;
    phone.done(vote(poll, 0, 1, &code(&here[4_999]))).await;
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn v40_once_closed_each_group_s_numbers_are_told_but_small_ones() {
    let node = Node::alone().await;
    let rows: Vec<_> = (1..=25).map(|no| format!("A-{no},,{}\n", ["Members", "Guests"][no / 14])).collect();
    import(&node, &format!("badge,name,group\n{}", rows.concat())).await;
    let codes: Vec<_> = badges(&node).await.iter().map(code).collect();
    let mut desk = node.crew(DESK, "moderator").await;
    let draft = |settings: Value| {
        let options = json!([{"ar": "الأولى"}, {"ar": "الثانية"}, {"ar": "الثالثة"}]);
        json!({"do": "create_poll", "session": 1, "poll": {
            "title": {"ar": "أي مبادرة؟"}, "answer": {"kind": "single"}, "options": options, "settings": settings,
        }})
    };
    for bad in [json!({"by_group": true}), json!({"voters": [], "by_group": true, "secret": true})] {
        assert_eq!(desk.refused(draft(bad)).await, "bad_poll");
    }
    let poll = desk.done(draft(json!({"voters": [], "by_group": true}))).await.1.unwrap();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    // Members 6, 7 and 0, guests 9, 3 and 0.
    for (at, code) in codes.iter().enumerate() {
        let option = u8::from((6..13).contains(&at) || at >= 22);
        desk.done(vote(poll, option, 1, code)).await;
    }
    let view = desk.until_view(topic(poll), |view| view["tally"]["v"] == 25).await;
    assert_eq!(view["tally"]["groups"], Value::Null, "not while it is open");
    desk.done(json!({"do": "close_poll", "poll": poll, "version": view["version"], "seconds": 0})).await;
    let view = desk.until_view(topic(poll), |view| view["phase"] == "closed").await;
    let row = |name: &str, v: u32| json!({"names": [{"en": name}], "v": v, "n": [null, null, 0]});
    let groups = json!({"v": 25, "rows": [row("Members", 13), row("Guests", 12)]});
    assert_eq!(view["tally"]["groups"], groups, "of two groups one small number hides all");
    let mut phone = node.phone().await;
    phone.until_view(topic(poll), |view| view["tally"] == json!({"v": 25, "here": 25, "assisted": 25})).await;
    desk.done(json!({"do": "reveal_poll", "poll": poll, "version": view["version"], "on": true})).await;
    phone.until_view(topic(poll), |view| view["tally"]["groups"] == groups).await;
    node.stop().await;
}

#[tokio::test]
async fn where_names_are_by_badge_its_holder_is_told_the_name_and_asks_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found_with(|now| {
        let by_badge = |change| match change {
            Change::ForumSet { mut forum } => {
                forum.rules.names = Names::Badge;
                Change::ForumSet { forum }
            }
            other => other,
        };
        founding(now).into_iter().map(by_badge).collect()
    })
    .await;
    import(&node, LIST).await;
    let badges = badges(&node).await;
    let (named, nameless) = (code(&badges[0]), code(&badges[1]));
    let token = node.join().await;
    assert_eq!(held(&node, &token, &named).await.1["name"], "عضو");
    assert_eq!(held(&node, &token, &nameless).await.1.get("name"), None);
    let mut phone = node.phone_of(&token).await;
    let asks = |more: Value| {
        let mut asks = json!({"do": "ask", "session": 1, "text": "متى يبدأ؟"});
        asks.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        asks
    };
    assert_eq!(phone.refused(asks(json!({"name": "اسم"}))).await, "badge_needed");
    assert_eq!(phone.refused(asks(json!({"badge": nameless}))).await, "badge_nameless");
    phone.done(asks(json!({ "badge": named }))).await;
    let mut desk = node.crew(DESK, "moderator").await;
    let is_named = |view: &Value| {
        view["items"].as_array().is_some_and(|all| all.iter().any(|item| item["name"] == "عضو"))
    };
    desk.until_view(3, is_named).await;
    node.stop().await;
}

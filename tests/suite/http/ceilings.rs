//! What a node does that has as much memory, or as large a store, as it may.

use majlis::config::Size;
use majlis::domain::id::PersonId;
use majlis::domain::time::Time;
use majlis::http::ceilings::Ceilings;
use reqwest::Method;
use serde_json::{Value, json};

use super::{get, refused, request};
use crate::support::client::{Client, next_seq};
use crate::support::drafts::{FORUM, OTHER, make};
use crate::support::forum::{DESK, ORGANISER, WALL, founding};
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::streamed::Streamed;
use crate::support::views::Views;
use crate::support::within::until;

/// A ceiling that every node is above.
const NOTHING: Size = Size(1);

async fn reaches(node: &Node, it: impl Fn(&Ceilings) -> bool) {
    until(async || it(&node.site.connections.ceilings)).await;
}

fn hello(token: &str) -> Value {
    json!({ "t": "hello", "token": token, "view": "participant", "session": 1 })
}

#[tokio::test]
async fn a_node_without_memory_lets_the_crew_in_and_nobody_else() {
    let node = Node::alone_with(|settings| settings.max_memory = Some(NOTHING)).await;
    reaches(&node, Ceilings::is_out_of_memory).await;
    until(async || node.site.rooms.is_short()).await;
    let join = request(&node, Method::POST, "/v1/join").json(&json!({ "code": HALL_CODE }));
    assert_eq!(refused(join).await, (503, "full".into()));
    let hello = hello(&node.join_directly());
    let end = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!((end.code(), &end.bye["reconnect"]), ("full", &json!(true)));
    let rehearsal = format!("/v1/forums/{FORUM}/rehearsal");
    let rehearse = request(&node, Method::POST, &rehearsal).bearer_auth(token_of(ORGANISER));
    assert_eq!(refused(rehearse).await, (503, "full".into()));
    let ready = get(&node, "/readyz").await;
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains("--max-memory"));
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    desk.done(json!({ "do": "enter", "session": 1, "text": "سؤال من القاعة", "source": "floor" })).await;
    wall.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn who_is_in_goes_on_where_there_is_no_memory_for_more() {
    let node = Node::alone().await;
    let (mut phone, token) = (node.phone().await, node.join_directly());
    node.site.connections.ceilings.set_out_of_memory(true);
    let end = Client::try_hello(node.address, &hello(&token), Views::default()).await.err();
    // It is measured each second that there is room after all.
    assert!(end.is_none_or(|end| end.code() == "full"));
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    reaches(&node, |ceilings| !ceilings.is_out_of_memory()).await;
    node.phone_of(&token).await.ping().await;
    let (figures, machine) = (get(&node, "/metrics").await.text().await.unwrap(), machines_memory());
    let most = figures.lines().find_map(|line| line.strip_prefix("majlis_memory_max_bytes ")).unwrap();
    let most: f64 = most.parse().unwrap();
    assert!(most > 0.0 && most <= machine * 0.8, "{most} of {machine} bytes, where nothing was set");
    node.stop().await;
}

#[tokio::test]
async fn of_those_who_are_in_participants_on_streams_go_first() {
    let most = Size(anonymous_memory() + MOST_MORE as u64);
    let node = Node::alone_with(|settings| settings.max_memory = Some(most)).await;
    let mut phone = node.phone().await;
    let mut streamed = Streamed::open(node.address, &hello(&node.join_directly())).await;
    let desk_hello = json!({ "t": "hello", "token": token_of(DESK), "view": "moderator", "session": 1 });
    let mut desk = Streamed::open(node.address, &desk_hello).await;
    // Far above the ceiling, whatever there was when the node began.
    let more = vec![1_u8; MOST_MORE * 3];
    assert_eq!(streamed.hear("bye").await["code"], "full");
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    // Said every three seconds to whoever is still there.
    desk.hear("pong").await;
    drop(more);
    node.stop().await;
}

/// How much more than it has at its beginning a node may take.
const MOST_MORE: usize = 128 << 20;

/// What the kernel counts of this process, in bytes.
fn anonymous_memory() -> u64 {
    told_by_the_kernel("/proc/self/status", "RssAnon:")
}

/// All that this machine has, in bytes.
#[expect(clippy::cast_precision_loss, reason = "bytes of a machine fit")]
fn machines_memory() -> f64 {
    told_by_the_kernel("/proc/meminfo", "MemTotal:") as f64
}

fn told_by_the_kernel(file: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(file).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

#[tokio::test]
async fn a_store_that_is_full_takes_the_crews_commands_and_of_participants_what_makes_less() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    let mut phone = node.phone_of(&token).await;
    let (_, question) = phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال ثان" })).await;
    node.stop().await;
    let node = Node::in_folder_with(folder.path(), |settings| settings.max_journal = Some(NOTHING)).await;
    reaches(&node, Ceilings::is_store_full).await;
    let mut phone = node.phone_of(&token).await;
    assert_eq!(phone.refused(json!({ "do": "ask", "session": 1, "text": "سؤال آخر" })).await, "store_full");
    let support = json!({ "do": "support", "question": 1, "on": true, "seq": next_seq() });
    assert_eq!(phone.refused(support).await, "store_full");
    phone.done(json!({ "do": "withdraw", "question": question, "version": 1 })).await;
    phone.done(json!({ "do": "erase_mine", "upto": 2 })).await;
    let mut desk = node.crew(DESK, "moderator").await;
    desk.done(json!({ "do": "enter", "session": 1, "text": "سؤال من القاعة", "source": "floor" })).await;
    assert_eq!(get(&node, "/readyz").await.status(), 200, "another node is as full");
    node.stop().await;
}

/// As long a question as may be, of which some dozens fill the forum.
fn long_question() -> Value {
    json!({ "do": "ask", "session": 1, "text": "سؤال طويل ".repeat(27) })
}

#[tokio::test]
async fn a_forum_that_is_full_takes_the_crews_commands_alone_and_no_other_forum_is_concerned() {
    let node = Node::alone_with(|settings| settings.max_forum = Some(Size(20_000))).await;
    make(&*node.site.registry, OTHER).await;
    node.site.rooms.found(OTHER, founding(node.site.journal.now()), Vec::new()).await.unwrap();
    let mut phone = node.phone().await;
    let (_, first) = phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    for _ in 0..40 {
        phone.give(long_question()).await;
    }
    until(async || node.site.rooms.is_full(FORUM)).await;
    assert_eq!(phone.refused(long_question()).await, "store_full");
    phone.done(json!({ "do": "withdraw", "question": first, "version": 1 })).await;
    node.crew(DESK, "moderator").await.done(floor_question()).await;
    let elsewhere = node.site.tokens.participant(OTHER, PersonId([7; 16]), Time(i64::MAX));
    node.phone_of(&elsewhere).await.done(long_question()).await;
    let figures = get(&node, "/metrics").await.text().await.unwrap();
    let line = format!("majlis_room_bytes{{forum=\"{FORUM}\"}} ");
    let bytes = figures.lines().find_map(|row| row.strip_prefix(&line)).unwrap();
    assert!(bytes.parse::<u64>().unwrap() >= 20_000, "{bytes}");
    node.stop().await;
}

/// Below its ceiling, what a question weighs is given back by erasing it.
#[tokio::test]
async fn what_is_erased_makes_room_in_its_forum_again() {
    let node = Node::alone_with(|settings| settings.max_forum = Some(Size(u64::MAX))).await;
    let mut phone = node.phone().await;
    let light = weighs(&node, |bytes| bytes > 0).await;
    let (_, question) = phone.done(long_question()).await;
    let heavy = weighs(&node, |bytes| bytes > light).await;
    node.crew(ORGANISER, "organiser").await.done(json!({ "do": "erase", "question": question })).await;
    // The entry that says so is short, and the question is not.
    weighs(&node, |bytes| bytes < heavy).await;
    node.stop().await;
}

/// What the forum weighs, once it is so.
async fn weighs(node: &Node, is_so: impl Fn(u64) -> bool) -> u64 {
    let weight = || {
        let observed = node.site.rooms.observe();
        observed.iter().find(|room| room.forum == FORUM).map_or(0, |room| room.stored)
    };
    until(async || is_so(weight())).await;
    weight()
}

fn floor_question() -> Value {
    json!({ "do": "enter", "session": 1, "text": "سؤال من القاعة", "source": "floor" })
}

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Pair, poll, topic, vote};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::drafts::FORUM;
use crate::support::faulty::Line;
use crate::support::forum::{DESK, WALL};
use crate::support::node::Node;
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

/// Supports, each sent again on another connection until it is acknowledged.
struct Outbox {
    token: String,
    kept: Vec<(String, Value)>,
}

impl Outbox {
    /// A vote in the poll, kept under its id.
    fn of(token: String, poll: u64) -> Self {
        Self { token, kept: vec![(new_id(), vote(poll, 0, next_seq()))] }
    }

    async fn send_all(&self, mut phone: Client) {
        for (id, command) in &self.kept {
            let answer = phone.give_as(id, command.clone()).await;
            assert_eq!(answer["t"], "done", "{answer}");
        }
    }
}

#[tokio::test]
async fn what_a_killed_node_acknowledged_is_there_and_what_it_did_not_is_counted_once() {
    const PHONES: usize = 30;
    let pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut outboxes = Vec::new();
    for _ in 0..PHONES {
        outboxes.push(Outbox::of(pair.first.join().await, poll));
    }
    let mut phones = join_all(outboxes.iter().map(|outbox| pair.first.phone_of(&outbox.token))).await;
    // All vote; some hear the answer, and then the node is gone.
    for (phone, outbox) in phones.iter_mut().zip(&outboxes) {
        let (id, command) = &outbox.kept[0];
        phone.send(&json!({"t": "do", "id": id, "command": command})).await;
    }
    let mut acknowledged = 0;
    for phone in phones.iter_mut().take(PHONES / 3) {
        assert_eq!(phone.answer(|answer| answer["t"] != "pong").await["t"], "done");
        acknowledged += 1;
    }
    let pair = pair.first_again().await;
    drop(phones);
    desk.until_view(topic(poll), |poll| poll["tally"]["v"].as_u64() >= Some(acknowledged)).await;
    for outbox in &outboxes {
        outbox.send_all(pair.first.phone_of(&outbox.token).await).await;
    }
    for node in [&pair.first, &pair.second] {
        let mut wall = node.crew(WALL, "screen").await;
        let seen = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == PHONES).await;
        assert_eq!(seen["tally"]["n"], json!([PHONES, 0]));
    }
    drop(pair.folders);
}

#[tokio::test]
async fn lost_messages_between_nodes_are_made_up_for() {
    let pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut wall = pair.second.crew(WALL, "screen").await;
    let mut redis = pair.server.connection().await;
    for votes in 1..=10 {
        let mut phone = pair.first.phone().await;
        // Nobody listens in the moment in which the vote is published.
        let _: i64 =
            redis::cmd("CLIENT").arg("KILL").arg("TYPE").arg("PUBSUB").query_async(&mut redis).await.unwrap();
        phone.done(vote(poll, 1, next_seq())).await;
        wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, votes])).await;
    }
}

/// Pub/sub may lose a message, and nobody says so: every node looks each second.
#[tokio::test]
async fn an_entry_that_nobody_was_told_of_is_made_up_for() {
    let pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut wall = pair.second.crew(WALL, "screen").await;
    wall.until_view(topic(poll), |poll| poll["phase"] == "open").await;
    // The same forum elsewhere, where somebody votes.
    let (mut elsewhere, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    pair.server.keep_a_copy().await;
    std::fs::copy(pair.server.folder().join("dump.rdb"), elsewhere.folder().join("dump.rdb")).unwrap();
    elsewhere.go_back();
    let third = Node::over_redis(elsewhere.port(), folder.path()).await;
    third.phone().await.done(vote(poll, 1, next_seq())).await;
    let mut written = redis::pipe();
    written.atomic();
    for part in ["entries", "words", "head"] {
        let key = format!("majlis:{{{FORUM}}}:{part}");
        let mut dump = redis::cmd("DUMP");
        let dump: Option<Vec<u8>> =
            dump.arg(&key).query_async(&mut elsewhere.connection().await).await.unwrap();
        if let Some(dump) = dump {
            written.cmd("RESTORE").arg(&key).arg(0).arg(dump).arg("REPLACE").ignore();
        }
    }
    let () = written.query_async(&mut pair.server.connection().await).await.unwrap();
    wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 1])).await;
}

#[tokio::test]
async fn a_node_far_from_redis_is_not_starved_by_a_busy_one() {
    const FAR: usize = 25;
    let pair = Pair::start().await;
    pair.line.behave(Line { delay: Duration::from_millis(2), ..Line::default() });
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let question =
        desk.done(json!({"do": "enter", "session": 1, "text": "سؤال", "source": "floor"})).await.1.unwrap();
    let support = |on: bool| json!({"do": "support", "question": question, "on": on, "seq": next_seq()});
    let mut far = pair.first.phone().await;
    let mut near = Vec::new();
    for _ in 0..6 {
        near.push(pair.second.phone().await);
    }
    let busy = near.iter_mut().map(|phone| async move {
        for turn in 0_u64.. {
            let answer = phone.give(support(turn % 2 == 0)).await;
            let again = answer["t"] == "done" || answer["code"] == "rate_limited";
            assert!(again, "{answer}");
            if answer["code"] == "rate_limited" {
                return;
            }
        }
    });
    let distant = async {
        for turn in 0..FAR {
            let answer = tokio::time::timeout(Duration::from_secs(5), far.give(support(turn % 2 == 0))).await;
            assert_eq!(answer.expect("its turn comes")["t"], "done");
        }
    };
    tokio::select! {
        () = within(distant) => {}
        _ = join_all(busy) => panic!("the busy node was done before the far one had its share"),
    }
    far.until_view(2, |list| list["items"][0]["n"].as_u64() >= Some(1)).await;
}

#[tokio::test]
async fn an_append_that_was_written_though_its_answer_was_lost_is_acknowledged_and_counted_once() {
    let pair = Pair::start().await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    let poll = poll(&mut desk).await;
    let mut wall = pair.second.crew(WALL, "screen").await;
    let mut phone = pair.first.phone().await;
    phone.until_view(topic(poll), |poll| poll["phase"] == "open").await;
    pair.line.behave(Line { answers_lost: true, ..Line::default() });
    let id = new_id();
    phone.send(&json!({"t": "do", "id": id, "command": vote(poll, 0, next_seq())})).await;
    wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 1).await;
    pair.line.behave(Line::default());
    pair.line.cut();
    let answer = phone.answer(|answer| answer["id"] == id).await;
    assert_eq!(answer["t"], "done", "{answer}");
    phone.done(vote(poll, 1, next_seq())).await;
    let seen = wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 1])).await;
    assert_eq!(seen["tally"]["v"], 1);
}

#[tokio::test]
async fn a_node_without_redis_says_so_and_goes_on_when_it_is_back() {
    let pair = Pair::start().await;
    let token = pair.first.join().await;
    let mut phone = pair.first.phone().await;
    phone.done(json!({"do": "ask", "session": 1, "text": "قبل أن تنقطع"})).await;
    assert_eq!(ready(&pair.first).await, 200);
    pair.line.behave(Line { answers_lost: true, ..Line::default() });
    pair.line.cut();
    until(async || ready(&pair.first).await == 503).await;
    // Whoever comes now sees all there was; what would be refused is not, as nobody knows what is newer.
    let mut late = pair.first.phone_of(&token).await;
    late.until_view(5, |counts| counts["received"] == 1).await;
    let unsure = late.give(json!({"do": "support", "question": 999, "on": true, "seq": next_seq()})).await;
    assert_eq!((&unsure["code"], unsure["retry"].is_u64()), (&json!("try_again"), true), "{unsure}");
    let ask = json!({"do": "ask", "session": 1, "text": "والشبكة مقطوعة"});
    let id = new_id();
    phone.send(&json!({"t": "do", "id": id, "command": ask})).await;
    let mut other = pair.second.phone().await;
    other.done(json!({"do": "ask", "session": 1, "text": "على العقدة الأخرى"})).await;
    pair.line.behave(Line::default());
    pair.line.cut();
    let answer = loop {
        let answer = phone.answer(|answer| answer["id"] == id).await;
        match answer["retry"].as_u64() {
            Some(_) => phone.send(&json!({"t": "do", "id": id, "command": ask})).await,
            None => break answer,
        }
    };
    assert_eq!(answer["t"], "done", "{answer}");
    other.until_view(5, |counts| counts["received"] == 3).await;
    until(async || ready(&pair.first).await == 200).await;
}

async fn ready(node: &Node) -> u16 {
    within(reqwest::get(format!("http://{}/readyz", node.address))).await.unwrap().status().as_u16()
}

//! K: who may give which command.

use serde_json::{Value, json};

use super::asked;
use crate::support::client::next_seq;
use crate::support::forum::{DESK, ORGANISER, OTHER_DESK, PRESENTER, WALL};
use crate::support::node::Node;

const SECRET: &str = "abcdefghijklmnopqrstuvwx";

fn of_participants() -> Vec<Value> {
    vec![
        json!({"do": "ask", "session": 1, "text": "؟"}),
        json!({"do": "withdraw", "question": 1, "version": 1}),
        json!({"do": "support", "question": 1, "on": true, "seq": next_seq()}),
        json!({"do": "vote", "poll": 1, "round": 1, "choice": {"options": [0]}, "seq": next_seq()}),
        json!({"do": "rate", "session": 1, "stars": 5, "seq": next_seq()}),
        json!({"do": "name", "session": 1, "name": "x", "seq": next_seq()}),
        json!({"do": "erase_mine", "upto": 0}),
    ]
}

fn of_desks() -> Vec<Value> {
    let draft = json!({"title": {"ar": "نعم؟"}, "answer": {"kind": "open"}});
    vec![
        json!({"do": "enter", "session": 1, "text": "x", "source": "seed"}),
        json!({"do": "approve", "question": 1, "version": 1}),
        json!({"do": "dismiss", "question": 1, "version": 1, "reason": "personal"}),
        json!({"do": "restore", "question": 1, "version": 1}),
        json!({"do": "merge", "question": 1, "version": 1, "into": 2}),
        json!({"do": "move", "question": 1, "version": 1, "session": 2}),
        json!({"do": "label", "question": 1, "version": 1, "labels": []}),
        json!({"do": "shorten", "question": 1, "version": 1, "text": "x"}),
        json!({"do": "queue", "question": 1, "version": 1, "at": 0}),
        json!({"do": "unqueue", "question": 1, "version": 1}),
        json!({"do": "stage", "question": 1, "version": 1}),
        json!({"do": "next", "session": 1, "version": 0, "question": null, "answered": true}),
        json!({"do": "answer", "question": 1, "version": 1}),
        json!({"do": "reply", "question": 1, "version": 1, "text": "x"}),
        json!({"do": "block", "question": 1, "on": true}),
        json!({"do": "set_board", "session": 1, "version": 1, "asking": null, "moderation": "before", "labels": []}),
        json!({"do": "pause", "session": 1, "version": 1, "on": true}),
        json!({"do": "set_phase", "session": 1, "version": 1, "phase": "ended"}),
        json!({"do": "note", "session": 1, "version": 1, "text": "x"}),
        json!({"do": "delay", "hall": 1, "version": 1, "minutes": 5}),
        json!({"do": "create_poll", "session": 1, "poll": draft}),
        json!({"do": "edit_poll", "poll": 1, "version": 1, "draft": draft}),
        json!({"do": "drop_poll", "poll": 1, "version": 1}),
        json!({"do": "order_polls", "session": 1, "version": 1, "polls": []}),
        json!({"do": "open_poll", "poll": 1, "version": 1}),
        json!({"do": "close_poll", "poll": 1, "version": 1}),
        json!({"do": "reveal_poll", "poll": 1, "version": 1, "on": true}),
        json!({"do": "rule_word", "poll": 1, "round": 1, "word": 1, "show": true}),
        json!({"do": "rule_name", "session": 1, "name": 1, "show": true}),
        json!({"do": "set_feedback", "session": 1, "version": 1, "open": true}),
        json!({"do": "set_scene", "hall": 1, "version": 1, "scene": {"scene": "top"}}),
        json!({"do": "hide", "hall": 1, "version": 1, "on": true}),
        json!({"do": "announce", "hall": 1, "version": 1, "text": "x"}),
        json!({"do": "award", "act": "reveal", "session": 1, "version": 1, "track": 0}),
    ]
}

fn of_organisers() -> Vec<Value> {
    let plan = json!({"hall": 1, "kind": "talk", "title": {"ar": "x"}, "starts": 0, "ends": 1});
    vec![
        json!({"do": "add_session", "plan": plan}),
        json!({"do": "plan_session", "session": 1, "edition": 1, "plan": plan}),
        json!({"do": "drop_session", "session": 1, "edition": 1}),
        json!({"do": "add_hall", "name": {"ar": "x"}}),
        json!({"do": "drop_hall", "hall": 2, "version": 1}),
        json!({"do": "name_hall", "hall": 1, "version": 1, "name": {"ar": "x"}}),
        json!({"do": "name_forum", "version": 0, "name": {"ar": "x"}}),
        json!({"do": "set_wifi", "version": 0, "wifi": {"name": "x"}}),
        json!({"do": "set_rules", "version": 0, "rules": {"names": "off"}}),
        json!({"do": "create_link", "role": "moderator", "hall": null, "name": "x", "expires": null, "secret": SECRET}),
        json!({"do": "revoke_link", "link": 1}),
        json!({"do": "set_look", "version": 1, "accent": null, "hijri": true}),
        json!({"do": "set_record", "version": 0, "published": true, "intro": {}}),
        json!({"do": "erase", "question": 1}),
        json!({"do": "erase_author", "of": {"is": "question", "question": 1}}),
        json!({"do": "award", "act": "begin", "session": 1, "version": 1}),
        json!({"do": "award", "act": "seal", "session": 1, "version": 1}),
        json!({"do": "award", "act": "open", "session": 1, "version": 1}),
    ]
}

fn of_jurors() -> Vec<Value> {
    let case = json!({"do": "award", "session": 1, "track": 0, "nominee": 0, "seq": next_seq()});
    let with = |fields: Value| {
        let mut command = case.clone();
        for (field, value) in fields.as_object().expect("an act has fields") {
            command[field] = value.clone();
        }
        command
    };
    vec![with(json!({"act": "score", "marks": [1]})), with(json!({"act": "recuse", "on": true}))]
}

/// A node with a question and a poll, on which a command about either could act.
async fn node() -> Node {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    asked(&mut phone, "سؤال").await;
    asked(&mut phone, "سؤال آخر").await;
    super::open_poll(&mut desk, &json!({})).await;
    node
}

#[tokio::test]
async fn k1_what_participants_do_nobody_does_for_them() {
    let node = node().await;
    for (link, view) in
        [(DESK, "moderator"), (ORGANISER, "organiser"), (PRESENTER, "presenter"), (WALL, "screen")]
    {
        let mut crew = node.crew(link, view).await;
        for command in of_participants().into_iter().chain(of_jurors()) {
            assert_eq!(crew.refused(command.clone()).await, "not_allowed", "{view}: {command}");
        }
    }
}

#[tokio::test]
async fn k4_to_k7_what_desks_do_no_other_role_may() {
    let node = node().await;
    let others = [(PRESENTER, "presenter"), (WALL, "screen"), (OTHER_DESK, "moderator")];
    for (link, view) in others {
        let session = if link == OTHER_DESK { 3 } else { 1 };
        let token = crate::support::node::token_of(link);
        let mut crew = crate::support::client::Client::hello(node.address, &token, view, Some(session)).await;
        for command in of_desks() {
            assert_eq!(crew.refused(command.clone()).await, "not_allowed", "{view}: {command}");
        }
    }
    let mut phone = node.phone().await;
    for command in of_desks() {
        assert_eq!(phone.refused(command.clone()).await, "not_allowed", "{command}");
    }
    let (rev, _) = phone.done(super::ask("وآخر")).await;
    phone.until(|views| views.topics[&5].rev >= rev).await;
    let counts = phone.views.view(5).unwrap();
    assert_eq!((&counts["pending"], &counts["received"]), (&json!(3), &json!(3)), "nothing was changed");
}

#[tokio::test]
async fn k8_what_organisers_do_no_other_role_may() {
    let node = node().await;
    for (link, view) in [(DESK, "moderator"), (PRESENTER, "presenter"), (WALL, "screen")] {
        let mut crew = node.crew(link, view).await;
        for command in of_organisers() {
            assert_eq!(crew.refused(command.clone()).await, "not_allowed", "{view}: {command}");
        }
    }
    let mut phone = node.phone().await;
    for command in of_organisers() {
        assert_eq!(phone.refused(command.clone()).await, "not_allowed", "{command}");
    }
}

#[tokio::test]
async fn k4_a_phone_learns_nothing_of_what_is_not_its_own() {
    let node = node().await;
    let mut other = node.phone().await;
    let edit = json!({"do": "edit", "question": 1, "version": 1, "text": "x"});
    assert_eq!(other.refused(edit).await, "unknown_question");
    let withdraw = json!({"do": "withdraw", "question": 1, "version": 1});
    assert_eq!(other.refused(withdraw).await, "unknown_question");
    assert_eq!(other.refused(super::support(1, true, next_seq())).await, "unknown_question");
    assert_eq!(other.refused(super::support(99, true, next_seq())).await, "unknown_question");
}

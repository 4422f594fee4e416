use serde_json::json;

use super::{ask, asked, listed, open_poll, support, topic, vote};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{Node, token_of};
use crate::support::streamed::post;

/// A second desk beside the first: an organiser's link is another hand.
async fn two_desks(node: &Node) -> (Client, Client) {
    (node.crew(DESK, "moderator").await, node.crew(ORGANISER, "moderator").await)
}

#[tokio::test]
async fn d2_done_names_a_revision_that_the_views_reach() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let (rev, no) = phone.done(ask("متى؟")).await;
    assert_eq!(no, Some(1));
    phone.until(|views| views.topics[&5].rev >= rev).await;
    assert_eq!(phone.views.view(5).unwrap()["pending"], 1);
}

#[tokio::test]
async fn d3_a_command_sent_again_is_acknowledged_again() {
    let node = Node::alone().await;
    let token = node.join().await;
    let (mut phone, id) = (node.phone_of(&token).await, new_id());
    let first = phone.give_as(&id, ask("مرة واحدة")).await;
    assert_eq!((&first["t"], &first["no"]), (&json!("done"), &json!(1)));
    let again = phone.give_as(&id, ask("مرة واحدة")).await;
    assert_eq!((&again["t"], &again["no"]), (&json!("done"), &json!(1)));
    drop(phone);
    let mut back = node.phone_of(&token).await;
    let later = back.give_as(&id, ask("حتى لو تغير النص")).await;
    assert_eq!((&later["t"], &later["no"]), (&json!("done"), &json!(1)));
    back.until_view(5, |counts| counts["received"] == 1).await;
}

#[tokio::test]
async fn d3_also_after_the_node_was_killed_and_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    let (mut phone, id) = (node.phone_of(&token).await, new_id());
    phone.give_as(&id, ask("قبل الانقطاع")).await;
    node.kill();

    let node = Node::in_folder(folder.path()).await;
    let mut back = node.phone_of(&token).await;
    let again = back.give_as(&id, ask("قبل الانقطاع")).await;
    assert_eq!((&again["t"], &again["no"]), (&json!("done"), &json!(1)));
    assert_eq!(back.views.view(5).unwrap()["received"], 1);
}

#[tokio::test]
async fn d5_the_highest_seq_stands_whatever_the_order() {
    let node = Node::alone().await;
    let token = node.join().await;
    let (mut phone, mut tablet) = (node.phone_of(&token).await, node.phone_of(&token).await);
    let mut desk = node.crew(DESK, "moderator").await;
    let question = listed(&mut phone, &mut desk, "سؤال").await;
    let (earlier, later) = (next_seq(), next_seq());
    tablet.done(support(question, false, later)).await;
    assert_eq!(phone.refused(support(question, true, earlier)).await, "stale");
    phone.done(support(question, true, next_seq())).await;
    tablet.until_view(2, |questions| questions["items"][0]["n"] == 1).await;
    assert_eq!(phone.refused(support(question, true, 1 << 53)).await, "bad_seq");
}

#[tokio::test]
async fn d5_one_person_on_two_devices_votes_once() {
    let node = Node::alone().await;
    let token = node.join().await;
    let (mut phone, mut tablet) = (node.phone_of(&token).await, node.phone_of(&token).await);
    let mut desk = node.crew(DESK, "moderator").await;
    let poll = open_poll(&mut desk, &json!({})).await;
    let (id, seq) = (new_id(), next_seq());
    for device in [&mut phone, &mut tablet] {
        assert_eq!(device.give_as(&id, vote(poll, &[0], seq)).await["t"], "done");
    }
    tablet.done(vote(poll, &[3], next_seq())).await;
    let seen = desk.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 0, 0, 1])).await;
    assert_eq!(seen["tally"]["v"], 1);
}

#[tokio::test]
async fn d5_the_frame_of_somebody_else_said_again_is_the_senders_own() {
    let node = Node::alone().await;
    let (mut phone, mut thief) = (node.phone().await, node.phone().await);
    let mut desk = node.crew(DESK, "moderator").await;
    let poll = open_poll(&mut desk, &json!({})).await;
    let (id, seq) = (new_id(), next_seq());
    assert_eq!(phone.give_as(&id, vote(poll, &[0], seq)).await["t"], "done");
    assert_eq!(thief.give_as(&id, vote(poll, &[0], seq)).await["t"], "done");
    thief.done(vote(poll, &[3], next_seq())).await;
    let seen = desk.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([1, 0, 0, 1])).await;
    assert_eq!(seen["tally"]["v"], 2, "what was said first stands");
}

#[tokio::test]
async fn d6_an_id_makes_one_thing() {
    let node = Node::alone().await;
    let (mut desk, id) = (node.crew(DESK, "moderator").await, new_id());
    let enter = json!({"do": "enter", "session": 1, "text": "من القاعة", "source": "floor"});
    let first = desk.give_as(&id, enter.clone()).await;
    assert_eq!(desk.give_as(&id, enter).await["no"], first["no"]);
    let draft = json!({"title": {"ar": "نعم؟"}, "answer": {"kind": "yes_no_abstain"}});
    let other = desk.give_as(&id, json!({"do": "create_poll", "session": 1, "poll": draft})).await;
    assert_eq!(other["code"], "id_reused");
}

#[tokio::test]
async fn d7_an_effect_that_stands_is_acknowledged_and_an_opposite_one_is_seen() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let (mut one, mut other) = two_desks(&node).await;
    let question = asked(&mut phone, "لمن الكلمة؟").await;
    one.done(json!({"do": "approve", "question": question, "version": 1})).await;
    other.done(json!({"do": "approve", "question": question, "version": 1})).await;
    let dismiss = json!({"do": "dismiss", "question": question, "version": 1, "reason": "other"});
    assert_eq!(other.refused(dismiss).await, "changed");
    let seen = phone.until_view(5, |counts| counts["listed"] == 1).await;
    assert_eq!(seen["received"], 1);
}

#[tokio::test]
async fn d7_five_minutes_more_are_five_minutes_however_often_they_are_asked_for() {
    let node = Node::alone().await;
    let (mut one, mut other) = two_desks(&node).await;
    let agenda = one.views.view(0).unwrap().clone();
    let version = agenda["halls"][0]["version"].clone();
    let ends = |agenda: &serde_json::Value| agenda["sessions"][0]["ends"].as_i64().unwrap();
    let delay = json!({"do": "delay", "hall": 1, "version": version, "minutes": 5});
    one.done(delay.clone()).await;
    assert_eq!(other.refused(delay).await, "changed");
    other.until_view(0, |now| now["halls"][0]["version"] != version).await;
    assert_eq!(ends(other.views.view(0).unwrap()) - ends(&agenda), 300_000);
}

#[tokio::test]
async fn d8_more_commands_than_may_be_unanswered_are_all_answered() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let question = listed(&mut phone, &mut desk, "سؤال").await;
    let ids: Vec<String> = (0..60).map(|_| new_id()).collect();
    for (at, id) in ids.iter().enumerate() {
        let command = support(question, at % 2 == 0, next_seq());
        phone.send(&json!({"t": "do", "id": id, "command": command})).await;
    }
    for id in &ids {
        let answer = phone.answer(|answer| answer["id"] == *id).await;
        assert_eq!(answer["t"], "done", "{answer}");
    }
}

#[tokio::test]
async fn d9_a_command_that_cannot_be_read_is_refused_by_its_id() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    for command in [
        json!({"do": "dance"}),
        json!({}),
        json!(null),
        json!({"do": "ask", "session": 1, "text": "x", "colour": "red"}),
        json!({"do": "ask", "session": "1", "text": "x"}),
        json!({"do": "support", "question": 1.5, "on": true, "seq": 1}),
        json!({"do": "tick"}),
        json!({"do": "set_feedback", "session": 1, "version": 1}),
        json!({"do": "set_scene", "hall": 1, "version": 1, "scene": {"scene": "top", "poll": 1}}),
        json!({"do": "create_poll", "session": 1, "poll": {"title": {"ar": "أي؟"}, "answer": {"kind": "open", "max": 3}}}),
    ] {
        assert_eq!(phone.refused(command).await, "malformed");
    }
    phone.send(&json!({"t": "do", "id": "00c0ffee00000001"})).await;
    let answer = phone.answer(|answer| answer["id"] == "00c0ffee00000001").await;
    assert_eq!(answer["code"], "malformed");
    phone.done(ask("وما زال الاتصال قائماً")).await;
    phone.send(&json!({"t": "do", "id": "00C0FFEE00000001", "command": {"do": "undo", "act": 1}})).await;
    assert_eq!(phone.sent_away().await.code(), "malformed");
}

#[tokio::test]
async fn d10_a_link_that_was_taken_back_decides_nothing() {
    let node = Node::alone().await;
    let (mut organiser, desk) = (node.crew(ORGANISER, "organiser").await, node.crew(DESK, "moderator").await);
    let enter = json!({"do": "enter", "session": 1, "text": "سؤال من القاعة", "source": "floor"});
    let hello = json!({"t": "hello", "token": token_of(DESK), "view": "moderator", "session": 1});
    let said = json!([hello, {"t": "do", "id": new_id(), "command": enter}]);
    assert_eq!(post(node.address, "/v1/do", &said).await.1[0]["t"], "done", "it was good");
    organiser.done(json!({"do": "revoke_link", "link": DESK.0})).await;
    assert_eq!(desk.sent_away().await.code(), "revoked");
    // By a request, which is no connection that it could be sent away from.
    let said = json!([hello, {"t": "do", "id": new_id(), "command": enter}]);
    let (_, answers) = post(node.address, "/v1/do", &said).await;
    assert_eq!((&answers[0]["t"], &answers[0]["code"]), (&json!("bye"), &json!("revoked")));
}

#[tokio::test]
async fn d10_a_device_that_is_blocked_changes_nothing_until_it_is_let_again() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let (mut desk, mut organiser) = two_desks(&node).await;
    let question = asked(&mut phone, "سؤال").await;
    desk.done(json!({"do": "block", "question": question, "on": true})).await;
    assert_eq!(phone.refused(ask("مرة أخرى")).await, "blocked");
    phone.until(|views| views.mine.as_ref().is_some_and(|mine| mine["blocked"] == true)).await;
    organiser.done(json!({"do": "block", "question": question, "on": false})).await;
    phone.done(ask("عدت")).await;
    assert_eq!(organiser.refused(json!({"do": "revoke_link", "link": ORGANISER.0})).await, "last_organiser");
}

#[tokio::test]
async fn d11_a_late_ballot_is_refused_and_the_count_is_right() {
    let node = Node::alone().await;
    let (mut phone, mut late) = (node.phone().await, node.phone().await);
    let mut desk = node.crew(DESK, "moderator").await;
    let poll = open_poll(&mut desk, &json!({})).await;
    let (id, seq) = (new_id(), next_seq());
    assert_eq!(phone.give_as(&id, vote(poll, &[1], seq)).await["t"], "done");
    desk.done(json!({"do": "close_poll", "poll": poll, "version": 2, "seconds": 0})).await;
    assert_eq!(late.refused(vote(poll, &[2], next_seq())).await, "poll_closed");
    assert_eq!(phone.give_as(&id, vote(poll, &[1], seq)).await["t"], "done", "it had been counted");
    desk.done(json!({"do": "reveal_poll", "poll": poll, "version": 3, "on": true})).await;
    let seen = late.until_view(topic(poll), |poll| poll["revealed"] == true).await;
    assert_eq!(seen["tally"]["n"], json!([0, 1, 0, 0]));
}

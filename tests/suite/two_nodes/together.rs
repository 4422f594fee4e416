use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Pair, poll, topic, vote};
use crate::support::client::{Client, new_id, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::token_of;
use crate::support::views::Views;

/// The topic of the leaderboard.
const LEADERS: u32 = 11;

#[tokio::test]
async fn a_question_goes_from_one_node_to_the_other_and_back() {
    let pair = Pair::start().await;
    let mut phone = pair.first.phone().await;
    let (mut desk, mut wall) =
        (pair.second.crew(DESK, "moderator").await, pair.second.crew(WALL, "screen").await);
    let question = phone.done(json!({"do": "ask", "session": 1, "text": "من العقدة الأولى"})).await.1.unwrap();
    let seen = desk.until_view(3, |waiting| waiting["total"] == 1).await;
    assert_eq!(
        (&seen["items"][0]["q"], &seen["items"][0]["text"]),
        (&json!(question), &json!("من العقدة الأولى"))
    );
    desk.done(json!({"do": "approve", "question": question, "version": 1})).await;
    wall.until_view(2, |list| list["items"][0]["q"] == question).await;
    phone
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["questions"][0]["status"] == "listed"))
        .await;

    let poll = poll(&mut desk).await;
    phone.until_view(topic(poll), |poll| poll["phase"] == "open").await;
    phone.done(vote(poll, 1, next_seq())).await;
    wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 1])).await;
}

#[tokio::test]
async fn a_token_and_a_command_are_good_on_every_node() {
    let pair = Pair::start().await;
    let token = pair.first.join().await;
    let ask = json!({"do": "ask", "session": 1, "text": "مرتين على عقدتين"});
    let id = new_id();
    let first = pair.first.phone_of(&token).await.give_as(&id, ask.clone()).await;
    let mut elsewhere = pair.second.phone_of(&token).await;
    assert_eq!(elsewhere.give_as(&id, ask).await["no"], first["no"]);
    elsewhere.until_view(5, |counts| counts["received"] == 1).await;
}

#[tokio::test]
async fn a_link_that_is_taken_back_on_one_node_opens_nothing_on_the_other() {
    let pair = Pair::start().await;
    let desk = pair.second.crew(DESK, "moderator").await;
    let mut organiser = pair.first.crew(ORGANISER, "organiser").await;
    organiser.done(json!({"do": "revoke_link", "link": DESK.0})).await;
    assert_eq!(desk.sent_away().await.code(), "revoked");
    let hello = json!({"t": "hello", "token": token_of(DESK), "view": "moderator", "session": 1});
    let ended = Client::try_hello(pair.second.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!(ended.code(), "revoked");
}

#[tokio::test]
async fn of_two_desks_on_two_nodes_one_decides() {
    let pair = Pair::start().await;
    let mut phone = pair.first.phone().await;
    let mut one = pair.first.crew(DESK, "moderator").await;
    let mut other = pair.second.crew(ORGANISER, "moderator").await;
    for round in 1..=10 {
        let question =
            phone.done(json!({"do": "ask", "session": 1, "text": format!("سؤال {round}")})).await.1.unwrap();
        let approve = json!({"do": "approve", "question": question, "version": 1});
        let dismiss = json!({"do": "dismiss", "question": question, "version": 1, "reason": "other"});
        let (approved, dismissed) = tokio::join!(one.give(approve), other.give(dismiss));
        let answers = [&approved, &dismissed];
        let done = answers.iter().filter(|answer| answer["t"] == "done").count();
        let changed = answers.iter().filter(|answer| answer["code"] == "changed").count();
        assert_eq!((done, changed), (1, 1), "{answers:?}");
    }
    let sum = |counts: &serde_json::Value| {
        counts["listed"].as_u64().unwrap() + counts["dismissed"][5].as_u64().unwrap()
    };
    phone.until_view(5, |counts| sum(counts) == 10).await;
    other.until_view(5, |counts| sum(counts) == 10).await;
}

#[tokio::test]
async fn of_two_desks_on_two_nodes_one_calls_and_nobody_in_the_queue_is_skipped() {
    let pair = Pair::start().await;
    let mut one = pair.first.crew(DESK, "moderator").await;
    let mut other = pair.second.crew(ORGANISER, "moderator").await;
    let of = |act: Value| {
        let mut command = json!({"do": "speaking", "session": 1});
        act.as_object().unwrap().iter().for_each(|(field, value)| command[field] = value.clone());
        command
    };
    one.done(of(json!({"act": "set", "version": 0, "plan": {"open": true, "walls": true}}))).await;
    let mut tickets = Vec::new();
    for node in [&pair.first, &pair.second, &pair.first, &pair.second] {
        let ask = of(json!({"act": "ask", "seq": next_seq()}));
        tickets.push(node.phone().await.done(ask).await.1.unwrap());
    }
    for (arrangement, calls) in tickets.chunks(2).enumerate() {
        let call = |n: u64| of(json!({"act": "call", "arrangement": arrangement, "speaker": n}));
        let (first, second) = tokio::join!(one.give(call(calls[0])), other.give(call(calls[1])));
        let answers = [&first, &second];
        let done = answers.iter().filter(|answer| answer["t"] == "done").count();
        let changed = answers.iter().filter(|answer| answer["code"] == "changed").count();
        assert_eq!((done, changed), (1, 1), "{answers:?}");
    }
    let seen = other.until_view(32, |view| view["arrangement"] == 2 && view["waiting"] == 2).await;
    assert_eq!(seen["spoken"], 1, "who was called first is done, and whom the other desk meant waits");
    one.until_view(32, |view| view["waiting"] == 2 && view["spoken"] == 1).await;
}

#[tokio::test]
async fn reactions_and_who_is_here_cross_nodes() {
    let pair = Pair::start().await;
    let mut phone = pair.first.phone().await;
    let (mut desk, mut wall) =
        (pair.second.crew(DESK, "moderator").await, pair.second.crew(WALL, "screen").await);
    // A beat may be lost, and is not sent again: what comes after it is felt.
    let mut felt = false;
    while !felt {
        phone.send(&json!({"t": "pulse", "reaction": "heart"})).await;
        let pulse = timeout(Duration::from_secs(3), wall.hear("pulse")).await;
        felt = pulse.is_ok_and(|pulse| pulse["reactions"]["heart"].as_u64() >= Some(1));
        phone.ping().await;
        wall.ping().await;
    }
    while desk.hear("pulse").await["here"].as_u64().unwrap_or(0) == 0 {}
}

#[tokio::test]
async fn what_a_person_erases_on_one_node_is_gone_on_the_other() {
    let pair = Pair::start().await;
    let token = pair.first.join().await;
    let mut phone = pair.first.phone_of(&token).await;
    let mut desk = pair.second.crew(DESK, "moderator").await;
    phone.done(json!({"do": "ask", "session": 1, "text": "اسمي ورقم هاتفي"})).await;
    desk.until_view(3, |waiting| waiting["total"] == 1).await;
    let mut elsewhere = pair.second.phone_of(&token).await;
    elsewhere.done(json!({"do": "erase_mine", "upto": 1})).await;
    desk.until_view(3, |waiting| waiting["total"] == 0).await;
    phone.until(|views| views.mine.as_ref().is_some_and(|mine| mine["questions"][0]["text"] == "")).await;
}

#[tokio::test]
async fn both_nodes_tell_the_same_leaders_and_a_name_that_one_of_them_takes_off_is_off_the_other() {
    let pair = Pair::start().await;
    let token = pair.second.join().await;
    let mut phone = pair.second.phone_of(&token).await;
    let (mut desk, mut wall) =
        (pair.first.crew(DESK, "moderator").await, pair.second.crew(WALL, "screen").await);
    let quiz = quiz(&mut desk).await;
    phone.until_view(topic(quiz), |poll| poll["phase"] == "open").await;
    phone.done(vote(quiz, 1, next_seq())).await;
    let open = desk.until_view(topic(quiz), |poll| poll["tally"]["v"] == 1).await;
    desk.done(json!({"do": "close_poll", "poll": quiz, "version": open["version"], "seconds": 0})).await;
    let closed = desk.until_view(topic(quiz), |poll| poll["phase"] == "closed").await;
    desk.done(json!({"do": "reveal_poll", "poll": quiz, "version": closed["version"], "on": true})).await;
    let here = pair.first.crew(WALL, "screen").await.until_view(LEADERS, |board| board["people"] == 1).await;
    assert_eq!(here, wall.until_view(LEADERS, |board| board["people"] == 1).await);

    phone.done(name("سارة")).await;
    let told = desk.until_view(LEADERS, |board| board["top"][0]["w"].is_u64()).await;
    wall.until_view(LEADERS, |board| board["top"][0]["name"] == "سارة").await;
    let rule = json!({"do": "rule_name", "session": 1, "name": told["top"][0]["w"], "show": false});
    desk.done(rule).await;
    wall.until_view(LEADERS, |board| board["top"][0]["name"].is_null()).await;
    desk.until_view(LEADERS, |board| board["top"][0]["held"] == true).await;

    let mut elsewhere = pair.first.phone_of(&token).await;
    elsewhere.done(json!({"do": "erase_mine", "upto": told["top"][0]["w"]})).await;
    let gone = |board: &Value| board["top"][0]["name"].is_null() && board["top"][0]["w"].is_null();
    desk.until_view(LEADERS, gone).await;
    let points = wall.until_view(LEADERS, gone).await["top"][0]["points"].clone();
    assert_eq!(points, here["top"][0]["points"], "the place stays");
}

/// An open quiz of two choices, the second of which is right: its number.
async fn quiz(desk: &mut Client) -> u64 {
    let options = json!([{"ar": "ثلاثة"}, {"ar": "أربعة"}]);
    let draft = json!({"title": {"ar": "كم؟"}, "answer": {"kind": "quiz", "answer": 1}, "options": options});
    let quiz = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
    desk.done(json!({"do": "open_poll", "poll": quiz, "version": 1})).await;
    quiz
}

fn name(text: &str) -> Value {
    json!({"do": "name", "session": 1, "name": text, "seq": next_seq()})
}

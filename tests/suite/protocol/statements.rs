//! K11: statements, from the organisers' first to the last picture, over real sockets.

use serde_json::{Value, json};

use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::Node;

fn said(act: &Value) -> Value {
    let mut command = json!({"do": "statements", "session": 1});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

fn plan(moderated: bool, shown: bool) -> Value {
    json!({"title": {"ar": "ما الذي يعيق التطوع؟"}, "submit": true, "moderated": moderated, "shown": shown})
}

fn vote(statement: u64, vote: &str) -> Value {
    said(&json!({"act": "vote", "statement": statement, "vote": vote, "seq": next_seq()}))
}

/// A desk with two statements that are open, and a wall.
async fn hall(moderated: bool, shown: bool) -> (Node, Client, Client) {
    let node = Node::alone().await;
    let (mut desk, wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    desk.done(said(&json!({"act": "plan", "version": 0, "plan": plan(moderated, shown)}))).await;
    for text in ["الوقت هو العائق الأول", "التطوع يبدأ من الحي"] {
        desk.done(said(&json!({"act": "seed", "text": text}))).await;
    }
    desk.done(said(&json!({"act": "open", "version": 1}))).await;
    (node, desk, wall)
}

fn own(views: &crate::support::views::Views, list: &str) -> Value {
    views.mine.as_ref().map(|mine| mine["said"][list].clone()).unwrap_or_default()
}

#[tokio::test]
async fn k11_statements_are_the_desks_until_they_are_opened() {
    let node = Node::alone().await;
    let (mut desk, mut phone) = (node.crew(DESK, "moderator").await, node.phone().await);
    desk.done(said(&json!({"act": "plan", "version": 0, "plan": plan(true, true)}))).await;
    let first = desk.done(said(&json!({"act": "seed", "text": "عبارة"}))).await.1;
    assert_eq!(first, Some(1));
    let seen = desk.until_view(15, |view| view["items"][0]["text"] == "عبارة").await;
    assert_eq!((&seen["head"]["stage"], &seen["head"]["seeds"]), (&json!("preparing"), &json!(1)));
    assert!(!phone.views.topics.contains_key(&15));
    assert_eq!(phone.refused(vote(1, "agree")).await, "unknown_conversation");
    desk.done(said(&json!({"act": "open", "version": 1}))).await;
    let seen = phone.until_view(15, |view| view["items"][0]["s"] == 1).await;
    assert_eq!((&seen["items"][0]["seed"], &seen["items"][0]["step"]), (&json!(true), &json!(0)));
}

#[tokio::test]
async fn k11_what_attendees_write_waits_for_a_desk_and_comes_by_differences() {
    let (node, mut desk, _wall) = hall(true, true).await;
    let mut phone = node.phone().await;
    phone.until_view(15, |view| view["head"]["stage"] == "open").await;
    let text = "الناس لا تعرف أين تتطوع";
    let made = phone.done(said(&json!({"act": "submit", "text": text}))).await.1.expect("a number");
    let waits = desk.until_view(15, |view| view["head"]["waiting"] == 1).await;
    assert!(waits["items"].as_array().unwrap().iter().any(|item| item["status"] == "waiting"));
    let again = said(&json!({"act": "submit", "text": "اَلوقتُ هو العائقُ الأوّل"}));
    assert_eq!(phone.refused(again).await, "same_statement");
    desk.done(said(&json!({"act": "approve", "statement": made, "version": 1}))).await;
    let listed = |view: &Value| {
        view["items"].as_array().is_some_and(|items| items.iter().any(|item| item["s"] == made))
    };
    phone.until_view(15, listed).await;
    phone
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["statements"][0]["status"] == "published"))
        .await;
    let reason = json!({"act": "dismiss", "statement": made, "version": 2, "reason": "unclear"});
    desk.done(said(&reason)).await;
    phone.until_view(15, |view| !listed(view)).await;
    phone
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["statements"][0]["reason"] == "unclear"))
        .await;
}

fn groups(view: &Value) -> impl Iterator<Item = &Value> {
    view["picture"]["groups"].as_array().into_iter().flatten()
}

#[tokio::test]
async fn k11_a_vote_is_told_to_its_device_and_makes_the_picture() {
    let (node, mut desk, mut wall) = hall(false, true).await;
    let mut phones = Vec::new();
    for no in 0..12 {
        let mut phone = node.phone().await;
        let votes = if no < 6 { ["agree", "disagree"] } else { ["disagree", "agree"] };
        for (statement, said) in (1..).zip(votes) {
            phone.done(vote(statement, said)).await;
        }
        phones.push(phone);
    }
    phones[0].until(|views| own(views, "agree") == json!([1]) && own(views, "disagree") == json!([2])).await;
    let seen = wall.until_view(16, |view| view["picture"]["votes"] == 24).await;
    assert_eq!((&seen["picture"]["people"], &seen["last"]), (&json!(12), &Value::Null));
    assert_eq!(seen["picture"]["statements"][0]["all"], json!([6, 6, 0]));
    desk.until_view(16, |view| view["picture"]["votes"] == 24).await;
    phones[1].until_view(16, |view| view["picture"]["people"].as_u64() > Some(0)).await;

    desk.done(said(&json!({"act": "close", "version": 2}))).await;
    let last = wall.until_view(16, |view| view["last"] == true).await;
    assert_eq!(last["picture"]["votes"], 24);
    let sizes: Vec<_> = groups(&last).map(|group| group["people"].clone()).collect();
    assert_eq!(sizes, [6, 6]);
    assert_eq!(last["picture"]["dividing"].as_array().map(Vec::len), Some(2));
    let told = phones[1].until_view(16, |view| view["last"] == true).await;
    assert!(told["picture"]["groups"][0]["spots"].is_null());
    assert_eq!(phones[2].refused(vote(1, "pass")).await, "statements_closed");
    let late = node.crew(WALL, "screen").await;
    assert_eq!(late.views.view(16).map(|view| view["last"].clone()), Some(json!(true)));
}

#[tokio::test]
async fn k11_phones_are_shown_the_picture_where_the_plan_says_so() {
    let (node, mut desk, mut wall) = hall(false, false).await;
    let mut phone = node.phone().await;
    phone.done(vote(1, "agree")).await;
    let seen = wall.until_view(16, |view| view["picture"]["votes"] == 1).await;
    assert!(
        groups(&seen).count() == 0 && seen["picture"]["statements"] == json!([]),
        "of few nothing is told"
    );
    assert!(!phone.views.topics.contains_key(&16));
    desk.done(said(&json!({"act": "plan", "version": 2, "plan": plan(false, true)}))).await;
    phone.until_view(16, |view| view["picture"]["votes"] == 1).await;
}

#[tokio::test]
async fn k11_an_organiser_erases_what_a_statement_says() {
    let (node, _desk, _wall) = hall(false, true).await;
    let (mut organiser, mut phone) = (node.crew(ORGANISER, "organiser").await, node.phone().await);
    organiser.done(said(&json!({"act": "erase", "statement": 1}))).await;
    let erased = |view: &Value| {
        view["items"]
            .as_array()
            .is_some_and(|items| items.iter().any(|item| item["s"] == 1 && item["text"] == ""))
    };
    phone.until_view(15, erased).await;
    assert_eq!(phone.refused(vote(1, "agree")).await, "wrong_state");
}

#[tokio::test]
async fn p1_statements_past_the_window_are_read_by_pages() {
    let (_node, mut desk, mut wall) = hall(false, true).await;
    let long = "ع".repeat(130);
    for no in 0..130 {
        desk.done(said(&json!({"act": "seed", "text": format!("{long} {no}")}))).await;
    }
    let window = wall.until_view(15, |view| view["head"]["seeds"] == 132).await;
    assert!(window["items"].as_array().unwrap().len() < 132);
    let (mut after, mut read) = (json!(0), 0);
    while !after.is_null() {
        wall.send(&json!({"t": "page", "topic": 15, "after": after})).await;
        let page = wall.answer(|answer| answer["t"] == "statements").await;
        read += page["items"].as_array().unwrap().len();
        after = page["next"].clone();
    }
    assert_eq!(read, 132);
}

//! Quizzes: the leaderboard that they come to, the names on it, and who is told what of them.

use serde_json::{Value, json};

use super::{topic, vote};
use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, WALL};
use crate::support::node::Node;

/// The leaderboard's topic.
const LEADERS: u32 = 11;
const RIGHT: u8 = 1;
const WRONG: u8 = 0;

/// A quiz that is open until the desk closes it: its number.
async fn quiz(desk: &mut Client) -> u64 {
    let answer = json!({"kind": "quiz", "answer": RIGHT});
    let draft = json!({"title": {"ar": "كم؟"}, "answer": answer, "options": [{"ar": "٣"}, {"ar": "٤"}]});
    let poll =
        desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.expect("a number");
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    poll
}

async fn close(desk: &mut Client, poll: u64) {
    let open = desk.until_view(topic(poll), |poll| poll["phase"] == "open").await;
    let version = &open["version"];
    desk.done(json!({"do": "close_poll", "poll": poll, "version": version, "seconds": 0})).await;
}

async fn reveal(desk: &mut Client, poll: u64, on: bool) {
    let closed =
        desk.until_view(topic(poll), |poll| poll["phase"] == "closed" && poll["revealed"] != on).await;
    desk.done(json!({"do": "reveal_poll", "poll": poll, "version": closed["version"], "on": on})).await;
}

fn name(text: Option<&str>) -> Value {
    json!({"do": "name", "session": 1, "name": text, "seq": next_seq()})
}

/// Waits until the phone's own place is so.
async fn own(phone: &mut Client, is_so: impl Fn(&Value) -> bool) -> Value {
    let player =
        |views: &crate::support::views::Views| views.mine.as_ref().map(|mine| mine["player"].clone());
    phone.until(|views| player(views).is_some_and(|player| is_so(&player))).await;
    player(&phone.views).expect("it is there")
}

/// Rank, points and right answers of those on the board.
fn places(leaders: &Value) -> Vec<[u64; 3]> {
    let number = |place: &Value, field: &str| place[field].as_u64().expect("a number");
    let top = leaders["top"].as_array().expect("a list").iter();
    top.map(|place| ["rank", "points", "right"].map(|field| number(place, field))).collect()
}

#[tokio::test]
async fn v13_the_leaderboard_is_there_once_a_quiz_counts_and_stays_when_none_does_any_more() {
    let node = Node::alone().await;
    let (mut phone, mut other) = (node.phone().await, node.phone().await);
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    let poll = quiz(&mut desk).await;
    phone.done(vote(poll, &[RIGHT], next_seq())).await;
    other.done(vote(poll, &[WRONG], next_seq())).await;
    close(&mut desk, poll).await;
    phone.until_view(topic(poll), |poll| poll["phase"] == "closed").await;
    for client in [&mut phone, &mut desk, &mut wall] {
        client.ping().await;
        assert!(client.views.view(LEADERS).is_none(), "the answer is not told yet");
    }
    assert!(phone.views.mine.as_ref().is_some_and(|mine| mine["ballots"][0]["points"].is_null()));

    reveal(&mut desk, poll, true).await;
    for client in [&mut phone, &mut other, &mut desk, &mut wall] {
        let leaders = client.until_view(LEADERS, |leaders| leaders["quizzes"] == 1).await;
        assert_eq!((&leaders["people"], places(&leaders)), (&json!(2), vec![[1, 1_000, 1], [2, 0, 0]]));
    }
    // V14: points are told to whose they are.
    let own = own(&mut phone, |player| player["place"]["rank"] == 1).await;
    assert_eq!((&own["place"]["points"], &own["name"]), (&json!(1_000), &Value::Null));
    phone.until(|views| views.mine.as_ref().unwrap()["ballots"][0]["points"] == 1_000).await;
    other.until(|views| views.mine.as_ref().unwrap()["ballots"][0]["points"] == 0).await;

    reveal(&mut desk, poll, false).await;
    let leaders = wall.until_view(LEADERS, |leaders| leaders["quizzes"] == 0).await;
    assert!(places(&leaders).is_empty());
    // T1: from the first quiz on that counted.
    let mut late = node.phone().await;
    assert!(late.welcome["topics"].as_array().unwrap().contains(&json!(LEADERS)));
    late.until_view(LEADERS, |leaders| leaders["quizzes"] == 0).await;
}

#[tokio::test]
async fn k2_and_k6_a_name_stands_on_the_leaderboard_until_a_desk_takes_it_off() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    assert_eq!(phone.refused(name(Some("سارة"))).await, "wrong_state", "there is no board to stand on");
    let poll = quiz(&mut desk).await;
    phone.done(vote(poll, &[RIGHT], next_seq())).await;
    close(&mut desk, poll).await;
    reveal(&mut desk, poll, true).await;

    phone.done(name(Some("سارة"))).await;
    own(&mut phone, |player| player["name"] == "سارة" && player["held"].is_null()).await;
    wall.until_view(LEADERS, |leaders| leaders["top"][0]["name"] == "سارة").await;
    let named = desk.until_view(LEADERS, |leaders| leaders["top"][0]["w"].is_u64()).await;
    let rule =
        |name: &Value, show: bool| json!({"do": "rule_name", "session": 1, "name": name, "show": show});
    let given = named["top"][0]["w"].clone();
    desk.done(rule(&given, false)).await;
    wall.until_view(LEADERS, |leaders| leaders["top"][0]["name"].is_null()).await;
    own(&mut phone, |player| player["held"] == true).await;
    let held = desk.until_view(LEADERS, |leaders| leaders["top"][0]["held"] == true).await;
    assert_eq!(held["top"][0]["name"], "سارة");

    phone.done(name(Some("سارة ع"))).await;
    let renamed = desk.until_view(LEADERS, |leaders| leaders["top"][0]["name"] == "سارة ع").await;
    assert_eq!(renamed["top"][0]["held"], true, "whoever had it stays off");
    assert_eq!(desk.refused(rule(&given, true)).await, "changed");
    desk.done(rule(&renamed["top"][0]["w"], true)).await;
    wall.until_view(LEADERS, |leaders| leaders["top"][0]["name"] == "سارة ع").await;
    phone.done(name(None)).await;
    wall.until_view(LEADERS, |leaders| leaders["top"][0]["name"].is_null()).await;
    assert!(!wall.heard.concat().contains(r#""w":"#), "which name it is the desk alone is told");
}

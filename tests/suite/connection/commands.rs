//! Commands and their answers.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use majlis::domain::command::Command;
use majlis::domain::id::CommandId;
use majlis::domain::register::Seq;
use majlis::domain::words::Text;
use serde_json::json;
use tokio::time::timeout;

use super::ask;
use crate::support::forum::{DESK, PANEL};
use crate::support::house::{House, phone_hello};
use crate::support::shaky::Looks;
use crate::support::store::Store;
use crate::support::within::within;

#[tokio::test]
async fn a_command_sent_again_is_acknowledged_again_on_any_connection() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut tablet) = (house.phone(1).await, house.phone(1).await);
    let frame = json!({"t": "do", "id": CommandId(7), "command": ask("سؤال واحد")});
    for client in [&mut phone, &mut tablet] {
        client.say(&frame).await;
        let answer = client.answer(CommandId(7)).await;
        assert_eq!((&answer["t"], &answer["no"]), (&json!("done"), &json!(1)));
    }
    let mine = |views: &crate::support::views::Views| views.mine.as_ref().unwrap()["questions"][0]["q"] == 1;
    tablet.sees(mine).await;
    phone.sees(mine).await;
}

#[tokio::test]
async fn refusals_name_the_command_the_code_and_the_bound() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    let answer = phone.give(&ask(&"ط".repeat(281))).await;
    assert_eq!((&answer["code"], &answer["limit"]), (&json!("text_too_long"), &json!(280)));
    let answer = phone.give(&Command::Pause { session: PANEL, version: 1, on: true, message: None }).await;
    assert_eq!(answer["code"], "not_allowed");
    assert_eq!(answer.get("retry"), None);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_its_id_or_ends_the_line() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    for command in
        [json!({"do": "fly"}), json!({"do": "ask", "session": 1, "text": "؟", "more": 1}), json!(7)]
    {
        phone.say(&json!({"t": "do", "id": CommandId(9), "command": command})).await;
        assert_eq!(phone.answer(CommandId(9)).await["code"], "malformed", "{command}");
    }
    for frame in [json!({"t": "do", "id": "short", "command": {}}), json!({"t": "fly"}), json!([1])] {
        let mut phone = house.phone(1).await;
        phone.say(&frame).await;
        assert_eq!(phone.bye().await, "malformed", "{frame}");
    }
}

#[tokio::test]
async fn many_commands_at_once_are_all_answered() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.phone(1).await;
    let mut waiting = Vec::new();
    for number in 0..50 {
        waiting.push(json!(phone.ask(&ask(&format!("سؤال رقم {number}"))).await));
    }
    while !waiting.is_empty() {
        let frame = phone.hear().await;
        waiting.retain(|id| *id != frame["id"]);
    }
}

/// How long something must not come.
const QUIET: Duration = Duration::from_millis(300);

/// What is refused, for which a room first makes sure of where its journal stands.
fn wrong() -> Command {
    Command::Rate { session: PANEL, stars: 6, comment: None, seq: Seq(1) }
}

#[tokio::test]
async fn a_connection_with_eight_commands_unanswered_is_not_read() {
    let store = Store::embedded().await;
    let (house, journal) = House::shaky(&store).await;
    let mut phone = house.phone(1).await;
    let ping = json!({"t": "ping"});
    journal.looks(Looks::Held);
    let mut waiting = Vec::new();
    for _ in 0..7 {
        waiting.push(json!(phone.ask(&wrong()).await));
    }
    phone.say(&ping).await;
    phone.hear_until("pong").await;
    waiting.push(json!(phone.ask(&wrong()).await));
    phone.say(&ping).await;
    let heard = timeout(QUIET, phone.hear_until("pong")).await;
    assert!(heard.is_err(), "what came behind eight of them was read");
    journal.looks(Looks::Answered);
    let mut ponged = false;
    while !(ponged && waiting.is_empty()) {
        let frame = phone.hear().await;
        waiting.retain(|id| *id != frame["id"]);
        ponged |= frame["t"] == "pong";
    }
}

#[tokio::test]
async fn a_person_has_sixteen_requests_under_way_and_no_more() {
    let store = Store::embedded().await;
    let (house, journal) = House::shaky(&store).await;
    // Loaded before: whoever comes in looks where the journal stands.
    let _room = house.room().await;
    journal.looks(Looks::Held);
    let frames = [phone_hello(1), json!({"t": "do", "id": CommandId(1), "command": wrong()})];
    let mut requests: FuturesUnordered<_> = (0..17).map(|_| house.read(&frames)).collect();
    let first = within(requests.next()).await.unwrap();
    assert_eq!(first.last().unwrap()["code"], "full", "{first:?}");
    journal.looks(Looks::Answered);
    while let Some(answers) = within(requests.next()).await {
        assert!(answers.iter().any(|answer| answer["t"] == "refused"), "{answers:?}");
    }
}

#[tokio::test]
async fn above_the_limit_commands_are_put_off_and_far_above_it_the_line_ends() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.line_of(1 << 20).await;
    phone.say(&phone_hello(1)).await;
    phone.hear_until("mine").await;
    for _ in 0..200 {
        phone.say(&json!({"t": "ping"})).await;
    }
    let answer = phone.give(&ask("سؤال بعد كثير")).await;
    assert_eq!(answer["code"], "rate_limited");
    assert!(answer["retry"].as_u64().unwrap() <= 10_000);
    for _ in 0..1_800 {
        phone.say(&json!({"t": "ping"})).await;
    }
    assert_eq!(phone.bye().await, "flood");
}

#[tokio::test]
async fn a_blocked_device_stays_and_is_told() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    let question = phone.give(&ask("سؤال مزعج")).await["no"].clone();
    let question = serde_json::from_value(question).unwrap();
    assert_eq!(desk.give(&Command::Block { question, on: true }).await["t"], "done");
    phone.sees(|views| views.mine.as_ref().unwrap()["blocked"] == true).await;
    desk.sees(|views| views.topics[&3].view["items"][0]["blocked"] == true).await;
    let again = Command::Ask { session: PANEL, text: Text::new("سؤال آخر"), name: None, badge: None };
    assert_eq!(phone.give(&again).await["code"], "blocked");
}

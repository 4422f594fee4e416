//! From the hello to the first command.

use majlis::domain::command::Command;
use majlis::domain::words::Text;
use serde_json::json;

use crate::support::forum::{DESK, PANEL};
use crate::support::house::{House, phone_hello};
use crate::support::store::Store;

fn ask(text: &str) -> Command {
    Command::Ask { session: PANEL, text: Text::new(text), name: None }
}

#[tokio::test]
async fn hello_is_answered_by_welcome_and_every_topic_of_the_view() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut phone = house.client(phone_hello(1)).await;
    let welcome = phone.hear().await;
    assert_eq!(welcome["t"], "welcome");
    assert_eq!(welcome["session"], 1);
    assert_eq!(welcome["topics"], json!([0, 1, 2, 4, 5]));
    assert_eq!(welcome["address"], "majlis.test");
    phone.hear_until("mine").await;
    assert_eq!(phone.views.topics.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 4, 5]);
}

#[tokio::test]
async fn a_question_reaches_the_desk_and_its_approval_the_phone() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut phone, mut desk) = (house.phone(1).await, house.crew(DESK, "moderator").await);
    let done = phone.give(&ask("متى تبدأ الورشة؟")).await;
    assert_eq!((&done["t"], &done["no"]), (&json!("done"), &json!(1)));
    desk.sees(|views| views.topics[&3].view["total"] == 1).await;
    let approve = Command::Approve { question: majlis::domain::id::QuestionNo(1), version: 1 };
    assert_eq!(desk.give(&approve).await["t"], "done");
    phone.sees(|views| views.topics[&2].view["total"] == 1).await;
    let listed = |mine: &serde_json::Value| mine["questions"][0]["status"] == "listed";
    phone.sees(|views| views.mine.as_ref().is_some_and(listed)).await;
}

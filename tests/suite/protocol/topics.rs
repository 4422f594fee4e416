use serde_json::{Value, json};

use super::{asked, listed, open_poll, support, topic, vote};
use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, PRESENTER, WALL};
use crate::support::node::Node;

#[tokio::test]
async fn t1_each_role_has_its_topics() {
    let node = Node::alone().await;
    let of = |client: &Client| {
        let mut topics: Vec<u32> = serde_json::from_value(client.welcome["topics"].clone()).unwrap();
        topics.sort_unstable();
        topics
    };
    assert_eq!(of(&node.phone().await), [0, 1, 2, 4, 5]);
    assert_eq!(of(&node.crew(PRESENTER, "presenter").await), [0, 1, 2, 4, 5, 8]);
    assert_eq!(of(&node.crew(DESK, "moderator").await), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(of(&node.crew(ORGANISER, "organiser").await), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 26]);
    assert_eq!(of(&node.crew(WALL, "screen").await), [0, 1, 2, 4, 5, 7, 8]);
}

#[tokio::test]
async fn t2_a_view_does_not_hold_what_its_role_may_not_see() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let (mut other, mut wall) = (node.phone().await, node.crew(WALL, "screen").await);
    let poll = open_poll(&mut desk, &json!({})).await;
    asked(&mut phone, "سر لا يراه أحد بعد").await;
    let (rev, _) = phone.done(vote(poll, &[2], next_seq())).await;
    let counted = |view: &Value| view["tally"]["v"] == 1;
    for client in [&mut other, &mut wall] {
        client.until_view(topic(poll), counted).await;
        client.until_view(5, |counts| counts["pending"] == 1).await;
        assert!(client.views.topics[&topic(poll)].rev >= rev);
        let heard = client.heard.concat();
        assert!(!heard.contains("سر لا يراه"), "a question that waits");
        assert!(!heard.contains(r#""tally":{"v":1,"n""#), "results that are hidden");
        assert!(!heard.contains(&phone.welcome["you"]["person"].to_string()), "who it was");
    }
    desk.until_view(topic(poll), |view| view["tally"]["n"] == json!([0, 0, 1, 0])).await;
}

#[tokio::test]
async fn t6_a_window_changes_by_what_changed() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    for text in ["الأول", "الثاني", "الثالث"] {
        listed(&mut phone, &mut desk, text).await;
    }
    phone.until_view(2, |questions| questions["total"] == 3).await;
    let heard = phone.heard.len();
    phone.done(support(2, true, next_seq())).await;
    phone.until_view(2, |questions| questions["items"][1]["n"] == 1).await;
    let frames = phone.heard[heard..].iter().filter(|frame| frame.contains(r#""topic":2"#));
    for frame in frames {
        let frame: Value = serde_json::from_str(frame).unwrap();
        assert_eq!(frame["t"], "change");
        assert_eq!(frame["diff"]["put"].as_array().map(Vec::len), Some(1), "{frame}");
    }
    desk.done(json!({"do": "dismiss", "question": 1, "version": 2, "reason": "unclear"})).await;
    phone.until_view(2, |questions| questions["total"] == 2 && questions["items"][0]["q"] == 2).await;
}

#[tokio::test]
async fn t7_a_polls_change_is_its_count_in_at_most_a_hundred_bytes() {
    let node = Node::alone().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut phones = [node.phone().await, node.phone().await, node.phone().await];
    let poll = open_poll(&mut desk, &json!({"hidden": false})).await;
    let mut wall = node.crew(WALL, "screen").await;
    for (phone, choice) in phones.iter_mut().zip([0, 1, 1]) {
        phone.done(vote(poll, &[choice], next_seq())).await;
    }
    let seen = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 3).await;
    assert_eq!(seen["tally"]["n"], json!([1, 2, 0, 0]));
    let changes: Vec<_> = wall.heard.iter().filter(|frame| frame.starts_with(r#"{"t":"change""#)).collect();
    assert!(!changes.is_empty());
    assert!(changes.iter().all(|frame| frame.len() <= 100), "{changes:?}");
}

#[tokio::test]
async fn t8_a_window_is_at_most_28_kilobytes_and_the_rest_is_paged() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let text = "كلام طويل ".repeat(25);
    for no in 0..70 {
        let question = asked(&mut phone, &format!("{no} {text}")).await;
        desk.done(json!({"do": "approve", "question": question, "version": 1})).await;
    }
    let mut late = node.phone().await;
    let window = late.until_view(2, |list| list["total"] == 70).await;
    let shown = window["items"].as_array().unwrap().len();
    assert!((20..70).contains(&shown), "{shown}");
    assert!(late.heard.iter().all(|frame| frame.len() < 28 * 1024));
    let mut read = Vec::new();
    let mut after = 0;
    loop {
        let page = late.page(2, after).await;
        assert!(page.to_string().len() < 28 * 1024);
        read.extend(page["items"].as_array().unwrap().iter().map(|item| item["q"].as_u64().unwrap()));
        match page["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(read, (1..=70).collect::<Vec<_>>());
}

#[tokio::test]
async fn t9_a_poll_that_is_gone_is_forgotten_and_a_draft_is_the_desks() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let draft = json!({"title": {"ar": "نعم؟"}, "answer": {"kind": "yes_no_abstain"}});
    let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
    desk.until_view(topic(poll), |view| view["phase"] == "draft").await;
    desk.done(json!({"do": "drop_poll", "poll": poll, "version": 1})).await;
    desk.until(|views| !views.topics.contains_key(&topic(poll))).await;
    phone.ping().await;
    assert!(!phone.heard.concat().contains("نعم؟"));
}

#[tokio::test]
async fn t10_a_connection_sees_revisions_only_go_forward() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let question = listed(&mut phone, &mut desk, "يتغير كثيراً").await;
    for on in [true, false, true, false, true] {
        phone.done(support(question, on, next_seq())).await;
    }
    desk.until_view(2, |questions| questions["items"][0]["n"] == 1).await;
    for client in [&phone, &desk] {
        let mut last = std::collections::BTreeMap::new();
        for frame in client.heard.iter().map(|text| serde_json::from_str::<Value>(text).unwrap()) {
            if let (Some(topic), Some("state" | "change")) = (frame["topic"].as_u64(), frame["t"].as_str()) {
                let rev = frame["rev"].as_u64().unwrap();
                assert!(last.insert(topic, rev).is_none_or(|before| before < rev), "{frame}");
            }
        }
    }
}

#[tokio::test]
async fn m1_mine_is_the_persons_own_on_every_device() {
    let node = Node::alone().await;
    let token = node.join().await;
    let (mut phone, mut tablet) = (node.phone_of(&token).await, node.phone_of(&token).await);
    let mut desk = node.crew(DESK, "moderator").await;
    let question = asked(&mut phone, "سؤالي").await;
    let own = |views: &crate::support::views::Views| views.mine.clone().unwrap();
    for device in [&mut phone, &mut tablet] {
        device.until(|views| own(views)["questions"][0]["status"] == "pending").await;
    }
    desk.done(json!({"do": "dismiss", "question": question, "version": 1, "reason": "off_topic"})).await;
    for device in [&mut phone, &mut tablet] {
        device.until(|views| own(views)["questions"][0]["reason"] == "off_topic").await;
    }
    let seq = next_seq();
    desk.done(json!({"do": "set_feedback", "session": 1, "version": 2, "open": true})).await;
    phone.done(json!({"do": "rate", "session": 1, "stars": 4, "comment": "جيد", "seq": seq})).await;
    tablet.until(|views| own(views)["rating"] == json!({"stars": 4, "comment": "جيد"})).await;
    assert_eq!(own(&tablet.views)["seq"], seq, "a second device goes on above it");
    let mut other = node.phone().await;
    other.ping().await;
    assert!(!other.heard.concat().contains("سؤالي"));
}

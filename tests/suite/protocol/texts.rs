use serde_json::{Value, json};

use super::{ask, listed};
use crate::support::forum::DESK;
use crate::support::node::Node;

/// What is stored of a text.
async fn stored(text: &str) -> Value {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    listed(&mut phone, &mut desk, text).await;
    phone.until_view(2, |list| list["total"] == 1).await["items"][0]["text"].clone()
}

#[tokio::test]
async fn n1_what_nobody_sees_is_taken_out() {
    assert_eq!(
        stored("  سؤال\u{202e} عن\u{2066} \u{200b}\u{0}\u{7}شيء \u{feff}\n آخر\u{2069} ").await,
        "سؤال عن شيء آخر"
    );
}

#[tokio::test]
async fn n1_html_is_text_like_any_other() {
    let script = r#"<script>alert("x")</script> & <img src=x onerror='y'>"#;
    assert_eq!(stored(script).await, script);
}

#[tokio::test]
async fn n1_texts_are_composed_and_joiners_stay() {
    assert_eq!(stored("نمی\u{200c}شود e\u{301}").await, "نمی\u{200c}شود é");
}

#[tokio::test]
async fn n2_a_text_of_nothing_is_empty() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    for text in ["", "   ", "\u{200b}\u{200f}", "\u{202e}\u{2069}", "\u{0}\n\t"] {
        assert_eq!(phone.refused(ask(text)).await, "text_empty", "{text:?}");
    }
}

#[tokio::test]
async fn n2_lengths_are_counted_as_people_count() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    // Each of them is one, though it is many units of UTF-16.
    phone.done(ask(&"مُ".repeat(280))).await;
    phone.done(ask(&("م".repeat(200) + &"👩‍👩‍👧‍👦".repeat(70)))).await;
    let answer = phone.give(ask(&"م".repeat(281))).await;
    assert_eq!((&answer["code"], &answer["limit"]), (&json!("text_too_long"), &json!(280)));
    let heavy = phone.give(ask(&"👩‍👩‍👧‍👦".repeat(280))).await;
    assert_eq!(heavy["code"], "text_too_long", "seven kilobytes would take the place of many");
    let named = json!({"do": "ask", "session": 1, "text": "؟", "name": "ن".repeat(41)});
    assert_eq!(phone.give(named).await["limit"], 40);
}

#[tokio::test]
async fn n2_a_question_of_ten_thousand_characters_is_refused_and_nothing_is_lost() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    assert_eq!(phone.refused(ask(&"a".repeat(10_000))).await, "text_too_long");
    phone.done(ask("قصير")).await;
    phone.until_view(5, |counts| counts["received"] == 1).await;
}

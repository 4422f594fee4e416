use serde_json::{Value, json};

use super::{asked, listed};
use crate::support::forum::{DESK, PRESENTER};
use crate::support::node::Node;

fn numbers(answer: &Value) -> Vec<u64> {
    answer["items"].as_array().unwrap().iter().map(|item| item["q"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn p1_each_list_is_read_by_who_has_it() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let on_list = listed(&mut phone, &mut desk, "على القائمة").await;
    let waits = asked(&mut phone, "ينتظر").await;
    let aside = asked(&mut phone, "جانباً").await;
    desk.done(json!({"do": "dismiss", "question": aside, "version": 1, "reason": "other"})).await;
    for (topic, expected) in [(2, on_list), (3, waits), (10, aside)] {
        let page = desk.page(topic, 0).await;
        assert_eq!((numbers(&page), &page["next"]), (vec![expected], &json!(null)), "{topic}");
    }
    let mut presenter = node.crew(PRESENTER, "presenter").await;
    for client in [&mut phone, &mut presenter] {
        assert_eq!(numbers(&client.page(2, 0).await), [on_list]);
        for topic in [3, 10, 0, 99, 4_294_967_295] {
            let page = client.page(topic, 0).await;
            assert_eq!((numbers(&page), &page["topic"]), (vec![], &json!(topic)));
        }
    }
    assert!(numbers(&phone.page(2, on_list).await).is_empty());
}

#[tokio::test]
async fn p2_phones_find_what_is_like_it_and_desks_what_holds_every_word() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let on_list = listed(&mut phone, &mut desk, "كيف نزيد مُشَارَكَةُ الشباب في التطوع؟").await;
    let waits = asked(&mut phone, "مشاركة الشباب سؤال ينتظر").await;
    let found = phone.find("مشاركه الشباب في التطوع").await;
    assert_eq!((numbers(&found), &found["text"]), (vec![on_list], &json!("مشاركه الشباب في التطوع")));
    let mut found = numbers(&desk.find("الشباب مشاركه").await);
    found.sort_unstable();
    assert_eq!(found, [on_list, waits]);
    assert!(numbers(&desk.find("كلمة ليست هناك").await).is_empty());
    assert!(numbers(&desk.find("").await).is_empty());
}

#[tokio::test]
async fn p4_pages_are_answered_in_the_order_in_which_they_were_asked() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    for after in 0..20 {
        phone.send(&json!({"t": "page", "topic": 1_000 + after, "after": 0})).await;
    }
    for after in 0..20 {
        assert_eq!(phone.hear("page").await["topic"], 1_000 + after);
    }
}

//! The forum's record over HTTP: for everyone once it is published, for organisers at any time, as JSON and as a document; and the
//! time line.

use std::io::{Cursor, Read};

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::{refused, request, said, send};
use crate::support::client::Client;
use crate::support::forum::{DESK, ORGANISER, PRESENTER, WALL};
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::within::within;

fn by_code(node: &Node, rest: &str) -> RequestBuilder {
    request(node, Method::GET, &format!("/v1/record{rest}code={HALL_CODE}"))
}

fn by_organiser(node: &Node, path: &str) -> RequestBuilder {
    request(node, Method::GET, path).bearer_auth(token_of(ORGANISER))
}

async fn json_of(asked: RequestBuilder) -> Value {
    let response = send(asked).await;
    assert_eq!(response.status(), 200);
    serde_json::from_slice(&within(response.bytes()).await.unwrap()).unwrap()
}

async fn publish(organiser: &mut Client, version: u32, published: bool) {
    let intro = json!({"ar": "تمهيد أول\nتمهيد ثان", "en": "Foreword"});
    organiser
        .done(json!({"do": "set_record", "version": version, "published": published, "intro": intro}))
        .await;
}

/// A node in whose panel one question was answered, one waits and one was dismissed.
async fn node_with_questions() -> Node {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    for text in ["كيف نبدأ؟", "سؤال لم يُقرأ", "=HYPERLINK(\"x\")", "What about <b>&amp;?"]
    {
        phone.done(json!({"do": "ask", "session": 1, "text": text})).await;
    }
    let mut desk = node.crew(DESK, "moderator").await;
    desk.done(json!({"do": "approve", "question": 1, "version": 1})).await;
    desk.done(json!({"do": "approve", "question": 4, "version": 1})).await;
    desk.done(json!({"do": "stage", "question": 1, "version": 2})).await;
    desk.done(json!({"do": "answer", "question": 1, "version": 3})).await;
    desk.done(json!({"do": "dismiss", "question": 3, "version": 1, "reason": "unclear"})).await;
    node
}

#[tokio::test]
async fn v28_a_record_is_everyones_once_it_is_published_and_nobodys_after_it_was_taken_back() {
    let node = node_with_questions().await;
    assert_eq!(refused(by_code(&node, "?")).await, (404, "not_published".into()));
    assert_eq!(refused(request(&node, Method::GET, "/v1/record")).await, (400, "malformed".into()));
    let full = refused(by_code(&node, "?full=true&")).await;
    assert_eq!(full, (401, "bad_token".into()));
    for link in [DESK, PRESENTER, WALL] {
        let other = request(&node, Method::GET, "/v1/record").bearer_auth(token_of(link));
        assert_eq!(refused(other).await, (403, "not_allowed".into()));
    }
    let before = json_of(by_organiser(&node, "/v1/record")).await;
    assert_eq!(before["chapters"][0]["account"]["received"], 4, "an organiser reads it before");

    let mut organiser = node.crew(ORGANISER, "organiser").await;
    organiser.until_view(26, |head| head["version"] == 0).await;
    publish(&mut organiser, 0, true).await;
    organiser.until_view(26, |head| head["published"] == true).await;
    organiser.until_view(0, |agenda| agenda["record"] == true).await;
    let told = json_of(by_code(&node, "?")).await;
    assert_eq!(told["intro"]["ar"], "تمهيد أول\nتمهيد ثان");
    let text = told.to_string();
    assert!(text.contains("كيف نبدأ؟") && !text.contains("سؤال لم يُقرأ") && !text.contains("HYPERLINK"));
    publish(&mut organiser, 1, false).await;
    assert_eq!(refused(by_code(&node, "?")).await, (404, "not_published".into()));
    node.stop().await;
}

#[tokio::test]
async fn v28_whoever_has_a_record_is_told_so_until_something_happens() {
    let node = node_with_questions().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    publish(&mut organiser, 0, true).await;
    let first = send(by_code(&node, "?")).await;
    let tag = said(&first, "etag").to_owned();
    assert_eq!(said(&first, "cache-control"), "no-cache");
    let again = send(by_code(&node, "?").header("If-None-Match", &tag)).await;
    assert_eq!((again.status().as_u16(), said(&again, "etag")), (304, tag.as_str()));
    let other = send(by_code(&node, "?").header("If-None-Match", "\"1.1\"")).await;
    assert_eq!(other.status(), 200);
    let document = send(by_code(&node, ".docx?lang=ar&")).await;
    assert_ne!(said(&document, "etag"), tag);
    node.stop().await;
}

#[tokio::test]
async fn v28_words_that_were_erased_are_in_no_record_from_that_moment_on() {
    let node = node_with_questions().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    publish(&mut organiser, 0, true).await;
    assert!(json_of(by_code(&node, "?")).await.to_string().contains("كيف نبدأ؟"));
    organiser.done(json!({"do": "erase", "question": 1})).await;
    assert!(!json_of(by_code(&node, "?")).await.to_string().contains("كيف نبدأ؟"));
    node.stop().await;
}

#[tokio::test]
async fn v28_the_document_says_the_direction_of_all_that_is_in_it_and_calculates_nothing() {
    let node = node_with_questions().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    publish(&mut organiser, 0, true).await;
    let response = send(by_code(&node, ".docx?lang=ar&")).await;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!((response.status().as_u16(), said(&response, "content-type")), (200, kind));
    assert!(said(&response, "content-disposition").starts_with("attachment; filename="));
    let bytes = within(response.bytes()).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let named = |name: &str| document.descendants().filter(|node| node.tag_name().name() == name).count();
    assert!(named("bidi") > 5 && named("rtl") > 5 && named("bidiVisual") > 0, "from right to left");
    let told: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "p").collect();
    let text_of = |node: &roxmltree::Node| -> String {
        node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
    };
    let arabic = told.iter().find(|node| text_of(node) == "كيف نبدأ؟").expect("an answered question");
    assert!(arabic.descendants().any(|node| node.tag_name().name() == "bidi"));
    let english = told.iter().find(|node| text_of(node) == "What about <b>&amp;?").expect("as it was typed");
    assert!(!english.descendants().any(|node| node.tag_name().name() == "bidi"));
    let fields: Vec<_> = ["instrText", "object", "hyperlink"].map(named).into();
    assert_eq!(fields, [0, 0, 0], "no field of its own");
    for part in ["word/styles.xml", "word/footer1.xml", "[Content_Types].xml", "docProps/core.xml"] {
        let mut text = String::new();
        zip.by_name(part).unwrap().read_to_string(&mut text).unwrap();
        roxmltree::Document::parse(&text).expect(part);
    }
    let other = refused(by_code(&node, ".docx?lang=fr&")).await;
    assert_eq!(other, (400, "malformed".into()));
    node.stop().await;
}

#[tokio::test]
async fn v29_the_time_line_tells_the_moments_and_what_a_wall_was_shown_at_each() {
    let node = node_with_questions().await;
    for link in [DESK, PRESENTER, WALL] {
        let other = request(&node, Method::GET, "/v1/timeline").bearer_auth(token_of(link));
        assert_eq!(refused(other).await, (403, "not_allowed".into()));
    }
    let line = json_of(by_organiser(&node, "/v1/timeline")).await;
    let marks: Vec<_> = line["marks"].as_array().unwrap().iter().filter(|mark| mark["hall"] == 1).collect();
    let kinds: Vec<_> = marks.iter().map(|mark| mark["mark"].clone()).collect();
    assert_eq!(kinds, ["session_opened", "question_staged", "question_answered"]);
    assert_eq!(marks[1]["text"], "كيف نبدأ؟");
    let at = marks[1]["rev"].as_u64().unwrap();
    let wall = |at: u64| by_organiser(&node, &format!("/v1/timeline/wall?hall=1&at={at}"));
    let stage = |told: &Value| -> Value {
        let frames = told["frames"].as_array().unwrap();
        frames.iter().find(|frame| frame["topic"] == 4).expect("the stage")["view"]["on"].clone()
    };
    let then = json_of(wall(at)).await;
    assert_eq!((&then["rev"], &then["session"]), (&json!(at), &json!(1)));
    assert_eq!(stage(&then)["text"], "كيف نبدأ؟");
    assert_eq!(stage(&json_of(wall(at - 1)).await), Value::Null, "a moment before");
    assert_eq!(stage(&json_of(wall(at + 1)).await), Value::Null, "and after");

    let mut organiser = node.crew(ORGANISER, "organiser").await;
    organiser.done(json!({"do": "erase", "question": 1})).await;
    let erased = json_of(wall(at)).await.to_string();
    assert!(!erased.contains("كيف نبدأ؟"), "what was erased since is not shown then either");
    assert_eq!(refused(wall(0)).await, (404, "not_found".into()));
    assert_eq!(refused(wall(100_000)).await, (404, "not_found".into()));
    let nowhere = by_organiser(&node, &format!("/v1/timeline/wall?hall=9&at={at}"));
    assert_eq!(refused(nowhere).await, (404, "unknown_hall".into()));
    node.stop().await;
}

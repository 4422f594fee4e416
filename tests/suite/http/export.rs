//! Exports over HTTP: who gets them, in which forms, and that they add up.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{refused, request, said, send};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, OTHER_DESK, PRESENTER, WALL};
use crate::support::node::{Node, token_of};
use crate::support::within::within;

const CSV: [&str; 16] = [
    "sessions",
    "questions",
    "polls",
    "poll_groups",
    "poll_shifts",
    "feedback",
    "ledger",
    "awards",
    "statements",
    "ideas",
    "groups",
    "tables",
    "recommendations",
    "stands",
    "stand_questions",
    "speakers",
    "cues",
];

fn export(node: &Node, form: &str, token: &str) -> RequestBuilder {
    request(node, Method::GET, &format!("/v1/export/{form}")).bearer_auth(token)
}

/// The body of an export that the organiser gets.
async fn exported(node: &Node, form: &str) -> Vec<u8> {
    let response = send(export(node, form, &token_of(ORGANISER))).await;
    assert_eq!(response.status(), 200, "{form}");
    within(response.bytes()).await.unwrap().to_vec()
}

/// A node in whose panel three questions came in: one waits, one is on the list, one was dismissed.
async fn node_with_questions() -> Node {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    for text in ["من يبدأ؟", "ومن يكمل؟", "=1+1"] {
        phone.done(json!({"do": "ask", "session": 1, "text": text})).await;
    }
    let mut desk = node.crew(DESK, "moderator").await;
    desk.done(json!({"do": "approve", "question": 1, "version": 1})).await;
    desk.done(json!({"do": "dismiss", "question": 2, "version": 1, "reason": "unclear"})).await;
    node
}

#[tokio::test]
async fn only_an_organiser_exports() {
    let node = Node::alone().await;
    let forms = CSV.map(|table| format!("csv/{table}")).into_iter().chain(["xlsx".into(), "json".into()]);
    for form in forms {
        for link in [DESK, OTHER_DESK, PRESENTER, WALL] {
            let refusal = refused(export(&node, &form, &token_of(link))).await;
            assert_eq!(refusal, (403, "not_allowed".into()), "{form}");
        }
        let phone = refused(export(&node, &form, &node.join().await)).await;
        assert_eq!(phone, (403, "not_allowed".into()), "{form}");
        let nobody = refused(request(&node, Method::GET, &format!("/v1/export/{form}"))).await;
        assert_eq!(nobody, (401, "bad_token".into()), "{form}");
    }
    node.stop().await;
}

#[tokio::test]
async fn each_form_comes_as_a_file_of_its_kind_that_nothing_keeps() {
    let node = Node::alone().await;
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut forms = vec![("xlsx".to_owned(), String::new(), "xlsx", workbook)];
    forms.push(("json".into(), String::new(), "json", "application/json"));
    forms.extend(
        CSV.map(|table| (format!("csv/{table}"), format!("{table}-"), "csv", "text/csv; charset=utf-8")),
    );
    for (form, part, ending, kind) in forms {
        let response = send(export(&node, &form, &token_of(ORGANISER))).await;
        assert_eq!((response.status().as_u16(), said(&response, "content-type")), (200, kind), "{form}");
        let told = said(&response, "content-disposition");
        let (ascii, worded) = told.split_once("; filename*=UTF-8''").unwrap();
        let day = ascii.strip_prefix(&format!("attachment; filename=\"{FORUM}-{part}")).unwrap();
        let day = day.strip_suffix(&format!(".{ending}\"")).unwrap();
        assert_eq!(day.len(), "2026-11-29".len(), "{told}");
        assert!(worded.ends_with(&format!("-{part}{day}.{ending}")), "{told}");
        assert_eq!(said(&response, "cache-control"), "no-store");
    }
    let nothing = export(&node, "csv/people", &token_of(ORGANISER));
    assert_eq!(refused(nothing).await, (404, "not_found".into()));
    node.stop().await;
}

#[tokio::test]
async fn what_was_received_is_the_sum_of_what_became_of_it_in_every_form() {
    let node = node_with_questions().await;
    let document: Value = serde_json::from_slice(&exported(&node, "json").await).unwrap();
    let counts = document["sessions"][0]["counts"].clone();
    let fates = counts.as_object().unwrap().iter().filter(|(fate, _)| *fate != "received");
    let numbers = fates.flat_map(|(_, fate)| match fate {
        Value::Array(reasons) => reasons.clone(),
        number => vec![number.clone()],
    });
    assert_eq!((counts["received"].as_u64(), numbers.filter_map(|n| n.as_u64()).sum()), (Some(3), 3u64));

    let sheet = exported(&node, "csv/sessions").await;
    let sheet = sheet.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let lines: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(sheet).deserialize().map(|line| line.unwrap()).collect();
    let panel = lines.iter().find(|line| line["session"] == "1").unwrap();
    let told = ["received", "pending", "listed", "dismissed_unclear"].map(|column| panel[column].as_str());
    assert_eq!(told, ["3", "1", "1", "1"]);
    assert!(exported(&node, "xlsx").await.starts_with(b"PK"), "a workbook");
    node.stop().await;
}

#[tokio::test]
async fn a_text_that_a_spreadsheet_would_calculate_comes_with_an_apostrophe() {
    let node = node_with_questions().await;
    let sheet = String::from_utf8(exported(&node, "csv/questions").await).unwrap();
    assert!(sheet.contains(",'=1+1,"), "{sheet}");
    node.stop().await;
}

#[tokio::test]
async fn two_exports_are_made_at_once_and_the_next_waits_for_its_turn() {
    let node = Node::alone().await;
    assert_eq!(node.site.exporting.available_permits(), 2);
    let turns = node.site.exporting.acquire_many(2).await.unwrap();
    let mut exporting = pin!(send(export(&node, "json", &token_of(ORGANISER))));
    let early = timeout(Duration::from_millis(300), exporting.as_mut()).await;
    assert!(early.is_err(), "it was made beside two others");
    drop(turns);
    assert_eq!(exporting.await.status(), 200);
    node.stop().await;
}

#[tokio::test]
async fn who_exports_again_and_again_is_told_to_wait() {
    let node = Node::alone().await;
    let token = token_of(ORGANISER);
    // A slow machine is allowed one more meanwhile, and another one.
    let mut made = 0;
    while made < 60 && send(export(&node, "csv/sessions", &token)).await.status() == 200 {
        made += 1;
    }
    assert!((30..60).contains(&made), "{made}");
    assert_eq!(refused(export(&node, "json", &token)).await, (429, "rate_limited".into()));
    node.stop().await;
}

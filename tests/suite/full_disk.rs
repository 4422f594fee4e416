//! A disk that is full.

use std::convert::Infallible;
use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::program::Program;
use crate::support::within::within;

/// A forum in which one may ask.
const FORUM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rehearsal/forum.toml");
/// So many blocks of 512 bytes, or of 1,024 with some shells, and no more does any file hold.
const BLOCKS: u32 = 800;

#[tokio::test]
async fn a_node_whose_disk_is_full_is_not_ready_and_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--print", "json", "--forum", FORUM];
    let server = Program::serve_on_a_small_disk(folder.path(), &flags, BLOCKS).await;
    assert_eq!(status(server.address, "/readyz").await, 200);
    let told: Value = serde_json::from_str(&server.told).unwrap();
    let code = told["forums"][0]["code"].as_str().unwrap();
    let mut acknowledged = 0;
    tokio::select! {
        never = ask_on(server.address, code, &mut acknowledged) => match never {},
        () = within(until_not_ready(server.address)) => {}
    }
    assert_eq!(status(server.address, "/healthz").await, 200, "ending the process mends nothing");
    server.kill().await;
    let report = within(majlis::verify::folder(folder.path(), None)).await.unwrap();
    assert!(report.is_whole(), "{report}");
    assert!(
        acknowledged > 0 && report.forums[0].counted.questions >= acknowledged,
        "{acknowledged}: {report}"
    );
}

/// Asks one question after the other, each on another phone, and counts those that are taken.
async fn ask_on(server: SocketAddr, code: &str, acknowledged: &mut usize) -> Infallible {
    loop {
        let joining = reqwest::Client::new().post(format!("http://{server}/v1/join"));
        let joined = joining.json(&json!({ "code": code })).send().await.unwrap();
        let joined: Value = joined.json().await.unwrap();
        let token = joined["token"].as_str().unwrap();
        let mut phone = Client::hello(server, token, "participant", Some(1)).await;
        let text = "سؤال طويل ".repeat(20);
        let answer = phone.give(json!({ "do": "ask", "session": 1, "text": text })).await;
        *acknowledged += usize::from(answer["t"] == "done");
    }
}

async fn until_not_ready(server: SocketAddr) {
    while status(server, "/readyz").await == 200 {}
}

async fn status(server: SocketAddr, path: &str) -> u16 {
    within(reqwest::get(format!("http://{server}{path}"))).await.unwrap().status().as_u16()
}

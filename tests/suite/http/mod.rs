//! The server around the rooms: what each address answers, and what bad requests get.

mod assisted;
mod badges;
mod ceilings;
mod crowding;
mod ended;
#[cfg(target_os = "linux")]
mod endless;
mod export;
mod figures;
mod flooding;
mod forums;
mod halls;
mod health;
mod limits;
mod logos;
mod made_up;
mod mine;
mod pages;
mod proxied;
mod qr;
mod record;
mod refusals;
mod screens;
mod secured;
#[cfg(target_os = "linux")]
mod stalling;
mod stopping;
mod streams;
mod whoami;

use reqwest::{Method, RequestBuilder, Response};

use crate::support::node::Node;
use crate::support::within::within;

/// A request to an address of the node.
fn request(node: &Node, method: Method, path: &str) -> RequestBuilder {
    reqwest::Client::new().request(method, format!("http://{}{path}", node.address))
}

async fn send(request: RequestBuilder) -> Response {
    within(request.send()).await.unwrap()
}

async fn get(node: &Node, path: &str) -> Response {
    send(request(node, Method::GET, path)).await
}

/// What a header says; nothing where it is not there.
fn said<'a>(response: &'a Response, header: &str) -> &'a str {
    response.headers().get(header).map_or("", |value| value.to_str().unwrap())
}

/// The status and the code of a refusal. One that is for the moment says after how many seconds it is over.
async fn refused(request: RequestBuilder) -> (u16, String) {
    let response = send(request).await;
    let status = response.status().as_u16();
    let seconds = said(&response, "retry-after").parse::<u32>().unwrap_or(0);
    assert_eq!(seconds > 0, matches!(status, 429 | 503), "{status} after {seconds} seconds");
    let body: serde_json::Value = response.json().await.unwrap();
    assert!(body["message"].as_str().is_some_and(|message| !message.is_empty()), "{body}");
    (status, body["code"].as_str().unwrap().to_owned())
}

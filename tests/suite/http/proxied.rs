//! Requests that come through a proxy, which says for whom it speaks.

use std::net::IpAddr;
use std::time::Instant;

use majlis::http::network::Network;
use reqwest::Method;
use serde_json::json;

use super::{refused, request, send};
use crate::support::node::{HALL_CODE, Node};

/// A proxy on another machine, and two of those it speaks for.
const PROXY: &str = "10.0.0.9";
const ONE: &str = "203.0.113.1";
const ANOTHER: &str = "203.0.113.2";

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[tokio::test]
async fn each_for_whom_a_proxy_speaks_is_counted_as_the_network_that_it_is() {
    let node = Node::alone_with(|settings| settings.trusted_proxies = vec![address(PROXY)]).await;
    let now = Instant::now();
    (0..60_000).for_each(|_| node.site.limits.newcomers.spend(Network::of(address(ONE)), now));
    let join = |forwarded: &str| {
        let join = request(&node, Method::POST, "/v1/join").json(&json!({ "code": HALL_CODE }));
        join.header("x-forwarded-for", forwarded)
    };
    for of_one in [ONE.to_owned(), format!("{ONE}, {PROXY}"), format!("{ANOTHER}, {ONE}")] {
        assert_eq!(refused(join(&of_one)).await, (429, "rate_limited".into()), "{of_one}");
    }
    for of_another in [ANOTHER.to_owned(), format!("{ONE}, {ANOTHER}, {PROXY}")] {
        assert_eq!(send(join(&of_another)).await.status(), 200, "{of_another}");
    }
    node.join().await;
    node.stop().await;
}

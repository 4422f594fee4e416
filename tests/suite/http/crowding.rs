//! More connections than a node holds, and ones that only hold a place.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use majlis::config::Settings;
use majlis::domain::id::{ForumId, PersonId};
use majlis::domain::time::Millis;
use majlis::http::network::Network;
use majlis::http::token::Tokens;
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::interval;
use tokio_tungstenite::tungstenite::Message;

use super::{get, refused, request, send};
use crate::support::client::{Client, MAJLIS_V1, open};
use crate::support::counted::counted;
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, PRESENTER};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::views::Views;
use crate::support::within::{until, within};

async fn node_for(connections: usize) -> Node {
    Node::alone_with(|settings| settings.max_connections = connections).await
}

/// What a node answers to a request on a connection of its own.
async fn answer(node: &Node) -> String {
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    // It may be refused before it is written.
    let _ = raw.write_all(b"GET /healthz HTTP/1.1\r\nhost: majlis\r\nconnection: close\r\n\r\n").await;
    let mut answer = Vec::new();
    let _ = within(raw.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_request_that_names_two_hosts_is_none() {
    let node = node_for(2).await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    raw.write_all(b"GET /healthz HTTP/1.1\r\nhost: majlis\r\nhost: other\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    within(raw.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("\"code\":\"malformed\""), "{answer}");
    node.stop().await;
}

#[tokio::test]
async fn whoever_comes_when_it_is_full_is_told_and_may_come_again() {
    let node = node_for(2).await;
    let (_phone, desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let before = counted("majlis_connections_refused_total");
    let refusal = answer(&node).await;
    assert!(refusal.starts_with("HTTP/1.1 503 ") && refusal.contains("\"code\":\"full\""), "{refusal}");
    assert!(refusal.contains("retry-after: 5"), "{refusal}");
    assert_eq!(counted("majlis_connections_refused_total") - before, 1);
    drop(desk);
    within(async { while !answer(&node).await.starts_with("HTTP/1.1 200 ") {} }).await;
    node.stop().await;
}

#[tokio::test]
async fn sockets_that_say_nothing_make_way_for_whoever_comes() {
    let node = node_for(4).await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut quiet = Vec::new();
    for _ in 0..10 {
        quiet.push(open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap());
    }
    assert!(!matches!(within(quiet[0].next()).await, Some(Ok(_))), "the first is cut");
    let mut phone = node.phone().await;
    phone.ping().await;
    desk.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn who_said_hello_and_waits_for_the_store_makes_way_like_any_other_stranger() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let few = |settings: &mut Settings| settings.max_connections = 4;
    let node = Node::over_redis_with(server.port(), folder.path(), few).await;
    server.freeze();
    let token = Tokens::crew(ForumId(77), "nobody-has-this-secret-here");
    let hello = serde_json::json!({ "t": "hello", "token": token, "view": "screen" }).to_string();
    let mut waiting = Vec::new();
    for _ in 0..10 {
        let mut socket = open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap();
        socket.send(Message::text(hello.clone())).await.unwrap();
        waiting.push(socket);
    }
    assert!(
        !matches!(within(waiting[0].next()).await, Some(Ok(_))),
        "the first is cut, before the store says anything"
    );
    server.thaw();
    node.stop().await;
}

/// The beginning of a request whose body is as long as that, and never comes whole.
async fn unfinished(node: &Node, bytes: usize) -> TcpStream {
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    let head = format!(
        "POST /v1/do HTTP/1.1\r\nhost: majlis\r\ncontent-type: application/json\r\ncontent-length: {bytes}\r\n\r\n["
    );
    raw.write_all(head.as_bytes()).await.unwrap();
    raw
}

#[tokio::test]
async fn large_requests_that_never_come_whole_have_so_many_places_and_keep_no_small_one_out() {
    let node = node_for(1_000).await;
    let large = || request(&node, Method::POST, "/v1/do").json(&"x".repeat(20_000));
    let small = || request(&node, Method::POST, "/v1/do").json(&[0]);
    assert_eq!(refused(large()).await, (400, "malformed".into()));
    let mut held = Vec::new();
    for _ in 0..250 {
        held.push(unfinished(&node, 100_000).await);
    }
    // Whichever comes while one of the others has the last place is refused, and stands for nothing.
    within(async {
        while refused(large()).await != (503, "unavailable".into()) {
            held.push(unfinished(&node, 100_000).await);
        }
    })
    .await;
    assert!(held.len() >= 256, "{}", held.len());
    assert_ne!(send(small()).await.status(), 503);
    drop(held);
    until(async || refused(large()).await == (400, "malformed".into())).await;
    node.stop().await;
}

#[tokio::test]
async fn who_says_no_hello_in_its_time_is_told_and_loses_its_place() {
    let node = Node::alone_with(|settings| settings.patience.hello = Duration::from_millis(100)).await;
    let mut quiet = open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap();
    let bye = within(quiet.next()).await.unwrap().unwrap();
    assert!(bye.to_text().unwrap().contains(r#""code":"no_hello""#), "{bye}");
    assert!(matches!(within(quiet.next()).await, Some(Ok(Message::Close(Some(_))))), "and cut");
    node.stop().await;
}

#[tokio::test]
async fn people_leave_room_for_the_crew() {
    let node = node_for(4).await;
    let token = node.join().await;
    let mut phones = Vec::new();
    for _ in 0..3 {
        phones.push(node.phone_of(&token).await);
    }
    let hello = serde_json::json!({ "t": "hello", "token": token, "view": "participant", "session": 1 });
    let end = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!((end.code(), &end.bye["reconnect"]), ("full", &serde_json::json!(true)));
    node.crew(DESK, "moderator").await.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn too_many_bad_tokens_are_told_no_more_than_that_and_good_ones_are_never_counted() {
    let node = node_for(100).await;
    let token = node.join().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    organiser.done(serde_json::json!({ "do": "revoke_link", "link": PRESENTER.0 })).await;
    let expired = node.site.tokens.participant(FORUM, PersonId([9; 16]), node.site.journal.now() - Millis(1));
    let (here, now) = (Network::of(node.address.ip()), std::time::Instant::now());
    let whoami = |token: &str| request(&node, Method::GET, "/v1/whoami").bearer_auth(token);
    assert_eq!(refused(whoami("p1.bad")).await, (401, "bad_token".into()));
    // As a hall that tries for ten minutes more.
    (0..60_000).for_each(|_| node.site.connections.failures.spend(here, now));
    for (bad, view) in [
        ("p1.bad", "participant"),
        (expired.as_str(), "participant"),
        (&token_of(PRESENTER), "presenter"),
        // A link's token may name any forum: whoever makes them up is bounded too.
        ("c1.00000000000000ff.desk-desk-desk-desk-desk", "moderator"),
    ] {
        assert_eq!(refused(whoami(bad)).await, (429, "rate_limited".into()), "{bad}");
        let hello = serde_json::json!({ "t": "hello", "token": bad, "view": view });
        let end = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
        assert_eq!(end.code(), "flood", "{bad}");
    }
    assert_eq!(send(whoami(&token)).await.status(), 200);
    node.phone_of(&token).await.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn a_place_is_kept_for_as_long_as_its_socket_lives() {
    let node = node_for(3).await;
    let token = node.join().await;
    let mut phone = Client::hello(node.address, &token, "participant", Some(1)).await;
    phone.settled().await;
    // Each of these leaves its place when it is answered.
    for _ in 0..10 {
        assert_eq!(get(&node, "/healthz").await.status(), 200);
    }
    phone.ping().await;
    node.stop().await;
}

/// Says something and then goes on, a byte at a time, until the other side has heard enough; tells what it answered.
async fn trickle(server: SocketAddr, begins: &[u8]) -> Vec<u8> {
    let (mut hears, mut says) = TcpStream::connect(server).await.unwrap().into_split();
    says.write_all(begins).await.unwrap();
    let goes_on = tokio::spawn(async move {
        let mut beat = interval(Duration::from_millis(20));
        while says.write_all(b"a").await.is_ok() {
            beat.tick().await;
        }
    });
    let mut answer = Vec::new();
    // It may end in a reset, as more was said than was heard.
    let _ = hears.read_to_end(&mut answer).await;
    goes_on.abort();
    answer
}

#[tokio::test]
async fn whoever_sends_its_head_a_byte_at_a_time_loses_its_place() {
    let node = Node::alone_with(|settings| settings.patience.head = Duration::from_millis(100)).await;
    let answer = within(trickle(node.address, b"GET / HTTP/1.1\r\nhost: maj")).await;
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 408 "), "{answer:?}");
    node.stop().await;
}

#[tokio::test]
async fn a_body_that_trickles_in_is_given_up() {
    let node = Node::alone_with(|settings| settings.patience.answer = Duration::from_millis(100)).await;
    let head =
        b"POST /v1/join HTTP/1.1\r\nhost: m\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
    let answer = String::from_utf8(within(trickle(node.address, head)).await).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"too_slow\""), "{answer}");
    node.stop().await;
}

#[tokio::test]
async fn a_connection_that_is_no_socket_is_asked_to_come_again_after_a_while() {
    let node = Node::alone_with(|settings| settings.patience.connection = Duration::from_secs(1)).await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    raw.write_all(b"GET /healthz HTTP/1.1\r\nhost: majlis\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    within(raw.read_to_end(&mut answer)).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "answered first, then ended");
    node.stop().await;
}

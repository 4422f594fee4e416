use tokio_tungstenite::tungstenite::Message;

use crate::support::client::{MAJLIS_V1, open};
use crate::support::node::Node;

#[tokio::test]
async fn c1_the_subprotocol_is_needed() {
    let node = Node::alone().await;
    for other in [&[][..], &[("sec-websocket-protocol", "majlis.v9")]] {
        assert_eq!(open(node.address, other).await.err(), Some(426));
    }
    assert!(open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.is_ok());
}

#[tokio::test]
async fn c2_the_servers_own_pages_and_programs_without_a_page_may_connect() {
    let node = Node::alone().await;
    let own = format!("http://{}", node.address);
    let headers = [("sec-websocket-protocol", MAJLIS_V1), ("origin", own.as_str())];
    assert!(open(node.address, &headers).await.is_ok());
    assert!(open(node.address, &headers[..1]).await.is_ok());
}

#[tokio::test]
async fn c2_pages_of_other_sites_may_not() {
    let node = Node::alone().await;
    let port = node.address.port();
    for origin in
        ["https://example.org".to_owned(), "null".to_owned(), format!("http://127.0.0.1.example.org:{port}")]
    {
        let headers = [("sec-websocket-protocol", MAJLIS_V1), ("origin", origin.as_str())];
        assert_eq!(open(node.address, &headers).await.err(), Some(403), "{origin}");
    }
}

#[tokio::test]
async fn c4_what_is_no_text_ends_the_connection() {
    let node = Node::alone().await;
    let mut binary = node.phone().await;
    binary.send_message(Message::binary(br#"{"t":"ping"}"#.to_vec())).await;
    assert_eq!(binary.sent_away().await.code(), "malformed");

    let mut broken = node.phone().await;
    broken.send_bytes_as_text(b"{\"t\":\"find\",\"text\":\"\xff\xfe\"}").await;
    assert_eq!(broken.sent_away().await.code(), "malformed");
}

#[tokio::test]
async fn c5_the_close_code_says_what_the_last_frame_says() {
    let node = Node::alone().await;
    let mut phone = node.phone().await;
    phone.send_message(Message::text("{}")).await;
    let ended = phone.sent_away().await;
    assert_eq!((ended.code(), ended.close), ("malformed", 4101));
    assert_eq!(ended.bye["reconnect"], false);
}

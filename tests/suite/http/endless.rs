//! Whoever sends without end, of which no frame is heard: how fast it is read, and how much of it the kernel holds meanwhile.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::support::certificates::Certificates;
use crate::support::client::{MAJLIS_V1, over, over_tls};
use crate::support::kernel::side;
use crate::support::node::Node;
use crate::support::secure::{Trust, speaking_tls};
use crate::support::within::{BOUND, until, within};

/// Bytes of a socket that are read at once, and then in a second.
const AHEAD: usize = 256 * 1024;
const A_SECOND: usize = 64 * 1024;
/// What the kernel and TLS hold on the client's side, and the kernel on the node's.
const UNDER_WAY: usize = 192 * 1024;
/// The most that the kernel may hold of a client that is not read.
const UNREAD: usize = 16 * 1024;
/// How long it is sent once so much was taken as is read at once: even a machine that is busy with other things would read far
/// more than its pace in that time.
const FOR: Duration = Duration::from_secs(4);
/// How long a line may take nothing before it is looked at again.
const LOOK: Duration = Duration::from_millis(500);

/// Sends pongs that nobody asked for, as full as they may be, as fast as they are taken: how many bytes were, in how long.
async fn flood(mut line: impl AsyncWrite + Unpin) -> (usize, Duration) {
    // Masked with zeroes.
    let mut pong = vec![0x8a, 0x80 | 0x7d, 0, 0, 0, 0];
    pong.resize(6 + 125, 0);
    let (pongs, begun, mut sent, mut end) = (pong.repeat(64), Instant::now(), 0, None);
    while end.is_none_or(|end| Instant::now() < end) {
        if let Ok(more) = timeout(LOOK, line.write(&pongs[sent % pongs.len()..])).await {
            sent += more.expect("the line is there");
        }
        if sent >= AHEAD {
            end = end.or(Some(Instant::now() + FOR));
        }
    }
    (sent, begun.elapsed())
}

/// What came of it is no more than may be read, and little of it waits.
fn is_bounded(node: &Node, own: SocketAddr, (sent, took): (usize, Duration)) {
    let read = AHEAD + A_SECOND * usize::try_from(took.as_millis()).unwrap() / 1_000;
    assert!(sent <= read + UNDER_WAY, "{sent} bytes in {took:?}");
    let unread = side(node.address, own).unread;
    assert!(unread <= UNREAD, "{unread} bytes wait");
}

/// A connection of which the own side holds little, and its address.
async fn narrow(node: &Node) -> (TcpStream, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(8 * 1024).unwrap();
    let stream = within(socket.connect(node.address)).await.unwrap();
    let own = stream.local_addr().unwrap();
    (stream, own)
}

#[tokio::test]
async fn who_sends_without_end_is_read_at_its_pace_over_tls_too() {
    let certificates = Certificates::make();
    let (plain, secure) = (Node::alone().await, Node::alone_with(speaking_tls(&certificates)).await);
    let trust = Trust::in_authority(&certificates.file("ca.crt"));
    let headers = [("sec-websocket-protocol", MAJLIS_V1)];
    let in_clear = async {
        let (stream, own) = narrow(&plain).await;
        let mut line = over(stream, &headers).await.unwrap().into_inner();
        is_bounded(&plain, own, flood(&mut line).await);
    };
    let over_tls = async {
        let (stream, own) = narrow(&secure).await;
        let line = trust.line_over(stream).await.unwrap();
        let mut line = over_tls(line, secure.address, &headers).await.unwrap().into_inner();
        is_bounded(&secure, own, flood(&mut line).await);
    };
    Box::pin(within(async { tokio::join!(in_clear, over_tls) })).await;
    plain.stop().await;
    secure.stop().await;
}

#[tokio::test]
async fn the_kernel_asks_after_every_connection_over_tls_too() {
    let certificates = Certificates::make();
    for node in [Node::alone().await, Node::alone_with(speaking_tls(&certificates)).await] {
        let idle = TcpStream::connect(node.address).await.unwrap();
        let own = idle.local_addr().unwrap();
        // Half of the time after which one is given up of which nothing is known.
        let is_asked = async || side(node.address, own).asks_in.is_some_and(|time| time <= BOUND / 2);
        until(is_asked).await;
        node.stop().await;
    }
}

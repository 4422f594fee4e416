//! Bytes that are no WebSocket frames, on sockets that are: whoever sends them is sent away, and nobody else notices.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::damage::damaged;
use crate::support::client::{self, MAJLIS_V1};
use crate::support::node::Node;
use crate::support::within::within;

const SOCKETS: usize = 60;

/// A text frame of a client: "hello" under a mask of zeroes, then a ping and a close.
const FRAMES: &[u8] = b"\x81\x85\0\0\0\0hello\x89\x80\0\0\0\0\x88\x82\0\0\0\0\x03\xe8";

/// Frames as RFC 6455 forbids them: reserved bits and codes, no mask, a length beyond all bounds, parts of nothing.
const FORBIDDEN: [&[u8]; 8] = [
    b"\xc1\x80\0\0\0\0",
    b"\x83\x80\0\0\0\0",
    b"\x81\x05hello",
    b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
    b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
    b"\x80\x80\0\0\0\0",
    b"\x89\xfe\x01\x00\0\0\0\0",
    b"\x88\x81\0\0\0\0\x03",
];

#[tokio::test]
async fn bytes_that_are_no_frames_end_their_own_connection_and_no_other() {
    let node = Node::alone().await;
    let mut bystander = node.phone().await;
    let mut runner = TestRunner::deterministic();
    let harmed = std::iter::repeat_with(|| damaged(FRAMES).new_tree(&mut runner).unwrap().current());
    let all = FORBIDDEN.iter().map(|bytes| bytes.to_vec()).chain(harmed.take(SOCKETS));
    for bytes in all {
        let socket = client::open(node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap();
        let mut line = socket.into_inner();
        within(line.write_all(&bytes)).await.unwrap();
        // No more will come: so a frame that was begun is none either.
        within(line.shutdown()).await.unwrap();
        let mut answer = Vec::new();
        // What was sent may be cut off with a reset.
        let _ = within(line.read_to_end(&mut answer)).await;
        bystander.ping().await;
    }
    node.stop().await;
}

//! A million frames that are none: the node goes on, and holds no more than before.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::crowd;
use super::idle::{MEBIBYTE, quiet};
use super::phone::Phone;
use super::server::Server;

/// Frames of a connection: the first ends it, and the others are on their way by then.
const FRAMES: u32 = 100;
/// Connections: those of the beginning bring in what the node needs whoever comes.
const FIRST: u32 = 2_000;
const ALL: u32 = 10_000;
const AT_ONCE: usize = 32;
/// One in so many says hello before.
const SAYS_HELLO: u32 = 10;
const PEOPLE: u32 = 500;

pub async fn measure() {
    println!(
        "\n{} frames that are none, {FRAMES} on a connection; the node is to hold no more than before",
        ALL * FRAMES
    );
    println!("{:>10} {:>16} {:>14}", "frames", "resident, MiB", "frames a s");
    let server = Server::start(Duration::ZERO).await;
    let mut desk = crowd::opened(&server.doors).await;
    let mut tokens = Vec::new();
    for _ in 0..PEOPLE {
        tokens.push(crowd::token(&server.doors).await);
    }
    let mut before = 0;
    for count in [FIRST, ALL] {
        let begun = Instant::now();
        let each = (before..count).map(|no| {
            let token = (no % SAYS_HELLO == 0).then(|| tokens[(no / SAYS_HELLO % PEOPLE) as usize].as_str());
            strange(server.doors.listens, token)
        });
        stream::iter(each).buffer_unordered(AT_ONCE).for_each(async |()| {}).await;
        let rate = f64::from((count - before) * FRAMES) / begun.elapsed().as_secs_f64();
        desk.settle().await;
        println!("{:>10} {:>16.1} {rate:>14.0}", count * FRAMES, quiet(&server).await / MEBIBYTE);
        before = count;
    }
    server.stop().await;
}

/// A connection that sends frames of every wrong kind and reads until it is closed.
async fn strange(server: SocketAddr, token: Option<&str>) {
    let hello = token.map_or(
        json!({ "t": "helo" }),
        |token| json!({ "t": "hello", "token": token, "view": "participant", "session": 1 }),
    );
    let mut line = Phone::line(server, &hello).await;
    let frames: Vec<u8> = (0..FRAMES).flat_map(|_| wrong()).collect();
    // It may be closed before all of it is written.
    let _ = line.write_all(&frames).await;
    let read = timeout(Duration::from_secs(30), line.read_to_end(&mut Vec::new())).await;
    assert!(read.is_ok(), "the node ends it");
}

/// Bytes that are no frame of the protocol.
fn wrong() -> Vec<u8> {
    let bytes: Vec<u8> = (0..fastrand::usize(..120)).map(|_| fastrand::u8(..)).collect();
    match fastrand::u8(..7) {
        // Bytes as a text; a text that is no JSON, or no frame, or nested without end; a kind that there is not.
        0 => frame(0x81, &bytes),
        1 => frame(0x81, b"{\"t\":"),
        2 => frame(0x81, br#"{"t":"do","id":7,"command":[]}"#),
        3 => frame(0x81, "[".repeat(4_000).as_bytes()),
        4 => frame(0x80 | fastrand::u8(3..8), &bytes),
        // One that says it is longer than anything; whatever there is.
        5 => [&[0x81, 0xff][..], &u64::MAX.to_be_bytes(), &bytes].concat(),
        _ => bytes,
    }
}

/// A frame as a client sends it, under a mask of zeros.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = match payload.len() {
        short @ 0..=125 => vec![0x80 | u8::try_from(short).expect("short")],
        long => [&[0xfe][..], &u16::try_from(long).expect("below 64 KiB").to_be_bytes()].concat(),
    };
    [&[first][..], &length, &[0; 4], payload].concat()
}

//! A phone on an event stream, where no WebSocket comes through.

use std::net::SocketAddr;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The last of what a phone is told after its hello.
const MINE: &[u8] = br#""t":"mine""#;

/// A phone that said hello and was told everything. It only listens.
pub struct Streamed {
    /// Held, so that its stream goes on.
    _answer: TcpStream,
}

impl Streamed {
    /// Asks for a stream.
    pub async fn hello(server: SocketAddr, token: &str) -> Self {
        let hello = json!({ "t": "hello", "token": token, "view": "participant", "session": 1 }).to_string();
        let request = format!(
            "POST /v1/stream HTTP/1.1\r\nhost: {server}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{hello}",
            hello.len()
        );
        let mut answer = TcpStream::connect(server).await.expect("the node listens");
        answer.write_all(request.as_bytes()).await.expect("the node takes it");
        let mut told = Vec::new();
        while !told.windows(MINE.len()).any(|bytes| bytes == MINE) {
            let read = answer.read_buf(&mut told).await.expect("the stream goes on");
            assert!(read > 0, "the node ended it: {}", String::from_utf8_lossy(&told));
        }
        Self { _answer: answer }
    }
}

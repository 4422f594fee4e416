//! A client for which no WebSocket comes through, as a stranger would write it from PROTOCOL.md: it reads an event stream, and
//! says what it says by requests, to whichever node.

use std::net::SocketAddr;

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};

use super::client::new_id;
use super::views::Views;
use super::within::within;

/// The end of an event.
const END: &[u8] = b"\n\n";

/// A client that was welcomed on its stream.
pub struct Streamed {
    /// Which hello it says beside its stream.
    hello: Value,
    events: Events,
    /// What it holds.
    pub views: Views,
}

/// The stream alone.
pub struct Events {
    answer: Response,
    unread: Vec<u8>,
}

impl Streamed {
    /// Opens a stream with that hello, to which a line is added, and is welcomed.
    pub async fn open(server: SocketAddr, hello: &Value) -> Self {
        let mut hello = hello.clone();
        hello["line"] = json!(new_id());
        let events = Events::open(server, &hello).await.expect("a stream");
        let mut client = Self { hello, events, views: Views::default() };
        let welcome = client.next().await.expect("a frame");
        assert_eq!(welcome["t"], "welcome", "{welcome}");
        client
    }

    /// The next frame, once it is applied; none when the stream has ended.
    pub async fn next(&mut self) -> Option<Value> {
        let frame: Value = serde_json::from_str(&self.events.next().await?).expect("a frame is JSON");
        self.views.apply(&frame);
        assert!(self.views.behind.is_empty(), "a change that does not apply: {frame}");
        Some(frame)
    }

    /// Waits for a frame of that kind.
    pub async fn hear(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|| panic!("no {kind}"));
            if frame["t"] == kind {
                return frame;
            }
        }
    }

    /// Waits until what it holds is so.
    pub async fn until(&mut self, is_so: impl Fn(&Views) -> bool) {
        while !is_so(&self.views) {
            assert!(self.next().await.is_some(), "the stream ended");
        }
    }

    /// Waits until a topic is there and so.
    pub async fn until_view(&mut self, topic: u32, is_so: impl Fn(&Value) -> bool) -> Value {
        self.until(|views| views.view(topic).is_some_and(&is_so)).await;
        self.views.view(topic).cloned().expect("it is there")
    }

    /// Says these frames to a node: what it answers.
    pub async fn say(&self, server: SocketAddr, frames: &[Value]) -> Vec<Value> {
        let mut all = vec![self.hello.clone()];
        all.extend_from_slice(frames);
        let (status, answer) = post(server, "/v1/do", &json!(all)).await;
        assert_eq!(status, 200, "{answer}");
        serde_json::from_value(answer).expect("a list of frames")
    }

    /// Gives a node a command under that id: what became of it.
    pub async fn give_as(&self, server: SocketAddr, id: &str, command: Value) -> Value {
        let answers = self.say(server, &[json!({ "t": "do", "id": id, "command": command })]).await;
        answers.into_iter().find(|answer| answer["id"] == id).expect("an answer")
    }
}

impl Events {
    /// Asks for a stream; or what is answered in its place.
    pub async fn open(server: SocketAddr, hello: &Value) -> Result<Self, (u16, Value)> {
        let answer = within(request(server, "/v1/stream", hello).send()).await.unwrap();
        if answer.status().is_success() {
            // Some proxies gather, keep or compress what does not say otherwise.
            for (name, value) in [
                ("content-type", "text/event-stream"),
                ("cache-control", "no-store, no-transform"),
                ("x-accel-buffering", "no"),
            ] {
                assert_eq!(answer.headers()[name], value);
            }
            Ok(Self { answer, unread: Vec::new() })
        } else {
            Err((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
        }
    }

    /// The text of the next event that has one; none at the end of the body.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            if let Some(event) = self.take() {
                let text = event.strip_prefix("data: ");
                match text {
                    Some(text) => return Some(text.to_owned()),
                    None => assert!(event.starts_with(':'), "{event}"),
                }
                continue;
            }
            let chunk = within(self.answer.chunk()).await.ok()??;
            self.unread.extend_from_slice(&chunk);
        }
    }

    fn take(&mut self) -> Option<String> {
        let end = self.unread.windows(END.len()).position(|bytes| bytes == END)?;
        let event = self.unread.drain(..end + END.len()).collect();
        let event = String::from_utf8(event).expect("UTF-8");
        Some(event.trim_end_matches('\n').to_owned())
    }
}

/// A request with a body of JSON.
pub fn request(server: SocketAddr, path: &str, body: &Value) -> RequestBuilder {
    reqwest::Client::new().post(format!("http://{server}{path}")).json(body)
}

/// The status, and what is answered.
pub async fn post(server: SocketAddr, path: &str, body: &Value) -> (u16, Value) {
    let answer = within(request(server, path, body).send()).await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

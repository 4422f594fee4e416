//! A client over a real socket: a phone, a desk or a wall.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Instant;

use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message, protocol::WebSocketConfig};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// The topic of the forum's poll.
pub const POLL: u32 = 101;

/// A client that said hello.
pub struct Phone {
    socket: WebSocketStream<TcpStream>,
}

/// Of a frame what is measured.
#[derive(Debug, Deserialize)]
pub struct Heard {
    pub t: String,
    pub epoch: Option<u32>,
    pub topic: Option<u32>,
    pub rev: Option<u64>,
    pub no: Option<u64>,
    /// Why, where it is a refusal.
    pub code: Option<String>,
}

impl Phone {
    /// Connects and says hello.
    pub async fn hello(server: SocketAddr, token: &str, view: &str) -> Self {
        Self::hello_to(server, token, view, 1).await
    }

    /// The same, looking at that session.
    pub async fn hello_to(server: SocketAddr, token: &str, view: &str, session: u64) -> Self {
        let mut phone = Self { socket: Self::upgrade(server).await };
        phone.say(&json!({ "t": "hello", "token": token, "view": view, "session": session })).await;
        phone
    }

    /// Connects with what it has of each topic, says hello and asks for an answer after all that it is told, if there is
    /// somebody.
    pub async fn come(server: SocketAddr, token: &str, have: &BTreeMap<u32, (u32, u64)>) -> Option<Self> {
        let mut phone = Self { socket: Self::try_upgrade(server).await.ok()? };
        let hello =
            json!({ "t": "hello", "token": token, "view": "participant", "session": 1, "have": have });
        for frame in [hello, json!({ "t": "ping" })] {
            phone.socket.send(Message::text(frame.to_string())).await.ok()?;
        }
        Some(phone)
    }

    /// The next frame, until the connection ends.
    pub async fn heard(&mut self) -> Option<Heard> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).ok(),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    async fn upgrade(server: SocketAddr) -> WebSocketStream<TcpStream> {
        Self::try_upgrade(server).await.expect("the node listens and takes an upgrade")
    }

    async fn try_upgrade(server: SocketAddr) -> Result<WebSocketStream<TcpStream>, Error> {
        let mut request = format!("ws://{server}/v1/live").into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", "majlis.v1".parse()?);
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
        Ok(client_async_with_config(request, stream, Some(config)).await?.0)
    }

    /// The line of a client that said that, hello or not, without anybody who answers on it.
    pub async fn line(server: SocketAddr, said: &Value) -> TcpStream {
        let mut phone = Self { socket: Self::upgrade(server).await };
        phone.say(said).await;
        phone.socket.into_inner()
    }

    /// Says a frame.
    pub async fn say(&mut self, frame: &Value) {
        self.socket.send(Message::text(frame.to_string())).await.expect("the node takes it");
    }

    /// The next frame.
    pub async fn hear(&mut self) -> Heard {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).expect("a frame"),
                Some(Ok(_)) => {}
                end => panic!("the node ended the connection: {end:?}"),
            }
        }
    }

    /// Waits for a frame of that kind.
    pub async fn until(&mut self, kind: &str) -> Heard {
        loop {
            let heard = self.hear().await;
            assert!(heard.t != "refused", "nothing here is to be refused: {:?}", heard.code);
            if heard.t == kind {
                return heard;
            }
        }
    }

    /// Waits until it was told everything: whatever comes before the answer was sent before it.
    pub async fn settle(&mut self) {
        self.say(&json!({ "t": "ping" })).await;
        self.until("pong").await;
    }

    /// Gives a command and waits until it is accepted: the revision that holds it.
    pub async fn command(&mut self, command: Value) -> u64 {
        self.done(command).await.rev.expect("a revision")
    }

    /// The same of one that makes something: its number.
    pub async fn make(&mut self, command: Value) -> u64 {
        self.done(command).await.no.expect("a number")
    }

    async fn done(&mut self, command: Value) -> Heard {
        let id = format!("{:016x}", fastrand::u64(..));
        self.say(&json!({ "t": "do", "id": id, "command": command })).await;
        self.until("done").await
    }

    /// Votes for that choice in the forum's poll; a later ballot has a higher number.
    pub async fn vote(&mut self, choice: u32, number: u64) -> u64 {
        let choice = json!({ "options": [choice] });
        self.command(json!({ "do": "vote", "poll": 1, "round": 1, "choice": choice, "seq": number })).await
    }

    /// Looks at the poll, and tells when it came and at which revision, as long as somebody listens.
    pub async fn look(self, told: mpsc::UnboundedSender<(Instant, u64)>) {
        self.look_at(POLL, told).await;
    }

    /// The same of any topic.
    pub async fn look_at(mut self, topic: u32, told: mpsc::UnboundedSender<(Instant, u64)>) {
        loop {
            let heard = self.hear().await;
            if heard.topic == Some(topic)
                && let Some(rev) = heard.rev
                && told.send((Instant::now(), rev)).is_err()
            {
                return;
            }
        }
    }
}

//! A client as a stranger would write it, from PROTOCOL.md alone.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use super::views::Views;
use super::within::within;

/// The subprotocol.
pub const MAJLIS_V1: &str = "majlis.v1";

/// A socket that nothing was said on yet.
pub type Socket = WebSocketStream<TcpStream>;

/// Opens the socket, or gets the status that the server answers instead.
pub async fn open(server: SocketAddr, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
    over(TcpStream::connect(server).await.unwrap(), headers).await
}

/// The same over a stream that is connected already.
pub async fn over(stream: TcpStream, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
    let server = stream.peer_addr().unwrap();
    upgrade(stream, server, headers).await
}

/// The same over one that nobody reads along.
pub async fn over_tls(
    stream: TlsStream<TcpStream>,
    server: SocketAddr,
    headers: &[(&'static str, &str)],
) -> Result<WebSocketStream<TlsStream<TcpStream>>, u16> {
    Box::pin(upgrade(stream, server, headers)).await
}

async fn upgrade<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    server: SocketAddr,
    headers: &[(&'static str, &str)],
) -> Result<WebSocketStream<S>, u16> {
    let mut request = format!("ws://{server}/v1/live").into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    match within(client_async(request, stream)).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(why) => panic!("{why}"),
    }
}

/// The last frame and the close code of a connection that the server ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    pub bye: Value,
    pub close: u16,
}

impl Ended {
    pub fn code(&self) -> &str {
        self.bye["code"].as_str().unwrap_or_default()
    }
}

/// A client that was welcomed.
pub struct Client<S = TcpStream> {
    socket: WebSocketStream<S>,
    /// The last welcome.
    pub welcome: Value,
    /// What it holds.
    pub views: Views,
    /// Every frame that came, as text.
    pub heard: Vec<String>,
    /// Answers that nobody waited for yet.
    answers: Vec<Value>,
}

impl Client<TcpStream> {
    /// Says hello and is welcomed.
    pub async fn hello(server: SocketAddr, token: &str, view: &str, session: Option<u64>) -> Self {
        let hello = json!({ "t": "hello", "token": token, "view": view, "session": session });
        Self::try_hello(server, &hello, Views::default()).await.unwrap_or_else(|end| panic!("{end:?}"))
    }

    /// Comes back with what another one holds.
    pub async fn resume(server: SocketAddr, token: &str, view: &str, views: Views) -> Self {
        let (session, have) = (views.session, views.have());
        let hello = json!({ "t": "hello", "token": token, "view": view, "session": session, "have": have });
        Self::try_hello(server, &hello, views).await.unwrap_or_else(|end| panic!("{end:?}"))
    }

    /// Says that hello, and is welcomed or sent away.
    pub async fn try_hello(server: SocketAddr, hello: &Value, views: Views) -> Result<Self, Ended> {
        let socket = open(server, &[("sec-websocket-protocol", MAJLIS_V1)]).await.expect("an upgrade");
        Self::try_hello_on(socket, hello, views).await
    }

    /// The line alone, without anybody who answers on it.
    pub fn into_line(self) -> TcpStream {
        self.socket.into_inner()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    /// The same on a socket that nothing was said on yet.
    pub async fn try_hello_on(
        socket: WebSocketStream<S>,
        hello: &Value,
        views: Views,
    ) -> Result<Self, Ended> {
        let (heard, answers) = (Vec::new(), Vec::new());
        let mut client = Self { socket, welcome: Value::Null, views, heard, answers };
        client.send(hello).await;
        match client.next().await {
            Some(frame) if frame["t"] == "welcome" => Ok(client),
            Some(frame) if frame["t"] == "bye" => Err(client.closed(frame).await),
            other => panic!("neither welcomed nor sent away: {other:?}"),
        }
    }

    pub async fn send(&mut self, frame: &Value) {
        self.send_message(Message::text(frame.to_string())).await;
    }

    /// Sends a frame, unless the line is cut.
    pub async fn try_send(&mut self, frame: &Value) -> bool {
        within(self.socket.send(Message::text(frame.to_string()))).await.is_ok()
    }

    /// Sends whatever it is.
    pub async fn send_message(&mut self, message: Message) {
        within(self.socket.send(message)).await.expect("the connection takes it");
    }

    /// Sends bytes as a text message, UTF-8 or not.
    pub async fn send_bytes_as_text(&mut self, bytes: &'static [u8]) {
        use tokio_tungstenite::tungstenite::protocol::frame::Frame;
        use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
        let frame = Frame::message(Bytes::from_static(bytes), OpCode::Data(Data::Text), true);
        self.send_message(Message::Frame(frame)).await;
    }

    /// The next frame, once it is applied; none when the connection has ended.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            let text = match within(self.socket.next()).await? {
                Ok(Message::Text(text)) => text.to_string(),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => continue,
            };
            let frame: Value = serde_json::from_str(&text).expect("a frame is JSON");
            self.heard.push(text);
            self.views.apply(&frame);
            assert!(self.views.behind.is_empty(), "a change that does not apply: {frame}");
            match frame["t"].as_str() {
                Some("welcome") => self.welcome = frame.clone(),
                Some("done" | "refused" | "page" | "statements" | "found" | "pong") => {
                    self.answers.push(frame.clone());
                }
                _ => {}
            }
            return Some(frame);
        }
    }

    /// Gives a command under a new id, and waits for what becomes of it.
    pub async fn give(&mut self, command: Value) -> Value {
        self.give_as(&new_id(), command).await
    }

    /// The same under that id.
    pub async fn give_as(&mut self, id: &str, command: Value) -> Value {
        self.send(&json!({ "t": "do", "id": id, "command": command })).await;
        self.answer(|answer| answer["id"] == id).await
    }

    /// Gives a command that must be accepted: its revision, and the number of what it made.
    pub async fn done(&mut self, command: Value) -> (u64, Option<u64>) {
        let answer = self.give(command).await;
        assert_eq!(answer["t"], "done", "{answer}");
        (answer["rev"].as_u64().expect("a revision"), answer["no"].as_u64())
    }

    /// Gives a command that must be refused: the code.
    pub async fn refused(&mut self, command: Value) -> String {
        let answer = self.give(command).await;
        assert_eq!(answer["t"], "refused", "{answer}");
        answer["code"].as_str().expect("a code").to_owned()
    }

    pub async fn page(&mut self, topic: u32, after: u64) -> Value {
        self.send(&json!({ "t": "page", "topic": topic, "after": after })).await;
        self.answer(|answer| answer["t"] == "page").await
    }

    pub async fn find(&mut self, text: &str) -> Value {
        self.send(&json!({ "t": "find", "text": text })).await;
        self.answer(|answer| answer["t"] == "found").await
    }

    pub async fn ping(&mut self) {
        self.send(&json!({ "t": "ping" })).await;
        self.answer(|answer| answer["t"] == "pong").await;
    }

    /// Waits for an answer, which may have come already.
    pub async fn answer(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(at) = self.answers.iter().position(&is_it) {
                return self.answers.remove(at);
            }
            assert!(self.next().await.is_some(), "the connection ended; last came {:?}", self.heard.last());
        }
    }

    /// Waits for a frame of that kind.
    pub async fn hear(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.next().await;
            let frame = frame.unwrap_or_else(|| panic!("no {kind}; last came {:?}", self.heard.last()));
            if frame["t"] == kind {
                return frame;
            }
        }
    }

    /// Waits until what it holds is so.
    pub async fn until(&mut self, is_so: impl Fn(&Views) -> bool) {
        while !is_so(&self.views) {
            let frame = self.next().await;
            assert!(frame.is_some(), "the connection ended; last came {:?}", self.heard.last());
        }
    }

    /// Waits until a topic is there and so.
    pub async fn until_view(&mut self, topic: u32, is_so: impl Fn(&Value) -> bool) -> Value {
        self.until(|views| views.view(topic).is_some_and(&is_so)).await;
        self.views.view(topic).cloned().expect("it is there")
    }

    /// Waits until everything that the welcome promised is there.
    pub async fn settled(&mut self) {
        let topics: Vec<u32> = serde_json::from_value(self.welcome["topics"].clone()).expect("topics");
        let is_person = self.welcome["you"]["role"] == "participant";
        self.until(|views| {
            topics.iter().all(|topic| views.topics.contains_key(topic))
                && (!is_person || views.mine.is_some())
        })
        .await;
    }

    /// Waits until the server ends the connection, with a reason.
    pub async fn sent_away(mut self) -> Ended {
        let bye = self.hear("bye").await;
        self.closed(bye).await
    }

    async fn closed(&mut self, bye: Value) -> Ended {
        loop {
            match within(self.socket.next()).await {
                Some(Ok(Message::Close(Some(close)))) => return Ended { bye, close: close.code.into() },
                Some(Ok(_)) => {}
                other => panic!("no close frame after {bye}: {other:?}"),
            }
        }
    }
}

/// A new id for a command.
pub fn new_id() -> String {
    format!("{:016x}", fastrand::u64(..))
}

/// A sequence number above all before it.
pub fn next_seq() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(1_795_683_600_000);
    LAST.fetch_add(1, Ordering::Relaxed)
}

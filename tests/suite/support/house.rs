//! A node with the small forum on it, and clients that talk to it without a network.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, LinkNo, PersonId};
use majlis::founding::Halls;
use majlis::http::connection::{Context, Stranger, Way, converse, exchange, socket_config};
use majlis::http::guest::Guest;
use majlis::http::network::Network;
use majlis::http::patience::Patience;
use majlis::http::slots::Slots;
use majlis::http::token::Tokens;
use majlis::journal::Journal;
use majlis::pulse::Pulse;
use majlis::pulse::local::LocalPulse;
use majlis::room::{NodeId, RoomConfig, RoomHandle, Rooms, Silence};
use serde_json::{Value, json};
use tokio::io::DuplexStream;
use tokio::task::JoinHandle;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role as Side;
use tokio_util::sync::CancellationToken;

use super::drafts::{FORUM, make};
use super::forum::founding;
use super::no_registry::NoRegistry;
use super::shaky::Shaky;
use super::store::{Node, Store};
use super::views::Views;
use super::within::{BOUND, within};

/// Clients of tests answer no ping while something else is waited for.
pub fn patient() -> Silence {
    Silence { asked: BOUND, socket: BOUND, stream: BOUND }
}

/// The tokens of every house.
pub fn tokens() -> Tokens {
    Tokens::new([7; 32])
}

/// A node.
pub struct House {
    pub rooms: Rooms,
    pub context: Arc<Context>,
    pub stop: CancellationToken,
}

impl House {
    /// A node on that store, where the forum is founded if it is not.
    pub async fn open(store: &Store) -> Self {
        make(&*store.near.registry, FORUM).await;
        let house = Self::of(&store.near, Arc::new(LocalPulse::default()), "a");
        let changes = founding(store.near.journal.now());
        house.rooms.found(FORUM, changes, Vec::new()).await.unwrap();
        house
    }

    /// The same where that journal can be made to fail.
    pub async fn shaky(store: &Store) -> (Self, Arc<Shaky>) {
        drop(Self::open(store).await);
        let journal = Shaky::over(Arc::clone(&store.near.journal));
        (Self::over(journal.clone(), Arc::new(LocalPulse::default()), "shaky"), journal)
    }

    /// A node over that journal and that pulse, which adds no halls.
    pub fn over(journal: Arc<dyn Journal>, pulse: Arc<dyn Pulse>, node: &str) -> Self {
        Self::of(&Node { journal, registry: Arc::new(NoRegistry) }, pulse, node)
    }

    /// A node on that store.
    pub fn of(store: &Node, pulse: Arc<dyn Pulse>, node: &str) -> Self {
        let journal = Arc::clone(&store.journal);
        let config = RoomConfig { silence: patient(), ..RoomConfig::new(NodeId::new(node)) };
        let rooms = Rooms::new(journal, pulse, config);
        let stop = CancellationToken::new();
        let hello = Patience::default().hello;
        let context = Context::new(
            rooms.clone(),
            Halls::new(Arc::clone(&store.registry)),
            tokens(),
            "majlis.test".into(),
            hello,
            stop.clone(),
        );
        Self { rooms, context, stop }
    }

    pub async fn room(&self) -> RoomHandle {
        self.rooms.enter(FORUM).await.unwrap()
    }

    /// A line to the node on which nothing was said yet.
    pub async fn line(&self) -> Client {
        self.line_of(64 * 1024).await
    }

    /// A line that holds so many bytes each way.
    pub async fn line_of(&self, bytes: usize) -> Client {
        let (near, far) = tokio::io::duplex(bytes);
        let served = WebSocketStream::from_raw_socket(far, Side::Server, Some(socket_config())).await;
        let serving = tokio::spawn(converse(served, Arc::clone(&self.context), Box::new(stranger())));
        let socket = WebSocketStream::from_raw_socket(near, Side::Client, None).await;
        Client { socket, serving, views: Views::default() }
    }

    /// A client that said hello.
    pub async fn client(&self, hello: Value) -> Client {
        let mut client = self.line().await;
        client.say(&hello).await;
        client
    }

    /// What is answered to frames that come in one request.
    pub async fn read(&self, frames: &[Value]) -> Vec<Value> {
        let texts: Vec<_> = frames.iter().map(Value::to_string).collect();
        let stranger = Stranger { way: Way::Reading, ..stranger() };
        let said = texts.iter().map(String::as_str).collect();
        let answers = exchange(&self.context, Box::new(stranger), said).await;
        answers.iter().map(|answer| serde_json::from_str(answer).unwrap()).collect()
    }

    /// A phone of that person in the panel, with everything it is told first.
    pub async fn phone(&self, person: u8) -> Client {
        let mut phone = self.client(phone_hello(person)).await;
        phone.hear_until("mine").await;
        phone
    }

    /// The holder of a link as its role, with everything it is told first.
    pub async fn crew(&self, (_, secret): (LinkNo, &str), view: &str) -> Client {
        let mut crew = self.client(crew_hello(secret, view)).await;
        let topics = crew.hear_until("welcome").await["topics"].as_array().unwrap().len();
        for _ in 0..topics {
            crew.hear_until("state").await;
        }
        crew
    }
}

/// Somebody on a node with room.
fn stranger() -> Stranger {
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let guest = Guest::new(address, Slots::new(2).take().unwrap());
    Stranger { guest, network: Network::of(address), way: Way::Socket }
}

pub fn phone_hello(person: u8) -> Value {
    let token = tokens().participant(FORUM, PersonId([person; 16]), majlis::domain::time::Time(i64::MAX));
    json!({"t": "hello", "token": token, "view": "participant", "session": 1})
}

pub fn crew_hello(secret: &str, view: &str) -> Value {
    json!({"t": "hello", "token": Tokens::crew(FORUM, secret), "view": view, "session": 1})
}

/// One end of a line, and what it was told so far.
pub struct Client {
    pub socket: WebSocketStream<DuplexStream>,
    pub serving: JoinHandle<()>,
    pub views: Views,
}

impl Client {
    pub async fn say(&mut self, frame: &Value) {
        self.send(Message::text(frame.to_string())).await;
    }

    pub async fn send(&mut self, message: Message) {
        within(self.socket.send(message)).await.unwrap();
    }

    /// The next frame.
    pub async fn hear(&mut self) -> Value {
        loop {
            match within(self.socket.next()).await.expect("the line is there").unwrap() {
                Message::Text(text) => {
                    let frame = serde_json::from_str(&text).unwrap();
                    self.views.apply(&frame);
                    return frame;
                }
                Message::Close(close) => panic!("the line was closed: {close:?}"),
                _ => {}
            }
        }
    }

    /// The next frame of that kind.
    pub async fn hear_until(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.hear().await;
            if frame["t"] == kind {
                return frame;
            }
        }
    }

    /// Listens until what is held is like that.
    pub async fn sees(&mut self, like_that: impl Fn(&Views) -> bool) {
        while !like_that(&self.views) {
            self.hear().await;
        }
    }

    /// Gives a command under a new id and returns its answer.
    pub async fn give(&mut self, command: &Command) -> Value {
        let id = self.ask(command).await;
        self.answer(id).await
    }

    /// Gives a command under a new id.
    pub async fn ask(&mut self, command: &Command) -> CommandId {
        let id = CommandId(fastrand::u64(..));
        self.say(&json!({"t": "do", "id": id, "command": command})).await;
        id
    }

    /// The answer to a command.
    pub async fn answer(&mut self, id: CommandId) -> Value {
        loop {
            let frame = self.hear().await;
            if frame["id"] == json!(id) {
                return frame;
            }
        }
    }

    /// The code with which the server ends the connection, on the way overlooking everything else.
    pub async fn bye(&mut self) -> String {
        let bye = self.hear_until("bye").await;
        let code = bye["code"].as_str().unwrap().to_owned();
        let closed = within(self.socket.next()).await;
        assert!(matches!(closed, Some(Ok(Message::Close(Some(_))))), "after bye comes close: {closed:?}");
        code
    }
}

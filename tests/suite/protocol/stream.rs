//! S: where no WebSocket comes through.

use std::time::Duration;

use majlis::config::{Settings, Store};
use majlis::room::Silence;
use reqwest::Method;
use serde_json::{Value, json};

use super::{ask, listed};
use crate::support::client::new_id;
use crate::support::forum::{DESK, WALL};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::streamed::{Events, Streamed, post, request};
use crate::support::views::Views;
use crate::support::within::within;

fn hello(token: &str, view: &str) -> Value {
    json!({"t": "hello", "token": token, "view": view, "session": 1})
}

#[tokio::test]
async fn s1_another_sites_page_opens_no_stream_and_says_nothing() {
    let node = Node::alone().await;
    let hello = hello(&node.join().await, "participant");
    for (path, body) in [("/v1/stream", &hello), ("/v1/do", &json!([hello])), ("/v1/read", &json!([hello]))] {
        let foreign = request(node.address, path, body).header("origin", "https://example.org");
        assert_eq!(within(foreign.send()).await.unwrap().status(), 403, "{path}");
        // A page may send this without being allowed to; and it is not taken.
        let url = format!("http://{}{path}", node.address);
        let simple = reqwest::Client::new().request(Method::POST, url).header("content-type", "text/plain");
        let answer = within(simple.body(body.to_string()).send()).await.unwrap();
        assert_eq!(answer.status(), 400, "{path}");
    }
}

#[tokio::test]
async fn s2_a_stream_tells_what_a_socket_tells() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    // More than fits into one fragment, in letters that are cut by it.
    let question = listed(&mut phone, &mut desk, &"كلام طويل ".repeat(25)).await;
    let token = node.join().await;
    let mut socket = node.phone_of(&token).await;
    let mut streamed = Streamed::open(node.address, &hello(&token, "participant")).await;
    streamed.until(|views| views.mine.is_some()).await;
    assert_eq!(streamed.views, socket.views);
    desk.done(json!({"do": "reply", "question": question, "version": 2, "text": "شكرا"})).await;
    let replied = |window: &Value| window["items"][0]["reply"] == "شكرا";
    assert_eq!(streamed.until_view(2, replied).await, socket.until_view(2, replied).await);
}

#[tokio::test]
async fn s2_what_is_wrong_with_the_hello_is_a_bye_and_then_the_end() {
    let node = Node::alone().await;
    let wrong = hello("p1.bad", "participant");
    let mut events = Events::open(node.address, &wrong).await.unwrap_or_else(|why| panic!("{why:?}"));
    let bye: Value = serde_json::from_str(&events.next().await.unwrap()).unwrap();
    assert_eq!(bye, json!({"t": "bye", "code": "bad_token", "reconnect": false, "after_ms": 0}));
    assert_eq!(events.next().await, None);
    let mut long = hello("p1.bad", "participant");
    long["x"] = json!("x".repeat(16_384));
    assert_eq!(Events::open(node.address, &long).await.err().unwrap().0, 413);
}

#[tokio::test]
async fn s3_what_is_said_beside_a_stream_is_answered_at_once_and_seen_on_it() {
    let node = Node::alone().await;
    let mut phone = Streamed::open(node.address, &hello(&node.join().await, "participant")).await;
    let id = new_id();
    let frames = [
        json!({"t": "do", "id": id, "command": ask("متى نبدأ؟")}),
        json!({"t": "page", "topic": 2, "after": 0}),
        json!({"t": "find", "text": "متى"}),
        json!({"t": "ping"}),
    ];
    let answers = phone.say(node.address, &frames).await;
    let mut kinds: Vec<_> = answers.iter().map(|answer| answer["t"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["done", "found", "page"], "a ping is answered on the stream alone");
    let asked = answers.iter().find(|answer| answer["t"] == "done").unwrap();
    let mine = |question: &Value| question["q"] == asked["no"];
    phone.until(|views| views.mine.as_ref().is_some_and(|own| mine(&own["questions"][0]))).await;
    phone.hear("pong").await;
    let again = phone.give_as(node.address, &id, ask("متى نبدأ؟")).await;
    assert_eq!(again["no"], asked["no"], "sent again it is the same");
}

#[tokio::test]
async fn s3_what_is_no_list_of_frames_is_refused_and_what_ends_a_socket_ends_the_answer() {
    let node = Node::alone().await;
    let hello = hello(&node.join().await, "participant");
    let ping = json!({"t": "ping"});
    let many: Vec<_> = std::iter::once(&hello).chain(std::iter::repeat_n(&ping, 9)).collect();
    for body in [json!([]), json!(many), json!({"t": "ping"}), hello.clone()] {
        assert_eq!(post(node.address, "/v1/do", &body).await.0, 400, "{body}");
    }
    // A frame may be longer than on a socket, and all of them together as long as so many of those.
    let padded = |bytes: usize| json!([hello, {"t": "ping", "x": "x".repeat(bytes)}]);
    assert_eq!(post(node.address, "/v1/do", &padded(140 * 1024)).await.0, 200);
    assert_eq!(post(node.address, "/v1/do", &padded(144 * 1024)).await.0, 413);
    for (frames, code) in [
        (json!([ping]), "no_hello"),
        (json!([hello, hello]), "malformed"),
        (json!([hello, {"t": "watch", "session": 2}]), "malformed"),
        (json!([hello, {"t": "page", "topic": 2, "after": 0}, {"t": "what"}]), "malformed"),
    ] {
        let (status, answers) = post(node.address, "/v1/do", &frames).await;
        assert_eq!((status, &answers.as_array().unwrap().last().unwrap()["code"]), (200, &json!(code)));
    }
}

#[tokio::test]
async fn s4_who_reads_at_intervals_gets_what_it_lacks_and_no_more() {
    let node = Node::alone().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut reader = Reader::new(&node, hello(&node.join().await, "participant"));
    let first = reader.read(&[]).await;
    assert_eq!((&first[0]["t"], &first.last().unwrap()["t"]), (&json!("welcome"), &json!("mine")));
    let said = [json!({"t": "do", "id": new_id(), "command": ask("سؤال")}), json!({"t": "ping"})];
    let second = reader.read(&said).await;
    assert!(
        second.iter().any(|frame| frame["t"] == "done") && second.iter().any(|frame| frame["t"] == "pong")
    );
    assert!(second.iter().all(|frame| frame["t"] != "state" || frame["topic"] != 0), "the agenda stands");
    let own = reader.views.mine.clone().unwrap();
    assert_eq!(own["questions"][0]["text"], "سؤال", "what it did is in it already");
    desk.done(json!({"do": "approve", "question": own["questions"][0]["q"], "version": 1})).await;
    while reader.views.view(2).is_none_or(|window| window["total"] != 1) {
        reader.read(&[]).await;
    }
    let quiet = reader.read(&[]).await;
    let kinds: Vec<_> = quiet.iter().map(|frame| &frame["t"]).collect();
    assert_eq!(kinds, ["welcome", "mine"]);
}

/// While nothing can be written whoever is connected may read, and a page takes two readings without an answer in five seconds for the
/// end of its way.
#[tokio::test]
async fn s4_whoever_reads_waits_no_longer_than_two_seconds_for_a_store_that_answers_nothing() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = Node::over_redis(server.port(), folder.path()).await;
    node.found().await;
    let hello = hello(&node.join().await, "participant");
    let mut reader = Reader::new(&node, hello.clone());
    reader.read(&[]).await;
    server.freeze();
    let asking = || json!({"t": "do", "id": new_id(), "command": ask("سؤال")});
    let (address, beside) = (node.address, json!([hello, asking()]));
    let mut beside = tokio::spawn(async move { post(address, "/v1/do", &beside).await });
    let answers = reader.read(&[asking()]).await;
    let kinds: Vec<_> = answers.iter().map(|frame| &frame["t"]).collect();
    assert_eq!(kinds, ["welcome", "mine"], "what became of the command is not known yet");
    let longer = tokio::time::timeout(Duration::from_secs(1), &mut beside).await;
    assert!(longer.is_err(), "what is said beside a stream waits for longer");
    server.thaw();
    assert_eq!(within(beside).await.unwrap().0, 200);
    node.stop().await;
}

/// A client that reads at intervals.
struct Reader<'a> {
    node: &'a Node,
    hello: Value,
    views: Views,
}

impl<'a> Reader<'a> {
    fn new(node: &'a Node, hello: Value) -> Self {
        Self { node, hello, views: Views::default() }
    }

    /// Reads what it lacks, and says these frames with it: what is answered.
    async fn read(&mut self, frames: &[Value]) -> Vec<Value> {
        self.hello["have"] = json!(self.views.have());
        let all: Vec<_> = std::iter::once(&self.hello).chain(frames).collect();
        let (status, answers) = post(self.node.address, "/v1/read", &json!(all)).await;
        assert_eq!(status, 200, "{answers}");
        let answers: Vec<Value> = serde_json::from_value(answers).expect("a list of frames");
        for frame in &answers {
            self.views.apply(frame);
        }
        answers
    }
}

#[tokio::test]
async fn s5_a_wall_and_a_desk_on_streams_are_felt_as_on_sockets() {
    let node = Node::alone().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let wall = Streamed::open(node.address, &hello(&token_of(WALL), "screen")).await;
    let mut other = hello(&token_of(DESK), "moderator");
    other["window"] = json!(7);
    let other = Streamed::open(node.address, &other).await;
    let shown = json!({"t": "shown", "scene": "top", "rev": 1});
    assert!(wall.say(node.address, &[shown]).await.is_empty());
    assert!(other.say(node.address, &[json!({"t": "pulse", "holding": 14})]).await.is_empty());
    let told = |pulse: &Value| {
        let holds = |desk: &Value| desk["window"] == 7 && desk["holding"] == 14;
        pulse["walls"][0]["scene"] == "top"
            && pulse["desks"].as_array().is_some_and(|all| all.iter().any(holds))
    };
    while !told(&desk.hear("pulse").await) {}
}

#[tokio::test]
async fn s7_something_comes_through_a_stream_every_few_seconds_and_one_whose_client_is_gone_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    settings.patience.silence = Silence { stream: Duration::from_secs(5), ..Silence::default() };
    let node = Node::as_settled(settings).await;
    node.found().await;
    let token = node.join().await;
    let mut lively = Streamed::open(node.address, &hello(&token, "participant")).await;
    let mut silent = Streamed::open(node.address, &hello(&token, "participant")).await;
    let (mut pongs, mut signs) = (0, tokio::time::interval(Duration::from_secs(1)));
    let bye = loop {
        tokio::select! {
            frame = silent.next() => match frame.expect("a word before the end") {
                bye if bye["t"] == "bye" => break bye,
                frame => pongs += u32::from(frame["t"] == "pong"),
            },
            _ = signs.tick() => assert!(lively.say(node.address, &[]).await.is_empty()),
        }
    };
    assert_eq!((&bye["code"], &bye["reconnect"], pongs), (&json!("silent"), &json!(true), 1));
    assert_eq!(silent.next().await, None);
    lively.say(node.address, &[json!({"t": "ping"})]).await;
    lively.hear("pong").await;
    node.stop().await;
}

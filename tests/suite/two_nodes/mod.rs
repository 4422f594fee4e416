//! Two whole nodes over one Redis: phones on one, the desk and the wall on the other, and what can go wrong in between.

mod ballots;
mod faults;
mod healing;
mod keys;
mod no_sticky;
mod replaced;
mod retention;
mod together;
mod upgrading;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client::Client;
use crate::support::faulty::Faulty;
use crate::support::node::Node;
use crate::support::redis::RedisServer;

/// Two nodes, each with its own disk; the first one's way to Redis can be made bad.
struct Pair {
    server: RedisServer,
    line: Faulty,
    folders: [TempDir; 2],
    first: Node,
    second: Node,
}

impl Pair {
    async fn start() -> Self {
        let server = RedisServer::start();
        let line = Faulty::before(server.port()).await;
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let first = Node::over_redis(line.port(), folders[0].path()).await;
        let second = Node::over_redis(server.port(), folders[1].path()).await;
        first.found().await;
        Self { server, line, folders, first, second }
    }

    /// The first node, killed and started again over the same disk.
    async fn first_again(self) -> Self {
        let Self { server, line, folders, first, second } = self;
        first.kill();
        let first = Node::over_redis(line.port(), folders[0].path()).await;
        Self { server, line, folders, first, second }
    }
}

/// An open poll of two choices: its number.
async fn poll(desk: &mut Client) -> u64 {
    let draft = json!({
        "title": {"ar": "أيهما؟"}, "answer": {"kind": "single"}, "options": [{"ar": "هذا"}, {"ar": "ذاك"}],
        "settings": {"hidden": false},
    });
    let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    poll
}

fn vote(poll: u64, option: u8, seq: u64) -> Value {
    json!({"do": "vote", "poll": poll, "round": 1, "choice": {"options": [option]}, "seq": seq})
}

fn topic(poll: u64) -> u32 {
    100 + u32::try_from(poll).unwrap()
}

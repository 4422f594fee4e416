//! The program itself over a cluster of which a server is away when it starts.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client::Client;
use crate::support::cluster::Cluster;
use crate::support::program::{Program, run};
use crate::support::within::{until, within};

/// A forum in which one may ask.
const FORUM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/rehearsal/forum.toml");

/// What a server over a cluster left that ran for a while.
struct Left {
    cluster: Cluster,
    /// The servers that keep the registry and the forum: not the same one.
    registry: usize,
    own: usize,
    folder: TempDir,
    /// The forum as the server told of it.
    forum: Value,
    /// Of a participant.
    token: String,
}

impl Left {
    async fn by_a_server() -> Self {
        let (cluster, folder) = (Cluster::start().await, tempfile::tempdir().unwrap());
        let url = cluster.access().url;
        let data = folder.path().join("data");
        let server =
            Program::serve_with(&data, &["--redis", &url, "--print", "json", "--forum", FORUM]).await;
        is_ready_without(&server, "").await;
        let told: Value = serde_json::from_str(&server.told).unwrap();
        let forum = told["forums"][0].clone();
        let join = reqwest::Client::new().post(format!("http://{}/v1/join", server.address));
        let joined = within(join.json(&json!({ "code": forum["code"] })).send()).await.unwrap();
        let token = joined.json::<Value>().await.unwrap()["token"].as_str().unwrap().to_owned();
        assert!(server.terminate().await.0.success());
        let own = cluster.keeper_of(&format!("{{{}}}", forum["forum"].as_str().unwrap())).await;
        let mut registry = cluster.keeper_of("{registry}").await;
        if registry == own {
            registry = (own + 1) % 3;
            cluster.give(cluster.slot_of("{registry}").await, own, registry).await;
        }
        Self { cluster, registry, own, folder, forum, token }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn served_again(&self) -> (Program, Value) {
        let url = self.cluster.access().url;
        let server = Program::serve_with(&self.data(), &["--redis", &url, "--print", "json"]).await;
        let told = serde_json::from_str(&server.told).unwrap();
        (server, told)
    }

    fn name_of(&self, server: usize) -> String {
        format!("127.0.0.1:{}", self.cluster.servers[server].port())
    }
}

/// Until the server is ready, and names that one as away.
async fn is_ready_without(server: &Program, away: &str) {
    until(async || {
        let answer = within(reqwest::get(format!("http://{}/readyz", server.address))).await.unwrap();
        answer.status() == 200 && answer.text().await.unwrap().contains(away)
    })
    .await;
}

#[tokio::test]
async fn the_program_starts_and_serves_while_the_server_that_keeps_the_registry_is_away() {
    let mut left = Left::by_a_server().await;
    left.cluster.servers[left.registry].stop();
    let url = left.cluster.access().url;
    let data = left.data();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--redis", &url, "--new-key", "at-once", "--data"];
    let refused = run(serve.map(PathBuf::from).into_iter().chain([data])).await;
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("start with --new-key once more when that is there again"), "{said}");

    let (server, told) = left.served_again().await;
    assert_eq!((&told["setup"], &told["forums"]), (&Value::Null, &json!([])), "nobody knows which there are");
    is_ready_without(&server, &left.name_of(left.registry)).await;
    let mut phone = Client::hello(server.address, &left.token, "participant", Some(1)).await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "من يسأل؟" })).await;
    drop(phone);
    assert!(server.terminate().await.0.success());
}

#[tokio::test]
async fn the_codes_of_a_forum_that_cannot_be_read_when_the_program_starts_are_told() {
    let mut left = Left::by_a_server().await;
    left.cluster.servers[left.own].stop();
    let (server, told) = left.served_again().await;
    let (told, before) = (&told["forums"][0], &left.forum);
    for part in ["/forum", "/slug", "/code", "/halls/0/hall", "/halls/0/code"] {
        assert!(before.pointer(part).is_some_and(|part| !part.is_null()), "{before}");
        assert_eq!(told.pointer(part), before.pointer(part), "{told}");
    }
    assert_eq!(told["name"], json!({ "en": before["slug"] }));
    assert!(server.terminate().await.0.success());
}

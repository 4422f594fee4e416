//! What is told of what Redis lost, for as long as it takes to put that back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use majlis::domain::id::HallNo;
use majlis::http::token::Tokens;
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::twofold::Twofold;
use majlis::journal::{Claim, Destination, JoinCode, Registry};
use serde_json::json;

use super::TwofoldNode;
use crate::support::drafts::{FORUM, make};
use crate::support::faulty::{Faulty, Line};
use crate::support::forum::ORGANISER;
use crate::support::node::Node;
use crate::support::redis::{PATIENT, RedisServer, journal_at};
use crate::support::within::{until, within};

/// By these a server takes no entries, as if there were too many to put back in the time that every node has.
const NO_ENTRIES: [&str; 7] = ["--user", "default", "on", "nopass", "~*", "&*", "+@all"];
/// Longer than anything is held back where nothing has to be put back.
const GATE: Duration = Duration::from_millis(2_100);
const SECRET: &str = "the-newest-link-the-newest-link";
const CODE: &str = "471233";

/// What a node answers to whoever comes by a link: its status, and that of no other link is for the moment without saying for how long.
async fn told(node: &Node, secret: &str) -> u16 {
    let request = reqwest::Client::new().get(format!("http://{}/v1/whoami", node.address));
    let answer = within(request.bearer_auth(Tokens::crew(FORUM, secret)).send()).await.unwrap();
    let status = answer.status().as_u16();
    assert_eq!(answer.headers().contains_key("retry-after"), status == 503, "{status}");
    status
}

async fn typed(node: &Node) -> u16 {
    node.post("/v1/join", json!({ "code": CODE })).await.0
}

#[tokio::test]
async fn no_link_and_no_code_is_told_to_be_none_for_as_long_as_the_putting_back_takes() {
    let (mut server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let before = Node::over_redis(server.port(), folder.path()).await;
    before.found().await;
    server.keep_a_copy().await;
    let link = json!({
        "do": "create_link", "role": "moderator", "hall": 1, "name": "منصة", "expires": null, "secret": SECRET
    });
    before.crew(ORGANISER, "organiser").await.done(link).await;
    let (code, place) =
        (CODE.parse::<JoinCode>().unwrap(), Destination { forum: FORUM, hall: Some(HallNo(1)) });
    assert_eq!(before.site.registry.claim_code(code, place).await, Ok(Claim::Won));
    before.stop().await;
    server.start_otherwise(&[&NO_ENTRIES[..], &["-xadd"]].concat());

    // Its rooms are loaded from what there is.
    let node = Node::over_redis(server.port(), folder.path()).await;
    let began = Instant::now();
    until(async || {
        for secret in [SECRET, "nobody-has-this-secret-here"] {
            assert_eq!(told(&node, secret).await, 503, "nobody knows yet");
        }
        assert_eq!(told(&node, ORGANISER.1).await, 200);
        assert!(matches!(typed(&node).await, 200 | 503));
        began.elapsed() > GATE
    })
    .await;
    assert_eq!(typed(&node).await, 200, "no code waits for entries");
    let () = server.ask("ACL SETUSER default +xadd").await;
    until(async || match told(&node, SECRET).await {
        200 => true,
        status => {
            assert_eq!(status, 503, "it is there in a moment");
            false
        }
    })
    .await;
    until(async || told(&node, "nobody-has-this-secret-here").await == 401).await;
    node.stop().await;
}

/// Where no other Redis came since the node was started, it is the disk that knows.
#[tokio::test]
async fn a_code_that_the_disk_has_is_not_told_to_be_none_before_it_is_put_back() {
    let (mut server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let before = TwofoldNode::start(&server, folder.path()).await;
    make(&before.journal, FORUM).await;
    let (code, place) = (CODE.parse().unwrap(), Destination { forum: FORUM, hall: None });
    assert_eq!(before.journal.claim_code(code, place).await, Ok(Claim::Won));
    before.journal.close().await;
    drop(before);
    server.lose_everything();

    let line = Faulty::before(server.port()).await;
    let disk = Arc::new(Embedded::open(Options::new(folder.path())).await.unwrap());
    let redis = journal_at(line.port(), PATIENT).await;
    // Nothing is put back before this is answered.
    line.behave(Line { delay: Duration::from_millis(100), ..Line::default() });
    let node = Twofold::new(redis, disk);
    let told = node.lookup(code).await.unwrap_err().to_string();
    assert!(told.contains("puts back"), "{told}");
    assert_eq!(node.lookup("471239".parse().unwrap()).await, Ok(None), "of others the disk knows nothing");
    until(async || match node.lookup(code).await {
        Ok(found) => {
            assert_eq!(found, Some(place));
            true
        }
        Err(_) => false,
    })
    .await;
    node.close().await;
}

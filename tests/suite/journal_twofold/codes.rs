//! Join codes that Redis lost, freed, or gave to another forum.

use majlis::domain::id::HallNo;
use majlis::journal::{Claim, Destination, JoinCode, Registry};

use super::TwofoldNode;
use crate::support::drafts::{FORUM, OTHER, make};
use crate::support::redis::RedisServer;
use crate::support::within::until;

const PLACE: Destination = Destination { forum: FORUM, hall: Some(HallNo(1)) };
const CODES: &str = "majlis:{registry}:codes";

/// A node with a forum and its code, over a Redis of those options.
async fn with_a_code(options: &[&str]) -> (RedisServer, TwofoldNode, JoinCode, tempfile::TempDir) {
    let (server, folder) = (RedisServer::start_with(options), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let code = "471231".parse().unwrap();
    assert_eq!(node.journal.claim_code(code, PLACE).await, Ok(Claim::Won));
    (server, node, code, folder)
}

#[tokio::test]
async fn a_code_that_redis_does_not_have_any_more_stays_on_the_disk() {
    let (server, node, code, _folder) = with_a_code(&[]).await;
    let _: i64 = server.ask(&format!("HDEL {CODES} {code}")).await;
    node.journal.look_after().await.unwrap();
    assert_eq!(node.disk.lookup(code).await, Ok(Some(PLACE)), "Redis may have lost it a moment ago");
}

#[tokio::test]
async fn a_code_that_another_node_freed_is_none_though_it_stays_on_the_disk() {
    let (server, node, code, _folder) = with_a_code(&[]).await;
    until(async || {
        // Again, as the node puts back what Redis may lack when it starts.
        let _: i64 = server.ask(&format!("HDEL {CODES} {code}")).await;
        node.journal.lookup(code).await == Ok(None)
    })
    .await;
    assert_eq!(node.disk.lookup(code).await, Ok(Some(PLACE)));
}

#[tokio::test]
async fn where_redis_does_not_say_which_process_it_is_a_code_that_it_lacks_is_put_back() {
    let silent = ["--user", "default", "on", "nopass", "~*", "&*", "+@all", "-info"];
    let (server, node, code, _folder) = with_a_code(&silent).await;
    let _: i64 = server.ask(&format!("HDEL {CODES} {code}")).await;
    node.journal.look_after().await.unwrap();
    assert_eq!(node.disk.lookup(code).await, Ok(Some(PLACE)));
    assert_eq!(node.journal.lookup(code).await, Ok(Some(PLACE)));
}

#[tokio::test]
async fn a_code_that_leads_elsewhere_by_now_leads_there_on_the_disk_too() {
    let (server, node, code, _folder) = with_a_code(&[]).await;
    make(&node.journal, OTHER).await;
    let mut given = redis::cmd("HSET");
    given.arg(CODES).arg(code.to_string()).arg(OTHER.to_string());
    given.exec_async(&mut server.connection().await).await.unwrap();
    for _ in 0..2 {
        node.journal.look_after().await.unwrap();
    }
    assert_eq!(node.disk.lookup(code).await, Ok(Some(Destination { forum: OTHER, hall: None })));
}

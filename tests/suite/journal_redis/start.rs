use std::time::Duration;

use majlis::backbone::{Access, Backbone, BackboneError};
use majlis::journal::{Head, Journal};

use crate::support::drafts::{FORUM, make, write_all};
use crate::support::faulty::{Faulty, Line};
use crate::support::redis::{RedisServer, url};

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_redis_that_may_evict_is_refused() {
    let server = RedisServer::start_with(&["--maxmemory-policy", "allkeys-lru"]);
    let refused = Backbone::connect(&Access::to(server.url()), SHORT).await.unwrap_err();
    assert!(matches!(&refused, BackboneError::Evicts { policy, .. } if policy == "allkeys-lru"), "{refused}");
    assert!(refused.to_string().contains("set maxmemory-policy to noeviction"));
}

#[tokio::test]
async fn a_redis_that_is_not_there_is_named_without_its_password() {
    let mut server = RedisServer::start();
    let port = server.port();
    server.stop();
    let address = format!("redis://:secret@127.0.0.1:{port}");
    let refused = Backbone::connect(&Access::to(address), SHORT).await.unwrap_err().to_string();
    assert!(refused.contains(&format!("127.0.0.1:{port}")), "{refused}");
    assert!(refused.contains("--redis") && !refused.contains("secret"), "{refused}");
}

#[tokio::test]
async fn a_redis_that_does_not_answer_is_refused_in_time() {
    let server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    line.behave(Line { answers_lost: true, ..Line::default() });
    let refused = Backbone::connect(&Access::to(url(line.port())), SHORT).await.unwrap_err();
    assert!(matches!(refused, BackboneError::Unreachable { .. }), "{refused}");
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let refused = Backbone::connect(&Access::to("localhost"), SHORT).await.unwrap_err();
    assert!(matches!(refused, BackboneError::Address(_)), "{refused}");
}

#[tokio::test]
async fn everything_of_a_forum_lies_under_its_tag() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    write_all(&journal, FORUM, Head::GENESIS, &["a"]).await;
    journal.tail(FORUM).await.unwrap();
    let keys: Vec<String> =
        redis::cmd("KEYS").arg("*").query_async(&mut server.connection().await).await.unwrap();
    let tag = format!("majlis:{{{FORUM}}}:");
    assert!(
        keys.iter().all(|key| key.starts_with(&tag) || key.starts_with("majlis:{registry}:")),
        "{keys:?}"
    );
}

//! The behaviours of a pulse, run against every implementation.

use std::any::Any;
use std::sync::Arc;

use bytes::Bytes;
use majlis::backbone::{Access, Backbone};
use majlis::pulse::Pulse;
use majlis::pulse::local::LocalPulse;
use majlis::pulse::redis::RedisPulse;

use crate::support::drafts::{FORUM, OTHER};
use crate::support::redis::RedisServer;
use crate::support::within::{BOUND, within};

/// A pulse as two nodes feel it.
struct Felt {
    near: Arc<dyn Pulse>,
    other: Arc<dyn Pulse>,
    _keep: Box<dyn Any>,
}

async fn local() -> Felt {
    let pulse = Arc::new(LocalPulse::default());
    Felt { near: pulse.clone(), other: pulse, _keep: Box::new(()) }
}

async fn redis() -> Felt {
    let server = RedisServer::start();
    let backbone = Backbone::connect(&Access::to(server.url()), BOUND).await.unwrap();
    let near = Arc::new(RedisPulse::over(&backbone));
    let other = Arc::new(RedisPulse::over(&backbone));
    Felt { near, other, _keep: Box::new(server) }
}

async fn every_node_hears_it(felt: &Felt) {
    let mut here = felt.near.subscribe(FORUM).await.unwrap();
    let mut there = felt.other.subscribe(FORUM).await.unwrap();
    felt.near.publish(FORUM, Bytes::from_static(b"applause \0")).await;
    for beats in [&mut here, &mut there] {
        assert_eq!(within(beats.next()).await.as_deref(), Some(&b"applause \0"[..]));
    }
}

async fn forums_are_told_apart(felt: &Felt) {
    let mut beats = felt.other.subscribe(FORUM).await.unwrap();
    felt.near.publish(OTHER, Bytes::from_static(b"elsewhere")).await;
    felt.near.publish(FORUM, Bytes::from_static(b"here")).await;
    assert_eq!(within(beats.next()).await.as_deref(), Some(&b"here"[..]));
}

async fn nobody_need_listen(felt: &Felt) {
    felt.near.publish(FORUM, Bytes::from_static(b"unheard")).await;
    let mut beats = felt.near.subscribe(FORUM).await.unwrap();
    felt.near.publish(FORUM, Bytes::from_static(b"heard")).await;
    assert_eq!(within(beats.next()).await.as_deref(), Some(&b"heard"[..]));
}

macro_rules! contract {
    ($($felt:ident: $behaviours:tt)+) => { $(contract!(@ $felt $behaviours);)+ };
    (@ $felt:ident { $($behaviour:ident)+ }) => {
        mod $felt {$(
            #[tokio::test]
            async fn $behaviour() {
                super::$behaviour(&super::$felt().await).await;
            }
        )+}
    };
}

contract! {
    redis: { every_node_hears_it forums_are_told_apart nobody_need_listen }
    local: { every_node_hears_it forums_are_told_apart nobody_need_listen }
}

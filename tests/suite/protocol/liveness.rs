//! L: who is not heard is not there.

use std::time::Duration;

use majlis::config::{Settings, Store};
use serde_json::json;

use crate::support::node::Node;

#[tokio::test]
async fn l2_who_says_nothing_is_sent_away_and_who_pings_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    settings.patience.silence = Duration::from_secs(3);
    let node = Node::with(settings).await;
    node.found().await;
    let (mut lively, silent) = (node.phone().await, node.phone().await);
    let mut ended = Box::pin(silent.sent_away());
    let mut pings = tokio::time::interval(Duration::from_millis(200));
    let ended = loop {
        tokio::select! {
            ended = &mut ended => break ended,
            _ = pings.tick() => lively.ping().await,
        }
    };
    assert_eq!((ended.code(), ended.close), ("silent", 4001));
    assert_eq!(ended.bye["reconnect"], json!(true));
    lively.ping().await;
    node.stop().await;
}

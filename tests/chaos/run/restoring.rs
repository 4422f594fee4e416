//! A backup that is made under load, and all that is lost afterwards.

use std::path::Path;
use std::time::Duration;

use majlis::backup;
use serde_json::json;
use tokio::time::sleep;

use super::acts::{await_ready, is_ready};
use super::disks::compared;
use super::recount::{BACKS_UP, Expected, RESTORED};
use super::round::Stage;

/// What another node acknowledged is on this one's disk by then.
const COPIED_WITHIN: Duration = Duration::from_secs(1);

/// Backs the first node's folder up while its hall goes on, loses everything a while later, and goes on from the backup. The
/// other node's disk is lost too, or there still with all that it had.
pub async fn restore(stage: &mut Stage, rng: &mut fastrand::Rng) {
    let kept = tempfile::tempdir().expect("a folder");
    let file = kept.path().join("backup");
    stage.record.note(json!({ "act": BACKS_UP }));
    let before = Expected::of_a_part(&stage.record.read().expect("the record can be read"));
    if stage.redis.is_some() {
        sleep(COPIED_WITHIN).await;
    }
    if let Err(why) = backup::make(&stage.servers[0].folder, &file).await {
        return stage.wrong.push(format!("no backup was made: {why}"));
    }
    sleep(Duration::from_millis(rng.u64(500..4_000))).await;
    for server in &mut stage.servers {
        server.kill().await;
    }
    if let Some(redis) = &mut stage.redis {
        redis.go_back();
    }
    stage.wrong.extend(lacks(&file, &kept.path().join("data"), &before, stage.secret).await);
    let others_are_lost = rng.bool();
    let lost = if others_are_lost { stage.servers.len() } else { 1 };
    for server in &stage.servers[..lost] {
        empty(&server.folder);
    }
    if let Err(why) = backup::restore(&file, &stage.servers[0].folder).await {
        stage.lost = Some(format!("the backup was not restored: {why}"));
        return;
    }
    stage.record.note(json!({ "act": RESTORED, "others_are_lost": others_are_lost }));
    stage.servers[0].start();
    is_ready(stage, 0).await;
    for server in &mut stage.servers[1..] {
        server.start();
    }
    await_ready(stage).await;
}

/// What a backup lacks of what was acknowledged before it was begun.
async fn lacks(file: &Path, data: &Path, before: &Expected, secret: u32) -> Vec<String> {
    if let Err(why) = backup::restore(file, data).await {
        return vec![format!("the backup cannot be restored: {why}")];
    }
    let (_, lacks) = compared(data, before, secret).await;
    lacks.into_iter().map(|what| format!("of the backup: {what}")).collect()
}

fn empty(folder: &Path) {
    std::fs::remove_dir_all(folder).expect("a data folder");
    std::fs::create_dir(folder).expect("a data folder");
}

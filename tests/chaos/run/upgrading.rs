//! Two nodes are upgraded one by one under load, back and forth, until the upgrade is finished for good.

use std::time::Duration;

use majlis::room::Forms;
use serde_json::json;
use tokio::time::{Instant, sleep};

use super::acts::is_ready;
use super::round::Stage;
use crate::support::node::BEFORE;

/// For so long an older node counts as one that runs after it was killed, and a little more.
const FINISHED_WITHIN: Duration = Duration::from_secs(45);
/// A node that is not ready by then would be never.
const NEVER_READY: Duration = Duration::from_secs(3);

/// One node ends, as it should or killed, and is started again as one of either version. Once the upgrade is finished the older
/// version is tried, must not be ready, and is upgraded.
pub async fn change_version(stage: &mut Stage, at: usize, rng: &mut fastrand::Rng) {
    let knows = if rng.bool() { BEFORE } else { Forms::NEWEST };
    end(stage, at, rng.bool()).await;
    stage.servers[at].starts_knowing(knows);
    stage.servers[at].start();
    if stage.is_upgraded && knows == BEFORE {
        if stage.servers[at].ready(NEVER_READY).await.is_ok() {
            stage
                .wrong
                .push(format!("node {at} of the version before is ready though the upgrade was finished"));
        }
        end(stage, at, rng.bool()).await;
        stage.servers[at].starts_knowing(Forms::NEWEST);
        stage.servers[at].start();
    }
    is_ready(stage, at).await;
}

/// Upgrades every node, and finishes: refused for as long as an older one runs, and taken soon after none does.
pub async fn finish(stage: &mut Stage, rng: &mut fastrand::Rng) {
    let older: Vec<_> = (0..stage.servers.len()).filter(|at| stage.servers[*at].knows() == BEFORE).collect();
    if !older.is_empty() && stage.servers[0].finish_upgrade().await {
        stage
            .wrong
            .push(format!("the upgrade was finished though nodes {older:?} are of the version before"));
    }
    for at in older {
        end(stage, at, rng.bool()).await;
        stage.servers[at].starts_knowing(Forms::NEWEST);
        stage.servers[at].start();
        is_ready(stage, at).await;
    }
    let until = Instant::now() + FINISHED_WITHIN;
    while !stage.servers[0].finish_upgrade().await {
        if Instant::now() > until {
            return stage.wrong.push(format!("the upgrade cannot be finished after {FINISHED_WITHIN:?}"));
        }
        sleep(Duration::from_millis(500)).await;
    }
    stage.record.note(json!({ "act": "the upgrade is finished" }));
    stage.is_upgraded = true;
}

async fn end(stage: &mut Stage, at: usize, is_killed: bool) {
    if is_killed {
        stage.servers[at].kill().await;
    } else {
        stage.servers[at].stop().await;
    }
}

//! What is done to a hall's servers, its disk, its Redis and its network.

use std::fs::OpenOptions;
use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;

use super::orders::Order;
use super::restoring;
use super::round::Stage;
use super::upgrading;

/// How long a node may take to be ready, once what it stands on is well.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// How long nodes give each other to put back what Redis lost, and a little more.
const GOES_ON_AFTER: Duration = Duration::from_millis(2_500);

/// How long a disk lies.
const LIES_FOR: Duration = Duration::from_secs(2);

/// Something that is done, after a pause.
pub struct Act {
    pub what: What,
    pub pause: Duration,
}

/// What is done.
#[derive(Debug, Clone, Copy)]
pub enum What {
    KillServer,
    /// The disk behaves so for that long.
    Disk(Order, Duration),
    /// The power of the disk is cut, and the process with it.
    CutPower,
    /// Of the end of the append-only file so many bytes are lost.
    KillRedis {
        bytes_lost: u64,
    },
    /// Redis keeps a copy of what it has.
    KeepCopy,
    /// Redis goes back to the copy that it kept last, or to nothing.
    GoBack,
    /// One node writes alone, Redis forgets some of it when that one is killed, and the other one goes on.
    Fork,
    /// Each connection is lost with this chance, in percent.
    LoseConnections(u8),
    /// The clock of a machine goes wrong by so many milliseconds, while its node runs.
    SetClock(i64),
    /// A node is killed, and started again while the clock of its machine is wrong by so much.
    KillAndSetClock(i64),
    /// The disk lies for a while, and then its power is cut.
    LoseWhatIsKept,
    /// A node is started again as one of the version before, or of this one.
    ChangeVersion,
    /// Every node is upgraded, and the upgrade finished.
    FinishUpgrade,
    /// A backup is made under load; a while later everything is lost, and restored from it.
    Restore,
}

impl What {
    /// Does it, and waits until what it is done to runs again.
    pub async fn against(self, stage: &mut Stage, rng: &mut fastrand::Rng) {
        let at = rng.usize(0..stage.servers.len());
        match self {
            Self::KillServer => start_again(stage, at).await,
            Self::Disk(order, lasts) => {
                stage.servers[at].order(order);
                sleep(lasts).await;
                stage.servers[at].order(Order::Mend);
                await_ready(stage).await;
            }
            Self::CutPower => {
                stage.servers[at].order(Order::Cut(rng.u64(..)));
                start_again(stage, at).await;
            }
            Self::KillRedis { bytes_lost } => kill_redis(stage, bytes_lost).await,
            Self::KeepCopy => keep_copy(stage).await,
            Self::GoBack => {
                go_back(stage);
                await_ready(stage).await;
            }
            Self::Fork => fork(stage, at, rng).await,
            Self::LoseConnections(percent) => {
                for line in &stage.lines {
                    line.lose(percent);
                }
            }
            Self::SetClock(by) => {
                stage.servers[at].order(Order::Clock(by));
            }
            Self::KillAndSetClock(by) => {
                stage.servers[at].kill().await;
                stage.servers[at].starts_ahead(by);
                stage.servers[at].start();
                await_ready(stage).await;
            }
            Self::LoseWhatIsKept => {
                stage.servers[at].order(Order::Lie);
                sleep(LIES_FOR).await;
                stage.servers[at].order(Order::CutAndLoseAll);
                start_again(stage, at).await;
            }
            Self::ChangeVersion => upgrading::change_version(stage, at, rng).await,
            Self::FinishUpgrade => upgrading::finish(stage, rng).await,
            Self::Restore => restoring::restore(stage, rng).await,
        }
    }
}

async fn start_again(stage: &mut Stage, at: usize) {
    stage.servers[at].kill().await;
    stage.servers[at].start();
    await_ready(stage).await;
}

/// Kills the Redis, cuts the end off its file, and starts it again.
async fn kill_redis(stage: &mut Stage, bytes_lost: u64) {
    let Some(redis) = &mut stage.redis else { return };
    redis.stop();
    let cut = if bytes_lost > 0 { cut_off(redis, bytes_lost) } else { 0 };
    redis.start_again();
    stage.record.note(json!({ "act": "redis is back", "bytes_lost": cut }));
    await_ready(stage).await;
}

async fn keep_copy(stage: &Stage) {
    if let Some(redis) = &stage.redis {
        redis.keep_a_copy().await;
    }
}

fn go_back(stage: &mut Stage) {
    if let Some(redis) = &mut stage.redis {
        redis.go_back();
    }
    stage.record.note(json!({ "act": "redis went back" }));
}

/// What one node acknowledged alone is gone from Redis, that node is away, and the other one goes on; then it comes back.
async fn fork(stage: &mut Stage, at: usize, rng: &mut fastrand::Rng) {
    let other = 1 - at;
    let mut a_moment = async || sleep(Duration::from_millis(rng.u64(500..2_000))).await;
    stage.servers[other].kill().await;
    a_moment().await;
    keep_copy(stage).await;
    a_moment().await;
    stage.servers[at].kill().await;
    go_back(stage);
    stage.servers[other].start();
    is_ready(stage, other).await;
    sleep(GOES_ON_AFTER).await;
    a_moment().await;
    stage.servers[at].start();
    await_ready(stage).await;
}

/// Cuts the end off the newest part of the append-only file: how much of it.
fn cut_off(redis: &crate::support::redis::RedisServer, bytes: u64) -> u64 {
    let folder = redis.folder().join("appendonlydir");
    let parts = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "aof");
    let newest = parts
        .map(|part| part.path())
        .filter(is_part)
        .filter(|path| path.to_string_lossy().contains(".incr."))
        .max();
    let Some(file) = newest.and_then(|path| OpenOptions::new().write(true).open(path).ok()) else { return 0 };
    let size = file.metadata().map_or(0, |file| file.len());
    let cut = bytes.min(size / 4);
    file.set_len(size - cut).map_or(0, |()| cut)
}

/// Waits until every node is ready.
pub async fn await_ready(stage: &mut Stage) {
    for at in 0..stage.servers.len() {
        is_ready(stage, at).await;
    }
}

pub async fn is_ready(stage: &mut Stage, at: usize) {
    if let Err(said) = stage.servers[at].ready(READY_WITHIN).await {
        let said = format!("node {at} is not ready after {READY_WITHIN:?}: {}", said.trim());
        stage.record.note(json!({ "act": "not ready", "said": said }));
        stage.lost = Some(said);
    }
}

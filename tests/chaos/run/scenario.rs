//! What is played: the scenarios, what their hall stands on, and what comes next in each.

use std::fmt;
use std::time::Duration;

use majlis::room::Forms;

use super::acts::{Act, What};
use super::orders::Order;
use crate::support::node::BEFORE;

/// What is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scenario {
    /// `kill -9` of a node by itself.
    Kill,
    /// The same of two nodes over one Redis.
    KillTwo,
    /// A node by itself on a machine whose clock is wrong by hours, and jumps.
    Clock,
    /// The same of the machines of two nodes over one Redis.
    ClockTwo,
    /// A node by itself is lost with its disk, and restored from a backup that was made under load.
    Backup,
    /// Two nodes and their Redis are lost, and one node restored.
    BackupTwo,
    /// Faults of a node's disk, and power cuts.
    Disk,
    /// Histories of one journal on a disk that fails, without a node around it.
    DiskHistories,
    /// `kill -9` of a Redis that syncs each second.
    Redis,
    /// The same of one that syncs before each answer.
    RedisAlways,
    /// A power cut of a Redis that syncs each second: the end of its file is gone.
    RedisCut,
    /// Redis is killed, and another one with an older copy takes its place, or an empty one.
    RedisStale,
    /// The same, while the node that wrote what it lacks is away and the other one goes on.
    RedisFork,
    /// Two nodes over one Redis are upgraded one by one, back and forth, until the upgrade is finished.
    UpgradeTwo,
    /// Of the connections, one in twenty is lost each second.
    Wifi,
}

/// All of them, with their names.
pub const ALL: [(&str, Scenario); 15] = [
    ("kill", Scenario::Kill),
    ("kill-two", Scenario::KillTwo),
    ("clock", Scenario::Clock),
    ("clock-two", Scenario::ClockTwo),
    ("backup", Scenario::Backup),
    ("backup-two", Scenario::BackupTwo),
    ("disk", Scenario::Disk),
    ("disk-histories", Scenario::DiskHistories),
    ("redis", Scenario::Redis),
    ("redis-always", Scenario::RedisAlways),
    ("redis-cut", Scenario::RedisCut),
    ("redis-stale", Scenario::RedisStale),
    ("redis-fork", Scenario::RedisFork),
    ("upgrade-two", Scenario::UpgradeTwo),
    ("wifi", Scenario::Wifi),
];

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = ALL.iter().find(|(_, scenario)| scenario == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

const SYNCED_EACH_SECOND: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "everysec"];
const SYNCED_ALWAYS: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];

impl Scenario {
    /// With which options a Redis is started for it, if any.
    pub fn redis_options(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Kill | Self::Clock | Self::Backup | Self::Disk | Self::DiskHistories | Self::Wifi => None,
            Self::BackupTwo | Self::RedisStale | Self::RedisFork => Some(&[]),
            Self::KillTwo | Self::ClockTwo | Self::Redis | Self::RedisCut | Self::UpgradeTwo => {
                Some(&SYNCED_EACH_SECOND)
            }
            Self::RedisAlways => Some(&SYNCED_ALWAYS),
        }
    }

    /// Its phones send again what they were acknowledged before, once the history was replaced. Elsewhere they would hide
    /// what was lost.
    pub fn phones_send_again(self) -> bool {
        matches!(self, Self::Backup | Self::BackupTwo)
    }

    /// Which forms of entries its nodes know at first.
    pub fn forms_at_first(self) -> u32 {
        if self == Self::UpgradeTwo { BEFORE } else { Forms::NEWEST }
    }

    /// By how many milliseconds the clock of a machine is ahead at first.
    pub fn clock_ahead(self, rng: &mut fastrand::Rng) -> i64 {
        if matches!(self, Self::Clock | Self::ClockTwo) { hours(rng) } else { 0 }
    }

    /// What comes next.
    pub fn next(self, rng: &mut fastrand::Rng) -> Act {
        let pause = Duration::from_millis(rng.u64(300..1_200));
        let what = match self {
            Self::Kill | Self::KillTwo => What::KillServer,
            Self::Clock | Self::ClockTwo => wrong_clock(rng),
            Self::Backup | Self::BackupTwo => What::Restore,
            Self::Disk | Self::DiskHistories => fault(rng),
            Self::Redis | Self::RedisAlways => What::KillRedis { bytes_lost: 0 },
            Self::RedisCut => What::KillRedis { bytes_lost: rng.u64(1..20_000) },
            Self::RedisStale if rng.u8(0..3) == 0 => What::KeepCopy,
            Self::RedisStale => What::GoBack,
            Self::RedisFork => What::Fork,
            Self::UpgradeTwo if rng.u8(0..8) == 0 => What::FinishUpgrade,
            Self::UpgradeTwo => What::ChangeVersion,
            Self::Wifi => return Act { what: What::LoseConnections(5), pause: Duration::from_secs(1) },
        };
        Act { what, pause }
    }
}

fn wrong_clock(rng: &mut fastrand::Rng) -> What {
    match rng.u8(0..6) {
        0 => What::KillAndSetClock(hours(rng)),
        1 => What::SetClock(0),
        _ => What::SetClock(hours(rng)),
    }
}

/// Up to twelve hours in milliseconds, ahead or behind.
fn hours(rng: &mut fastrand::Rng) -> i64 {
    const MOST: i64 = 12 * 3_600_000;
    rng.i64(-MOST..MOST)
}

fn fault(rng: &mut fastrand::Rng) -> What {
    let lasts = Duration::from_millis(rng.u64(200..1_500));
    let order = match rng.u8(0..7) {
        0 => Order::FullAfter(rng.u64(0..60_000)),
        1 => Order::ReadOnly,
        2 => Order::NoSync(rng.u64(1..10)),
        3 => Order::Fail(rng.u64(1..60), rng.u64(1..4)),
        4 => Order::Slow(rng.u64(20..400)),
        _ => return What::CutPower,
    };
    What::Disk(order, lasts)
}

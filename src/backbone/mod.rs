//! What joins nodes: the way to the Redis that the journal and the pulse share.
//!
//! One server, a primary that sentinels watch over, or a cluster: whoever asks names the key, and gets the line to the
//! server that keeps it. Nothing here knows what is kept.

mod address;
mod cluster;
mod diagnosis;
mod entrance;
mod healing;
mod lines;
mod met;
mod pinned;
mod place;
mod sentinel;
mod settings;
mod slots;
mod subscriber;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use redis::RedisError;
use tokio::sync::watch;

use address::{Address, Servers};
use cluster::Cluster;
use entrance::Entrance;
use place::Place;
use sentinel::Sentinels;

pub use address::BadAddress;
pub use entrance::Access;
pub use healing::Healing;
pub use lines::Lines;
pub use met::Met;
pub use pinned::Pinned;
pub use place::is_primary;
pub use subscriber::{Hears, Subscriber};

/// A Redis that takes longer for one answer is not there.
pub const ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// The Redis of a deployment cannot be used. Each message says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackboneError {
    /// The address is none.
    #[error(
        "the address of Redis cannot be read: {0}; write it as redis://host:6379, with rediss for TLS, \
         redis+sentinel://host,host,host/name or redis+cluster://host,host"
    )]
    Address(BadAddress),
    /// A file with a password or a certificate.
    #[error("cannot use {file} for Redis: {why}; check the path, and who may read it", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        why: String,
    },
    /// Certificates for a line that has none.
    #[error("certificates for Redis are for TLS, and its address is without: write rediss in place of redis")]
    NotTls,
    /// Nobody answers there.
    #[error("cannot reach Redis at {address}: {why}; {advice}")]
    Unreachable {
        /// Host and port of all of it, or of the one server, without a password.
        address: String,
        /// What went wrong.
        why: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// It may forget what it holds.
    #[error(
        "Redis at {address} may evict keys (maxmemory-policy {policy}), and with them votes that were \
         acknowledged; set maxmemory-policy to noeviction"
    )]
    Evicts {
        /// Host and port.
        address: String,
        /// Its policy.
        policy: String,
    },
}

/// The way to the Redis of a deployment: where it is, how it is entered, and how long an answer may take.
#[derive(Clone)]
pub struct Backbone {
    address: Arc<Address>,
    entrance: Arc<Entrance>,
    topology: Topology,
}

/// How its servers stand together.
#[derive(Clone)]
enum Topology {
    One(Place),
    Cluster(Arc<Cluster>),
}

impl fmt::Debug for Backbone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Backbone({})", self.address)
    }
}

impl Backbone {
    /// Reads the address and the files, connects once, and refuses a Redis of which any server may forget. What is only
    /// doubtful about its settings is logged as a warning.
    pub async fn connect(access: &Access, timeout: Duration) -> Result<Self, BackboneError> {
        let (address, entrance) = access.read(timeout).await?;
        let entrance = Arc::new(entrance);
        let topology = match address.servers.clone() {
            Servers::One(server) => Topology::One(Place::Server(server)),
            Servers::Sentinels { sentinels, primary } => {
                Topology::One(Place::Primary(Sentinels::new(sentinels, primary, &entrance)))
            }
            Servers::Cluster(named) => {
                Topology::Cluster(Arc::new(Cluster::new(named, Arc::clone(&entrance))))
            }
        };
        let backbone = Self { address: Arc::new(address), entrance, topology };
        settings::check(&backbone).await?;
        Ok(backbone)
    }

    /// Lines of one's own, which come back by themselves after they were lost. A command under way at that moment fails
    /// and is never sent twice. While Redis is away each command asks once and fails at once: phones are told to try
    /// again.
    #[must_use]
    pub fn lines(&self) -> Lines {
        match &self.topology {
            Topology::One(place) => Lines::one(Healing::new(place.clone(), Arc::clone(&self.entrance))),
            Topology::Cluster(cluster) => Lines::cluster(Arc::clone(cluster)),
        }
    }

    /// The command that publishes where a [`Subscriber`] hears it. In a cluster that is the shard of the channel alone.
    #[must_use]
    pub fn publish(&self) -> &'static str {
        match &self.topology {
            Topology::One(_) => "PUBLISH",
            Topology::Cluster(_) => "SPUBLISH",
        }
    }

    /// Counts how often another process was entered at one of the places where something is kept: it may lack what the one
    /// before it had.
    #[must_use]
    pub fn arrivals(&self) -> watch::Receiver<u64> {
        self.entrance.arrivals.subscribe()
    }

    /// Which processes were entered at any of these places.
    #[must_use]
    pub fn met(&self) -> Arc<Met> {
        Arc::clone(&self.entrance.met)
    }

    /// How long an answer may take.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.entrance.timeout
    }

    /// The error of a Redis that does not answer as it should.
    pub(crate) fn unreachable(&self, why: &RedisError) -> BackboneError {
        unreachable_at(&*self.address, why)
    }
}

fn unreachable_at(address: &impl ToString, why: &RedisError) -> BackboneError {
    let (why, advice) = diagnosis::of(why);
    BackboneError::Unreachable { address: address.to_string(), why, advice }
}

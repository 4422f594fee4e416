//! Opening the store that the settings name.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::backbone::{Access, Backbone};
use crate::config::Store;
use crate::journal::embedded::{Disk, Embedded, Options};
use crate::journal::redis::RedisJournal;
use crate::journal::twofold::Twofold;
use crate::journal::{Journal, Registry};
use crate::pulse::Pulse;
use crate::pulse::local::LocalPulse;
use crate::pulse::redis::RedisPulse;

use super::StartError;

/// A Redis that takes longer for one answer is not there.
const REDIS_ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// What a node stands on.
pub(super) struct Storage {
    pub journal: Arc<dyn Journal>,
    pub registry: Arc<dyn Registry>,
    pub pulse: Arc<dyn Pulse>,
    /// Cancelled once the node's disk cannot be written to any more before the process is started again.
    pub broken: CancellationToken,
    kept: Kept,
}

/// What lies in the data folder, and how it is left.
enum Kept {
    Alone(Arc<Embedded>),
    Shared(Arc<Twofold>),
}

impl Storage {
    pub(super) async fn open(store: &Store, disk: Disk) -> Result<Self, StartError> {
        match store {
            Store::Folder(folder) => Self::alone(options(folder, disk)).await,
            Store::Redis { redis, folder, replicas } => {
                Self::shared(redis, *replicas, options(folder, disk)).await
            }
        }
    }

    async fn alone(options: Options) -> Result<Self, StartError> {
        let disk = Arc::new(Embedded::open(options).await?);
        let (pulse, broken) = (Arc::new(LocalPulse::default()), disk.broken());
        Ok(Self { journal: disk.clone(), registry: disk.clone(), pulse, broken, kept: Kept::Alone(disk) })
    }

    async fn shared(access: &Access, replicas: usize, options: Options) -> Result<Self, StartError> {
        let backbone = Backbone::connect(access, REDIS_ANSWERS_WITHIN).await?;
        let redis = RedisJournal::connect(&backbone, replicas).await?;
        let pulse = Arc::new(RedisPulse::over(&backbone));
        let disk = Arc::new(Embedded::open(options).await?);
        let broken = disk.broken();
        let both = Arc::new(Twofold::new(redis, disk));
        Ok(Self { journal: both.clone(), registry: both.clone(), pulse, broken, kept: Kept::Shared(both) })
    }

    /// Finishes what waits to be written and frees the data folder.
    pub(super) async fn close(self) {
        match self.kept {
            Kept::Alone(disk) => disk.close().await,
            Kept::Shared(both) => both.close().await,
        }
    }
}

fn options(folder: &Path, disk: Disk) -> Options {
    Options { disk, ..Options::new(folder) }
}

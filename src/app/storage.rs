//! Opening the store that the settings name.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::join_all;
use tokio_util::sync::CancellationToken;

use crate::backbone::{self, Access, Backbone, Lines};
use crate::config::Store;
use crate::http::{Line, Parts};
use crate::journal::embedded::{Disk, Embedded, Options};
use crate::journal::redis::RedisJournal;
use crate::journal::twofold::Twofold;
use crate::journal::{Journal, Registry};
use crate::pulse::Pulse;
use crate::pulse::local::LocalPulse;
use crate::pulse::redis::RedisPulse;

use super::StartError;

/// What a node stands on.
pub(super) struct Storage {
    pub journal: Arc<dyn Journal>,
    pub registry: Arc<dyn Registry>,
    pub pulse: Arc<dyn Pulse>,
    /// Cancelled once the node's disk cannot be written to any more before the process is started again.
    pub broken: CancellationToken,
    kept: Kept,
    /// The node's own, whatever decides.
    disk: Arc<Embedded>,
    /// The way to Redis, for whoever asks whether there is one.
    redis: Option<Arc<RedisLine>>,
}

/// A line of its own to Redis, over which nothing else is asked than whether it is there.
struct RedisLine(Lines);

#[async_trait]
impl Line for RedisLine {
    async fn is_up(&self) -> bool {
        let Ok(lines) = self.0.all().await else { return false };
        let answers = lines
            .into_iter()
            .map(|mut line| async move { redis::cmd("PING").query_async::<String>(&mut line).await.is_ok() });
        join_all(answers).await.into_iter().all(|is_up| is_up)
    }
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
        let kept = Kept::Alone(Arc::clone(&disk));
        Ok(Self { journal: disk.clone(), registry: disk.clone(), pulse, broken, kept, disk, redis: None })
    }

    async fn shared(access: &Access, replicas: usize, options: Options) -> Result<Self, StartError> {
        let backbone = Backbone::connect(access, backbone::ANSWERS_WITHIN).await?;
        let redis = RedisJournal::connect(&backbone, replicas).await?;
        let pulse = Arc::new(RedisPulse::over(&backbone));
        let disk = Arc::new(Embedded::open(Options { is_copy: true, ..options }).await?);
        let broken = disk.broken();
        let both = Arc::new(Twofold::new(redis, Arc::clone(&disk)));
        // A Redis that lost everything has it again before anybody asks for it. Of a cluster the server that keeps the registry
        // may be away: the forums that others keep go on without it.
        if let Err(why) = both.forums().await {
            tracing::warn!(%why, "what Redis has of the forums could not be compared with the data folder yet");
        }
        if let Err(why) = both.healthy().await {
            tracing::warn!(%why, "nothing is acknowledged yet");
        }
        let kept = Kept::Shared(Arc::clone(&both));
        let redis = Some(Arc::new(RedisLine(backbone.lines())));
        Ok(Self { journal: both.clone(), registry: both, pulse, broken, kept, disk, redis })
    }

    /// What it stands on, part by part.
    pub(super) fn parts(&self) -> Parts {
        let redis = self.redis.clone().map(|line| line as Arc<dyn Line>);
        Parts { disk: self.disk.clone(), redis }
    }

    /// The node's own disk, which has what is stored of its forums.
    pub(super) fn disk(&self) -> Arc<Embedded> {
        Arc::clone(&self.disk)
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

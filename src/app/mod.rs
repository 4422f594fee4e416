//! The composition: which journal, which pulse, and everything above them. Of what serves, nothing else names a concrete
//! one; `verify` and `export` read an embedded journal of themselves.

mod ceilings;
mod drain;
mod key;
mod node;
mod storage;
mod weighing;

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use metrics_exporter_prometheus::BuildError;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::backbone::BackboneError;
use crate::config::{Settings, Store};
use crate::founding::Halls;
use crate::http::address::PublicUrl;
use crate::http::connection::Context;
use crate::http::listener::{Secured, Serving};
use crate::http::patience::Patience;
use crate::http::slots::Slots;
use crate::http::tls::{BadIdentity, Tls};
use crate::http::{self, Site};
use crate::journal::JournalError;
use crate::journal::embedded::{Disk, OpenError};
use crate::recent::Recent;
use crate::room::{NodeId, RoomConfig, Rooms};
use crate::telemetry;
use crate::upgrade::{self, UpgradeError};

use storage::Storage;

/// After which it is told that the disk keeps the program from ending.
const CLOSES_WITHIN: Duration = Duration::from_secs(5);

/// A node could not be started. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder.
    #[error(transparent)]
    Folder(#[from] OpenError),
    /// Redis.
    #[error(transparent)]
    Redis(#[from] BackboneError),
    /// The store was opened and does not work.
    #[error("{0}; look at the store, then start again")]
    Store(#[from] JournalError),
    /// There are forums, and no keys of their tokens.
    #[error(
        "the keys of the tokens are gone though there are forums, and with a new one every phone would be a stranger: restore a \
         backup; or start once with --new-key, and every phone joins anew"
    )]
    NoKeys,
    /// Something else lies in the place of the keys.
    #[error(
        "the keys of the tokens cannot be read, or are zeroes that nobody drew: restore a backup; or start once with --new-key \
         at-once, and every phone joins anew"
    )]
    BadKeys,
    /// Another key was asked for, and what all nodes read it from cannot be used.
    #[error(
        "no other key could be written for certain, as {0}: start with --new-key once more when that is there again; without \
         it the keys that the data folder has are taken"
    )]
    NoNewKey(JournalError),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers, without which no token can be made: {0}")]
    Random(#[from] getrandom::Error),
    /// The certificate or its key.
    #[error(transparent)]
    Certificate(#[from] BadIdentity),
    /// The listener has no address.
    #[error("the address to listen on cannot be used: {0}")]
    Listener(#[from] std::io::Error),
    /// The node is too new for its deployment.
    #[error(transparent)]
    Upgrade(#[from] UpgradeError),
    /// What is counted cannot be.
    #[error("the metrics cannot be set up: {0}")]
    Metrics(#[from] BuildError),
}

/// A node ended though nobody told it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "nothing can be written to the data folder any more: the journal's writing thread ended, as the log says; nothing that \
     was acknowledged is lost: start majlis again"
)]
pub struct Broken;

/// A node that runs.
pub struct Running {
    site: Arc<Site>,
    listens: SocketAddr,
    storage: Storage,
}

/// Starts a node on a listener that is bound already. It runs until `stop` is cancelled; then [`Running::finish`]
/// returns once everything under way is done.
pub async fn start(
    settings: Settings,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<Running, StartError> {
    start_on(Disk::default(), settings, listener, stop).await
}

/// The same on a disk that behaves so: for measurements.
pub async fn start_on(
    disk: Disk,
    settings: Settings,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<Running, StartError> {
    let listens = listener.local_addr()?;
    // Before anything is opened: a certificate that nobody would take is told at once.
    let tls = settings.tls.map(Tls::open).transpose()?.map(Arc::new);
    let metrics = telemetry::metrics()?;
    let storage = Storage::open(&settings.store, disk).await?;
    let (own, now) = (storage.disk(), storage.journal.now());
    let is_shared = matches!(settings.store, Store::Redis { .. });
    let tokens = key::tokens(&*storage.registry, &*own, (settings.new_key, is_shared), now).await?;
    let node = NodeId::random()?;
    let told = (node.to_string(), node::told(&settings.store, settings.knows, listens));
    let forms = upgrade::settle(&*storage.journal, &*storage.registry, (&told.0, &told.1)).await?;
    let rooms = Rooms::new(
        Arc::clone(&storage.journal),
        Arc::clone(&storage.pulse),
        RoomConfig { silence: settings.patience.silence, forms, ..RoomConfig::new(node) },
    );
    let public = settings.public_url.unwrap_or_else(|| PublicUrl::of_listener(listens, tls.is_some()));
    let (address, hello) = (public.host().to_owned(), settings.patience.hello);
    let halls = Halls::new(Arc::clone(&storage.registry));
    let connections = Context::new(rooms.clone(), halls, tokens.clone(), address, hello, stop.clone());
    let site = Arc::new(Site {
        rooms,
        journal: Arc::clone(&storage.journal),
        parts: storage.parts(),
        registry: Arc::clone(&storage.registry),
        tokens,
        public,
        tls,
        trusted_proxies: settings.trusted_proxies,
        metrics,
        figures: Recent::default(),
        limits: http::Limits::default(),
        connections,
        tasks: TaskTracker::new(),
        is_open: (!settings.opens_later).into(),
        stop,
        founding: tokio::sync::Mutex::new(()),
        records: http::Records::default(),
        exporting: tokio::sync::Semaphore::new(http::EXPORTS_AT_ONCE),
        ballots: Arc::default(),
        gathered: Arc::default(),
        slugs: dashmap::DashMap::new(),
    });
    serve(&site, listener, settings.patience, settings.max_connections);
    let bounds = ceilings::Bounds {
        memory: settings.max_memory.or_else(ceilings::usual_memory),
        store: settings.max_journal,
        folder: settings.store.data_folder().to_owned(),
    };
    let (rooms, stop) = (&site.rooms, &site.stop);
    let measured = Arc::clone(&site.connections.ceilings);
    site.tasks.spawn(ceilings::watch(bounds, measured, rooms.clone(), stop.clone()));
    site.tasks.spawn(weighing::watch(storage.disk(), settings.max_forum, rooms.clone(), stop.clone()));
    let stores = (Arc::clone(&storage.journal), Arc::clone(&storage.registry));
    site.tasks.spawn(upgrade::keep(stores, rooms.clone(), told, stop.clone()));
    look_after(&site, storage.broken.clone());
    Ok(Running { site, listens, storage })
}

/// Has the listener's connections served.
fn serve(site: &Arc<Site>, listener: TcpListener, patience: Patience, most: usize) {
    let (tasks, stop) = (&site.tasks, &site.stop);
    let service = Serving { routes: http::routes(Arc::clone(site), patience), patience, stop: stop.clone() };
    let public = || Arc::new(site.public.clone());
    let secured = site.tls.clone().map(|tls| Secured { tls, public: public() });
    tasks.spawn(http::listener::serve(listener, service, secured, Slots::new(most), tasks.clone()));
    if let Some(tls) = site.tls.clone() {
        tasks.spawn(http::tls::keep(tls, stop.clone()));
    }
}

/// Has done what a node does by itself, whatever its settings are.
fn look_after(site: &Site, broken: CancellationToken) {
    let (tasks, stop, registry) = (&site.tasks, &site.stop, &site.registry);
    let (tokens, rooms) = (site.tokens.clone(), site.rooms.clone());
    tasks.spawn(key::follow(Arc::clone(registry), tokens, rooms, stop.clone()));
    tasks.spawn(http::screens::forget(Arc::clone(registry), stop.clone()));
    tasks.spawn(telemetry::tidy(site.metrics.clone(), stop.clone()));
    tasks.spawn(stop_when_broken(broken, stop.clone()));
}

impl Running {
    /// What its routes share.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Where it listens.
    #[must_use]
    pub fn listens(&self) -> SocketAddr {
        self.listens
    }

    /// Waits until it is told to stop, and then until everything under way is done: within bounds for connections and rooms, and for as
    /// long as the disk takes for what it was given.
    pub async fn finish(self) -> Result<(), Broken> {
        self.site.stop.cancelled().await;
        drain::connections(&self.site.tasks).await;
        if self.storage.broken.is_cancelled() {
            // What is under way cannot be finished any more.
            return Err(Broken);
        }
        drain::rooms(&self.site.rooms).await;
        let mut closing = pin!(self.storage.close());
        if timeout(CLOSES_WITHIN, &mut closing).await.is_err() {
            tracing::warn!(
                "the disk has not finished what it was given: what was acknowledged is on it, and stopping once more ends at once"
            );
            closing.await;
        }
        Ok(())
    }
}

/// A process that can write no more ends, so that what started it starts it again: by itself it would never be well.
async fn stop_when_broken(broken: CancellationToken, stop: CancellationToken) {
    tokio::select! {
        () = broken.cancelled() => stop.cancel(),
        () = stop.cancelled() => {}
    }
}

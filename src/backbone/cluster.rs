//! A cluster: which of its servers keeps what, learned again whenever one of them says or shows that it has changed.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use dashmap::DashMap;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use redis::{RedisResult, Value};

use super::address::Server;
use super::entrance::Entrance;
use super::healing::Healing;
use super::place::Place;
use super::slots::{Slots, slot_of};

/// What the lines of a cluster tell it, and what it tells them.
#[derive(Default)]
pub(super) struct News {
    /// How often something had changed.
    doubts: AtomicU64,
    /// How many of these an answer came after.
    answered: AtomicU64,
    /// How often each server was found to be no primary any more.
    left: DashMap<Server, u64>,
}

impl News {
    /// Something has changed: it is asked for before anything else is.
    pub fn doubt(&self) {
        self.doubts.fetch_add(1, Ordering::SeqCst);
    }

    fn doubts(&self) -> u64 {
        self.doubts.load(Ordering::SeqCst)
    }

    /// What came about until that many doubts is known. Whoever asks may go before there is an answer: then nothing is.
    fn answer(&self, doubts: u64) {
        self.answered.fetch_max(doubts, Ordering::SeqCst);
    }

    fn is_stale(&self) -> bool {
        self.answered.load(Ordering::SeqCst) < self.doubts()
    }

    /// How often that server was no primary any more: whoever knew it before does not know what it has lost since.
    pub fn times_left(&self, server: &Server) -> u64 {
        self.left.get(server).map_or(0, |times| *times)
    }

    fn compare(&self, before: &Slots, now: &Slots) {
        let primaries = now.primaries();
        for server in before.primaries().into_iter().filter(|server| !primaries.contains(server)) {
            *self.left.entry(server).or_default() += 1;
        }
    }
}

/// The servers of a cluster.
pub(super) struct Cluster {
    /// Those that the address names: asked when no other answers.
    named: Vec<Server>,
    entrance: Arc<Entrance>,
    slots: RwLock<Arc<Slots>>,
    news: Arc<News>,
    /// One asks for all.
    learning: tokio::sync::Mutex<()>,
    lines: DashMap<Server, Healing>,
}

impl Cluster {
    /// Not asked yet.
    pub fn new(named: Vec<Server>, entrance: Arc<Entrance>) -> Self {
        let news = Arc::new(News::default());
        news.doubt();
        let (slots, learning, lines) = Default::default();
        Self { named, entrance, slots, news, learning, lines }
    }

    /// The primary that keeps a key or a channel now.
    pub async fn primary_of(&self, key: &str) -> RedisResult<Server> {
        let slots = self.slots().await?;
        let slot = slot_of(key);
        let nobody =
            || io::Error::new(io::ErrorKind::ConnectionRefused, format!("no server keeps slot {slot}"));
        slots.primary(slot).cloned().ok_or_else(|| {
            self.doubt();
            nobody().into()
        })
    }

    /// What each keeps now.
    pub async fn slots(&self) -> RedisResult<Arc<Slots>> {
        if self.news.is_stale() {
            self.learn().await?;
        }
        Ok(Arc::clone(&self.slots.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Something has changed: it is asked for before anything else is.
    pub fn doubt(&self) {
        self.news.doubt();
    }

    /// A line to one of the servers; what goes wrong on it raises doubt.
    pub fn line(&self, server: Server) -> Healing {
        Healing::of_cluster(Place::Server(server), Arc::clone(&self.entrance), Arc::clone(&self.news))
    }

    async fn learn(&self) -> RedisResult<()> {
        let _one = self.learning.lock().await;
        let doubts = self.news.doubts();
        if !self.news.is_stale() {
            return Ok(());
        }
        let slots = self.ask().await?;
        self.news.answer(doubts);
        let mut known = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        self.news.compare(&known, &slots);
        *known = Arc::new(slots);
        Ok(())
    }

    /// What the first says that answers. Where some slots are kept by nobody, the others may know better.
    async fn ask(&self) -> RedisResult<Slots> {
        let known = self.slots.read().unwrap_or_else(PoisonError::into_inner).servers();
        let mut servers = self.named.clone();
        servers.extend(known.into_iter().filter(|server| !self.named.contains(server)));
        let mut answers: FuturesUnordered<_> =
            servers.into_iter().map(|server| self.ask_one(server)).collect();
        let mut best = Err(io::Error::other("no server of the cluster is named").into());
        while let Some(answer) = answers.next().await {
            let whole = answer.as_ref().is_ok_and(Slots::is_whole);
            if whole || best.is_err() {
                best = answer;
            }
            if whole {
                break;
            }
        }
        best
    }

    async fn ask_one(&self, server: Server) -> RedisResult<Slots> {
        let line = || Healing::new(Place::Server(server.clone()), Arc::clone(&self.entrance));
        // No guard of the map lives across an await.
        let mut line = self.lines.entry(server.clone()).or_insert_with(line).clone();
        let answer: Value = redis::cmd("CLUSTER").arg("SLOTS").query_async(&mut line).await?;
        Slots::read(answer, &server)
    }
}

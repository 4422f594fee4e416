//! A connection that heals: to whichever server takes writes now, and made anew after it failed.
//!
//! It never sends a command twice. A command under way when the connection is lost fails, and the next one is sent over
//! a new connection. A connection is given up, too, when its server does not answer in time (it may have frozen) and
//! when it says that it is no primary any more.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use redis::aio::ConnectionLike;
use redis::{Cmd, Pipeline, RedisError, RedisFuture, RedisResult, Value};
use tokio::time::timeout;

use super::cluster::News;
use super::entrance::Entrance;
use super::pinned::Pinned;
use super::place::{Entered, Place};

/// Answers after which a server is asked nothing more over this connection: another one has become the primary, or it
/// begins anew. Once it is the primary again it may lack what the other one had, and is to say that it is another one now.
const LEFT_AFTER: [&str; 4] = ["READONLY", "MASTERDOWN", "LOADING", "MOVED"];
/// Answers of a server of a cluster that say that others keep what they were asked for.
const OTHERS_KEEP: [&str; 2] = ["ASK", "CLUSTERDOWN"];

/// The connection. Cheap to clone.
#[derive(Clone)]
pub struct Healing(Arc<Inner>);

struct Inner {
    place: Place,
    entrance: Arc<Entrance>,
    current: Mutex<Current>,
    /// In a cluster, where it is told that something goes wrong: others may keep now what is asked for here.
    news: Option<Arc<News>>,
    /// Which process was there last.
    last: Mutex<Arc<str>>,
}

impl Inner {
    /// Connects, and says so to whoever waits for it where it is another process than the last one.
    async fn enter(&self) -> RedisResult<Entered> {
        let entered = self.place.enter(&self.entrance).await?;
        self.entrance.met.meet(&entered.identity, entered.at);
        let identity = Arc::clone(&entered.identity);
        let before =
            std::mem::replace(&mut *self.last.lock().unwrap_or_else(PoisonError::into_inner), identity);
        if before != entered.identity {
            self.entrance.arrivals.send_modify(|arrivals| *arrivals += 1);
        }
        Ok(entered)
    }
}

/// The connection of now, if there is one or it is being made. Each has the next generation.
#[derive(Default)]
struct Current {
    generation: u64,
    /// How often another server had come to the place, or this one had left it, when this connection was begun.
    switches: u64,
    coming: Option<Coming>,
}

/// Shared by all who wait for it.
type Coming = Shared<BoxFuture<'static, RedisResult<Entered>>>;

impl Healing {
    /// Nobody is connected to yet.
    pub(super) fn new(place: Place, entrance: Arc<Entrance>) -> Self {
        Self::with(place, entrance, None)
    }

    /// The same to a server of a cluster.
    pub(super) fn of_cluster(place: Place, entrance: Arc<Entrance>, news: Arc<News>) -> Self {
        Self::with(place, entrance, Some(news))
    }

    fn with(place: Place, entrance: Arc<Entrance>, news: Option<Arc<News>>) -> Self {
        let last = Mutex::new(Arc::from(""));
        Self(Arc::new(Inner { place, entrance, current: Mutex::default(), news, last }))
    }

    /// The server that it is connected to, or was last.
    #[must_use]
    pub fn server(&self) -> String {
        let current = self.current();
        let there = current.coming.as_ref().and_then(|coming| coming.peek()?.as_ref().ok());
        there.map_or_else(|| self.place().to_string(), |entered| entered.server.to_string())
    }

    pub(super) fn place(&self) -> &Place {
        &self.0.place
    }

    /// Connects anew before anything else is asked: to whoever is the primary by then.
    pub fn leave(&self) {
        let generation = self.current().generation;
        self.lose(generation);
    }

    /// The connection of now. An error is that of connecting: nothing was sent.
    pub async fn pinned(&self) -> RedisResult<Pinned> {
        let (generation, coming) = self.coming();
        match coming.await {
            Ok(entered) => Ok(Pinned::of(self.clone(), generation, entered)),
            Err(why) => {
                self.lose(generation);
                Err(not_connected(&why))
            }
        }
    }

    fn coming(&self) -> (u64, Coming) {
        let mut current = self.current();
        let switches = self.switches();
        if let Some(coming) = current.coming.as_ref().filter(|_| current.switches == switches) {
            return (current.generation, coming.clone());
        }
        let inner = Arc::clone(&self.0);
        // By itself: whoever began it may be gone before it is done.
        let connecting = tokio::spawn(async move { inner.enter().await });
        let coming = connecting.map(|done| done.unwrap_or_else(|why| Err(io::Error::other(why).into())));
        let coming = coming.boxed().shared();
        *current = Current { generation: current.generation + 1, switches, coming: Some(coming.clone()) };
        (current.generation, coming)
    }

    /// The connection of that generation is used no more.
    pub(super) fn lose(&self, generation: u64) {
        let mut current = self.current();
        if current.generation == generation {
            current.coming = None;
        }
        self.doubt();
    }

    fn doubt(&self) {
        if let Some(news) = &self.0.news {
            news.doubt();
        }
    }

    fn switches(&self) -> u64 {
        match (&self.0.place, &self.0.news) {
            (Place::Server(server), Some(news)) => news.times_left(server),
            (place, _) => place.switches(),
        }
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.0.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) async fn bounded<T>(&self, answer: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
        let late = || Err(io::Error::from(io::ErrorKind::TimedOut).into());
        timeout(self.0.entrance.timeout, answer).await.unwrap_or_else(|_| late())
    }

    pub(super) fn heed<'a>(
        &self,
        generation: u64,
        answer: Result<impl IntoIterator<Item = &'a Value>, &RedisError>,
    ) {
        match answer {
            Ok(values) => {
                for code in values.into_iter().filter_map(code_of) {
                    self.heed_code(generation, code);
                }
            }
            Err(why) if why.is_unrecoverable_error() || why.is_timeout() => self.lose(generation),
            Err(why) => why.code().into_iter().for_each(|code| self.heed_code(generation, code)),
        }
    }

    fn heed_code(&self, generation: u64, code: &str) {
        if LEFT_AFTER.contains(&code) {
            self.lose(generation);
        } else if OTHERS_KEEP.contains(&code) {
            self.doubt();
        }
    }
}

/// Nothing was sent: whoever asked may be sure of it.
fn not_connected(why: &RedisError) -> RedisError {
    io::Error::new(io::ErrorKind::ConnectionRefused, why.to_string()).into()
}

fn code_of(value: &Value) -> Option<&str> {
    match value {
        Value::ServerError(why) => Some(why.code()),
        _ => None,
    }
}

impl ConnectionLike for Healing {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        Box::pin(async move { self.pinned().await?.req_packed_command(command).await })
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        Box::pin(async move { self.pinned().await?.req_packed_commands(pipeline, offset, count).await })
    }

    fn get_db(&self) -> i64 {
        self.0.entrance.database
    }
}

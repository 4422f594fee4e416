//! What is published, for everything on this node that listens.
//!
//! One connection subscribes. In a cluster it is one to each server that keeps a channel: there a channel lies where its
//! forum's keys do (sharded pub/sub), and moves when they do.

mod task;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::cluster::Cluster;
use super::entrance::Entrance;
use super::place::Place;
use super::{Backbone, Topology};

use task::Task;

/// What listens to the channels.
pub trait Hears: Send + Sync + 'static {
    /// A message came. False when nobody wants this channel any more.
    fn message(&self, channel: &str, payload: Bytes) -> bool;

    /// A connection was lost and is back, or a channel has moved: messages may have been missed.
    fn gap(&self);
}

/// A channel is wanted.
struct Request {
    channel: String,
    /// Nobody waits where it was heard elsewhere before.
    reply: Option<oneshot::Sender<Result<(), String>>>,
}

/// The subscriptions of one listener. They end when this is dropped.
pub struct Subscriber {
    shared: Arc<Shared>,
    _stop: DropGuard,
}

/// What the connections of one listener share.
struct Shared {
    topology: Topology,
    entrance: Arc<Entrance>,
    hears: Arc<dyn Hears>,
    /// Who subscribes at each place, by its name.
    tasks: Mutex<HashMap<String, mpsc::UnboundedSender<Request>>>,
    stop: CancellationToken,
}

impl Subscriber {
    /// Nothing is connected before the first channel is asked for. Needs a runtime.
    pub fn start(backbone: &Backbone, hears: Arc<impl Hears>) -> Self {
        let stop = CancellationToken::new();
        let shared = Shared {
            topology: backbone.topology.clone(),
            entrance: Arc::clone(&backbone.entrance),
            hears,
            tasks: Mutex::default(),
            stop: stop.clone(),
        };
        Self { shared: Arc::new(shared), _stop: stop.drop_guard() }
    }

    /// Subscribes to a channel. Once this is answered, what is published there is heard or its
    /// possible loss is told as a gap. Fails while Redis is away.
    pub async fn subscribe(&self, channel: String) -> Result<(), String> {
        let (reply, answer) = oneshot::channel();
        let place = self.shared.place_of(&channel).await.map_err(|why| why.to_string())?;
        self.shared.ask(place, Request { channel, reply: Some(reply) });
        answer.await.map_err(|_| "the subscriber has ended".to_owned())?
    }
}

impl Shared {
    /// Where a channel is published.
    async fn place_of(&self, channel: &str) -> redis::RedisResult<Place> {
        match &self.topology {
            Topology::One(place) => Ok(place.clone()),
            Topology::Cluster(cluster) => cluster.primary_of(channel).await.map(Place::Server),
        }
    }

    fn cluster(&self) -> Option<&Arc<Cluster>> {
        match &self.topology {
            Topology::One(_) => None,
            Topology::Cluster(cluster) => Some(cluster),
        }
    }

    /// Has whoever subscribes at that place take a channel.
    fn ask(self: &Arc<Self>, place: Place, request: Request) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let task = tasks.entry(place.to_string()).or_insert_with(|| {
            let (sender, requests) = mpsc::unbounded_channel();
            let task = Task::new(Arc::clone(self), place, requests);
            tokio::spawn(self.stop.clone().run_until_cancelled_owned(task.run()));
            sender
        });
        // It ends only with all of this; then nobody waits for the answer.
        let _ = task.send(request);
    }
}

//! One connection that subscribes, for everything on this node that listens.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use redis::aio::{PubSubSink, PubSubStream};
use redis::{Client, Msg, RedisError};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::Backbone;

/// How soon a lost connection is tried again.
const AGAIN: Duration = Duration::from_millis(100);
/// How often a silent connection is asked whether it lives.
const PING: Duration = Duration::from_secs(1);

/// What listens to the channels.
pub trait Hears: Send + Sync + 'static {
    /// A message came. False when nobody wants this channel any more.
    fn message(&self, channel: &str, payload: Bytes) -> bool;

    /// The connection was lost and is back: messages may have been missed.
    fn gap(&self);
}

struct Request {
    channel: String,
    reply: oneshot::Sender<Result<(), String>>,
}

/// The subscribing connection of one listener. It ends when this is dropped.
#[derive(Debug)]
pub struct Subscriber(mpsc::Sender<Request>);

impl Subscriber {
    /// Starts connecting.
    pub fn start(backbone: &Backbone, hears: Arc<impl Hears>) -> Self {
        let (requests, waiting) = mpsc::channel(64);
        let task = Task {
            client: backbone.client.clone(),
            timeout: backbone.timeout,
            hears,
            channels: HashSet::new(),
            requests: waiting,
        };
        tokio::spawn(task.run());
        Self(requests)
    }

    /// Subscribes to a channel. Once this is answered, what is published there is heard or its
    /// possible loss is told as a gap. Fails while Redis is away.
    pub async fn subscribe(&self, channel: String) -> Result<(), String> {
        let (reply, answer) = oneshot::channel();
        let gone = || "the subscriber has ended".to_owned();
        self.0.send(Request { channel, reply }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

struct Task<H> {
    client: Client,
    timeout: Duration,
    hears: Arc<H>,
    channels: HashSet<String>,
    requests: mpsc::Receiver<Request>,
}

/// The listener was dropped.
struct Over;

impl<H: Hears> Task<H> {
    async fn run(mut self) {
        let mut before = false;
        loop {
            match timeout(self.timeout, self.connect()).await {
                Ok(Ok((sink, stream))) => {
                    if before {
                        self.hears.gap();
                    }
                    before = true;
                    match self.listen(sink, stream).await {
                        Ok(why) => tracing::warn!(%why, "lost the subscription to Redis"),
                        Err(Over) => return,
                    }
                }
                Ok(Err(why)) => tracing::debug!(%why, "cannot subscribe to Redis"),
                Err(_) => tracing::debug!("Redis does not answer the subscription"),
            }
            if let Err(Over) = self.refuse_for(AGAIN).await {
                return;
            }
        }
    }

    async fn connect(&self) -> Result<(PubSubSink, PubSubStream), RedisError> {
        let (mut sink, stream) = self.client.get_async_pubsub().await?.split();
        for channel in &self.channels {
            sink.subscribe(channel).await?;
        }
        Ok((sink, stream))
    }

    /// Until the connection is lost, and why.
    async fn listen(&mut self, mut sink: PubSubSink, mut stream: PubSubStream) -> Result<String, Over> {
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let lived = tokio::select! {
                message = stream.next() => match message {
                    Some(message) => self.hear(&mut sink, &message).await,
                    None => return Ok("the connection was closed".to_owned()),
                },
                request = self.requests.recv() => self.subscribe(&mut sink, request.ok_or(Over)?).await,
                _ = ping.tick() => self.bounded(sink.ping::<redis::Value>()).await.map(|_| ()),
            };
            if let Err(why) = lived {
                return Ok(why);
            }
        }
    }

    async fn hear(&mut self, sink: &mut PubSubSink, message: &Msg) -> Result<(), String> {
        let channel = message.get_channel_name();
        if !self.hears.message(channel, Bytes::copy_from_slice(message.get_payload_bytes())) {
            self.channels.remove(channel);
            self.bounded(sink.unsubscribe(channel)).await?;
        }
        Ok(())
    }

    async fn subscribe(&mut self, sink: &mut PubSubSink, request: Request) -> Result<(), String> {
        let done = if self.channels.contains(&request.channel) {
            Ok(())
        } else {
            self.bounded(sink.subscribe(&request.channel)).await
        };
        if done.is_ok() {
            self.channels.insert(request.channel);
        }
        // Whoever asked may have left; the first message finds nobody and unsubscribes.
        let _ = request.reply.send(done.clone());
        done
    }

    async fn bounded<T>(&self, call: impl Future<Output = Result<T, RedisError>>) -> Result<T, String> {
        match timeout(self.timeout, call).await {
            Ok(answer) => answer.map_err(|why| why.to_string()),
            Err(_) => Err("Redis does not answer".to_owned()),
        }
    }

    /// While there is no connection nobody waits for one.
    async fn refuse_for(&mut self, pause: Duration) -> Result<(), Over> {
        let pause = sleep(pause);
        tokio::pin!(pause);
        loop {
            tokio::select! {
                () = &mut pause => return Ok(()),
                request = self.requests.recv() => {
                    // Whoever asked may have left.
                    let _ = request.ok_or(Over)?.reply.send(Err("Redis is away".to_owned()));
                }
            }
        }
    }
}

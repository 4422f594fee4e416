//! One subscribing connection.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use redis::aio::MultiplexedConnection;
use redis::{Msg, PushInfo, PushKind, RedisError, RedisResult};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::backbone::place::Place;

use super::{Request, Shared};

/// How soon a lost connection is tried again.
const AGAIN: Duration = Duration::from_millis(100);
/// How often a silent connection is asked whether it lives, and whether its channels are still published there.
const PING: Duration = Duration::from_secs(1);

pub(super) struct Task {
    shared: Arc<Shared>,
    place: Place,
    subscribe: &'static str,
    unsubscribe: &'static str,
    /// The channels that are wanted, and whether this connection hears them.
    channels: HashMap<String, bool>,
    requests: mpsc::UnboundedReceiver<Request>,
}

/// A connection, and what comes by it unasked.
struct Line {
    connection: MultiplexedConnection,
    news: mpsc::UnboundedReceiver<PushInfo>,
    switches: u64,
}

/// Why a connection is used no more.
type Lost = String;

impl Task {
    pub fn new(shared: Arc<Shared>, place: Place, requests: mpsc::UnboundedReceiver<Request>) -> Self {
        let in_a_cluster = shared.cluster().is_some();
        let (subscribe, unsubscribe) =
            if in_a_cluster { ("SSUBSCRIBE", "SUNSUBSCRIBE") } else { ("SUBSCRIBE", "UNSUBSCRIBE") };
        Self { shared, place, subscribe, unsubscribe, channels: HashMap::new(), requests }
    }

    /// For ever: whoever started it ends it.
    pub async fn run(mut self) {
        let mut before = false;
        loop {
            let first = if self.channels.is_empty() { self.requests.recv().await } else { None };
            match self.connect().await {
                Ok(line) => {
                    if mem::replace(&mut before, true) {
                        self.shared.hears.gap();
                    }
                    let why = self.listen(line, first).await;
                    tracing::warn!(place = %self.place, %why, "lost the subscription to Redis");
                }
                Err(why) => {
                    tracing::debug!(place = %self.place, %why, "cannot subscribe to Redis");
                    if let Some(first) = first {
                        self.put_off(first);
                    }
                }
            }
            if let Some(cluster) = self.shared.cluster() {
                cluster.doubt();
                self.hand_over().await;
            }
            self.put_off_for(AGAIN).await;
        }
    }

    /// Channels are subscribed to one by one: in a cluster they may lie in different slots, which one command may not name.
    async fn connect(&mut self) -> RedisResult<Line> {
        let switches = self.place.switches();
        let (pushes, news) = mpsc::unbounded_channel();
        let server = self.place.server().await?;
        let mut connection = self.shared.entrance.listen(&server, pushes).await?;
        for (channel, heard) in &mut self.channels {
            *heard = subscribed(&mut connection, self.subscribe, channel).await?;
        }
        Ok(Line { connection, news, switches })
    }

    /// Until the connection is lost, and why.
    async fn listen(&mut self, mut line: Line, first: Option<Request>) -> Lost {
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let place = self.place.clone();
        let switched = place.switched(line.switches);
        tokio::pin!(switched);
        let mut lived = match first {
            Some(request) => self.take(&mut line.connection, request).await,
            None => Ok(()),
        };
        while lived.is_ok() {
            lived = tokio::select! {
                push = line.news.recv() => match push {
                    Some(push) => self.hear(&mut line.connection, push).await,
                    None => Err("the connection was closed".to_owned()),
                },
                Some(request) = self.requests.recv() => self.take(&mut line.connection, request).await,
                _ = ping.tick() => self.look(&mut line.connection).await,
                () = &mut switched => Err("another server is the primary now".to_owned()),
            };
        }
        lived.err().unwrap_or_default()
    }

    async fn hear(&mut self, connection: &mut MultiplexedConnection, push: PushInfo) -> Result<(), Lost> {
        match push.kind {
            PushKind::Disconnection => return Err("the connection was closed".to_owned()),
            PushKind::SUnsubscribe if self.names_one_of_ours(&push) => {
                return Err("a channel is published elsewhere now".to_owned());
            }
            _ => {}
        }
        let Some(message) = Msg::from_push_info(push) else { return Ok(()) };
        let channel = message.get_channel_name();
        if !self.shared.hears.message(channel, Bytes::copy_from_slice(message.get_payload_bytes())) {
            self.channels.remove(channel);
            let unsubscribe = redis::cmd(self.unsubscribe).arg(channel).to_owned();
            unsubscribe.exec_async(connection).await.map_err(told)?;
        }
        Ok(())
    }

    /// What a server unsubscribed from without having been asked to.
    fn names_one_of_ours(&self, push: &PushInfo) -> bool {
        let channel =
            push.data.first().and_then(|channel| redis::from_redis_value_ref::<String>(channel).ok());
        channel.is_some_and(|channel| self.channels.contains_key(&channel))
    }

    async fn take(&mut self, connection: &mut MultiplexedConnection, request: Request) -> Result<(), Lost> {
        let Request { channel, reply } = request;
        let known = self.channels.get(&channel).is_some_and(|heard| *heard);
        let heard = if known {
            Ok(true)
        } else {
            subscribed(connection, self.subscribe, &channel).await.map_err(told)
        };
        let Some(reply) = reply else {
            self.channels.insert(channel, heard == Ok(true));
            self.shared.hears.gap();
            return heard.map(|_| ());
        };
        let answer = heard.clone().and_then(|heard| if heard { Ok(()) } else { Err(elsewhere()) });
        if answer.is_ok() {
            self.channels.insert(channel, true);
        }
        // Whoever asked may have left; the first message finds nobody and unsubscribes.
        let _ = reply.send(answer);
        heard.map(|_| ())
    }

    /// Whether the connection lives, and has what it should.
    async fn look(&mut self, connection: &mut MultiplexedConnection) -> Result<(), Lost> {
        redis::cmd("PING").exec_async(connection).await.map_err(told)?;
        if self.shared.cluster().is_none() {
            return Ok(());
        }
        self.hand_over().await;
        for (channel, heard) in self.channels.iter_mut().filter(|(_, heard)| !**heard) {
            *heard = subscribed(connection, self.subscribe, channel).await.map_err(told)?;
            if *heard {
                self.shared.hears.gap();
            }
        }
        Ok(())
    }

    /// Gives channels that are published elsewhere now to whoever subscribes there.
    async fn hand_over(&mut self) {
        let here = self.place.to_string();
        for channel in self.channels.keys().cloned().collect::<Vec<_>>() {
            // While nobody keeps it, it stays.
            let Ok(place) = self.shared.place_of(&channel).await else { continue };
            if place.to_string() != here {
                self.channels.remove(&channel);
                self.shared.ask(place, Request { channel, reply: None });
            }
        }
    }

    /// While there is no connection nobody waits for one.
    async fn put_off_for(&mut self, pause: Duration) {
        let pause = sleep(pause);
        tokio::pin!(pause);
        loop {
            tokio::select! {
                () = &mut pause => return,
                Some(request) = self.requests.recv() => self.put_off(request),
            }
        }
    }

    fn put_off(&mut self, request: Request) {
        match request.reply {
            // Whoever asked may have left.
            Some(reply) => drop(reply.send(Err("Redis is away".to_owned()))),
            None => drop(self.channels.insert(request.channel, false)),
        }
    }
}

/// Whether a channel is heard now. A server that refuses it does not keep it, or not yet.
async fn subscribed(
    connection: &mut MultiplexedConnection,
    subscribe: &str,
    channel: &str,
) -> RedisResult<bool> {
    match redis::cmd(subscribe).arg(channel).exec_async(connection).await {
        Ok(()) => Ok(true),
        Err(why) if why.code().is_some() => {
            tracing::debug!(%channel, %why, "a channel is not published here");
            Ok(false)
        }
        Err(why) => Err(why),
    }
}

fn elsewhere() -> String {
    "Redis does not publish it there".to_owned()
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn told(why: RedisError) -> Lost {
    why.to_string()
}

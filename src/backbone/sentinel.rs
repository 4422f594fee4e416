//! The sentinels: who the primary is, and that it is another one now.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use redis::{Cmd, FromRedisValue, Msg, RedisResult};
use tokio::sync::{mpsc, watch};
use tokio::time::{interval, sleep};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::address::Server;
use super::entrance::Entrance;

/// Where a sentinel says that another server is the primary now.
const SWITCHED: &str = "+switch-master";
/// How long after the loss of one sentinel the next one is listened to.
const NEXT: Duration = Duration::from_millis(100);
/// How often a silent sentinel is asked whether it lives.
const PING: Duration = Duration::from_secs(1);

/// The sentinels of one primary. What listens to them ends with the last clone of this.
#[derive(Debug)]
pub(super) struct Sentinels {
    asked: Asked,
    switches: watch::Sender<u64>,
    _listening: DropGuard,
}

/// Whom to ask, and for whom.
#[derive(Debug, Clone)]
struct Asked {
    sentinels: Vec<Server>,
    primary: String,
    entrance: Entrance,
}

impl Sentinels {
    /// Begins to listen to them.
    pub fn new(sentinels: Vec<Server>, primary: String, entrance: &Entrance) -> Arc<Self> {
        let asked = Asked { sentinels, primary, entrance: entrance.clone() };
        let switches = watch::Sender::new(0);
        let stop = CancellationToken::new();
        let listening = listen(asked.clone(), switches.clone());
        tokio::spawn(stop.clone().run_until_cancelled_owned(listening));
        Arc::new(Self { asked, switches, _listening: stop.drop_guard() })
    }

    /// How often the primary became another one.
    pub fn switches(&self) -> u64 {
        *self.switches.borrow()
    }

    /// Until it became another one more often.
    pub async fn switched(&self, since: u64) {
        // The sender lives as long as this.
        let _ = self.switches.subscribe().wait_for(|switches| *switches > since).await;
    }

    /// The primary as more than half of them name it, or, where fewer answer, most of those.
    pub async fn primary(&self) -> RedisResult<Server> {
        let Asked { sentinels, primary, .. } = &self.asked;
        let ask = redis::cmd("SENTINEL").arg("GET-MASTER-ADDR-BY-NAME").arg(primary).to_owned();
        let mut answers: FuturesUnordered<_> = sentinels
            .iter()
            .map(|sentinel| self.asked.ask::<Option<(String, u16)>>(sentinel, &ask))
            .collect();
        let mut votes: HashMap<Server, usize> = HashMap::new();
        let mut failure = io::Error::other(format!("the sentinels know no primary called {primary}")).into();
        while let Some(answer) = answers.next().await {
            match answer {
                Ok(Some((host, port))) => {
                    let server = Server::Tcp { host, port };
                    let count = votes.entry(server.clone()).or_default();
                    *count += 1;
                    if *count * 2 > sentinels.len() {
                        return Ok(server);
                    }
                }
                Ok(None) => {}
                Err(why) => failure = why,
            }
        }
        votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(server, _)| server).ok_or(failure)
    }

    /// The replicas that the first sentinel that answers knows.
    pub async fn replicas(&self) -> RedisResult<Vec<Server>> {
        let ask = redis::cmd("SENTINEL").arg("REPLICAS").arg(&self.asked.primary).to_owned();
        let mut last = Ok(Vec::new());
        for sentinel in &self.asked.sentinels {
            let answer = self.asked.ask::<Vec<HashMap<String, String>>>(sentinel, &ask).await;
            last = answer.map(|replicas| replicas.iter().filter_map(address_of).collect());
            if last.is_ok() {
                break;
            }
        }
        last
    }
}

fn address_of(replica: &HashMap<String, String>) -> Option<Server> {
    Some(Server::Tcp { host: replica.get("ip")?.clone(), port: replica.get("port")?.parse().ok()? })
}

impl Asked {
    /// Sentinels that ask for no password refuse one, so none is given until it is asked for.
    async fn ask<T: FromRedisValue>(&self, sentinel: &Server, question: &Cmd) -> RedisResult<T> {
        let mut connection = self.entrance.unnamed().enter(sentinel).await?;
        match question.query_async(&mut connection).await {
            Err(why) if why.code() == Some("NOAUTH") => {
                question.query_async(&mut self.entrance.enter(sentinel).await?).await
            }
            answer => answer,
        }
    }

    /// Listens to one sentinel until it is lost.
    async fn listen_to(&self, sentinel: &Server, switches: &watch::Sender<u64>) -> RedisResult<()> {
        let (pushes, mut news) = mpsc::unbounded_channel();
        let subscribe = redis::cmd("SUBSCRIBE").arg(SWITCHED).to_owned();
        let mut connection = match self.entrance.unnamed().listen(sentinel, pushes.clone()).await {
            // With RESP3 the greeting asks for the password.
            Err(why) if why.code() == Some("NOAUTH") => self.entrance.listen(sentinel, pushes).await?,
            entered => entered?,
        };
        subscribe.exec_async(&mut connection).await?;
        let mut ping = interval(PING);
        loop {
            tokio::select! {
                push = news.recv() => match push.map(Msg::from_push_info) {
                    Some(Some(message)) if self.is_ours(&message) => switches.send_modify(|count| *count += 1),
                    Some(_) => {}
                    None => return Ok(()),
                },
                _ = ping.tick() => redis::cmd("PING").exec_async(&mut connection).await?,
            }
        }
    }

    /// The message begins with the primary's name.
    fn is_ours(&self, message: &Msg) -> bool {
        message.get_payload_bytes().split(|byte| *byte == b' ').next() == Some(self.primary.as_bytes())
    }
}

/// Listens to one after the other, for ever.
async fn listen(asked: Asked, switches: watch::Sender<u64>) {
    for sentinel in asked.sentinels.iter().cycle() {
        let ended = asked.listen_to(sentinel, &switches).await;
        tracing::debug!(%sentinel, ?ended, "a sentinel is not heard any more");
        sleep(NEXT).await;
    }
}

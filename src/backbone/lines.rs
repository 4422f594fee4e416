//! The lines to the servers of a deployment, each asked for by what it keeps.

use std::collections::HashMap;
use std::sync::Arc;

use dashmap::DashMap;
use redis::{RedisError, RedisResult};

use super::address::Server;
use super::cluster::Cluster;
use super::healing::Healing;
use super::place::Place;
use super::slots::named_by;

/// The lines of one user: nobody else's commands hold it up. Cheap to clone.
#[derive(Clone)]
pub struct Lines(Kind);

#[derive(Clone)]
enum Kind {
    One(Healing),
    Cluster { cluster: Arc<Cluster>, lines: Arc<DashMap<Server, Healing>> },
}

/// Some of the keys that were asked for, by their places in the question, and the line to the server that keeps them.
pub type Kept = (RedisResult<Healing>, Vec<usize>);

impl Lines {
    pub(super) fn one(line: Healing) -> Self {
        Self(Kind::One(line))
    }

    pub(super) fn cluster(cluster: Arc<Cluster>) -> Self {
        Self(Kind::Cluster { cluster, lines: Arc::default() })
    }

    /// The line to whoever keeps a key, or a channel. An error says that nobody was found; nothing was sent.
    pub async fn to(&self, key: &str) -> RedisResult<Healing> {
        match &self.0 {
            Kind::One(line) => Ok(line.clone()),
            Kind::Cluster { cluster, lines } => {
                let server = cluster.primary_of(key).await?;
                Ok(lines.entry(server.clone()).or_insert_with(|| cluster.line(server)).clone())
            }
        }
    }

    /// The same for many keys: those of one server together.
    pub async fn to_each(&self, keys: &[String]) -> Vec<Kept> {
        if let Kind::One(line) = &self.0 {
            return vec![(Ok(line.clone()), (0..keys.len()).collect())];
        }
        if let Kind::Cluster { cluster, .. } = &self.0
            && let Err(why) = cluster.slots().await
        {
            // Asked once for all of them, and not for each.
            return vec![(Err(why), (0..keys.len()).collect())];
        }
        let mut kept: HashMap<String, Kept> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            let line = self.to(key).await;
            let name = line.as_ref().map_or_else(ToString::to_string, |line| line.place().to_string());
            kept.entry(name).or_insert_with(|| (line, Vec::new())).1.push(at);
        }
        kept.into_values().collect()
    }

    /// The line to the server that a key has gone to already, where an answer says so while its slot is moved. Whoever asks there
    /// says `ASKING` first.
    #[must_use]
    pub fn ahead(&self, asked: &Healing, why: &RedisError) -> Option<Healing> {
        let (Kind::Cluster { cluster, lines }, Place::Server(place)) = (&self.0, asked.place()) else {
            return None;
        };
        let (address, _) = why.redirect_node().filter(|_| why.code() == Some("ASK"))?;
        let server = named_by(place, address)?;
        Some(lines.entry(server.clone()).or_insert_with(|| cluster.line(server)).clone())
    }

    /// Every server that takes writes, with a tag under which keys lie there.
    pub async fn shards(&self) -> RedisResult<Vec<(String, String)>> {
        match &self.0 {
            Kind::One(line) => Ok(vec![(line.place().to_string(), String::from("0"))]),
            Kind::Cluster { cluster, .. } => {
                let slots = cluster.slots().await?;
                let shard = |server: Server| Some((server.to_string(), slots.tag_of(&server)?));
                Ok(slots.primaries().into_iter().filter_map(shard).collect())
            }
        }
    }

    /// A line to every server that takes writes.
    pub async fn all(&self) -> RedisResult<Vec<Healing>> {
        match &self.0 {
            Kind::One(line) => Ok(vec![line.clone()]),
            Kind::Cluster { cluster, lines } => {
                let primaries = cluster.slots().await?.primaries();
                let line = |server: Server| {
                    lines.entry(server.clone()).or_insert_with(|| cluster.line(server)).clone()
                };
                Ok(primaries.into_iter().map(line).collect())
            }
        }
    }
}

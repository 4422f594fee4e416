//! Whether a Redis keeps what it is given: every server of it, as any may be the primary one day.

use std::collections::HashMap;
use std::io;

use redis::aio::MultiplexedConnection;
use redis::{RedisError, RedisResult};

use super::address::Server;
use super::diagnosis::is_away;
use super::place::Place;
use super::{Backbone, BackboneError, Topology, unreachable_at};

/// The settings that decide it.
const ASKED: [&str; 3] = ["maxmemory-policy", "appendonly", "save"];
/// Clocks that differ by more, in milliseconds, are told of.
const CLOCKS_DIFFER: i64 = 500;

/// Refuses a Redis of which a server may evict keys or cannot be entered, and warns of one that would not survive a restart. Of a
/// cluster some servers may be away: each is looked at again when it is entered.
pub(super) async fn check(backbone: &Backbone) -> Result<(), BackboneError> {
    let unreachable = |why: RedisError| backbone.unreachable(&why);
    let (primaries, replicas) = servers(&backbone.topology).await.map_err(unreachable)?;
    let (mut clocks, mut away) = (Vec::new(), None);
    for server in primaries {
        match look_at(backbone, &server).await? {
            Ok(clock) => clocks.push(clock),
            Err(why) => {
                tracing::warn!(%server, %why, "a server of Redis is away");
                away.get_or_insert(why);
            }
        }
    }
    if let Some(why) = away.filter(|_| clocks.is_empty()) {
        return Err(unreachable(why));
    }
    for server in replicas {
        if let Err(why) = look_at(backbone, &server).await? {
            tracing::warn!(%server, %why, "a replica of Redis is away, and cannot be asked for its settings");
        }
    }
    let differ = clocks.iter().max().zip(clocks.iter().min()).map_or(0, |(last, first)| last - first);
    if differ > CLOCKS_DIFFER {
        tracing::warn!(by_ms = differ, "the clocks of the servers of Redis differ: set them by NTP");
    }
    Ok(())
}

/// The servers that take writes, and those that may one day.
async fn servers(topology: &Topology) -> RedisResult<(Vec<Server>, Vec<Server>)> {
    match topology {
        Topology::One(place @ Place::Server(_)) => Ok((vec![place.server().await?], Vec::new())),
        Topology::One(place @ Place::Primary(sentinels)) => {
            Ok((vec![place.server().await?], sentinels.replicas().await?))
        }
        Topology::Cluster(cluster) => {
            let slots = cluster.slots().await?;
            let primaries = slots.primaries();
            let replicas = slots.servers().into_iter().filter(|server| !primaries.contains(server)).collect();
            Ok((primaries, replicas))
        }
    }
}

/// The clock of a server that keeps what it is given, in milliseconds. Inside, why it is away. Who was reached and lets nobody in, or
/// shows the certificate of somebody else, is not passed over: that is so tomorrow too.
async fn look_at(backbone: &Backbone, server: &Server) -> Result<RedisResult<i64>, BackboneError> {
    match ask(backbone, server).await {
        Ok((settings, clock)) => check_one(server, settings).map(|()| Ok(clock)),
        Err(why) if is_away(&why) => Ok(Err(why)),
        Err(why) => Err(unreachable_at(server, &why)),
    }
}

/// The settings, where they may be asked for, and the clock in milliseconds.
async fn ask(
    backbone: &Backbone,
    server: &Server,
) -> RedisResult<(RedisResult<HashMap<String, String>>, i64)> {
    let mut connection = backbone.entrance.enter(server).await?;
    let (seconds, micros): (i64, i64) = redis::cmd("TIME").query_async(&mut connection).await?;
    Ok((told(&mut connection).await?, seconds * 1_000 + micros / 1_000))
}

/// The settings. Inside, an error with which the server refused the question.
async fn told(connection: &mut MultiplexedConnection) -> RedisResult<RedisResult<HashMap<String, String>>> {
    match redis::cmd("CONFIG").arg("GET").arg(&ASKED).query_async(connection).await {
        Err(why) if RedisError::code(&why).is_none() => Err(why),
        settings => Ok(settings),
    }
}

/// Whether a server that came while the node runs may be entered: the one before it may have been another one, with other
/// settings.
pub(super) async fn admit(server: &Server, connection: &mut MultiplexedConnection) -> RedisResult<()> {
    match told(connection).await?.map(|settings| judge(&settings)) {
        Ok(Judgement::Evicts(policy)) => {
            let address = server.to_string();
            Err(io::Error::other(BackboneError::Evicts { address, policy }).into())
        }
        _ => Ok(()),
    }
}

fn check_one(server: &Server, settings: RedisResult<HashMap<String, String>>) -> Result<(), BackboneError> {
    let settings = match settings {
        Ok(settings) => settings,
        Err(why) => {
            // Hosted ones often forbid the question.
            tracing::warn!(%server, %why, "Redis does not tell its settings: make sure that its maxmemory-policy is noeviction and that it persists");
            return Ok(());
        }
    };
    match judge(&settings) {
        Judgement::Evicts(policy) => Err(BackboneError::Evicts { address: server.to_string(), policy }),
        Judgement::Doubtful(doubt) => {
            tracing::warn!(%server, "{doubt}");
            Ok(())
        }
        Judgement::Fine => Ok(()),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    Fine,
    Doubtful(&'static str),
    Evicts(String),
}

/// A policy counts even while there is no memory limit: a limit can be set at any time.
fn judge(settings: &HashMap<String, String>) -> Judgement {
    let setting = |name: &str| settings.get(name).map(String::as_str);
    match (setting("maxmemory-policy"), setting("appendonly"), setting("save")) {
        (Some(policy), ..) if policy != "noeviction" => Judgement::Evicts(policy.to_owned()),
        (_, Some("yes"), _) => Judgement::Fine,
        (_, _, Some(save)) if !save.is_empty() => Judgement::Doubtful(
            "Redis persists by snapshots only: after a crash it forgets the last minutes; set appendonly to yes",
        ),
        _ => Judgement::Doubtful(
            "Redis does not persist: it forgets everything at a restart; set appendonly to yes",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(policy: &str, appendonly: &str, save: &str) -> HashMap<String, String> {
        ASKED
            .iter()
            .zip([policy, appendonly, save])
            .map(|(name, value)| ((*name).into(), value.into()))
            .collect()
    }

    #[test]
    fn only_one_that_keeps_everything_is_fine() {
        assert_eq!(judge(&settings("noeviction", "yes", "")), Judgement::Fine);
        assert_eq!(judge(&settings("allkeys-lru", "yes", "")), Judgement::Evicts("allkeys-lru".into()));
        assert_eq!(judge(&settings("volatile-ttl", "yes", "")), Judgement::Evicts("volatile-ttl".into()));
        for save in ["", "3600 1"] {
            let judgement = judge(&settings("noeviction", "no", save));
            assert!(matches!(judgement, Judgement::Doubtful(_)), "{judgement:?}");
        }
    }
}

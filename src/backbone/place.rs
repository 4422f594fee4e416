//! Where a connection goes: to one server for good, or to whichever is the primary.

use std::fmt;
use std::io;
use std::sync::Arc;

use redis::aio::MultiplexedConnection;
use redis::{RedisResult, Value};

use super::address::Server;
use super::entrance::Entrance;
use super::sentinel::Sentinels;
use super::settings;

/// A connection, to whom it goes, and which process that is.
#[derive(Clone)]
pub(super) struct Entered {
    pub server: Server,
    pub connection: MultiplexedConnection,
    pub identity: Arc<str>,
}

/// The place.
#[derive(Clone)]
pub(super) enum Place {
    Server(Server),
    Primary(Arc<Sentinels>),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(server) => server.fmt(f),
            Self::Primary(_) => f.write_str("the primary"),
        }
    }
}

impl Place {
    /// The server that is there now.
    pub async fn server(&self) -> RedisResult<Server> {
        match self {
            Self::Server(server) => Ok(server.clone()),
            Self::Primary(sentinels) => sentinels.primary().await,
        }
    }

    /// How often it was said that another server is there now.
    pub fn switches(&self) -> u64 {
        match self {
            Self::Server(_) => 0,
            Self::Primary(sentinels) => sentinels.switches(),
        }
    }

    /// Until another server is there than after so many switches.
    pub async fn switched(&self, since: u64) {
        match self {
            Self::Server(_) => std::future::pending().await,
            Self::Primary(sentinels) => sentinels.switched(since).await,
        }
    }

    /// Enters the server that is there now. Who was the primary until a moment ago, and does not know better, or has
    /// been told, is not entered; nor is one that may evict what it is given.
    pub async fn enter(&self, entrance: &Entrance) -> RedisResult<Entered> {
        let server = self.server().await?;
        let mut connection = entrance.enter(&server).await?;
        if matches!(self, Self::Primary(_))
            && !is_primary(redis::cmd("ROLE").query_async(&mut connection).await?)
        {
            return Err(io::Error::other(format!("{server} is no primary")).into());
        }
        settings::admit(&server, &mut connection).await?;
        let identity = identity(&mut connection).await?;
        Ok(Entered { server, connection, identity })
    }
}

/// What a server calls its process, and what it calls the history that it took over or began. Empty where it may not be asked.
async fn identity(connection: &mut MultiplexedConnection) -> RedisResult<Arc<str>> {
    let mut both = redis::pipe();
    both.ignore_errors().cmd("INFO").arg("server").cmd("INFO").arg("replication");
    let told: Vec<RedisResult<String>> = both.query_async(connection).await?;
    let field = |text: &str, name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::to_owned))
    };
    let fields =
        told.iter().zip(["run_id", "master_replid"]).map(|(text, name)| field(text.as_ref().ok()?, name));
    Ok(fields.collect::<Option<Vec<_>>>().map_or_else(
        || {
            tracing::warn!(
                "Redis does not say which process it is (INFO): that it lost something is seen late"
            );
            Arc::from("")
        },
        |fields| Arc::from(fields.join(" ")),
    ))
}

/// Whether a server said that, asked for its `ROLE`, which takes writes.
#[must_use]
pub fn is_primary(role: Value) -> bool {
    let Value::Array(said) = role else { return false };
    let name = said.into_iter().next().and_then(|name| redis::from_redis_value::<String>(name).ok());
    name.as_deref() == Some("master")
}

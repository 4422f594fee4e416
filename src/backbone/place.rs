//! Where a connection goes: to one server for good, or to whichever is the primary.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use redis::aio::MultiplexedConnection;
use redis::{RedisResult, Value};

use super::address::Server;
use super::entrance::Entrance;
use super::sentinel::Sentinels;
use super::settings;

/// What a server calls the history that it took over or began: a replica takes its primary's, and begins one when it is promoted.
const HISTORY: &str = "master_replid";

/// A connection, to whom it goes, and which process that is.
#[derive(Clone)]
pub(super) struct Entered {
    pub server: Server,
    pub connection: MultiplexedConnection,
    pub identity: Arc<str>,
    /// When it was entered.
    pub at: Instant,
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
        Ok(Entered { server, connection, identity, at: Instant::now() })
    }
}

/// What a server calls its process, and what it calls the history that it took over or began. Empty where it may not be asked.
async fn identity(connection: &mut MultiplexedConnection) -> RedisResult<Arc<str>> {
    let mut both = redis::pipe();
    both.ignore_errors().cmd("INFO").arg("server").cmd("INFO").arg("replication");
    let told: Vec<RedisResult<String>> = both.query_async(connection).await?;
    let fields = told.into_iter().zip(["run_id", HISTORY]).map(|(told, name)| said(told, name));
    let fields: Vec<Option<String>> = fields.collect::<RedisResult<_>>()?;
    Ok(fields.into_iter().collect::<Option<Vec<_>>>().map_or_else(
        || {
            tracing::warn!(
                "Redis does not say which process it is (INFO): that it lost something is seen late"
            );
            Arc::from("")
        },
        |fields| Arc::from(fields.join(" ")),
    ))
}

/// What it says of that; nothing where this user may not ask, or nobody may. A server that is busy is asked again.
fn said(told: RedisResult<String>, name: &str) -> RedisResult<Option<String>> {
    match told {
        Ok(info) => Ok(field(&info, name).map(str::to_owned)),
        Err(why) if matches!(why.code(), Some("NOPERM" | "ERR")) => Ok(None),
        Err(why) => Err(why),
    }
}

/// What the answer to an `INFO` says of that.
fn field<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

/// Whether a process that said `INFO replication` calls its history otherwise than in what it was called when it was entered.
pub(super) fn is_of_another_history(identity: &str, info: &str) -> bool {
    identity.split_once(' ').zip(field(info, HISTORY)).is_some_and(|((_, known), now)| known != now)
}

/// Whether a server said that, asked for its `ROLE`, which takes writes.
#[must_use]
pub fn is_primary(role: Value) -> bool {
    let Value::Array(said) = role else { return false };
    let name = said.into_iter().next().and_then(|name| redis::from_redis_value::<String>(name).ok());
    name.as_deref() == Some("master")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_busy_is_asked_again_and_one_that_may_not_be_asked_is_not() {
        let failed =
            |code: &str| said(Err(redis::make_extension_error(code.into(), Some("no".into()))), HISTORY);
        assert!(failed("BUSY").is_err());
        assert_eq!(failed("NOPERM"), Ok(None));
        assert_eq!(said(Ok("master_replid:b2\r\n".into()), HISTORY), Ok(Some("b2".into())));
    }

    #[test]
    fn a_server_that_was_a_replica_meanwhile_says_that_it_is_in_another_history() {
        let replication = "# Replication\r\nrole:master\r\nmaster_replid:b2\r\nmaster_replid2:a1\r\n";
        assert!(is_of_another_history("process a1", replication));
        assert!(!is_of_another_history("process b2", replication));
        assert!(!is_of_another_history("", replication), "it never said");
        assert!(!is_of_another_history("process a1", ""), "it may not be asked any more");
    }
}

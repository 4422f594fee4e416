//! What joins nodes: the way to the Redis that the journal and the pulse share.

mod settings;
mod subscriber;

use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisError};

pub use subscriber::{Hears, Subscriber};

/// The Redis of a deployment cannot be used. Each message says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackboneError {
    /// The address is none.
    #[error("the address of Redis cannot be read: {0}; write it as redis://host:6379")]
    Address(String),
    /// Nobody answers there.
    #[error("cannot reach Redis at {address}: {why}; start it, or correct the address given with --redis")]
    Unreachable {
        /// Host and port, without a password.
        address: String,
        /// What went wrong.
        why: String,
    },
    /// It may forget what it holds.
    #[error(
        "Redis at {address} may evict keys (maxmemory-policy {policy}), and with them votes that were \
         acknowledged; set maxmemory-policy to noeviction"
    )]
    Evicts {
        /// Host and port.
        address: String,
        /// Its policy.
        policy: String,
    },
}

/// The way to one Redis: its address, and how long an answer may take.
#[derive(Debug, Clone)]
pub struct Backbone {
    client: Client,
    timeout: Duration,
}

impl Backbone {
    /// Reads the address, connects once, and refuses a Redis that may forget. What is only doubtful
    /// about its settings is logged as a warning.
    pub async fn connect(url: &str, timeout: Duration) -> Result<Self, BackboneError> {
        let client = Client::open(url).map_err(|why| BackboneError::Address(why.to_string()))?;
        let backbone = Self { client, timeout };
        let mut connection = backbone.connection().await?;
        settings::check(&mut connection, &backbone.address()).await?;
        Ok(backbone)
    }

    /// A connection for commands, which comes back by itself after it was lost. A command under way
    /// at that moment fails and is never sent twice.
    pub async fn connection(&self) -> Result<ConnectionManager, BackboneError> {
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout))
            // While Redis is away each command asks once and fails at once: phones are told to try again.
            .set_number_of_retries(0);
        ConnectionManager::new_with_config(self.client.clone(), config)
            .await
            .map_err(|why| self.unreachable(&why))
    }

    /// How long an answer may take.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    fn address(&self) -> String {
        self.client.get_connection_info().addr().to_string()
    }

    /// The error of a connection that failed after it had been made.
    pub(crate) fn unreachable(&self, why: &RedisError) -> BackboneError {
        BackboneError::Unreachable { address: self.address(), why: why.to_string() }
    }
}

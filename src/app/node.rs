//! What this node tells the operator and the others of itself.

use std::net::SocketAddr;

use crate::config::Store;
use crate::domain::time::Time;
use crate::upgrade::Node;

/// As it stands in `majlis upgrade`.
pub(super) fn told(store: &Store, knows: u32, listens: SocketAddr) -> Node {
    Node {
        version: env!("CARGO_PKG_VERSION").into(),
        knows,
        place: format!("{} ({listens})", machine()),
        shared: matches!(store, Store::Redis { .. }),
        told: Time(0),
    }
}

/// The name of this machine.
#[cfg(unix)]
fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this machine".into())
}

//! Taking the port.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

use crate::http::listener;
use crate::journal::embedded::is_in_use;

/// Nobody can listen there.
#[derive(Debug, thiserror::Error)]
pub(super) enum ListenError {
    #[error(
        "{0} is taken by another program; stop that one, or listen elsewhere with --listen 127.0.0.1:PORT"
    )]
    Taken(SocketAddr),
    #[error(
        "the system does not let majlis listen on {0}: ports below 1024 need a right of their own; name one from 1024 on with \
         --listen, or give majlis that right (deploy/majlis.service has it: CAP_NET_BIND_SERVICE)"
    )]
    Forbidden(SocketAddr),
    #[error(
        "{} is no address of this machine; name one that is with --listen, or 0.0.0.0:{} for all that it has",
        .0.ip(), .0.port()
    )]
    Elsewhere(SocketAddr),
    #[error("cannot listen on {address}: {why}; name another address and port with --listen")]
    Other { address: SocketAddr, why: io::Error },
}

/// How long a node waits for the one before it, as it does for its data folder.
const WAIT: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Listens there; where it is a majlis over the same data folder that still does, once that one has stopped.
pub(super) async fn bind_after(address: SocketAddr, folder: &Path) -> Result<TcpListener, ListenError> {
    let mut until = None;
    loop {
        match bind(address) {
            Err(ListenError::Taken(_)) if is_in_use(folder).await.unwrap_or(false) => {
                let until = *until.get_or_insert_with(|| {
                    tracing::info!(%address, "the node before this one still listens there: waiting for it to stop");
                    Instant::now() + WAIT
                });
                if until < Instant::now() {
                    return Err(ListenError::Taken(address));
                }
                sleep(LOOK_AGAIN).await;
            }
            bound => return bound,
        }
    }
}

/// Listens there.
pub(super) fn bind(address: SocketAddr) -> Result<TcpListener, ListenError> {
    listener::listen(address).map_err(|why| refused(address, why))
}

fn refused(address: SocketAddr, why: io::Error) -> ListenError {
    match why.kind() {
        io::ErrorKind::AddrInUse => ListenError::Taken(address),
        io::ErrorKind::PermissionDenied => ListenError::Forbidden(address),
        io::ErrorKind::AddrNotAvailable => ListenError::Elsewhere(address),
        _ => ListenError::Other { address, why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_system_does_not_let_says_what_to_do() {
        let address = "127.0.0.1:80".parse().unwrap();
        for (kind, told) in [
            (io::ErrorKind::AddrInUse, "stop that one, or listen elsewhere with --listen"),
            (io::ErrorKind::PermissionDenied, "name one from 1024 on with --listen"),
            (io::ErrorKind::AddrNotAvailable, "127.0.0.1 is no address of this machine"),
            (io::ErrorKind::Unsupported, "name another address and port with --listen"),
        ] {
            let why = refused(address, kind.into()).to_string();
            assert!(why.contains(told), "{why}");
        }
    }
}

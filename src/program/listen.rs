//! Taking the port.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::http::listener;

/// Nobody can listen there.
#[derive(Debug, thiserror::Error)]
pub(super) enum ListenError {
    #[error(
        "{0} is taken by another program; stop that one, or listen elsewhere with --listen 127.0.0.1:PORT"
    )]
    Taken(SocketAddr),
    #[error(
        "cannot listen on {address}: {why}; name an address of this machine and a port from 1024 on with --listen"
    )]
    Other { address: SocketAddr, why: io::Error },
}

/// Listens there.
pub(super) fn bind(address: SocketAddr) -> Result<TcpListener, ListenError> {
    listener::listen(address).map_err(|why| match why.kind() {
        io::ErrorKind::AddrInUse => ListenError::Taken(address),
        _ => ListenError::Other { address, why },
    })
}

//! `majlis serve`

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;

use tokio::net::TcpListener;

use crate::config::{ServeArgs, Service};
use crate::{app, shutdown, telemetry};

use super::{Failure, open_files};

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

pub(super) async fn serve(args: ServeArgs) -> Result<ExitCode, Failure> {
    let Service { listen, mut settings, log_format, .. } = args.settle()?;
    telemetry::log(log_format, "majlis=info,warn");
    settings.max_connections = open_files::allow(settings.max_connections);
    let listener = bind(listen).await?;
    let running = app::start(settings, listener, shutdown::on_signal()).await?;
    println!("{}", running.site().public);
    running.finish().await;
    Ok(ExitCode::SUCCESS)
}

/// Listens there.
pub(super) async fn bind(address: SocketAddr) -> Result<TcpListener, ListenError> {
    TcpListener::bind(address).await.map_err(|why| match why.kind() {
        io::ErrorKind::AddrInUse => ListenError::Taken(address),
        _ => ListenError::Other { address, why },
    })
}

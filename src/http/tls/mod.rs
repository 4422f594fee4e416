//! TLS of its own: HTTPS without a proxy in front.
//!
//! `identity` reads the certificate and its key, `validity` until when it is good, `renewal` takes a new one while the node runs,
//! `handshake` turns a connection into a line that nobody reads along, within bounds.

mod handshake;
mod identity;
mod renewal;
mod validity;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use rustls::server::NoServerSessionStorage;
use rustls::{ServerConfig, crypto};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::metered::Metered;
use renewal::Shown;

pub use identity::{BadIdentity, Files};
pub use renewal::keep;

/// What is spoken over it: sockets begin as HTTP/1.1.
const PROTOCOL: &[u8] = b"http/1.1";
/// Tickets with which a client comes back for less work; each is a write of its own, and one is all that a browser uses.
const TICKETS: usize = 1;

/// A connection that nobody reads along. Boxed: it is far larger than the socket below it, and is handed on.
pub type SecureStream = Box<TlsStream<Metered<TcpStream>>>;

/// What the listener needs to speak TLS.
pub struct Tls {
    files: Files,
    shown: Arc<Shown>,
    acceptor: TlsAcceptor,
    look: Notify,
    refused: AtomicU64,
}

impl Tls {
    /// Reads the certificate and its key. Fails where they cannot be used now; the message says what to do.
    pub fn open(files: Files) -> Result<Self, BadIdentity> {
        let identity = identity::read(&files, Timestamp::now())?;
        let shown = Arc::new(Shown::new(identity));
        let config = config(&shown).map_err(BadIdentity::System)?;
        Ok(Self {
            files,
            shown,
            acceptor: TlsAcceptor::from(Arc::new(config)),
            look: Notify::new(),
            refused: AtomicU64::new(0),
        })
    }

    /// Looks at the files now, and not only at the next round.
    pub fn look_again(&self) {
        self.look.notify_one();
    }

    /// How often the files held something new that could not be shown.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").field("files", &self.files).finish_non_exhaustive()
    }
}

/// TLS 1.2 and 1.3. Who comes back shows a ticket, which is all that is kept of a visit: nothing of it lies in memory here.
fn config(shown: &Arc<Shown>) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::clone(shown) as Arc<_>);
    config.alpn_protocols = vec![PROTOCOL.to_vec()];
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.ticketer = crypto::ring::Ticketer::new()?;
    config.send_tls13_tickets = TICKETS;
    Ok(config)
}

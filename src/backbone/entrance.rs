//! How the servers of a deployment are entered: TLS, user, password and database, the same on each.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, Client, ClientTlsConfig, ConnectionAddr, IntoConnectionInfo, ProtocolVersion,
    PushInfo, RedisConnectionInfo, RedisResult, TlsCertificates,
};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

use crate::bounded::read_secret;

use super::BackboneError;
use super::address::{Address, Password, Server};
use super::met::Met;

/// What an operator says about the Redis of a deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Where it is (see [`Address`]).
    pub url: String,
    /// Who enters, in place of the user in the address.
    pub user: Option<String>,
    /// A file that holds the password alone, in place of the one in the address.
    pub password_file: Option<PathBuf>,
    /// The certificates that its servers' are signed by, as PEM, in place of the system's.
    pub ca: Option<PathBuf>,
    /// The certificate to show, as PEM, and the file with its key.
    pub identity: Option<(PathBuf, PathBuf)>,
}

impl Access {
    /// Nothing but an address.
    #[must_use]
    pub fn to(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// The address, and how its servers are entered. Reads the files.
    pub(super) async fn read(&self, timeout: Duration) -> Result<(Address, Entrance), BackboneError> {
        let address: Address = self.url.parse().map_err(BackboneError::Address)?;
        let certificates = self.certificates(address.tls).await?;
        let entrance = Entrance {
            certificates,
            user: self.user.clone().or_else(|| address.user.clone()),
            password: self.password(&address).await?,
            database: address.database,
            timeout,
            arrivals: Arc::default(),
            met: Arc::default(),
        };
        Ok((address, entrance))
    }

    async fn password(&self, address: &Address) -> Result<Option<Password>, BackboneError> {
        let Some(file) = &self.password_file else { return Ok(address.password.clone()) };
        let text = String::from_utf8(contents(file).await?)
            .map_err(|why| BackboneError::File { file: file.clone(), why: why.to_string() })?;
        // An editor ends the line.
        Ok(Some(Password::new(text.trim_end_matches(['\r', '\n']))))
    }

    async fn certificates(&self, tls: bool) -> Result<Option<TlsCertificates>, BackboneError> {
        if !tls {
            let needless = self.ca.is_some() || self.identity.is_some();
            return if needless { Err(BackboneError::NotTls) } else { Ok(None) };
        }
        // The first one stands; whoever else asked for TLS in this process took the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let root_cert = match &self.ca {
            Some(file) => Some(contents(file).await?),
            None => None,
        };
        let client_tls = match &self.identity {
            Some((certificate, key)) => Some(ClientTlsConfig {
                client_cert: contents(certificate).await?,
                client_key: contents(key).await?,
            }),
            None => None,
        };
        Ok(Some(TlsCertificates { client_tls, root_cert }))
    }
}

async fn contents(file: &Path) -> Result<Vec<u8>, BackboneError> {
    let failed = |why: std::io::Error| BackboneError::File { file: file.to_owned(), why: why.to_string() };
    let from = file.to_owned();
    let bytes = tokio::task::spawn_blocking(move || read_secret(&from)).await;
    // It panics only with the runtime's end.
    bytes.unwrap_or_else(|why| Err(std::io::Error::other(why))).map_err(failed)
}

/// How a server is entered.
#[derive(Debug, Clone)]
pub(super) struct Entrance {
    /// With TLS: the certificates.
    certificates: Option<TlsCertificates>,
    user: Option<String>,
    password: Option<Password>,
    pub database: i64,
    /// How long it may take, and how long any answer may.
    pub timeout: Duration,
    /// How often another process than before was entered at one of the places.
    pub arrivals: Arc<watch::Sender<u64>>,
    /// Which ones were.
    pub met: Arc<Met>,
}

impl Entrance {
    /// A connection to that server.
    pub async fn enter(&self, server: &Server) -> RedisResult<MultiplexedConnection> {
        self.client(server, ProtocolVersion::RESP2)?
            .get_multiplexed_async_connection_with_config(&self.config())
            .await
    }

    /// A connection that also tells what it was not asked for: messages, and that it ended.
    pub async fn listen(
        &self,
        server: &Server,
        pushes: UnboundedSender<PushInfo>,
    ) -> RedisResult<MultiplexedConnection> {
        self.client(server, ProtocolVersion::RESP3)?
            .get_multiplexed_async_connection_with_config(&self.config().set_push_sender(pushes))
            .await
    }

    /// The same door for a stranger: no user, no password, no database.
    pub fn unnamed(&self) -> Self {
        Self { user: None, password: None, database: 0, ..self.clone() }
    }

    fn config(&self) -> AsyncConnectionConfig {
        AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout))
    }

    fn client(&self, server: &Server, protocol: ProtocolVersion) -> RedisResult<Client> {
        let info = self.place(server).into_connection_info()?.set_redis_settings(self.login(protocol));
        match &self.certificates {
            Some(certificates) => Client::build_with_tls(info, certificates.clone()),
            None => Client::open(info),
        }
    }

    fn place(&self, server: &Server) -> ConnectionAddr {
        match server {
            Server::Socket(path) => ConnectionAddr::Unix(path.clone()),
            Server::Tcp { host, port } if self.certificates.is_none() => {
                ConnectionAddr::Tcp(host.clone(), *port)
            }
            Server::Tcp { host, port } => {
                ConnectionAddr::TcpTls { host: host.clone(), port: *port, insecure: false, tls_params: None }
            }
        }
    }

    fn login(&self, protocol: ProtocolVersion) -> RedisConnectionInfo {
        // What a client is called is nobody's concern, and a user of few rights may not say it.
        let mut login = RedisConnectionInfo::default()
            .set_protocol(protocol)
            .set_db(self.database)
            .set_skip_set_lib_name();
        if let Some(user) = &self.user {
            login = login.set_username(user);
        }
        if let Some(password) = &self.password {
            login = login.set_password(password.reveal());
        }
        login
    }
}

//! Where the Redis of a deployment is, as its operator writes it.
//!
//! ```text
//! redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]     one server
//! redis+sentinel://[USER:PASSWORD@]HOST[:PORT],…/NAME    the primary of that name, found by its sentinels
//! redis+cluster://[USER:PASSWORD@]HOST[:PORT],…      a cluster, of which some servers are named
//! unix:///PATH                                       one server on this machine
//! ```
//!
//! `rediss` in place of `redis` is TLS; `valkey` and `valkeys` are read as `redis` and `rediss`. A user or a password
//! with signs of its own is written with percents, as in every URL.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where Redis listens when nothing else is said.
const PORT: u16 = 6379;
/// Where its sentinels do.
const SENTINEL_PORT: u16 = 26379;

/// The address. Shown, it never says a user or a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub(super) servers: Servers,
    pub(super) tls: bool,
    pub(super) user: Option<String>,
    pub(super) password: Option<Password>,
    pub(super) database: i64,
}

/// Who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Servers {
    One(Server),
    Sentinels { sentinels: Vec<Server>, primary: String },
    Cluster(Vec<Server>),
}

/// One server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Server {
    Tcp { host: String, port: u16 },
    Socket(PathBuf),
}

/// A password, which nothing shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// That one.
    #[must_use]
    pub fn new(password: impl Into<String>) -> Self {
        Self(password.into())
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "{host}:{port}"),
            Self::Socket(path) => path.display().fmt(f),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |servers: &[Server]| servers.iter().map(Server::to_string).collect::<Vec<_>>().join(",");
        match &self.servers {
            Servers::One(server) => server.fmt(f),
            Servers::Sentinels { sentinels, primary } => write!(f, "{}/{primary}", list(sentinels)),
            Servers::Cluster(servers) => f.write_str(&list(servers)),
        }
    }
}

/// The text is no address. It is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadAddress(&'static str);

/// What the scheme says.
#[derive(Clone, Copy)]
enum Kind {
    One,
    Sentinels,
    Cluster,
    Socket,
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (scheme, rest) =
            text.split_once("://").ok_or(BadAddress("it does not begin with redis:// or the like"))?;
        let (kind, tls) = scheme_of(scheme)?;
        // A password may hold an @ of its own; a host never does.
        let (login, rest) = rest.rsplit_once('@').map_or((None, rest), |(login, rest)| (Some(login), rest));
        let (user, password) = login.map(login_of).transpose()?.unwrap_or_default();
        let (servers, database) = servers_of(kind, rest)?;
        Ok(Self { servers, tls, user, password, database })
    }
}

fn scheme_of(scheme: &str) -> Result<(Kind, bool), BadAddress> {
    if scheme == "unix" {
        return Ok((Kind::Socket, false));
    }
    let (base, kind) = scheme.split_once('+').unwrap_or((scheme, ""));
    let tls = match base {
        "redis" | "valkey" => false,
        "rediss" | "valkeys" => true,
        _ => return Err(BadAddress("it begins with neither redis:// nor rediss://")),
    };
    let kind = match kind {
        "" => Kind::One,
        "sentinel" => Kind::Sentinels,
        "cluster" => Kind::Cluster,
        "unix" => Kind::Socket,
        _ => return Err(BadAddress("after redis+ comes sentinel, cluster or unix")),
    };
    Ok((kind, tls))
}

fn login_of(login: &str) -> Result<(Option<String>, Option<Password>), BadAddress> {
    let (user, password) = login.split_once(':').map_or((login, None), |(user, rest)| (user, Some(rest)));
    let user = decoded(user)?;
    let password = password.map(decoded).transpose()?.map(Password);
    Ok(((!user.is_empty()).then_some(user), password))
}

fn servers_of(kind: Kind, rest: &str) -> Result<(Servers, i64), BadAddress> {
    if let Kind::Socket = kind {
        let path = decoded(rest)?;
        let named = path.len() > 1 && path.starts_with('/');
        let socket = named.then(|| Server::Socket(path.into())).ok_or(BadAddress("it names no socket"))?;
        return Ok((Servers::One(socket), 0));
    }
    let (hosts, path) = rest.split_once('/').unwrap_or((rest, ""));
    let port = if let Kind::Sentinels = kind { SENTINEL_PORT } else { PORT };
    let mut servers: Vec<Server> =
        hosts.split(',').map(|host| server_of(host, port)).collect::<Result<_, _>>()?;
    match kind {
        Kind::Sentinels if is_name(path) => {
            Ok((Servers::Sentinels { sentinels: servers, primary: path.to_owned() }, 0))
        }
        Kind::Sentinels => Err(BadAddress("after the sentinels comes /NAME, what they call the primary")),
        Kind::Cluster if path.is_empty() => Ok((Servers::Cluster(servers), 0)),
        Kind::Cluster => Err(BadAddress("a cluster has no databases: nothing comes after its servers")),
        Kind::One | Kind::Socket => {
            let database = if path.is_empty() { Some(0) } else { path.parse::<u16>().ok() };
            let database =
                database.ok_or(BadAddress("what comes after the server is no database's number"))?;
            let server = servers.pop().filter(|_| servers.is_empty());
            let server = server.ok_or(BadAddress("several servers are a cluster, or sentinels"))?;
            Ok((Servers::One(server), i64::from(database)))
        }
    }
}

/// As Redis allows in `sentinel monitor`.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

fn server_of(text: &str, usual: u16) -> Result<Server, BadAddress> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = match bracketed {
        Some((host, "")) => (host, None),
        Some((host, port)) => (host, Some(port.strip_prefix(':').ok_or(BadAddress("a host is no host"))?)),
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let fits = |byte: u8| fits(byte) || (bracketed.is_some() && b":%".contains(&byte));
    if host.is_empty() || !host.bytes().all(fits) {
        return Err(BadAddress("a host is no host"));
    }
    let port = port.map_or(Ok(usual), |port| port.parse().map_err(|_| BadAddress("a port is no port")))?;
    Ok(Server::Tcp { host: host.to_owned(), port })
}

/// The text with its percents resolved.
fn decoded(text: &str) -> Result<String, BadAddress> {
    let bad = BadAddress("a percent is not followed by two hexadecimal digits, or by no text");
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        bytes.push(digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or(bad)?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).map_err(|_| bad)
}

#[cfg(test)]
mod tests;

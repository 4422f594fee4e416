//! The address under which people reach this deployment, and the addresses made from it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::str::FromStr;

use axum::http::Uri;

use crate::domain::role::Role;
use crate::journal::JoinCode;

/// Scheme, host and port, with nothing after them: `https://majlis.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: Scheme,
    /// The host, with the port where it is not the scheme's own.
    host: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

/// A text is no address of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write the address as people type it, with http:// or https:// and no path: https://majlis.example")]
pub struct BadUrl;

impl FromStr for PublicUrl {
    type Err = BadUrl;

    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let uri: Uri = text.trim().parse().map_err(|_| BadUrl)?;
        let (scheme, own_port) = match uri.scheme_str() {
            Some("http") => (Scheme::Http, 80),
            Some("https") => (Scheme::Https, 443),
            _ => return Err(BadUrl),
        };
        let authority = uri.authority().ok_or(BadUrl)?;
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none();
        if !bare || authority.host().is_empty() || authority.as_str().contains('@') {
            return Err(BadUrl);
        }
        let host = authority.host().to_ascii_lowercase();
        let is_of_a_name = |it: char| it.is_ascii_alphanumeric() || "-.[]:".contains(it);
        // A port beyond those that there are is no port, and not none.
        let is_whole = authority.as_str().len() == authority.host().len() || authority.port_u16().is_some();
        if !host.chars().all(is_of_a_name) || !is_whole {
            return Err(BadUrl);
        }
        let host = match authority.port_u16() {
            Some(port) if port != own_port => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Self { scheme, host })
    }
}

impl PublicUrl {
    /// The address of a server that was told none: where it listens, or where the network reaches this machine when it
    /// listens everywhere.
    #[must_use]
    pub fn of_listener(listens: SocketAddr, speaks_tls: bool) -> Self {
        let ip = if listens.ip().is_unspecified() { own_address() } else { listens.ip() };
        let host = SocketAddr::new(ip, listens.port()).to_string();
        let (scheme, own_port) = if speaks_tls { (Scheme::Https, ":443") } else { (Scheme::Http, ":80") };
        let host = host.strip_suffix(own_port).map(str::to_owned).unwrap_or(host);
        Self { scheme, host }
    }

    /// What people type: no scheme.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether a `Host` header names it. The scheme's own port may be left out there or not.
    #[must_use]
    pub fn is_at(&self, host: &str) -> bool {
        let own_port = if self.is_secure() { ":443" } else { ":80" };
        let host = host.strip_suffix(own_port).unwrap_or(host);
        self.host.eq_ignore_ascii_case(host)
    }

    /// Whether its host is a name, and not a bare address or this machine's own.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let name = self.name();
        name != "localhost" && name.parse::<IpAddr>().is_err()
    }

    /// Whether whoever types it on another machine does not come here.
    #[must_use]
    pub fn is_of_this_machine_alone(&self) -> bool {
        let name = self.name();
        name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    /// Its host without the port.
    fn name(&self) -> &str {
        let host = match self.host.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => &self.host,
        };
        host.trim_matches(['[', ']'])
    }

    /// Whether it is reached over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// Its host as one of sockets: `wss://majlis.example`.
    #[must_use]
    pub fn socket(&self) -> String {
        let scheme = if self.is_secure() { "wss" } else { "ws" };
        format!("{scheme}://{}", self.host)
    }

    /// The page that a phone opens for a code.
    #[must_use]
    pub fn join(&self, code: &str) -> String {
        format!("{self}/j/{code}")
    }

    /// The same in capitals: a QR code holds them in two thirds of the space, so that it is read from farther away.
    #[must_use]
    pub fn join_for_qr(&self, code: JoinCode) -> String {
        self.join(&code.to_string()).to_ascii_uppercase()
    }

    /// The page of the stand that has that key, in the hall of that code. The key stands behind `#`, as a token does.
    #[must_use]
    pub fn stand(&self, code: &str, key: &str) -> String {
        format!("{}#stand={key}", self.join(code))
    }

    /// A role link. The token stands behind `#`, which browsers keep to themselves.
    #[must_use]
    pub fn role_link(&self, role: Role, token: &str) -> String {
        let page = match role {
            Role::Participant => "",
            Role::Moderator => "desk",
            Role::Presenter => "stage",
            Role::Screen => "screen",
            Role::Organiser => "organise",
            Role::Juror => "jury",
            Role::Facilitator => "table",
            Role::Team => "stand",
            Role::Rapporteur => "rapporteur",
            Role::Usher => "usher",
            Role::Kiosk => "kiosk",
        };
        format!("{self}/{page}#{token}")
    }

    /// The page that makes a forum, with the token that opens it once.
    #[must_use]
    pub fn setup_link(&self, token: &str) -> String {
        format!("{self}/organise#{token}")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_secure() { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)
    }
}

/// The address of this machine in its network. Nothing is sent: the system only tells from where it would send.
fn own_address() -> IpAddr {
    let from = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        // An address set aside for documentation, so that the way there is the way out of this network.
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    from.map_or(Ipv4Addr::LOCALHOST.into(), |address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Result<String, BadUrl> {
        text.parse::<PublicUrl>().map(|url| url.to_string())
    }

    #[test]
    fn an_address_is_a_scheme_a_host_and_perhaps_a_port() {
        assert_eq!(url("https://Majlis.Example/").as_deref(), Ok("https://majlis.example"));
        assert_eq!(url("https://majlis.example:443").as_deref(), Ok("https://majlis.example"));
        assert_eq!(url("http://10.0.0.5:8080").as_deref(), Ok("http://10.0.0.5:8080"));
        assert_eq!(url("http://[::1]:8080").as_deref(), Ok("http://[::1]:8080"));
        for bad in ["", "majlis.example", "ftp://a", "http://a/b", "http://a?b", "http://a@b", "http://"] {
            assert_eq!(url(bad), Err(BadUrl), "{bad}");
        }
    }

    #[test]
    fn a_qr_code_holds_capitals_only() {
        let public: PublicUrl = "http://10.0.0.5:8080".parse().unwrap();
        let code = JoinCode::new(471_234).unwrap();
        assert_eq!(public.join("471234"), "http://10.0.0.5:8080/j/471234");
        assert_eq!(public.join_for_qr(code), "HTTP://10.0.0.5:8080/J/471234");
    }

    #[test]
    fn a_secret_stands_behind_the_fragment_sign() {
        let public: PublicUrl = "https://a".parse().unwrap();
        assert_eq!(public.role_link(Role::Moderator, "c1.x.y"), "https://a/desk#c1.x.y");
        assert_eq!(public.role_link(Role::Presenter, "t"), "https://a/stage#t");
        assert_eq!(public.role_link(Role::Screen, "t"), "https://a/screen#t");
        assert_eq!(public.role_link(Role::Organiser, "t"), "https://a/organise#t");
        assert_eq!(public.role_link(Role::Juror, "t"), "https://a/jury#t");
        assert_eq!(public.role_link(Role::Facilitator, "t"), "https://a/table#t");
        assert_eq!(public.role_link(Role::Team, "t"), "https://a/stand#t");
        assert_eq!(public.stand("471234", "k"), "https://a/j/471234#stand=k");
        assert_eq!(public.role_link(Role::Rapporteur, "t"), "https://a/rapporteur#t");
        assert_eq!(public.role_link(Role::Usher, "t"), "https://a/usher#t");
        assert_eq!(public.role_link(Role::Kiosk, "t"), "https://a/kiosk#t");
    }

    #[test]
    fn a_server_that_listens_everywhere_names_this_machine() {
        let url = PublicUrl::of_listener("0.0.0.0:8080".parse().unwrap(), false);
        assert!(!url.host().starts_with("0.0.0.0"), "{url}");
        for (listens, speaks_tls, told) in [
            ("127.0.0.1:80", false, "http://127.0.0.1"),
            ("127.0.0.1:443", true, "https://127.0.0.1"),
            ("[::1]:8443", true, "https://[::1]:8443"),
        ] {
            assert_eq!(PublicUrl::of_listener(listens.parse().unwrap(), speaks_tls).to_string(), told);
        }
    }
}

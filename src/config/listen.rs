//! Where to listen, as people write it.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Deserializer};

/// A text is no address to listen on. Each message says what to write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadListen {
    #[error(
        "write an address before the port: 127.0.0.1:{0} for this machine alone, 0.0.0.0:{0} for the network too"
    )]
    PortAlone(u16),
    #[error("write a port after the address: {}", SocketAddr::new(*.0, 8080))]
    NoPort(IpAddr),
    #[error(
        "write an IP address and a port from 0 to 65535: 127.0.0.1:8080 for this machine alone, 0.0.0.0:8080 for the network too"
    )]
    Other,
}

/// The address that a text says.
pub(super) fn address(text: &str) -> Result<SocketAddr, BadListen> {
    let port_alone = || text.trim_start_matches(':').parse().map(BadListen::PortAlone);
    let no_port = || text.trim_matches(['[', ']']).parse().map(BadListen::NoPort);
    text.parse().map_err(|_| port_alone().or_else(|_| no_port()).unwrap_or(BadListen::Other))
}

/// The same in the file of `--config`.
pub(super) fn in_file<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(from)?;
    address(&text).map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_told_with_what_to_write() {
        for good in ["127.0.0.1:80", "0.0.0.0:0", "[::1]:8080"] {
            assert_eq!(address(good).unwrap().to_string(), good);
        }
        for (bad, told) in [
            ("80", "127.0.0.1:80 for this machine"),
            (":80", "0.0.0.0:80 for the network"),
            ("10.0.0.7", "a port after the address: 10.0.0.7:8080"),
            ("[::]", "a port after the address: [::]:8080"),
            ("localhost:80", "an IP address and a port"),
            ("127.0.0.1:70000", "from 0 to 65535"),
            ("", "an IP address and a port"),
        ] {
            let why = address(bad).unwrap_err().to_string();
            assert!(why.contains(told), "{bad}: {why}");
        }
    }
}

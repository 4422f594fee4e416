//! Where a request came from: what is counted for whoever has shown no token yet.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::Site;
use super::error::ApiError;
use super::guest::Guest;

/// A network as it is seen from outside: an address of IPv4, behind which a whole hall may sit, or a /48 of IPv6, of which
/// one site has as many addresses as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The one that an address belongs to.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).into(),
            address @ IpAddr::V4(_) => address,
        })
    }
}

impl FromRequestParts<Arc<Site>> for Network {
    type Rejection = ApiError;

    /// The network that a request came from, past the proxies that are trusted.
    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let guest = Guest::from_request_parts(parts, site).await?;
        Ok(Self::of(came_from(guest.peer(), &parts.headers, &site.trusted_proxies)))
    }
}

/// Whether a connection is a proxy's, which carries the requests of many.
pub(super) fn is_shared(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> bool {
    came_from(peer, headers, proxies) != peer
}

/// A proxy on this machine, or one that the operator named, says whom it speaks for: each adds the address it saw at
/// the end of the list, so the last one that is no proxy itself is the one to believe.
fn came_from(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let trusted = |address: &IpAddr| address.is_loopback() || proxies.contains(address);
    if !trusted(&peer) {
        return peer;
    }
    let lists = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let mut hops: Vec<_> =
        lists.flat_map(|list| list.split(',')).map(|hop| hop.trim().parse::<IpAddr>()).collect();
    hops.reverse();
    let known = hops.into_iter().map_while(Result::ok).map(|hop| hop.to_canonical());
    known.into_iter().find(|hop| !trusted(hop)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_one_network_whatever_addresses_it_takes() {
        let of = |address: &str| Network::of(address.parse().unwrap());
        assert_eq!(of("2001:db8:7:1::1"), of("2001:db8:7:9:9::9"));
        assert_ne!(of("2001:db8:7::1"), of("2001:db8:8::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.2"), of("192.0.2.1"));
    }

    fn from(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        came_from(peer.parse().unwrap(), &headers, &["10.0.0.9".parse().unwrap()]).to_string()
    }

    #[test]
    fn a_connection_is_shared_where_a_proxy_says_for_whom_it_speaks() {
        let shared = |peer: &str, forwarded: &'static str| {
            let headers =
                HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
            is_shared(peer.parse().unwrap(), &headers, &["10.0.0.9".parse().unwrap()])
        };
        assert!(shared("10.0.0.9", "203.0.113.1"));
        assert!(!shared("198.51.100.7", "203.0.113.1"), "whoever says so by itself");
        assert!(!is_shared("127.0.0.1".parse().unwrap(), &HeaderMap::new(), &[]));
    }

    #[test]
    fn only_a_proxy_is_believed() {
        assert_eq!(from("198.51.100.7", "203.0.113.1"), "198.51.100.7", "a stranger may write what it likes");
        assert_eq!(from("127.0.0.1", "203.0.113.1"), "203.0.113.1");
        assert_eq!(from("10.0.0.9", "203.0.113.1"), "203.0.113.1");
        assert_eq!(from("127.0.0.1", "203.0.113.1, 10.0.0.9"), "203.0.113.1");
        assert_eq!(
            from("127.0.0.1", "192.0.2.66, 203.0.113.1"),
            "203.0.113.1",
            "what came with it is not believed"
        );
        assert_eq!(from("127.0.0.1", "203.0.113.1, nonsense"), "127.0.0.1");
    }
}

//! Who is at the other end of a connection, before any token is shown.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use tokio::sync::OwnedSemaphorePermit;

use super::Site;
use super::error::{ApiCode, ApiError};

/// One connection: its place among those that the server holds is free again when the last clone is gone.
#[derive(Debug, Clone)]
pub struct Guest(Arc<Seat>);

#[derive(Debug)]
struct Seat {
    peer: IpAddr,
    _place: OwnedSemaphorePermit,
}

impl Guest {
    /// A connection from that address.
    #[must_use]
    pub fn new(peer: IpAddr, place: OwnedSemaphorePermit) -> Self {
        metrics::gauge!("majlis_connections").increment(1);
        Self(Arc::new(Seat { peer: peer.to_canonical(), _place: place }))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        metrics::gauge!("majlis_connections").decrement(1);
    }
}

impl<S: Sync> FromRequestParts<S> for Guest {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        parts.extensions.get().cloned().ok_or(ApiCode::Unavailable.into())
    }
}

/// The address that a request came from, past the proxies that are trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(pub IpAddr);

impl FromRequestParts<Arc<Site>> for Address {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let Guest(seat) = Guest::from_request_parts(parts, site).await?;
        Ok(Self(came_from(seat.peer, &parts.headers, &site.trusted_proxies)))
    }
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

    fn from(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        came_from(peer.parse().unwrap(), &headers, &["10.0.0.9".parse().unwrap()]).to_string()
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

//! Who is at the other end of a connection, before any token is shown.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use tokio::time::Instant;

use super::error::{ApiCode, ApiError};
use super::slots::{Slot, StreamPlace};

/// A connection of one device's own carries one request in so long: a page that reads at intervals asks once in two seconds.
const A_REQUEST: Duration = Duration::from_millis(20);
/// So much time's requests at once: 250, as a page is opened with all its files.
const AHEAD: Duration = Duration::from_secs(5);

/// One connection: its slot among those that the server holds is free again when the last clone is gone.
#[derive(Debug, Clone)]
pub struct Guest(Arc<Seat>);

#[derive(Debug)]
struct Seat {
    peer: IpAddr,
    slot: Slot,
    /// Event streams that run on it.
    streams: AtomicU32,
    /// Until when the requests on it are paid for.
    paid_until: Mutex<Option<Instant>>,
}

impl Guest {
    /// A connection from that address.
    #[must_use]
    pub fn new(peer: IpAddr, slot: Slot) -> Self {
        metrics::gauge!("majlis_connections").increment(1);
        Self(Arc::new(Seat {
            peer: peer.to_canonical(),
            slot,
            streams: AtomicU32::new(0),
            paid_until: Mutex::default(),
        }))
    }

    /// How long the request has to wait that came on it now, where it is of one device alone.
    #[must_use]
    pub fn pace(&self, now: Instant) -> Duration {
        let mut paid = self.0.paid_until.lock().unwrap_or_else(PoisonError::into_inner);
        let until = paid.map_or(now, |until| until.max(now)) + A_REQUEST;
        *paid = Some(until);
        until.saturating_duration_since(now + AHEAD)
    }

    /// The address at its other end, which may be a proxy's.
    #[must_use]
    pub fn peer(&self) -> IpAddr {
        self.0.peer
    }

    /// Its slot.
    #[must_use]
    pub fn slot(&self) -> &Slot {
        &self.0.slot
    }

    /// An event stream begins on it; none where the node has as many as it may.
    #[must_use]
    pub fn stream(&self) -> Option<Streaming> {
        let place = self.0.slot.stream()?;
        self.0.streams.fetch_add(1, Ordering::Relaxed);
        metrics::gauge!("majlis_streams").increment(1);
        Some(Streaming { guest: self.clone(), _place: place })
    }

    /// Whether an event stream runs on it.
    #[must_use]
    pub fn has_stream(&self) -> bool {
        self.0.streams.load(Ordering::Relaxed) > 0
    }
}

/// An event stream on a connection, for as long as this lives.
#[derive(Debug)]
pub struct Streaming {
    guest: Guest,
    _place: StreamPlace,
}

impl Drop for Streaming {
    fn drop(&mut self) {
        self.guest.0.streams.fetch_sub(1, Ordering::Relaxed);
        metrics::gauge!("majlis_streams").decrement(1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::slots::Slots;

    #[test]
    fn a_connection_carries_requests_at_the_pace_of_one_device() {
        let (slots, now) = (Slots::new(2), Instant::now());
        let guest = Guest::new([192, 0, 2, 1].into(), slots.take().unwrap());
        assert!((0..250).all(|_| guest.pace(now).is_zero()), "a page with all its files");
        assert_eq!(guest.pace(now), A_REQUEST);
        assert_eq!(guest.clone().pace(now + A_REQUEST), A_REQUEST, "it is one connection");
        assert!(guest.pace(now + 2 * AHEAD).is_zero());
    }
}

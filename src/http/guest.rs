//! Who is at the other end of a connection, before any token is shown.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::error::{ApiCode, ApiError};
use super::slots::{Slot, StreamPlace};

/// One connection: its slot among those that the server holds is free again when the last clone is gone.
#[derive(Debug, Clone)]
pub struct Guest(Arc<Seat>);

#[derive(Debug)]
struct Seat {
    peer: IpAddr,
    slot: Slot,
    /// Event streams that run on it.
    streams: AtomicU32,
}

impl Guest {
    /// A connection from that address.
    #[must_use]
    pub fn new(peer: IpAddr, slot: Slot) -> Self {
        metrics::gauge!("majlis_connections").increment(1);
        Self(Arc::new(Seat { peer: peer.to_canonical(), slot, streams: AtomicU32::new(0) }))
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

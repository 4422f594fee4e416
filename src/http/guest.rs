//! Who is at the other end of a connection, before any token is shown.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::error::{ApiCode, ApiError};
use super::slots::Slot;

/// One connection: its slot among those that the server holds is free again when the last clone is gone.
#[derive(Debug, Clone)]
pub struct Guest(Arc<Seat>);

#[derive(Debug)]
struct Seat {
    peer: IpAddr,
    slot: Slot,
}

impl Guest {
    /// A connection from that address.
    #[must_use]
    pub fn new(peer: IpAddr, slot: Slot) -> Self {
        metrics::gauge!("majlis_connections").increment(1);
        Self(Arc::new(Seat { peer: peer.to_canonical(), slot }))
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

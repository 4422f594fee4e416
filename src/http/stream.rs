//! `POST /v1/stream`: an event stream for whoever no WebSocket comes through to.
//!
//! It is a POST whose body is the hello, and is read with `fetch`: so the token is in no address, and what a client has is said
//! as it is on a socket. An `EventSource` could send neither.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use super::Site;
use super::body::Text;
use super::connection::{self, Stranger, Way, event_stream};
use super::error::{ApiCode, ApiError};
use super::foreign::refuse_foreign;
use super::guest::Guest;
use super::network::Network;
use super::site::FULL;

/// What goes with the events. Some proxies go by the bare type, so there is no charset beside it (UTF-8 is the only one there
/// is); the rest keeps proxies from gathering, keeping or compressing what is to arrive at once.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
];

/// Begins a stream.
pub async fn stream(
    State(site): State<Arc<Site>>,
    guest: Guest,
    network: Network,
    headers: HeaderMap,
    Text(hello): Text,
) -> Result<Response, ApiError> {
    refuse_foreign(&headers, &site.public)?;
    let place = guest.stream().ok_or_else(|| ApiError::after(ApiCode::Full, FULL))?;
    let (socket, events) = event_stream::open(hello);
    let stranger = Box::new(Stranger { guest, network, way: Way::Stream });
    let talk = connection::converse(socket, Arc::clone(&site.connections), stranger);
    site.tasks.spawn(async move {
        talk.await;
        drop(place);
    });
    let mut answer = Response::new(Body::from_stream(events));
    answer.headers_mut().extend(HEADERS);
    Ok(answer)
}

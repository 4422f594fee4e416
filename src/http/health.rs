//! What an operator's machines ask: does the process live, can it serve.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::Site;

/// A store that has not answered by then is not ready.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process lives. It asks nothing of the store: a process is not mended by ending it when Redis is
/// away.
pub async fn live() -> Response {
    (FRESH, "ok\n").into_response()
}

/// `GET /readyz`: requests can be sent here.
pub async fn ready(State(site): State<Arc<Site>>) -> Response {
    match why_not(&site).await {
        None => (FRESH, "ready\n").into_response(),
        Some(why) => (StatusCode::SERVICE_UNAVAILABLE, FRESH, format!("{why}\n")).into_response(),
    }
}

/// What is true at this moment only.
pub(super) const FRESH: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// Why no request should be sent here; none where there is no reason.
pub(super) async fn why_not(site: &Site) -> Option<String> {
    if site.stop.is_cancelled() {
        return Some("this node is stopping".into());
    }
    if site.rooms.met_newer() {
        return Some("a newer majlis wrote to this deployment: start the newer version here too".into());
    }
    if site.connections.ceilings.is_out_of_memory() {
        return Some(
            "this node has as much memory as it may (--max-memory): send newcomers to another one".into(),
        );
    }
    let lost = site.rooms.lost();
    if lost > 0 {
        return Some(format!("the journal lost what it acknowledged in {lost} forums: restore it"));
    }
    is_healthy(site).await.err()
}

/// Whether the store takes writes.
pub(super) async fn is_healthy(site: &Site) -> Result<(), String> {
    let answered = timeout(ANSWERS_WITHIN, site.journal.healthy()).await;
    answered.map_err(|_| "the journal's store does not answer".to_owned())?.map_err(|why| why.to_string())
}

//! What an operator's machines ask: does the process live, can it serve, how much does it do.

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

/// `GET /metrics`: in the text form of Prometheus.
pub async fn metrics(State(site): State<Arc<Site>>) -> Response {
    let healthy = if is_healthy(&site).await.is_ok() { 1.0 } else { 0.0 };
    metrics::gauge!("majlis_journal_healthy").set(healthy);
    for (name, rooms) in [("majlis_rooms", site.rooms.count()), ("majlis_rooms_lost", site.rooms.lost())] {
        metrics::gauge!(name).set(u32::try_from(rooms).unwrap_or(u32::MAX));
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (FRESH, kind, site.metrics.render()).into_response()
}

const FRESH: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

async fn why_not(site: &Site) -> Option<String> {
    if site.stop.is_cancelled() {
        return Some("this node is stopping".into());
    }
    if site.rooms.met_newer() {
        return Some("a newer majlis wrote to this deployment: start the newer version here too".into());
    }
    let lost = site.rooms.lost();
    if lost > 0 {
        return Some(format!("the journal lost what it acknowledged in {lost} forums: restore it"));
    }
    is_healthy(site).await.err()
}

async fn is_healthy(site: &Site) -> Result<(), String> {
    let answered = timeout(ANSWERS_WITHIN, site.journal.healthy()).await;
    answered.map_err(|_| "the journal's store does not answer".to_owned())?.map_err(|why| why.to_string())
}

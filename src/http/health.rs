//! What an operator's machines ask: does the process live, can it serve.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use crate::journal::{Health, JournalError};

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
    let ready = match why_not(&site) {
        Some(why) => Err(why),
        None => ready_for(of_store(&site).await),
    };
    match ready {
        Ok(ready) => (FRESH, format!("{ready}\n")).into_response(),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, FRESH, format!("{why}\n")).into_response(),
    }
}

/// Requests can be sent here though some forums wait: any other node is as far from what they lie on.
fn ready_for(store: Health) -> Result<String, String> {
    store.writes.map_err(|why| why.to_string())?;
    if store.away.is_empty() {
        return Ok("ready".into());
    }
    let away = store.away.join(" and ");
    Ok(format!("ready, but for the forums that {away} of Redis keeps: no writes are taken there"))
}

/// What is true at this moment only.
pub(super) const FRESH: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// Why no request should be sent here, whatever its store says; none where there is no reason.
pub(super) fn why_not(site: &Site) -> Option<String> {
    if site.stop.is_cancelled() {
        return Some("this node is stopping".into());
    }
    if !site.is_open.load(Ordering::Relaxed) {
        return Some("this node is starting: its forums are being opened".into());
    }
    if let Some(why) = outgrown(site) {
        return Some(why);
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
    let damaged = site.rooms.damaged();
    if damaged > 0 {
        return Some(format!(
            "the entries of {damaged} forums are not what was written: `majlis verify` says where; restore a backup"
        ));
    }
    None
}

/// Why this node is too old for its deployment; none where it is not.
fn outgrown(site: &Site) -> Option<String> {
    let forms = site.rooms.forms();
    if forms.are_outgrown() {
        let (written, knows) = (forms.of_deployment(), forms.knows());
        return Some(format!(
            "the deployment writes form {written} of entries and this version knows forms up to {knows}: upgrade this node"
        ));
    }
    let met = site.rooms.met_newer();
    met.then(|| "a newer majlis wrote to this deployment: upgrade this node".into())
}

/// How the store does, tried once.
pub(super) async fn of_store(site: &Site) -> Health {
    let answered = timeout(ANSWERS_WITHIN, site.journal.health()).await;
    answered.unwrap_or_else(|_| Err(JournalError::Unavailable("it does not answer".into())).into())
}

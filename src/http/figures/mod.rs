//! `GET /metrics`: how the node does, in the text form of Prometheus. How many and how long, never who or what.

mod rooms;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use tokio::time::timeout;

use crate::domain::role::Role;
use crate::journal::Journal;
use crate::room::{Carrier, Observed};

use super::Site;
use super::health::{FRESH, of_store, why_not};
use rooms::Lagging;

/// A part that has not answered by then is down.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// What a node stands on, each part by itself.
pub struct Parts {
    /// Its own disk.
    pub disk: Arc<dyn Journal>,
    /// Its way to Redis, where it has one.
    pub redis: Option<Arc<dyn Line>>,
}

/// A way to somewhere else.
#[async_trait]
pub trait Line: Send + Sync {
    /// Whether whoever takes writes there answers.
    async fn is_up(&self) -> bool;
}

/// All figures, as they were within the last second: to gather them walks over every connection and asks each store.
pub async fn show(State(site): State<Arc<Site>>) -> Response {
    let text = site.figures.told(Instant::now(), gathered(&site)).await;
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (FRESH, kind, text).into_response()
}

async fn gathered(site: &Site) -> Bytes {
    let rooms = site.rooms.observe();
    let (lagging, ..) = tokio::join!(rooms::lagging(&*site.parts.disk, &rooms), parts(site), health(site));
    count_rooms(site, &rooms, &lagging);
    count_clients(&rooms);
    (site.metrics.render() + &rooms::write(&rooms, &lagging)).into()
}

async fn health(site: &Site) {
    let store = of_store(site).await;
    let takes_writes = store.writes.is_ok();
    metrics::gauge!("majlis_journal_healthy").set(one_if(takes_writes));
    metrics::gauge!("majlis_ready").set(one_if(takes_writes && why_not(site).is_none()));
    if site.parts.redis.is_some() {
        metrics::gauge!("majlis_redis_servers_away").set(number(store.away.len()));
    }
}

async fn parts(site: &Site) {
    let writable = timeout(ANSWERS_WITHIN, site.parts.disk.healthy()).await;
    metrics::gauge!("majlis_disk_writable").set(one_if(matches!(writable, Ok(Ok(())))));
    if let Some(redis) = &site.parts.redis {
        let is_up = timeout(ANSWERS_WITHIN, redis.is_up()).await;
        metrics::gauge!("majlis_redis_up").set(one_if(is_up == Ok(true)));
    }
}

fn count_rooms(site: &Site, rooms: &[Observed], lagging: &[Lagging]) {
    let of_rooms = [
        ("majlis_rooms", rooms.len()),
        ("majlis_rooms_lost", site.rooms.lost()),
        ("majlis_rooms_damaged", site.rooms.damaged()),
    ];
    for (name, rooms) in of_rooms {
        metrics::gauge!(name).set(number(rooms));
    }
    let lag = lagging.iter().map(|lagging| lagging.entries).max().unwrap_or(0);
    metrics::gauge!("majlis_journal_lag_entries").set(u32::try_from(lag).unwrap_or(u32::MAX));
    let owed = rooms.iter().map(|room| room.owed).max().unwrap_or_default();
    metrics::gauge!("majlis_unanswered_seconds").set(owed.as_secs_f64());
}

/// Each role and way is told, those that nobody has too: a line that goes away looks like a node that does.
fn count_clients(rooms: &[Observed]) {
    let clients: Vec<_> = rooms.iter().flat_map(|room| &room.clients).collect();
    for role in Role::ALL {
        for way in WAYS {
            let here = clients.iter().filter(|(as_role, by)| *as_role == role && way_of(*by) == Some(way));
            metrics::gauge!("majlis_clients", "role" => role.name(), "way" => way).set(number(here.count()));
        }
    }
}

const WAYS: [&str; 3] = ["socket", "stream", "reading"];

/// By what somebody is here. What is said beside a stream is said by the stream's client.
fn way_of(carrier: Carrier) -> Option<&'static str> {
    match carrier {
        Carrier::Socket => Some(WAYS[0]),
        Carrier::Stream(_) => Some(WAYS[1]),
        Carrier::Reading(_) => Some(WAYS[2]),
        Carrier::Beside(_) => None,
    }
}

fn one_if(it_is: bool) -> f64 {
    f64::from(u8::from(it_is))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

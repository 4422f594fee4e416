//! Looks after all rooms of a node: that none misses an entry, and that a forum with something due is loaded.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::domain::id::ForumId;

use super::handle::RoomHandle;
use super::registry::{Inner, Rooms};
use super::task::STAYS_FOR;

/// How often the heads of rooms are checked that somebody holds.
const HELD: Duration = Duration::from_secs(1);
/// Every how many such rounds the others are checked too, and the deadlines read.
const ALL_EVERY: u64 = 30;

/// Runs until the rooms are dropped or stop.
pub(super) async fn keep(rooms: Weak<Inner>, stop: CancellationToken) {
    let mut rounds = interval(HELD);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0_u64.. {
        tokio::select! {
            _ = rounds.tick() => {}
            () = stop.cancelled() => return,
        }
        let Some(inner) = rooms.upgrade() else { return };
        let all = round % ALL_EVERY == 0;
        check_heads(&inner, all).await;
        if all {
            load_due(&Rooms(inner)).await;
        }
    }
}

/// Pub/sub may lose an entry, and then nobody says so: one call for all rooms tells which of them lack something.
async fn check_heads(inner: &Inner, all: bool) {
    let looked_at = running(inner, all);
    if looked_at.is_empty() {
        return;
    }
    let forums: Vec<ForumId> = looked_at.iter().map(|(forum, _)| *forum).collect();
    match inner.journal.heads(&forums).await {
        Ok(heads) => {
            for ((_, room), head) in looked_at.into_iter().zip(heads) {
                if head != Some(room.now_state().head()) {
                    room.0.look.notify_one();
                }
            }
        }
        Err(why) => tracing::warn!(%why, "the heads of the rooms could not be checked"),
    }
}

fn running(inner: &Inner, all: bool) -> Vec<(ForumId, RoomHandle)> {
    let held = |handle: &RoomHandle| all || Arc::strong_count(&handle.0) > 1;
    inner
        .slots
        .iter()
        .filter_map(|slot| {
            let handle = slot.get().filter(|handle| held(handle))?;
            Some((*slot.key(), handle.clone()))
        })
        .collect()
}

/// Rooms with something due soon are loaded though nobody is there: sessions open and polls close by themselves.
async fn load_due(rooms: &Rooms) {
    let before = rooms.0.journal.now() + STAYS_FOR;
    match rooms.0.journal.deadlines(before).await {
        Ok(due) => {
            for (forum, _) in due {
                if let Err(why) = rooms.enter(forum).await {
                    tracing::warn!(%forum, %why, "a forum with something due could not be loaded");
                }
            }
        }
        Err(why) => tracing::warn!(%why, "the deadlines could not be read"),
    }
}

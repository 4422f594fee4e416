//! Looks after all rooms of a node: that none misses an entry, and that a forum with something due is loaded.

use std::sync::{Arc, Weak};
use std::time::Duration;

use futures_util::StreamExt;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::domain::id::ForumId;
use crate::journal::Head;

use super::handle::RoomHandle;
use super::registry::{Inner, Rooms};

/// How often the heads of rooms are checked that somebody holds.
const HELD: Duration = Duration::from_secs(1);
/// Every how many such rounds the others are checked too, and the deadlines read.
const ALL_EVERY: u64 = 30;
/// How many rooms are loaded at once because something is due there.
const LOADED_AT_ONCE: usize = 4;

/// Runs until the rooms are dropped or stop.
pub(super) async fn keep(rooms: Weak<Inner>, stop: CancellationToken) {
    let mut rounds = interval(HELD);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut loading: Option<JoinHandle<()>> = None;
    for round in 0_u64.. {
        tokio::select! {
            _ = rounds.tick() => {}
            () = stop.cancelled() => return,
        }
        let Some(inner) = rooms.upgrade() else { return };
        let all = round % ALL_EVERY == 0;
        check_heads(&inner, all).await;
        // A forum whose loading takes long holds up no check.
        if all && loading.as_ref().is_none_or(JoinHandle::is_finished) {
            loading = Some(tokio::spawn(load_due(Rooms(inner))));
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
    let before: Vec<Head> = looked_at.iter().map(|(_, room)| room.now_state().head()).collect();
    let heads = inner.journal.heads(&forums).await;
    for (((forum, room), before), head) in looked_at.into_iter().zip(before).zip(heads) {
        match head {
            Ok(head) => {
                let lacks = needs_look(before, head, room.now_state().head());
                room.0.behind.note(lacks, Instant::now());
                if lacks {
                    room.0.look.notify_one();
                }
            }
            Err(why) => tracing::warn!(%forum, %why, "the head of a room could not be checked"),
        }
    }
}

/// Whether the journal's head says that a room lacks something, or that the journal does. Asked for when the room stood
/// `before`; since then it may have gone on to `now`, and then the head is somewhere in between.
fn needs_look(before: Head, head: Option<Head>, now: Head) -> bool {
    let Some(head) = head else { return true };
    let at = |head: Head| (head.epoch, head.rev);
    let is_another = |known: Head| at(head) == at(known) && head.hash != known.hash;
    at(head) > at(now) || at(head) < at(before) || is_another(before) || is_another(now)
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
async fn load_due(rooms: Rooms) {
    rooms.try_damaged().await;
    let before = rooms.0.journal.now() + rooms.0.shortage.stays_for();
    let due = match rooms.0.journal.deadlines(before).await {
        Ok(due) => due,
        Err(why) => return tracing::warn!(%why, "the deadlines could not be read"),
    };
    let load = async |(forum, _)| {
        if let Err(why) = rooms.enter(forum).await {
            tracing::warn!(%forum, %why, "a forum with something due could not be loaded");
        }
    };
    futures_util::stream::iter(due).for_each_concurrent(LOADED_AT_ONCE, load).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_went_on_while_the_heads_were_read_lacks_nothing() {
        let first = Head::GENESIS.then(b"a");
        let second = first.then(b"b");
        let third = second.then(b"c");
        for head in [first, second, third] {
            assert!(!needs_look(first, Some(head), third), "{head:?}");
        }
    }

    #[test]
    fn what_is_above_below_or_another_is_looked_at() {
        let first = Head::GENESIS.then(b"a");
        let second = first.then(b"b");
        assert!(needs_look(first, Some(second), first), "the room lacks an entry");
        assert!(needs_look(second, Some(first), second), "the journal does");
        assert!(needs_look(second, Some(first.then(b"x")), second), "another entry in its place");
        assert!(needs_look(first, Some(Head { epoch: 2, ..Head::GENESIS }), second), "another history");
        assert!(needs_look(first, None, first), "no forum any more");
    }
}

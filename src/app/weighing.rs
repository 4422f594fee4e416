//! Weighs what is stored of each forum that is loaded, and says where it is as much as may be.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::config::Size;
use crate::domain::id::ForumId;
use crate::journal::embedded::{Embedded, Weight};
use crate::room::Rooms;

use super::ceilings::is_full;

/// How often it is weighed: what a room can decide in this time comes beyond the ceiling.
const LOOK: Duration = Duration::from_secs(1);

/// Weighs until the node stops. Over Redis it is this node's copy that is weighed.
pub(super) async fn watch(disk: Arc<Embedded>, most: Option<Size>, rooms: Rooms, stop: CancellationToken) {
    let mut rounds = interval(LOOK);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut weights = HashMap::new();
    while stop.run_until_cancelled(rounds.tick()).await.is_some() {
        weights = weigh_all(&disk, &weights, most, &rooms).await;
    }
}

/// What each of the loaded forums weighs.
async fn weigh_all(
    disk: &Embedded,
    known: &HashMap<ForumId, Weight>,
    most: Option<Size>,
    rooms: &Rooms,
) -> HashMap<ForumId, Weight> {
    let mut weights = HashMap::new();
    for (forum, rev) in rooms.revisions() {
        let known = known.get(&forum).copied().unwrap_or_default();
        let weight = if known.rev == rev { Ok(known) } else { disk.weigh(forum, known).await };
        match weight {
            Ok(weight) => {
                tell(rooms, forum, weight.bytes(), most);
                weights.insert(forum, weight);
            }
            Err(why) => tracing::warn!(%forum, %why, "what is stored of a forum could not be weighed"),
        }
    }
    weights
}

fn tell(rooms: &Rooms, forum: ForumId, bytes: u64, most: Option<Size>) {
    let is_full = most.is_some_and(|most| is_full(rooms.is_full(forum), bytes, most));
    let is_new = rooms.note_stored(forum, bytes, is_full);
    if is_new && is_full {
        tracing::error!(%forum, bytes, "no more of this forum may be stored (--max-forum); the crew's commands alone are taken");
    } else if is_new {
        tracing::info!(%forum, bytes, "there is room for more of this forum again");
    }
}

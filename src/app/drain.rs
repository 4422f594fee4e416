//! Stopping without losing anything that was acknowledged, and without waiting for ever.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::task::TaskTracker;

use crate::room::Rooms;

/// Requests under way are answered, and sockets hear when to come back.
const CONNECTIONS: Duration = Duration::from_secs(8);
/// Appends under way are finished and snapshots saved. What is longer under way is not acknowledged: it is sent again.
const ROOMS: Duration = Duration::from_secs(15);

/// Waits for the connections, which know already that the node stops.
pub(super) async fn connections(tasks: &TaskTracker) {
    tasks.close();
    if timeout(CONNECTIONS, tasks.wait()).await.is_err() {
        tracing::warn!(left = tasks.len(), "connections did not end in time and are cut");
    }
}

/// Stops the rooms.
pub(super) async fn rooms(rooms: &Rooms) {
    if timeout(ROOMS, rooms.stop()).await.is_err() {
        tracing::warn!("rooms did not finish in time; what they did not acknowledge is sent again");
    }
}

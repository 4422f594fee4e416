//! A forum running on this node: commands in, entries to the journal, state out.
//!
//! One task a forum decides (`task`); beside it one makes what is sent (`publisher`) and one feels who is here
//! (`presence`). What the rest of the program holds is a [`RoomHandle`], which it gets from [`Rooms`].

mod batch;
mod certain;
mod deadline;
mod door;
mod drawing;
mod effort;
pub mod entry;
mod epoch;
mod flight;
mod following;
mod forms;
mod found;
mod handle;
mod homing;
mod inbox;
mod keeper;
mod landing;
mod minting;
mod observed;
#[cfg(test)]
mod older;
mod owed;
mod pace;
mod past;
mod pictures;
mod presence;
mod publisher;
mod queue;
mod registry;
mod replica;
mod seat;
mod sight;
#[cfg(test)]
mod simulation;
mod snapshot;
mod sparing;
mod standing;
mod stored;
mod task;

use std::time::Duration;

pub use effort::Effort;
pub use entry::NodeId;
pub use epoch::{EpochError, begin_epoch, epoch_draft};
pub use forms::Forms;
pub use found::FoundError;
pub use handle::{Answer, End, Pending, RoomHandle};
pub use observed::Observed;
pub use past::{Past, Wall, read_on, wall};
pub use presence::{Carrier, Said, Silence, Visit, Who};
pub use publisher::{Beat, Edition, Sheet, Showing};
pub use registry::Rooms;
pub use replica::{RoomError, read_state};
pub use seat::Seat;
pub use snapshot::decode as read_snapshot;
pub use standing::Standing;

/// How rooms of this node behave.
#[derive(Debug, Clone)]
pub struct RoomConfig {
    /// This node's name in the entries it writes.
    pub node: NodeId,
    /// How long a room stays loaded when nobody holds it.
    pub idle: Duration,
    /// Commands of people that may wait in a room; of more, those are answered `busy` whose senders had most.
    pub inbox: usize,
    /// Most commands that are decided at once and written as one entry.
    pub batch: usize,
    /// Entries after which a snapshot is saved though the room goes on.
    pub snapshot_every: u64,
    /// How long a connection may be silent.
    pub silence: Silence,
    /// Which forms of entries it knows, and which one it writes.
    pub forms: Forms,
}

impl RoomConfig {
    /// The usual ones for a node of that name.
    #[must_use]
    pub fn new(node: NodeId) -> Self {
        Self {
            node,
            idle: Duration::from_secs(60),
            inbox: 8_192,
            batch: 1_024,
            snapshot_every: 10_000,
            silence: Silence::default(),
            forms: Forms::default(),
        }
    }
}

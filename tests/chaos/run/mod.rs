//! A hall under load while its parts fail, and the recount from the record alone.
//!
//! A [`round`] plays a scenario from a seed: nodes as processes of their own ([`server`]) that are killed without warning,
//! their disks told how to fail ([`orders`]), [`phone`]s that come back as the pages do and keep what was not acknowledged.
//! Each act and each answer is a line of the [`record`], and from it alone the [`recount`] tells what must be in the
//! journal. A seed replays the plan of a round, not the order of its threads.

pub mod acts;
pub mod clocks;
pub mod disks;
pub mod hall;
pub mod histories;
pub mod lie;
pub mod orders;
pub mod outbox;
pub mod phone;
pub mod record;
pub mod recount;
pub mod restoring;
pub mod round;
pub mod scenario;
pub mod server;
pub mod upgrading;

//! `majlis backup` and `majlis restore`: what a data folder holds as one file, made while a server goes on, and a folder
//! made of such a file. And the same of one forum, which another folder takes in beside its own: `majlis export --format archive`
//! and `majlis import`.
//!
//! What is restored begins a new epoch in every forum. Devices that were acknowledged more than the backup holds are ahead
//! of it: by the epoch they know that they are not, take everything anew, and send again what they still know of.

mod holdings;
mod making;
mod packing;
mod restoring;
mod taking_in;
mod unfinished;

pub use holdings::{Held, Holdings};
pub use making::{BackupError, make};
pub use packing::{PackError, pack};
pub use restoring::{RestoreError, restore};
pub use taking_in::{ImportError, TakenIn, take_in};

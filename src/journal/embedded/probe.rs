//! Whether the store takes writes, tried with a write.
//!
//! An empty transaction would pass on a disk that is full. Who asks too often is told what the last try came to, so that
//! asking costs no disk its time.

use rusqlite::Connection;

use crate::domain::time::Time;
use crate::journal::answer::JournalError;
use crate::recent::Recent;

/// What the last try came to.
pub(super) type Probe = Recent<Result<(), JournalError>>;

/// About as much as a large entry holds, in bytes.
const MUCH: u32 = 64 << 10;

/// Writes one row, the same one each time; and where it is to be `much`, as many bytes as a large entry has.
pub(super) fn write(db: &Connection, now: Time, much: bool) -> rusqlite::Result<()> {
    db.execute("REPLACE INTO probes (no, time) VALUES (1, ?1)", [now.0])?;
    if much {
        db.execute("REPLACE INTO ballast (no, zeroes) VALUES (1, zeroblob(?1))", [MUCH])?;
    }
    Ok(())
}

//! Whether the store takes writes, tried with a write.
//!
//! An empty transaction would pass on a disk that is full. Who asks too often is told what the last try came to, so that
//! asking costs no disk its time.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::Mutex;

use crate::domain::time::Time;
use crate::journal::answer::JournalError;

/// How long what a try came to stands.
const LASTS: Duration = Duration::from_secs(1);

/// When it was last tried, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Probe(Mutex<Option<(Instant, Result<(), JournalError>)>>);

impl Probe {
    /// What a try comes to, made now unless one was made just before. Of many at once one tries, and all hear.
    pub(super) async fn tried(
        &self,
        now: Instant,
        attempt: impl Future<Output = Result<(), JournalError>>,
    ) -> Result<(), JournalError> {
        let mut last = self.0.lock().await;
        if let Some((at, outcome)) = &*last
            && now.saturating_duration_since(*at) < LASTS
        {
            return outcome.clone();
        }
        let outcome = attempt.await;
        *last = Some((now, outcome.clone()));
        outcome
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_tried_once_a_second_however_often_it_is_asked() {
        let (probe, start) = (Probe::default(), Instant::now());
        let full = || Err(JournalError::Unavailable("the disk is full".into()));
        assert_eq!(probe.tried(start, async { full() }).await, full());
        assert_eq!(probe.tried(start + LASTS / 2, async { Ok(()) }).await, full());
        assert_eq!(probe.tried(start + LASTS, async { Ok(()) }).await, Ok(()));
    }
}

//! What a backup holds, in words.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::time::Time;
use crate::journal::embedded::Embedded;
use crate::journal::{JournalError, Registry};

/// The forums of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings(pub Vec<Held>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its name.
    pub slug: String,
    /// Its newest revision.
    pub rev: u64,
    /// When that was decided.
    pub time: Time,
}

impl Holdings {
    /// Those of a journal.
    pub(super) async fn of(journal: &Embedded) -> Result<Self, JournalError> {
        let mut forums = Vec::new();
        for record in journal.forums().await? {
            if let Some((head, time)) = journal.stands_at(record.id).await? {
                forums.push(Held { slug: record.slug, rev: head.rev, time });
            }
        }
        Ok(Self(forums))
    }

    /// The moment of the last entry of all, by RFC 3339; none where there is no entry.
    #[must_use]
    pub fn until(&self) -> Option<String> {
        self.0.iter().filter(|held| held.rev > 0).map(|held| held.time).max().map(told)
    }
}

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return writeln!(f, "  no forum yet");
        }
        for Held { slug, rev, time } in &self.0 {
            match rev {
                0 => writeln!(f, "  {slug}: not begun yet")?,
                rev => writeln!(f, "  {slug}: up to revision {rev}, of {}", told(*time))?,
            }
        }
        Ok(())
    }
}

/// A moment by RFC 3339, to the second: a backup is of many forums, in many zones.
fn told(time: Time) -> String {
    let moment = Timestamp::from_millisecond(time.0).unwrap_or_default();
    moment.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

//! How far the database reached, as the lock says beside it.
//!
//! SQLite takes for all there is what a log holds that somebody cut, took away or put an older database beside. So each commit is
//! followed by a word on its newest entry in another file. The word is not synced: what kills a process leaves it, and after a power
//! cut it may be of an earlier commit, but of none that the disk does not have. So an entry that it names and that is not there was
//! lost.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::id::ForumId;

use super::rows;

/// In the lock it stands behind what a folder is signed with. With it, it lies in one sector, which is written whole.
const AT: u64 = super::folder::MADE.len() as u64;
/// Bytes of the longest word: three numbers, two blanks between them, and the end of the line.
const LONGEST: u64 = 20 + 1 + 10 + 1 + 20 + 1;

/// The entry that was written last: of which forum, and where that stood with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    forum: ForumId,
    epoch: u32,
    rev: u64,
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "revision {} of epoch {} of the forum {}", self.rev, self.epoch, self.forum)
    }
}

impl Reached {
    /// What the database holds; nothing where there is no entry.
    pub(super) fn by(db: &Connection) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached("SELECT forum, epoch, rev FROM entries ORDER BY rowid DESC LIMIT 1")?
            .query_row([], |row| {
                Ok(Self {
                    forum: rows::forum_id(row, 0)?,
                    epoch: rows::epoch(row, 1)?,
                    rev: rows::rev(row, 2)?,
                })
            })
            .optional()
    }

    /// What a lock says; nothing where it says nothing, or nothing of use.
    pub(super) fn said(mut lock: &File) -> io::Result<Option<Self>> {
        let mut word = String::new();
        lock.seek(SeekFrom::Start(AT))?;
        match lock.take(LONGEST).read_to_string(&mut word) {
            Err(why) if why.kind() == io::ErrorKind::InvalidData => Ok(None),
            read => read.map(|_| Self::parse(&word)),
        }
    }

    fn parse(word: &str) -> Option<Self> {
        let (line, _) = word.split_once('\n')?;
        let mut numbers = line.split_ascii_whitespace();
        let (forum, epoch, rev) = (numbers.next()?, numbers.next()?, numbers.next()?);
        Some(Self { forum: ForumId(forum.parse().ok()?), epoch: epoch.parse().ok()?, rev: rev.parse().ok()? })
    }

    /// Says it in a lock. Each word is as long as every other, so that none leaves an end of the one before it.
    fn say(self, mut lock: &File) -> io::Result<()> {
        let Self { forum: ForumId(forum), epoch, rev } = self;
        lock.seek(SeekFrom::Start(AT))?;
        lock.write_all(format!("{forum:020} {epoch:010} {rev:020}\n").as_bytes())
    }

    /// Of a database that another takes the place of, or that holds no entry any more, nothing is said.
    pub(super) fn forget(lock: &File) -> io::Result<()> {
        lock.set_len(lock.metadata()?.len().min(AT))
    }

    /// Whether the database lacks it. What was deleted, or is astray, it had.
    pub(super) fn is_missing(self, db: &Connection) -> rusqlite::Result<bool> {
        if rows::gone(db)?.contains(&self.forum) {
            return Ok(false);
        }
        let stands = rows::stands_at(db, self.forum)?.map(|(head, _)| (head.epoch, head.rev));
        Ok(stands < Some((self.epoch, self.rev)))
    }
}

/// The word on what the writer committed.
#[derive(Debug)]
pub(super) struct Saying {
    lock: File,
    /// By a process before this one at first.
    said: Option<Reached>,
}

impl Saying {
    pub(super) fn new(lock: File) -> io::Result<Self> {
        Ok(Self { said: Reached::said(&lock)?, lock })
    }

    /// That so far was committed: to no entry where the only one was taken back. Where it cannot be said, less is noticed later.
    pub(super) fn committed(&mut self, reached: Option<Reached>) {
        if reached == self.said {
            return;
        }
        match reached.map_or_else(|| Reached::forget(&self.lock), |reached| reached.say(&self.lock)) {
            Ok(()) => self.said = reached,
            Err(why) => {
                tracing::debug!(%why, "the lock of the data folder could not say how far its database reaches");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use bytes::Bytes;

    use crate::domain::time::Time;
    use crate::journal::embedded::folder::MADE;
    use crate::journal::embedded::{Deadline, Decided, Embedded, Options, lacks};
    use crate::journal::{Draft, Entry, ForumRecord, Head, Registry};

    use super::*;

    const FORUM: ForumId = ForumId(7);

    async fn copy_in(folder: &Path) -> Arc<Embedded> {
        Arc::new(Embedded::open(Options { is_copy: true, ..Options::new(folder) }).await.unwrap())
    }

    async fn keep(copy: &Embedded, entry: &Entry) {
        let (last, to_come) = (Deadline::Known(None), Decided::AllButLast);
        copy.copy(FORUM, vec![entry.clone()], last, to_come).await.unwrap();
    }

    /// As where Redis refused the first entry of all, also where its node was killed before it heard of that.
    #[tokio::test]
    async fn the_only_entry_is_not_missed_once_it_was_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("lock");
        let copy = copy_in(folder.path()).await;
        copy.create_forum(ForumRecord { id: FORUM, slug: "izwa".into() }).await.unwrap();
        let draft = Draft {
            body: Bytes::from_static(b"a"),
            words: vec![],
            erase: vec![],
            next_deadline: None,
            time: Time(1),
            begins_epoch: false,
        };
        let entry = draft.entry(&Head::GENESIS);
        keep(&copy, &entry).await;
        assert!(std::fs::read(&lock).unwrap().starts_with(MADE), "the word comes after the sign");
        assert!(Reached::said(&File::open(&lock).unwrap()).unwrap().is_some());
        copy.take_back(FORUM, entry.head()).await.unwrap();
        assert_eq!(lacks(folder.path()).unwrap(), None);

        keep(&copy, &entry).await;
        copy.close().await;
        let copy = copy_in(folder.path()).await;
        copy.take_back(FORUM, entry.head()).await.unwrap();
        copy.close().await;
        Arc::new(Embedded::open(Options::new(folder.path())).await.unwrap()).close().await;
    }
}

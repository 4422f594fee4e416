//! The conditional append, inside the writer's transaction.

use rusqlite::{Connection, params};

use crate::domain::id::{ForumId, WordsNo};
use crate::domain::time::Time;
use crate::journal::answer::{Appended, Refusal};
use crate::journal::entry::{Draft, Entry, Filed, Head};
use crate::journal::numbers;
use crate::journal::relation::{self, Relation};

use super::rows::{self, key};
use super::work::Done;

/// Most entries in the answer to a conflict.
const MISSED: usize = 256;

/// What the append came to, and the entry when it was written.
pub(super) struct Verdict {
    pub answer: Result<Appended, Refusal>,
    pub entry: Option<Entry>,
}

impl From<Result<Appended, Refusal>> for Verdict {
    fn from(answer: Result<Appended, Refusal>) -> Self {
        Self { answer, entry: None }
    }
}

/// Appends if the journal stands at `after`.
pub(super) fn append(
    db: &Connection,
    forum: ForumId,
    after: &Head,
    draft: &Draft,
) -> rusqlite::Result<Done<Verdict>> {
    let Some((head, last)) = rows::stands_at(db, forum)? else {
        return Ok(Verdict::from(Err(Refusal::NoForum)).into());
    };
    let answer = match relation::compare(after, &head, rows::hash_at(db, forum, after.rev)?) {
        Relation::Current if draft.time < last => Err(Refusal::Backwards((last - draft.time).0)),
        Relation::Current => return write(db, forum, after, draft),
        Relation::Missed => Ok(Appended::Conflict {
            missed: rows::entries(db, forum, after.rev, MISSED)?,
            not_your_turn: false,
        }),
        Relation::Behind => Ok(Appended::Behind(head)),
        Relation::Fork => Ok(Appended::Fork(head)),
    };
    Ok(Verdict::from(answer).into())
}

fn write(db: &Connection, forum: ForumId, after: &Head, draft: &Draft) -> rusqlite::Result<Done<Verdict>> {
    let entry = draft.entry(after);
    let erased = keep(db, forum, &entry, draft.next_deadline)?;
    let answer = Ok(Appended::Written { head: entry.head(), server_time: None });
    Ok(Done { answer: Verdict { answer, entry: Some(entry) }, erased })
}

/// Writes an entry that follows from the last one, with its words. Tells whether it took words away.
pub(super) fn keep(
    db: &Connection,
    forum: ForumId,
    entry: &Entry,
    deadline: Option<Time>,
) -> rusqlite::Result<bool> {
    insert(db, forum, entry)?;
    file_words(db, forum, entry.rev, &entry.words)?;
    let erased = erase_words(db, forum, &entry.erased)?;
    advance(db, forum, entry, deadline)?;
    Ok(erased)
}

fn insert(db: &Connection, forum: ForumId, entry: &Entry) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO entries (forum, rev, epoch, hash, time, erased, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        key(forum),
        entry.rev.cast_signed(),
        entry.epoch,
        entry.hash.0,
        entry.time.0,
        numbers::to_text(&entry.erased),
        &entry.body[..],
    ])?;
    Ok(())
}

fn file_words(db: &Connection, forum: ForumId, rev: u64, words: &[Filed]) -> rusqlite::Result<()> {
    let mut file =
        db.prepare_cached("INSERT INTO words (forum, no, rev, salt, text) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for word in words {
        file.execute(params![key(forum), word.no.0, rev.cast_signed(), word.salt, &*word.text])?;
    }
    Ok(())
}

/// Whether there was any of them.
fn erase_words(db: &Connection, forum: ForumId, numbers: &[WordsNo]) -> rusqlite::Result<bool> {
    let mut erase = db.prepare_cached("DELETE FROM words WHERE forum = ?1 AND no = ?2")?;
    let mut erased = 0;
    for no in numbers {
        erased += erase.execute(params![key(forum), no.0])?;
    }
    Ok(erased > 0)
}

fn advance(db: &Connection, forum: ForumId, entry: &Entry, deadline: Option<Time>) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE forums SET epoch = ?2, rev = ?3, hash = ?4, time = ?5, deadline = ?6 WHERE id = ?1",
    )?
    .execute(params![
        key(forum),
        entry.epoch,
        entry.rev.cast_signed(),
        entry.hash.0,
        entry.time.0,
        deadline.map(|time| time.0),
    ])?;
    Ok(())
}

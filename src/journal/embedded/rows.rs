//! Between rows and what a journal holds.

use bytes::Bytes;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::id::{ForumId, WordsNo};
use crate::domain::time::Time;
use crate::journal::entry::{Entry, Filed, Head, Snapshot};
use crate::journal::hash::Hash;
use crate::journal::numbers;

/// An answer holds at most this many bytes of bodies, and always one entry.
const READ_BYTES: usize = 4 << 20;

/// A forum's id as SQLite's integers hold it.
pub(super) fn key(forum: ForumId) -> i64 {
    forum.0.cast_signed()
}

pub(super) fn forum_id(row: &Row, column: usize) -> rusqlite::Result<ForumId> {
    row.get(column).map(|key: i64| ForumId(key.cast_unsigned()))
}

/// Revisions count from 0 and stay far below where the sign begins.
pub(super) fn rev(row: &Row, column: usize) -> rusqlite::Result<u64> {
    number(row, column, "revision")
}

/// A count of something. What is below zero or too large nobody wrote who writes journals.
fn number<T: TryFrom<i64>>(row: &Row, column: usize, called: &str) -> rusqlite::Result<T> {
    let there: i64 = row.get(column)?;
    T::try_from(there).map_err(|_| {
        let what = format!("{there} is no {called}: somebody else wrote to the database");
        rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, what.into())
    })
}

pub(super) fn epoch(row: &Row, column: usize) -> rusqlite::Result<u32> {
    number(row, column, "epoch")
}

fn hash(row: &Row, column: usize) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash)
}

fn head(row: &Row) -> rusqlite::Result<Head> {
    Ok(Head { epoch: epoch(row, 0)?, rev: rev(row, 1)?, hash: hash(row, 2)? })
}

/// The head and the last entry's time.
pub(super) fn stands_at(db: &Connection, forum: ForumId) -> rusqlite::Result<Option<(Head, Time)>> {
    db.prepare_cached("SELECT epoch, rev, hash, time FROM forums WHERE id = ?1")?
        .query_row([key(forum)], |row| Ok((head(row)?, Time(row.get(3)?))))
        .optional()
}

pub(super) fn hash_at(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<Option<Hash>> {
    db.prepare_cached("SELECT hash FROM entries WHERE forum = ?1 AND rev = ?2")?
        .query_row(params![key(forum), rev.cast_signed()], |row| hash(row, 0))
        .optional()
}

/// The epoch of the entry at a revision.
pub(super) fn epoch_at(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<Option<u32>> {
    db.prepare_cached("SELECT epoch FROM entries WHERE forum = ?1 AND rev = ?2")?
        .query_row(params![key(forum), rev.cast_signed()], |row| epoch(row, 0))
        .optional()
}

/// Up to which revision the entries of a copy were acknowledged, as far as that was written down.
pub(super) fn acknowledged(db: &Connection, forum: ForumId) -> rusqlite::Result<u64> {
    let rev = db
        .prepare_cached("SELECT rev FROM acknowledged WHERE forum = ?1")?
        .query_row([key(forum)], |row| rev(row, 0))
        .optional()?;
    Ok(rev.unwrap_or(0))
}

/// Where each forum's journal stands.
pub(super) fn revisions(db: &Connection) -> rusqlite::Result<Vec<(ForumId, u64)>> {
    let mut all = db.prepare_cached("SELECT id, rev FROM forums")?;
    let found = all.query_map([], |row| Ok((forum_id(row, 0)?, rev(row, 1)?)))?;
    found.collect()
}

/// Whether the forum's entries are a copy of what another store decided.
pub(super) fn is_copy(db: &Connection, forum: ForumId) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM acknowledged WHERE forum = ?1)")?
        .query_row([key(forum)], |row| row.get(0))
}

pub(super) fn acknowledge(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO acknowledged (forum, rev) VALUES (?1, ?2)
         ON CONFLICT (forum) DO UPDATE SET rev = max(rev, excluded.rev)",
    )?
    .execute(params![key(forum), rev.cast_signed()])?;
    Ok(())
}

/// The same for all that is here.
pub(super) fn acknowledge_all(db: &Connection) -> rusqlite::Result<()> {
    db.execute("REPLACE INTO acknowledged (forum, rev) SELECT id, rev FROM forums", [])?;
    Ok(())
}

/// When a forum wants to act by itself.
pub(super) fn deadline(db: &Connection, forum: ForumId) -> rusqlite::Result<Option<Time>> {
    db.prepare_cached("SELECT deadline FROM forums WHERE id = ?1")?
        .query_row([key(forum)], |row| Ok(row.get::<_, Option<i64>>(0)?.map(Time)))
        .optional()
        .map(Option::flatten)
}

/// The same from now on, if its last entry is that one.
pub(super) fn set_deadline(
    db: &Connection,
    forum: ForumId,
    last: &Head,
    at: Option<Time>,
) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE forums SET deadline = ?4 WHERE id = ?1 AND rev = ?2 AND hash = ?3")?
        .execute(params![key(forum), last.rev.cast_signed(), last.hash.0, at.map(|at| at.0)])?;
    Ok(())
}

/// The forums that were deleted.
pub(super) fn gone(db: &Connection) -> rusqlite::Result<Vec<ForumId>> {
    db.prepare_cached("SELECT forum FROM gone")?.query_map([], |row| forum_id(row, 0))?.collect()
}

/// Entries after a revision with their words, in order, at most `limit` and [`READ_BYTES`].
pub(super) fn entries(
    db: &Connection,
    forum: ForumId,
    after: u64,
    limit: usize,
) -> rusqlite::Result<Vec<Entry>> {
    let mut bare = db.prepare_cached(
        "SELECT epoch, rev, hash, time, erased, body FROM entries
         WHERE forum = ?1 AND rev > ?2 ORDER BY rev LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = bare.query(params![key(forum), after.cast_signed(), limit])?;
    let mut entries = Vec::new();
    let mut bytes = 0;
    while bytes < READ_BYTES {
        let Some(row) = rows.next()? else { break };
        let mut entry = entry(row)?;
        entry.words = words_of(db, forum, entry.rev)?.into();
        bytes += entry.body.len();
        entries.push(entry);
    }
    Ok(entries)
}

/// An entry without its words, from epoch, revision, hash, time, erased numbers and body.
pub(super) fn entry(row: &Row) -> rusqlite::Result<Entry> {
    let Head { epoch, rev, hash } = head(row)?;
    let erased: String = row.get(4)?;
    let erased = numbers::from_text(&erased)
        .ok_or_else(|| unreadable(4, "no list of numbers is where one should be"))?;
    let body = Bytes::from(row.get::<_, Vec<u8>>(5)?);
    Ok(Entry { epoch, rev, hash, time: Time(row.get(3)?), body, words: [].into(), erased: erased.into() })
}

fn unreadable(column: usize, what: &'static str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}

fn words_of(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<Vec<Filed>> {
    db.prepare_cached("SELECT no, salt, text FROM words WHERE forum = ?1 AND rev = ?2 ORDER BY no")?
        .query_map(params![key(forum), rev.cast_signed()], filed)?
        .collect()
}

/// Every word of a forum that was not erased.
pub(super) fn words(db: &Connection, forum: ForumId) -> rusqlite::Result<Vec<Filed>> {
    db.prepare_cached("SELECT no, salt, text FROM words WHERE forum = ?1 ORDER BY no")?
        .query_map([key(forum)], filed)?
        .collect()
}

pub(super) fn filed(row: &Row) -> rusqlite::Result<Filed> {
    Ok(Filed { no: WordsNo(row.get(0)?), salt: row.get(1)?, text: row.get(2)? })
}

pub(super) fn snapshot(db: &Connection, forum: ForumId) -> rusqlite::Result<Option<Snapshot>> {
    db.prepare_cached("SELECT epoch, rev, hash, format, bytes FROM snapshots WHERE forum = ?1")?
        .query_row([key(forum)], |row| {
            let bytes = Bytes::from(row.get::<_, Vec<u8>>(4)?);
            Ok(Snapshot { head: head(row)?, format: row.get(3)?, bytes })
        })
        .optional()
}

pub(super) fn save_snapshot(db: &Connection, forum: ForumId, snapshot: &Snapshot) -> rusqlite::Result<()> {
    let Snapshot { head, format, bytes } = snapshot;
    db.prepare_cached(
        "INSERT INTO snapshots (forum, epoch, rev, hash, format, bytes)
         SELECT id, ?2, ?3, ?4, ?5, ?6 FROM forums WHERE id = ?1
         ON CONFLICT (forum) DO UPDATE SET
             epoch = excluded.epoch, rev = excluded.rev, hash = excluded.hash,
             format = excluded.format, bytes = excluded.bytes
         WHERE (excluded.epoch, excluded.rev) >= (epoch, rev)",
    )?
    .execute(params![
        key(forum),
        head.epoch,
        head.rev.cast_signed(),
        head.hash.0,
        format,
        &bytes[..]
    ])?;
    Ok(())
}

/// The forums that want to act before a moment, the earliest first.
pub(super) fn deadlines(db: &Connection, before: Time) -> rusqlite::Result<Vec<(ForumId, Time)>> {
    db.prepare_cached("SELECT id, deadline FROM forums WHERE deadline < ?1 ORDER BY deadline, id")?
        .query_map([before.0], |row| Ok((forum_id(row, 0)?, Time(row.get(1)?))))?
        .collect()
}

/// The forums that something lies here of though they are not in the list, each with how many entries.
pub(super) fn strays(db: &Connection) -> rusqlite::Result<Vec<(ForumId, u64)>> {
    db.prepare_cached(
        "SELECT forum, sum(entry) FROM (
             SELECT forum, 1 AS entry FROM entries
             UNION ALL SELECT forum, 0 FROM words
             UNION ALL SELECT forum, 0 FROM snapshots
             UNION ALL SELECT forum, 0 FROM codes)
         WHERE forum NOT IN (SELECT id FROM forums) GROUP BY forum",
    )?
    .query_map([], |row| Ok((forum_id(row, 0)?, row.get::<_, i64>(1)?.cast_unsigned())))?
    .collect()
}

/// How many entries of a forum come after the one that the list says is its last.
pub(super) fn beyond_head(db: &Connection, forum: ForumId) -> rusqlite::Result<u64> {
    db.prepare_cached(
        "SELECT count(*) FROM entries JOIN forums ON forums.id = entries.forum
         WHERE forums.id = ?1 AND entries.rev > forums.rev",
    )?
    .query_row([key(forum)], |row| row.get(0).map(i64::cast_unsigned))
}

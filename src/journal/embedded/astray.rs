//! Entries of a copy that the deciding store's history lacks: kept in a table of their own until they are in it again.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::id::ForumId;
use crate::journal::entry::{Astray, Entry};
use crate::journal::hash::Hash;

use super::copy::end_at;
use super::rows::{self, key};
use super::work::Done;

/// Takes what follows on `base` out of the copy, and keeps all of it as astray. Some of it may be in doubt: how far entries
/// were acknowledged is known here a moment later than to whoever was told, and what was not does no harm when it is there.
///
/// What is astray already may follow on entries that are taken out now: they are put before it, so that it begins where
/// the deciding store's history still is the same.
pub(super) fn set_aside(db: &Connection, forum: ForumId, base: u64) -> rusqlite::Result<Done<()>> {
    let here = params![key(forum), base.cast_signed()];
    for (table, columns) in [
        ("astray", "e.rev, ?2, e.epoch, e.hash, e.time, e.erased, e.body, 0"),
        ("astray_words", "e.rev, e.no, e.salt, e.text"),
    ] {
        let from = if table == "astray" { "entries" } else { "words" };
        db.execute(
            &format!(
                "INSERT INTO {table} SELECT e.forum, a.batch, {columns} FROM {from} e JOIN
                     (SELECT batch, min(base) AS base FROM astray WHERE forum = ?1 AND base > ?2 GROUP BY batch) a
                 WHERE e.forum = ?1 AND e.rev > ?2 AND e.rev <= a.base"
            ),
            here,
        )?;
    }
    db.execute("UPDATE astray SET base = ?2 WHERE forum = ?1 AND base > ?2", here)?;
    let batch: i64 = db.query_row(
        "SELECT coalesce(max(batch), 0) + 1 FROM astray WHERE forum = ?1",
        [key(forum)],
        |row| row.get(0),
    )?;
    let new = params![key(forum), base.cast_signed(), batch];
    db.execute(
        "INSERT INTO astray SELECT forum, ?3, rev, ?2, epoch, hash, time, erased, body, 0 FROM entries
         WHERE forum = ?1 AND rev > ?2",
        new,
    )?;
    db.execute(
        "INSERT INTO astray_words SELECT forum, ?3, rev, no, salt, text FROM words WHERE forum = ?1 AND rev > ?2",
        new,
    )?;
    end_at(db, forum, base)?;
    db.execute("UPDATE acknowledged SET rev = ?2 WHERE forum = ?1", here)?;
    Ok(Done { answer: (), erased: true })
}

/// The oldest of what is astray of a forum: all of its batch, also what is home already, since the rest may refer to it.
pub(super) fn astray(db: &Connection, forum: ForumId) -> rusqlite::Result<Option<Astray>> {
    let first = db
        .query_row(
            "SELECT batch, base FROM astray WHERE forum = ?1 ORDER BY batch LIMIT 1",
            [key(forum)],
            |row| Ok((row.get::<_, i64>(0)?, rows::rev(row, 1)?)),
        )
        .optional()?;
    let Some((batch, base)) = first else { return Ok(None) };
    let mut entries = db.prepare_cached(
        "SELECT epoch, rev, hash, time, erased, body FROM astray WHERE forum = ?1 AND batch = ?2 ORDER BY rev",
    )?;
    let mut words = db.prepare_cached(
        "SELECT no, salt, text FROM astray_words WHERE forum = ?1 AND batch = ?2 AND rev = ?3 ORDER BY no",
    )?;
    let entries = entries.query_map(params![key(forum), batch], rows::entry)?.map(|entry| {
        let entry = entry?;
        let filed = words.query_map(params![key(forum), batch, entry.rev.cast_signed()], rows::filed)?;
        Ok(Entry { words: filed.collect::<rusqlite::Result<Vec<_>>>()?.into(), ..entry })
    });
    Ok(Some(Astray { base, entries: entries.collect::<rusqlite::Result<_>>()? }))
}

/// The forums of which something is astray.
pub(super) fn forums(db: &Connection) -> rusqlite::Result<Vec<ForumId>> {
    db.prepare_cached("SELECT DISTINCT forum FROM astray")?
        .query_map([], |row| rows::forum_id(row, 0))?
        .collect()
}

/// Those of that hash are home. A batch that is home whole is kept no longer.
pub(super) fn is_home(db: &Connection, forum: ForumId, hash: &Hash) -> rusqlite::Result<Done<()>> {
    db.execute("UPDATE astray SET home = 1 WHERE forum = ?1 AND hash = ?2", params![key(forum), hash.0])?;
    let whole = "forum = ?1 AND batch NOT IN (SELECT batch FROM astray WHERE forum = ?1 AND home = 0)";
    db.execute(&format!("DELETE FROM astray_words WHERE {whole}"), [key(forum)])?;
    let done = db.execute(&format!("DELETE FROM astray WHERE {whole}"), [key(forum)])?;
    Ok(Done { answer: (), erased: done > 0 })
}

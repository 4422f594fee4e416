//! How many bytes are stored of a forum.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::id::ForumId;

use super::rows::{key, rev};

/// What is stored of a forum, in bytes: its entries up to a revision, and its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// The newest entry that is counted.
    pub rev: u64,
    /// The entries' bodies.
    pub entries: u64,
    /// The words that were not erased.
    pub words: u64,
}

impl Weight {
    /// All of it.
    #[must_use]
    pub fn bytes(self) -> u64 {
        self.entries.saturating_add(self.words)
    }
}

/// Weighs what has come since it was weighed last, so that a long history is gone through once. Of no forum nothing is stored.
pub(super) fn weigh(db: &Connection, forum: ForumId, known: Weight) -> rusqlite::Result<Weight> {
    let head = db
        .prepare_cached("SELECT rev FROM forums WHERE id = ?1")?
        .query_row([key(forum)], |row| rev(row, 0))
        .optional()?
        .unwrap_or(0);
    // A history that replaced the one that is known may be shorter.
    let known = if head < known.rev { Weight::default() } else { known };
    let (newest, entries, is_less): (u64, u64, bool) = db
        .prepare_cached(
            "SELECT coalesce(max(rev), ?2), coalesce(sum(length(body)), 0), coalesce(max(erased <> ''), 0)
             FROM entries WHERE forum = ?1 AND rev > ?2",
        )?
        .query_row(params![key(forum), known.rev.cast_signed()], |row| {
            Ok((rev(row, 0)?, rev(row, 1)?, row.get(2)?))
        })?;
    // Where words were erased all of them are weighed anew.
    let (since, kept) = if is_less { (0, 0) } else { (known.rev, known.words) };
    let words = db
        .prepare_cached(
            "SELECT coalesce(sum(octet_length(text)), 0) FROM words WHERE forum = ?1 AND rev > ?2",
        )?
        .query_row(params![key(forum), since.cast_signed()], |row| rev(row, 0))?;
    Ok(Weight { rev: newest, entries: known.entries + entries, words: kept + words })
}

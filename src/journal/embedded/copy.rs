//! Entries that another store decided on, kept here as they are.

use rusqlite::{Connection, params};

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::entry::{Entry, Head};
use crate::journal::hash::Hash;

use super::append::keep;
use super::astray;
use super::left::Left;
use super::rows::{self, key};
use super::work::Done;

/// What became of entries that were to be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Copied {
    /// All of them are here.
    Whole,
    /// The copy ends here, and they begin after it or follow from another last entry: give those from its last one on.
    Lacks(Head),
    /// The copy has another history, and not only in its last entry.
    Strayed(Head),
    /// There is no such forum here.
    NoForum,
}

/// How far entries that are to be copied are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Decided {
    /// The other store has all of them.
    All,
    /// The last one is on its way there.
    AllButLast,
}

/// When a forum wants to act by itself after the last of the entries that are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Deadline {
    /// Then, or never.
    Known(Option<Time>),
    /// Nobody said.
    Unknown,
}

/// Copies entries in their order; those that are here already are passed over.
///
/// Only the copy's last entry is ever in doubt, for whoever writes here at the same time as in the deciding store writes
/// the next one only once that one is certain. So the last one, and no other, gives way to what was decided; and not even
/// that one where it is known that it was acknowledged.
///
/// An entry that was given again may begin a later epoch there than here: it is of that one here too, whatever lies after it. One of
/// an earlier epoch than here is passed over, for it was read before it was given again. Only where the other store goes on in an
/// earlier one does its history stand: nothing before it is of a later one then.
pub(super) fn copy(
    db: &Connection,
    forum: ForumId,
    entries: &[Entry],
    deadline: Deadline,
    decided: Decided,
    left: &Left,
) -> rusqlite::Result<Done<Copied>> {
    let Some((mut head, _)) = rows::stands_at(db, forum)? else { return Ok(Copied::NoForum.into()) };
    let acknowledged = left.acknowledged(db, forum)?;
    let on_its_way = entries.last().map(|last| last.rev).filter(|_| decided == Decided::AllButLast);
    let mut erased = false;
    for entry in entries {
        if entry.rev <= head.rev && rows::hash_at(db, forum, entry.rev)? == Some(entry.hash) {
            if rows::epoch_at(db, forum, entry.rev)?.is_some_and(|here| here < entry.epoch) {
                // What was acknowledged is altered by nothing that may yet be refused.
                if on_its_way == Some(entry.rev) && entry.rev <= acknowledged {
                    return Ok(Done { answer: Copied::Lacks(head), erased });
                }
                head = begin_again(db, forum, entry, head)?;
            }
            continue;
        }
        let in_doubt = entry.rev == head.rev && entry.rev > acknowledged;
        if in_doubt && follows(entry, hash_before(db, forum, entry.rev)?) {
            erased |= has_words(db, forum, &head)?;
            head = retract(db, forum, &head)?;
        }
        if entry.rev <= head.rev {
            return Ok(Done { answer: Copied::Strayed(head), erased });
        }
        if entry.rev != head.rev + 1 || !follows(entry, Some(head.hash)) {
            return Ok(Done { answer: Copied::Lacks(head), erased });
        }
        if entry.epoch < head.epoch {
            if on_its_way == Some(entry.rev) {
                return Ok(Done { answer: Copied::Lacks(head), erased });
            }
            end_epochs_after(db, forum, entry.epoch)?;
        }
        erased |= keep(db, forum, entry, None)?;
        head = entry.head();
    }
    if let Some(last) = entries.last() {
        if let Deadline::Known(at) = deadline {
            rows::set_deadline(db, forum, &last.head(), at)?;
        }
        rows::acknowledge(db, forum, last.rev - u64::from(decided == Decided::AllButLast))?;
    }
    Ok(Done { answer: Copied::Whole, erased })
}

/// Takes the last entry away, if it is this one: it was not written where it was to be decided.
pub(super) fn take_back(db: &Connection, forum: ForumId, last: &Head) -> rusqlite::Result<Done<()>> {
    if rows::stands_at(db, forum)?.is_some_and(|(head, _)| head == *last) && last.rev > 0 {
        let erased = has_words(db, forum, last)?;
        retract(db, forum, last)?;
        return Ok(Done { answer: (), erased });
    }
    // It may have been set aside meanwhile: it was not acknowledged, and is not to be brought home.
    astray::is_home(db, forum, &last.hash)
}

/// Has an entry that is here be of the epoch in which it was decided.
fn begin_again(db: &Connection, forum: ForumId, entry: &Entry, head: Head) -> rusqlite::Result<Head> {
    let to = params![key(forum), entry.rev.cast_signed(), entry.epoch];
    db.execute("UPDATE entries SET epoch = ?3 WHERE forum = ?1 AND rev = ?2", to)?;
    db.execute("UPDATE forums SET epoch = ?3 WHERE id = ?1 AND rev = ?2", to)?;
    Ok(if entry.rev == head.rev { entry.head() } else { head })
}

/// Has no entry that is here be of a later epoch.
fn end_epochs_after(db: &Connection, forum: ForumId, epoch: u32) -> rusqlite::Result<()> {
    db.execute("UPDATE entries SET epoch = ?2 WHERE forum = ?1 AND epoch > ?2", params![key(forum), epoch])
        .map(drop)
}

fn follows(entry: &Entry, before: Option<Hash>) -> bool {
    before.is_some_and(|before| Hash::chained(&before, &entry.body) == entry.hash)
}

fn hash_before(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<Option<Hash>> {
    if rev == 1 { Ok(Some(Hash::ZERO)) } else { rows::hash_at(db, forum, rev.saturating_sub(1)) }
}

/// Whether words lie beside that entry: taking them back is an erasure.
fn has_words(db: &Connection, forum: ForumId, entry: &Head) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM words WHERE forum = ?1 AND rev = ?2)")?
        .query_row(params![key(forum), entry.rev.cast_signed()], |row| row.get(0))
}

/// Back to the entry before the last.
fn retract(db: &Connection, forum: ForumId, last: &Head) -> rusqlite::Result<Head> {
    end_at(db, forum, last.rev.saturating_sub(1))
}

/// Takes away whatever comes after that revision.
pub(super) fn end_at(db: &Connection, forum: ForumId, rev: u64) -> rusqlite::Result<Head> {
    let after = params![key(forum), rev.cast_signed()];
    db.execute("DELETE FROM words WHERE forum = ?1 AND rev > ?2", after)?;
    db.execute("DELETE FROM entries WHERE forum = ?1 AND rev > ?2", after)?;
    let last = rows::entries(db, forum, rev.saturating_sub(1), 1)?;
    let before = last.first().filter(|entry| entry.rev == rev);
    let (head, time) = before.map_or((Head::GENESIS, Time(0)), |entry| (entry.head(), entry.time));
    db.execute(
        "UPDATE forums SET epoch = ?2, rev = ?3, hash = ?4, time = ?5 WHERE id = ?1",
        params![key(forum), head.epoch, head.rev.cast_signed(), head.hash.0, time.0],
    )?;
    Ok(head)
}

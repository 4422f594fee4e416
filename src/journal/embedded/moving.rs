//! One forum's rows in a file by itself, and such rows in a data folder: all of them at one moment, or none.

use std::path::Path;

use bytes::Bytes;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::domain::id::ForumId;
use crate::journal::answer::{Appended, JournalError};
use crate::journal::entry::{Draft, Head};
use crate::journal::registry::{Destination, JoinCode};

use super::append;
use super::backup::CopyError;
use super::folder::{self, OpenError};
use super::migration;
use super::registry;
use super::rows::{self, key};
use super::schema::{self, STEPS};
use super::work::Done;
use super::{Embedded, database_of};

/// What of a forum goes with it, in the order in which it is written: its place in the list, its entries and its words. A snapshot is
/// made anew, and codes follow from the entries.
const ROWS: [(&str, &str); 3] = [
    ("forums", "id, slug, epoch, rev, hash, time, deadline"),
    ("entries", "forum, rev, epoch, hash, time, erased, body"),
    ("words", "forum, no, rev, salt, text"),
];

/// Copies what a data folder, or a file by itself, holds of a forum at this moment into a file that is there and empty. Waits for nobody
/// and holds nobody up. It is not synced yet. Blocks the thread.
pub fn copy_forum(data: &Path, to: &Path, forum: ForumId) -> Result<(), CopyError> {
    let from = database_of(data);
    folder::is_there(&from)?;
    schema::check_version(
        &schema::open_read_only(&from).map_err(|why| OpenError::database(&from, &why))?,
        &from,
    )?;
    fill(&from, to, forum).map_err(|why| CopyError::Failed(why.to_string()))
}

fn fill(from: &Path, to: &Path, forum: ForumId) -> rusqlite::Result<()> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(schema::address(to, "mode=rw"), flags)?;
    db.busy_timeout(schema::BUSY)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "journal_mode", "MEMORY")?;
    STEPS.iter().try_for_each(|step| db.execute_batch(step.how))?;
    db.pragma_update(None, "user_version", migration::newest(&STEPS))?;
    db.execute("ATTACH ?1 AS source", [schema::read_only_address(from)])?;
    // One transaction: whatever is written there meanwhile is not in it.
    let tx = db.unchecked_transaction()?;
    for (table, columns) in ROWS {
        let (own, order) = if table == "forums" { ("id", "1") } else { ("forum", "1, 2") };
        tx.execute(
            &format!(
                "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table} WHERE {own} = ?1 ORDER BY {order}"
            ),
            [key(forum)],
        )?;
    }
    tx.commit()
}

/// Writes the codes of a forum to such a file. Blocks the thread.
pub fn put_codes(to: &Path, codes: &[(JoinCode, Destination)]) -> Result<(), CopyError> {
    let put = || {
        let db = Connection::open(to)?;
        db.pragma_update(None, "journal_mode", "MEMORY")?;
        let tx = db.unchecked_transaction()?;
        for (code, place) in codes {
            put_code(&tx, *code, *place)?;
        }
        tx.commit()
    };
    put().map_err(|why: rusqlite::Error| CopyError::Failed(why.to_string()))
}

fn put_code(db: &Connection, code: JoinCode, place: Destination) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO codes (code, forum, hall) VALUES (?1, ?2, ?3)",
        params![code.number(), key(place.forum), place.hall.map(|hall| hall.0)],
    )?;
    Ok(())
}

/// A forum on its way into a data folder.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its id.
    pub forum: ForumId,
    /// Its name there.
    pub slug: String,
    /// Its codes, and where each leads.
    pub codes: Vec<(JoinCode, Destination)>,
    /// The entry after which it goes on there.
    pub after: Head,
    /// The entry with which it goes on.
    pub next: Draft,
    /// A setting of the deployment, by its name, that a folder gets which has neither it nor a forum. Any other that is told later, by Redis
    /// too, takes its place.
    pub setting: (&'static str, Bytes),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// It is there.
    Whole,
    /// It was there already, under that name.
    There(String),
    /// It was deleted there.
    Deleted,
    /// Another forum has its name.
    SlugTaken,
    /// Another forum has that code.
    CodeTaken(JoinCode),
}

impl Embedded {
    /// Takes a forum in from a file by itself, with the entry that goes on after it: all at once, or nothing of it.
    pub async fn take_in(&self, from: &Path, arrival: Arrival) -> Result<Arrived, JournalError> {
        let from = from.to_owned();
        self.write(move |db| match in_its_way(db, &arrival)? {
            Some(other) => Ok(other.into()),
            None => take_in(db, &from, &arrival),
        })
        .await
    }
}

/// What keeps it from being taken in, if anything does.
fn in_its_way(db: &Connection, arrival: &Arrival) -> rusqlite::Result<Option<Arrived>> {
    let there = db.query_row("SELECT slug FROM forums WHERE id = ?1", [key(arrival.forum)], |row| row.get(0));
    if let Some(slug) = there.optional()? {
        return Ok(Some(Arrived::There(slug)));
    }
    if rows::gone(db)?.contains(&arrival.forum) {
        return Ok(Some(Arrived::Deleted));
    }
    let named = "SELECT EXISTS (SELECT 1 FROM forums WHERE slug = ?1)";
    if db.query_row(named, [&arrival.slug], |row| row.get(0))? {
        return Ok(Some(Arrived::SlugTaken));
    }
    for (code, _) in &arrival.codes {
        let taken = "SELECT EXISTS (SELECT 1 FROM codes WHERE code = ?1)";
        if db.query_row(taken, [code.number()], |row| row.get(0))? {
            return Ok(Some(Arrived::CodeTaken(*code)));
        }
    }
    Ok(None)
}

fn take_in(db: &Connection, from: &Path, arrival: &Arrival) -> rusqlite::Result<Done<Arrived>> {
    let source = schema::open_read_only(from)?;
    let is_new: bool = db.query_row("SELECT NOT EXISTS (SELECT 1 FROM forums)", [], |row| row.get(0))?;
    if is_new {
        let (key, value) = &arrival.setting;
        registry::set_first(db, key, value)?;
    }
    for (table, columns) in ROWS {
        copy_rows(&source, db, (table, columns), arrival)?;
    }
    for (code, place) in &arrival.codes {
        put_code(db, *code, *place)?;
    }
    let next = append::append(db, arrival.forum, &arrival.after, &arrival.next)?;
    match next.answer.answer {
        Ok(Appended::Written { .. }) => Ok(Arrived::Whole.into()),
        // All that was done is undone with it.
        Ok(_) => Err(failed("it does not end with the entry that was read before")),
        Err(why) => Err(failed(why)),
    }
}

fn failed(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.into())
}

/// Row by row, so that no more of it is in memory at a time.
fn copy_rows(
    source: &Connection,
    db: &Connection,
    (table, columns): (&str, &str),
    arrival: &Arrival,
) -> rusqlite::Result<()> {
    let own = if table == "forums" { "id" } else { "forum" };
    let count = columns.split(',').count();
    let places = (1..=count).map(|no| format!("?{no}")).collect::<Vec<_>>().join(", ");
    let mut insert = db.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?;
    let mut select = source.prepare(&format!("SELECT {columns} FROM {table} WHERE {own} = ?1"))?;
    let mut there = select.query([key(arrival.forum)])?;
    while let Some(row) = there.next()? {
        for column in 0..count {
            if (table, column) == ("forums", 1) {
                insert.raw_bind_parameter(column + 1, &arrival.slug)?;
            } else {
                insert.raw_bind_parameter(column + 1, ToSqlOutput::Borrowed(row.get_ref(column)?))?;
            }
        }
        insert.raw_execute()?;
    }
    Ok(())
}

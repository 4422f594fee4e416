//! Looking through the database when it is opened: a damage that nobody comes across for hours would have spread by then.

use std::path::Path;

use rusqlite::Connection;

use super::condition::Condition;
use super::folder::OpenError;
use super::foreign;
use super::readers::Readers;
use super::schema;

/// A file up to this size is looked through before anything else, in about a second; a larger one beside the work.
const BEFORE_ANYTHING_ELSE: u64 = 256 << 20;

/// Looks through the database, and at what it is made of first; a large one on a thread of its own, which tells the condition what it finds.
pub(super) fn at_open(file: &Path, readers: &Readers, condition: &Condition) -> Result<(), OpenError> {
    let failed = |why| OpenError::database(file, &why);
    if let Some(what) = readers.with(foreign::differences).map_err(failed)?.into_iter().next() {
        return Err(OpenError::Foreign { file: file.to_owned(), what });
    }
    if std::fs::metadata(file).is_ok_and(|file| file.len() > BEFORE_ANYTHING_ELSE) {
        let (file, condition) = (file.to_owned(), condition.clone());
        std::thread::spawn(move || beside(&file, &condition));
        return Ok(());
    }
    match readers.with(first_fault).map_err(failed)? {
        None => Ok(()),
        Some(why) => Err(OpenError::Database { file: file.to_owned(), why }),
    }
}

/// With a connection of its own: it takes long, and readers may have to be waited for.
fn beside(file: &Path, condition: &Condition) {
    match schema::open_reader(file).and_then(|db| first_fault(&db)) {
        Ok(None) => {}
        Ok(Some(why)) => condition.is_damaged(&why),
        Err(why) => condition.failed(&why),
    }
}

/// The first thing in the database that is not as SQLite writes it.
pub(super) fn first_fault(db: &Connection) -> rusqlite::Result<Option<String>> {
    let said: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}

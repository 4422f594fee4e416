//! What another process does with a data folder while a server may be running on it.

use std::io;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::folder::{self, OpenError, database_in};
use super::{log, registry, schema};

/// Whether a server is running on the data folder.
pub async fn is_in_use(folder: &Path) -> io::Result<bool> {
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || folder::is_taken(&folder)).await?
}

/// Sets a setting of a data folder if it is still `expected`; tells whether it was. A server that runs on the folder reads it
/// when it looks next. The tables have the form that this version knows: a server of it opened the folder before.
///
/// The log is left as it lies there, also by whoever is the last to close it: a server that leaves it for a moment does so as
/// some of it counts as copied that perhaps no sync has saved, and copies all of it again.
pub async fn set_beside(
    folder: &Path,
    key: &'static str,
    expected: Option<Vec<u8>>,
    value: Vec<u8>,
) -> Result<bool, OpenError> {
    let file = database_in(folder);
    let asked = file.clone();
    let set = tokio::task::spawn_blocking(move || set(&asked, key, expected.as_deref(), &value)).await;
    set.unwrap_or_else(|why| Err(OpenError::Database { file, why: why.to_string() }))
}

fn set(file: &Path, key: &str, expected: Option<&[u8]>, value: &[u8]) -> Result<bool, OpenError> {
    let failed = |why| OpenError::database(file, &why);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(file, flags).map_err(failed)?;
    let was_set = set_in(&mut db, file, (key, expected, value));
    log::leave(db);
    was_set
}

fn set_in(
    db: &mut Connection,
    file: &Path,
    (key, expected, value): (&str, Option<&[u8]>, &[u8]),
) -> Result<bool, OpenError> {
    let failed = |why| OpenError::database(file, &why);
    schema::set_up(db).map_err(failed)?;
    schema::check_is_of_now(db, file)?;
    // Waits, as the server's own writer does, for what is being written.
    let tx = Transaction::new(db, TransactionBehavior::Immediate).map_err(failed)?;
    let was_set = registry::set_if(&tx, key, expected, value).map_err(failed)?;
    tx.commit().map_err(failed)?;
    Ok(was_set)
}

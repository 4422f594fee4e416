//! Data folders as older versions left them.

use std::path::Path;

use rusqlite::Connection;

/// What the database of the first form holds.
const FIRST: &str = include_str!("../../data/forms/1.sql");

/// Makes a data folder's database of the first form: a forum with a question and two supporters, in three entries of the first
/// two forms.
pub fn first(folder: &Path) {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    db.execute_batch(FIRST).unwrap();
}

/// The form of a folder's database.
pub fn of(folder: &Path) -> u32 {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

//! Data folders as older versions left them.

use std::path::Path;

use rusqlite::Connection;

/// What the database of the first form holds.
const FIRST: &str = include_str!("../../data/forms/1.sql");

/// What it holds of a version from before the first release with recommendations.
const RECOMMENDED: &str = include_str!("../../data/forms/recommended.sql");
/// The code of the forum in that, and a token of its organiser.
pub const CODE: &str = "331017";
pub const ORGANISER: &str = "c1.017ea664f3a94f3d.snpM5jVxlkVHttN-Snjfq6ew7WTjB4wAcGK8Goqkptc";

/// Makes a data folder's database of the first form: a forum with a question and two supporters, in three entries of the first
/// two forms.
pub fn first(folder: &Path) {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    db.execute_batch(FIRST).unwrap();
}

/// Makes one with stands, recommendations and a published record, with the snapshot that was saved of it or without.
pub fn recommended(folder: &Path, has_snapshot: bool) {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    db.execute_batch(RECOMMENDED).unwrap();
    if !has_snapshot {
        assert_eq!(db.execute("DELETE FROM snapshots", []), Ok(1));
    }
}

/// The form of a folder's database.
pub fn of(folder: &Path) -> u32 {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

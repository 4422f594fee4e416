//! The tables, and how a connection is set up.

use std::cmp::Ordering;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::folder::OpenError;
use super::migration::{self, Step};

/// How a file comes to the form of the tables that this program writes.
pub(super) const STEPS: [Step; 2] = [
    Step { to: 1, how: TABLES, rewrites: false },
    // Files of the first form may have some of these already: before forms had steps they were made at each opening.
    Step { to: 2, how: LATER_TABLES, rewrites: false },
];

/// A writer waits this long for a reader that is in its way.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// KiB that a connection which only reads keeps of the file: what it keeps is of no use after the next commit.
const READS: i64 = 256;

/// KiB that the one which writes keeps: the ends of the tables, where a batch adds its rows. What is changed and finds no place goes to
/// the log before its commit does.
const WRITES: i64 = 512;

// Rows are appended, so a page of words is left behind as it was filled and never copied: with
// `secure_delete` an erased text is then overwritten in the only place where it lay.
const TABLES: &str = "
    CREATE TABLE forums (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL UNIQUE,
        epoch INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        hash BLOB NOT NULL,
        time INTEGER NOT NULL,
        deadline INTEGER
    );
    CREATE TABLE entries (
        forum INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        hash BLOB NOT NULL,
        time INTEGER NOT NULL,
        erased TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (forum, rev)
    );
    CREATE TABLE words (
        forum INTEGER NOT NULL,
        no INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        salt BLOB NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (forum, no)
    );
    CREATE INDEX words_by_rev ON words (forum, rev, no);
    CREATE TABLE snapshots (
        forum INTEGER PRIMARY KEY,
        epoch INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        hash BLOB NOT NULL,
        format INTEGER NOT NULL,
        bytes BLOB NOT NULL
    );
    CREATE TABLE codes (
        code INTEGER PRIMARY KEY,
        forum INTEGER NOT NULL,
        hall INTEGER
    );
    CREATE TABLE offers (
        code INTEGER PRIMARY KEY,
        secret BLOB NOT NULL UNIQUE,
        ends INTEGER NOT NULL,
        granted BLOB
    );
    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value BLOB NOT NULL
    );
";

/// Tables of the second form: up to which revision the entries of a copy were acknowledged; what is written to try whether
/// anything can be, and how much; the entries of a copy that the deciding store's history lacks, in batches that each begin
/// after a revision (`base`) that both have, with their words, and whether they are in it again; and the forums of which it
/// is known that they were deleted.
const LATER_TABLES: &str = "
    CREATE TABLE IF NOT EXISTS acknowledged (forum INTEGER PRIMARY KEY, rev INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS probes (no INTEGER PRIMARY KEY, time INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS ballast (no INTEGER PRIMARY KEY, zeroes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS astray (
        forum INTEGER NOT NULL,
        batch INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        base INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        hash BLOB NOT NULL,
        time INTEGER NOT NULL,
        erased TEXT NOT NULL,
        body BLOB NOT NULL,
        home INTEGER NOT NULL,
        PRIMARY KEY (forum, batch, rev)
    );
    CREATE TABLE IF NOT EXISTS astray_words (
        forum INTEGER NOT NULL,
        batch INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        no INTEGER NOT NULL,
        salt BLOB NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (forum, batch, rev, no)
    );
    CREATE TABLE IF NOT EXISTS gone (forum INTEGER PRIMARY KEY);
";

/// Opens the one connection that writes, makes the tables in a file that has none, and brings one of an older form up.
pub(super) fn open_writer(file: &Path) -> Result<Connection, OpenError> {
    let db = Connection::open(file).map_err(|why| OpenError::database(file, &why))?;
    // SQLite opens it to read where it can do no more, and such a connection never writes again.
    if db.is_readonly("main").map_err(|why| OpenError::database(file, &why))? {
        return Err(OpenError::Database { file: file.to_owned(), why: "it cannot be written to".into() });
    }
    set_up(&db).map_err(|why| OpenError::database(file, &why))?;
    migration::bring_up(&db, file, &STEPS)?;
    Ok(db)
}

/// Opens a connection that only reads.
pub(super) fn open_reader(file: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(file)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "cache_size", -READS)?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

/// Opens a connection to a file that perhaps another process writes. Alters nothing in the folder.
///
/// Where there is no log, nobody has the file, and it is taken as it is: SQLite would make a log and leave it behind,
/// perhaps as a file that the server's user may not write.
pub(super) fn open_read_only(file: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(read_only_address(file), flags)?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // The first read is what opens the log.
    migration::stand_in(&db, &STEPS)?;
    Ok(db)
}

/// The `file:` address under which it is opened so.
pub(super) fn read_only_address(file: &Path) -> String {
    address(file, if is_at_rest(file) { "mode=ro&immutable=1" } else { "mode=ro" })
}

/// The `file:` address of a database, and how it is opened.
pub(super) fn address(file: &Path, how: &str) -> String {
    format!("file:{}?{how}", escaped(file))
}

/// Whether nobody has a database open. Whoever read it as such, and finds that somebody has it now, reads it once more.
pub(super) fn is_at_rest(file: &Path) -> bool {
    !log_of(file).exists()
}

/// The write-ahead log of a database.
pub(super) fn log_of(file: &Path) -> PathBuf {
    beside(file, "-wal")
}

/// The index of that log, which those who have it open share.
pub(super) fn index_of(file: &Path) -> PathBuf {
    beside(file, "-shm")
}

/// The file beside it that is called after it.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The path as it stands in a `file:` address.
fn escaped(file: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    file.as_os_str().as_encoded_bytes().iter().fold(String::new(), |mut address, byte| {
        if plain(*byte) {
            address.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

/// Whether this program reads tables of the file's form.
pub(super) fn check_version(db: &Connection, file: &Path) -> Result<(), OpenError> {
    let found = version(db).map_err(|why| OpenError::database(file, &why))?;
    migration::is_readable(found, file, &STEPS)
}

/// Whether the tables of a file are as this program writes them.
pub(super) fn check_is_of_now(db: &Connection, file: &Path) -> Result<(), OpenError> {
    let found = version(db).map_err(|why| OpenError::database(file, &why))?;
    let (file, known) = (file.to_owned(), migration::newest(&STEPS));
    match found.cmp(&known) {
        Ordering::Less => Err(OpenError::Older { file, found, known }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(OpenError::Newer { file, found, known }),
    }
}

pub(super) fn set_up(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(BUSY)?;
    // With a log this is FULL. The file is made before there is one, with a rollback journal: a power cut that brought that
    // journal back would undo the making, and all that came after it.
    db.pragma_update(None, "synchronous", "EXTRA")?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    // What becomes of a checkpoint that SQLite makes by itself nobody is told.
    db.pragma_update(None, "wal_autocheckpoint", 0)?;
    db.pragma_update(None, "secure_delete", true)?;
    // No sorted or materialised row ever reaches a temporary file: it could be an erased text.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "cache_size", -WRITES)?;
    Ok(())
}

/// The form of the file; 0 while it has no tables.
pub(super) fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

//! The tried disk itself: as long as nothing is wrong with it, it is a disk like any other.

use std::path::Path;

use rusqlite::Connection;

use crate::support::disk::{Disk, Loses};

/// How much is done to each database.
const DEEDS: u64 = 1_200;

#[test]
fn whatever_is_done_a_database_on_a_tried_disk_is_byte_for_byte_that_on_a_plain_one() {
    let (plain, tried) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let disk = Disk::under(tried.path());
    for folder in [plain.path(), tried.path()] {
        play(folder, 7);
    }
    assert!(disk.operations() > DEEDS, "the disk was asked {} times", disk.operations());
    let bytes = |folder: &Path| std::fs::read(folder.join("db")).unwrap();
    assert!(bytes(plain.path()) == bytes(tried.path()), "the databases differ");
}

/// Does many things to a database, drawn from a seed, and looks whether it holds.
fn play(folder: &Path, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let db = Connection::open(folder.join("db")).unwrap();
    // A rollback journal first, as files and deletions go with it; then a log, as the server's.
    db.execute_batch("PRAGMA synchronous = OFF; CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB)").unwrap();
    for no in 0..DEEDS {
        if no == DEEDS / 4 {
            db.pragma_update(None, "journal_mode", "WAL").unwrap();
        }
        let id = rng.u32(0..200);
        let done = match rng.u8(0..10) {
            0 => db.execute("DELETE FROM t WHERE id = ?1", [id]),
            1 => db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(0)),
            _ => db.execute("REPLACE INTO t VALUES (?1, zeroblob(?2))", [id, rng.u32(0..9_000)]),
        };
        done.unwrap();
    }
    let whole: String = db.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

#[test]
fn a_cut_takes_what_no_sync_made_durable_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let count = |db: &Connection| db.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, u32>(0));
    let db = Connection::open(folder.path().join("db")).unwrap();
    // Without EXTRA, the deletion of the journal with which the file was made could be lost.
    db.execute_batch("PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; CREATE TABLE t (x)").unwrap();
    db.execute("INSERT INTO t VALUES (1)", []).unwrap();
    db.execute_batch("PRAGMA synchronous = OFF; INSERT INTO t VALUES (2)").unwrap();
    disk.cut(Loses::All, 1);
    assert!(db.execute_batch("INSERT INTO t VALUES (3)").is_err(), "there is no power");
    drop(db);
    disk.power_on();
    let db = Connection::open(folder.path().join("db")).unwrap();
    assert_eq!(count(&db), Ok(1));
}

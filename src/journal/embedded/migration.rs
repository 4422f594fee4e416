//! From one form of the tables to the next, when a file is opened to be written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::folder::OpenError;
use super::private;
use super::schema::{beside, version};

/// A step from the form before it. Once a version was released with it, it is never altered: what is to be otherwise is
/// another step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// The form that it leads to: one more than the one before.
    pub to: u32,
    /// How, in SQL. It becomes durable together with the number of the form, or not at all.
    pub how: &'static str,
    /// Whether rows that are there are written anew, so that a copy of the file as it was is kept beside it.
    pub rewrites: bool,
}

/// The form that those steps lead to.
pub(super) fn newest(steps: &[Step]) -> u32 {
    steps.last().map_or(0, |step| step.to)
}

/// Brings a file to the newest form. One that was interrupted is gone on with where it was.
pub(super) fn bring_up(db: &Connection, file: &Path, steps: &[Step]) -> Result<(), OpenError> {
    let failed = |why| OpenError::database(file, &why);
    let found = version(db).map_err(failed)?;
    is_known(found, file, steps)?;
    for step in steps.iter().filter(|step| step.to > found) {
        if step.rewrites && found > 0 {
            keep_copy(db, file, step.to - 1)?;
        }
        // Where it fails the connection is not used any more, and SQLite takes all of it back.
        db.execute_batch(&format!(
            "BEGIN IMMEDIATE; {} PRAGMA user_version = {}; COMMIT;",
            step.how, step.to
        ))
        .map_err(failed)?;
    }
    if found > 0 && found < newest(steps) {
        tracing::info!(file = %file.display(), from = found, to = newest(steps), "the database has the newer form");
    }
    Ok(())
}

/// Whether a file of that form can be read: by reading alone nothing is brought up.
pub(super) fn is_readable(found: u32, file: &Path, steps: &[Step]) -> Result<(), OpenError> {
    is_known(found, file, steps)?;
    if found == 0 {
        return Err(OpenError::NoDatabase { file: file.to_owned() });
    }
    if steps.iter().any(|step| step.to > found && step.rewrites) {
        return Err(OpenError::Older { file: file.to_owned(), found, known: newest(steps) });
    }
    Ok(())
}

/// What the later steps make stands in a file of an older form too, empty and for this connection alone: so that it is read
/// as one of the newest.
pub(super) fn stand_in(db: &Connection, steps: &[Step]) -> rusqlite::Result<()> {
    let found = version(db)?;
    let later = steps.iter().filter(|step| found > 0 && step.to > found && !step.rewrites);
    for made in later.flat_map(|step| step.how.split(';')) {
        let Some(table) = made.trim().strip_prefix(MAKES) else { continue };
        let name: String = table.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_there: bool = db.query_row(
            "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = ?1)",
            [&name],
            |row| row.get(0),
        )?;
        if !is_there {
            db.execute_batch(&format!("CREATE TEMP TABLE {table}"))?;
        }
    }
    Ok(())
}

/// How a step makes a table that is not there.
const MAKES: &str = "CREATE TABLE IF NOT EXISTS ";

fn is_known(found: u32, file: &Path, steps: &[Step]) -> Result<(), OpenError> {
    let known = newest(steps);
    if found > known { Err(OpenError::Newer { file: file.to_owned(), found, known }) } else { Ok(()) }
}

/// Keeps the file as it is under a name of its form. One that is there is of a try that broke off, and older than this.
fn keep_copy(db: &Connection, file: &Path, form: u32) -> Result<(), OpenError> {
    let kept = beside(file, &format!(".form-{form}"));
    copy(db, &kept).map_err(|why| OpenError::Database {
        file: file.to_owned(),
        why: format!(
            "a copy could not be kept as {} before its form changes ({why}); make room",
            kept.display()
        ),
    })
}

fn copy(db: &Connection, kept: &Path) -> io::Result<()> {
    let unfinished: PathBuf = beside(kept, ".unfinished");
    private::remove_if_there(&unfinished)?;
    let made = private::open_file(&unfinished)?;
    let name = unfinished.to_str().ok_or_else(|| io::Error::other("its name is no text"))?;
    db.execute("VACUUM INTO ?1", [name]).map_err(io::Error::other)?;
    made.sync_all()?;
    fs::rename(&unfinished, kept)?;
    kept.parent().map_or(Ok(()), private::sync_folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Step =
        Step { to: 1, how: "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (7);", rewrites: false };
    const SECOND: Step =
        Step { to: 2, how: "CREATE TABLE IF NOT EXISTS later (y INTEGER);", rewrites: false };
    const DOUBLES: Step = Step { to: 3, how: "UPDATE t SET x = 2 * x;", rewrites: true };
    const BREAKS: Step = Step { how: "UPDATE t SET x = 2 * x; INSERT INTO nowhere VALUES (1);", ..DOUBLES };

    fn opened(folder: &tempfile::TempDir) -> (PathBuf, Connection) {
        let file = folder.path().join("db");
        let db = Connection::open(&file).unwrap();
        (file, db)
    }

    fn value(db: &Connection) -> (u32, i64) {
        (version(db).unwrap(), db.query_row("SELECT x FROM t", [], |row| row.get(0)).unwrap())
    }

    #[test]
    fn a_file_goes_from_its_form_to_the_newest_and_no_step_is_done_twice() {
        let folder = tempfile::tempdir().unwrap();
        let (file, db) = opened(&folder);
        bring_up(&db, &file, &[FIRST]).unwrap();
        assert_eq!(value(&db), (1, 7));
        for _ in 0..2 {
            bring_up(&db, &file, &[FIRST, SECOND, DOUBLES]).unwrap();
            assert_eq!(value(&db), (3, 14));
        }
        let refused = bring_up(&db, &file, &[FIRST, SECOND]).unwrap_err();
        assert!(matches!(refused, OpenError::Newer { found: 3, known: 2, .. }), "{refused}");
    }

    #[test]
    fn what_rewrites_keeps_the_file_as_it_was_and_a_step_that_broke_off_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let (file, db) = opened(&folder);
        bring_up(&db, &file, &[FIRST, SECOND]).unwrap();
        let kept = folder.path().join("db.form-2");
        assert!(!kept.exists(), "nothing was rewritten");
        bring_up(&db, &file, &[FIRST, SECOND, BREAKS]).unwrap_err();
        drop(db);
        let (file, db) = opened(&folder);
        assert_eq!(value(&db), (2, 7), "nothing of it was done");
        bring_up(&db, &file, &[FIRST, SECOND, DOUBLES]).unwrap();
        assert_eq!(value(&db), (3, 14));
        assert_eq!(value(&Connection::open(kept).unwrap()), (2, 7));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_without_room_for_its_copy_is_left_as_it_is_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let (file, db) = opened(&folder);
        bring_up(&db, &file, &[FIRST, SECOND]).unwrap();
        // In the way of the copy, as a disk without room is.
        std::fs::create_dir(folder.path().join("db.form-2.unfinished")).unwrap();
        let refused = bring_up(&db, &file, &[FIRST, SECOND, DOUBLES]).unwrap_err().to_string();
        assert!(refused.contains("form-2") && refused.contains("make room"), "{refused}");
        assert_eq!(value(&db), (2, 7));
    }

    #[test]
    fn an_older_form_is_read_as_the_newest_unless_its_rows_are_to_be_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let (file, db) = opened(&folder);
        bring_up(&db, &file, &[FIRST]).unwrap();
        is_readable(1, &file, &[FIRST, SECOND]).unwrap();
        stand_in(&db, &[FIRST, SECOND]).unwrap();
        let later: i64 = db.query_row("SELECT count(*) FROM later", [], |row| row.get(0)).unwrap();
        assert_eq!((later, value(&db)), (0, (1, 7)));
        let refused = is_readable(1, &file, &[FIRST, SECOND, DOUBLES]).unwrap_err();
        assert!(refused.to_string().contains("start the server"), "{refused}");
    }
}

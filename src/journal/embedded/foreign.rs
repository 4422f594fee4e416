//! Whether a database is made of what this program makes, and of nothing else: a trigger would alter what is written, and a
//! view or another table could stand in the place of one of ours.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::Embedded;
use super::migration::Step;
use super::schema::{STEPS, version};
use crate::journal::answer::JournalError;

/// What a database is made of: each thing's kind and name, and how it was made.
type Things = BTreeMap<(String, String), String>;

impl Embedded {
    /// What is otherwise in the database than this program makes it, in words; nothing where nothing is.
    pub async fn foreign(&self) -> Result<Vec<String>, JournalError> {
        self.read_with(differences).await
    }
}

/// The same. Of a file of an older form, which may have some of the later things already.
pub(super) fn differences(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let (form, there, ours) = (version(db)?, things(db)?, made(&STEPS)?);
    let needed: Vec<Step> = STEPS.into_iter().filter(|step| step.to <= form).collect();
    let mut found: Vec<String> =
        there.iter().filter_map(|(thing, how)| difference(thing, how, &ours)).collect();
    let missing = made(&needed)?.into_keys().filter(|thing| !there.contains_key(thing));
    found.extend(missing.map(|(kind, name)| format!("its {kind} {name:?} is missing")));
    Ok(found)
}

fn difference(thing: &(String, String), how: &str, ours: &Things) -> Option<String> {
    let (kind, name) = thing;
    match ours.get(thing) {
        None => Some(format!("it has the {kind} {name:?}, which majlis did not make")),
        Some(own) if own != how => Some(format!("its {kind} {name:?} is not as majlis made it")),
        Some(_) => None,
    }
}

/// What those steps make of an empty file.
fn made(steps: &[Step]) -> rusqlite::Result<Things> {
    let db = Connection::open_in_memory()?;
    steps.iter().try_for_each(|step| db.execute_batch(step.how))?;
    things(&db)
}

/// What SQLite makes by itself, such as the indices of keys, nobody else can make.
fn things(db: &Connection) -> rusqlite::Result<Things> {
    let mut select = db.prepare(
        "SELECT type, name, coalesce(sql, '') FROM main.sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let things = select.query_map([], |row| {
        let how: String = row.get(2)?;
        // Where lines are broken is nothing to SQLite.
        let how = how.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(((row.get(0)?, row.get(1)?), how))
    })?;
    things.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a file of the newest form, to which that was done.
    fn told(done: &str) -> Vec<String> {
        let db = Connection::open_in_memory().unwrap();
        STEPS.iter().try_for_each(|step| db.execute_batch(step.how)).unwrap();
        db.pragma_update(None, "user_version", crate::journal::embedded::migration::newest(&STEPS)).unwrap();
        db.execute_batch(done).unwrap();
        differences(&db).unwrap()
    }

    #[test]
    fn what_this_program_makes_is_found_so_and_whatever_else_is_told() {
        assert_eq!(told("ANALYZE; VACUUM"), Vec::<String>::new());
        let trigger = "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM words; END";
        for (done, words) in [
            (trigger, "it has the trigger \"t\", which majlis did not make"),
            ("CREATE VIEW v AS SELECT * FROM words", "it has the view \"v\""),
            ("CREATE TABLE notes (text)", "it has the table \"notes\""),
            ("CREATE INDEX i ON entries (time)", "it has the index \"i\""),
            ("DROP TABLE gone", "its table \"gone\" is missing"),
            ("ALTER TABLE codes ADD COLUMN more", "its table \"codes\" is not as majlis made it"),
        ] {
            let told = told(done);
            assert!(told.len() == 1 && told[0].starts_with(words), "{done}: {told:?}");
        }
        assert_eq!(told("DROP TABLE gone; CREATE VIEW gone AS SELECT 1 AS forum").len(), 2);
    }

    #[test]
    fn a_file_of_an_older_form_may_lack_what_came_later_and_have_it() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(STEPS[0].how).unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        assert_eq!(differences(&db).unwrap(), Vec::<String>::new());
        db.execute_batch("CREATE TABLE gone (forum INTEGER\n  PRIMARY KEY)").unwrap();
        assert_eq!(differences(&db).unwrap(), Vec::<String>::new());
    }
}

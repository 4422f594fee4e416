//! What is on the disk for certain before something else is: no power cut that a test can make tells the one order from the other where
//! the file is no database, so it is read off the sources.

use crate::support::sources::files_in;

/// A function, and what it does in this order.
type Order = (&'static str, &'static str, &'static [&'static str]);

/// Those that give a finished file its name: the file is saved before it has the name, and the name before anybody is told.
const NAMING: [Order; 3] = [
    ("backup/unfinished.rs", "fn finish(", &["self.lock.sync_all()?;", "fs::rename(", "sync_folder("]),
    (
        "journal/embedded/filling.rs",
        "fn put_in_place(",
        &["fs::File::open(&ready)?.sync_all()?;", "fs::rename(", "private::sync_folder("],
    ),
    (
        "journal/embedded/migration.rs",
        "fn copy(",
        &["made.sync_all()?;", "fs::rename(", "map_or(Ok(()), private::sync_folder)"],
    ),
];

/// Those that save what lies there.
const SAVING: [Order; 4] = [
    ("journal/embedded/private.rs", "fn sync_folder(path", &["File::open(path)?.sync_all()"]),
    ("journal/embedded/folder.rs", "fn leave(", &["write_all(MADE)", "self.0.sync_data()"]),
    (
        "journal/embedded/store.rs",
        "fn log_is_sound(",
        &["log::save_again(", "map_or(Ok(()), private::sync_folder)", "Ok(true)"],
    ),
    (
        "journal/embedded/log.rs",
        "fn write_again(",
        &["if piece.is_empty() {", "return log.sync_all();", "log.write_all(&piece)?;"],
    ),
];

fn text(file: &str) -> String {
    let (_, text) = files_in("src").into_iter().find(|(path, _)| path.ends_with(file)).expect(file);
    text
}

/// The function that begins so, up to where its lines are as far left again.
fn function(text: &str, begins: &str) -> String {
    let before = text.find(begins).expect(begins);
    let line = text[..before].rfind('\n').map_or(0, |end| end + 1);
    let margin: String = text[line..].chars().take_while(|blank| *blank == ' ').collect();
    let rest = &text[before..];
    rest[..rest.find(&format!("\n{margin}}}")).expect("it ends")].to_owned()
}

fn holds((file, begins, steps): Order) {
    let function = function(&text(file), begins);
    let mut rest = function.as_str();
    for step in steps {
        let (_, after) =
            rest.split_once(step).unwrap_or_else(|| panic!("{file}: no {step} at its place in {function}"));
        rest = after;
    }
}

#[test]
fn a_file_is_saved_before_it_has_its_name_and_the_name_before_anybody_is_told() {
    NAMING.into_iter().for_each(holds);
    let names: usize = files_in("src").iter().map(|(_, text)| text.matches("fs::rename(").count()).sum();
    assert_eq!(names, NAMING.len(), "whoever else gives a file its name belongs here");
}

#[test]
fn what_is_to_outlive_a_power_cut_is_synced() {
    SAVING.into_iter().for_each(holds);
}

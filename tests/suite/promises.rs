//! What ARCHITECTURE.md and SECURITY.md promise is held by tests that are there: each row of their tables of promises
//! names at least one, and each name is one of a test in the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages, and what the heading of such a table ends with.
const PAGES: [&str; 2] = ["ARCHITECTURE.md", "SECURITY.md"];
const HEADING: &str = "| tests |";

/// What stands in backquotes in the text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What may be called a test: words joined by underscores, as no type, file or flag is.
fn is_named_as_a_test(name: &str) -> bool {
    name.split('_').count() > 3 && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

/// The rows of the tables whose last column names tests: the promise, and its tests.
fn promises(page: &str) -> Vec<(&str, &str)> {
    let mut rows = Vec::new();
    let mut in_table = false;
    for line in page.lines() {
        in_table = line.starts_with('|') && (in_table || line.ends_with(HEADING));
        if in_table && !line.ends_with(HEADING) && !line.starts_with("| ---") {
            let row = line.trim_end_matches([' ', '|']);
            rows.push(row.rsplit_once(" | ").unwrap_or((row, "")));
        }
    }
    rows
}

/// The files under the folder with that ending.
fn sources(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, ending, found);
        } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// The names of all tests: functions below a test's attribute, and titles of the browser's tests.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (folder, ending) in
        [("src", ".rs"), ("tests/suite", ".rs"), ("web/e2e", ".spec.ts"), ("web/tests", ".test.ts")]
    {
        sources(&root.join(folder), ending, &mut files);
    }
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        names.extend(functions(&text).chain(titles(&text)).map(str::to_owned));
    }
    names
}

fn functions(text: &str) -> impl Iterator<Item = &str> {
    let below = text.split("#[test]").skip(1).chain(text.split("#[tokio::test").skip(1));
    below.filter_map(|rest| Some(rest.split_once("fn ")?.1.split_once('(')?.0))
}

fn titles(text: &str) -> impl Iterator<Item = &str> {
    let begun = ["test('", "it('"].into_iter().flat_map(|begins| text.split(begins).skip(1));
    begun.filter_map(|rest| Some(rest.split_once('\'')?.0))
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let there = tests();
    let mut wrong = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let promises = promises(&text);
        assert!(promises.len() > 8, "{page} has its table of promises");
        for (promise, tests) in promises {
            let (named, unknown): (Vec<_>, Vec<_>) = quoted(tests).partition(|name| there.contains(*name));
            wrong.extend(unknown.into_iter().map(|name| format!("{page}: no test is called {name}")));
            if named.is_empty() {
                wrong.push(format!("{page}: no test holds {promise}"));
            }
        }
        // Elsewhere on the page other things stand in backquotes too.
        let elsewhere = quoted(&text).filter(|name| is_named_as_a_test(name) && !there.contains(*name));
        wrong.extend(elsewhere.map(|name| format!("{page}: {name} looks like a test and is none")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

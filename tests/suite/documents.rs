//! What the documents promise is held by tests that are there: each row of their tables of promises names at least one, and
//! each name is that of a test in the sources.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::sources::{files_ending_in, files_in};

/// The documents, and how the heading of such a table ends.
const DOCUMENTS: [&str; 3] = ["ARCHITECTURE.md", "SECURITY.md", "docs/failures.md"];
const HEADINGS: [&str; 2] = ["| test |", "| tests |"];

#[test]
fn every_promise_names_tests_that_are_there() {
    let there = Tests::of_the_sources();
    let mut wrong = Vec::new();
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).unwrap();
        let promises = promises(&text);
        assert!(promises.len() > 8, "{document} has its table of promises");
        for (promise, tests) in promises {
            let (named, unknown): (Vec<_>, Vec<_>) = quoted(tests).partition(|name| there.has(name));
            wrong.extend(unknown.into_iter().map(|name| format!("{document}: no test is called {name}")));
            if named.is_empty() {
                wrong.push(format!("{document}: no test holds {promise}"));
            }
        }
        wrong.extend(
            outside_of_tables(&text).into_iter().map(|row| format!("{document}: no table has the row {row}")),
        );
        // Elsewhere on the page other things stand in backquotes too.
        let elsewhere = quoted(&text).filter(|name| is_a_sentence(name) && !there.has(name));
        wrong.extend(elsewhere.map(|name| format!("{document}: {name} looks like a test and is none")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of all tests: functions of Rust below a test's attribute, and titles of the pages' tests.
struct Tests(BTreeSet<String>);

impl Tests {
    fn of_the_sources() -> Self {
        let mut names = BTreeSet::new();
        for (_, text) in ["src", "tests"].into_iter().flat_map(files_in) {
            names.extend(functions(&text).map(str::to_owned));
        }
        let pages = ["web/e2e", "web/tests"].into_iter().flat_map(|folder| files_ending_in(folder, "ts"));
        for (_, text) in pages {
            names.extend(titles(&text).map(str::to_owned));
        }
        Self(names)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Those that run: one that is ignored holds nothing.
fn functions(text: &str) -> impl Iterator<Item = &str> {
    let below = text.split("#[test]").skip(1).chain(text.split("#[tokio::test").skip(1));
    below.filter_map(|rest| {
        let (attributes, function) = rest.split_once("fn ")?;
        (!attributes.contains("#[ignore")).then_some(function.split_once('(')?.0)
    })
}

fn titles(text: &str) -> impl Iterator<Item = &str> {
    let begun = ["test('", "it('"].into_iter().flat_map(|begins| text.split(begins).skip(1));
    begun.filter_map(|rest| Some(rest.split_once('\'')?.0))
}

/// The rows of the tables whose last column names tests: the promise, and its tests.
fn promises(page: &str) -> Vec<(&str, &str)> {
    let is_heading = |line: &str| HEADINGS.iter().any(|heading| line.ends_with(heading));
    let mut rows = Vec::new();
    let mut in_table = false;
    for line in page.lines() {
        in_table = line.starts_with('|') && (in_table || is_heading(line));
        if in_table && !is_heading(line) && !line.starts_with("| ---") {
            let row = line.trim_end_matches([' ', '|']);
            rows.push(row.rsplit_once(" | ").unwrap_or((row, "")));
        }
    }
    rows
}

/// The rows that belong to no table, as a line that is empty parts them from it: they are shown as text, and nobody asks for their
/// tests.
fn outside_of_tables(page: &str) -> Vec<&str> {
    let mut in_table = false;
    let below = page.lines().skip(1).chain([""]);
    let outside = page.lines().zip(below).filter(|(line, below)| {
        let is_row = line.starts_with('|');
        in_table = is_row && (in_table || below.starts_with("| ---"));
        is_row && !in_table
    });
    outside.map(|(line, _)| line).collect()
}

#[test]
fn a_row_behind_an_empty_line_is_seen_to_be_in_no_table() {
    let page = "| a | test |\n| --- | --- |\n| b | `c` |\n\n| d | `e` |\ntext\n";
    assert_eq!(outside_of_tables(page), ["| d | `e` |"]);
}

/// What stands in backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What is called as tests are: at least four words.
fn is_a_sentence(name: &str) -> bool {
    name.matches('_').count() >= 3
        && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
}

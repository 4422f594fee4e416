//! The arrows of ARCHITECTURE.md: who may know of whom. Read off the sources, so that none can point up unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::sources::files_in;

/// What each module of the crate may name besides itself. The program's own modules, at the top, may name all.
const MAY_NAME: [(&str, &[&str]); 22] = [
    ("domain", &[]),
    ("badge_list", &["domain"]),
    ("blind", &["domain"]),
    ("bounded", &[]),
    ("keys", &["domain"]),
    ("opinion", &[]),
    ("picturing", &["domain", "opinion"]),
    ("recent", &[]),
    ("record", &["domain"]),
    ("backbone", &["bounded"]),
    ("protocol", &["domain"]),
    ("forum_file", &["bounded", "domain"]),
    ("export", &["domain"]),
    ("journal", &["backbone", "bounded", "domain", "recent"]),
    ("pulse", &["backbone", "domain"]),
    ("rehearse", &["domain", "protocol"]),
    ("room", &["blind", "domain", "journal", "picturing", "protocol", "pulse", "recent"]),
    ("founding", &["domain", "forum_file", "journal", "room"]),
    ("upgrade", &["domain", "journal", "room"]),
    (
        "http",
        &[
            "badge_list",
            "blind",
            "bounded",
            "domain",
            "export",
            "forum_file",
            "founding",
            "journal",
            "keys",
            "protocol",
            "recent",
            "record",
            "room",
        ],
    ),
    ("verify", &["domain", "journal", "keys", "picturing", "room"]),
    ("backup", &["domain", "founding", "journal", "keys", "room", "verify"]),
];

/// The journals and pulses there are. Whoever uses one takes what implements the trait.
const CONCRETE: [&str; 5] =
    ["journal::embedded", "journal::redis", "journal::twofold", "pulse::local", "pulse::redis"];

/// Where they are named: at home, and where the program is put together or reads a folder by itself.
const NAMES_CONCRETE: [&str; 6] = ["journal", "pulse", "app", "backup", "program", "verify"];

/// The domain and the arithmetic of opinions are pure: none of these is named there.
const IMPURE: [&str; 16] = [
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
    // Under which the ones above could hide.
    "std::{",
    "print!",
    "println!",
    "dbg!",
    "SystemTime",
    "Instant",
    "getrandom::",
    "fastrand::",
    "tokio::",
    "tracing::",
];

#[test]
fn arrows_point_down_only() {
    let mut wrong = BTreeSet::new();
    for (file, text) in sources() {
        let home = module_of(&file);
        let Some((_, allowed)) = MAY_NAME.iter().find(|(module, _)| *module == home) else { continue };
        for named in named_modules(&text) {
            if named != home && !allowed.contains(&named.as_str()) {
                wrong.insert(format!("{}: {home} names {named}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn concrete_journals_and_pulses_are_named_in_one_place() {
    let mut wrong = BTreeSet::new();
    for (file, text) in sources() {
        let home = module_of(&file);
        let named = CONCRETE.iter().filter(|path| text.contains(&format!("crate::{path}")));
        if !NAMES_CONCRETE.contains(&home.as_str()) {
            wrong.extend(named.map(|path| format!("{}: {path}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether it stands there and is not the beginning of a longer name.
fn says(text: &str, word: &str) -> bool {
    let goes_on =
        |rest: &str| rest.starts_with(char::is_alphanumeric) && word.ends_with(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| !goes_on(&text[at + word.len()..]))
}

#[test]
fn the_domain_reads_no_clock_draws_nothing_and_does_no_io() {
    let mut wrong = BTreeSet::new();
    // What tests a domain may draw: from a seed.
    let tests = |file: &Path| file.starts_with("domain/tests") || file.starts_with("opinion/tests");
    let rules = |file: &Path| ["domain", "opinion"].contains(&module_of(file).as_str()) && !tests(file);
    for (file, text) in sources().into_iter().filter(|(file, _)| rules(file)) {
        wrong.extend(
            IMPURE.iter().filter(|word| says(&text, word)).map(|word| format!("{}: {word}", file.display())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The files that lift the lint against unsafe code: a VFS of SQLite is a table of C functions, and the tests' disk is one; the
/// clock of a system is a C function, and the one that is wrong in `make chaos` stands in its place.
const LIFT_THE_LINT: [&str; 2] = ["tests/chaos/clock.rs", "tests/suite/support/disk/shim.rs"];

#[test]
fn nobody_says_unsafe_but_the_disk_and_the_clock_of_the_tests() {
    // Not in one piece, as this file is read too.
    let lint = ["unsafe", "code"].join("_");
    let lifts = |folder: &str| {
        let files = files_in(folder).into_iter().filter(|(_, text)| text.contains(&lint));
        files.map(|(file, _)| Path::new(folder).join(file)).collect::<Vec<_>>()
    };
    let lifting: BTreeSet<_> = ["src", "tests", "benches"].map(lifts).concat().into_iter().collect();
    assert_eq!(lifting, LIFT_THE_LINT.map(PathBuf::from).into());
}

#[test]
fn every_module_has_its_place_in_the_arrows() {
    let placed: BTreeSet<_> = MAY_NAME.iter().map(|(module, _)| (*module).to_owned()).collect();
    let top = ["app", "config", "lib", "main", "program", "shutdown", "telemetry"];
    let homes: BTreeMap<String, PathBuf> =
        sources().into_iter().map(|(file, _)| (module_of(&file), file)).collect();
    let lost: Vec<_> =
        homes.keys().filter(|home| !placed.contains(*home) && !top.contains(&home.as_str())).collect();
    assert!(lost.is_empty(), "say in MAY_NAME what these may name: {lost:?}");
}

/// Every source file by its path below `src`, with its text. Tests inside the sources obey the arrows too.
fn sources() -> Vec<(PathBuf, String)> {
    files_in("src")
}

/// The module of the crate that a file belongs to: its first folder, or its own name at the top.
fn module_of(file: &Path) -> String {
    let first = file.iter().next().and_then(|part| part.to_str()).unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a text names after `crate::`, alone or in braces.
fn named_modules(text: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => drop(named.insert(leading_name(rest))),
            Some(list) => named.extend(list_heads(list)),
        }
    }
    named
}

fn leading_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
}

/// The first names of a list in braces, whatever follows each of them.
fn list_heads(list: &str) -> Vec<String> {
    let (mut depth, mut heads, mut begins) = (1, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => begins = true,
            c if begins && !c.is_whitespace() => {
                heads.push(leading_name(&list[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn a_list_in_braces_is_read_by_its_heads() {
    let named = named_modules("use crate::{domain::{id, time}, room};\nuse crate::journal::Head;");
    assert_eq!(named.into_iter().collect::<Vec<_>>(), ["domain", "journal", "room"]);
}

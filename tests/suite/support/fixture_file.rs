//! The files under `tests/fixtures`, which the pages' tests read too.

use std::path::PathBuf;

use serde_json::Value;

/// Whether the files are to be written anew from what the code says now.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_FIXTURES").is_some()
}

/// Reads a file; an empty list where there is none yet.
pub fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(path(name)).unwrap_or_else(|_| "[]".to_owned());
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Compares what the code says with the file, or writes it there.
#[track_caller]
pub fn is_as_filed(name: &str, made: &Value) {
    if updating() {
        let text = serde_json::to_string_pretty(made).expect("a value has text");
        std::fs::write(path(name), text + "\n").expect("the file can be written");
    }
    let filed = read(name);
    assert!(
        filed == *made,
        "tests/fixtures/{name} is not what the code says. If the code is right, run\n  \
         UPDATE_FIXTURES=1 cargo test --test suite fixtures\nand see to it that the web tests pass.\n\
         code: {made:#}"
    );
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

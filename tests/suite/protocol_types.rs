//! The types and bounds that the pages are written against are those of the server.

use std::path::Path;

use crate::support::typescript;

const FOLDER: &str = "web/src/lib/protocol/generated";

#[test]
fn types_are_those_of_the_server() {
    is_committed("protocol.ts", &typescript::types());
    is_committed("bounds.ts", &typescript::bounds());
}

fn is_committed(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(file);
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&path, made).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == committed,
        "{FOLDER}/{file} is not what the Rust types say: run\n  UPDATE_TYPES=1 cargo test --test suite types_are_those"
    );
}

//! The types that the pages are written against are those of the server.

use std::path::Path;

use crate::support::typescript;

const FILE: &str = "web/src/lib/protocol/generated/protocol.ts";

#[test]
fn types_are_those_of_the_server() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let made = typescript::module();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&path, &made).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == committed,
        "{FILE} is not what the Rust types say: run\n  UPDATE_TYPES=1 cargo test --test suite types_are_those"
    );
}

//! What the documents promise is held by tests of the names that they give.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::sources::files_in;

/// The documents that name tests.
const NAME_TESTS: [&str; 2] = ["ARCHITECTURE.md", "docs/failures.md"];

#[test]
fn every_test_that_a_document_names_is_there() {
    let sources: Vec<_> = ["src", "tests"].into_iter().flat_map(files_in).map(|(_, text)| text).collect();
    let is_there = |name: &str| sources.iter().any(|text| text.contains(&format!("fn {name}(")));
    for document in NAME_TESTS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).unwrap();
        let named = tests_in(&text);
        assert!(named.len() > 10, "{document} names {}", named.len());
        let missing: Vec<_> = named.iter().filter(|name| !is_there(name)).collect();
        assert!(missing.is_empty(), "{document}: {missing:#?}");
    }
}

/// What stands between backticks and is called as tests are: a sentence of at least five words.
fn tests_in(text: &str) -> BTreeSet<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_sentence = |name: &&str| {
        name.matches('_').count() >= 4
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    quoted.filter(is_sentence).collect()
}

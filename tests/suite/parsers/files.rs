//! Files: forums, logos, entries and snapshots as they lie in a store.

use majlis::domain::look::Picture;
use majlis::forum_file::{self, Syntax};
use majlis::journal::{Head, Snapshot};
use majlis::room::{entry, read_snapshot};
use proptest::collection::vec;
use proptest::prelude::*;

use super::damage::{damaged, damaged_text};

const FORUM: &str = include_str!("../../../examples/izwa/forum.toml");
const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2" viewBox="0 0 4 2"><defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs><g transform="scale(1)"><path fill="url(#a)" d="M0 0h4v2z"/><use href="#b"/></g></svg>"##;
/// The smallest PNG, GIF, WebP and JPEG heads.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x02\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82";
const WEBP: &[u8] = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x03\0\0\x01\0\0VP8L\0\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x02\0\x04\x01\x01\x11\0\xff\xd9";
const ENTRY: &str = r#"{"f":2,"node":"a","nonce":"00","at":1000,"changes":[{"change":"hall_set","hall":1,"name":{"ar":"x","en":""},"code":"471231"}],"words":[]}"#;

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..400)
}

/// Reads a picture; what is taken has a size within bounds.
fn looked_at(bytes: &[u8]) -> bool {
    Picture::read(bytes).map_or(true, |picture| {
        picture.width > 0 && picture.height > 0 && u64::from(picture.width.max(picture.height)) <= 8_192
    })
}

proptest! {
    #[test]
    fn no_bytes_are_a_picture_without_bounds(
        any in any_bytes(), png in damaged(PNG), webp in damaged(WEBP), jpeg in damaged(JPEG), svg in damaged(DRAWING.as_bytes()),
    ) {
        for bytes in [any, png, webp, jpeg, svg] {
            prop_assert!(looked_at(&bytes));
        }
    }

    #[test]
    fn no_bytes_of_a_store_are_too_strange(any in any_bytes(), entry in damaged(ENTRY.as_bytes()), format in 0..30u32) {
        for bytes in [any, entry] {
            let _ = entry::decode(&bytes);
            let snapshot = Snapshot { head: Head::GENESIS, format, bytes: bytes.into() };
            let _ = read_snapshot(&snapshot, Vec::new());
        }
    }

    #[test]
    fn an_entry_is_read_as_it_is_written(at: i64) {
        let entry = ENTRY.replace("1000", &at.to_string());
        prop_assert!(entry::decode(entry.as_bytes()).is_ok());
    }
}

proptest! {
    // A forum of two days is large: each case reads all of it.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_forum_file_is_read_or_every_mistake_told(toml in damaged_text(FORUM), json in ".{0,200}") {
        for (text, syntax) in [(toml, Syntax::Toml), (json, Syntax::Json)] {
            if let Err(mistakes) = forum_file::parse("forum", &text, syntax) {
                prop_assert!(!mistakes.list.is_empty());
            }
        }
    }
}

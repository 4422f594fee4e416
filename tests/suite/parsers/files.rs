//! Files: forums, logos, entries and snapshots as they lie in a store.

use std::io::{Cursor, Write};

use majlis::badge_list::{self, ROWS, Row};
use majlis::domain::look::Picture;
use majlis::forum_file::{self, Syntax};
use majlis::journal::{Head, Snapshot};
use majlis::room::{entry, read_snapshot};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_xlsxwriter::{Workbook, XlsxError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

const ATTENDEES: &str =
    "رقم البطاقة;الاسم;الفئة\r\nA-1;\"سارة\nأحمد\";متطوعون\r\n\r\nA-٢;خالد;\"say \"\"x\"\"\"\r\n";

/// The same list as a workbook, with a number and a formula.
fn attendees() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row_matrix(0, 0, ATTENDEES.lines().map(|line| line.split(';')))?;
    sheet.write(9, 0, 104)?.write_formula(9, 1, "=A10")?;
    workbook.save_to_buffer()
}

/// The parts of a workbook, so that its XML is damaged and not only what it is packed in.
fn sheet_of(xml: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let rels =
        |kind: &str, target: &str| format!("<r><Relationship Id='a' Type='/{kind}' Target='{target}'/></r>");
    for (name, text) in [
        ("_rels/.rels", rels("officeDocument", "b").as_str()),
        ("b", "<b><sheet id='a'/></b>"),
        ("_rels/b.rels", &rels("worksheet", "s")),
        ("s", xml),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const SHEET: &str = "<s><row r='1'><c r='A1' t='str'><v>name</v></c><c t='inlineStr'><is><t>badge</t></is></c></row>\
    <row><c t='str'><v>a&amp;b</v></c><c s='1'><v>104.0</v></c></row><row r='9'><c r='B9'><f>A1</f></c></row><mergeCell ref='A2:A3'/></s>";

/// Whether the row is as a list's rows are.
fn is_sound(row: &Row, groups: &[String]) -> bool {
    let texts = [&row.badge, &row.name, &row.group].into_iter().flatten().collect::<Vec<_>>();
    let shown = |text: &&String| !text.is_empty() && text.len() <= 8 * 60 && !text.contains(char::is_control);
    !texts.is_empty()
        && texts.iter().all(shown)
        && row.group.as_ref().is_none_or(|group| groups.contains(group))
}

proptest! {
    // Each case reads five lists, two of which are packed.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_list_of_attendees_is_read_or_its_mistakes_told(
        any in any_bytes(), csv in damaged(ATTENDEES.as_bytes()), xlsx in damaged(&attendees().unwrap()), xml in damaged_text(SHEET),
    ) {
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(any.iter().copied()).collect();
        for bytes in [any, utf16, csv, xlsx, sheet_of(&xml)] {
            match badge_list::read(&bytes) {
                Ok(list) => {
                    prop_assert!((1..=ROWS).contains(&list.rows.len()));
                    prop_assert!(list.rows.iter().all(|row| is_sound(row, &list.groups)));
                    prop_assert!(list.rows.is_sorted_by(|one, next| one.line < next.line));
                }
                Err(mistakes) => prop_assert!((1..=51).contains(&mistakes.list.len())),
            }
        }
    }
}

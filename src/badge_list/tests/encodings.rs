//! Encodings and kinds of files.

use super::{found, list, row, told};
use crate::badge_list::Code;

const LIST: &str = "الاسم\tالفئة\r\nسارة\tمتطوعون\r\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(bytes).collect()
}

#[test]
fn what_excel_writes_as_unicode_text_is_read() {
    for bytes in [utf16(LIST, u16::to_le_bytes), utf16(LIST, u16::to_be_bytes)] {
        assert_eq!(list(bytes).rows, [row(2, "", "سارة", "متطوعون")]);
    }
}

#[test]
fn what_is_no_utf_16_is_told_with_its_line() {
    let half = utf16(LIST, u16::to_le_bytes);
    assert_eq!(found(&half[..half.len() - 5]), [(Code::Encoding, Some(2), Some(2))]);
    let mut lone = utf16("name\na", u16::to_le_bytes);
    lone.extend([0x00, 0xd8]);
    assert_eq!(found(lone), [(Code::Encoding, Some(2), Some(1))]);
    assert_eq!(found(&utf16(LIST, u16::to_le_bytes)[2..]), [(Code::Encoding, Some(1), Some(2))]);
}

#[test]
fn windows_1256_is_told_with_its_line_and_not_guessed() {
    // "سارة" in Windows-1256, after a name with a line break and a blank line.
    let bytes = [&b"name;group\r\n\"a\r\nb\";x\r\n\r\nc;"[..], b"\xd3\xc7\xd1\xc9\r\n"].concat();
    assert_eq!(
        told(bytes),
        "line 4, column B: from here on the text is not UTF-8, but perhaps Windows-1256; save the list in Excel as \"CSV UTF-8 \
         (comma delimited)\", or upload the .xlsx itself"
    );
    assert_eq!(found(b"\xc7\xe1\xc7\xd3\xe3\r\n\xd3"), [(Code::Encoding, Some(1), Some(1))]);
}

#[test]
fn other_files_are_told_for_what_they_are() {
    for (begins, what) in [
        (
            &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"[..],
            "the file is an old Excel workbook (.xls), or one that is locked",
        ),
        (b"%PDF-1.7\n", "the file is a PDF"),
        (b"\xef\xbb\xbf\r\n<html><table>", "the file is a web page or XML"),
        (b"\x89PNG\r\n\x1a\n\0", "the file is a picture"),
    ] {
        let told = told(begins);
        assert!(
            told.starts_with(what) && told.ends_with("save the list as .xlsx or as \"CSV UTF-8\""),
            "{told}"
        );
    }
}

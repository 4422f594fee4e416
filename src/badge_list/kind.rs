//! What a file is by its first bytes, whatever it is called.

use super::mistake::{Code, Mistake};

/// What to do with a file of another kind.
pub(super) const SAVE_AS: &str = "open it in a spreadsheet and save the list as .xlsx or as \"CSV UTF-8\"";

/// Whether it is a ZIP archive, as a workbook is.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Files that are taken for lists, and how each begins.
const OTHERS: [(&[u8], &str); 6] = [
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (.xls), or one that is locked with a password",
    ),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<", "a web page or XML, whatever it is called"),
];

/// Fails where the bytes are of a kind that is neither CSV nor a workbook.
pub(super) fn refuse_other(bytes: &[u8]) -> Result<(), Mistake> {
    let begins = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match OTHERS.iter().find(|(magic, _)| begins.starts_with(magic)) {
        Some((_, what)) => Err(other(what)),
        None => Ok(()),
    }
}

/// The mistake of a file that is something else.
pub(super) fn other(what: &str) -> Mistake {
    Mistake::whole(Code::Kind, format!("the file is {what}"), SAVE_AS)
}

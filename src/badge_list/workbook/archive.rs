//! The archive that a workbook is, and what is taken out of it: never more than a bound, whatever it says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;

/// The bytes that may be packed in parts of a workbook.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// In each that says where others are.
    pub index: usize,
    /// In its styles.
    pub styles: usize,
    /// In the texts of its cells.
    pub strings: usize,
    /// In a sheet.
    pub sheet: usize,
}

impl Bounds {
    /// A sheet of as many attendees as a list takes, with ten columns, has half of what it may have.
    pub const USUAL: Self = Self { index: 1 << 20, styles: 4 << 20, strings: 16 << 20, sheet: 24 << 20 };
}

/// What tells an archive of another kind.
const OTHERS: [(&str, &str); 4] = [
    ("mimetype", "an OpenDocument file (.ods)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a text document (.docx)"),
    ("Index/Document.iwa", "a Numbers file"),
];

/// An archive in memory.
pub(super) struct Archive<'t>(ZipArchive<Cursor<&'t [u8]>>);

impl<'t> Archive<'t> {
    /// Fails where it is damaged, or of another kind.
    pub fn open(bytes: &'t [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let other = OTHERS.iter().find(|(name, _)| archive.index_for_name(name).is_some());
        match other {
            Some((_, what)) => Err(Unreadable::Kind(what)),
            None if archive.index_for_name(super::parts::PACKAGE).is_none() => {
                Err(Unreadable::Kind("an archive, and no workbook"))
            }
            None => Ok(Self(archive)),
        }
    }

    /// A part as text. Fails where it is not there, or has more bytes than that.
    pub fn part(&mut self, name: &str, most: usize) -> Result<String, Unreadable> {
        let part = self.0.by_name(name).map_err(|_| Unreadable::Damaged)?;
        let mut text = Vec::new();
        part.take(most as u64 + 1).read_to_end(&mut text).map_err(|_| Unreadable::Damaged)?;
        if text.len() > most {
            return Err(Unreadable::TooLarge);
        }
        String::from_utf8(text).map_err(|_| Unreadable::Damaged)
    }

    /// A part that not every workbook has: the empty text where it is not there.
    pub fn part_if_there(&mut self, name: Option<&str>, most: usize) -> Result<String, Unreadable> {
        match name.filter(|name| self.0.index_for_name(name).is_some()) {
            Some(name) => self.part(name, most),
            None => Ok(String::new()),
        }
    }
}

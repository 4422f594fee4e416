//! XLSX (ECMA-376): the first sheet that is seen, with what its cells show.
//!
//! Our own, over a reader of ZIP and one of XML: of the readers that are there none tells which cells are formulas and how numbers
//! are shown without taking what a file says of itself at its word (how many texts there are, how far a formula reaches), and a
//! file of a kilobyte could end the node.

mod archive;
mod escapes;
mod markup;
mod parts;
mod reference;
mod sheet;
mod shown;
mod strings;

use super::line::Line;
use super::mistake::{Code, Mistake};

use archive::{Archive, Bounds};

/// Why a workbook could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// It is an archive of something else.
    #[error("the file is {0}")]
    Kind(&'static str),
    /// More is packed in it than a list of attendees takes.
    #[error("more is packed in the workbook than a list of attendees takes")]
    TooLarge,
    /// It is not as a workbook has to be.
    #[error("the workbook is damaged")]
    Damaged,
    /// Cells are merged over several rows.
    #[error("the cells {cells} are merged")]
    Merged { line: u32, cells: String },
    /// A line is hidden that is not blank.
    #[error("this line is hidden")]
    Hidden { line: u32 },
}

/// Hands on each line of the sheet. Fails where there is none, or where it cannot be read to its end.
pub(super) fn read(bytes: &[u8], take: impl FnMut(&Line)) -> Result<(), Mistake> {
    read_sheet(bytes, Bounds::USUAL, take).map_err(|why| why.mistake())
}

fn read_sheet(bytes: &[u8], most: Bounds, take: impl FnMut(&Line)) -> Result<(), Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let parts = parts::find(&mut archive, most.index)?;
    let strings = strings::read(&archive.part_if_there(parts.strings.as_deref(), most.strings)?)?;
    let shapes = shown::read(&archive.part_if_there(parts.styles.as_deref(), most.styles)?)?;
    let sheet = archive.part(&parts.sheet, most.sheet)?;
    sheet::read(&sheet, &strings, &shapes, take)
}

impl Unreadable {
    fn mistake(&self) -> Mistake {
        let what = self.to_string();
        match self {
            Self::Kind(what) => super::kind::other(what),
            Self::TooLarge => {
                Mistake::whole(Code::TooLarge, what, "copy the list alone into a new workbook and save that")
            }
            Self::Damaged => Mistake::whole(Code::Damaged, what, super::kind::SAVE_AS),
            Self::Merged { line, .. } => Mistake {
                code: Code::Merged,
                line: Some(*line),
                column: None,
                what,
                instead: "unmerge them, and write what they hold into each line".to_owned(),
            },
            Self::Hidden { line } => Mistake {
                code: Code::Hidden,
                line: Some(*line),
                column: None,
                what,
                instead: "show all lines and delete those that are not meant, or copy those that are seen into a new sheet".to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_no_part_more_is_unpacked_than_it_may_hold() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write(0, 0, "name").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let read = |most| read_sheet(&bytes, most, |_| {});
        assert!(read(Bounds::USUAL).is_ok());
        let usual = Bounds::USUAL;
        for most in [
            Bounds { index: 99, ..usual },
            Bounds { styles: 99, ..usual },
            Bounds { strings: 99, ..usual },
            Bounds { sheet: 99, ..usual },
        ] {
            assert!(matches!(read(most), Err(Unreadable::TooLarge)), "{most:?}");
        }
    }

    #[test]
    fn a_workbook_that_unpacks_to_a_thousand_times_its_size_is_told() {
        use std::io::Write;
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(parts::PACKAGE, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&vec![b' '; Bounds::USUAL.index + 1]).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 2_000, "{}", bytes.len());
        assert_eq!(read(&bytes, |_| {}).unwrap_err().code, Code::TooLarge);
    }
}

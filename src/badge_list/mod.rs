//! Lists of attendees, as organisers keep them in a spreadsheet: read whole, or refused with every mistake at its place.
//!
//! CSV, or the first sheet of an XLSX workbook, told apart by what is in them. Either is cut into [`line::Line`]s, the first of
//! which has the headings ([`headings`]); the others are attendees ([`reading`]). Lines and columns are counted as the
//! spreadsheet shows them.

mod cell;
mod column;
mod delimited;
mod encoding;
mod groups;
mod headings;
mod kind;
mod line;
mod mistake;
mod reading;
#[cfg(test)]
mod tests;
mod workbook;

use reading::Reading;

pub use mistake::{Code, Mistake, Mistakes};

/// Bytes of the largest file that is read as one.
pub const LARGEST: usize = 4 << 20;
/// The most attendees of a list.
pub const ROWS: usize = 20_000;

/// A list of attendees without a mistake in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// At least one, in the order of the file.
    pub rows: Vec<Row>,
    /// The groups of its rows, in the order in which they first appear. No two are the same by
    /// [`fold`](crate::domain::text::fold::fold).
    pub groups: Vec<String>,
    /// Which columns it has: of what it says nothing nothing is to be changed.
    pub columns: Columns,
}

/// The columns of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// Numbers of badges.
    pub badge: bool,
    /// Names.
    pub name: bool,
    /// Groups.
    pub group: bool,
}

/// An attendee. Texts are as they are [stored](crate::domain::text::stored::normalise); at least one is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, from 1, as a spreadsheet counts them.
    pub line: u32,
    /// The organiser's own number of the badge, as it is printed; no other row has the same by
    /// [`fold`](crate::domain::text::fold::fold).
    pub badge: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// One of the list's groups.
    pub group: Option<String>,
}

/// Reads what an organiser uploaded. Fails with every mistake that was found, at least one.
///
/// Whatever the bytes are, it takes no more than about a hundred megabytes and a few seconds.
pub fn read(bytes: &[u8]) -> Result<List, Mistakes> {
    let mut reading = Reading::default();
    if let Err(mistake) = fill(&mut reading, bytes) {
        reading.note(mistake);
    }
    reading.finish()
}

/// Reads the lines. Fails with what kept it from reading to the end.
fn fill(reading: &mut Reading, bytes: &[u8]) -> Result<(), Mistake> {
    if bytes.len() > LARGEST {
        let what = format!("the file has more than {} MiB", LARGEST >> 20);
        return Err(Mistake::whole(Code::TooLarge, what, "keep only the list of attendees in it"));
    }
    if kind::is_archive(bytes) {
        return workbook::read(bytes, |line| reading.take(line));
    }
    kind::refuse_other(bytes)?;
    let text = encoding::decode(bytes).map_err(|wrong| wrong.mistake())?;
    delimited::read(&text, |line| reading.take(line))
}

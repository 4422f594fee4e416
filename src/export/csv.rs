//! A table as CSV, so that a spreadsheet in Arabic opens it right and calculates nothing of it.
//!
//! UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180). A text that a spreadsheet would take for a formula
//! gets an apostrophe before it.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::record::Record;
use super::sheet::{Cell, Sheet, Table};

/// What a spreadsheet takes for the beginning of a formula, or strips before it looks; in full width too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes a table of the record.
pub fn write(record: &Record, table: Table, mut to: impl Write) -> io::Result<()> {
    to.write_all("\u{feff}".as_bytes())?;
    let Sheet { headings, lines } = Sheet::of(record, table);
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
    csv.write_record(headings)?;
    for line in lines {
        csv.write_record(line.into_iter().map(field))?;
    }
    csv.flush()
}

fn field(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Average(average) => format!("{average:.2}"),
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
        Cell::Moment(text) | Cell::Name(text) | Cell::Text(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_defused() {
        for text in ["=1+1", "+966", "-1", "@x", "\tx", "\rx", "＝1"] {
            assert_eq!(field(Cell::Text(text.to_owned())), format!("'{text}"));
        }
        for text in ["1=1", "سؤال", "'=", ""] {
            assert_eq!(field(Cell::Text(text.to_owned())), text);
        }
        assert_eq!(field(Cell::Number(7)), "7");
    }
}

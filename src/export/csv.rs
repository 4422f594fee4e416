//! A table as CSV, so that a spreadsheet in Arabic opens it right and calculates nothing of it.
//!
//! UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180). A text that a spreadsheet would take for a formula
//! gets an apostrophe before it.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::record::Record;
use super::sheet::{Cell, Sheet, Table, Thing};
use crate::domain::text::formula;

/// What may part columns or lines for a program that guesses, or that a region has set so: `;` in much of Europe and the
/// Arab world. Quotes do not help: where `;` parts, a field need not begin with one.
const PARTS: [char; 5] = [';', '|', '\t', '\r', '\n'];

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
        Cell::Things(things) => Thing::told(&things, |kind| kind, ", "),
        Cell::Text(text) => defused(&text),
        Cell::Moment(text) | Cell::Name(text) => text,
    }
}

/// The text with an apostrophe before all that could be the beginning of a formula: at its own beginning and after whatever
/// may part columns, behind the spaces and quotes that are stripped there.
fn defused(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut may_begin = true;
    for character in text.chars() {
        if may_begin && formula::SIGNS.contains(&character) {
            harmless.push('\'');
        }
        may_begin =
            PARTS.contains(&character) || may_begin && (character.is_whitespace() || character == '"');
        harmless.push(character);
    }
    harmless
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_defused() {
        for (text, harmless) in [
            ("=1+1", "'=1+1"),
            ("+966", "'+966"),
            ("@x", "'@x"),
            ("\t=1", "\t'=1"),
            ("＝1", "'＝1"),
            ("نعم;=HYPERLINK(1)", "نعم;'=HYPERLINK(1)"),
            ("a; \"-1\"", "a; \"'-1\""),
            ("a\r\n@x", "a\r\n'@x"),
        ] {
            assert_eq!(defused(text), harmless);
        }
        for text in ["1=1", "a - b", "سؤال", "'=", ""] {
            assert_eq!(defused(text), text);
        }
        assert_eq!(field(Cell::Number(7)), "7");
    }

    /// What a spreadsheet has in its cells that parts a line at that character and knows quotes.
    fn cells(bytes: &[u8], parts: u8) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(parts).has_headers(false).flexible(true);
        let records = reader.from_reader(bytes).into_byte_records();
        let fields = records.map(Result::unwrap).flat_map(|record| {
            record.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect::<Vec<_>>()
        });
        fields.collect()
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_whatever_parts_the_columns(
            texts in prop::collection::vec("[a;,=|+\"' \t\r\n\\-@＝س]{0,12}", 1..5),
        ) {
            let mut bytes = Vec::new();
            let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut bytes);
            csv.write_record(texts.into_iter().map(|text| field(Cell::Text(text)))).unwrap();
            drop(csv);
            for parts in *b",;|\t" {
                for cell in cells(&bytes, parts) {
                    let stripped = cell.trim_start_matches(|it: char| it.is_whitespace() || it == '"');
                    prop_assert!(!stripped.starts_with(formula::SIGNS), "{cell:?} parted by {:?}", char::from(parts));
                }
            }
        }
    }
}

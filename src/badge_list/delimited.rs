//! CSV as a spreadsheet reads it: RFC 4180, with a semicolon or a tab in place of the comma where a region has it so.
//!
//! Our own, as what is told to people is the row that their spreadsheet shows: a blank line is one, a line break in quotes
//! begins none, and a quote that never ends is a mistake and not the rest of the file.

use std::borrow::Cow;

use super::headings;
use super::line::{Content, Line};
use super::mistake::{Code, Mistake, Place, letters};

/// What may stand between two cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Hands on each line. Fails where a quote never ends.
pub(super) fn read(text: &str, mut take: impl FnMut(&Line)) -> Result<(), Mistake> {
    let mut splitter = Splitter::new(text, separator(text));
    while let Some(line) = splitter.line() {
        take(&line);
    }
    splitter.open_quote.map_or(Ok(()), |place| Err(open_quote(place)))
}

fn open_quote(place: Place) -> Mistake {
    let column = place.column.map(letters).unwrap_or_default();
    let what = format!("the quote that begins in column {column} never ends");
    let instead = "close it with another quote; write one that is part of the text twice, and put quotes around the cell";
    Mistake::at(place, Code::OpenQuote, (what, instead.to_owned()))
}

/// The separator by which the line of the headings has most that are known, or else most columns.
fn separator(text: &str) -> u8 {
    let worth = |separator: &u8| {
        let mut splitter = Splitter::new(text, *separator);
        let first = std::iter::from_fn(|| splitter.line()).find(|line| !line.is_blank());
        (first.map_or(0, |line| headings::known(&line)), splitter.last.column)
    };
    // Of equals the last one counts.
    SEPARATORS.into_iter().rev().max_by_key(worth).unwrap_or(b',')
}

/// Where the text ends: in which line and column something that came after it would stand.
pub(super) fn place_of_end(text: &str) -> Place {
    // What could not be read is a letter of the last cell.
    let text = format!("{text}.");
    let mut splitter = Splitter::new(&text, separator(&text));
    while splitter.line().is_some() {}
    splitter.open_quote.unwrap_or(splitter.last)
}

/// Cuts a text into lines of cells.
struct Splitter<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    /// The line that comes next.
    number: u32,
    /// Where the last cell stands.
    last: Place,
    /// Where a quote begins that never ends.
    open_quote: Option<Place>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, separator: u8) -> Self {
        let last = Place { line: 1, column: Some(1) };
        Self { text, at: 0, separator, number: 1, last, open_quote: None }
    }

    /// The next line; none at the end, or before one with a quote that never ends.
    fn line(&mut self) -> Option<Line<'t>> {
        if self.at >= self.text.len() || self.open_quote.is_some() {
            return None;
        }
        let mut line = Line::new(self.number);
        for column in 1.. {
            self.last = Place { line: self.number, column: Some(column) };
            let cell = self.cell()?;
            line.push(column, Content::Text(cell));
            if !self.step_over_separator() {
                break;
            }
        }
        self.step_over_line_end();
        self.number += 1;
        Some(line)
    }

    fn cell(&mut self) -> Option<Cow<'t, str>> {
        if self.next() != Some(b'"') {
            return Some(Cow::Borrowed(self.plain()));
        }
        let mut cell = self.in_quotes()?;
        let rest = self.plain();
        if !rest.is_empty() {
            cell.to_mut().push_str(rest);
        }
        Some(cell)
    }

    /// What comes up to the end of the cell.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let ends = |byte: u8| byte == self.separator || matches!(byte, b'\r' | b'\n');
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// What stands in quotes, each quote in it written twice; none where they never end.
    fn in_quotes(&mut self) -> Option<Cow<'t, str>> {
        let mut cell = Cow::Borrowed("");
        loop {
            let from = self.at + 1;
            let Some(length) = self.text[from..].find('"') else {
                self.open_quote = Some(self.last);
                return None;
            };
            let piece = &self.text[from..from + length];
            self.at = from + length + 1;
            if cell.is_empty() {
                cell = Cow::Borrowed(piece);
            } else {
                cell.to_mut().push_str(piece);
            }
            if self.next() != Some(b'"') {
                return Some(cell);
            }
            cell.to_mut().push('"');
        }
    }

    fn step_over_separator(&mut self) -> bool {
        let is_there = self.next() == Some(self.separator);
        self.at += usize::from(is_there);
        is_there
    }

    fn step_over_line_end(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cells of every line that has some.
    fn cells(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        let mut lines = Vec::new();
        let end = read(text, |line| {
            let cells = line.cells().iter().map(|cell| match &cell.content {
                Content::Text(text) => (cell.column, text.to_string()),
                other => panic!("{other:?}"),
            });
            lines.push((line.number, cells.collect::<Vec<_>>()));
        });
        assert_eq!(end, Ok(()));
        lines.retain(|(_, cells)| !cells.is_empty());
        lines
    }

    #[test]
    fn lines_are_counted_as_a_spreadsheet_counts_them() {
        let text = "name,group\r\n\r\n\"a\r\nb\",\"say \"\"x\"\"\"\n\n,c\r,\"d\"e\n";
        let told = cells(text);
        let told: Vec<_> =
            told.iter().flat_map(|(line, cells)| cells.iter().map(move |cell| (line, cell))).collect();
        let told: Vec<_> =
            told.into_iter().map(|(line, (column, text))| (*line, *column, text.as_str())).collect();
        let cells = [
            (1, 1, "name"),
            (1, 2, "group"),
            (3, 1, "a\r\nb"),
            (3, 2, "say \"x\""),
            (5, 2, "c"),
            (6, 2, "de"),
        ];
        assert_eq!(told, cells);
    }

    #[test]
    fn the_line_of_the_headings_tells_what_parts_the_cells() {
        for (text, separates) in [
            ("name,group\n", b','),
            ("name;group\n", b';'),
            ("\n\nname\tgroup\n", b'\t'),
            ("الاسم؛;رقم البطاقة\n", b';'),
            ("\"name, in full\";group;x,y,z,a\n", b';'),
            ("name\n", b','),
            ("name;;\n", b';'),
            ("", b','),
        ] {
            assert_eq!(separator(text), separates, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_never_ends_is_told_where_it_begins() {
        for (text, line, column) in [("name\na\n\"b\nc\n", 3, 1), ("name,group\n\"a\nb\",\"c\n", 2, 2)] {
            let mistake = read(text, |_| {}).unwrap_err();
            assert_eq!(
                (mistake.code, mistake.line, mistake.column),
                (Code::OpenQuote, Some(line), Some(column))
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_written_as_csv_is_read_as_it_was(
            lines in prop::collection::vec(prop::collection::vec("[a;,\t\"س \r\n-]{0,6}[aس]", 2..5), 1..6),
        ) {
            let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            csv.write_record(["name", "group"]).unwrap();
            for line in &lines {
                csv.write_record(line).unwrap();
            }
            let text = String::from_utf8(csv.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<_>> =
                cells(&text).into_iter().skip(1).map(|(_, cells)| cells.into_iter().map(|(_, cell)| cell).collect()).collect();
            prop_assert_eq!(read, lines);
        }
    }
}

//! What is wrong with a list, where, and what to do instead.

use std::fmt;

use serde::Serialize;
use ts_rs::TS;

use crate::domain::text::stored;

use super::line::beginning;

/// What kind of mistake it is. These names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ListMistake")]
pub enum Code {
    /// The file, or what is packed in it, is larger than a list of attendees is.
    TooLarge,
    /// The file is of a kind that is not read.
    Kind,
    /// The text is in another encoding than UTF-8, or UTF-16 with its mark.
    Encoding,
    /// The workbook is damaged.
    Damaged,
    /// There is nothing in it, or nothing below the headings.
    Empty,
    /// No heading is one that is known.
    NoColumn,
    /// A heading that is not known.
    UnknownColumn,
    /// A column of what is not needed of people: it has to be taken out.
    PersonalColumn,
    /// Two columns of the same.
    ColumnTwice,
    /// A cell below no heading.
    NoHeading,
    /// A quote that never ends.
    OpenQuote,
    /// Two rows have the same number of a badge.
    BadgeTwice,
    /// A formula, or what a spreadsheet would take for one.
    Formula,
    /// A cell that shows something else than it holds, such as a date.
    NotText,
    /// Cells that are merged over several rows.
    Merged,
    /// A line that is hidden, as by a filter.
    Hidden,
    /// A text is longer than it may be.
    TooLong,
    /// A text without a letter or digit.
    NoWord,
    /// Characters that steer devices, or turn the direction of what follows.
    Control,
    /// More attendees than a list takes.
    TooManyRows,
    /// More groups than a list takes.
    TooManyGroups,
    /// There are more mistakes than are told.
    More,
}

/// A mistake in a list of attendees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Mistake {
    /// What kind it is.
    pub code: Code,
    /// The line, from 1, as a spreadsheet counts them; none when it is the whole file's.
    pub line: Option<u32>,
    /// The column, from 1, where it is one cell's or one column's.
    pub column: Option<u32>,
    /// What is wrong.
    pub what: String,
    /// What to do instead.
    pub instead: String,
}

impl Mistake {
    /// A mistake of the file as a whole.
    pub(super) fn whole(code: Code, what: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { code, line: None, column: None, what: what.into(), instead: instead.into() }
    }

    /// A mistake at its place.
    pub(super) fn at(place: Place, code: Code, (what, instead): (String, String)) -> Self {
        Self { code, line: Some(place.line), column: place.column, what, instead }
    }

    /// Line and column as answers name a place; what is a whole line's stands at its beginning.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        self.line.map(|line| (line as usize, self.column.unwrap_or(1) as usize))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {}: ", letters(column))?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            _ => {}
        }
        write!(f, "{}; {}", self.what, self.instead)
    }
}

/// Every mistake of a list, in the order of their lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes {
    /// At least one.
    pub list: Vec<Mistake>,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, mistake) in self.list.iter().enumerate() {
            let end = if number == 0 { "" } else { "\n" };
            write!(f, "{end}{mistake}")?;
        }
        Ok(())
    }
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1.
    pub line: u32,
    /// From 1; none is the whole line.
    pub column: Option<u32>,
}

/// So many mistakes are told at once; more say nothing to a person.
pub(super) const TOLD: usize = 50;

/// The mistakes found so far: the first of them, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Findings {
    told: Vec<Mistake>,
    count: usize,
}

impl Findings {
    /// Notes a mistake; its words, what is wrong and what to do instead, are made only where it is told.
    pub fn note(&mut self, place: Place, code: Code, words: impl FnOnce() -> (String, String)) {
        self.push(|| Mistake::at(place, code, words()));
    }

    /// Notes a mistake that is worded already.
    pub fn push(&mut self, mistake: impl FnOnce() -> Mistake) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(mistake());
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All of them in the order of their lines.
    pub fn finish(mut self) -> Mistakes {
        self.told.sort_by_key(|mistake| (mistake.line, mistake.column));
        let more = self.count - self.told.len();
        if more > 0 {
            let what = format!("there are {more} more mistakes");
            self.told.push(Mistake::whole(Code::More, what, "mend these first"));
        }
        Mistakes { list: self.told }
    }
}

/// A column as spreadsheets name it: A, B, … Z, AA, …
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Bytes of a text that are looked at to name it.
const NAMED: usize = 120;

/// A text as a mistake names it: on one line, in quotes, no more of it than one recognises it by.
pub(super) fn quoted(text: &str) -> String {
    let begins = beginning(text, NAMED);
    let rest = if begins.len() < text.len() { "…" } else { "" };
    format!("\"{}{rest}\"", stored::normalise(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        let named = [1, 2, 26, 27, 52, 53, 702, 703, 16_384].map(letters);
        assert_eq!(named, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn of_too_many_only_the_number_is_told() {
        let mut findings = Findings::default();
        for line in 1..=1_000 {
            let place = Place { line, column: None };
            findings.note(place, Code::TooLong, || ("what".to_owned(), "instead".to_owned()));
        }
        let told = findings.finish();
        assert_eq!(told.list.len(), TOLD + 1);
        assert!(told.to_string().ends_with("\nthere are 950 more mistakes; mend these first"), "{told}");
    }

    #[test]
    fn a_text_is_named_in_part_and_on_one_line() {
        assert_eq!(quoted("a\nb"), "\"a b\"");
        let long = quoted(&"ض".repeat(500));
        assert!(long.ends_with("…\"") && long.chars().count() == 63, "{long}");
    }
}

//! The lines of a list as its attendees.

use std::collections::HashMap;

use crate::domain::text::fold::fold;

use super::column::{Column, Heading};
use super::groups::Groups;
use super::headings::Headings;
use super::line::{Cell, Line};
use super::mistake::{Code, Findings, Mistake, Place, letters, quoted};
use super::{List, Mistakes, ROWS, Row, cell, kind};

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    headings: Option<Headings>,
    rows: Vec<Row>,
    /// Lines below the headings, with those that are too many.
    count: usize,
    /// Where the first stands that is too many.
    beyond: Option<u32>,
    /// The line of each badge, by its key.
    badges: HashMap<String, u32>,
    groups: Groups,
    findings: Findings,
}

impl Reading {
    /// Takes the next line: the first that is not blank has the headings.
    pub fn take(&mut self, line: &Line) {
        if line.is_blank() {
            return;
        }
        match &self.headings {
            None => self.headings = Some(Headings::read(line, &mut self.findings)),
            Some(headings) if headings.know_any() => self.take_row(line),
            Some(_) => {}
        }
    }

    /// Notes a mistake of the file.
    pub fn note(&mut self, mistake: Mistake) {
        self.findings.push(|| mistake);
    }

    fn take_row(&mut self, line: &Line) {
        self.count += 1;
        if self.count > ROWS {
            self.beyond.get_or_insert(line.number);
            return;
        }
        let mut row = Row { line: line.number, badge: None, name: None, group: None };
        for cell in line.cells() {
            self.take_cell(cell, &mut row);
        }
        self.rows.push(row);
    }

    fn take_cell(&mut self, cell: &Cell, row: &mut Row) {
        let place = Place { line: row.line, column: Some(cell.column) };
        let Some(heading) = self.headings.as_ref().and_then(|headings| headings.at(cell.column)) else {
            return self.findings.note(place, Code::NoHeading, || no_heading(cell.column));
        };
        // What is not known is told of its heading.
        let Heading::Known(column) = heading else { return };
        let Some(text) = cell::text(&cell.content, column, place, &mut self.findings) else { return };
        match column {
            Column::Badge => {
                self.note_twice(&text, place);
                row.badge = Some(text);
            }
            Column::Name => row.name = Some(text),
            Column::Group => row.group = Some(self.groups.spelled(text, place)),
        }
    }

    fn note_twice(&mut self, badge: &str, place: Place) {
        let first = *self.badges.entry(fold(badge)).or_insert(place.line);
        if first != place.line {
            self.findings.note(place, Code::BadgeTwice, || {
                let what = format!("the badge number {} is that of line {first} already", quoted(badge));
                (what, "give each attendee another one, or leave the cell empty".to_owned())
            });
        }
    }

    /// The list, or every mistake in it.
    pub fn finish(mut self) -> Result<List, Mistakes> {
        if let Some(line) = self.beyond {
            self.findings.note(Place { line, column: None }, Code::TooManyRows, || {
                let what = format!("the list has {} attendees, and from here on too many", self.count);
                (what, format!("upload {ROWS} at most"))
            });
        }
        let groups = self.groups.finish(&mut self.findings);
        if self.findings.is_empty() && self.rows.is_empty() {
            self.findings.push(|| empty(self.headings.is_some()));
        }
        if self.findings.is_empty() {
            let columns = self.headings.as_ref().map(Headings::columns).unwrap_or_default();
            Ok(List { rows: self.rows, groups, columns })
        } else {
            Err(self.findings.finish())
        }
    }
}

fn no_heading(column: u32) -> (String, String) {
    let what = format!("column {} has no heading", letters(column));
    (what, "write one above it, or empty the cell; put a text that has a comma in it into quotes".to_owned())
}

fn empty(has_headings: bool) -> Mistake {
    if has_headings {
        let instead = "write one attendee a line below them";
        return Mistake::whole(Code::Empty, "there is nothing below the headings", instead);
    }
    Mistake::whole(Code::Empty, "there is nothing in the file", kind::SAVE_AS)
}

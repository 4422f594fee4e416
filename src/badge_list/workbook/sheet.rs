//! The cells of a sheet.

use std::borrow::Cow;

use crate::badge_list::line::{Content, Line};

use super::markup::{Element, Markup, Piece};
use super::shown::Shapes;
use super::strings::{Collecting, Strings};
use super::{Unreadable, escapes, reference};

/// Hands on each line. Fails where the sheet is damaged, or cells below the first line that is not blank are merged over several
/// lines: what they hold is one attendee's, and shown as if it were of all.
pub(super) fn read(
    text: &str,
    strings: &Strings,
    shapes: &Shapes,
    mut take: impl FnMut(&Line),
) -> Result<(), Unreadable> {
    let mut sheet =
        Sheet { strings, shapes, line: Line::new(0), column: 0, cell: None, first: None, hidden: false };
    let mut markup = Markup::of(text);
    while let Some(piece) = markup.next()? {
        match piece {
            Piece::Opens(element) => sheet.open(&element)?,
            Piece::Text(text) => sheet.add(&text),
            Piece::Closes(end) if end.name() == "row" => take(sheet.close_line()?),
            Piece::Closes(end) => sheet.close(end.name())?,
        }
    }
    Ok(())
}

struct Sheet<'t> {
    strings: &'t Strings,
    shapes: &'t Shapes,
    line: Line<'t>,
    /// The column of the last cell.
    column: u32,
    /// The cell that is open.
    cell: Option<Open>,
    /// The first line that is not blank.
    first: Option<u32>,
    /// Whether the line is hidden: filtered out, mostly.
    hidden: bool,
}

/// A cell whose end is still to come.
struct Open {
    kind: Option<String>,
    style: u32,
    is_formula: bool,
    value: Collecting,
}

impl<'t> Sheet<'t> {
    fn open(&mut self, element: &Element) -> Result<(), Unreadable> {
        match (element.name(), &mut self.cell) {
            ("row", _) => self.open_line(element),
            ("c", _) => self.open_cell(element),
            ("mergeCell", _) => self.look_at_merged(element),
            ("f", Some(cell)) => {
                cell.is_formula = true;
                Ok(())
            }
            (name, Some(cell)) => {
                cell.value.open(name);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open_line(&mut self, element: &Element) -> Result<(), Unreadable> {
        let next = self.line.number + 1;
        let number = element.number("r")?.unwrap_or(next);
        if !(next..=reference::LINES).contains(&number) {
            return Err(Unreadable::Damaged);
        }
        (self.line, self.column, self.cell) = (Line::new(number), 0, None);
        self.hidden = element.attribute("hidden")?.is_some_and(|is| matches!(&*is, "1" | "true"));
        Ok(())
    }

    fn open_cell(&mut self, element: &Element) -> Result<(), Unreadable> {
        let next = self.column + 1;
        self.column = match element.attribute("r")? {
            Some(place) => reference::cell(&place)?.1,
            None => next,
        };
        if !(next..=reference::COLUMNS).contains(&self.column) {
            return Err(Unreadable::Damaged);
        }
        let (kind, style) = (element.attribute("t")?, element.number("s")?.unwrap_or_default());
        self.cell = Some(Open { kind, style, is_formula: false, value: Collecting::default() });
        Ok(())
    }

    fn look_at_merged(&self, element: &Element) -> Result<(), Unreadable> {
        let Some(cells) = element.attribute("ref")? else { return Ok(()) };
        let (from, to) = reference::lines(&cells)?;
        let is_below = self.first.is_some_and(|first| to > first);
        if to > from && is_below { Err(Unreadable::Merged { line: from, cells }) } else { Ok(()) }
    }

    fn add(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.value.add(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        if name == "c" {
            let content = self.content(cell)?;
            self.line.push(self.column, content);
        } else {
            cell.value.close(name);
            self.cell = Some(cell);
        }
        Ok(())
    }

    /// What is hidden is not read over: whoever filtered a list wants those who are seen.
    fn close_line(&mut self) -> Result<&Line<'t>, Unreadable> {
        if !self.line.is_blank() {
            if self.hidden {
                return Err(Unreadable::Hidden { line: self.line.number });
            }
            self.first.get_or_insert(self.line.number);
        }
        Ok(&self.line)
    }

    /// What a cell shows, by ECMA-376, 18.18.11.
    fn content(&self, mut cell: Open) -> Result<Content<'t>, Unreadable> {
        let value = cell.value.take();
        let text = |text: &str| Content::Text(Cow::Owned(escapes::resolve(text).into_owned()));
        Ok(match cell.kind.as_deref() {
            _ if cell.is_formula => Content::Formula,
            _ if value.is_empty() => text(""),
            Some("s") => {
                let number = value.trim().parse().map_err(|_| Unreadable::Damaged)?;
                Content::Text(Cow::Borrowed(self.strings.get(number).ok_or(Unreadable::Damaged)?))
            }
            Some("inlineStr" | "str") => text(&value),
            Some("b") => text(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            Some("e") => Content::NotText("an error, such as #N/A"),
            Some("d") => Content::NotText("a date or a time"),
            Some("n") | None => self.shapes.show(&value, cell.style)?,
            Some(_) => return Err(Unreadable::Damaged),
        })
    }
}

//! The line of the headings.

use super::Columns;
use super::column::{self, Column, Heading};
use super::line::{Cell, Content, Line};
use super::mistake::{Code, Findings, Place, letters, quoted};

/// The columns that have a heading, and what it says.
#[derive(Debug)]
pub(super) struct Headings(Vec<(u32, Heading)>);

impl Headings {
    /// Reads the line; notes what is not known, not needed, or there twice.
    pub fn read(line: &Line, findings: &mut Findings) -> Self {
        let mut headings = Self(Vec::new());
        if line.cells().iter().all(|cell| heading(cell) == Heading::Unknown) {
            note_no_list(line, findings);
            return headings;
        }
        for cell in line.cells() {
            let place = Place { line: line.number, column: Some(cell.column) };
            let heading = heading(cell);
            match heading {
                Heading::Known(column) => headings.note_twice(column, place, findings),
                _ => findings.note(place, code(heading, &cell.content), || words(heading, &cell.content)),
            }
            headings.0.push((cell.column, heading));
        }
        headings
    }

    /// Whether a column is one that is known.
    pub fn know_any(&self) -> bool {
        self.0.iter().any(|(_, heading)| matches!(heading, Heading::Known(_)))
    }

    /// Which columns are there.
    pub fn columns(&self) -> Columns {
        let has = |column| self.0.iter().any(|(_, heading)| *heading == Heading::Known(column));
        Columns { badge: has(Column::Badge), name: has(Column::Name), group: has(Column::Group) }
    }

    /// The heading of the column at that place.
    pub fn at(&self, place: u32) -> Option<Heading> {
        self.0.iter().find(|(at, _)| *at == place).map(|(_, heading)| *heading)
    }

    fn note_twice(&self, column: Column, place: Place, findings: &mut Findings) {
        let first = self.0.iter().find(|(_, heading)| *heading == Heading::Known(column));
        let Some((first, _)) = first else { return };
        findings.note(place, Code::ColumnTwice, || {
            let noun = column.noun();
            let what = format!("this is a second column of the {noun}, after column {}", letters(*first));
            (what, "keep one of them".to_owned())
        });
    }
}

/// How many columns of a line have a heading that is known.
pub(super) fn known(line: &Line) -> usize {
    line.cells().iter().filter(|cell| matches!(heading(cell), Heading::Known(_))).count()
}

fn heading(cell: &Cell) -> Heading {
    match &cell.content {
        Content::Text(text) => Heading::of(text),
        Content::Formula | Content::NotText(_) => Heading::Unknown,
    }
}

fn code(heading: Heading, content: &Content) -> Code {
    match (heading, content) {
        (_, Content::Formula) => Code::Formula,
        (Heading::Personal, _) => Code::PersonalColumn,
        _ => Code::UnknownColumn,
    }
}

/// What is told of a heading that is not known, and what to do instead.
fn words(heading: Heading, content: &Content) -> (String, String) {
    let told = column::told();
    let named = match content {
        Content::Text(text) => quoted(text),
        Content::NotText(what) => format!("headed by {what}"),
        Content::Formula => return formula(),
    };
    let instead = match heading {
        Heading::Personal => {
            "take it out, so that what people gave you is not passed on without need".to_owned()
        }
        Heading::Near(near) => {
            format!("did you mean \"{near}\"? else take it out, or head it by what it holds: {told}")
        }
        Heading::Known(_) | Heading::Unknown => format!("take it out, or head it by what it holds: {told}"),
    };
    let not = if heading == Heading::Personal { "needed" } else { "known" };
    (format!("a column {named} is not {not} here"), instead)
}

fn note_no_list(line: &Line, findings: &mut Findings) {
    findings.note(Place { line: line.number, column: None }, Code::NoColumn, || {
        let what = "the first line has no heading that is known".to_owned();
        (what, format!("begin with a line of headings, at least one of {}", column::told()))
    });
}

/// The words for a formula in a workbook.
pub(super) fn formula() -> (String, String) {
    let instead = "copy the column and paste it back as values, so that what it comes to is written there";
    ("the cell holds a formula".to_owned(), instead.to_owned())
}

//! A line of a list before anybody knows what its columns are.

use std::borrow::Cow;

use crate::domain::text::stored;

/// A line and its cells, those of which nothing is seen left out.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// From 1, as a spreadsheet counts them.
    pub number: u32,
    cells: Vec<Cell<'t>>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    /// From 1.
    pub column: u32,
    pub content: Content<'t>,
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Content<'t> {
    /// What it shows.
    Text(Cow<'t, str>),
    /// A formula of a workbook, whatever it comes to.
    Formula,
    /// Something that is shown otherwise than it is held; what it is, in words.
    NotText(&'static str),
}

/// Bytes of a text that are looked at: the longest that a list takes has half of that, vowels and all. A workbook may name a
/// text of many megabytes in each of its cells.
pub(super) const LONGEST: usize = 1_024;

/// The cells of a line that are looked at. No list has as many columns, so whoever has more is told of those before already.
const CELLS: usize = 100;

/// Bytes of the longest text that is passed over because nothing of it is seen, though it is no white space.
const UNSEEN: usize = 64;

impl<'t> Line<'t> {
    pub fn new(number: u32) -> Self {
        Self { number, cells: Vec::new() }
    }

    /// Puts a cell at the end.
    pub fn push(&mut self, column: u32, content: Content<'t>) {
        let content = content.cut();
        if self.cells.len() < CELLS && !content.is_blank() {
            self.cells.push(Cell { column, content });
        }
    }

    pub fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    pub fn cells(&self) -> &[Cell<'t>] {
        &self.cells
    }
}

impl Content<'_> {
    /// No more of a text than shows that it is too long.
    fn cut(self) -> Self {
        match self {
            Self::Text(Cow::Borrowed(text)) => {
                Self::Text(Cow::Borrowed(beginning(text, LONGEST + CHARACTER)))
            }
            Self::Text(Cow::Owned(text)) if text.len() > LONGEST + CHARACTER => {
                Self::Text(Cow::Owned(beginning(&text, LONGEST + CHARACTER).to_owned()))
            }
            other => other,
        }
    }

    /// Whether nothing of it is seen.
    fn is_blank(&self) -> bool {
        match self {
            // Something may come after what is cut off.
            Self::Text(text) if text.len() > LONGEST => false,
            Self::Text(text) => {
                text.trim().is_empty() || text.len() <= UNSEEN && stored::normalise(text).is_empty()
            }
            Self::Formula | Self::NotText(_) => false,
        }
    }
}

/// Bytes of the longest character.
const CHARACTER: usize = 4;

/// The beginning of a text, of so many bytes at most.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut ends = (0..=most.min(text.len())).rev();
    ends.find_map(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_as_much_is_kept_as_shows_that_it_is_too_long() {
        for text in ["a".repeat(9_000), "ض".repeat(9_000), "👏".repeat(9_000)] {
            let mut line = Line::new(1);
            line.push(1, Content::Text(Cow::Borrowed(&text)));
            line.push(2, Content::Text(Cow::Owned(text.clone())));
            for cell in line.cells() {
                let Content::Text(cut) = &cell.content else { panic!("a text stays one") };
                assert!(cut.len() > LONGEST && cut.len() <= LONGEST + CHARACTER, "{}", cut.len());
            }
            assert_eq!(line.cells().len(), 2);
        }
        assert_eq!(beginning("ضاد", 3), "ض");
        assert!(!Content::Text(" ".repeat(LONGEST + 1).into()).is_blank());
    }
}

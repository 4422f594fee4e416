//! Which numbers of a table may be told.
//!
//! The sums of its lines are known: what each option has is told to everyone, and a desk may know how many of a group were there. So a
//! small number is hidden together with others, in a block of at least two rows and two columns, out of which it cannot be worked
//! out. Whoever knows how that block is chosen must learn nothing from the choice either. Therefore it is always made of the smallest
//! rows and the smallest columns, by sums that are known anyway, and each of its lines has something to spread over it. That every
//! hidden number may then be another one, by all that is told and by this rule, is tried for all tables of a size (`tests.rs`).
//!
//! A table may have a corner in which nobody can be, its last row's last place: everybody knows that, so it is neither hidden nor a
//! place that a hidden number could be in.

use std::ops::Range;

use super::LEAST;

/// A table of people, a row for each kind of people and a column for each thing they chose.
pub(super) struct Table<'t> {
    cells: &'t [Vec<u32>],
    /// Where nobody can be.
    corner: Option<(usize, usize)>,
    /// The rows that hold anybody, the smallest first.
    rows: Vec<usize>,
    /// The columns that hold anybody, the smallest first.
    columns: Vec<usize>,
}

/// So many of the smallest rows, and of the smallest columns.
type Block = (usize, usize);

impl<'t> Table<'t> {
    /// A table; all of its rows are equally long.
    pub fn new(cells: &'t [Vec<u32>]) -> Self {
        Self::with(cells, None)
    }

    /// A table in whose last place nobody can be.
    pub fn cornered(cells: &'t [Vec<u32>]) -> Self {
        let corner =
            cells.len().checked_sub(1).and_then(|last| Some((last, cells[last].len().checked_sub(1)?)));
        Self::with(cells, corner)
    }

    fn with(cells: &'t [Vec<u32>], corner: Option<(usize, usize)>) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let of_row = |row: usize| cells[row].iter().sum();
        let of_column = |column: usize| cells.iter().map(|row| row[column]).sum();
        Self {
            cells,
            corner,
            rows: smallest_first(0..cells.len(), of_row),
            columns: smallest_first(0..width, of_column),
        }
    }

    /// What may be told of each place.
    pub fn told(&self) -> Vec<Vec<Option<u32>>> {
        self.but(self.hidden())
    }

    /// What may be told of each place, where that is anything.
    pub fn told_in_part(&self) -> Option<Vec<Vec<Option<u32>>>> {
        let hidden = self.hidden();
        (hidden != self.whole()).then(|| self.but(hidden))
    }

    /// Everything but a block.
    fn but(&self, (rows, columns): Block) -> Vec<Vec<Option<u32>>> {
        let mut told: Vec<Vec<Option<u32>>> =
            self.cells.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        for row in &self.rows[..rows] {
            for column in &self.columns[..columns] {
                if !self.is_corner(*row, *column) {
                    told[*row][*column] = None;
                }
            }
        }
        told
    }

    fn whole(&self) -> Block {
        (self.rows.len(), self.columns.len())
    }

    fn is_corner(&self, row: usize, column: usize) -> bool {
        self.corner == Some((row, column))
    }

    /// The smallest block that holds every small number and can be hidden; of one line nothing is hidden, as its numbers are the
    /// sums of the other lines.
    fn hidden(&self) -> Block {
        let whole = self.whole();
        let small = self.small();
        if small == (0, 0) || whole.0 < 2 || whole.1 < 2 {
            return (0, 0);
        }
        let rows = small.0.max(2)..=whole.0;
        let mut blocks: Vec<Block> =
            rows.flat_map(|rows| (small.1.max(2)..=whole.1).map(move |columns| (rows, columns))).collect();
        blocks.sort_by_key(|(rows, columns)| (rows * columns, *rows));
        blocks.into_iter().find(|block| self.hides(*block)).unwrap_or(whole)
    }

    /// How many of the smallest rows and columns hold every small number.
    fn small(&self) -> Block {
        let mut small = (0, 0);
        for (nth_row, row) in self.rows.iter().enumerate() {
            for (nth_column, column) in self.columns.iter().enumerate() {
                if self.cells[*row][*column] < LEAST && !self.is_corner(*row, *column) {
                    small = (small.0.max(nth_row + 1), small.1.max(nth_column + 1));
                }
            }
        }
        small
    }

    /// Whether each line of the block has enough in it to spread over it, and two places at least to be in.
    fn hides(&self, (rows, columns): Block) -> bool {
        let holds_corner = self.corner.is_some_and(|(row, column)| {
            self.rows[..rows].contains(&row) && self.columns[..columns].contains(&column)
        });
        if holds_corner && (rows < 3 || columns < 3) {
            return false;
        }
        let (rows, columns) = (&self.rows[..rows], &self.columns[..columns]);
        let row_holds = |row: &usize| {
            let hidden: u32 = columns.iter().map(|column| self.cells[*row][*column]).sum();
            hidden >= LEAST.min(self.cells[*row].iter().sum())
        };
        let column_holds = |column: &usize| {
            let hidden: u32 = rows.iter().map(|row| self.cells[*row][*column]).sum();
            hidden >= LEAST.min(self.cells.iter().map(|row| row[*column]).sum())
        };
        rows.iter().all(row_holds) && columns.iter().all(column_holds)
    }
}

/// The lines that hold anybody, by their sums; of equals the first one first.
fn smallest_first(lines: Range<usize>, sum: impl Fn(usize) -> u32) -> Vec<usize> {
    let mut held: Vec<usize> = lines.filter(|line| sum(*line) > 0).collect();
    held.sort_by_key(|line| sum(*line));
    held
}

//! Which numbers of a table may be told.
//!
//! The sums of its lines are known: what each option has is told to everyone, and a desk may know how many of a group were there. So a
//! small number is hidden together with others, in a block of at least two rows and two columns, out of which it cannot be worked
//! out. Whoever knows how that block is chosen must learn nothing from the choice either. Therefore it is always made of the smallest
//! rows and the smallest columns, by sums that are known anyway, and each of its lines has something to spread over it. That every
//! hidden number may then be another one, by all that is told and by this rule, is tried for all tables of a size (`tests.rs`).

use std::ops::Range;

use super::LEAST;

/// A table of people, a row for each kind of people and a column for each thing they chose.
pub(super) struct Table<'t> {
    cells: &'t [Vec<u32>],
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
        let width = cells.first().map_or(0, Vec::len);
        let of_row = |row: usize| cells[row].iter().sum();
        let of_column = |column: usize| cells.iter().map(|row| row[column]).sum();
        Self {
            cells,
            rows: smallest_first(0..cells.len(), of_row),
            columns: smallest_first(0..width, of_column),
        }
    }

    /// What may be told of each place.
    pub fn told(&self) -> Vec<Vec<Option<u32>>> {
        let (rows, columns) = self.hidden();
        let mut told: Vec<Vec<Option<u32>>> =
            self.cells.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        for row in &self.rows[..rows] {
            for column in &self.columns[..columns] {
                told[*row][*column] = None;
            }
        }
        told
    }

    /// The smallest block that holds every small number and can be hidden; of one line nothing is hidden, as its numbers are the
    /// sums of the other lines.
    fn hidden(&self) -> Block {
        let whole = (self.rows.len(), self.columns.len());
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
                if self.cells[*row][*column] < LEAST {
                    small = (small.0.max(nth_row + 1), small.1.max(nth_column + 1));
                }
            }
        }
        small
    }

    /// Whether each line of the block has enough in it to spread over it.
    fn hides(&self, (rows, columns): Block) -> bool {
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

//! How opinions moved between two polls that ask the same, before and after.

use serde::{Deserialize, Serialize};

use super::hiding::Table;
use super::{LEAST, chosen};
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, Round};
use crate::domain::state::State;

/// What a round came to beside an earlier one of another poll, as far as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The earlier poll, and which round of it.
    pub earlier: (PollNo, u32),
    /// How many chose what before, by option or star.
    pub before: Vec<u32>,
    /// How many chose what now.
    pub now: Vec<u32>,
    /// Who moved from where to where; none where nothing of it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
}

/// Who moved from where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// How many answered both times.
    pub both: u32,
    /// How many chose what before, by row, and what now, by column. The last row did not answer before, the last column not now.
    /// None where it is not told.
    pub cells: Vec<Vec<Option<u32>>>,
}

/// The shift since the earlier round, where enough people answered each time.
pub(super) fn shift(state: &State, poll: &Poll) -> Option<Shift> {
    let earlier = poll.round.earlier?;
    let first = state.polls.get(&earlier.0)?;
    let round = first.round(earlier.1)?;
    let choices = poll.plan.choices();
    if first.plan.choices() != choices {
        return None;
    }
    let cells = joined((first, round), poll);
    let before: Vec<u32> = cells[..choices].iter().map(|row| row.iter().sum()).collect();
    let now: Vec<u32> = (0..choices).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
    let are_many = |counts: &[u32]| counts.iter().sum::<u32>() >= LEAST;
    (are_many(&before) && are_many(&now)).then(|| Shift { earlier, moved: moved(&cells), before, now })
}

/// What everybody chose before and now who answered either.
fn joined((first, round): (&Poll, &Round), poll: &Poll) -> Vec<Vec<u32>> {
    let nothing = poll.plan.choices();
    let mut cells = vec![vec![0; nothing + 1]; nothing + 1];
    for (voter, ballot) in &round.ballots {
        let before = ballot.mark.as_ref().and_then(|mark| chosen(&first.plan, mark));
        let now = poll.round.ballots.get(voter).and_then(|ballot| ballot.mark.as_ref());
        let now = now.and_then(|mark| chosen(&poll.plan, mark));
        cells[before.unwrap_or(nothing)][now.unwrap_or(nothing)] += 1;
    }
    for (voter, ballot) in &poll.round.ballots {
        let now = ballot.mark.as_ref().and_then(|mark| chosen(&poll.plan, mark));
        if let (Some(now), false) = (now, round.ballots.contains_key(voter)) {
            cells[nothing][now] += 1;
        }
    }
    // Who took both back answered neither.
    cells[nothing][nothing] = 0;
    cells
}

/// What may be told of the joined table. How many came anew and how many stayed away is a number like any other: of few of them
/// nothing is told at all, nor how many answered both, out of which they would follow. Where one option alone was chosen, what
/// everybody did follows from how many answered both as well.
pub(super) fn moved(cells: &[Vec<u32>]) -> Option<Moved> {
    let nothing = cells.len().checked_sub(1)?;
    let of_row = |row: usize| cells[row].iter().sum::<u32>();
    let of_column = |column: usize| cells.iter().map(|row| row[column]).sum::<u32>();
    let are_few = |people: u32| (1..LEAST).contains(&people);
    let held = |sum: &dyn Fn(usize) -> u32| (0..nothing).filter(|line| sum(*line) > 0).count();
    if are_few(of_row(nothing)) || are_few(of_column(nothing)) || held(&of_row) < 2 || held(&of_column) < 2 {
        return None;
    }
    let both = cells[..nothing].iter().flat_map(|row| &row[..nothing]).sum();
    Table::cornered(cells).told_in_part().map(|cells| Moved { both, cells })
}

//! How opinions moved between two rounds: what each voter chose in the one is laid beside what they chose in the other.

use std::collections::BTreeMap;

use super::groups::place;
use crate::domain::ballot::Mark;
use crate::domain::poll::Voter;
use crate::domain::split::{LEAST, Moved, Shift};

/// How many chose what before and what now; none is for who did not answer.
type Chosen = BTreeMap<(Option<usize>, Option<usize>), u32>;

/// Whether what is told comes out of these ballots, and tells of nobody.
pub(super) fn is_shift<'b>(
    told: &Shift,
    before: impl Iterator<Item = (&'b Voter, &'b Mark)>,
    now: impl Iterator<Item = (&'b Voter, &'b Mark)>,
) -> bool {
    let mut voters: BTreeMap<&Voter, (Option<usize>, Option<usize>)> = BTreeMap::new();
    for (voter, mark) in before {
        voters.entry(voter).or_default().0 = place(mark);
    }
    for (voter, mark) in now {
        voters.entry(voter).or_default().1 = place(mark);
    }
    let mut chosen = Chosen::new();
    for chose in voters.into_values() {
        *chosen.entry(chose).or_default() += 1;
    }
    let options = told.now.len();
    let firsts: Vec<u32> =
        (0..options).map(|option| people(&chosen, |(before, _)| before == Some(option))).collect();
    let seconds: Vec<u32> =
        (0..options).map(|option| people(&chosen, |(_, now)| now == Some(option))).collect();
    let is_enough = |counts: &[u32]| counts.iter().sum::<u32>() >= LEAST;
    told.before == firsts
        && told.now == seconds
        && is_enough(&firsts)
        && is_enough(&seconds)
        && told.moved.as_ref().is_none_or(|moved| {
            comes_out(moved, options, &chosen) && tells_of_nobody(moved, [&firsts, &seconds], &chosen)
        })
}

/// How many chose so.
fn people(chosen: &Chosen, is_so: impl Fn((Option<usize>, Option<usize>)) -> bool) -> u32 {
    chosen.iter().filter(|(chose, _)| is_so(**chose)).map(|(_, people)| people).sum()
}

/// Whether every number is what was counted.
fn comes_out(moved: &Moved, options: usize, chosen: &Chosen) -> bool {
    let option = |place: usize| (place < options).then_some(place);
    let both: u32 = chosen
        .iter()
        .filter(|((before, now), _)| before.is_some() && now.is_some())
        .map(|(_, people)| people)
        .sum();
    let is_row = |(row, told): (usize, &Vec<Option<u32>>)| {
        let counted =
            (0..=options).map(|column| chosen.get(&(option(row), option(column))).copied().unwrap_or(0));
        told.len() == options + 1
            && told.iter().zip(counted).all(|(told, counted)| told.is_none_or(|told| told == counted))
    };
    moved.both == both && moved.cells.len() == options + 1 && moved.cells.iter().enumerate().all(is_row)
}

/// Whether nobody is told of: no small number but where nobody can be, and none that follows from its row or its column.
fn tells_of_nobody(moved: &Moved, [firsts, seconds]: [&[u32]; 2], chosen: &Chosen) -> bool {
    let came_anew = people(chosen, |(before, _)| before.is_none());
    let stayed_away = people(chosen, |(_, now)| now.is_none());
    let is_few = |people: u32| people > 0 && people < LEAST;
    let are_two = |counts: &[u32]| counts.iter().filter(|count| **count > 0).count() >= 2;
    let rows: Vec<u32> = firsts.iter().copied().chain([came_anew]).collect();
    let columns: Vec<u32> = seconds.iter().copied().chain([stayed_away]).collect();
    let corner = firsts.len();
    let is_told_well = |row: usize, column: usize, told: Option<u32>| {
        let is_empty = rows[row] == 0 || columns[column] == 0 || (row, column) == (corner, corner);
        told.is_none_or(|told| told >= LEAST || is_empty)
    };
    let are_told_well =
        moved.cells.iter().enumerate().all(|(row, cells)| {
            cells.iter().enumerate().all(|(column, told)| is_told_well(row, column, *told))
        });
    let hidden_of_row = |row: &Vec<Option<u32>>| row.iter().filter(|told| told.is_none()).count();
    let hidden_of_column = |column: usize| moved.cells.iter().filter(|row| row[column].is_none()).count();
    !is_few(came_anew)
        && !is_few(stayed_away)
        && are_two(firsts)
        && are_two(seconds)
        && are_told_well
        && moved.cells.iter().all(|row| hidden_of_row(row) != 1)
        && (0..=corner).all(|column| hidden_of_column(column) != 1)
}

//! Results by the groups of badges.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hiding::Table;
use super::{LEAST, chosen};
use crate::domain::badge::{GROUPS, Groups};
use crate::domain::poll::Poll;
use crate::domain::state::State;

/// What each group chose, as far as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByGroup {
    /// The rows, in the order of the groups; groups of which few voted are one row, the last.
    pub rows: Vec<GroupRow>,
}

/// A group, or some that are put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The groups by their places; none are the badges of no group.
    pub groups: Vec<Option<u8>>,
    /// How many of them voted.
    pub voters: u32,
    /// How many chose what, by option or star. None where it is not told.
    pub counts: Vec<Option<u32>>,
}

/// A group's ballots: how many chose what.
type Counts = Vec<u32>;

/// The table of a round, where there are two rows in it.
pub(super) fn by_group(state: &State, poll: &Poll) -> Option<ByGroup> {
    let rows = put_together(counted(state, poll));
    if rows.len() < 2 {
        return None;
    }
    let (groups, cells): (Vec<_>, Vec<Counts>) = rows.into_iter().unzip();
    let told = Table::new(&cells).told();
    let row = |((groups, cells), counts): ((Vec<_>, &Counts), _)| GroupRow {
        groups,
        voters: cells.iter().sum(),
        counts,
    };
    Some(ByGroup { rows: groups.into_iter().zip(&cells).zip(told).map(row).collect() })
}

/// What each group chose that may vote or has voted. Whoever's badge is not known any more is of no group.
fn counted(state: &State, poll: &Poll) -> Vec<(Option<u8>, Counts)> {
    let none = vec![0; poll.plan.choices()];
    let mut groups: BTreeMap<u8, Counts> =
        admitted(state, poll).into_iter().map(|group| (group, none.clone())).collect();
    let mut others = none.clone();
    for (voter, ballot) in &poll.round.ballots {
        let group = state.group_of(*voter);
        let counts = group.map_or(&mut others, |group| groups.entry(group).or_insert_with(|| none.clone()));
        if let Some(place) = ballot.mark.as_ref().and_then(|mark| chosen(&poll.plan, mark)) {
            counts[place] += 1;
        }
    }
    groups.into_iter().map(|(group, counts)| (Some(group), counts)).chain([(None, others)]).collect()
}

fn admitted(state: &State, poll: &Poll) -> Vec<u8> {
    match poll.plan.settings.voters {
        Some(Groups::ALL) | None => (0..state.badges.groups.len().min(GROUPS) as u8).collect(),
        Some(groups) => groups.iter().collect(),
    }
}

/// Groups of which few voted are one row, with the next smallest where all of these are few as well.
fn put_together(mut groups: Vec<(Option<u8>, Counts)>) -> Vec<(Vec<Option<u8>>, Counts)> {
    let voters = |counts: &Counts| counts.iter().sum::<u32>();
    let (mut few, mut many): (Vec<_>, Vec<_>) =
        groups.drain(..).partition(|(_, counts)| voters(counts) < LEAST);
    let mut all: u32 = few.iter().map(|(_, counts)| voters(counts)).sum();
    while (1..LEAST).contains(&all) && !many.is_empty() {
        let next = (0..many.len()).min_by_key(|at| voters(&many[*at].1)).unwrap_or(0);
        all += voters(&many[next].1);
        few.push(many.remove(next));
    }
    let mut rows: Vec<_> = many.into_iter().map(|(group, counts)| (vec![group], counts)).collect();
    if all >= LEAST {
        // In their order; the badges of no group last, as elsewhere.
        few.sort_by_key(|(group, _)| group.map_or(u16::from(u8::MAX) + 1, u16::from));
        let mut sum = vec![0; few[0].1.len()];
        few.iter().for_each(|(_, counts)| sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count));
        rows.push((few.into_iter().map(|(group, _)| group).collect(), sum));
    }
    rows
}

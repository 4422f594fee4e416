//! One picture the way round that another one was told.
//!
//! An axis has no sign of its own and a group no number: worked out afresh they may come out the other way round, and a hall that
//! saw its groups change sides and letters would take them for other people.

use std::collections::BTreeMap;

use crate::domain::id::StatementNo;
use crate::domain::statement::{Group, Picture, Shares, Spot};

use super::{hull, told};

/// The picture with each group's number from the group of the one before that says most of the same, and with its axes the way
/// that those stood. Nothing else of it is another.
#[must_use]
pub fn as_before(picture: Picture, before: &Picture) -> Picture {
    let numbers = numbers(&picture, before);
    let flips = [|(x, _): Spot| i64::from(x), |(_, y): Spot| i64::from(y)].map(|along| {
        let stand = |group: &Group, number: u8| {
            let earlier = before.groups.iter().find(|earlier| earlier.group == number)?;
            Some(along(group.centre?) * along(earlier.centre?) * i64::from(group.people))
        };
        picture.groups.iter().zip(&numbers).filter_map(|(group, number)| stand(group, *number)).sum::<i64>()
            < 0
    });
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by_key(|at| numbers[*at]);
    let groups = order.iter().map(|at| turned(&picture.groups[*at], numbers[*at], flips)).collect();
    let in_order = |shares: &Shares| Shares {
        groups: order.iter().map(|at| shares.groups[*at]).collect(),
        ..shares.clone()
    };
    let statements = picture.statements.iter().map(in_order).collect();
    told::ranked(Picture { groups, statements, ..picture })
}

/// The number of each group: of the earlier one with which it has most in common, and else the lowest that is free.
fn numbers(picture: &Picture, before: &Picture) -> Vec<u8> {
    let mut pairs: Vec<(u64, usize, u8)> = Vec::new();
    for at in 0..picture.groups.len() {
        for (earlier, group) in before.groups.iter().enumerate() {
            pairs.push((in_common((picture, at), (before, earlier)), at, group.group));
        }
    }
    pairs.sort_by_key(|(common, at, number)| (std::cmp::Reverse(*common), *at, *number));
    let mut numbers: Vec<Option<u8>> = vec![None; picture.groups.len()];
    for (_, at, number) in pairs.into_iter().filter(|(common, ..)| *common > 0) {
        if numbers[at].is_none() && !numbers.contains(&Some(number)) {
            numbers[at] = Some(number);
        }
    }
    for at in 0..numbers.len() {
        if numbers[at].is_none() {
            numbers[at] = (0..=u8::MAX).find(|number| !numbers.contains(&Some(*number)));
        }
    }
    numbers.into_iter().flatten().collect()
}

/// How much two groups say alike: of each statement, as many as say the same in both.
fn in_common((one, at): (&Picture, usize), (other, place): (&Picture, usize)) -> u64 {
    let said: BTreeMap<StatementNo, [u32; 3]> =
        other.statements.iter().filter_map(|shares| Some((shares.s, shares.groups[place]?))).collect();
    let both = one.statements.iter().filter_map(|shares| Some((shares.groups[at]?, said.get(&shares.s)?)));
    both.flat_map(|(a, b)| (0..3).map(move |side| u64::from(a[side].min(b[side])))).sum()
}

fn turned(group: &Group, number: u8, [x, y]: [bool; 2]) -> Group {
    let turn = |spot: &Spot| (if x { -spot.0 } else { spot.0 }, if y { -spot.1 } else { spot.1 });
    let mut spots: Vec<Spot> = group.spots.iter().map(turn).collect();
    spots.sort_unstable();
    Group {
        group: number,
        centre: group.centre.as_ref().map(turn),
        hull: hull::around(&group.hull.iter().map(turn).collect::<Vec<_>>()),
        spots,
        ..group.clone()
    }
}

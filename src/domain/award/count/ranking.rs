//! Places: who has more points, and what decides between equals.

use std::cmp::{Ordering, Reverse};

use crate::domain::award::{AwardPlan, NomineeResult, Tie};

/// Gives each nominee its place, and says which rule parted it last from any with as many points.
pub(super) fn place(
    plan: &AwardPlan,
    people: bool,
    lot: impl Fn(u8) -> [u8; 32],
    nominees: &mut [NomineeResult],
) {
    let lots: Vec<_> = (0..nominees.len()).map(|at| lot(at as u8)).collect();
    let criteria = by_weight(plan);
    // What is greater is ahead.
    let by = |tie: Tie, one: usize, other: usize, all: &[NomineeResult]| match tie {
        Tie::Criterion => in_order(&criteria, &all[one], &all[other]),
        Tie::People if people => all[one].votes.cmp(&all[other].votes),
        Tie::People => Ordering::Equal,
        Tie::Firsts => all[one].firsts.cmp(&all[other].firsts),
        Tie::Lot => lots[other].cmp(&lots[one]),
    };
    let among = |ties: &[Tie], one: usize, other: usize, all: &[NomineeResult]| {
        let decide = |found: Ordering, tie: &Tie| found.then_with(|| by(*tie, one, other, all));
        ties.iter().fold(all[one].total.cmp(&all[other].total), decide)
    };
    let standing: Vec<_> = (0..nominees.len())
        .map(|own| {
            let others = || (0..nominees.len()).filter(move |other| *other != own);
            let ahead = others().filter(|other| among(&plan.ties, *other, own, nominees).is_gt()).count();
            // How many are its equals once so many rules were asked.
            let equals = |asked: usize| {
                others().filter(|other| among(&plan.ties[..asked], *other, own, nominees).is_eq()).count()
            };
            let parted = (1..=plan.ties.len()).rev().find(|asked| equals(*asked) < equals(asked - 1));
            ((ahead + 1) as u8, parted.map(|asked| plan.ties[asked - 1]))
        })
        .collect();
    for (nominee, (place, tie)) in nominees.iter_mut().zip(standing) {
        (nominee.place, nominee.tie) = (Some(place), tie);
    }
}

/// Places by votes alone: equals share one.
pub(super) fn place_by_votes(nominees: &mut [NomineeResult]) {
    let votes: Vec<u32> = nominees.iter().map(|nominee| nominee.votes).collect();
    for nominee in nominees {
        let ahead = votes.iter().filter(|other| **other > nominee.votes).count();
        nominee.people_place = Some((ahead + 1) as u8);
    }
}

/// The places of the criteria, the heaviest first; of equals the first one.
fn by_weight(plan: &AwardPlan) -> Vec<usize> {
    let mut places: Vec<usize> = (0..plan.criteria.len()).collect();
    places.sort_by_key(|at| Reverse(plan.criteria[*at].weight));
    places
}

fn in_order(criteria: &[usize], one: &NomineeResult, other: &NomineeResult) -> Ordering {
    let of = |nominee: &NomineeResult, at: &usize| nominee.criteria.get(*at).copied().unwrap_or(0);
    let mut compared = criteria.iter().map(|at| of(one, at).cmp(&of(other, at)));
    compared.find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

//! A runoff, counted by the words of PROTOCOL.md: every round from all ballots, without what the other count moves along.

use crate::domain::ranking::{Runoff, RunoffRound, Tie};

pub(super) fn count(orders: &[&[u8]], options: usize) -> Runoff {
    let mut left: Vec<bool> = vec![true; options];
    let mut rounds: Vec<RunoffRound> = Vec::new();
    if !orders.iter().any(|order| order.iter().any(|option| usize::from(*option) < options)) {
        return Runoff::default();
    }
    loop {
        let round = votes(orders, &left);
        let counted: u32 = round.n.iter().flatten().sum();
        let most = round.n.iter().flatten().copied().max().unwrap_or(0);
        let fewest = round.n.iter().flatten().copied().min().unwrap_or(0);
        rounds.push(round);
        if u64::from(most) * 2 > u64::from(counted) || most == fewest {
            break;
        }
        let Some((out, tie)) = last_of(&rounds, &left) else { break };
        if let Some(round) = rounds.last_mut() {
            (round.out, round.tie) = (Some(out as u8), tie);
        }
        left.iter_mut().enumerate().filter(|(at, _)| *at == out).for_each(|(_, there)| *there = false);
    }
    let places = (0..options).map(|option| place(&rounds, option)).collect();
    Runoff { rounds, places }
}

/// How many ballots have which of those that are left first.
fn votes(orders: &[&[u8]], left: &[bool]) -> RunoffRound {
    let mut n: Vec<Option<u32>> = left.iter().map(|there| there.then_some(0)).collect();
    let mut spent = 0;
    for order in orders {
        let first = order.iter().copied().map(usize::from).find(|option| left.get(*option) == Some(&true));
        match first.and_then(|option| n.get_mut(option)?.as_mut()) {
            Some(votes) => *votes += 1,
            None => spent += 1,
        }
    }
    RunoffRound { n, spent, out: None, tie: None }
}

/// The last of those that are left, ordered by the votes in this round, in the one before and so on back, most first, then as the poll lists them.
fn last_of(rounds: &[RunoffRound], left: &[bool]) -> Option<(usize, Option<Tie>)> {
    let back = |option: usize| -> Vec<Option<u32>> {
        rounds.iter().rev().map(|round| round.n.get(option).copied().flatten()).collect()
    };
    let there = left.iter().enumerate().filter(|(_, there)| **there).map(|(option, _)| option);
    let mut ordered: Vec<_> = there.map(|option| (back(option), std::cmp::Reverse(option))).collect();
    ordered.sort();
    let (votes, out) = ordered.first()?;
    let tie = ordered
        .get(1)
        .filter(|(other, _)| other.first() == votes.first())
        .map(|(other, _)| if other == votes { Tie::Order } else { Tie::Earlier });
    Some((out.0, tie))
}

fn place(rounds: &[RunoffRound], option: usize) -> u32 {
    let votes = |round: &RunoffRound| round.n.get(option).copied().flatten();
    let went = rounds.iter().find(|round| round.out == Some(option as u8));
    let before = match (went, rounds.last()) {
        (Some(round), _) => round.n.iter().flatten().count() - 1,
        (None, Some(last)) => last.n.iter().flatten().filter(|other| Some(**other) > votes(last)).count(),
        (None, None) => 0,
    };
    before as u32 + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count;
    use crate::domain::ranking::runoff;

    proptest! {
        #[test]
        fn both_counts_of_a_runoff_come_to_the_same(
            ballots in prop::collection::vec(prop::collection::vec(0..5_u8, 1..5), 0..30),
        ) {
            let orders: Vec<&[u8]> = ballots.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(count(&orders, 5), runoff(5, orders.iter().copied()));
        }
    }
}

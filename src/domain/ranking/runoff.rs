//! The instant runoff.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::left_out::is_default;

/// A runoff that was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runoff {
    /// Its rounds; none where there was no ballot.
    pub rounds: Vec<RunoffRound>,
    /// The place of each option, from 1: those of the last round by their votes in it, then the others, the latest to go out first.
    pub places: Vec<u32>,
}

/// A round of a runoff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunoffRound {
    /// How many ballots count for each option; none for one that is out.
    pub n: Vec<Option<u32>>,
    /// How many ballots name no option any more that is left.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub spent: u32,
    /// The option that goes out after it; none of the last round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub out: Option<u8>,
    /// How it was decided which of several with the fewest votes goes out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tie: Option<Tie>,
}

/// What parts options with equally few votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RunoffTie")]
pub enum Tie {
    /// One had fewer in the latest earlier round in which they differed.
    Earlier,
    /// They never differed: the one that is further down among the poll's options goes out.
    Order,
}

/// Where a ballot counts: the ballot, and how far down it that option stands.
type Lies<'b> = (&'b [u8], usize);

/// Counts a runoff between so many options. It is over once more than half of the ballots that still count are for one option, or all
/// that are left have equally many: then they share the first place. A ballot is moved only where its option goes out, so that
/// the time taken grows with how often ballots move and not with the rounds.
pub fn runoff<'b>(options: usize, orders: impl Iterator<Item = &'b [u8]>) -> Runoff {
    let mut piles: Vec<Option<Vec<Lies<'b>>>> = vec![Some(Vec::new()); options];
    let (mut rounds, mut spent): (Vec<RunoffRound>, u32) = (Vec::new(), 0);
    orders.for_each(|order| put(&mut piles, (order, 0), &mut spent));
    if piles.iter().flatten().all(Vec::is_empty) {
        return Runoff::default();
    }
    loop {
        let n: Vec<_> = piles.iter().map(|pile| pile.as_ref().map(|pile| pile.len() as u32)).collect();
        let is_last = is_decided(&n);
        let round = RunoffRound { n, spent, out: None, tie: None };
        rounds.push(round);
        let Some((out, tie)) = (!is_last).then(|| goes_out(&rounds)).flatten() else { break };
        if let Some(round) = rounds.last_mut() {
            (round.out, round.tie) = (Some(out as u8), tie);
        }
        let pile = piles.get_mut(out).and_then(Option::take).unwrap_or_default();
        for (order, at) in pile {
            put(&mut piles, (order, at + 1), &mut spent);
        }
    }
    let places = places(&rounds, options);
    Runoff { rounds, places }
}

/// Puts a ballot to the first option from there on that is left.
fn put<'b>(piles: &mut [Option<Vec<Lies<'b>>>], (order, from): Lies<'b>, spent: &mut u32) {
    let left = |option: &u8| piles.get(usize::from(*option)).is_some_and(Option::is_some);
    let next = order.iter().enumerate().skip(from).find(|(_, option)| left(option));
    let pile = next.and_then(|(at, option)| Some((at, piles.get_mut(usize::from(*option))?.as_mut()?)));
    match pile {
        Some((at, pile)) => pile.push((order, at)),
        None => *spent += 1,
    }
}

/// Whether one option has more than half, or all that are left have equally many.
fn is_decided(n: &[Option<u32>]) -> bool {
    let all: u64 = n.iter().flatten().map(|votes| u64::from(*votes)).sum();
    let most = n.iter().flatten().max();
    let is_above_half = most.is_some_and(|most| 2 * u64::from(*most) > all);
    is_above_half || n.iter().flatten().min() == most
}

/// Which option goes out after the last of these rounds, and what parted it from others with as few votes.
fn goes_out(rounds: &[RunoffRound]) -> Option<(usize, Option<Tie>)> {
    let last = rounds.last()?;
    let left = last.n.iter().enumerate().filter_map(|(option, n)| n.map(|_| option));
    let mut fewest = of_fewest(last, left.collect());
    let tied = fewest.len() > 1;
    for round in rounds.iter().rev().skip(1) {
        fewest = of_fewest(round, fewest);
    }
    let tie = if fewest.len() > 1 { Tie::Order } else { Tie::Earlier };
    Some((*fewest.last()?, tied.then_some(tie)))
}

/// Those of the options that had fewest in that round, in their order.
fn of_fewest(round: &RunoffRound, mut options: Vec<usize>) -> Vec<usize> {
    let n = |option: &usize| round.n.get(*option).copied().flatten();
    let least = options.iter().filter_map(n).min();
    options.retain(|option| n(option) == least);
    options
}

fn places(rounds: &[RunoffRound], options: usize) -> Vec<u32> {
    let mut places = vec![0; options];
    let Some(last) = rounds.last() else { return places };
    for (place, n) in places.iter_mut().zip(&last.n) {
        let before = last.n.iter().flatten().filter(|other| n.is_some_and(|n| **other > n)).count();
        *place = 1 + before as u32;
    }
    for round in rounds {
        let left = round.n.iter().flatten().count() as u32;
        if let Some(place) = round.out.and_then(|out| places.get_mut(usize::from(out))) {
            *place = left;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(options: usize, ballots: &[(u32, &[u8])]) -> Runoff {
        let all = ballots.iter().flat_map(|(n, order)| std::iter::repeat_n(*order, *n as usize));
        runoff(options, all)
    }

    #[test]
    fn of_equals_whoever_had_fewer_before_goes_out_and_then_the_later_one() {
        let earlier = counted(4, &[(5, &[0]), (3, &[1]), (2, &[2]), (1, &[3, 2])]);
        assert_eq!((earlier.rounds[0].out, earlier.rounds[0].tie), (Some(3), None));
        assert_eq!(earlier.rounds[1].n, [Some(5), Some(3), Some(3), None]);
        assert_eq!((earlier.rounds[1].out, earlier.rounds[1].tie), (Some(2), Some(Tie::Earlier)));
        let order = counted(3, &[(3, &[0]), (2, &[1]), (2, &[2])]);
        assert_eq!((order.rounds[0].out, order.rounds[0].tie), (Some(2), Some(Tie::Order)));
        assert_eq!((order.rounds[1].spent, &order.places[..]), (2, &[1, 2, 3][..]));
    }

    #[test]
    fn if_all_that_are_left_have_equally_many_they_share_the_first_place() {
        let all = counted(3, &[(2, &[0, 1]), (2, &[1, 0]), (1, &[2])]);
        assert_eq!(all.rounds.len(), 2);
        assert_eq!((all.rounds[1].out, &all.places[..]), (None, &[1, 1, 3][..]));
    }

    #[test]
    fn a_ballot_counts_for_none_once_all_that_it_names_are_out() {
        let all = counted(3, &[(4, &[0]), (3, &[1]), (2, &[2])]);
        let last = &all.rounds[1];
        assert_eq!((&last.n[..], last.spent), (&[Some(4), Some(3), None][..], 2));
        assert_eq!(all.places, [1, 2, 3], "four of the seven that count are more than half");
    }

    #[test]
    fn without_a_ballot_there_is_neither_a_round_nor_a_place() {
        assert_eq!(counted(3, &[]), Runoff::default());
        assert_eq!(counted(3, &[(2, &[9])]), Runoff::default(), "nor where none names an option of the poll");
    }
}

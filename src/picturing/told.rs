//! What is told of a picture.

use std::collections::BTreeSet;

use crate::domain::id::StatementNo;
use crate::domain::statement::{Dividing, Group, Picture, Shares, Side, Spot, Typical, Uniting};
use crate::opinion;
use crate::opinion::counts::Counts;
use crate::opinion::plane::Point;

use super::hull;

/// A group of fewer people than this tells nothing of what they say.
const FEW: usize = 3;
/// Statements in a ranking at most.
const RANKED: usize = 10;
/// Spots of people at most: of more, as many are taken evenly from their order.
const SPOTS: usize = 2_000;

/// The picture as it is told. `numbers` are those of the statements, by their places in the vote matrix.
pub fn picture(drawn: &opinion::picture::Picture, numbers: &[StatementNo]) -> Picture {
    let every = drawn.participants.len().div_ceil(SPOTS).max(1);
    let people = drawn.participants.iter().filter(|place| place.votes > 0);
    let votes: usize = drawn.participants.iter().map(|place| place.votes).sum();
    let ungrouped = drawn.participants.iter().filter(|place| place.votes > 0 && place.group.is_none());
    let withheld = withheld(drawn);
    let told = |place: usize| numbers.get(place).copied();
    let few = |place: usize| is_few(&drawn.groups[place]);
    let number = |place: usize| drawn.groups[place].number as u8;
    let dividing = drawn.dividing.iter().filter(|on| !few(on.agreeing) && !few(on.disagreeing));
    Picture {
        people: people.count() as u32,
        votes: votes as u32,
        groups: drawn.groups.iter().map(|own| group(drawn, own, every, numbers)).collect(),
        others: thin(sorted(ungrouped.map(|place| place.position)), every),
        statements: shares(drawn, numbers, &withheld),
        uniting: drawn
            .uniting
            .iter()
            .take(RANKED)
            .filter_map(|on| {
                Some(Uniting {
                    s: told(on.statement)?,
                    side: side(on.side),
                    strength: thousandths(on.consensus),
                })
            })
            .collect(),
        dividing: dividing
            .take(RANKED)
            .filter_map(|on| {
                let (agree, disagree) = (number(on.agreeing), number(on.disagreeing));
                Some(Dividing { s: told(on.statement)?, agree, disagree, strength: thousandths(on.strength) })
            })
            .collect(),
    }
}

fn is_few(group: &opinion::picture::Group) -> bool {
    group.members.len() < FEW
}

/// The groups whose part of the shares is not told, by their places: those of few, and the smallest other one with them, as else
/// theirs would be what is left of everyone's.
fn withheld(drawn: &opinion::picture::Picture) -> BTreeSet<usize> {
    let groups = drawn.groups.iter().enumerate();
    let (few, others): (Vec<_>, Vec<_>) = groups.partition(|(_, group)| is_few(group));
    let beside = others.iter().min_by_key(|(_, group)| group.members.len()).filter(|_| !few.is_empty());
    few.iter().chain(beside).map(|(place, _)| *place).collect()
}

fn group(
    drawn: &opinion::picture::Picture,
    own: &opinion::picture::Group,
    every: usize,
    numbers: &[StatementNo],
) -> Group {
    let few = is_few(own);
    let spots = sorted(own.members.iter().map(|member| drawn.participants[*member].position));
    let typical = own.representative.iter().filter(|_| !few).filter_map(|typical| {
        Some(Typical { s: *numbers.get(typical.statement)?, side: side(typical.side) })
    });
    Group {
        group: own.number as u8,
        people: own.members.len() as u32,
        few,
        centre: spot(own.centre),
        hull: if few { Vec::new() } else { hull::around(&spots) },
        typical: typical.collect(),
        spots: thin(spots, every),
    }
}

/// By number, those that count.
fn shares(
    drawn: &opinion::picture::Picture,
    numbers: &[StatementNo],
    withheld: &BTreeSet<usize>,
) -> Vec<Shares> {
    let counting = drawn.statements.iter().zip(numbers).filter(|(said, _)| !said.kept_out);
    let mut shares: Vec<Shares> = counting
        .map(|(said, no)| Shares {
            s: *no,
            all: counts(said.everyone),
            groups: said
                .groups
                .iter()
                .enumerate()
                .map(|(place, stance)| (!withheld.contains(&place)).then(|| counts(stance.counts)))
                .collect(),
        })
        .collect();
    shares.sort_by_key(|shares| shares.s);
    shares
}

fn counts(counts: Counts) -> [u32; 3] {
    [counts.agrees, counts.disagrees, counts.passes]
}

fn side(side: opinion::counts::Side) -> Side {
    match side {
        opinion::counts::Side::Agree => Side::Agree,
        opinion::counts::Side::Disagree => Side::Disagree,
    }
}

/// In an order that says nothing of who is who.
fn sorted(points: impl Iterator<Item = Point>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = points.map(spot).collect();
    spots.sort_unstable();
    spots
}

fn thin(spots: Vec<Spot>, every: usize) -> Vec<Spot> {
    spots.into_iter().step_by(every).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float ends at the bounds of the number")]
fn spot(point: Point) -> Spot {
    let round = |along: f64| (along * 1_000.0).round() as i32;
    (round(point[0]), round(point[1]))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a probability, and a cast of a float ends at the bounds of the number"
)]
fn thousandths(probability: f64) -> u32 {
    (probability * 1_000.0).round() as u32
}

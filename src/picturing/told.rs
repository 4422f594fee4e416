//! What is told of a picture.
//!
//! Whatever is told of what people said comes out of the counts of groups that are not few, and of nothing else: so no subtraction
//! tells what few said, or somebody who is in no group.

use std::collections::BTreeMap;

use crate::domain::id::StatementNo;
use crate::domain::statement::{Dividing, Group, Picture, Shares, Side, Spot, Typical, Uniting};
use crate::opinion;
use crate::opinion::counts::Counts;
use crate::opinion::plane::Point;
use crate::opinion::ranking::Ranking;

use super::hull;

/// Of fewer people than this altogether it is told how many they are, and nothing else.
pub const PEOPLE: usize = 10;
/// A group of fewer people than this tells nothing of what they say.
const FEW: usize = 3;
/// Statements in a ranking at most.
const RANKED: usize = 10;
/// Spots of people at most: of more, as many are taken evenly from their order.
const SPOTS: usize = 2_000;
/// Places are told to so many thousandths: somebody's exact place may be reckoned back to their votes.
const GRAIN: f64 = 10.0;

/// The picture as it is told. `numbers` are those of the statements, by their places in the vote matrix.
pub fn picture(drawn: &opinion::picture::Picture, numbers: &[StatementNo]) -> Picture {
    let people = drawn.participants.iter().filter(|place| place.votes > 0).count();
    let votes: usize = drawn.participants.iter().map(|place| place.votes).sum();
    let alone = Picture { people: people as u32, votes: votes as u32, ..Picture::default() };
    if people < PEOPLE {
        return alone;
    }
    let every = drawn.participants.len().div_ceil(SPOTS).max(1);
    let groups: Vec<Group> = drawn.groups.iter().map(|own| group(drawn, own, every)).collect();
    ranked(Picture { statements: shares(drawn, numbers), groups, ..alone })
}

/// With what follows from the groups' counts that are told, in place of whatever stands there: the same wherever it is worked out.
pub fn ranked(picture: Picture) -> Picture {
    let Picture { mut groups, statements, .. } = picture;
    let counts = |shares: &Shares| shares.groups.iter().flatten().map(|told| counted(*told)).collect();
    let said: Vec<(usize, Vec<Counts>)> =
        statements.iter().enumerate().map(|(at, shares)| (at, counts(shares))).collect();
    let told: Vec<u8> = groups.iter().filter(|group| !group.few).map(|group| group.group).collect();
    let no = |at: usize| statements[at].s;
    let ranking = Ranking::of(told.len(), &said);
    for (group, chosen) in groups.iter_mut().filter(|group| !group.few).zip(&ranking.typical) {
        group.typical =
            chosen.iter().map(|on| Typical { s: no(on.statement), side: side(on.side) }).collect();
    }
    let uniting = ranking.uniting.iter().take(RANKED).map(|on| Uniting {
        s: no(on.statement),
        side: side(on.side),
        strength: thousandths(on.consensus),
    });
    let dividing = ranking.dividing.iter().take(RANKED).map(|on| Dividing {
        s: no(on.statement),
        agree: told[on.agreeing],
        disagree: told[on.disagreeing],
        strength: thousandths(on.strength),
    });
    let (uniting, dividing) = (uniting.collect(), dividing.collect());
    Picture { groups, statements, uniting, dividing, ..picture }
}

fn is_few(group: &opinion::picture::Group) -> bool {
    group.members.len() < FEW
}

fn group(drawn: &opinion::picture::Picture, own: &opinion::picture::Group, every: usize) -> Group {
    let few = is_few(own);
    let members = own.members.iter().filter(|_| !few);
    let spots = sorted(members.map(|member| drawn.participants[*member].position));
    Group {
        group: own.number as u8,
        people: own.members.len() as u32,
        few,
        centre: (!few).then(|| spot(own.centre)),
        hull: hull::around(&spots),
        spots: thin(spots, every),
        typical: Vec::new(),
    }
}

/// By number, those that count and of which groups that are not few said something.
fn shares(drawn: &opinion::picture::Picture, numbers: &[StatementNo]) -> Vec<Shares> {
    let counting = drawn.statements.iter().zip(numbers).filter(|(said, _)| !said.kept_out);
    let of_groups = |said: &opinion::picture::Statement| {
        let all = said.groups.iter().zip(&drawn.groups);
        all.map(|(stance, group)| (!is_few(group)).then(|| counts(stance.counts))).collect::<Vec<_>>()
    };
    let shares = counting.map(|(said, no)| (*no, of_groups(said))).map(|(s, groups)| {
        let all = groups.iter().flatten().fold([0; 3], |all, told| plus(all, *told));
        (s, Shares { s, all, groups })
    });
    let some = shares.filter(|(_, shares)| shares.all != [0; 3]);
    some.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn plus(a: [u32; 3], b: [u32; 3]) -> [u32; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn counts(counts: Counts) -> [u32; 3] {
    [counts.agrees, counts.disagrees, counts.passes]
}

fn counted([agrees, disagrees, passes]: [u32; 3]) -> Counts {
    Counts { agrees, disagrees, passes }
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
    let round = |along: f64| ((along * 1_000.0 / GRAIN).round() * GRAIN) as i32;
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

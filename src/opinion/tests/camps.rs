//! Where it is clear who belongs together.

use super::super::counts::Side;
use super::super::grouping;
use super::super::plane::Point;
use super::{camp, groups, is_in_the_middle, opinions};

const LEFT: &str = "aaaaaaaaddddddddaaaa";
const RIGHT: &str = "ddddddddaaaaaaaaaaaa";
const ALOOF: &str = "dddddddddddddddddddd";

#[test]
fn two_camps_are_two_groups() {
    let rows = [camp(LEFT, 12), camp(RIGHT, 8)].concat();
    let picture = opinions(&rows).refresh();
    let sizes: Vec<usize> = picture.groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(sizes, [12, 8], "the larger one comes first");
    assert_eq!(picture.groups[0].members, (0..12).collect::<Vec<_>>());
    assert!(picture.silhouette > 0.6, "{}", picture.silhouette);
}

#[test]
fn what_they_differ_on_divides_them_and_what_they_share_unites_them() {
    let picture = opinions(&[camp(LEFT, 12), camp(RIGHT, 8)].concat()).refresh();
    let mut divide: Vec<usize> = picture.dividing.iter().map(|dividing| dividing.statement).collect();
    divide.sort_unstable();
    assert_eq!(divide, (0..16).collect::<Vec<_>>());
    let first = picture.dividing[0];
    assert!((first.agreeing, first.disagreeing) == (0, 1) || (first.agreeing, first.disagreeing) == (1, 0));
    let mut unite: Vec<usize> = picture.uniting.iter().map(|uniting| uniting.statement).collect();
    unite.sort_unstable();
    assert_eq!(unite, [16, 17, 18, 19]);
    assert!(picture.uniting.iter().all(|uniting| uniting.side == Side::Agree));
    assert!(picture.uniting.is_sorted_by(|a, b| a.consensus >= b.consensus));
    assert!(picture.dividing.is_sorted_by(|a, b| a.strength >= b.strength));
}

#[test]
fn what_is_typical_of_a_camp_is_what_the_other_rejects() {
    let picture = opinions(&[camp(LEFT, 12), camp(RIGHT, 8)].concat()).refresh();
    let [left, right] = &picture.groups[..] else { panic!("{:?}", picture.groups) };
    for group in [left, right] {
        assert_eq!(group.representative.len(), 5);
        assert!(group.representative.is_sorted_by_key(|chosen| chosen.side == Side::Disagree));
    }
    let typical = |chosen: &super::super::representative::Representative| (chosen.side, chosen.statement < 8);
    let own = [(Side::Agree, true), (Side::Disagree, false)];
    assert!(left.representative.iter().map(typical).all(|side| own.contains(&side)), "{left:?}");
    assert!(!right.representative.iter().map(typical).any(|side| own.contains(&side)), "{right:?}");
}

#[test]
fn three_camps_are_three_groups_also_when_those_who_came_first_are_all_of_one() {
    let rows = [camp(LEFT, 14), camp(RIGHT, 12), camp(ALOOF, 11)].concat();
    let picture = opinions(&rows).refresh();
    let members: Vec<Vec<usize>> = picture.groups.iter().map(|group| group.members.clone()).collect();
    assert_eq!(members, [(0..14).collect::<Vec<_>>(), (14..26).collect(), (26..37).collect()]);
}

/// Three seeds in one camp cut it in three, or leave the other two as one.
#[test]
fn three_camps_are_found_wherever_k_means_begins() {
    let camp =
        |x: f64, y: f64| (0..10_u8).map(move |no| [x + f64::from(no % 3) / 10.0, y + f64::from(no) / 10.0]);
    let points: Vec<Point> = camp(0.0, 0.0).chain(camp(20.0, 0.0)).chain(camp(20.0, 8.0)).collect();
    let sizes: Vec<usize> =
        grouping::all(&points)[1].groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(sizes, [10; 3]);
}

#[test]
fn each_stands_nearer_to_the_own_camp() {
    let picture = opinions(&[camp(LEFT, 12), camp(RIGHT, 8)].concat()).refresh();
    let distance = |participant: usize, group: usize| {
        let (at, centre) = (picture.participants[participant].position, picture.groups[group].centre);
        (at[0] - centre[0]).hypot(at[1] - centre[1])
    };
    assert!((0..12).all(|participant| distance(participant, 0) < distance(participant, 1)));
    assert!((12..20).all(|participant| distance(participant, 1) < distance(participant, 0)));
}

#[test]
fn who_voted_little_stands_with_those_they_vote_like() {
    // Nine statements of twenty: without the stretch they would stand half as far from the middle as the others.
    let rows = [camp(LEFT, 12), camp(RIGHT, 12), vec!["dddd....aaaa....a...".to_owned()]].concat();
    let picture = opinions(&rows).refresh();
    assert_eq!(picture.participants[24].group, picture.participants[12].group);
    let (place, others) =
        (picture.participants[24], picture.groups[picture.participants[12].group.unwrap()].centre);
    assert!(place.position[0] / others[0] > 0.8, "{place:?} {others:?}");
}

#[test]
fn a_statement_that_is_kept_out_divides_nobody() {
    let mut opinions = opinions(&[camp(LEFT, 12), camp(RIGHT, 8)].concat());
    let before = opinions.refresh();
    opinions.keep_out(0, true);
    let without = opinions.refresh();
    assert!(without.statements[0].kept_out && is_in_the_middle(without.statements[0].position));
    assert!(without.dividing.iter().all(|dividing| dividing.statement != 0));
    let typical = without.groups.iter().flat_map(|group| &group.representative);
    assert!(typical.map(|chosen| chosen.statement).all(|statement| statement != 0));
    assert_eq!(without.statements[0].everyone, before.statements[0].everyone, "it stays counted");
    assert_eq!(groups(&without), groups(&before));
    opinions.keep_out(0, false);
    let again = opinions.refresh();
    assert_eq!(again.dividing.len(), before.dividing.len());
}

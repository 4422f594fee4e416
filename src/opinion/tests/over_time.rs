//! One picture after another.

use std::sync::Arc;

use super::super::grouping::Grouping;
use super::super::identity;
use super::super::number::Number;
use super::super::opinions::Opinions;
use super::super::vote::Vote;
use super::{camp, groups, opinions};

fn fitting(silhouettes: &[f64]) -> Vec<Grouping> {
    silhouettes.iter().map(|silhouette| Grouping { groups: Vec::new(), silhouette: *silhouette }).collect()
}

#[test]
fn another_number_of_groups_is_shown_after_four_times() {
    let mut number = Number::default();
    let (two, three) = (fitting(&[0.5, 0.3]), fitting(&[0.3, 0.5]));
    assert_eq!(number.choose(&two), Some(0));
    for _ in 0..3 {
        assert_eq!(number.choose(&three), Some(0));
    }
    assert_eq!(number.choose(&two), Some(0), "it has to fit best each time");
    for _ in 0..3 {
        assert_eq!(number.choose(&three), Some(0));
    }
    assert_eq!(number.choose(&three), Some(1));
    assert_eq!(number.choose(&fitting(&[0.5])), Some(0), "what there is no longer isn't shown");
    assert_eq!(number.choose(&[]), None);
}

#[test]
fn of_numbers_that_fit_alike_the_smaller_one_is_shown() {
    assert_eq!(Number::default().choose(&fitting(&[0.42, 0.425, 0.41])), Some(0));
    assert_eq!(Number::default().choose(&fitting(&[0.41, 0.425, 0.41])), Some(1));
}

#[test]
fn a_group_keeps_its_number_while_most_of_its_people_stay() {
    let earlier = [Some(1), Some(1), Some(1), Some(0), Some(0), None];
    assert_eq!(identity::numbers(&[vec![0, 1], vec![3, 4, 2]], &earlier), [1, 0]);
    assert_eq!(identity::numbers(&[vec![5], vec![3, 4], vec![0, 1, 2]], &earlier), [2, 0, 1]);
    assert_eq!(identity::numbers(&[vec![0], vec![1, 2]], &[]), [1, 0], "at first by size");
}

#[test]
fn numbers_stay_when_the_smaller_group_becomes_the_larger() {
    let mut opinions =
        opinions(&[camp("aaaaaaaaaadddddddddd", 10), camp("ddddddddddaaaaaaaaaa", 8)].concat());
    let before = groups(&opinions.refresh());
    for (no, row) in camp("ddddddddddaaaaaaaaaa", 12).iter().enumerate() {
        super::cast(&mut opinions, 18 + no, row);
    }
    let after = groups(&opinions.refresh());
    assert_eq!(after[..18], before[..]);
    assert_eq!(after[18..], vec![before[10]; 12][..]);
}

#[test]
fn without_a_vote_the_picture_stays_the_same_one() {
    let mut opinions = opinions(&camp("aaaddd", 6));
    let first = opinions.refresh();
    opinions.vote(0, 0, opinions.votes().get(0, 0));
    opinions.keep_out(3, false);
    assert!(Arc::ptr_eq(&first, &opinions.refresh()));
    opinions.vote(0, 0, Some(Vote::Pass));
    assert!(!Arc::ptr_eq(&first, &opinions.refresh()));
}

/// Where nothing but the votes decides, a picture made on the way changes nothing of the last one.
#[test]
fn it_is_the_same_whether_pictures_were_made_meanwhile() {
    let rows = [camp("aaaaaaaaddddddddaapa", 12), camp("ddddddddaaaaaaaappaa", 9)].concat();
    let mut followed = Opinions::default();
    for (participant, row) in rows.iter().enumerate() {
        super::cast(&mut followed, participant, row);
        followed.refresh();
    }
    let (followed, once) = (followed.refresh(), opinions(&rows).refresh());
    assert_eq!(followed.groups.len(), once.groups.len());
    let same = |a: usize, b: usize, of: &[Option<usize>]| of[a] == of[b];
    let (a, b) = (groups(&followed), groups(&once));
    assert!(
        (0..rows.len()).all(|one| (0..rows.len()).all(|other| same(one, other, &a) == same(one, other, &b)))
    );
    assert!((followed.silhouette - once.silhouette).abs() < 0.01);
}

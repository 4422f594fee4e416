//! Where there is little or nothing to go by.

use super::super::counts::Side;
use super::super::opinions::Opinions;
use super::super::picture::Picture;
use super::super::vote::Vote;
use super::{groups, is_in_the_middle, opinions};

#[test]
fn nobody_makes_an_empty_picture() {
    assert_eq!(*Opinions::default().refresh(), Picture::default());
    let mut opinions = Opinions::default();
    opinions.keep_out(2, true);
    let picture = opinions.refresh();
    assert_eq!((picture.statements.len(), picture.groups.len()), (3, 0));
}

#[test]
fn one_voter_is_one_group_and_decides_nothing() {
    let picture = opinions(&["adp"]).refresh();
    assert_eq!(groups(&picture), [Some(0)]);
    assert_eq!(picture.groups[0].members, [0]);
    assert!(picture.uniting.is_empty() && picture.dividing.is_empty(), "{picture:?}");
}

#[test]
fn one_statement_parts_those_who_agree_from_those_who_do_not() {
    let rows: Vec<&str> = (0..20).map(|no| if no < 12 { "a" } else { "d" }).collect();
    let picture = opinions(&rows).refresh();
    let sizes: Vec<usize> = picture.groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(sizes, [12, 8]);
    assert_eq!(picture.dividing.len(), 1);
}

#[test]
fn everyone_alike_is_one_group() {
    for (row, unite) in [("aadd", 4), ("pppp", 0)] {
        let picture = opinions(&[row; 30]).refresh();
        assert_eq!(groups(&picture), [Some(0); 30], "{row}");
        assert_eq!(picture.uniting.len(), unite, "{row}");
        assert!(picture.dividing.is_empty() && picture.silhouette == 0.0, "{row}");
        assert!(picture.participants.iter().all(|place| is_in_the_middle(place.position)), "{row}");
    }
    let picture = opinions(&["aadd"; 30]).refresh();
    let sides: Vec<Side> = (0..4)
        .filter_map(|at| picture.uniting.iter().find(|it| it.statement == at))
        .map(|it| it.side)
        .collect();
    assert_eq!(sides, [Side::Agree, Side::Agree, Side::Disagree, Side::Disagree]);
}

#[test]
fn who_has_said_too_little_is_not_grouped_once_fifteen_are() {
    let mut rows = vec!["aaaaaaaadd"; 10];
    rows.extend(["ddddddddaa"; 10]);
    rows.extend(["aaaaaa....", "aaaaaaa..."]);
    let picture = opinions(&rows).refresh();
    assert_eq!((picture.participants[20].group, picture.participants[20].votes), (None, 6));
    assert!(picture.participants[21].group.is_some(), "seven are enough");
    assert_eq!(picture.statements[0].everyone.agrees, 12, "everyone is counted");
    assert_eq!(picture.statements[0].groups.iter().map(|stance| stance.counts.agrees).sum::<u32>(), 11);
}

#[test]
fn fifteen_are_grouped_in_any_case_and_those_first_who_voted_most() {
    let mut rows = vec!["aaaaaaaadd"];
    rows.extend(["aa........"; 20]);
    rows.extend(["dddd......"; 5]);
    let picture = opinions(&rows).refresh();
    let grouped: Vec<usize> = (0..26).filter(|at| picture.participants[*at].group.is_some()).collect();
    assert_eq!(grouped, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 22, 23, 24, 25]);
}

#[test]
fn who_was_grouped_stays_it_when_there_come_more_statements() {
    let mut opinions = opinions(&[["aad"; 20], ["dda"; 20]].concat());
    assert!(groups(&opinions.refresh()).iter().all(Option::is_some));
    (3..10).for_each(|statement| opinions.vote(0, statement, Some(Vote::Agree)));
    assert!(groups(&opinions.refresh()).iter().all(Option::is_some));
}

#[test]
fn a_vote_that_is_taken_back_is_none() {
    let mut opinions = opinions(&["ad", "da"]);
    opinions.vote(0, 0, None);
    let picture = opinions.refresh();
    assert_eq!(picture.statements[0].everyone.seen(), 1);
    assert_eq!(picture.participants[0].votes, 1);
    (0..2).for_each(|statement| (0..2).for_each(|participant| opinions.vote(participant, statement, None)));
    let empty = opinions.refresh();
    assert!(empty.participants.iter().all(|place| is_in_the_middle(place.position) && place.votes == 0));
}

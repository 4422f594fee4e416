//! What of an award comes home when it was lost.

use super::{CO_OWNER, JURORS, OWNER, begun, sealed, usual, with_jury};
use crate::domain::award::{AwardPlan, Stage};
use crate::domain::home::Matter;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, Scene};

fn sheets(scene: &Scene) -> usize {
    scene.award().counted(0, 0).count()
}

/// Marks for the first nominee that are lost.
fn with_lost_marks(scene: Scene) -> Parted {
    let mut parted = Parted::after(scene);
    let score = parted.lost.score((0, 0), &[5, 5]);
    parted.loses(JURORS[2], &score);
    parted
}

#[test]
fn marks_come_home_until_they_are_counted() {
    let mut parted = with_lost_marks(begun());
    parted.now.does(OWNER, &parted.now.to(Stage::Sealed));
    assert_eq!(parted.left(), []);
    assert_eq!(sheets(&parted.now), 1, "they were given in time");

    let mut parted = with_lost_marks(begun());
    parted.now.does(OWNER, &parted.now.to(Stage::Sealed));
    parted.now.opens_award();
    assert_eq!(parted.left(), [Matter::Award], "what was counted is not changed");
    assert_eq!(sheets(&parted.now), 0);
}

#[test]
fn of_marks_that_were_given_in_both_the_later_ones_stand() {
    let mut parted = with_lost_marks(begun());
    let later = parted.now.score((0, 0), &[8, 8]);
    parted.now.does(JURORS[2], &later);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.award().counted(0, 0).map(|(_, marks)| marks.to_vec()).next(), Some(vec![8, 8]));
}

#[test]
fn what_was_begun_by_other_rules_takes_no_marks() {
    let mut scene = with_jury();
    scene.plans(&usual());
    let mut parted = Parted::after(scene);
    let begins = parted.lost.to(Stage::Scoring);
    parted.loses(OWNER, &begins);
    let score = parted.lost.score((0, 0), &[5, 5]);
    parted.loses(JURORS[0], &score);
    parted.now.plans(&AwardPlan { scale: 5, ..usual() });
    parted.now.does(OWNER, &parted.now.to(Stage::Scoring));
    assert_eq!(parted.left(), [Matter::Award, Matter::Award]);
}

#[test]
fn a_beginning_comes_home_with_its_lot_and_its_polls() {
    let mut scene = with_jury();
    scene.plans(&usual());
    let mut parted = Parted::after(scene);
    let begins = parted.lost.to(Stage::Scoring);
    parted.loses(OWNER, &begins);
    let draft = crate::domain::tests::polls::draft(crate::domain::poll::PollKind::Single, 2);
    parted.now.prepared(&draft);
    assert_eq!(parted.left(), []);
    let (lost, now) = (parted.lost.award(), parted.now.award());
    assert_eq!((now.stage, &now.lot), (Stage::Scoring, &lost.lot));
    let polls: Vec<_> = now.polls.iter().flatten().map(|poll| poll.0).collect();
    assert_eq!(polls, [2, 3], "the first number is another poll's by now");
}

#[test]
fn an_opening_comes_home_where_counting_comes_to_the_same() {
    let mut parted = Parted::after(sealed());
    for organiser in [OWNER, CO_OWNER] {
        let opens = parted.lost.to(Stage::Opened);
        parted.loses(organiser, &opens);
    }
    let reveals = parted.lost.reveal(0);
    parted.loses(DESK, &reveals);
    assert_eq!(parted.left(), [Matter::Award], "that the first one asked is over");
    assert_eq!(parted.now.award().results, parted.lost.award().results);
    assert_eq!(parted.now.award().revealed, [1, 0, 0]);
}

#[test]
fn an_opening_of_other_marks_is_left_and_with_it_what_was_revealed() {
    let mut parted = Parted::after(begun());
    let score = parted.now.score((0, 0), &[9, 9]);
    parted.now.does(JURORS[0], &score);
    let seals = parted.lost.to(Stage::Sealed);
    parted.loses(OWNER, &seals);
    for organiser in [OWNER, CO_OWNER] {
        let opens = parted.lost.to(Stage::Opened);
        parted.loses(organiser, &opens);
    }
    let reveals = parted.lost.reveal(2);
    parted.loses(DESK, &reveals);
    assert_eq!(parted.left(), [Matter::Award; 3]);
    assert_eq!(parted.now.award().stage, Stage::Sealed, "two organisers open it anew");
}

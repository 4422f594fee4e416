//! What of an award comes home when it was lost.

use super::{CO_OWNER, JURORS, OWNER, begun, sealed, track, usual, with_jury};
use crate::domain::award::{AwardPlan, Stage};
use crate::domain::command::Command;
use crate::domain::home::Matter;
use crate::domain::id::{LinkNo, PollNo};
use crate::domain::poll::PollPhase;
use crate::domain::role::Actor;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, Scene};

fn sheets(scene: &Scene) -> usize {
    scene.award().counted(0).filter(|(case, _)| case.nominee == 0).count()
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
    parted.now.does(OWNER, &parted.now.seal_anyway());
    assert_eq!(parted.left(), []);
    assert_eq!(sheets(&parted.now), 1, "they were given in time");

    let mut parted = with_lost_marks(begun());
    parted.now.does(OWNER, &parted.now.seal_anyway());
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
    assert_eq!(parted.now.award().counted(0).map(|(_, marks)| marks.to_vec()).next(), Some(vec![8, 8]));
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
    let mut scene = sealed();
    scene.holds_polls();
    let mut parted = Parted::after(scene);
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
    let mut scene = begun();
    scene.holds_polls();
    let mut parted = Parted::after(scene);
    let score = parted.now.score((0, 0), &[9, 9]);
    parted.now.does(JURORS[0], &score);
    let seals = parted.lost.seal_anyway();
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

#[test]
fn an_opening_that_was_asked_for_and_left_is_not_asked_for_once_more_by_the_same_command() {
    let mut scene = sealed();
    scene.holds_polls();
    let mut parted = Parted::after(scene);
    let (opens, id) = (parted.lost.to(Stage::Opened), parted.lost.fresh_id());
    parted.loses_as(OWNER, id, &opens);
    assert_eq!(parted.left(), [Matter::Award]);
    let again = parted.now.give_as(OWNER, id, &opens).expect("it was done");
    assert!(again.changes.is_empty() && parted.now.award().asked.is_none());
}

/// Whatever leads on from there is lost.
fn loses_all(parted: &mut Parted, by: Actor, commands: &[fn(&Scene) -> Command]) {
    for command in commands {
        let command = command(&parted.lost);
        parted.loses(by, &command);
    }
}

fn opens_poll(scene: &Scene) -> Command {
    let poll = scene.award().polls[0].expect("the people choose there");
    Command::OpenPoll { poll, version: scene.state.polls[&poll].version, seconds: None }
}

fn closes_poll(scene: &Scene) -> Command {
    let poll = scene.award().polls[0].expect("the people choose there");
    Command::ClosePoll { poll, version: scene.state.polls[&poll].version, seconds: Some(0) }
}

#[test]
fn an_opening_comes_home_where_the_polls_have_other_numbers() {
    let mut scene = with_jury();
    scene.plans(&AwardPlan { tracks: vec![track(2)], ..usual() });
    let mut parted = Parted::after(scene);
    loses_all(&mut parted, OWNER, &[|s| s.to(Stage::Scoring), Scene::seal_anyway, opens_poll, closes_poll]);
    loses_all(&mut parted, OWNER, &[|s| s.to(Stage::Opened)]);
    loses_all(&mut parted, CO_OWNER, &[|s| s.to(Stage::Opened)]);
    loses_all(&mut parted, DESK, &[|s| s.reveal(0)]);
    let draft = crate::domain::tests::polls::draft(crate::domain::poll::PollKind::Single, 2);
    parted.now.prepared(&draft);
    assert_eq!(parted.left(), [Matter::Award], "that the first one asked is over");
    let now = parted.now.award();
    assert_eq!((now.stage, now.revealed.as_slice()), (Stage::Opened, &[1][..]));
    assert_eq!(now.result(0).map(|track| (track.poll, track.round)), Some((Some(PollNo(2)), 1)));
}

#[test]
fn a_lost_round_of_the_peoples_choice_is_not_opened_after_the_count() {
    let mut scene = sealed();
    scene.people_choose(1, &[]);
    let mut parted = Parted::after(scene);
    loses_all(&mut parted, DESK, &[opens_poll]);
    // In the present history nobody has opened it: it is counted as it is.
    let poll = parted.now.award().polls[0].expect("the people choose there");
    let held = std::sync::Arc::make_mut(parted.now.state.polls.get_mut(&poll).expect("it is there"));
    held.phase = PollPhase::Closed;
    parted.now.opens_award();
    assert_eq!(parted.left(), [Matter::Poll]);
    assert_eq!((parted.now.poll(poll).phase, parted.now.poll(poll).round.no), (PollPhase::Closed, 0));
}

#[test]
fn a_juror_who_was_replaced_counts_once_whichever_history_gave_what() {
    let mut parted = with_lost_marks(begun());
    let score = parted.now.score((0, 0), &[8, 8]);
    parted.now.does(JURORS[1], &score);
    let replace = parted.now.replace(LinkNo(8), LinkNo(7));
    parted.now.does(OWNER, &replace);
    assert_eq!(parted.left(), []);
    assert_eq!(sheets(&parted.now), 1);

    let mut parted = Parted::after(begun());
    let score = parted.lost.score((0, 0), &[5, 5]);
    parted.loses(JURORS[2], &score);
    let replace = parted.lost.replace(LinkNo(8), LinkNo(7));
    parted.loses(OWNER, &replace);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.award().standing(LinkNo(8)), LinkNo(7));
    let theirs: Vec<_> = parted.now.award().counted(0).map(|(case, _)| case.juror).collect();
    assert_eq!(theirs, [LinkNo(7)]);
}

#[test]
fn an_award_that_was_prepared_again_is_so_where_nothing_was_given_since() {
    let mut parted = Parted::after(begun());
    let prepare = parted.lost.prepare();
    parted.loses(OWNER, &prepare);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.award().stage, Stage::Preparing);

    let mut parted = Parted::after(begun());
    let prepare = parted.lost.prepare();
    parted.loses(OWNER, &prepare);
    parted.now.scored(JURORS[0], (0, 0), &[5, 5]);
    assert!(parted.left().contains(&Matter::Award));
    assert_eq!(parted.now.award().stage, Stage::Scoring);
}

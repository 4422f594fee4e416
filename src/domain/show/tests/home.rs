//! What of a run of show comes home when it was lost.

use super::{HALL, JOIN, TOP, after, close, minutes, of, open};
use crate::domain::command::Command;
use crate::domain::home::Matter;
use crate::domain::id::CueNo;
use crate::domain::role::Actor;
use crate::domain::screen::Scene as Walls;
use crate::domain::show::{CueAct, Outcome, ShowCommand};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, Scene};

/// A forum with a poll that two cues open and close, parted after they were planned.
fn planned() -> (Parted, crate::domain::id::PollNo, [CueNo; 2]) {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let cues = [scene.cued(after(5, open(poll))), scene.cued(after(10, close(poll)))];
    (Parted::after(scene), poll, cues)
}

#[test]
fn a_cue_that_was_done_in_the_lost_history_is_not_done_again() {
    let (mut parted, poll, cues) = planned();
    parted.lost.now = minutes(5);
    parted.loses(Actor::Clock, &Command::Tick);
    let ballot = parted.lost.ballot(poll, crate::domain::ballot::Choice::Options(vec![0]));
    parted.loses(crate::domain::tests::scene::person(1), &ballot);
    parted.now.now = minutes(5);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.became(cues[0]), Some(Outcome::Done));
    assert!(parted.now.ticks(minutes(5)).is_empty(), "it was done");
    assert_eq!((parted.now.poll(poll).round.no, parted.now.poll(poll).round.tally.voters), (1, 1));
    parted.now.ticks(minutes(10));
    assert!(!parted.now.is_open(poll));
}

#[test]
fn a_cue_that_both_histories_came_to_was_done_where_one_of_them_did_it() {
    let (mut parted, poll, cues) = planned();
    parted.lost.now = minutes(5);
    parted.loses(Actor::Clock, &Command::Tick);
    parted.now.ticks(minutes(8));
    assert_eq!(parted.now.became(cues[0]), Some(Outcome::Missed));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.became(cues[0]), Some(Outcome::Done));
    assert!(parted.now.is_open(poll));
    let (mut parted, poll, cues) = planned();
    parted.lost.now = minutes(5);
    parted.loses(Actor::Clock, &Command::Tick);
    parted.now.ticks(minutes(5));
    parted.now.ticks(minutes(10));
    parted.come_home();
    assert_eq!(cues.map(|cue| parted.now.became(cue)), [Some(Outcome::Done); 2]);
    assert!(!parted.now.is_open(poll), "nothing is undone");
}

#[test]
fn a_cue_that_was_added_in_the_lost_history_has_another_number_and_is_come_to() {
    let mut parted = Parted::after(Scene::new());
    let lost = of(ShowCommand::Add { hall: HALL, cue: after(5, TOP) });
    parted.loses(DESK, &lost);
    let moves = ShowCommand::Shift { hall: HALL, version: 0, minutes: 1, from: None, agenda: None };
    parted.loses(DESK, &of(moves));
    parted.now.cued(after(7, CueAct::Remind));
    assert_eq!(parted.left(), []);
    parted.now.ticks(minutes(6));
    assert_eq!((parted.now.became(CueNo(2)), parted.now.walls()), (Some(Outcome::Done), Walls::Top));
}

#[test]
fn what_was_decided_otherwise_since_stands_and_the_rest_is_told() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, JOIN));
    let mut parted = Parted::after(scene);
    let change = |plan| of(ShowCommand::Change { hall: HALL, cue, version: 1, plan });
    parted.loses(DESK, &change(after(6, JOIN)));
    parted.now.does(DESK, &change(after(7, JOIN)));
    assert_eq!(parted.left(), [Matter::Show]);
    assert_eq!(parted.now.cue(cue).moment(&parted.now.state, HALL), Some(minutes(7)));
}

#[test]
fn a_hand_and_a_hold_come_home() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, JOIN));
    let mut parted = Parted::after(scene);
    let by_hand = Command::SetScene { hall: HALL, version: 0, scene: Walls::Agenda };
    parted.loses(DESK, &by_hand);
    parted.loses(DESK, &of(ShowCommand::Hold { hall: HALL }));
    assert_eq!(parted.left(), []);
    assert!(parted.now.cue(cue).hand.is_some() && parted.now.state.shows[&HALL].held.is_some());
    assert_eq!(parted.now.walls(), Walls::Agenda);
}

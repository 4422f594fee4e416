//! What of a run of show comes home when it was lost.

use super::{HALL, JOIN, TOP, after, close, minutes, name, of, open};
use crate::domain::command::Command;
use crate::domain::home::Matter;
use crate::domain::id::CueNo;
use crate::domain::idea::{IdeaCommand, IdeaPhase, IdeaPlan};
use crate::domain::role::Actor;
use crate::domain::screen::Scene as Walls;
use crate::domain::show::{CueAct, Outcome, ShowCommand, TEXT};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, Scene};
use crate::domain::words::Text;

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
fn a_hand_that_comes_home_neither_takes_a_later_one_away_nor_makes_it_an_earlier_one() {
    let hand = |version, scene| Command::SetScene { hall: HALL, version, scene };
    for lost in [vec![Walls::Agenda], vec![Walls::Agenda, Walls::Auto]] {
        let mut scene = Scene::new();
        let cue = scene.cued(after(9, JOIN));
        let mut parted = Parted::after(scene);
        for (version, scene) in (0..).zip(lost) {
            parted.lost.now = minutes(1);
            parted.loses(DESK, &hand(version, scene));
        }
        parted.now.now = minutes(3);
        parted.now.shows_by_hand(Walls::Top);
        parted.come_home();
        assert_eq!(parted.now.cue(cue).hand, Some(minutes(3)));
        parted.now.ticks(minutes(9));
        assert_eq!((parted.now.became(cue), parted.now.walls()), (Some(Outcome::Left), Walls::Top));
    }
}

#[test]
fn what_a_cue_did_in_a_lost_history_is_not_taken_for_what_another_of_its_number_does() {
    let mut scene = Scene::new();
    let plan = IdeaPlan { title: name("ماذا؟"), ..IdeaPlan::default() };
    scene.does(DESK, &Command::Ideas(IdeaCommand::Set { session: PANEL, version: 0, plan }));
    let mut parted = Parted::after(scene);
    let lead =
        |seconds| CueAct::Board { session: PANEL, phase: IdeaPhase::Collecting, seconds: Some(seconds) };
    parted.loses(DESK, &of(ShowCommand::Add { hall: HALL, cue: after(5, lead(60)) }));
    parted.lost.now = minutes(5);
    parted.loses(Actor::Clock, &Command::Tick);
    let cue = parted.now.cued(after(30, lead(300)));
    parted.come_home();
    parted.now.ticks(minutes(30));
    assert_eq!(parted.now.became(cue), Some(Outcome::Done));
    let until = parted.now.state.ideas[&PANEL].until;
    assert_eq!(until, Some(minutes(35)), "the board has its time");
}

#[test]
fn plans_that_come_home_are_not_longer_together_than_a_hall_takes() {
    let mut parted = Parted::after(Scene::new());
    let long = |no: i64| CueAct::Announce { text: Some(Text::new(&format!("{no} {}", "طّ".repeat(270)))) };
    let mut minute = 0;
    while parted.lost.state.shows.get(&HALL).map_or(0, |show| show.text_beside(None)) < TEXT * 2 / 3 {
        minute += 1;
        parted.loses(DESK, &of(ShowCommand::Add { hall: HALL, cue: after(minute, long(minute.into())) }));
    }
    for minute in 1..=minute {
        parted.now.cued(after(minute + 1, long(minute.into())));
    }
    assert!(parted.left().contains(&Matter::Show), "the rest is told");
    assert!(parted.now.state.shows[&HALL].text_beside(None) <= TEXT);
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

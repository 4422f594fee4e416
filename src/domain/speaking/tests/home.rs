//! What of a queue comes home when it was lost.

use super::{SpeakerEnd, asking, open, set, withdraw};
use crate::domain::agenda::Phase;
use crate::domain::command::Command;
use crate::domain::home::Matter;
use crate::domain::id::{CommandId, SpeakerNo};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, person};

#[test]
fn requests_of_both_histories_stand_once_and_what_was_done_with_them_is_done() {
    let mut parted = Parted::after(open());
    parted.loses(person(1), &asking(Some("ضائع"), None, 1));
    let called = parted.lost.call(SpeakerNo(1));
    parted.loses(DESK, &called);
    let done = parted.lost.end(SpeakerNo(1), SpeakerEnd::Done);
    parted.loses(DESK, &done);
    parted.now.does(person(2), &asking(Some("جديد"), None, 1));
    assert_eq!(parted.left(), []);
    let queue = parted.now.queue();
    assert_eq!((parted.now.order(), queue.turns, parted.now.turns_of(1)), (vec![2], 1, 1));
    assert_eq!(queue.over, [SpeakerNo(2)], "under another number");
}

#[test]
fn the_same_request_is_one_and_the_latest_word_of_each_stands() {
    let mut parted = Parted::after(open());
    let request = asking(Some("موضوع"), None, 5);
    parted.loses_as(person(1), CommandId(77), &request);
    parted.now.give_as(person(1), CommandId(77), &request).expect("it is taken");
    parted.loses(person(2), &asking(Some("قديم"), None, 5));
    parted.now.does(person(2), &asking(Some("أحدث"), None, 6));
    parted.loses(person(3), &withdraw(9));
    parted.now.does(person(3), &asking(None, None, 8));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.order(), [1, 2], "a later withdrawal stands over an earlier request");
    let texts: Vec<_> = parted.now.items().into_iter().filter_map(|item| item.topic).collect();
    assert_eq!(texts, ["موضوع", "أحدث"]);
}

#[test]
fn one_speaks_whoever_was_called_in_which_history() {
    let mut scene = open();
    let (first, second) = (scene.wants_to_speak(1), scene.wants_to_speak(2));
    let mut parted = Parted::after(scene);
    let called = parted.lost.call(first);
    parted.loses(DESK, &called);
    let done = parted.lost.end(first, SpeakerEnd::Done);
    parted.loses(DESK, &done);
    parted.now.calls(second);
    assert_eq!(parted.left(), [Matter::Speaking, Matter::Speaking]);
    assert_eq!((parted.now.queue().speaking, parted.now.order()), (Some(second), vec![1]));
    assert_eq!(parted.now.turns_of(1), 0);
}

#[test]
fn whom_a_desk_took_off_in_the_lost_history_is_off() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    let mut parted = Parted::after(scene);
    let dismissed = parted.lost.take_off(first);
    parted.loses(DESK, &dismissed);
    parted.now.calls(first);
    assert_eq!(parted.left(), []);
    assert!(parted.now.queue().speaking.is_none());
}

#[test]
fn nobody_is_cleared_who_asked_after_that_desk_looked() {
    let mut scene = open();
    scene.wants_to_speak(1);
    let mut parted = Parted::after(scene);
    let cleared = parted.lost.clear();
    parted.loses(DESK, &cleared);
    parted.now.wants_to_speak(2);
    assert_eq!(parted.left(), [Matter::Speaking]);
    assert_eq!(parted.now.order(), [1, 2]);
}

#[test]
fn a_request_that_comes_home_into_a_session_that_is_over_is_cleared() {
    let mut parted = Parted::after(open());
    parted.loses(person(1), &asking(Some("ضائع"), None, 1));
    let version = parted.now.state.sessions[&PANEL].version;
    parted.now.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    let plan = set(parted.lost.queue().version, true, false);
    parted.loses(DESK, &plan);
    assert_eq!(parted.left(), [Matter::Speaking], "and nothing is opened there");
    assert!(parted.now.queue().waiting.is_empty() && !parted.now.queue().plan.open);
}

//! Who may ask, in which order they stand, and what a desk does with them.

use super::{asking, of, open, set, withdraw};
use crate::domain::agenda::Phase;
use crate::domain::command::Command;
use crate::domain::forum::Names;
use crate::domain::id::{CommandId, HallNo, PersonId, SpeakerNo};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::screen::{Cue, Scene as Shown};
use crate::domain::speaking::{
    KEPT, REQUESTS, SpeakerEnd, SpeakerStatus, SpeakingCommand, TicketStatus, WAITING,
};
use crate::domain::tests::scene::{DESK, OTHER_DESK, PANEL, Scene, ask, person};
use crate::domain::time::Millis;

#[test]
fn who_has_spoken_less_stands_first_and_equals_as_they_asked() {
    let mut scene = open();
    let (first, _) = (scene.wants_to_speak(1), scene.wants_to_speak(2));
    scene.calls(first);
    let done = scene.end(first, SpeakerEnd::Done);
    scene.does(DESK, &done);
    scene.wants_to_speak(1);
    scene.wants_to_speak(3);
    scene.wants_to_speak(4);
    assert_eq!(scene.order(), [2, 3, 4, 1], "one turn stands behind none");
    assert_eq!(scene.turns_of(1), 1);
}

#[test]
fn a_turn_counts_once_it_is_done_and_nobody_who_was_absent_has_had_one() {
    let mut scene = open();
    let (first, second) = (scene.wants_to_speak(1), scene.wants_to_speak(2));
    scene.calls(first);
    let absent = scene.end(first, SpeakerEnd::Absent);
    scene.does(DESK, &absent);
    scene.calls(second);
    let third = scene.wants_to_speak(3);
    scene.calls(third);
    assert_eq!([1, 2, 3].map(|by| scene.turns_of(by)), [0, 1, 0], "who is called ends who spoke");
    assert_eq!(scene.queue().turns, 1);
    assert_eq!(scene.queue().speaking, Some(third));
}

#[test]
fn where_a_desk_put_somebody_nobody_who_asks_later_comes_before_them() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    scene.calls(first);
    let done = scene.end(first, SpeakerEnd::Done);
    scene.does(DESK, &done);
    scene.wants_to_speak(2);
    let again = scene.wants_to_speak(1);
    let put = scene.put(again, 0);
    scene.does(DESK, &put);
    scene.wants_to_speak(3);
    assert_eq!(scene.order(), [1, 2, 3]);
    let beyond = scene.put(again, 99);
    scene.does(DESK, &beyond);
    assert_eq!(scene.order(), [2, 3, 1]);
    let there = scene.put(again, 50);
    scene.does(DESK, &there);
    assert_eq!(scene.order(), [2, 3, 1], "it stands at the end");
    assert!(scene.does(DESK, &there).changes.is_empty(), "and is written once");
    scene.wants_to_speak(4);
    assert_eq!(scene.order(), [2, 3, 1, 4], "though it has spoken less");
}

#[test]
fn a_request_sent_again_after_its_turn_is_acknowledged_and_asks_for_no_other() {
    let mut scene = open();
    let (id, command) = (CommandId(77), asking(Some("موضوع"), None, 5));
    let made = scene.give_as(person(1), id, &command).expect("it is taken").made;
    let ticket = SpeakerNo(made.expect("it has a number"));
    scene.calls(ticket);
    let done = scene.end(ticket, SpeakerEnd::Done);
    scene.does(DESK, &done);
    let stands = scene.state.clone();
    let again = scene.give_as(person(1), id, &command).expect("it is acknowledged");
    assert_eq!((again.made, scene.state == stands), (made, true));
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 4)), Code::Stale);
    assert_eq!(scene.is_refused(person(1), &withdraw(4)), Code::Stale);
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 1 << 60)), Code::BadSeq);
    scene.does(DESK, &set(1, false, true));
    scene.give_as(person(1), id, &command).expect("it is acknowledged though nothing is taken any more");
}

#[test]
fn who_waits_changes_the_words_and_keeps_the_place() {
    let mut scene = open();
    scene.wants_to_speak(1);
    scene.wants_to_speak(2);
    let first = scene.queue().waiting[0];
    let made = scene.does(person(1), &asking(Some("أول"), Some("سين"), 900)).made;
    assert_eq!(made, Some(first.0));
    let before: Vec<_> = scene.queue().tickets[&first].words().collect();
    scene.does(person(1), &asking(Some("ثانٍ"), None, 901));
    assert_eq!(scene.order(), [1, 2]);
    assert!(before.iter().all(|no| scene.state.words.get(*no).is_none()), "what it said before is forgotten");
    let texts: Vec<_> = scene.state.words.iter().map(|(_, text)| text.to_string()).collect();
    assert_eq!(texts, ["ثانٍ"]);
    scene.does(person(1), &withdraw(902));
    assert_eq!((scene.order(), scene.state.words.iter().count()), (vec![2], 0));
}

#[test]
fn nothing_is_asked_for_where_it_is_closed_paused_blocked_or_too_much() {
    let mut scene = Scene::new();
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 1)), Code::SpeakingClosed);
    assert_eq!(scene.is_refused(DESK, &asking(None, None, 1)), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &set(0, true, false)), Code::NotAllowed);
    scene.does(DESK, &set(0, true, false));
    assert_eq!(scene.is_refused(OTHER_DESK, &set(0, true, true)), Code::Changed);
    let long = "س".repeat(141);
    assert_eq!(scene.is_refused(person(1), &asking(Some(&long), None, 1)), Code::TextTooLong);
    scene.rule(|rules| rules.names = Names::Off);
    assert_eq!(scene.is_refused(person(1), &asking(None, Some("اسم"), 1)), Code::NamesOff);
    let ticket = scene.wants_to_speak(1);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::Pause { session: PANEL, version, on: true, message: None });
    assert_eq!(scene.is_refused(person(2), &asking(None, None, 1)), Code::Paused);
    scene.does(person(1), &withdraw(99));
    scene.does(DESK, &Command::Pause { session: PANEL, version: version + 1, on: false, message: None });
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 100)), Code::TooSoon);
    let call = scene.call(ticket);
    assert_eq!(scene.is_refused(DESK, &call), Code::UnknownSpeaker);
    let question = scene.asked(3, "سؤال");
    scene.does(DESK, &Command::Block { question, on: true });
    assert_eq!(scene.is_refused(person(3), &asking(None, None, 1)), Code::Blocked);
}

#[test]
fn a_queue_holds_so_many_and_a_person_asks_so_often() {
    let mut scene = open();
    for no in 0..WAITING {
        let mut id = [0xee; 16];
        id[0] = u8::try_from(no % 250).expect("it fits");
        id[1] = u8::try_from(no / 250).expect("it fits");
        scene.does(Actor::Person(PersonId(id)), &asking(None, None, 1));
    }
    let full = scene.give(person(251), &asking(None, None, 1)).expect_err("it is full");
    assert_eq!((full.code, full.limit), (Code::SpeakersFull, Some(200)));
    let mut scene = open();
    for seq in 1..=u64::from(REQUESTS) {
        scene.does(person(1), &asking(None, None, seq));
    }
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 99)), Code::ChangedTooOften);
    scene.does(person(1), &withdraw(100));
    let again = scene.does(person(1), &withdraw(101));
    assert!(again.changes.is_empty(), "nothing is written without end where nothing waits");
}

#[test]
fn whom_a_desk_takes_off_asks_in_vain_until_a_desk_calls_them() {
    let mut scene = open();
    let ticket = scene.wants_to_speak(1);
    let dismiss = scene.take_off(ticket);
    scene.does(DESK, &dismiss);
    assert_eq!(scene.order(), [0_u8; 0]);
    scene.now = scene.now + Millis::minutes(1);
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 900)), Code::SpeakingDismissed);
    scene.calls(ticket);
    let done = scene.end(ticket, SpeakerEnd::Done);
    scene.does(DESK, &done);
    scene.wants_to_speak(1);
    assert_eq!(scene.order(), [1]);
}

#[test]
fn whoever_was_put_where_they_stood_is_not_moved_behind_those_who_came_since() {
    let mut scene = open();
    let ticket = scene.wants_to_speak(1);
    let put = scene.put(ticket, 1);
    scene.does(DESK, &put);
    scene.wants_to_speak(2);
    assert_eq!(scene.is_refused(DESK, &put), Code::Changed, "sent again by a device that heard no answer");
    assert_eq!(scene.order(), [1, 2]);
}

#[test]
fn who_is_cleared_may_ask_again_and_what_they_wrote_is_still_theirs_to_erase() {
    let mut scene = open();
    scene.asks_about(1, "موضوع", "سين");
    let clear = scene.clear();
    scene.does(DESK, &clear);
    assert!(scene.does(DESK, &clear).changes.is_empty(), "it stands");
    assert!(scene.queue().tickets.is_empty());
    let upto = scene.state.last.words;
    scene.does(person(1), &Command::EraseMine { upto });
    assert_eq!(scene.state.words.iter().count(), 0);
    scene.wants_to_speak(1);
}

#[test]
fn two_desks_cannot_skip_somebody_and_requests_are_in_no_desks_way() {
    let mut scene = open();
    let (first, second) = (scene.wants_to_speak(1), scene.wants_to_speak(2));
    let (call, other) = (scene.call(first), scene.call(second));
    scene.wants_to_speak(3);
    scene.does(DESK, &call);
    assert_eq!(scene.is_refused(OTHER_DESK, &other), Code::Changed);
    assert!(scene.does(OTHER_DESK, &call).changes.is_empty(), "who speaks already does");
    let done = scene.end(second, SpeakerEnd::Done);
    assert_eq!(scene.is_refused(DESK, &done), Code::WrongState, "nobody is done before they spoke");
    assert_eq!(scene.is_refused(person(1), &withdraw(900)), Code::WrongState, "a desk ends a turn");
    let unknown = scene.call(SpeakerNo(99));
    assert_eq!(scene.is_refused(DESK, &unknown), Code::UnknownSpeaker);
}

#[test]
fn a_session_that_ends_closes_its_queue() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    scene.wants_to_speak(2);
    scene.calls(first);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    let queue = scene.queue();
    assert_eq!((queue.speaking, queue.waiting.len(), queue.plan.open, queue.turns), (None, 0, false, 1));
    assert_eq!(queue.tickets[&first].status, TicketStatus::Done);
    assert_eq!(scene.is_refused(person(3), &asking(None, None, 1)), Code::SpeakingClosed);
    let call = scene.call(first);
    assert_eq!(scene.is_refused(DESK, &call), Code::WrongState);
    let again = set(scene.queue().version, true, true);
    assert_eq!(scene.is_refused(DESK, &again), Code::WrongState, "nothing would close it");
}

#[test]
fn the_oldest_that_is_over_makes_room_and_may_still_be_called() {
    let mut scene = open();
    let first = scene.asks_about(1, "موضوع", "سين");
    let dismiss = scene.take_off(first);
    scene.does(DESK, &dismiss);
    for no in 1..KEPT {
        let mut id = [0xee; 16];
        id[..2].copy_from_slice(&u16::try_from(no).expect("it fits").to_be_bytes());
        let made = scene.does(Actor::Person(PersonId(id)), &asking(None, None, 1)).made;
        let absent = scene.end(SpeakerNo(made.expect("it has a number")), SpeakerEnd::Absent);
        scene.does(DESK, &absent);
    }
    let speaks = scene.wants_to_speak(2);
    scene.calls(speaks);
    assert_eq!(scene.queue().over.len(), KEPT);
    scene.calls(first);
    assert_eq!(scene.queue().speaking, Some(first), "the microphone is not lost");
    let last = scene.wants_to_speak(3);
    scene.calls(last);
    assert_eq!(scene.queue().over.len(), KEPT);
    assert!(!scene.queue().tickets.contains_key(&SpeakerNo(2)), "the oldest went");
}

#[test]
fn a_clear_that_found_nobody_takes_nobody_off_when_it_is_sent_again() {
    let mut scene = open();
    let (clear, id) = (scene.clear(), scene.fresh_id());
    scene.give_as(DESK, id, &clear).expect("it is done");
    assert!(scene.give_as(DESK, id, &clear).expect("it is known").changes.is_empty());
    scene.wants_to_speak(1);
    assert_eq!(scene.give_as(DESK, id, &clear).map(|_| ()), Err(Code::Changed.into()));
    assert_eq!(scene.queue().waiting.len(), 1);
}

#[test]
fn walls_follow_who_is_called_where_they_may_show_it() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    scene.calls(first);
    assert_eq!(scene.state.halls[&HallNo(1)].screen.cue, Some(Cue::Speaking));
    let scene_of = |version| Command::SetScene { hall: HallNo(1), version, scene: Shown::Speaking };
    let version = scene.state.halls[&HallNo(1)].screen.version;
    scene.does(DESK, &scene_of(version));
    let mut hidden = Scene::new();
    hidden.does(DESK, &set(0, true, false));
    let first = hidden.wants_to_speak(1);
    hidden.calls(first);
    assert_eq!(hidden.state.halls[&HallNo(1)].screen.cue, None);
    let version = hidden.state.halls[&HallNo(1)].screen.version;
    assert_eq!(hidden.is_refused(DESK, &scene_of(version)), Code::WrongState);
}

#[test]
fn what_a_desk_rules_twice_is_done_once() {
    let mut scene = open();
    let ticket = scene.asks_about(1, "موضوع", "سين");
    let rule = |show| of(SpeakingCommand::Rule { session: PANEL, speaker: ticket, show });
    scene.give_as(DESK, CommandId(900), &rule(false)).expect("it is taken");
    scene.does(OTHER_DESK, &rule(true));
    let again = scene.give_as(DESK, CommandId(900), &rule(false)).expect("it was done");
    assert!(again.changes.is_empty());
    assert!(!scene.items()[0].held);
    let question = ask(PANEL, "سؤال");
    let reused = scene.give_as(person(1), CommandId(900), &question);
    assert!(reused.is_ok(), "ids are a person's own");
    assert_eq!(scene.statuses(), [(ticket.0, SpeakerStatus::Waiting)]);
    assert_eq!(scene.queue().people[&PersonId([1; 16])].set.map(|(seq, _)| seq > Seq(0)), Some(true));
}

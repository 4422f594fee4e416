//! What a desk does against whoever fills a queue.

use super::{asking, block, open, withdraw};
use crate::domain::home::Matter;
use crate::domain::id::{CommandId, PersonId, SpeakerNo};
use crate::domain::refusal::Code;
use crate::domain::role::Actor;
use crate::domain::speaking::{BLOCKED, KEPT, SpeakerEnd, SpeakerStatus};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, OTHER_DESK, PANEL, Scene, ask, person};
use crate::domain::time::Millis;
use crate::domain::view::given::given;
use crate::domain::view::mine::mine;

/// One of many made-up people.
fn made_up(no: usize) -> Actor {
    let mut id = [0xee; 16];
    id[..2].copy_from_slice(&u16::try_from(no).expect("it fits").to_be_bytes());
    Actor::Person(PersonId(id))
}

impl Scene {
    #[track_caller]
    fn fills(&mut self, no: usize) -> SpeakerNo {
        let made = self.does(made_up(no), &asking(None, None, 1)).made;
        SpeakerNo(made.expect("a request has a number"))
    }

    fn is_blocked(&self, by: u8) -> bool {
        mine(&self.state, PANEL, PersonId([by; 16])).blocked
    }
}

#[test]
fn whom_a_desk_blocks_by_a_request_is_off_and_may_do_nothing_until_it_is_taken_back() {
    let mut scene = open();
    let ticket = scene.wants_to_speak(1);
    scene.wants_to_speak(2);
    scene.does(DESK, &block(ticket, true));
    assert_eq!((scene.order(), scene.is_blocked(1), scene.is_blocked(2)), (vec![2], true, false));
    scene.now = scene.now + Millis::minutes(1);
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 900)), Code::Blocked);
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::Blocked, "nor anything else");
    let told = scene.items().into_iter().find(|item| item.n == ticket).expect("a desk sees it");
    assert_eq!((told.status, told.blocked), (SpeakerStatus::Dismissed, true));
    let own = given(&scene.state, PersonId([1; 16])).parts.remove(0).speaking;
    assert!(!own[0].blocked, "through what is desks' business");
    scene.does(OTHER_DESK, &block(ticket, false));
    assert!(!scene.is_blocked(1));
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 900)), Code::SpeakingDismissed);
    scene.calls(ticket);
    assert_eq!(scene.queue().speaking, Some(ticket), "a desk brings them back");
    assert_eq!(scene.is_refused(person(2), &block(ticket, true)), Code::NotAllowed);
    assert_eq!(scene.is_refused(DESK, &block(SpeakerNo(99), true)), Code::UnknownSpeaker);
}

#[test]
fn a_block_is_of_its_own_request_and_is_done_once() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    let absent = scene.end(first, SpeakerEnd::Absent);
    scene.does(DESK, &absent);
    let second = scene.wants_to_speak(1);
    scene.give_as(DESK, CommandId(900), &block(first, true)).expect("it is taken");
    scene.does(OTHER_DESK, &block(second, true));
    scene.does(OTHER_DESK, &block(first, false));
    assert!(scene.is_blocked(1), "the other block stands");
    let again = scene.give_as(DESK, CommandId(900), &block(first, true)).expect("it was done");
    assert!(again.changes.is_empty());
    scene.does(DESK, &block(second, false));
    assert!(!scene.is_blocked(1));
}

#[test]
fn a_request_through_which_somebody_is_blocked_is_told_and_kept_however_many_are_over_since() {
    let mut scene = open();
    let ticket = scene.wants_to_speak(1);
    scene.does(DESK, &block(ticket, true));
    for no in 0..KEPT {
        let filled = scene.fills(no);
        let off = scene.take_off(filled);
        scene.does(DESK, &off);
    }
    assert_eq!(scene.queue().over.len(), KEPT);
    assert!(scene.items().iter().any(|item| item.n == ticket && item.blocked));
    scene.does(DESK, &block(ticket, false));
    assert!(!scene.is_blocked(1));
    assert!(!scene.items().iter().any(|item| item.n == ticket), "from then on it is one of many");
}

#[test]
fn devices_are_blocked_through_so_many_requests() {
    let mut scene = open();
    for no in 0..BLOCKED {
        let filled = scene.fills(no);
        scene.does(DESK, &block(filled, true));
    }
    let one_more = scene.wants_to_speak(1);
    let refused = scene.give(DESK, &block(one_more, true)).expect_err("it is one too many");
    assert_eq!((refused.code, refused.limit), (Code::OutOfRange, Some(200)));
    let first = scene.queue().over[0];
    scene.does(DESK, &block(first, true));
    scene.does(DESK, &block(first, false));
    scene.does(DESK, &block(one_more, true));
}

#[test]
fn a_desk_empties_a_queue_and_keeps_off_all_who_were_in_it() {
    let mut scene = open();
    let speaks = scene.wants_to_speak(9);
    scene.calls(speaks);
    for no in 0..40 {
        scene.fills(no);
    }
    let clear = scene.clears(true);
    scene.does(DESK, &clear);
    assert_eq!((scene.order().len(), scene.queue().speaking), (0, Some(speaks)));
    scene.now = scene.now + Millis::minutes(5);
    for no in 0..40 {
        assert_eq!(scene.is_refused(made_up(no), &asking(None, None, 2)), Code::SpeakingDismissed);
    }
    assert!(scene.does(DESK, &clear).changes.is_empty(), "it stands");
    scene.wants_to_speak(2);
    assert_eq!(
        scene.is_refused(DESK, &clear),
        Code::Changed,
        "sent again it takes nobody off who came since"
    );
    let kept_off = scene.queue().over[0];
    scene.calls(kept_off);
    let nobody = scene.queue().arrangement;
    scene.does(person(2), &withdraw(900));
    let clear = scene.clears(true);
    scene.does(DESK, &clear);
    assert_eq!(scene.queue().arrangement, nobody + 1, "noted where nobody waits, too");
}

#[test]
fn who_asks_again_waits_from_the_last_request_on_whatever_became_of_it() {
    let mut scene = open();
    let between = scene.state.forum.rules.between_questions;
    scene.wants_to_speak(1);
    scene.does(person(1), &withdraw(900));
    assert_eq!(scene.is_refused(person(1), &asking(None, None, 901)), Code::TooSoon);
    scene.now = scene.now + between;
    scene.does(person(1), &asking(None, None, 902));
    let clear = scene.clear();
    scene.does(DESK, &clear);
    let refused = scene.give(person(1), &asking(None, None, 903)).expect_err("it is too soon");
    assert_eq!((refused.code, refused.limit), (Code::TooSoon, Some(between.0)));
}

#[test]
fn those_who_are_taken_off_make_room_before_turns_that_were_had() {
    let mut scene = open();
    let first = scene.asks_about(1, "موضوع", "سين");
    scene.calls(first);
    let done = scene.end(first, SpeakerEnd::Done);
    scene.does(DESK, &done);
    for no in 0..=KEPT {
        let filled = scene.fills(no);
        let off = scene.take_off(filled);
        scene.does(DESK, &off);
    }
    assert_eq!((scene.queue().over.len(), scene.queue().over[0]), (KEPT, first));
    assert!(!scene.queue().tickets.contains_key(&SpeakerNo(2)), "the oldest that was taken off went");
}

#[test]
fn a_block_comes_home_and_takes_off_what_waits_here() {
    let mut scene = open();
    let (first, second) = (scene.wants_to_speak(1), scene.wants_to_speak(2));
    let mut parted = Parted::after(scene);
    parted.loses(DESK, &block(first, true));
    let called = parted.lost.call(second);
    parted.loses(DESK, &called);
    let absent = parted.lost.end(second, SpeakerEnd::Absent);
    parted.loses(DESK, &absent);
    parted.loses(DESK, &block(second, true));
    let third = parted.now.wants_to_speak(3);
    parted.now.calls(third);
    assert_eq!(parted.left(), [Matter::Speaking; 2], "nobody is called beside who speaks here");
    assert_eq!((parted.now.order(), parted.now.queue().speaking), (vec![], Some(third)));
    assert!(parted.now.is_blocked(1) && parted.now.is_blocked(2));
}

#[test]
fn what_another_desk_took_back_since_stays_taken_back() {
    let mut scene = open();
    let ticket = scene.wants_to_speak(1);
    scene.does(DESK, &block(ticket, true));
    let mut parted = Parted::after(scene);
    parted.loses(DESK, &block(ticket, true));
    parted.now.does(OTHER_DESK, &block(ticket, false));
    assert_eq!(parted.left(), [Matter::Speaking]);
    assert!(!parted.now.is_blocked(1));
}

//! What a desk does with questions.

use std::sync::Arc;

use super::scene::{DESK, OTHER_DESK, PANEL, Scene, TALK, ask, person};
use crate::domain::agenda::Phase;
use crate::domain::command::Command;
use crate::domain::id::{ActNo, HallNo, LinkNo, PollNo, QuestionNo};
use crate::domain::question::{Reason, Source, Status};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::screen::Cue;
use crate::domain::view::shape::StagePlace;
use crate::domain::view::{mine, question as view};
use crate::domain::words::Text;

fn merge(scene: &mut Scene, question: QuestionNo, into: QuestionNo) {
    let version = scene.version(question);
    scene.does(DESK, &Command::Merge { question, version, into });
}

fn undo_last(scene: &mut Scene) {
    let act = scene.state.last.act;
    scene.does(DESK, &Command::Undo { act });
}

#[test]
fn attendees_and_presenters_may_not_curate() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    for actor in [person(1), Actor::Crew(LinkNo(4))] {
        assert_eq!(scene.is_refused(actor, &Command::Approve { question, version: 1 }), Code::NotAllowed);
    }
    assert_eq!(
        scene.is_refused(Actor::Crew(LinkNo(77)), &Command::Approve { question, version: 1 }),
        Code::UnknownLink
    );
}

#[test]
fn the_later_of_two_clashing_desks_learns_that_something_changed() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    let dismiss = Command::Dismiss { question, version: 1, reason: Reason::OffTopic };
    scene.does(DESK, &dismiss);
    assert_eq!(scene.is_refused(OTHER_DESK, &Command::Approve { question, version: 1 }), Code::Changed);
    scene.does(OTHER_DESK, &dismiss);
    assert_eq!(scene.state.acts.len(), 1, "what stands is acknowledged and not done twice");
    assert_eq!(scene.board(PANEL).counts.dismissed, [1, 0, 0, 0, 0, 0]);
}

#[test]
fn a_dismissed_question_comes_back_to_where_it_was() {
    let mut scene = Scene::new();
    let waiting = scene.asked(1, "ينتظر");
    let listed = scene.listed(2, "منشور");
    for question in [waiting, listed] {
        let version = scene.version(question);
        scene.does(DESK, &Command::Dismiss { question, version, reason: Reason::Other });
        scene.does(OTHER_DESK, &Command::Restore { question, version: version + 1 });
    }
    assert_eq!(scene.question(waiting).standing.status, Status::Pending);
    assert_eq!(scene.question(listed).standing.status, Status::Listed);
}

#[test]
fn restoring_goes_back_one_step_at_a_time_and_sent_again_no_further() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let version = scene.version(question);
    scene.does(DESK, &Command::Answer { question, version });
    scene.does(DESK, &Command::Dismiss { question, version: version + 1, reason: Reason::Unclear });
    let restore = |version| Command::Restore { question, version };
    scene.does(DESK, &restore(version + 2));
    assert_eq!(scene.question(question).standing.status, Status::Answered);
    assert!(scene.does(DESK, &restore(version + 2)).changes.is_empty(), "sent again, it stands");
    scene.does(DESK, &restore(version + 3));
    assert_eq!(scene.question(question).standing.status, Status::Listed);
    assert!(scene.does(DESK, &restore(version + 2)).changes.is_empty());
}

#[test]
fn merging_unites_supporters_and_taking_it_back_restores_each_of_them() {
    let mut scene = Scene::new();
    let (a, b, c) = (scene.listed(1, "أ"), scene.listed(2, "ب"), scene.listed(3, "ج"));
    for (by, question) in [(10, a), (11, a), (11, b), (12, b), (12, c), (13, c)] {
        scene.supported(by, question, true);
    }
    merge(&mut scene, c, b);
    assert_eq!(scene.question(b).supports(), 3, "11, 12, 13");
    merge(&mut scene, b, a);
    assert_eq!(scene.question(a).supports(), 4, "10, 11, 12, 13: nobody twice");
    scene.supported(14, c, true);
    assert_eq!(scene.question(a).supports(), 5, "a support of what was merged reaches the top");
    undo_last(&mut scene);
    assert_eq!((scene.question(a).supports(), scene.question(b).supports()), (2, 4));
    let version = scene.version(c);
    scene.does(OTHER_DESK, &Command::Restore { question: c, version });
    assert_eq!((scene.question(b).supports(), scene.question(c).supports()), (2, 3));
}

#[test]
fn taking_a_support_back_takes_it_from_all_that_was_merged() {
    let mut scene = Scene::new();
    let (a, b) = (scene.listed(1, "أ"), scene.listed(2, "ب"));
    scene.supported(10, b, true);
    merge(&mut scene, b, a);
    assert_eq!(scene.question(a).supports(), 1);
    scene.supported(10, a, false);
    assert_eq!(scene.question(a).supports(), 0);
}

#[test]
fn merging_can_neither_make_a_ring_nor_hide_a_published_question() {
    let mut scene = Scene::new();
    let (a, b, pending) = (scene.listed(1, "أ"), scene.listed(2, "ب"), scene.asked(3, "ج"));
    for (question, into) in [(a, a), (a, pending)] {
        let version = scene.version(question);
        assert_eq!(scene.is_refused(DESK, &Command::Merge { question, version, into }), Code::BadMerge);
    }
    merge(&mut scene, b, a);
    let version = scene.version(a);
    assert_eq!(scene.is_refused(DESK, &Command::Merge { question: a, version, into: b }), Code::BadMerge);
    let version = scene.version(b);
    scene.does(DESK, &Command::Restore { question: b, version });
    let restored = scene.state.last.act;
    merge(&mut scene, a, b);
    assert_eq!(scene.is_refused(DESK, &Command::Undo { act: restored }), Code::Changed);
}

#[test]
fn moving_keeps_supporters_and_counts_in_both_ledgers() {
    let mut scene = Scene::new();
    let (a, b) = (scene.listed(1, "أ"), scene.listed(2, "ب"));
    scene.supported(10, b, true);
    merge(&mut scene, b, a);
    let version = scene.version(a);
    scene.does(DESK, &Command::Move { question: a, version, session: TALK });
    let (from, to) = (scene.board(PANEL).counts, scene.board(TALK).counts);
    assert_eq!((from.received, from.moved, to.received, to.listed, to.merged), (2, 2, 2, 1, 1));
    assert_eq!(scene.question(a).supports(), 1);
    let author = crate::domain::id::PersonId([1; 16]);
    let own = mine::mine(&scene.state, PANEL, author).questions;
    assert_eq!(own.first().and_then(|item| item.session), Some(TALK), "the author is told");
    undo_last(&mut scene);
    let (from, to) = (scene.board(PANEL).counts, scene.board(TALK).counts);
    assert_eq!((from.moved, from.listed, from.merged, to.received), (0, 1, 1, 0));
}

#[test]
fn the_stage_goes_on_and_back() {
    let mut scene = Scene::new();
    let questions = [scene.listed(1, "أ"), scene.listed(2, "ب"), scene.listed(3, "ج")];
    for question in questions {
        let version = scene.version(question);
        scene.does(DESK, &Command::Queue { question, version, at: 99 });
    }
    let [a, b, c] = questions;
    let next = |scene: &Scene, question, answered| Command::Next {
        session: PANEL,
        version: scene.board(PANEL).stage_version,
        question,
        answered,
    };
    let first = next(&scene, Some(a), true);
    scene.does(DESK, &first);
    scene.does(DESK, &first);
    let second = next(&scene, Some(b), true);
    scene.does(DESK, &second);
    assert_eq!(scene.is_refused(OTHER_DESK, &first), Code::Changed);
    assert_eq!(scene.question(a).standing.status, Status::Answered);
    let third = next(&scene, Some(c), false);
    scene.does(DESK, &third);
    assert_eq!(scene.question(b).standing.status, Status::Listed, "not answered, back on the list");
    assert_eq!(scene.board(PANEL).on_stage, Some(c));
    undo_last(&mut scene);
    assert_eq!((scene.board(PANEL).on_stage, scene.board(PANEL).queue.clone()), (None, vec![c]));
}

#[test]
fn a_question_that_is_shown_again_takes_the_wall_back_once() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "أ");
    let show = |scene: &Scene| Command::Stage { question, version: scene.version(question) };
    let first = show(&scene);
    scene.does(DESK, &first);
    let again = show(&scene);
    follow(&mut scene, Cue::Poll(PollNo(1)));
    assert!(scene.does(DESK, &first).changes.is_empty(), "sent again");
    assert_eq!(cue(&scene), Some(Cue::Poll(PollNo(1))));
    scene.does(DESK, &again);
    assert_eq!((cue(&scene), scene.board(PANEL).on_stage), (Some(Cue::Spotlight), Some(question)));
    follow(&mut scene, Cue::Poll(PollNo(1)));
    assert!(scene.does(DESK, &again).changes.is_empty(), "sent again, after a poll came");
}

#[test]
fn a_question_of_a_session_to_come_leaves_the_wall_to_the_one_that_is_on() {
    let mut scene = Scene::new();
    let (staged, called) = (scene.listed(1, "أ"), scene.listed(2, "ب"));
    if let Some(session) = scene.state.sessions.get_mut(&PANEL) {
        Arc::make_mut(session).phase = Phase::Upcoming;
    }
    let other = Some(Cue::Poll(PollNo(1)));
    follow(&mut scene, Cue::Poll(PollNo(1)));
    let version = scene.version(called);
    scene.does(DESK, &Command::Queue { question: called, version, at: 0 });
    let version = scene.version(staged);
    scene.does(DESK, &Command::Stage { question: staged, version });
    assert_eq!((cue(&scene), scene.board(PANEL).on_stage), (other, Some(staged)));
    let version = scene.board(PANEL).stage_version;
    let next = Command::Next { session: PANEL, version, question: Some(called), answered: false };
    scene.does(DESK, &next);
    assert_eq!((cue(&scene), scene.board(PANEL).on_stage), (other, Some(called)));
}

fn cue(scene: &Scene) -> Option<Cue> {
    scene.state.halls[&HallNo(1)].screen.cue
}

/// Lets the walls follow something else.
fn follow(scene: &mut Scene, cue: Cue) {
    if let Some(hall) = scene.state.halls.get_mut(&HallNo(1)) {
        Arc::make_mut(hall).screen.cue = Some(cue);
    }
}

#[test]
fn labelling_what_is_queued_leaves_it_in_its_place() {
    let mut scene = Scene::new();
    let (a, b) = (scene.listed(1, "أ"), scene.listed(2, "ب"));
    for question in [a, b] {
        let version = scene.version(question);
        scene.does(DESK, &Command::Queue { question, version, at: 99 });
    }
    let stage_version = scene.board(PANEL).stage_version;
    let version = scene.version(a);
    scene.does(DESK, &Command::Label { question: a, version, labels: vec![1, 0, 1] });
    assert_eq!(
        (scene.board(PANEL).queue.clone(), scene.board(PANEL).stage_version),
        (vec![a, b], stage_version)
    );
    let item = view::item(&scene.state, b, Role::Moderator).expect("it exists");
    assert_eq!(item.stage, Some(StagePlace::Queued(1)));
    let version = scene.version(a);
    assert_eq!(
        scene.is_refused(DESK, &Command::Label { question: a, version, labels: vec![2] }),
        Code::UnknownLabel
    );
}

#[test]
fn acts_are_undone_one_after_the_other_by_whoever_acted() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "قبل");
    scene.does(DESK, &Command::Approve { question, version: 1 });
    scene.does(DESK, &Command::Edit { question, version: 2, text: Text::new("بعد") });
    let (approval, correction) = (ActNo(1), ActNo(2));
    assert_eq!(scene.is_refused(DESK, &Command::Undo { act: approval }), Code::Changed);
    assert_eq!(scene.is_refused(OTHER_DESK, &Command::Undo { act: correction }), Code::NotYourAct);
    scene.does(DESK, &Command::Undo { act: correction });
    scene.does(DESK, &Command::Undo { act: correction });
    scene.does(DESK, &Command::Undo { act: approval });
    let question = scene.question(question);
    assert_eq!(
        (question.standing.status, scene.state.text(question.standing.text)),
        (Status::Pending, "قبل")
    );
}

#[test]
fn a_question_does_not_go_back_to_another_board_without_what_was_merged_into_it_since() {
    let mut scene = Scene::new();
    let [a, b] = [1, 2].map(|by| scene.listed(by, "سؤال"));
    for question in [b, a] {
        let version = scene.version(question);
        scene.does(DESK, &Command::Move { question, version, session: TALK });
    }
    let moved = scene.question(a).last_act.expect("it was moved");
    let merge = Command::Merge { question: b, version: scene.version(b), into: a };
    scene.does(DESK, &merge);
    assert_eq!(scene.is_refused(DESK, &Command::Undo { act: moved }), Code::Changed);
    let merged = scene.question(b).last_act.expect("it was merged");
    scene.does(DESK, &Command::Undo { act: merged });
    scene.does(DESK, &Command::Undo { act: moved });
    assert_eq!((scene.question(a).standing.session, scene.question(b).standing.session), (PANEL, TALK));
}

#[test]
fn the_original_of_a_corrected_question_is_kept_for_desks_alone() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "كيف نشاركك؟");
    let version = scene.version(question);
    scene.does(DESK, &Command::Edit { question, version, text: Text::new("كيف نشارك؟") });
    let seen = |role| view::item(&scene.state, question, role).expect("it exists");
    assert_eq!(seen(Role::Moderator).original.as_deref(), Some("كيف نشاركك؟"));
    assert_eq!((seen(Role::Participant).original, seen(Role::Participant).text), (None, "كيف نشارك؟".into()));
}

#[test]
fn floor_questions_are_received_and_seeds_are_not() {
    let mut scene = Scene::new();
    for source in [Source::Floor, Source::Seed] {
        scene.does(DESK, &Command::Enter { session: PANEL, text: Text::new("سؤال"), source });
    }
    assert_eq!(scene.board(PANEL).counts.received, 1);
    assert_eq!(scene.board(PANEL).public.len(), 2);
}

#[test]
fn supports_of_a_dismissed_question_are_refused() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let version = scene.version(question);
    scene.does(DESK, &Command::Dismiss { question, version, reason: Reason::Personal });
    let support = Command::Support { question, on: true, seq: Seq(1) };
    assert_eq!(scene.is_refused(person(1), &support), Code::WrongState, "who asked it knows of it");
    assert_eq!(scene.is_refused(person(2), &support), Code::UnknownQuestion);
}

#[test]
fn a_block_that_is_sent_again_blocks_nobody_whom_a_colleague_let_in() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    let block = |on| Command::Block { question, on };
    let id = scene.fresh_id();
    scene.give_as(DESK, id, &block(true)).expect("it is done");
    scene.does(OTHER_DESK, &block(false));
    assert!(scene.give_as(DESK, id, &block(true)).expect("acknowledged").changes.is_empty());
    scene.listed(1, "سؤال آخر");
}

#[test]
fn a_block_is_seen_on_the_question_that_it_came_through_and_on_none_of_the_devices_others() {
    let mut scene = Scene::new();
    let (one, other) = (scene.asked(1, "سؤال"), scene.asked(1, "سؤال آخر"));
    let block = |question, on| Command::Block { question, on };
    let seen = |scene: &Scene| {
        [one, other].map(|no| view::item(&scene.state, no, Role::Moderator).expect("it exists").blocked)
    };
    scene.does(DESK, &block(one, true));
    assert_eq!(seen(&scene), [true, false]);
    scene.does(OTHER_DESK, &block(other, true));
    scene.does(DESK, &block(one, false));
    assert_eq!(seen(&scene), [false, true]);
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::Blocked, "the other block stands");
    scene.does(OTHER_DESK, &block(other, false));
    scene.asked(1, "عدت");
}

#[test]
fn presenters_are_told_the_places_of_the_next_two_and_desks_of_all() {
    let mut scene = Scene::new();
    let queued = queue(&mut scene, 3);
    let places = |role| {
        let place = |no: &QuestionNo| view::item(&scene.state, *no, role).expect("it is public").stage;
        queued.iter().map(place).collect::<Vec<_>>()
    };
    let at = |place| Some(StagePlace::Queued(place));
    assert_eq!(places(Role::Moderator), [at(0), at(1), at(2)]);
    assert_eq!(places(Role::Presenter), [at(0), at(1), None]);
    assert_eq!(places(Role::Participant), [None; 3]);
}

#[test]
fn desks_write_200_times_about_a_question_and_may_always_take_a_text_away() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let shorten = |scene: &Scene, text: Option<&str>| Command::Shorten {
        question,
        version: scene.version(question),
        text: text.map(Text::new),
    };
    for time in 1..=200 {
        let text = format!("صيغة {time}");
        scene.does(if time % 2 == 0 { DESK } else { OTHER_DESK }, &shorten(&scene, Some(&text)));
    }
    let refusal = scene.give(DESK, &shorten(&scene, Some("من جديد"))).expect_err("once too often");
    assert_eq!((refusal.code, refusal.limit), (Code::ChangedTooOften, Some(200)));
    scene.does(DESK, &shorten(&scene, None));
    let undone = scene.question(question).last_act.expect("an act stands");
    scene.does(DESK, &Command::Undo { act: undone });
    assert_eq!(scene.is_refused(DESK, &shorten(&scene, Some("من جديد"))), Code::ChangedTooOften);
}

#[test]
fn a_queue_holds_50_whatever_is_undone() {
    let mut scene = Scene::new();
    let queued = queue(&mut scene, 50);
    let late = entered(&mut scene, "متأخر");
    let put = Command::Queue { question: late, version: 1, at: 0 };
    let refusal = scene.give(DESK, &put).expect_err("it is full");
    assert_eq!((refusal.code, refusal.limit), (Code::OutOfRange, Some(50)));
    let version = scene.version(queued[0]);
    scene.does(DESK, &Command::Queue { question: queued[0], version, at: 9 });
    scene.does(DESK, &Command::Unqueue { question: queued[0], version: version + 1 });
    let unqueued = scene.state.last.act;
    scene.does(DESK, &put);
    assert_eq!(scene.is_refused(DESK, &Command::Undo { act: unqueued }), Code::Changed);
}

#[test]
fn a_full_queue_of_the_longest_questions_fits_into_a_frame() {
    let mut scene = Scene::new();
    queue(&mut scene, 50);
    let longest = Text::new(&"م\u{64b}\u{64e}\u{651}".repeat(280));
    for question in scene.board(PANEL).queue.clone() {
        let version = scene.version(question);
        scene.does(DESK, &Command::Edit { question, version, text: longest.clone() });
        let version = scene.version(question);
        scene.does(DESK, &Command::Shorten { question, version, text: Some(longest.clone()) });
    }
    let stage = view::stage(&scene.state, PANEL, Role::Moderator);
    let bytes = serde_json::to_vec(&stage).expect("a view is JSON").len();
    assert!((128 << 10..256 << 10).contains(&bytes), "{bytes}");
}

fn entered(scene: &mut Scene, text: &str) -> QuestionNo {
    let enter = Command::Enter { session: PANEL, text: Text::new(text), source: Source::Seed };
    QuestionNo(scene.does(DESK, &enter).made.expect("a question has a number"))
}

/// So many questions in the stage queue, in order.
fn queue(scene: &mut Scene, many: u32) -> Vec<QuestionNo> {
    let queued = (0..many).map(|at| {
        let question = entered(scene, "سؤال");
        scene.does(DESK, &Command::Queue { question, version: 1, at });
        question
    });
    queued.collect()
}

#[test]
fn a_question_on_its_way_back_to_a_stage_is_seen_there() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let version = scene.version(question);
    scene.does(DESK, &Command::Queue { question, version, at: 0 });
    let version = scene.version(question);
    scene.does(DESK, &Command::Move { question, version, session: TALK });
    let stage = scene.board(PANEL).stage_version;
    undo_last(&mut scene);
    assert!(scene.board(PANEL).stage_version > stage, "its queue changed");
}

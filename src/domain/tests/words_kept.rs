//! How long words are kept.

use super::polls::{draft, secret, words};
use super::scene::{PANEL, START, Scene, TALK, person};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::next_deadline;
use crate::domain::id::LinkNo;
use crate::domain::look::Picture;
use crate::domain::poll::{PollKind, PollPhase};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::rules::RulesWish;
use crate::domain::time::Millis;
use crate::domain::words::Text;

/// The end of the last session.
const END: Millis = Millis::minutes(60);
/// How long words are kept by default.
const KEPT: Millis = Millis::minutes(90 * 24 * 60);

/// Both sessions are over.
fn end(scene: &mut Scene) {
    for session in [PANEL, TALK] {
        let over = Change::PhaseSet { session, phase: Phase::Ended, time: START };
        scene.state.apply_entry(scene.state.rev + 1, &[over], &[]);
    }
}

fn tick(scene: &mut Scene) -> Vec<Change> {
    scene.does(Actor::Clock, &Command::Tick).changes
}

#[test]
fn words_are_erased_so_many_days_after_the_last_day() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    end(&mut scene);
    let due = START + END + KEPT;
    assert_eq!(next_deadline(&scene.state), Some(due));
    scene.now = due - Millis(1);
    assert!(tick(&mut scene).is_empty());
    scene.now = due;
    tick(&mut scene);
    assert_eq!(scene.state.text(scene.question(question).original), "");
    assert_eq!(next_deadline(&scene.state), None);
}

#[test]
fn fewer_days_leave_one_from_now_on_so_that_a_mistyped_number_is_set_right() {
    let organiser = Actor::Crew(LinkNo(3));
    let days = |scene: &Scene, days: u32| {
        let rules = RulesWish { words_kept_days: Some(days), ..RulesWish::default() };
        Command::SetRules { version: scene.state.forum.version, rules }
    };
    let mut scene = Scene::new();
    scene.now = START + END + Millis::minutes(9 * 24 * 60 + 1);
    let command = days(&scene, 1);
    scene.does(organiser, &command);
    let command = days(&scene, 90);
    scene.does(organiser, &command);

    scene.asked(1, "سؤال");
    scene.now = scene.now + Millis::minutes(9 * 24 * 60);
    let command = days(&scene, 9);
    let refused = scene.give(organiser, &command).expect_err("it would be erased today");
    assert_eq!((refused.code, refused.limit), (Code::OutOfRange, Some(11)));
    let command = days(&scene, 11);
    scene.does(organiser, &command);
    let command = days(&scene, 12);
    scene.does(organiser, &command);
    end(&mut scene);
    let due = next_deadline(&scene.state).expect("there are words");
    assert!(scene.now + Millis::minutes(24 * 60) <= due, "nothing is erased today");
}

#[test]
fn a_logo_is_not_among_them_and_can_be_set_when_all_else_is_erased() {
    let mut scene = Scene::new();
    let logo = |side: u32| {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'/>");
        Picture::read(svg.as_bytes()).ok()
    };
    let organiser = Actor::Crew(LinkNo(3));
    scene.asked(1, "سؤال");
    scene.does(organiser, &Command::SetLogo { version: 1, picture: logo(8) });
    end(&mut scene);
    scene.now = START + END + KEPT;
    tick(&mut scene);
    assert_eq!((scene.state.words.iter().count(), next_deadline(&scene.state)), (1, None));
    assert!(tick(&mut scene).is_empty(), "there is nothing left to erase");
    scene.does(organiser, &Command::SetLogo { version: 2, picture: logo(9) });
    tick(&mut scene);
    assert!(scene.state.logo().is_some());
}

#[test]
fn words_of_a_forum_whose_agenda_is_long_past_are_kept_while_it_is_used() {
    let mut scene = Scene::new();
    scene.now = START + Millis::minutes(365 * 24 * 60);
    scene.asked(1, "سؤال");
    end(&mut scene);
    assert_eq!(next_deadline(&scene.state), Some(scene.now + KEPT));
}

#[test]
fn a_late_rewording_or_comment_counts_as_use() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    scene.now = START + Millis::minutes(50);
    let text = Text::new("سؤال آخر");
    scene.does(person(1), &Command::Edit { question, version: 1, text: text.clone() });
    assert_eq!(scene.state.active, scene.now);
    scene.now = START + Millis::minutes(55);
    scene.does(person(2), &Command::Rate { session: PANEL, stars: 5, comment: Some(text), seq: Seq(1) });
    assert_eq!(scene.state.active, scene.now);
}

#[test]
fn a_poll_that_is_open_when_words_are_due_is_closed_and_they_are_kept_as_long_again() {
    let mut scene = Scene::new();
    let polls = [secret(PollKind::Single, 2), draft(PollKind::Cloud { words: 3 }, 0)];
    let [secret, cloud] = polls.map(|draft| scene.opened(&draft));
    scene.voted(1, cloud, words(&["تطوع"]));
    end(&mut scene);
    scene.now = START + END + KEPT;
    tick(&mut scene);
    assert_eq!([secret, cloud].map(|poll| scene.poll(poll).phase), [PollPhase::Closed; 2]);
    assert!(!scene.state.words.is_empty());
    assert_eq!(next_deadline(&scene.state), Some(scene.now + KEPT));
    scene.now = scene.now + KEPT;
    tick(&mut scene);
    assert!(scene.state.words.is_empty());
}

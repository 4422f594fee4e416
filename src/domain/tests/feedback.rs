//! Ratings of sessions.

use std::sync::Arc;

use proptest::prelude::*;

use super::scene::{DESK, PANEL, START, Scene, TALK, person};
use crate::domain::agenda::{Pause, Phase};
use crate::domain::command::Command;
use crate::domain::id::{CommandId, PersonId, SessionNo};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::view::feedback::feedback;
use crate::domain::words::Text;

fn rate(stars: u8, comment: &str, seq: u64) -> Command {
    Command::Rate { session: PANEL, stars, comment: Some(Text::new(comment)), seq: Seq(seq) }
}

fn second_half() -> Scene {
    let mut scene = Scene::new();
    scene.now = START + Millis::minutes(30);
    scene
}

#[test]
fn feedback_opens_in_the_second_half_or_by_hand() {
    let mut scene = Scene::new();
    scene.now = START + Millis::minutes(30) - Millis(1);
    assert_eq!(scene.is_refused(person(1), &rate(5, "", 1)), Code::FeedbackClosed);
    let by_hand = |version, open| Command::SetFeedback { session: PANEL, version, open };
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &by_hand(version, Some(true)));
    assert!(scene.does(DESK, &by_hand(version, Some(true))).changes.is_empty(), "it is open");
    scene.does(person(1), &rate(5, "", 1));
    assert_eq!(scene.is_refused(DESK, &by_hand(version, None)), Code::Changed);
    scene.does(DESK, &by_hand(version + 1, Some(false)));
    scene.now = START + Millis::minutes(59);
    assert_eq!(scene.is_refused(person(2), &rate(5, "", 2)), Code::FeedbackClosed);
    scene.does(DESK, &by_hand(version + 2, None));
    scene.does(person(2), &rate(5, "", 2));
    assert_eq!(scene.is_refused(person(2), &by_hand(version + 3, None)), Code::NotAllowed);
}

#[test]
fn a_session_to_come_has_no_feedback_and_an_ended_one_has() {
    for (phase, refused) in [(Phase::Upcoming, true), (Phase::Ended, false)] {
        let mut scene = second_half();
        if let Some(session) = scene.state.sessions.get_mut(&PANEL) {
            Arc::make_mut(session).phase = phase;
        }
        assert_eq!(scene.give(person(1), &rate(3, "", 1)).is_err(), refused, "{phase:?}");
    }
}

#[test]
fn the_highest_sequence_number_stands() {
    let mut scene = second_half();
    let mut cast = |id, stars, seq| {
        let answer = scene.give_as(person(1), CommandId(id), &rate(stars, "تعليق", seq));
        answer.map(|decision| decision.changes.len()).map_err(|refusal| refusal.code)
    };
    assert_eq!(cast(5, 2, 10), Ok(1));
    assert_eq!(cast(5, 2, 10), Ok(0), "again");
    assert_eq!(cast(6, 3, 9), Err(Code::Stale));
    assert_eq!(cast(4, 3, 10), Err(Code::Stale));
    assert_eq!(cast(6, 4, 11), Ok(1));
    assert_eq!(cast(7, 4, Seq::MAX.0 + 1), Err(Code::BadSeq));
    let session = &scene.state.sessions[&PANEL].feedback;
    assert_eq!((session.stars, session.comments.len()), ([0, 0, 0, 1, 0], 1));
    assert_eq!(scene.state.people[&PersonId([1; 16])].seq, Seq(11));
}

#[test]
fn a_comment_is_changed_50_times_and_the_stars_without_end() {
    let mut scene = second_half();
    for seq in 1..=51 {
        scene.does(person(1), &rate(5, "تعليق", seq));
    }
    let refusal = scene.give(person(1), &rate(5, "تعليق", 52)).expect_err("once too often");
    assert_eq!((refusal.code, refusal.limit), (Code::ChangedTooOften, Some(50)));
    scene.does(person(1), &rate(1, "", 53));
    assert_eq!(scene.is_refused(person(1), &rate(1, "من جديد", 54)), Code::ChangedTooOften);
    scene.does(person(2), &rate(1, "تعليق آخر", 55));
}

#[test]
fn what_is_no_rating_is_refused() {
    let mut scene = second_half();
    for stars in [0, 6, 255] {
        assert_eq!(scene.is_refused(person(1), &rate(stars, "", 1)), Code::BadRating);
    }
    assert_eq!(scene.is_refused(person(1), &rate(5, &"س".repeat(501), 1)), Code::TextTooLong);
    assert_eq!(scene.is_refused(DESK, &rate(5, "", 1)), Code::NotAllowed);
    let nowhere = Command::Rate { session: SessionNo(9), stars: 5, comment: None, seq: Seq(1) };
    assert_eq!(scene.is_refused(person(1), &nowhere), Code::UnknownSession);
    if let Some(session) = scene.state.sessions.get_mut(&PANEL) {
        Arc::make_mut(session).paused = Some(Pause { message: None });
    }
    assert_eq!(scene.is_refused(person(1), &rate(5, "", 1)), Code::Paused);
}

#[test]
fn comments_are_the_desks_and_stars_the_walls_too() {
    let mut scene = second_half();
    scene.does(person(1), &rate(5, "first", 1));
    scene.does(person(2), &rate(3, "second", 2));
    let desk = feedback(&scene.state, PANEL, Role::Organiser);
    assert_eq!((desk.stars, desk.comments), ([0, 0, 1, 0, 1], vec!["second".into(), "first".into()]));
    let wall = feedback(&scene.state, PANEL, Role::Screen);
    assert_eq!((wall.stars, wall.comments.len()), ([0, 0, 1, 0, 1], 0));
    for role in [Role::Participant, Role::Presenter] {
        assert_eq!(feedback(&scene.state, PANEL, role).stars, [0; 5]);
    }
    assert_eq!(feedback(&scene.state, TALK, Role::Moderator).stars, [0; 5]);
    assert_eq!(scene.state.topics.touched(Part::Session(PANEL)), 0, "phones are sent nothing of it");
}

proptest! {
    #[test]
    fn stars_equal_the_recount(ratings in prop::collection::vec((1..6_u8, 1..6_u8, 1..40_u64), 1..80)) {
        let mut scene = second_half();
        for (by, stars, seq) in ratings {
            let comment = if stars > 3 { "" } else { "a comment" };
            let _ = scene.give(person(by), &rate(stars, comment, seq));
            let feedback = &scene.state.sessions[&PANEL].feedback;
            let mut recount = [0; 5];
            for rating in feedback.ratings.values() {
                recount[usize::from(rating.stars) - 1] += 1;
            }
            prop_assert_eq!(feedback.stars, recount);
            let comments = feedback.ratings.values().filter_map(|rating| rating.comment);
            prop_assert_eq!(&feedback.comments, &comments.collect());
        }
    }
}

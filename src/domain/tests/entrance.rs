//! What a hall is about, for whoever comes in and for its walls.

use std::sync::Arc;

use super::scene::{START, Scene};
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::change::{Change, Plan};
use crate::domain::entrance::{course, of_desks, of_hall};
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::time::{Millis, Time};

const HALL: HallNo = HallNo(1);
const PANEL: SessionNo = SessionNo(1);
const PAUSE: SessionNo = SessionNo(2);
const WORKSHOP: SessionNo = SessionNo(3);
const TALK: SessionNo = SessionNo(4);

fn at(minutes: i64) -> Time {
    START + Millis::minutes(minutes)
}

/// A day in one hall: a panel to 60, a break to 90, a workshop to 150; then a talk the next day. What opened and ended when.
fn day(done: &[(SessionNo, Phase, i64)]) -> Scene {
    let mut scene = Scene::new();
    let plans = [
        (PANEL, SessionKind::Panel, 0, 60),
        (PAUSE, SessionKind::Break, 60, 90),
        (WORKSHOP, SessionKind::Workshop, 90, 150),
        (TALK, SessionKind::Talk, 1_440, 1_500),
    ];
    let planned = plans.map(|(session, kind, from, to)| {
        let (title, labels) = (Title { ar: "جلسة".into(), en: String::new() }, Vec::new());
        let plan = Plan {
            hall: HALL,
            kind,
            title,
            about: Title::default(),
            starts: at(from),
            ends: at(to),
            moderation: Moderation::Before,
            labels,
        };
        Change::SessionSet { session, plan }
    });
    let upcoming = plans.map(|(session, ..)| (session, Phase::Upcoming, 0));
    let phases = upcoming.iter().chain(done);
    let set = phases.map(|(session, phase, minutes)| Change::PhaseSet {
        session: *session,
        phase: *phase,
        time: at(*minutes),
    });
    let changes: Vec<_> = planned.into_iter().chain(set).collect();
    scene.state.apply_entry(scene.state.rev + 1, &changes, &[]);
    scene
}

/// The session's opening at its planned start and its end.
fn held(session: SessionNo, ended: i64) -> [(SessionNo, Phase, i64); 2] {
    [(session, Phase::Open, 0), (session, Phase::Ended, ended)]
}

/// Each session of the hall with the minute from which, as told beforehand.
fn told(scene: &Scene) -> Vec<(Option<i64>, SessionNo)> {
    let minutes = |time: Time| (time - START).0 / 60_000;
    let course = course(&scene.state, HALL);
    course.into_iter().map(|(from, session)| (from.map(minutes), session)).collect()
}

#[test]
fn before_anything_began_the_first_and_then_what_runs_however_late_it_is() {
    assert_eq!(told(&day(&[])), [(None, PANEL)]);
    assert_eq!(told(&day(&[(PANEL, Phase::Open, 0)])), [(None, PANEL)]);
    let skipped = [held(PANEL, 60)[1], (WORKSHOP, Phase::Open, 61)];
    assert_eq!(told(&day(&skipped)), [(None, WORKSHOP)]);
}

#[test]
fn the_one_that_ended_stays_for_three_minutes_of_the_break_that_follows_opened_or_not() {
    let mut done = held(PANEL, 60).to_vec();
    assert_eq!(told(&day(&done)), [(None, PANEL), (Some(63), PAUSE), (Some(90), WORKSHOP)]);
    done.push((PAUSE, Phase::Open, 60));
    assert_eq!(told(&day(&done)), [(None, PANEL), (Some(63), PAUSE)]);
}

#[test]
fn a_break_that_is_not_near_ends_nothing_early() {
    let scene = day(&held(WORKSHOP, 150));
    let plan = |starts: i64| {
        let talk = &scene.state.sessions[&TALK];
        let plan =
            Plan { kind: SessionKind::Break, starts: at(starts), ends: at(starts + 60), ..Plan::of(talk) };
        Change::SessionSet { session: TALK, plan }
    };
    for (starts, until) in [(1_440, 160), (161, 155), (160, 153), (150, 153)] {
        let planned = plan(starts);
        let mut scene = scene.clone();
        scene.state.apply_entry(scene.state.rev + 1, &[planned], &[]);
        let from_then = (Some(until), TALK);
        assert_eq!(told(&scene).get(1), Some(&from_then), "a break at {starts}");
    }
}

#[test]
fn without_a_break_it_stays_for_ten_minutes_or_half_the_time_to_the_next_and_for_one_at_least() {
    let ended = |at: i64| told(&day(&[held(PAUSE, 60), held(WORKSHOP, at)].concat()));
    assert_eq!(ended(150), [(None, WORKSHOP), (Some(160), TALK)]);
    assert_eq!(ended(1_430), [(None, WORKSHOP), (Some(1_435), TALK)]);
    assert_eq!(ended(1_500), [(None, WORKSHOP), (Some(1_501), TALK)]);
}

#[test]
fn after_the_last_one_that_and_before_any_none() {
    let last = (TALK, Phase::Ended, 1_500);
    assert_eq!(
        told(&day(&[held(WORKSHOP, 150).as_slice(), &[last]].concat())).last(),
        Some(&(Some(160), TALK))
    );
    assert_eq!(course(&day(&[]).state, HallNo(9)), []);
}

#[test]
fn what_was_told_beforehand_holds_at_every_minute() {
    for done in [vec![], held(PANEL, 60).to_vec(), held(PANEL, 89).to_vec(), held(WORKSHOP, 150).to_vec()] {
        let scene = day(&done);
        let course = course(&scene.state, HALL);
        for now in (-10..200).map(at) {
            let told = course.iter().rfind(|(from, _)| from.is_none_or(|from| from <= now));
            assert_eq!(told.map(|(_, session)| *session), of_hall(&scene.state, HALL, now), "{now:?}");
        }
    }
}

#[test]
fn a_desk_of_all_halls_comes_in_where_most_wait_and_in_a_break_only_while_nothing_else_runs() {
    let mut scene = day(&[(PAUSE, Phase::Open, 60)]);
    let opened = |scene: &Scene| of_desks(&scene.state, at(61));
    assert_eq!(opened(&scene), Some(PAUSE));
    let elsewhere = [(WORKSHOP, HallNo(2)), (TALK, HallNo(3))];
    for (session, hall) in elsewhere {
        let session = Arc::make_mut(scene.state.sessions.get_mut(&session).unwrap());
        (session.hall, session.phase) = (hall, Phase::Open);
    }
    assert_eq!(opened(&scene), Some(WORKSHOP), "the first hall's");
    Arc::make_mut(scene.state.sessions.get_mut(&TALK).unwrap()).board.counts.pending = 1;
    assert_eq!(opened(&scene), Some(TALK));
}

//! Visits and ratings.

use std::sync::Arc;

use super::{add, at, exhibiting, id, named, of, set, title};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, StandNo};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::stand::{
    AFTERWARDS, ExhibitionPlan, Interest, InterestItem, StandAct, StandChange, StandCommand, StandKey,
    interest_of, is_soon, page_of_key, stands,
};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::{Millis, Time};

#[test]
fn a_visit_is_once_a_person_and_a_stand_and_makes_a_trail() {
    let mut scene = exhibiting(3);
    for (by, stand) in [(1, 2), (1, 1), (2, 2), (1, 2)] {
        scene.now = scene.now + Millis::minutes(1);
        scene.visits(by, stand);
    }
    assert_eq!(scene.trail(1), [(2, None), (1, None)], "in the order of the visits");
    assert_eq!([1, 2, 3].map(|no| scene.stand(no).visits), [1, 2, 0]);
    let visit = scene.visit(2);
    let again = scene.does(person(1), &visit);
    assert_eq!((again.changes.len(), again.made), (0, Some(2)), "and is told which stand it is");
}

#[test]
fn a_visit_that_is_sent_again_is_that_visit_whatever_the_code_says_now() {
    let mut scene = exhibiting(1);
    let (visit, sent) = (scene.visit(1), scene.fresh_id());
    scene.give_as(person(1), sent, &visit).expect("it is taken");
    let rekey = scene.rekey(1);
    scene.does(super::OWNER, &rekey);
    let again = scene.give_as(person(1), sent, &visit).expect("it is known");
    assert_eq!((again.changes.len(), again.made), (0, Some(1)));
    assert_eq!(scene.is_refused(person(2), &visit), Code::BadKey, "the old code is dead");
    let none = of(StandCommand::Visit { key: StandKey::new(String::new()) });
    assert_eq!(scene.is_refused(person(2), &none), Code::BadKey);
}

#[test]
fn what_is_given_at_a_stand_has_its_time() {
    let mut scene = exhibiting(1);
    let visit = scene.visit(1);
    let close = scene.close(1, true);
    scene.does(DESK, &close);
    assert_eq!(scene.is_refused(person(1), &visit), Code::StandClosed);
    let open = scene.close(1, false);
    scene.does(DESK, &open);
    let pause = |scene: &Scene, on| {
        let version = scene.state.sessions[&PANEL].version;
        Command::Pause { session: PANEL, version, on, message: None }
    };
    let paused = pause(&scene, true);
    scene.does(DESK, &paused);
    scene.does(person(1), &visit);
    let ask = of(StandCommand::Ask {
        session: PANEL,
        stand: StandNo(1),
        text: crate::domain::words::Text::new("سؤال"),
    });
    assert_eq!(
        scene.is_refused(person(1), &ask),
        Code::Paused,
        "what is written waits, being there does not"
    );
    let on = pause(&scene, false);
    scene.does(DESK, &on);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    let ended = scene.now;
    scene.does(person(2), &visit);
    assert_eq!(scene.is_refused(person(1), &ask), Code::ExhibitionClosed);
    scene.now = ended + AFTERWARDS;
    assert_eq!(scene.is_refused(person(3), &visit), Code::ExhibitionClosed);
}

#[test]
fn from_its_planned_start_on_stands_are_visited_though_nobody_opened_the_session() {
    let mut scene = exhibiting(1);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Upcoming });
    let starts = scene.state.sessions[&PANEL].starts;
    scene.now = Time(starts.0 - 1);
    let visit = scene.visit(1);
    assert_eq!(scene.is_refused(person(1), &visit), Code::ExhibitionClosed);
    scene.now = starts;
    scene.does(person(1), &visit);
}

#[test]
fn nobody_comes_to_an_exhibition_that_is_not_shown() {
    let mut scene = Scene::new();
    scene.does(super::OWNER, &add(named("جناح")));
    let visit = scene.visit(1);
    assert_eq!(scene.is_refused(person(1), &visit), Code::UnknownExhibition);
    assert!(stands(&scene.state, PANEL, Role::Participant).is_none());
    assert!(stands(&scene.state, PANEL, Role::Moderator).is_some());
    scene.does(super::OWNER, &set(0, true));
    scene.does(person(1), &visit);
    assert_eq!(scene.is_refused(super::OWNER, &set(1, false)), Code::WrongState, "everyone has seen it");
}

#[test]
fn who_was_there_rates_and_the_last_rating_stands() {
    let mut scene = exhibiting(1);
    let rate =
        |stars, seq| of(StandCommand::Rate { session: PANEL, stand: StandNo(1), stars, seq: Seq(seq) });
    assert_eq!(scene.is_refused(person(1), &rate(4, 5)), Code::NotVisited);
    scene.visits(1, 1);
    for stars in [0, 6] {
        assert_eq!(scene.is_refused(person(1), &rate(stars, 5)), Code::BadRating);
    }
    scene.does(person(1), &rate(4, 5));
    scene.does(person(1), &rate(2, 6));
    assert_eq!(scene.is_refused(person(1), &rate(5, 3)), Code::Stale);
    assert_eq!((scene.stand(1).stars, scene.trail(1)), ([0, 1, 0, 0, 0], vec![(1, Some(2))]));
    let mine = crate::domain::view::mine::mine(&scene.state, PANEL, id(1));
    assert_eq!(mine.seq, Seq(6), "the next one is above it");
}

#[test]
fn a_team_is_told_of_ratings_in_steps_so_that_none_is_told_by_itself() {
    let mut scene = exhibiting(1);
    let team = |scene: &Scene| -> InterestItem { interest_of(&scene.state, at(1)).items[0].clone() };
    for by in 1..=9 {
        scene.visits(by, 1);
        let rate = scene.rate(1, if by > 5 { 1 } else { 5 });
        scene.does(person(by), &rate);
        let (told, exact) = (team(&scene), scene.interest_in(1));
        assert_eq!((told.rated, told.mean), if by < 5 { (0, None) } else { (5, Some(50)) }, "after {by}");
        assert_eq!(exact.rated, u32::from(by));
        assert_eq!(exact.mean.is_some(), by >= 5);
    }
    assert_eq!(scene.interest_in(1).mean, Some(32), "29 stars of 9");
    let changed = scene.rate(1, 1);
    scene.does(person(1), &changed);
    assert_eq!(team(&scene).mean, Some(50), "also where one is changed");
    scene.visits(10, 1);
    let last = scene.rate(1, 2);
    scene.does(person(10), &last);
    assert_eq!((team(&scene).rated, team(&scene).mean), (10, Some(27)));
}

#[test]
fn visits_are_told_by_when_they_were() {
    let mut scene = exhibiting(1);
    let begins = Millis(scene.now.0 - scene.now.0.rem_euclid(1_800_000) + 1_800_000);
    for (by, minute) in [(1, 0), (2, 4), (3, 5), (4, 29), (5, 30)] {
        scene.now = Time(begins.0) + Millis::minutes(minute);
        scene.visits(by, 1);
    }
    let (five, half) = (begins.0 / 300_000, begins.0 / 1_800_000);
    let told = scene.interest_in(1);
    assert_eq!(told.recent, [(five, 2), (five + 1, 1), (five + 5, 1), (five + 6, 1)]);
    assert_eq!(told.halves, [(half, 4), (half + 1, 1)]);
    assert_eq!(told.visits, 5);
}

#[test]
fn everyone_is_told_of_interest_in_steps_where_the_plan_says_so() {
    let mut scene = exhibiting(1);
    let told = |scene: &Scene, role| stands(&scene.state, PANEL, role).expect("it is shown").items[0].n;
    for by in 1..=10 {
        assert_eq!(told(&scene, Role::Moderator), None);
        scene.visits(by, 1);
    }
    for (interest, wall, phone) in [
        (Interest::Walls, Some(10), None),
        (Interest::Everyone, Some(10), Some(10)),
        (Interest::Desk, None, None),
    ] {
        let version = scene.exhibition().version;
        let plan = ExhibitionPlan { shown: true, interest };
        scene.does(super::OWNER, &of(StandCommand::Set { session: PANEL, version, plan }));
        assert_eq!((told(&scene, Role::Screen), told(&scene, Role::Participant)), (wall, phone));
        assert_eq!(told(&scene, Role::Moderator), Some(10));
    }
    for by in 11..=21 {
        scene.visits(by, 1);
    }
    assert_eq!(told(&scene, Role::Moderator), Some(20), "20 or more");
    let _ = title("");
}

#[test]
fn a_good_code_of_an_exhibition_that_is_not_shown_yet_is_told_apart_from_a_dead_one() {
    let mut scene = exhibiting(1);
    let good = scene.key(1);
    assert!(!is_soon(&scene.state, &good));
    Arc::make_mut(scene.state.exhibitions.get_mut(&PANEL).expect("it is there")).plan.shown = false;
    assert!(page_of_key(&scene.state, &good, Role::Participant).is_none());
    assert!(is_soon(&scene.state, &good) && !is_soon(&scene.state, &StandKey::new("none".into())));
}

#[test]
fn a_visit_that_a_journal_tells_twice_counts_once() {
    let mut scene = exhibiting(1);
    scene.visits(1, 1);
    let (stand, time) = (StandNo(1), scene.now);
    let act = StandAct::Visited { stand, person: id(1), id: CommandId(999), time };
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::Stands(StandChange { session: PANEL, act })], &[]);
    assert_eq!((scene.stand(1).visits, scene.trail(1).len()), (1, 1));
}

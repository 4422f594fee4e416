//! What organisers plan.

use std::sync::Arc;

use super::{OWNER, add, at, exhibiting, link, named, of, set, title};
use crate::domain::command::Command;
use crate::domain::id::{SessionNo, StandNo};
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::screen::Scene as Shown;
use crate::domain::stand::{Place, STANDS, STANDS_IN_ALL, StandCommand, StandPlan, codes};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

fn placed(text: &str, column: u8) -> StandPlan {
    StandPlan { place: Some(Place { column, row: 0 }), ..named(text) }
}

#[test]
fn organisers_plan_and_desks_close() {
    let mut scene = Scene::new();
    for who in [DESK, person(1)] {
        assert_eq!(scene.is_refused(who, &add(named("جناح"))), Code::NotAllowed);
    }
    scene.does(OWNER, &add(placed("أول", 0)));
    let change = |scene: &Scene, plan| {
        let version = scene.stand(1).version;
        of(StandCommand::Change { session: PANEL, stand: StandNo(1), version, plan })
    };
    let changed = change(&scene, placed("آخر", 1));
    scene.does(OWNER, &changed);
    assert_eq!(scene.stand(1).plan.title, title("آخر"));
    let stale =
        of(StandCommand::Change { session: PANEL, stand: StandNo(1), version: 1, plan: named("ثالث") });
    assert_eq!(scene.is_refused(OWNER, &stale), Code::Changed);
    let close = scene.close(1, true);
    scene.does(DESK, &close);
    assert!(scene.stand(1).closed);
    assert_eq!(scene.exhibition().order, [StandNo(1)]);
}

#[test]
fn a_plan_has_a_name_and_is_no_longer_than_it_may_be() {
    let mut scene = exhibiting(1);
    for (plan, code) in [
        (named(""), Code::TextEmpty),
        (named(&"ن".repeat(121)), Code::TextTooLong),
        (StandPlan { about: title(&"ن".repeat(1_001)), ..named("جناح") }, Code::TextTooLong),
        (StandPlan { topic: title(&"ن".repeat(61)), ..named("جناح") }, Code::TextTooLong),
        (placed("جناح", 20), Code::OutOfRange),
    ] {
        assert_eq!(scene.is_refused(OWNER, &add(plan)), code);
    }
    let vocalised = |graphemes| title(&"مَّ".repeat(graphemes));
    let long = StandPlan { title: vocalised(120), by: vocalised(120), topic: vocalised(60), ..named("") };
    assert_eq!(scene.is_refused(OWNER, &add(long)), Code::TextTooLong, "the list of all stands has an end");
    assert_eq!(
        scene.is_refused(
            OWNER,
            &of(StandCommand::Add { session: crate::domain::id::SessionNo(9), plan: named("ج") })
        ),
        Code::UnknownSession
    );
}

#[test]
fn two_stands_are_in_two_places() {
    let mut scene = exhibiting(0);
    scene.does(OWNER, &add(placed("أول", 0)));
    assert_eq!(scene.is_refused(OWNER, &add(placed("ثان", 0))), Code::PlaceTaken);
    scene.does(OWNER, &add(placed("ثان", 1)));
    let (session, stand, version) = (PANEL, StandNo(2), 1);
    let moved = of(StandCommand::Change { session, stand, version, plan: placed("ثان", 0) });
    assert_eq!(scene.is_refused(OWNER, &moved), Code::PlaceTaken);
    let renamed = of(StandCommand::Change { session, stand, version, plan: placed("آخر", 1) });
    scene.does(OWNER, &renamed);
}

#[test]
fn an_exhibition_has_an_end() {
    let mut scene = exhibiting(STANDS as u32);
    assert_eq!(scene.is_refused(OWNER, &add(named("واحد بعد"))), Code::TooManyStands);
    // And so has a forum, in all its sessions.
    let held = Arc::new(scene.exhibition().clone());
    for no in 0..(STANDS_IN_ALL / STANDS) as u32 {
        scene.state.exhibitions.insert(SessionNo(90 + no), Arc::clone(&held));
    }
    scene.state.exhibitions.insert(PANEL, Arc::default());
    assert_eq!(scene.is_refused(OWNER, &add(named("واحد بعد"))), Code::TooManyStands);
    scene.state.exhibitions.remove(&SessionNo(90));
    scene.does(OWNER, &add(named("واحد بعد")));
}

#[test]
fn the_order_names_all_stands_each_once() {
    let mut scene = exhibiting(3);
    let order = |arrangement, stands: &[u32]| {
        let stands = stands.iter().copied().map(StandNo).collect();
        of(StandCommand::Order { session: PANEL, arrangement, stands })
    };
    let stands = scene.exhibition().arrangement;
    for wrong in [&[1, 2][..], &[1, 2, 2], &[1, 2, 4]] {
        assert_eq!(scene.is_refused(OWNER, &order(stands, wrong)), Code::UnknownStand);
    }
    scene.does(OWNER, &order(stands, &[3, 1, 2]));
    assert_eq!(scene.is_refused(OWNER, &order(stands, &[1, 2, 3])), Code::Changed);
    assert_eq!(scene.exhibition().order, [3, 1, 2].map(StandNo));
}

#[test]
fn a_stand_to_which_somebody_gave_something_stays() {
    let mut scene = exhibiting(2);
    scene.visits(1, 1);
    let drops = scene.drops(1);
    assert_eq!(scene.is_refused(OWNER, &drops), Code::StandUsed);
    scene.team(2);
    let (drops, key) = (scene.drops(2), scene.stand(2).key);
    scene.does(OWNER, &drops);
    assert!(scene.state.words.get(key).is_none(), "its key goes with it");
    assert!(scene.state.links.values().filter(|link| link.role == Role::Team).all(|link| link.revoked));
    assert_eq!(scene.does(OWNER, &drops).changes, [], "again is the same");
    let never = of(StandCommand::Drop { session: PANEL, stand: StandNo(9), version: 1 });
    assert_eq!(scene.is_refused(OWNER, &never), Code::UnknownStand);
    assert!(!scene.state.is_untouched(PANEL, &scene.state.sessions[&PANEL]), "nor is its session dropped");
}

#[test]
fn another_key_is_another_one_and_is_told_to_whoever_prints() {
    let mut scene = exhibiting(2);
    let told = |scene: &Scene| codes(&scene.state).map(|code| (code.at, code.key)).collect::<Vec<_>>();
    let before = told(&scene);
    assert_eq!(before[0], (at(1), Some(scene.key(1))));
    let (rekey, sent) = (scene.rekey(1), scene.fresh_id());
    scene.give_as(OWNER, sent, &rekey).expect("it is taken");
    let after = told(&scene);
    assert!(after[0] != before[0] && after[1] == before[1]);
    scene.give_as(OWNER, sent, &rekey).expect("it is known");
    assert_eq!(told(&scene), after, "the same command draws nothing again");
}

#[test]
fn a_link_of_a_team_is_for_one_stand() {
    let mut scene = exhibiting(1);
    assert_eq!(scene.is_refused(OWNER, &link(2)), Code::UnknownStand);
    let mut wall = link(1);
    if let Command::CreateLink { role, .. } = &mut wall {
        *role = Role::Screen;
    }
    assert_eq!(scene.is_refused(OWNER, &wall), Code::NotAllowed);
    let mut nowhere = link(1);
    if let Command::CreateLink { stand, .. } = &mut nowhere {
        *stand = None;
    }
    assert_eq!(scene.is_refused(OWNER, &nowhere), Code::UnknownStand);
    assert_eq!(scene.is_refused(DESK, &link(1)), Code::NotAllowed);
    scene.team(1);
}

#[test]
fn a_wall_shows_an_exhibition_of_its_hall_once_everyone_sees_it() {
    let mut scene = Scene::new();
    let hall = crate::domain::id::HallNo(1);
    let show = Command::SetScene { hall, version: 0, scene: Shown::Exhibition };
    scene.does(OWNER, &add(named("جناح")));
    assert_eq!(scene.is_refused(DESK, &show), Code::UnknownExhibition);
    scene.does(OWNER, &set(0, true));
    scene.does(DESK, &show);
}

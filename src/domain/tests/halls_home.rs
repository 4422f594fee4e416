//! Halls of a lost history that come home.

use super::halls::{NEW, added, dropped, link_for, session_in};
use super::rebase::Parted;
use super::scene::{DESK, Scene, ask, person};
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::command::{Command, SessionPlan};
use crate::domain::forum::{Moderation, Title};
use crate::domain::home::Matter;
use crate::domain::id::{HallNo, LinkNo, SessionNo};
use crate::domain::role::Secret;
use crate::domain::screen::Scene as Shown;
use crate::domain::show::tests::{ORGANISER, of};
use crate::domain::show::{CueAct, CuePlan, Moment, ShowCommand};
use crate::domain::time::Millis;

const THIRD: HallNo = HallNo(3);

/// A forum with a second hall, of which nothing is planned.
fn with_second() -> Scene {
    let mut scene = Scene::new();
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    scene
}

#[test]
fn a_hall_that_both_added_comes_home_under_another_number_with_all_that_is_of_it() {
    let mut parted = Parted::after(Scene::new());
    let command = added(&parted.lost, "قاعة الضائعة");
    parted.loses(ORGANISER, &command);
    let code = parted.lost.state.halls[&NEW].code.clone();
    let session = SessionNo(parted.loses(ORGANISER, &session_in(NEW)).made.expect("a session"));
    parted.loses(ORGANISER, &link_for(NEW));
    parted.loses(DESK, &Command::SetScene { hall: NEW, version: 0, scene: Shown::Quiet });
    parted.loses(DESK, &Command::Hide { hall: NEW, version: 1, on: true });
    let plan = |text: &str| CuePlan {
        at: Moment::Start { session, seconds: 60 },
        name: Title { ar: text.into(), en: String::new() },
        does: CueAct::Scene { scene: Shown::Join },
    };
    parted.loses(DESK, &of(ShowCommand::Add { hall: NEW, cue: plan("رمز") }));
    let version = parted.lost.state.halls[&NEW].version;
    parted.loses(DESK, &Command::Delay { hall: NEW, version, minutes: 5, from: Some(session) });
    let name = Title { ar: "قاعة الضيوف".into(), en: String::new() };
    let version = parted.lost.state.halls[&NEW].version;
    parted.loses(ORGANISER, &Command::NameHall { hall: NEW, version, name: name.clone() });
    let command = added(&parted.now, "قاعة الباقية");
    parted.now.does(ORGANISER, &command);
    assert_eq!(parted.left(), []);
    let now = &parted.now.state;
    assert_eq!((&now.halls[&THIRD].code, &now.halls[&THIRD].name), (&code, &name));
    assert_eq!(now.halls[&NEW].name.ar, "قاعة الباقية");
    let screen = &now.halls[&THIRD].screen;
    assert_eq!((screen.scene, screen.hidden), (Shown::Quiet, true));
    let session = &now.sessions[&session];
    assert_eq!((session.hall, session.starts), (THIRD, parted.lost.state.sessions[&SessionNo(3)].starts));
    assert_eq!(now.shows[&THIRD].cues.len(), 1);
    let wall = now.link_of(&Secret::new("secret-of-a-wall-000001".into())).map(|(_, link)| link.hall);
    assert_eq!(wall, Some(Some(THIRD)));
}

#[test]
fn a_hall_that_the_same_command_added_in_both_is_one() {
    let mut parted = Parted::after(Scene::new());
    let (command, id) = (added(&parted.lost, "قاعة الورش"), parted.lost.fresh_id());
    parted.loses_as(ORGANISER, id, &command);
    parted.loses(ORGANISER, &session_in(NEW));
    let other = added(&parted.now, "قاعة قبلها");
    parted.now.does(ORGANISER, &other);
    let again = added(&parted.now, "قاعة الورش");
    parted.now.give_as(ORGANISER, id, &again).expect("it is added there too");
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.state.halls.len(), 3);
    assert_eq!(parted.now.state.sessions[&SessionNo(3)].hall, THIRD);
}

#[test]
fn a_hall_that_was_taken_away_stands_again_with_its_code_for_whoever_gave_something_in_it() {
    let mut parted = Parted::after(with_second());
    let code = parted.now.state.halls[&NEW].code.clone();
    parted.loses(ORGANISER, &session_in(NEW));
    let session = SessionNo(3);
    let (asking, moderation, labels) = (Some(true), Moderation::Before, Vec::new());
    parted.loses(DESK, &Command::SetBoard { session, version: 1, asking, moderation, labels });
    parted.loses(person(1), &ask(session, "سؤال"));
    let command = dropped(&parted.now, NEW);
    parted.now.does(ORGANISER, &command);
    assert_eq!(parted.left(), [Matter::Session, Matter::Session]);
    let now = &parted.now.state;
    assert_eq!((&now.halls[&NEW].code, now.former_codes.len()), (&code, 0));
    let session = now.sessions.values().next_back().expect("the session is there");
    assert_eq!((session.hall, session.board.counts.received), (NEW, 1));
}

#[test]
fn taking_a_hall_away_comes_home_where_nothing_was_planned_in_it_since() {
    let mut parted = Parted::after(with_second());
    let command = dropped(&parted.lost, NEW);
    parted.loses(ORGANISER, &command);
    let mut used = parted.clone_of();
    assert_eq!(parted.left(), []);
    assert!(parted.now.state.was_hall_dropped(NEW));
    used.now.does(ORGANISER, &session_in(NEW));
    assert_eq!(used.left(), [Matter::Hall]);
    assert_eq!(used.now.state.sessions[&SessionNo(3)].hall, NEW);
}

#[test]
fn a_wall_of_a_hall_that_was_taken_away_since_opens_nothing() {
    let mut parted = Parted::after(with_second());
    let link = LinkNo(parted.loses(ORGANISER, &link_for(NEW)).made.expect("a link"));
    let command = dropped(&parted.now, NEW);
    parted.now.does(ORGANISER, &command);
    assert_eq!(parted.left(), [Matter::Link]);
    assert!(parted.now.state.links[&link].revoked);
}

#[test]
fn a_wall_of_a_hall_that_stays_lost_opens_none_that_has_its_number_here() {
    let mut parted = Parted::after(Scene::new());
    let (command, id) = (added(&parted.lost, "قاعة الضائعة"), parted.lost.fresh_id());
    parted.loses_as(ORGANISER, id, &command);
    let link = LinkNo(parted.loses(ORGANISER, &link_for(NEW)).made.expect("a link"));
    parted.now.give_as(ORGANISER, id, &session_in(HallNo(1))).expect("the same command plans a session");
    let command = added(&parted.now, "قاعة الباقية");
    parted.now.does(ORGANISER, &command);
    assert_eq!(parted.left(), [Matter::Hall, Matter::Hall, Matter::Link]);
    assert!(parted.now.state.halls.contains_key(&NEW), "another one");
    assert!(parted.now.state.links[&link].revoked);
}

#[test]
fn a_session_that_was_moved_into_a_hall_of_the_lost_history_comes_home_into_that_hall() {
    let mut scene = Scene::new();
    scene.does(ORGANISER, &session_in(HallNo(1)));
    let session = SessionNo(3);
    let mut parted = Parted::after(scene);
    let command = added(&parted.lost, "قاعة الضائعة");
    parted.loses(ORGANISER, &command);
    let held = &parted.lost.state.sessions[&session];
    let (title, about) = (held.title.clone(), held.about.clone());
    let (kind, starts, ends) = (SessionKind::Panel, held.starts, held.ends + Millis::minutes(5));
    let plan = SessionPlan { hall: NEW, kind, title, about, starts, ends };
    parted.loses(ORGANISER, &Command::PlanSession { session, edition: 1, plan });
    let command = added(&parted.now, "قاعة الباقية");
    parted.now.does(ORGANISER, &command);
    assert_eq!(parted.left(), []);
    let held = &parted.now.state.sessions[&session];
    assert_eq!((held.hall, held.phase), (THIRD, Phase::Upcoming));
}

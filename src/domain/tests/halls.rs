//! Halls that are added and taken away after the founding.

use super::scene::{DESK, PANEL, START, Scene, TALK, person};
use crate::domain::agenda::{HALLS, HALLS_EVER, SessionKind};
use crate::domain::change::Change;
use crate::domain::command::{Command, DrawnHall, SessionPlan};
use crate::domain::forum::Title;
use crate::domain::id::{CommandId, HallNo, LinkNo, SessionNo};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::show::tests::{ORGANISER, of};
use crate::domain::show::{CueAct, CuePlan, Moment, ShowCommand};
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::view::agenda::agenda;
use crate::domain::words::Text;

const HALL: HallNo = HallNo(1);
pub const NEW: HallNo = HallNo(2);

fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

/// What a server asks its room for: the next number, with a code of its own.
pub fn added(scene: &Scene, name: &str) -> Command {
    let hall = scene.state.last.hall.next();
    let code = format!("{:06}", 600_000 + scene.ids % 100_000);
    Command::AddHall { name: title(name), drawn: Some(DrawnHall { hall, code }) }
}

pub fn dropped(scene: &Scene, hall: HallNo) -> Command {
    Command::DropHall { hall, version: scene.state.halls.get(&hall).map_or(0, |hall| hall.version) }
}

/// A session to come in that hall.
pub fn session_in(hall: HallNo) -> Command {
    let (title, about) = (title("جلسة هناك"), Title::default());
    let (starts, ends) = (START + Millis::minutes(600), START + Millis::minutes(660));
    Command::AddSession { plan: SessionPlan { hall, kind: SessionKind::Panel, title, about, starts, ends } }
}

pub fn link_for(hall: HallNo) -> Command {
    Command::CreateLink {
        role: Role::Screen,
        hall: Some(hall),
        name: "شاشة".into(),
        expires: None,
        table: None,
        stand: None,
        secret: Secret::new("secret-of-a-wall-000001".into()),
    }
}

#[test]
fn a_hall_is_added_once_with_the_code_that_was_drawn_for_it() {
    let mut scene = Scene::new();
    let (command, id) = (added(&scene, " قاعة الورش "), scene.fresh_id());
    let made = scene.give_as(ORGANISER, id, &command).expect("it is added").made;
    assert_eq!(made, Some(2));
    let again = scene.give_as(ORGANISER, id, &added(&scene, "قاعة الورش")).expect("sent again");
    assert_eq!((again.changes.len(), again.made), (0, Some(2)), "also with what was drawn for another try");
    let told = agenda(&scene.state);
    assert_eq!(told.halls.len(), 2);
    let hall = &told.halls[1];
    assert_eq!((hall.hall, &hall.name, hall.version), (NEW, &title("قاعة الورش"), 1));
    assert_eq!(scene.state.hall_of_code(&hall.code), Some(NEW));
    assert_eq!(scene.state.topics.touched(Part::Agenda), scene.state.rev);
    scene.does(ORGANISER, &session_in(NEW));
    for who in [DESK, person(1), Actor::Crew(LinkNo(4)), Actor::Clock] {
        let command = added(&scene, "غيرها");
        assert_eq!(scene.is_refused(who, &command), Code::NotAllowed);
        let command = dropped(&scene, NEW);
        assert_eq!(scene.is_refused(who, &command), Code::NotAllowed);
    }
}

#[test]
fn what_was_drawn_for_a_number_that_another_hall_got_is_drawn_again() {
    let mut scene = Scene::new();
    let late = added(&scene, "الثانية");
    let first = added(&scene, "الأولى");
    scene.does(ORGANISER, &first);
    assert_eq!(scene.is_refused(ORGANISER, &late), Code::Changed);
    let undrawn = Command::AddHall { name: title("الثانية"), drawn: None };
    assert_eq!(scene.is_refused(ORGANISER, &undrawn), Code::Changed);
    for name in ["", " "] {
        let command = added(&scene, name);
        assert_eq!(scene.is_refused(ORGANISER, &command), Code::TextEmpty);
    }
    let long = added(&scene, &"ق".repeat(61));
    assert_eq!(scene.is_refused(ORGANISER, &long), Code::TextTooLong);
}

#[test]
fn a_hall_is_taken_away_once_nothing_is_planned_there_and_no_link_leads_there() {
    let mut scene = Scene::new();
    let command = dropped(&scene, HALL);
    assert_eq!(scene.is_refused(ORGANISER, &command), Code::LastHall);
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    let command = dropped(&scene, HALL);
    let refused = scene.give(ORGANISER, &command).expect_err("two sessions are there");
    assert_eq!((refused.code, refused.limit), (Code::HallUsed, Some(2)));
    let session = SessionNo(scene.does(ORGANISER, &session_in(NEW)).made.expect("it is added"));
    let command = dropped(&scene, NEW);
    assert_eq!(scene.is_refused(ORGANISER, &command), Code::HallUsed);
    scene.does(ORGANISER, &Command::DropSession { session, edition: 1 });
    let link = LinkNo(scene.does(ORGANISER, &link_for(NEW)).made.expect("a link"));
    let command = dropped(&scene, NEW);
    let refused = scene.give(ORGANISER, &command).expect_err("a wall is there");
    assert_eq!((refused.code, refused.limit), (Code::HallLinked, Some(1)));
    scene.does(ORGANISER, &Command::RevokeLink { link });
    let stale = Command::DropHall { hall: NEW, version: 1 };
    assert_eq!(scene.is_refused(ORGANISER, &stale), Code::Changed, "a session came and went since");
    let command = dropped(&scene, NEW);
    scene.does(ORGANISER, &command);
    assert!(scene.does(ORGANISER, &command).changes.is_empty(), "sent again, it stands");
    let unknown = dropped(&scene, HallNo(9));
    assert_eq!(scene.is_refused(ORGANISER, &unknown), Code::UnknownHall);
    assert_eq!(agenda(&scene.state).halls.len(), 1);
    assert_eq!(scene.is_refused(ORGANISER, &session_in(NEW)), Code::UnknownHall);
}

#[test]
fn a_link_that_is_over_holds_no_hall() {
    let mut scene = Scene::new();
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    let Command::CreateLink { role, hall, name, table, stand, secret, .. } = link_for(NEW) else {
        panic!("it makes a link")
    };
    let expires = Some(scene.now + Millis::minutes(1));
    scene.does(ORGANISER, &Command::CreateLink { role, hall, name, expires, table, stand, secret });
    let command = dropped(&scene, NEW);
    assert_eq!(scene.is_refused(ORGANISER, &command), Code::HallLinked);
    scene.now = scene.now + Millis::minutes(1);
    scene.does(ORGANISER, &command);
}

#[test]
fn a_cue_holds_its_hall_until_it_is_taken_away_and_what_walls_say_goes_with_the_hall() {
    let mut scene = Scene::new();
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    let at = Moment::Clock { time: scene.now + Millis::minutes(30) };
    let does = CueAct::Announce { text: Some(Text::new("نبدأ قريبًا")) };
    let cue = CuePlan { at, name: title("إعلان"), does };
    let made = scene.does(ORGANISER, &of(ShowCommand::Add { hall: NEW, cue })).made.expect("a cue");
    let text = Some(Text::new("القاعة تُجهّز"));
    scene.does(ORGANISER, &Command::Announce { hall: NEW, version: 0, text });
    let command = dropped(&scene, NEW);
    let refused = scene.give(ORGANISER, &command).expect_err("a cue is there");
    assert_eq!((refused.code, refused.limit), (Code::HallUsed, Some(1)));
    let cue = crate::domain::id::CueNo(made);
    scene.does(ORGANISER, &of(ShowCommand::Drop { hall: NEW, cue, version: 1 }));
    scene.does(ORGANISER, &Command::DropHall { hall: NEW, version: scene.state.halls[&NEW].version });
    assert!(!scene.state.shows.contains_key(&NEW));
    assert_eq!(scene.state.words.iter().count(), 0, "nothing of what its walls said is kept");
}

/// People hold what was printed for years: its code is no other hall's, and leads into the forum.
#[test]
fn neither_the_number_nor_the_code_of_a_hall_that_went_is_used_again() {
    let mut scene = Scene::new();
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    let code = scene.state.halls[&NEW].code.clone();
    let command = dropped(&scene, NEW);
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.hall_of_code(&code), None);
    assert!(scene.state.codes().any(|(hall, said)| hall == Some(NEW) && said == code));
    assert!(scene.state.was_hall_dropped(NEW) && !scene.state.was_hall_dropped(HallNo(3)));
    let command = added(&scene, "قاعة أخرى");
    assert_eq!(scene.does(ORGANISER, &command).made, Some(3));
    let read: crate::domain::state::State =
        serde_json::from_str(&serde_json::to_string(&scene.state).unwrap()).unwrap();
    assert_eq!((read.last.hall, &read.former_codes), (HallNo(3), &scene.state.former_codes));
}

/// A snapshot of before halls were counted.
#[test]
fn halls_that_were_founded_are_counted_where_an_older_snapshot_does_not_say_how_many_there_were() {
    let mut scene = Scene::new();
    let other = Change::HallSet { hall: HallNo(7), name: title("السابعة"), code: "471237".into() };
    scene.state.apply_entry(1, &[other], &[]);
    let mut saved = serde_json::to_value(&scene.state).unwrap();
    saved["last"].as_object_mut().unwrap().remove("hall");
    let mut read: crate::domain::state::State = serde_json::from_value(saved).unwrap();
    read.file_again(&[]);
    assert_eq!(read.last.hall, HallNo(7));
}

#[test]
fn a_forum_has_fifty_halls_at_most_and_two_hundred_ever() {
    let mut scene = Scene::new();
    let set = |no: usize| Change::HallSet {
        hall: HallNo(u32::try_from(no).unwrap()),
        name: title("قاعة"),
        code: format!("{no:06}"),
    };
    let changes: Vec<_> = (2..=HALLS).map(set).collect();
    scene.state.apply_entry(1, &changes, &[]);
    let command = added(&scene, "واحدة زائدة");
    let full = scene.give(ORGANISER, &command).expect_err("there are enough");
    assert_eq!((full.code, full.limit), (Code::TooManyHalls, Some(50)));
    let gone: Vec<_> = (2..=HALLS).map(|no| Change::HallDropped { hall: HallNo(no as u32) }).collect();
    scene.state.apply_entry(2, &gone, &[]);
    scene.state.apply_entry(3, &[set(HALLS_EVER as usize)], &[]);
    let command = added(&scene, "واحدة زائدة");
    let full = scene.give(ORGANISER, &command).expect_err("there were enough");
    assert_eq!((full.code, full.limit), (Code::TooManyHalls, Some(200)));
}

#[test]
fn a_hall_that_goes_leaves_the_others_as_they_are() {
    let mut scene = Scene::new();
    let command = added(&scene, "قاعة الورش");
    scene.does(ORGANISER, &command);
    let before = scene.state.clone();
    scene.give_as(ORGANISER, CommandId(99), &dropped(&scene, NEW)).expect("it goes");
    assert_eq!(scene.state.sessions, before.sessions);
    assert_eq!(scene.state.halls.get(&HALL), before.halls.get(&HALL));
    assert!([PANEL, TALK].iter().all(|no| scene.state.sessions[no].hall == HALL));
}

//! The agenda in the organiser's hands.

use super::polls::{draft, one};
use super::scene::{DESK, PANEL, START, Scene, TALK, person};
use crate::domain::agenda::{AGENDA_TEXT, DAYS, Phase, SESSIONS, Session, SessionKind};
use crate::domain::change::Change;
use crate::domain::command::{Command, SessionPlan};
use crate::domain::forum::{Title, Wifi};
use crate::domain::id::{HallNo, LinkNo, SessionNo};
use crate::domain::poll::PollKind;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::time::{Millis, Time};
use crate::domain::topic::Part;
use crate::domain::view::agenda::agenda;
use crate::domain::view::screen::screen;
use crate::domain::words::Text;

const ORGANISER: Actor = Actor::Crew(LinkNo(3));
const HALL: HallNo = HallNo(1);
const OTHER: HallNo = HallNo(2);

fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

fn at(minutes: i64) -> Time {
    START + Millis::minutes(minutes)
}

/// Two halls; the panel runs in the first from 0 to 60, the talk is to come there from 60 to 120.
fn forum() -> Scene {
    let mut scene = Scene::new();
    let hall = Change::HallSet { hall: OTHER, name: title("قاعة الورش"), code: "471235".into() };
    let set_back = Change::PhaseSet { session: TALK, phase: Phase::Upcoming, time: START };
    scene.state.apply_entry(scene.state.rev + 1, &[hall, set_back], &[]);
    scene.does(ORGANISER, &moved(&scene, TALK, HALL, (60, 120)));
    scene
}

fn plan(hall: HallNo, (from, to): (i64, i64)) -> SessionPlan {
    let (title, about) = (title("جلسة جديدة"), Title::default());
    SessionPlan { hall, kind: SessionKind::Panel, title, about, starts: at(from), ends: at(to) }
}

fn add(hall: HallNo, times: (i64, i64)) -> Command {
    Command::AddSession { plan: plan(hall, times) }
}

fn edition(scene: &Scene, session: SessionNo) -> u32 {
    agenda(&scene.state)
        .sessions
        .iter()
        .find(|entry| entry.session == session)
        .map_or(0, |entry| entry.edition)
}

fn planned(scene: &Scene, session: SessionNo, plan: SessionPlan) -> Command {
    Command::PlanSession { session, edition: edition(scene, session), plan }
}

/// The session as it is, elsewhere.
fn moved(scene: &Scene, no: SessionNo, hall: HallNo, (from, to): (i64, i64)) -> Command {
    let Session { kind, title, about, .. } = &*scene.state.sessions[&no];
    let (kind, title, about) = (*kind, title.clone(), about.clone());
    planned(scene, no, SessionPlan { hall, kind, title, about, starts: at(from), ends: at(to) })
}

fn dropped(scene: &Scene, session: SessionNo) -> Command {
    Command::DropSession { session, edition: edition(scene, session) }
}

fn times(scene: &Scene, no: SessionNo) -> (i64, i64) {
    let minutes = |time: Time| (time - START).0 / 60_000;
    let session = &scene.state.sessions[&no];
    (minutes(session.starts), minutes(session.ends))
}

#[test]
fn a_session_is_added_once_and_takes_questions_as_the_forum_says() {
    let mut scene = forum();
    let (command, id) = (add(OTHER, (0, 45)), scene.fresh_id());
    let made = scene.give_as(ORGANISER, id, &command).expect("it is added").made;
    assert_eq!(made, Some(3));
    let again = scene.give_as(ORGANISER, id, &command).expect("sent again");
    assert_eq!((again.changes.len(), again.made), (0, Some(3)));
    let session = &scene.state.sessions[&SessionNo(3)];
    assert_eq!((session.phase, session.moderation), (Phase::Upcoming, scene.state.forum.rules.moderation));
    for who in [DESK, person(1), Actor::Crew(LinkNo(4)), Actor::Clock] {
        assert_eq!(scene.is_refused(who, &add(OTHER, (60, 90))), Code::NotAllowed);
    }
}

#[test]
fn what_is_changed_keeps_what_people_gave_and_of_two_organisers_the_later_looks_again() {
    let mut scene = forum();
    let question = scene.asked(1, "سؤال");
    let mut wish = plan(HALL, (0, 50));
    wish.about = title("سطر عنها");
    let command = planned(&scene, PANEL, wish);
    let other = moved(&scene, PANEL, HALL, (0, 40));
    scene.does(ORGANISER, &command);
    assert!(scene.does(ORGANISER, &command).changes.is_empty(), "sent again, it stands");
    assert_eq!(scene.is_refused(ORGANISER, &other), Code::Changed);
    assert!(scene.board(PANEL).waiting.contains(&question));
    assert_eq!(times(&scene, PANEL), (0, 50));
    assert_eq!(scene.state.topics.touched(Part::Agenda), scene.state.rev);
}

#[test]
fn a_new_plan_leaves_everything_that_is_no_part_of_it() {
    let mut scene = forum();
    let quiz = scene.opened(&draft(PollKind::Quiz { answer: 0 }, 2));
    scene.voted(1, quiz, one(0));
    let name =
        Command::Name { session: PANEL, name: Some(Text::new("سارة")), seq: Seq(900), badge: None };
    scene.does(person(1), &name);
    scene.now = at(40);
    scene.does(person(2), &Command::Rate { session: PANEL, stars: 4, comment: None, seq: Seq(901) });
    let version = |scene: &Scene| scene.state.sessions[&PANEL].version;
    let note =
        Command::Note { session: PANEL, version: version(&scene), text: Some(Text::new("دقيقتان")) };
    scene.does(DESK, &note);
    let pause = Command::Pause { session: PANEL, version: version(&scene), on: true, message: None };
    scene.does(DESK, &pause);
    let before = Session::clone(&scene.state.sessions[&PANEL]);
    scene.does(ORGANISER, &planned(&scene, PANEL, plan(HALL, (0, 50))));
    let after = Session::clone(&scene.state.sessions[&PANEL]);
    let expected = Session {
        title: title("جلسة جديدة"),
        ends: at(50),
        version: before.version + 1,
        edition: before.edition + 1,
        ..before
    };
    assert_eq!(after, expected);
}

#[test]
fn a_shift_or_a_start_in_between_is_not_overlooked() {
    let mut scene = forum();
    let wish = moved(&scene, TALK, OTHER, (60, 120));
    let version = scene.state.halls[&HALL].version;
    scene.does(DESK, &Command::Delay { hall: HALL, version, minutes: 5, from: None });
    assert_eq!(scene.is_refused(ORGANISER, &wish), Code::Changed);
    let wish = moved(&scene, TALK, OTHER, (60, 120));
    let version = scene.state.sessions[&TALK].version;
    scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Open });
    assert_eq!(scene.is_refused(ORGANISER, &wish), Code::Changed);
}

#[test]
fn a_hall_has_one_session_at_a_time() {
    let mut scene = forum();
    for times in [(59, 61), (90, 100), (0, 200), (119, 130)] {
        assert_eq!(scene.is_refused(ORGANISER, &add(HALL, times)), Code::HallTaken, "{times:?}");
    }
    scene.does(ORGANISER, &add(HALL, (120, 150)));
    scene.does(ORGANISER, &add(OTHER, (30, 90)));
    let taken = moved(&scene, TALK, OTHER, (60, 120));
    assert_eq!(scene.is_refused(ORGANISER, &taken), Code::HallTaken);
    // What is over has left the hall: from then on it is free.
    scene.now = at(40);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    assert_eq!(scene.is_refused(ORGANISER, &add(HALL, (30, 60))), Code::HallTaken);
    scene.does(ORGANISER, &add(HALL, (40, 60)));
}

#[test]
fn times_are_in_order_and_not_over() {
    let mut scene = forum();
    scene.now = at(30);
    for (from, to) in [(200, 200), (210, 200), (0, 30), (i64::MIN / 60_000 + 1, 40), (200, i64::MAX)] {
        assert_eq!(scene.is_refused(ORGANISER, &add(OTHER, (from, to))), Code::BadTimes, "{from} to {to}");
    }
    let (mut wish, no_hall) = (plan(OTHER, (200, 260)), plan(HallNo(9), (200, 260)));
    assert_eq!(scene.is_refused(ORGANISER, &Command::AddSession { plan: no_hall }), Code::UnknownHall);
    wish.title = title(" ");
    assert_eq!(scene.is_refused(ORGANISER, &Command::AddSession { plan: wish.clone() }), Code::TextEmpty);
    wish.title = title(&"س".repeat(Session::TITLE_LENGTH + 1));
    assert_eq!(scene.is_refused(ORGANISER, &Command::AddSession { plan: wish }), Code::TextTooLong);
}

#[test]
fn what_has_begun_stays_where_it_is_and_what_is_over_keeps_its_times() {
    let mut scene = forum();
    for elsewhere in [(OTHER, (0, 60)), (HALL, (5, 60))] {
        let command = moved(&scene, PANEL, elsewhere.0, elsewhere.1);
        assert_eq!(scene.is_refused(ORGANISER, &command), Code::SessionBegun);
    }
    scene.does(ORGANISER, &moved(&scene, PANEL, HALL, (0, 55)));
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    assert_eq!(scene.is_refused(ORGANISER, &moved(&scene, PANEL, HALL, (0, 58))), Code::SessionBegun);
    scene.does(ORGANISER, &planned(&scene, PANEL, plan(HALL, (0, 55))));
    assert_eq!(scene.state.sessions[&PANEL].title, title("جلسة جديدة"), "its name is put right");
}

#[test]
fn what_was_missed_is_put_to_another_time_and_is_to_come_again() {
    let mut scene = forum();
    scene.does(ORGANISER, &add(OTHER, (0, 30)));
    let missed = SessionNo(3);
    let seed = Command::Enter {
        session: missed,
        text: Text::new("من المنظمين"),
        source: crate::domain::question::Source::Seed,
    };
    scene.does(DESK, &seed);
    scene.now = at(40);
    scene.does(Actor::Clock, &Command::Tick);
    assert!(scene.state.sessions[&missed].was_missed());
    let mut worded = plan(OTHER, (0, 30));
    worded.about = title("سطر عنها");
    scene.does(ORGANISER, &planned(&scene, missed, worded));
    assert!(scene.state.sessions[&missed].was_missed(), "at its own time it stays missed");
    scene.does(ORGANISER, &moved(&scene, missed, OTHER, (50, 80)));
    assert_eq!(scene.state.sessions[&missed].phase, Phase::Upcoming);
    assert_eq!(scene.is_refused(ORGANISER, &add(OTHER, (60, 70))), Code::HallTaken);
    assert!(scene.does(Actor::Clock, &Command::Tick).changes.is_empty());
    scene.now = at(50);
    scene.does(Actor::Clock, &Command::Tick);
    assert_eq!(scene.state.sessions[&missed].phase, Phase::Open);
    let version = scene.state.sessions[&missed].version;
    scene.does(DESK, &Command::SetPhase { session: missed, version, phase: Phase::Ended });
    assert_eq!(scene.is_refused(ORGANISER, &moved(&scene, missed, OTHER, (90, 99))), Code::SessionBegun);
}

#[test]
fn a_session_that_nobody_gave_anything_is_taken_off_with_what_was_prepared_for_it() {
    let mut scene = forum();
    scene.does(ORGANISER, &add(OTHER, (0, 60)));
    let added = SessionNo(3);
    let poll = draft(PollKind::Single, 2);
    scene.does(ORGANISER, &Command::CreatePoll { session: added, poll });
    let note = Command::Note { session: added, version: 1, text: Some(Text::new("دقيقتان")) };
    scene.does(DESK, &note);
    let (command, id) = (dropped(&scene, added), scene.fresh_id());
    scene.give_as(ORGANISER, id, &command).expect("it is taken off");
    assert!(scene.state.sessions.get(&added).is_none() && scene.state.polls.is_empty());
    assert!(scene.state.words.is_empty(), "and its note is let go");
    assert!(scene.give_as(ORGANISER, id, &command).expect("sent again").changes.is_empty());
    let nowhere = Command::DropSession { session: SessionNo(99), edition: 1 };
    assert_eq!(scene.is_refused(ORGANISER, &nowhere), Code::UnknownSession);
    assert_eq!(scene.does(ORGANISER, &add(OTHER, (0, 60))).made, Some(4), "no number is given twice");
}

#[test]
fn a_session_that_people_took_part_in_stays() {
    let mut scene = forum();
    assert_eq!(scene.is_refused(ORGANISER, &dropped(&scene, PANEL)), Code::SessionUsed, "it runs");
    let used = |scene: &mut Scene, session| scene.is_refused(ORGANISER, &dropped(scene, session));
    for (no, start) in [(3, 0), (4, 60)] {
        scene.does(ORGANISER, &add(OTHER, (start, start + 60)));
        let version = scene.state.sessions[&SessionNo(no)].version;
        scene.does(DESK, &Command::SetFeedback { session: SessionNo(no), version, open: Some(true) });
    }
    let entered = Command::Enter {
        session: SessionNo(3),
        text: Text::new("من القاعة"),
        source: crate::domain::question::Source::Seed,
    };
    scene.does(DESK, &entered);
    assert_eq!(used(&mut scene, SessionNo(3)), Code::SessionUsed, "a question");
    scene.does(person(1), &Command::Rate { session: SessionNo(4), stars: 4, comment: None, seq: Seq(1) });
    assert_eq!(used(&mut scene, SessionNo(4)), Code::SessionUsed, "a rating");
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    assert!(!scene.state.sessions[&PANEL].is_untouched(&scene.state.polls), "a ballot");
}

#[test]
fn a_whole_day_is_shifted_from_any_of_its_sessions_and_back_until_it_meets_another() {
    let mut scene = forum();
    scene.does(ORGANISER, &add(HALL, (150, 180)));
    let shift = |scene: &Scene, minutes, from| Command::Delay {
        hall: HALL,
        version: scene.state.halls[&HALL].version,
        minutes,
        from: Some(from),
    };
    scene.does(ORGANISER, &shift(&scene, 10, TALK));
    assert_eq!((times(&scene, TALK), times(&scene, SessionNo(3))), ((70, 130), (160, 190)));
    assert_eq!(times(&scene, PANEL), (0, 60), "what stands before it stays");
    scene.does(ORGANISER, &shift(&scene, -10, TALK));
    assert_eq!(scene.is_refused(ORGANISER, &shift(&scene, -5, TALK)), Code::HallTaken);
    assert_eq!(scene.is_refused(ORGANISER, &shift(&scene, 5, PANEL)), Code::SessionBegun);
    assert_eq!(scene.is_refused(ORGANISER, &shift(&scene, 5, SessionNo(9))), Code::UnknownSession);
}

#[test]
fn halls_and_the_forum_get_other_names_by_version() {
    let mut scene = forum();
    let version = scene.state.halls[&HALL].version;
    let name_hall = |version, text: &str| Command::NameHall { hall: HALL, version, name: title(text) };
    scene.does(ORGANISER, &name_hall(version, "المسرح"));
    assert!(scene.does(ORGANISER, &name_hall(version, "المسرح")).changes.is_empty());
    assert_eq!(scene.is_refused(ORGANISER, &name_hall(version, "القبة")), Code::Changed);
    assert_eq!(scene.state.halls[&HALL].code, "471234");
    let name_forum = |version, text: &str| Command::NameForum { version, name: title(text) };
    scene.does(ORGANISER, &name_forum(0, "ملتقى المبادرات"));
    assert_eq!(scene.is_refused(ORGANISER, &name_forum(0, "غيره")), Code::Changed);
    let told = agenda(&scene.state);
    assert_eq!(
        (told.name, told.version, &told.halls[0].name),
        (title("ملتقى المبادرات"), 1, &title("المسرح"))
    );
    assert_eq!(scene.is_refused(DESK, &name_forum(1, "غيره")), Code::NotAllowed);
}

#[test]
fn the_halls_get_another_network_by_the_forums_version() {
    let mut scene = forum();
    let network = |name: &str, password: Option<&str>| {
        Some(Wifi { name: name.into(), password: password.map(Into::into) })
    };
    let set = |version, wifi| Command::SetWifi { version, wifi };
    scene.does(ORGANISER, &set(0, network(" Guests ", Some(""))));
    assert_eq!(scene.state.forum.wifi, network("Guests", None));
    assert!(scene.does(ORGANISER, &set(0, network("Guests", None))).changes.is_empty());
    assert_eq!(scene.is_refused(ORGANISER, &set(0, None)), Code::Changed);
    assert_eq!(scene.is_refused(ORGANISER, &set(1, network(" ", Some("x")))), Code::TextEmpty);
    let long = "n".repeat(Wifi::NAME + 1);
    assert_eq!(scene.is_refused(ORGANISER, &set(1, network(&long, None))), Code::TextTooLong);
    let long = "p".repeat(Wifi::PASSWORD + 1);
    assert_eq!(scene.is_refused(ORGANISER, &set(1, network("Guests", Some(&long)))), Code::TextTooLong);
    assert_eq!(scene.is_refused(DESK, &set(1, None)), Code::NotAllowed);
    scene.does(ORGANISER, &set(1, network("Guests", Some("hello-2026"))));
    let wall = screen(&scene.state, HALL).and_then(|screen| screen.wifi).expect("the walls tell it");
    assert_eq!(wall.qr, "WIFI:T:WPA;S:Guests;P:hello-2026;;");
    scene.does(ORGANISER, &set(2, None));
    assert_eq!((&scene.state.forum.wifi, scene.state.forum.version), (&None, 3));
}

#[test]
fn the_agenda_stays_within_what_one_frame_takes() {
    let mut scene = forum();
    let day = 24 * 60;
    let changes: Vec<_> = (3..=SESSIONS)
        .map(|no| {
            let mut long = plan(OTHER, (0, 1));
            let start = 1_000 + i64::try_from(no).unwrap_or_default();
            long.title = title(&"س".repeat(110));
            let session = SessionNo(u32::try_from(no).unwrap_or_default());
            set(session, &SessionPlan { starts: at(start), ends: at(start + 1), ..long })
        })
        .collect();
    scene.state.apply_entry(scene.state.rev + 1, &changes, &[]);
    let full = scene.give(ORGANISER, &add(OTHER, (0, 60))).expect_err("there are enough");
    assert_eq!((full.code, full.limit), (Code::TooManySessions, Some(500)));
    let mut wish = plan(HALL, (60, 120));
    wish.about = title(&"ط".repeat(Session::ABOUT_LENGTH));
    let refused = (0..).find_map(|no| {
        let session = SessionNo(3 + no);
        let held = &scene.state.sessions[&session];
        let wish = SessionPlan { hall: OTHER, starts: held.starts, ends: held.ends, ..wish.clone() };
        let command = planned(&scene, session, wish);
        scene.give(ORGANISER, &command).err()
    });
    let bytes = i64::try_from(AGENDA_TEXT).ok();
    assert_eq!(refused.map(|why| (why.code, why.limit)), Some((Code::AgendaTooLong, bytes)));
    let shorter = SessionPlan { about: Title::default(), ..plan(OTHER, (1_003, 1_004)) };
    scene.does(ORGANISER, &planned(&scene, SessionNo(3), shorter));
    let far: Vec<_> = (0..i64::try_from(DAYS).unwrap_or_default() - 1)
        .map(|no| {
            set(
                SessionNo(u32::try_from(no + 10).unwrap_or_default()),
                &plan(OTHER, ((no + 2) * day, (no + 2) * day + 60)),
            )
        })
        .collect();
    scene.state.apply_entry(scene.state.rev + 1, &far, &[]);
    let one_more = moved(&scene, TALK, HALL, (100 * day, 100 * day + 60));
    assert_eq!(scene.is_refused(ORGANISER, &one_more), Code::BadTimes);
    // What has more days already, as those of its file are counted otherwise, is still put right.
    let beyond = set(SessionNo(400), &plan(OTHER, (90 * day, 90 * day + 60)));
    scene.state.apply_entry(scene.state.rev + 1, &[beyond], &[]);
    scene.does(ORGANISER, &moved(&scene, SessionNo(400), OTHER, (91 * day, 91 * day + 60)));
    scene.does(ORGANISER, &moved(&scene, SessionNo(400), OTHER, (90 * day + 60, 90 * day + 90)));
    assert_eq!(scene.is_refused(ORGANISER, &one_more), Code::BadTimes);
}

fn set(session: SessionNo, wish: &SessionPlan) -> Change {
    let SessionPlan { hall, kind, title, about, starts, ends } = wish.clone();
    let moderation = crate::domain::forum::Moderation::Before;
    let plan = crate::domain::change::Plan {
        hall,
        kind,
        title,
        about,
        starts,
        ends,
        moderation,
        labels: Vec::new(),
    };
    Change::SessionSet { session, plan }
}

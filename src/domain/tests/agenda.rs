//! The agenda by hand and by the clock.

use std::collections::BTreeSet;

use super::polls::{draft, one};
use super::scene::{DESK, OTHER_DESK, PANEL, START, Scene, TALK, ask, person};
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::change::{Change, Plan};
use crate::domain::command::Command;
use crate::domain::decide::next_deadline;
use crate::domain::entrance;
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{CommandId, HallNo, LinkNo, SessionNo};
use crate::domain::poll::{PollKind, PollPhase};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role};
use crate::domain::screen::{Cue, Scene as Shown};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};
use crate::domain::topic::Part;
use crate::domain::view::agenda::agenda;
use crate::domain::view::session::session as view;
use crate::domain::words::Text;

const HALL: HallNo = HallNo(1);

fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

/// A day in the hall: sessions of an hour from nine, a long lunch, an evening after midnight, and the next morning.
fn day(scene: &mut Scene) -> Vec<SessionNo> {
    let at = |minutes: i64| START + Millis::minutes(minutes);
    let plans = [(0, 60), (60, 120), (240, 300), (540, 960), (1_500, 1_560)];
    let sessions = (1..).map(SessionNo).zip(plans);
    for (session, (from, to)) in sessions {
        let plan = Plan {
            hall: HALL,
            kind: SessionKind::Panel,
            title: title("جلسة"),
            about: Title::default(),
            starts: at(from),
            ends: at(to),
            moderation: Moderation::Before,
            labels: vec![title("أ"), title("ب")],
        };
        scene.state.apply_entry(scene.state.rev + 1, &[Change::SessionSet { session, plan }], &[]);
        set(&mut scene.state, session, Phase::Upcoming);
    }
    (1..=5).map(SessionNo).collect()
}

fn set(state: &mut State, session: SessionNo, phase: Phase) {
    state.apply_entry(state.rev + 1, &[Change::PhaseSet { session, phase, time: START }], &[]);
}

#[test]
fn whoever_comes_in_is_led_to_what_runs_then_to_what_has_just_ended_then_to_what_follows_it() {
    let mut scene = Scene::new();
    let at = |minutes: i64| START + Millis::minutes(minutes);
    let [_, second, third, ..] = day(&mut scene)[..] else { unreachable!("there are five") };
    let led = |scene: &Scene, minutes: i64| entrance::of_hall(&scene.state, HALL, at(minutes));
    assert_eq!(led(&scene, 0), Some(PANEL), "nothing has begun");
    for (phase, minutes) in [(Phase::Open, 60), (Phase::Ended, 110)] {
        let change = Change::PhaseSet { session: second, phase, time: at(minutes) };
        scene.state.apply_entry(scene.state.rev + 1, &[change], &[]);
        assert_eq!(led(&scene, minutes), Some(second));
    }
    assert_eq!(led(&scene, 119), Some(second), "people rate it");
    assert_eq!(led(&scene, 120), Some(third), "the first one was left out");
}

fn phase(scene: &Scene, no: SessionNo) -> Phase {
    scene.state.sessions[&no].phase
}

fn phases(scene: &Scene) -> Vec<Phase> {
    scene.state.sessions.values().map(|session| session.phase).collect()
}

fn set_phase(scene: &Scene, session: SessionNo, phase: Phase) -> Command {
    Command::SetPhase { session, version: scene.state.sessions[&session].version, phase }
}

fn delay(scene: &Scene, minutes: i32) -> Command {
    Command::Delay { hall: HALL, version: scene.state.halls[&HALL].version, minutes, from: None }
}

fn tick(scene: &mut Scene) -> Vec<Change> {
    scene.does(Actor::Clock, &Command::Tick).changes
}

fn times(scene: &Scene) -> Vec<(i64, i64)> {
    let minutes = |time: Time| (time - START).0 / 60_000;
    let sessions = scene.state.sessions.values();
    sessions.map(|session| (minutes(session.starts), minutes(session.ends))).collect()
}

#[test]
fn a_session_that_opens_ends_the_one_before_and_lets_the_wall_go() {
    let mut scene = Scene::new();
    set(&mut scene.state, TALK, Phase::Upcoming);
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    let version = scene.state.halls[&HALL].screen.version;
    scene.does(DESK, &Command::SetScene { hall: HALL, version, scene: Shown::Top });
    let open = set_phase(&scene, TALK, Phase::Open);
    scene.does(DESK, &open);
    assert_eq!((phase(&scene, PANEL), phase(&scene, TALK)), (Phase::Ended, Phase::Open));
    assert_eq!(scene.poll(poll).phase, PollPhase::Closed, "its poll is closed with it");
    let screen = &scene.state.halls[&HALL].screen;
    assert_eq!((screen.cue, screen.scene), (None, Shown::Auto));
    assert!(scene.does(DESK, &open).changes.is_empty(), "sent again, it stands");
    scene.does(OTHER_DESK, &set_phase(&scene, TALK, Phase::Ended));
    assert_eq!(scene.is_refused(DESK, &open), Code::Changed);
}

#[test]
fn the_agenda_tells_when_a_session_really_opened_and_ended() {
    let mut scene = Scene::new();
    let mut turn = |minutes: i64, phase: Phase| {
        scene.now = START + Millis::minutes(minutes);
        scene.does(DESK, &set_phase(&scene, PANEL, phase));
        let told = agenda(&scene.state).sessions.into_iter().find(|entry| entry.session == PANEL);
        told.map(|entry| (entry.opened, entry.ended))
    };
    let at = |minutes: i64| Some(START + Millis::minutes(minutes));
    assert_eq!(turn(20, Phase::Ended), Some((Some(START), at(20))));
    assert_eq!(turn(25, Phase::Open), Some((at(25), None)), "it was ended too early");
    assert_eq!(turn(50, Phase::Ended), Some((at(25), at(50))));
    assert_eq!(turn(55, Phase::Upcoming), Some((None, None)));
}

#[test]
fn a_quiet_wall_is_released_by_hand_alone_and_an_end_holds_a_scene() {
    let mut scene = Scene::new();
    let scene_of = |scene: &Scene| scene.state.halls[&HALL].screen.scene;
    for (shown, after) in [(Shown::Quiet, Shown::Quiet), (Shown::Join, Shown::Auto)] {
        let version = scene.state.halls[&HALL].screen.version;
        scene.does(DESK, &Command::SetScene { hall: HALL, version, scene: shown });
        scene.does(DESK, &set_phase(&scene, PANEL, Phase::Ended));
        assert_eq!(scene_of(&scene), shown);
        scene.does(DESK, &set_phase(&scene, PANEL, Phase::Open));
        assert_eq!(scene_of(&scene), after);
    }
}

#[test]
fn the_board_the_pause_and_the_note_are_set_by_version() {
    let mut scene = Scene::new();
    let waiting = scene.asked(1, "ينتظر");
    let set_board = |version, labels: &[&str]| Command::SetBoard {
        session: PANEL,
        version,
        asking: Some(true),
        moderation: Moderation::After,
        labels: labels.iter().map(|text| title(text)).collect(),
    };
    assert_eq!(
        scene.is_refused(DESK, &set_board(1, &["واحد"])),
        Code::OutOfRange,
        "labels keep their places"
    );
    assert_eq!(scene.is_refused(DESK, &set_board(1, &["واحد", " "])), Code::TextEmpty);
    scene.does(DESK, &set_board(1, &["واحد", "اثنان", "ثلاثة"]));
    assert!(scene.board(PANEL).waiting.contains(&waiting), "what waits is not published by it");
    let pause = |version, on, message: &str| Command::Pause {
        session: PANEL,
        version,
        on,
        message: Some(Text::new(message)),
    };
    assert_eq!(scene.is_refused(DESK, &pause(1, true, "لحظة")), Code::Changed);
    scene.does(DESK, &pause(2, true, "لحظة"));
    assert_eq!(scene.is_refused(person(2), &ask(PANEL, "سؤال")), Code::Paused);
    let seen = view(&scene.state, PANEL, Role::Participant).expect("it exists");
    assert_eq!((seen.paused, seen.pause_message.as_deref()), (true, Some("لحظة")));
    scene.does(OTHER_DESK, &pause(3, false, ""));
    assert_eq!(scene.is_refused(DESK, &pause(2, true, "لحظة")), Code::Changed, "sent again, after its end");
    let note = Command::Note { session: PANEL, version: 4, text: Some(Text::new("دقيقتان")) };
    scene.does(DESK, &note);
    assert!(scene.does(DESK, &note).changes.is_empty());
    let told = |role| view(&scene.state, PANEL, role).and_then(|view| view.note);
    assert_eq!(told(Role::Presenter).as_deref(), Some("دقيقتان"));
    assert_eq!((told(Role::Participant), told(Role::Screen)), (None, None));
}

#[test]
fn five_minutes_move_the_rest_of_the_day_and_leave_the_night_between_days() {
    let mut scene = Scene::new();
    let day = day(&mut scene);
    set(&mut scene.state, day[0], Phase::Ended);
    set(&mut scene.state, day[1], Phase::Open);
    scene.now = START + Millis::minutes(100);
    let command = delay(&scene, 5);
    let id = scene.fresh_id();
    scene.give_as(DESK, id, &command).expect("it is done");
    assert_eq!(times(&scene), [(0, 60), (60, 125), (245, 305), (545, 965), (1_500, 1_560)]);
    assert!(scene.give_as(DESK, id, &command).expect("acknowledged").changes.is_empty());
    assert_eq!(scene.is_refused(OTHER_DESK, &command), Code::Changed, "two desks press once");
    scene.does(OTHER_DESK, &delay(&scene, -5));
    assert!(scene.give_as(DESK, id, &command).expect("acknowledged").changes.is_empty());
    assert_eq!(times(&scene)[1..3], [(60, 120), (240, 300)]);
}

#[test]
fn a_shift_has_bounds_and_something_to_move() {
    let mut scene = Scene::new();
    let day = day(&mut scene);
    scene.now = START - Millis::minutes(30);
    for minutes in [121, -121, i32::MAX, i32::MIN] {
        assert_eq!(scene.is_refused(DESK, &delay(&scene, minutes)), Code::OutOfRange);
    }
    assert_eq!(scene.is_refused(DESK, &delay(&scene, -31)), Code::OutOfRange, "not before now");
    scene.does(DESK, &delay(&scene, -30));
    scene.now = START - Millis::minutes(10 * 60);
    assert_eq!(scene.is_refused(DESK, &delay(&scene, 5)), Code::WrongState, "the night before");
    assert_eq!(scene.is_refused(person(1), &delay(&scene, 5)), Code::NotAllowed);
    let nowhere = Command::Delay { hall: HallNo(9), version: 1, minutes: 5, from: None };
    assert_eq!(scene.is_refused(DESK, &nowhere), Code::UnknownHall);
    scene.now = START + Millis::minutes(1_600);
    for no in day {
        set(&mut scene.state, no, Phase::Ended);
    }
    assert_eq!(scene.is_refused(DESK, &delay(&scene, 5)), Code::WrongState);
}

#[test]
fn what_was_opened_early_does_not_end_before_it_was_to_begin() {
    let mut scene = Scene::new();
    let third = day(&mut scene)[2];
    set(&mut scene.state, third, Phase::Open);
    assert_eq!(scene.is_refused(DESK, &delay(&scene, -70)), Code::OutOfRange);
    scene.does(DESK, &delay(&scene, -60));
    let session = &scene.state.sessions[&third];
    assert_eq!(session.starts, session.ends);
}

#[test]
fn nothing_is_shifted_beyond_what_calendars_tell() {
    let mut scene = Scene::new();
    let day = day(&mut scene);
    for no in &day[1..] {
        set(&mut scene.state, *no, Phase::Ended);
    }
    let shift = (Time::LATEST - Millis::minutes(60)) - START;
    let to_the_end = Change::Delayed {
        hall: HALL,
        sessions: vec![day[0]],
        length: shift,
        by: LinkNo(1),
        id: CommandId(7),
    };
    scene.state.apply_entry(scene.state.rev + 1, &[to_the_end], &[]);
    scene.now = Time::LATEST - Millis::minutes(120);
    assert_eq!(scene.is_refused(DESK, &delay(&scene, 1)), Code::OutOfRange);
    scene.does(DESK, &delay(&scene, -5));
    scene.does(DESK, &delay(&scene, 5));
    assert_eq!(scene.state.sessions[&day[0]].ends, Time::LATEST);
}

#[test]
fn without_a_desk_the_agenda_opens_and_ends() {
    let mut scene = Scene::new();
    let day = day(&mut scene);
    assert_eq!(next_deadline(&scene.state), Some(START));
    scene.now = START - Millis(1);
    assert!(tick(&mut scene).is_empty());
    scene.now = START;
    tick(&mut scene);
    assert_eq!(phase(&scene, day[0]), Phase::Open);
    assert!(tick(&mut scene).is_empty(), "others that try find it done");
    scene.now = START + Millis::minutes(60);
    tick(&mut scene);
    assert_eq!(phases(&scene)[..2], [Phase::Ended, Phase::Open]);
    scene.now = START + Millis::minutes(120);
    assert_eq!(next_deadline(&scene.state), Some(scene.now));
    tick(&mut scene);
    assert_eq!(phases(&scene)[..3], [Phase::Ended, Phase::Ended, Phase::Upcoming]);
}

#[test]
fn what_was_missed_ends_without_having_been_open() {
    let mut scene = Scene::new();
    let day = day(&mut scene);
    scene.now = START + Millis::minutes(250);
    let opened = |changes: &[Change]| {
        let open = |change: &&Change| matches!(change, Change::PhaseSet { phase: Phase::Open, .. });
        changes.iter().filter(open).count()
    };
    assert_eq!(opened(&tick(&mut scene)), 1);
    assert_eq!(phases(&scene)[..4], [Phase::Ended, Phase::Ended, Phase::Open, Phase::Upcoming]);
    assert_eq!(scene.state.sessions[&day[0]].ended, None, "it has no end but the planned one");
    assert_eq!(phase(&scene, day[4]), Phase::Upcoming);
}

#[test]
fn a_desk_in_the_hall_or_an_open_poll_holds_the_agenda() {
    let mut scene = Scene::new();
    day(&mut scene);
    scene.now = START;
    scene.around.attended = BTreeSet::from([HALL]);
    assert!(tick(&mut scene).is_empty(), "it is asked, and decides");
    assert_eq!(next_deadline(&scene.state), Some(START), "and tried again");
    scene.around.attended.clear();
    tick(&mut scene);
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.now = START + Millis::minutes(61);
    assert!(tick(&mut scene).is_empty());
    assert_ne!(next_deadline(&scene.state), Some(START + Millis::minutes(60)), "nothing is tried meanwhile");
    scene.closes(poll);
    tick(&mut scene);
    assert_eq!(phases(&scene)[..2], [Phase::Ended, Phase::Open]);
}

#[test]
fn the_clock_closes_polls_and_nobody_else_is_the_clock() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.does(DESK, &scene.close_poll(poll, 5));
    assert_eq!(next_deadline(&scene.state), Some(scene.now + Millis::seconds(5)));
    assert_eq!(scene.is_refused(DESK, &Command::Tick), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &Command::Tick), Code::NotAllowed);
    scene.now = scene.now + Millis::seconds(5);
    tick(&mut scene);
    assert_eq!(scene.poll(poll).phase, PollPhase::Closed);
    assert_eq!(scene.is_refused(Actor::Clock, &ask(PANEL, "سؤال")), Code::NotAllowed);
}

#[test]
fn a_note_a_pause_or_an_announcement_that_is_replaced_is_let_go() {
    let mut scene = Scene::new();
    let text = |no: u32| Some(Text::new(&format!("نصّ {no}")));
    for no in 0..3 {
        let version = scene.state.sessions[&PANEL].version;
        scene.does(DESK, &Command::Note { session: PANEL, version, text: text(no) });
        let (version, message) = (version + 1, text(no));
        scene.does(DESK, &Command::Pause { session: PANEL, version, on: true, message });
        let version = scene.state.halls[&HALL].screen.version;
        scene.does(DESK, &Command::Announce { hall: HALL, version, text: text(no) });
        assert_eq!(scene.state.words.iter().count(), 3);
    }
    let shown = view(&scene.state, PANEL, Role::Presenter).expect("there is one");
    let last = text(2).map(|text| text.as_str().to_owned());
    assert_eq!((shown.note, shown.pause_message, shown.announcement), (last.clone(), last.clone(), last));
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::Pause { session: PANEL, version, on: false, message: None });
    assert_eq!(scene.state.words.iter().count(), 2);
}

#[test]
fn the_wall_follows_nothing_once_its_session_is_over() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.closes(poll);
    assert_eq!(scene.state.halls[&HALL].screen.cue, Some(Cue::Poll(poll)));
    scene.give_as(DESK, CommandId(900), &set_phase(&scene, PANEL, Phase::Ended)).expect("it ends");
    assert_eq!(scene.state.halls[&HALL].screen.cue, None);
}

#[test]
fn whoever_looks_at_a_session_that_moves_is_told_of_the_walls_in_its_new_hall() {
    let mut scene = Scene::new();
    let shown = Command::SetScene { hall: HALL, version: 0, scene: Shown::Top };
    scene.give_as(DESK, CommandId(900), &shown).expect("it is shown");
    let session = &scene.state.sessions[&PANEL];
    let plan = Plan { hall: HallNo(2), ..Plan::of(session) };
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::SessionSet { session: PANEL, plan }], &[]);
    assert_eq!(scene.state.topics.touched(Part::Screen(HallNo(2))), rev);
    assert!(scene.state.topics.touched(Part::Screen(HALL)) < rev, "whose walls did not change");
}

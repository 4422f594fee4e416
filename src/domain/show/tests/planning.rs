//! What may be planned.

use super::{HALL, JOIN, TOP, after, minutes, name, of, open};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::forum::Title;
use crate::domain::id::{CueNo, HallNo, PollNo, SessionNo};
use crate::domain::refusal::Code;
use crate::domain::screen::Scene as Walls;
use crate::domain::show::{
    CUES, CameView, CueAct, CuePlan, Moment, NAME_LENGTH, ShowAct, ShowChange, ShowCommand, next, show,
};
use crate::domain::tests::scene::{DESK, PANEL, Scene};
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::words::Text;

fn add(cue: CuePlan) -> crate::domain::command::Command {
    of(ShowCommand::Add { hall: HALL, cue })
}

#[test]
fn a_cue_that_was_added_is_added_once() {
    let mut scene = Scene::new();
    let (add, id) = (add(after(5, JOIN)), scene.fresh_id());
    assert_eq!(scene.give_as(DESK, id, &add).map(|done| done.made), Ok(Some(1)));
    let again = scene.give_as(DESK, id, &add).expect("it is known");
    assert_eq!((again.made, again.changes.len()), (Some(1), 0));
}

#[test]
fn what_names_nothing_of_the_hall_or_is_past_is_not_planned() {
    let mut scene = Scene::new();
    scene.now = minutes(10);
    let (no, far) = (SessionNo(9), CueAct::Note { session: PANEL, text: Some(Text::new(&"ا".repeat(281))) });
    let clock = |time| CuePlan { at: Moment::Clock { time }, name: name("إشارة"), does: JOIN };
    let of_start = |session, seconds| Moment::Start { session, seconds };
    for (plan, code) in [
        (CuePlan { at: of_start(no, 0), ..after(0, JOIN) }, Code::UnknownSession),
        (CuePlan { at: of_start(PANEL, 43_201), ..after(0, JOIN) }, Code::OutOfRange),
        (after(20, open(PollNo(9))), Code::UnknownPoll),
        (after(20, CueAct::Scene { scene: Walls::Poll { poll: PollNo(9) } }), Code::UnknownPoll),
        (after(20, CueAct::Phase { session: PANEL, phase: Phase::Upcoming }), Code::WrongState),
        (after(20, CueAct::Feedback { session: no, open: None }), Code::UnknownSession),
        (after(20, far), Code::TextTooLong),
        (after(20, CueAct::Announce { text: Some(Text::new(" ")) }), Code::TextEmpty),
        (CuePlan { name: Title::default(), ..after(20, JOIN) }, Code::TextEmpty),
        (CuePlan { name: name(&"ا".repeat(NAME_LENGTH + 1)), ..after(20, JOIN) }, Code::TextTooLong),
        (after(5, JOIN), Code::CuePast),
        (clock(minutes(10) - Millis(1)), Code::CuePast),
    ] {
        assert_eq!(scene.is_refused(DESK, &add(plan.clone())), code, "{plan:?}");
    }
    let elsewhere = of(ShowCommand::Add { hall: HallNo(7), cue: after(20, JOIN) });
    assert_eq!(scene.is_refused(DESK, &elsewhere), Code::UnknownHall);
    scene.cued(clock(minutes(10)));
}

#[test]
fn a_hall_has_so_many_cues_and_they_so_much_text() {
    let mut scene = Scene::new();
    for _ in 0..CUES {
        scene.cued(after(5, CueAct::Remind));
    }
    assert_eq!(scene.is_refused(DESK, &add(after(5, JOIN))), Code::TooManyCues);
    let mut scene = Scene::new();
    let long = CueAct::Announce { text: Some(Text::new(&"مُ".repeat(280))) };
    let refused = (0..CUES).find_map(|_| scene.give(DESK, &add(after(5, long.clone()))).err());
    assert_eq!(refused.map(|refusal| refusal.code), Some(Code::ShowTooLong));
    let told = serde_json::to_vec(&show(&scene.state, HALL)).expect("a view is JSON").len();
    assert!((128 * 1024..200 * 1024).contains(&told), "{told} bytes");
}

#[test]
fn another_name_leaves_a_cue_as_it_is_and_another_moment_lets_it_wait_anew() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, JOIN));
    scene.shows_by_hand(Walls::Agenda);
    let renamed = CuePlan { name: name("اسم"), ..after(5, JOIN) };
    let change = |version, plan| of(ShowCommand::Change { hall: HALL, cue, version, plan });
    scene.does(DESK, &change(1, renamed.clone()));
    assert!(scene.cue(cue).hand.is_some());
    assert_eq!(scene.is_refused(DESK, &change(1, after(7, TOP))), Code::Changed);
    scene.does(DESK, &of(ShowCommand::Confirm { hall: HALL, cue, version: 2 }));
    scene.ticks(minutes(5));
    let version = scene.cue(cue).version;
    assert_eq!(scene.is_refused(DESK, &change(version, after(4, JOIN))), Code::CuePast);
    scene.does(DESK, &change(version, CuePlan { name: name("آخر"), ..renamed.clone() }));
    assert!(scene.cue(cue).is_done(), "what it is called is another matter");
    scene.does(DESK, &change(version + 1, after(8, TOP)));
    assert!(scene.cue(cue).waits());
    scene.ticks(minutes(8));
    assert_eq!(scene.walls(), Walls::Top);
}

#[test]
fn a_cue_that_was_taken_away_is_gone_and_its_number_is_not_given_again() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, JOIN));
    let drop = of(ShowCommand::Drop { hall: HALL, cue, version: 1 });
    scene.does(DESK, &drop);
    assert!(scene.does(DESK, &drop).changes.is_empty());
    assert_eq!(scene.cued(after(5, JOIN)), CueNo(2));
    let unknown = of(ShowCommand::Drop { hall: HALL, cue: CueNo(9), version: 1 });
    assert_eq!(scene.is_refused(DESK, &unknown), Code::UnknownCue);
}

#[test]
fn desks_are_told_what_became_of_each_and_a_stage_what_comes_next() {
    let mut scene = Scene::new();
    let cues = [9, 5, 30].map(|at| scene.cued(after(at, CueAct::Remind)));
    scene.ticks(minutes(5));
    let view = show(&scene.state, HALL).expect("it is planned");
    assert_eq!(view.items.iter().map(|item| item.c).collect::<Vec<_>>(), [cues[1], cues[0], cues[2]]);
    assert_eq!((view.items[0].came, view.items[0].when), (Some(CameView::Done), Some(minutes(5))));
    assert_eq!(view.head.next, Some(cues[0]));
    let stage = next(&scene.state, HALL).expect("it is planned");
    let told = [stage.next, stage.then].map(|cue| cue.map(|cue| (cue.c, cue.time)));
    assert_eq!(told, [Some((cues[0], minutes(9))), Some((cues[2], minutes(30)))]);
    let delay = crate::domain::command::Command::Delay { hall: HALL, version: 1, minutes: 5, from: None };
    scene.does(DESK, &delay);
    assert_eq!(
        scene.state.topics.touched(Part::Show(HALL)),
        scene.state.rev,
        "what the agenda moves is told"
    );
}

#[test]
fn a_plan_is_read_as_it_is_written_and_versions_before_do_not_know_of_it() {
    let plan = r#"{"at":{"from":"start","session":1,"seconds":300},"name":{"ar":"يفتح","en":""},"does":{"do":"open_poll","poll":7,"seconds":300}}"#;
    let read: CuePlan = serde_json::from_str(plan).expect("it is one");
    assert_eq!(read.does, CueAct::OpenPoll { poll: PollNo(7), seconds: Some(300) });
    for wrong in [
        r#"{"at":{"from":"start","session":1,"seconds":300,"more":1},"name":{},"does":{"do":"remind"}}"#,
        r#"{"at":{"from":"clock","time":1},"name":{},"does":{"do":"remind","on":true}}"#,
        r#"{"at":{"from":"clock","time":1},"name":{},"does":{"do":"announce"}}"#,
    ] {
        assert!(serde_json::from_str::<CuePlan>(wrong).is_err(), "{wrong}");
    }
    let change = Change::Show(ShowChange { hall: HALL, act: ShowAct::Dropped { cue: CueNo(1) } });
    assert!(change.is_of_parts());
    let written = serde_json::to_string(&change).expect("it is JSON");
    assert_eq!(serde_json::from_str::<Change>(&written).expect("it is read again"), change);
}

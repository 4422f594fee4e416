//! What the clock makes of the cues.

use super::{HALL, JOIN, ORGANISER, TOP, after, close, minutes, name, of, open};
use crate::domain::agenda::{NIGHT, Phase};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::next_deadline;
use crate::domain::id::LinkNo;
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Link};
use crate::domain::screen::Scene as Walls;
use crate::domain::show::{
    AT_ONCE, CueAct, CuePlan, LATE, Moment, Outcome, ShowAct, ShowChange, ShowCommand, next, show,
    would_be_refused,
};
use crate::domain::tests::scene::{DESK, OTHER_DESK, PANEL, Scene, TALK};
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

#[test]
fn a_cue_is_done_at_its_moment_and_once() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let cue = scene.cued(after(5, open(poll)));
    assert_eq!(next_deadline(&scene.state), Some(minutes(5)));
    assert!(scene.ticks(minutes(5) - Millis(1)).is_empty());
    let changes = scene.ticks(minutes(5));
    assert!(matches!(changes[0], Change::PollOpened { .. }));
    assert!(matches!(changes.last(), Some(Change::Show(ShowChange { act: ShowAct::Came { .. }, .. }))));
    assert_eq!(scene.became(cue), Some(Outcome::Done));
    assert!(scene.is_open(poll) && scene.has_votes(poll));
    assert!(scene.ticks(minutes(5) + Millis(1)).is_empty(), "it was done");
}

#[test]
fn cues_of_one_moment_are_done_in_order_and_each_on_what_the_one_before_left() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let first = scene.cued(after(5, open(poll)));
    let walls = scene.cued(after(5, CueAct::Scene { scene: Walls::Poll { poll } }));
    let says = scene.cued(after(5, CueAct::Announce { text: Some(Text::new("إلى التصويت")) }));
    let note = scene.cued(after(5, CueAct::Note { session: PANEL, text: Some(Text::new("دقيقتان")) }));
    scene.ticks(minutes(5) + Millis::seconds(2));
    for cue in [first, walls, says, note] {
        assert_eq!(scene.became(cue), Some(Outcome::Done));
    }
    assert_eq!(scene.walls(), Walls::Poll { poll });
    let words = |no| scene.state.text(no).to_owned();
    let announced = scene.state.halls[&HALL].screen.announcement.map(words);
    assert_eq!(announced.as_deref(), Some("إلى التصويت"));
    assert_eq!(scene.state.sessions[&PANEL].note.map(words).as_deref(), Some("دقيقتان"));
}

#[test]
fn everything_that_a_cue_does_is_what_the_desk_does() {
    let mut scene = Scene::new();
    let poll = scene.opened(&crate::domain::tests::polls::draft(crate::domain::poll::PollKind::Single, 2));
    let session = PANEL;
    // A board is set whole, and no label of one is empty.
    let mut panel = (*scene.state.sessions[&PANEL]).clone();
    panel.labels.clear();
    scene.state.sessions.insert(PANEL, panel.into());
    for does in [
        CueAct::Remind,
        CueAct::Hide { on: true },
        CueAct::Asking { session, on: Some(false) },
        CueAct::Pause { session, on: true, message: None },
        CueAct::Feedback { session, open: Some(true) },
        close(poll),
        CueAct::RevealPoll { poll, on: true },
    ] {
        scene.cued(after(10, does));
    }
    scene.cued(after(11, CueAct::Phase { session, phase: Phase::Ended }));
    scene.ticks(minutes(10));
    let panel = &scene.state.sessions[&PANEL];
    assert!(scene.state.halls[&HALL].screen.hidden && panel.paused.is_some());
    assert_eq!((panel.asking, panel.feedback.open), (Some(false), Some(true)));
    assert!(!scene.is_open(poll) && scene.poll(poll).revealed);
    scene.ticks(minutes(11));
    assert_eq!(scene.state.sessions[&PANEL].phase, Phase::Ended);
    assert!(scene.state.shows[&HALL].cues.values().all(|cue| cue.is_done()));
}

#[test]
fn one_that_is_late_is_done_and_one_that_is_later_waits_for_a_hand() {
    let mut scene = Scene::new();
    let (old, new) = (scene.cued(after(5, JOIN)), scene.cued(after(6, TOP)));
    scene.ticks(minutes(6) + LATE);
    assert_eq!((scene.became(old), scene.became(new)), (Some(Outcome::Missed), Some(Outcome::Done)));
    assert_eq!(scene.walls(), Walls::Top);
    assert_eq!(next_deadline(&scene.state), Some(minutes(60)), "nothing of the run is due any more");
    let version = scene.cue(old).version;
    scene.does(DESK, &of(ShowCommand::Now { hall: HALL, cue: old, version }));
    assert_eq!((scene.became(old), scene.walls()), (Some(Outcome::Done), Walls::Join));
}

#[test]
fn a_whole_list_that_is_due_at_once_comes_in_pieces() {
    let mut scene = Scene::new();
    let cues: Vec<_> = (0..=AT_ONCE).map(|_| scene.cued(after(5, CueAct::Remind))).collect();
    assert_eq!(scene.ticks(minutes(5)).len(), AT_ONCE);
    assert_eq!(scene.became(cues[AT_ONCE]), None);
    assert_eq!(scene.ticks(minutes(5)).len(), 1);
    assert_eq!(scene.became(cues[AT_ONCE]), Some(Outcome::Done));
}

#[test]
fn what_cannot_be_done_is_told_and_the_rest_goes_on() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let lost = scene.cued(after(5, open(poll)));
    let closes = scene.cued(after(6, CueAct::Phase { session: PANEL, phase: Phase::Ended }));
    let other = scene.drafted();
    let over = scene.cued(after(7, open(other)));
    let rest = scene.cued(after(8, CueAct::Remind));
    let version = scene.poll(poll).version;
    scene.does(DESK, &Command::DropPoll { poll, version });
    assert_eq!(
        would_be_refused(&scene.state, HALL),
        [(lost, Code::UnknownPoll), (over, Code::WrongState)],
        "it is told beforehand"
    );
    for minute in 5..=8 {
        scene.ticks(minutes(minute));
    }
    assert_eq!(scene.became(lost), Some(Outcome::Failed { code: Code::UnknownPoll }));
    assert_eq!(scene.became(over), Some(Outcome::Failed { code: Code::WrongState }));
    assert_eq!((scene.became(closes), scene.became(rest)), (Some(Outcome::Done), Some(Outcome::Done)));
}

#[test]
fn a_link_that_was_taken_back_does_nothing_any_more_and_one_that_expired_does_what_it_planned() {
    let mut scene = Scene::new();
    let (expired, revoked) = (scene.cued(after(5, JOIN)), scene.cued(after(6, TOP)));
    let alter = |scene: &mut Scene, change: fn(&mut Link)| {
        let mut link = Link::clone(&scene.state.links[&LinkNo(1)]);
        change(&mut link);
        scene.state.links.insert(LinkNo(1), link.into());
    };
    alter(&mut scene, |link| link.expires = Some(minutes(4)));
    scene.ticks(minutes(5));
    alter(&mut scene, |link| link.revoked = true);
    scene.ticks(minutes(6));
    assert_eq!(scene.became(expired), Some(Outcome::Done));
    assert_eq!(scene.became(revoked), Some(Outcome::Failed { code: Code::LinkEnded }));
}

#[test]
fn held_it_stands_still_and_goes_on_where_it_was_or_with_what_is_left() {
    let mut scene = Scene::new();
    let (first, second) = (scene.cued(after(5, JOIN)), scene.cued(after(9, TOP)));
    scene.now = minutes(4);
    scene.does(DESK, &of(ShowCommand::Hold { hall: HALL }));
    assert!(scene.ticks(minutes(6)).is_empty());
    assert_eq!(scene.became(first), None);
    let mut resumed = scene.clone();
    resumed.now = minutes(7);
    let version = resumed.show_version();
    resumed.does(DESK, &of(ShowCommand::GoOn { hall: HALL, version, later: true }));
    assert_eq!(resumed.cue(first).moment(&resumed.state, HALL), Some(minutes(8)));
    resumed.ticks(minutes(8));
    assert_eq!(
        (resumed.became(first), resumed.cue(second).moment(&resumed.state, HALL)),
        (Some(Outcome::Done), Some(minutes(12)))
    );
    scene.now = minutes(7);
    scene.does(DESK, &of(ShowCommand::GoOn { hall: HALL, version, later: false }));
    scene.ticks(minutes(7));
    assert_eq!((scene.became(first), scene.became(second)), (Some(Outcome::Missed), None));
}

#[test]
fn a_hold_that_is_sent_again_stops_nothing_again() {
    let mut scene = Scene::new();
    scene.cued(after(5, JOIN));
    let (hold, id) = (of(ShowCommand::Hold { hall: HALL }), scene.fresh_id());
    scene.give_as(DESK, id, &hold).expect("it is held");
    let version = scene.show_version();
    scene.does(DESK, &of(ShowCommand::GoOn { hall: HALL, version, later: false }));
    assert!(scene.give_as(DESK, id, &hold).expect("it is known").changes.is_empty());
    assert!(scene.state.shows[&HALL].held.is_none());
}

#[test]
fn a_hold_that_found_the_run_held_stops_nothing_again_either() {
    let mut scene = Scene::new();
    scene.cued(after(5, JOIN));
    scene.does(OTHER_DESK, &of(ShowCommand::Hold { hall: HALL }));
    let (hold, id, version) = (of(ShowCommand::Hold { hall: HALL }), scene.fresh_id(), scene.show_version());
    scene.give_as(DESK, id, &hold).expect("it is held");
    assert_eq!(scene.show_version(), version, "nothing that others read has changed");
    scene.does(OTHER_DESK, &of(ShowCommand::GoOn { hall: HALL, version, later: false }));
    assert!(scene.give_as(DESK, id, &hold).expect("it is known").changes.is_empty());
    assert!(scene.state.shows[&HALL].held.is_none());
}

/// The talk is to come after the panel.
fn with_a_talk_to_come() -> Scene {
    let mut scene = Scene::new();
    let mut talk = (*scene.state.sessions[&TALK]).clone();
    (talk.phase, talk.opened) = (Phase::Upcoming, None);
    (talk.starts, talk.ends) = (minutes(60), minutes(120));
    scene.state.sessions.insert(TALK, talk.into());
    scene.state.due = crate::domain::due::Due::of(&scene.state);
    scene.around.attended.insert(HALL);
    scene
}

fn in_talk(seconds: i32, does: CueAct) -> CuePlan {
    CuePlan { at: Moment::Start { session: TALK, seconds }, name: name("إشارة"), does }
}

#[test]
fn nothing_of_a_session_comes_before_it_began_and_all_of_it_as_much_later_as_it_did() {
    let mut scene = with_a_talk_to_come();
    let (walls, feedback) =
        (scene.cued(in_talk(300, JOIN)), CueAct::Feedback { session: TALK, open: Some(true) });
    let ends = Moment::End { session: TALK, seconds: -300 };
    let feedback = scene.cued(CuePlan { at: ends, name: name("تقييم"), does: feedback });
    scene.ticks(minutes(66));
    assert_eq!(scene.became(walls), None, "a desk is there, and the talk has not begun");
    scene.now = minutes(67);
    let version = scene.state.sessions[&TALK].version;
    scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Open });
    assert!(scene.ticks(minutes(71)).is_empty());
    scene.ticks(minutes(72));
    assert_eq!(scene.became(walls), Some(Outcome::Done));
    scene.ticks(minutes(115));
    assert_eq!(scene.became(feedback), Some(Outcome::Done));
}

#[test]
fn what_was_to_come_before_the_end_of_a_session_that_began_after_it_is_missed() {
    let mut scene = with_a_talk_to_come();
    let before = |seconds| Moment::End { session: TALK, seconds };
    let [early, later] = [-600, 300].map(|seconds| {
        scene.cued(CuePlan { at: before(seconds), name: name("تنبيه"), does: CueAct::Remind })
    });
    let ends = scene.state.sessions[&TALK].ends;
    scene.now = ends + Millis::minutes(1) + LATE;
    let version = scene.state.sessions[&TALK].version;
    scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Open });
    scene.ticks(scene.now);
    assert_eq!((scene.became(early), scene.became(later)), (Some(Outcome::Missed), None));
    scene.ticks(ends + Millis::minutes(5));
    assert_eq!(scene.became(later), Some(Outcome::Done));
}

#[test]
fn what_was_to_come_while_a_session_had_not_begun_comes_as_it_begins() {
    let mut scene = with_a_talk_to_come();
    let ends = Moment::End { session: TALK, seconds: -3_000 };
    let reminds = scene.cued(CuePlan { at: ends, name: name("تنبيه"), does: CueAct::Remind });
    scene.now = minutes(75);
    let version = scene.state.sessions[&TALK].version;
    scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Open });
    scene.ticks(minutes(75));
    assert_eq!(scene.became(reminds), Some(Outcome::Done), "it was due five minutes before");
}

#[test]
fn a_cue_that_waits_for_its_session_is_not_now_and_comes_after_those_that_wait_for_nothing() {
    let mut scene = with_a_talk_to_come();
    let starts = scene.cued(in_talk(0, JOIN));
    let at = Moment::End { session: TALK, seconds: -3_000 };
    let ends = scene.cued(CuePlan { at, name: name("تنبيه"), does: CueAct::Remind });
    let at = Moment::Clock { time: minutes(80) };
    let clock = scene.cued(CuePlan { at, name: name("ساعة"), does: TOP });
    scene.ticks(minutes(75));
    assert_eq!([starts, ends, clock].map(|cue| scene.became(cue)), [None; 3]);
    let stage = next(&scene.state, HALL).expect("it is planned");
    let told = [stage.next, stage.then].map(|cue| cue.map(|cue| (cue.c, cue.upon)));
    assert_eq!(told, [Some((clock, None)), Some((starts, Some(TALK)))]);
    let upon = |scene: &Scene| {
        let desk = show(&scene.state, HALL).expect("it is planned");
        (desk.head.next, desk.items.iter().map(|item| item.upon).collect::<Vec<_>>())
    };
    assert_eq!(upon(&scene), (Some(clock), vec![Some(TALK), Some(TALK), None]));
    let version = scene.state.sessions[&TALK].version;
    scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Open });
    assert_eq!(upon(&scene), (Some(starts), vec![None; 3]));
    scene.ticks(minutes(75));
    assert_eq!([starts, ends].map(|cue| scene.became(cue)), [Some(Outcome::Done); 2]);
}

#[test]
fn a_session_begins_by_its_own_cue_unless_the_desk_has_gone_past_it() {
    let mut scene = with_a_talk_to_come();
    let begins = scene.cued(in_talk(0, CueAct::Phase { session: TALK, phase: Phase::Open }));
    let mut past = scene.clone();
    scene.ticks(minutes(60));
    assert_eq!(scene.became(begins), Some(Outcome::Done));
    assert_eq!(scene.state.sessions[&PANEL].phase, Phase::Ended, "one at a time");
    let mut panel = (*past.state.sessions[&PANEL]).clone();
    panel.starts = minutes(60);
    past.state.sessions.insert(PANEL, panel.into());
    past.ticks(minutes(60));
    assert_eq!(past.became(begins), Some(Outcome::Left));
    assert_eq!(past.state.sessions[&PANEL].phase, Phase::Open);
}

#[test]
fn cues_are_moved_all_or_from_one_on_and_never_to_before_now() {
    let mut scene = Scene::new();
    let (first, second) = (scene.cued(after(5, JOIN)), scene.cued(after(9, TOP)));
    let shift = |scene: &Scene, minutes, from, agenda| {
        of(ShowCommand::Shift { hall: HALL, version: scene.show_version(), minutes, from, agenda })
    };
    let at = |scene: &Scene, no| scene.cue(no).moment(&scene.state, HALL).expect("it has one");
    let all = shift(&scene, 5, None, None);
    scene.does(DESK, &all);
    assert_eq!((at(&scene, first), at(&scene, second)), (minutes(10), minutes(14)));
    let rest = shift(&scene, -3, Some(second), None);
    scene.does(DESK, &rest);
    assert_eq!((at(&scene, first), at(&scene, second)), (minutes(10), minutes(11)));
    let too_far = shift(&scene, -10, None, None);
    assert_eq!(scene.is_refused(DESK, &too_far), Code::CuePast);
    let much = shift(&scene, 121, None, None);
    assert_eq!(scene.is_refused(DESK, &much), Code::OutOfRange);
    let agenda = scene.state.halls[&HALL].version;
    let both = shift(&scene, 5, None, Some(agenda));
    let decision = scene.does(DESK, &both);
    assert!(matches!(decision.changes[..], [Change::Delayed { .. }, Change::Show(_)]), "in one entry");
    assert_eq!((at(&scene, first), at(&scene, second)), (minutes(15), minutes(16)));
    assert_eq!(scene.state.sessions[&PANEL].ends, minutes(65));
    let last = CuePlan { at: Moment::Clock { time: Time::LATEST }, name: name("آخرها"), does: TOP };
    let last = scene.cued(last);
    let beyond = shift(&scene, 1, Some(last), None);
    assert_eq!(scene.is_refused(DESK, &beyond), Code::OutOfRange, "no time is later");
}

#[test]
fn what_the_agenda_moves_is_moved_once() {
    let mut scene = with_a_talk_to_come();
    let talks = scene.cued(in_talk(300, TOP));
    let ends = CuePlan {
        at: Moment::End { session: PANEL, seconds: -60 },
        name: name("نهاية"),
        does: CueAct::Remind,
    };
    let (panels, begun) = (scene.cued(ends), scene.cued(after(30, JOIN)));
    let (version, agenda) = (scene.show_version(), Some(scene.state.halls[&HALL].version));
    let shift = ShowCommand::Shift { hall: HALL, version, minutes: 5, from: None, agenda };
    scene.does(DESK, &of(shift));
    let at = |no| scene.cue(no).moment(&scene.state, HALL);
    assert_eq!([at(talks), at(panels), at(begun)], [70, 64, 35].map(|minute| Some(minutes(minute))));
    let delay = Command::Delay { hall: HALL, version: agenda.unwrap_or(0) + 1, minutes: 5, from: None };
    scene.does(DESK, &delay);
    let at = |no| scene.cue(no).moment(&scene.state, HALL);
    assert_eq!([at(talks), at(panels), at(begun)], [75, 69, 35].map(|minute| Some(minutes(minute))));
}

#[test]
fn a_hand_of_the_day_before_holds_nothing_up() {
    let mut scene = Scene::new();
    let late = CuePlan { at: Moment::Clock { time: minutes(1) + NIGHT }, name: name("مساء"), does: TOP };
    let cue = scene.cued(late);
    scene.shows_by_hand(Walls::Join);
    assert!(scene.cue(cue).hand.is_some());
    scene.ticks(minutes(1) + NIGHT);
    assert_eq!(scene.became(cue), Some(Outcome::Done));
}

#[test]
fn the_clock_alone_runs_it_and_nobody_without_a_desk_has_a_word_in_it() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, JOIN));
    let presenter = Actor::Crew(LinkNo(4));
    for other in [presenter, crate::domain::tests::scene::person(1), Actor::Clock] {
        let now = of(ShowCommand::Now { hall: HALL, cue, version: 1 });
        assert_eq!(scene.is_refused(other, &now), Code::NotAllowed);
        assert_eq!(scene.is_refused(other, &of(ShowCommand::Hold { hall: HALL })), Code::NotAllowed);
    }
    let noted = of(ShowCommand::Rehearsed { hall: HALL, version: 0, on: true });
    assert_eq!(scene.is_refused(DESK, &noted), Code::NotAllowed);
    scene.does(ORGANISER, &noted);
    assert!(scene.state.shows[&HALL].rehearsed.is_some());
}

#[test]
fn a_session_is_not_turned_under_an_open_poll() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let ends = scene.cued(after(30, CueAct::Phase { session: PANEL, phase: Phase::Ended }));
    scene.now = minutes(29);
    let hand = scene.open_poll(poll, Some(300));
    scene.does(DESK, &hand);
    scene.ticks(minutes(30));
    assert_eq!((scene.became(ends), scene.state.sessions[&PANEL].phase), (None, Phase::Open));
    scene.ticks(minutes(34));
    assert_eq!((scene.became(ends), scene.is_open(poll)), (Some(Outcome::Done), false));
}

#[test]
fn what_a_go_opens_it_does_not_end() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    scene.cued(after(30, open(poll)));
    let ends = scene.cued(after(30, CueAct::Phase { session: PANEL, phase: Phase::Ended }));
    scene.ticks(minutes(30));
    assert!(scene.is_open(poll) && scene.became(ends).is_none());
}

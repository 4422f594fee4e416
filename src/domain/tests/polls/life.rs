use std::sync::Arc;

use super::super::scene::{DESK, PANEL, Scene, TALK, person};
use super::{draft, one};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::decide::next_close;
use crate::domain::id::HallNo;
use crate::domain::poll::{PollKind, PollPhase, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::screen::Cue;
use crate::domain::time::Millis;

#[test]
fn opening_again_is_a_new_round_beside_the_old_one() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.closes(poll);
    scene.reveals(poll);
    scene.does(DESK, &scene.open_poll(poll, None));
    let held = scene.poll(poll);
    assert_eq!((held.round.no, held.round.tally.voters, held.revealed), (2, 0, false));
    assert_eq!(held.past.len(), 1);
    assert_eq!(held.round(1).map(|round| round.tally.counts.clone()), Some(vec![1, 0]));
    scene.voted(1, poll, one(1));
    assert_eq!(scene.poll(poll).round.tally.counts, [0, 1]);
}

#[test]
fn what_stands_already_is_acknowledged_and_an_old_version_is_not() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let open = scene.open_poll(poll, None);
    scene.does(DESK, &open);
    assert!(scene.does(DESK, &open).changes.is_empty());
    let close = scene.close_poll(poll, 5);
    scene.does(DESK, &close);
    scene.now = scene.now + Millis::seconds(1);
    assert!(scene.does(DESK, &close).changes.is_empty(), "it is closing");
    scene.now = scene.now + Millis::seconds(5);
    scene.closes_due();
    assert!(scene.does(DESK, &close).changes.is_empty(), "it is closed");
    assert_eq!(scene.is_refused(DESK, &open), Code::Changed, "it was opened and closed since");
    scene.does(DESK, &scene.open_poll(poll, None));
    assert_eq!(scene.is_refused(DESK, &close), Code::Changed, "another round is open");
}

#[test]
fn a_countdown_ends_by_the_moment_a_ballot_comes_in() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.does(DESK, &scene.close_poll(poll, 5));
    let until = scene.now + Millis::seconds(5);
    assert_eq!(next_close(&scene.state), Some(until));
    scene.now = until - Millis(1);
    scene.voted(1, poll, one(0));
    scene.closes_due();
    assert_ne!(scene.poll(poll).phase, PollPhase::Closed, "not due yet");
    scene.now = until;
    let late = scene.ballot(poll, one(0));
    assert_eq!(scene.is_refused(person(2), &late), Code::PollClosed, "too late, though nothing has said so");
    scene.now = until + Millis::seconds(3);
    scene.closes_due();
    let round = &scene.poll(poll).round;
    assert_eq!((scene.poll(poll).phase, round.closed), (PollPhase::Closed, Some(until)));
    assert_eq!(next_close(&scene.state), None);
}

#[test]
fn a_round_closes_after_the_drafts_time_or_what_was_said() {
    let mut scene = Scene::new();
    let mut timed = draft(PollKind::Single, 2);
    timed.settings = PollSettings { time: Some(Millis::seconds(30)), ..PollSettings::default() };
    for (seconds, until) in [(None, Some(30)), (Some(60), Some(60)), (Some(0), None)] {
        let poll = scene.prepared(&timed);
        scene.does(DESK, &scene.open_poll(poll, seconds));
        let until = until.map(|seconds| scene.now + Millis::seconds(seconds));
        assert_eq!(scene.poll(poll).until(), until);
    }
    let poll = scene.prepared(&timed);
    for seconds in [1, 4, 86_401, u32::MAX] {
        assert_eq!(scene.is_refused(DESK, &scene.open_poll(poll, Some(seconds))), Code::OutOfRange);
    }
}

#[test]
fn a_shorter_countdown_overtakes_a_longer_one() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    scene.does(DESK, &scene.open_poll(poll, Some(60)));
    let start = scene.now;
    scene.does(DESK, &scene.close_poll(poll, 10));
    assert_eq!(scene.poll(poll).until(), Some(start + Millis::seconds(10)));
    assert!(scene.does(DESK, &scene.close_poll(poll, 60)).changes.is_empty(), "it closes before that");
    scene.does(DESK, &scene.close_poll(poll, 0));
    assert_eq!(scene.poll(poll).phase, PollPhase::Closed);
    assert!(scene.state.closing.is_empty());
    assert_eq!(scene.is_refused(DESK, &scene.close_poll(poll, 61)), Code::OutOfRange);
}

#[test]
fn turnout_is_out_of_those_who_were_here() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.around.here.insert(PANEL, 40);
    scene.closes(poll);
    assert_eq!(scene.poll(poll).round.here, 40);
    scene.around.here.insert(PANEL, 0);
    let poll = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, poll, one(0));
    scene.closes(poll);
    assert_eq!(scene.poll(poll).round.here, 1, "whoever voted was here");
}

#[test]
fn a_draft_neither_closes_nor_reveals_and_an_ended_session_opens_none() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    assert_eq!(scene.is_refused(DESK, &scene.close_poll(poll, 0)), Code::PollNotOpen);
    assert_eq!(scene.is_refused(DESK, &scene.reveal_poll(poll, true)), Code::PollNotOpen);
    set_phase(&mut scene, Phase::Ended);
    assert_eq!(scene.is_refused(DESK, &scene.open_poll(poll, None)), Code::WrongState);
    set_phase(&mut scene, Phase::Upcoming);
    scene.does(DESK, &scene.open_poll(poll, None));
}

#[test]
fn the_hall_follows_a_poll_that_was_opened_closed_or_revealed() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let cue = Change::Cued { hall: HallNo(1), cue: Some(Cue::Poll(poll)) };
    assert!(scene.does(DESK, &scene.open_poll(poll, None)).changes.contains(&cue));
    lead_astray(&mut scene);
    assert!(scene.does(DESK, &scene.close_poll(poll, 5)).changes.contains(&cue));
    lead_astray(&mut scene);
    assert!(scene.does(DESK, &scene.close_poll(poll, 0)).changes.contains(&cue));
    lead_astray(&mut scene);
    assert!(scene.does(DESK, &scene.reveal_poll(poll, true)).changes.contains(&cue));
    lead_astray(&mut scene);
    assert!(!scene.does(DESK, &scene.reveal_poll(poll, false)).changes.contains(&cue));
}

#[test]
fn a_poll_of_a_session_to_come_leaves_the_wall_to_the_one_that_is_on() {
    let mut scene = Scene::new();
    set_phase(&mut scene, Phase::Upcoming);
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    assert_eq!(scene.state.sessions[&TALK].phase, Phase::Open);
    assert_eq!(scene.does(DESK, &scene.open_poll(poll, None)).changes.len(), 1);
}

fn set_phase(scene: &mut Scene, phase: Phase) {
    if let Some(session) = scene.state.sessions.get_mut(&PANEL) {
        Arc::make_mut(session).phase = phase;
    }
}

fn lead_astray(scene: &mut Scene) {
    if let Some(hall) = scene.state.halls.get_mut(&HallNo(1)) {
        Arc::make_mut(hall).screen.cue = Some(Cue::Spotlight);
    }
}

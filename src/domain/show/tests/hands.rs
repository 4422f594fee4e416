//! When a hand wins.

use super::{HALL, JOIN, TOP, after, close, minutes, of, open};
use crate::domain::command::Command;
use crate::domain::refusal::Code;
use crate::domain::screen::Scene as Walls;
use crate::domain::show::{CueAct, Outcome, ShowCommand};
use crate::domain::tests::scene::{DESK, OTHER_DESK, PANEL, Scene};
use crate::domain::time::Millis;

#[test]
fn a_hand_since_the_cue_before_wins_once() {
    let mut scene = Scene::new();
    let (before, cue, next) =
        (scene.cued(after(5, CueAct::Remind)), scene.cued(after(9, TOP)), scene.cued(after(15, JOIN)));
    scene.ticks(minutes(5));
    scene.now = minutes(7);
    scene.shows_by_hand(Walls::Agenda);
    assert_eq!(scene.cue(cue).hand, Some(minutes(7)));
    scene.ticks(minutes(9));
    assert_eq!((scene.became(before), scene.became(cue)), (Some(Outcome::Done), Some(Outcome::Left)));
    assert_eq!((scene.walls(), scene.cue(next).hand), (Walls::Agenda, None), "the hand is spent");
    scene.ticks(minutes(15));
    assert_eq!((scene.became(next), scene.walls()), (Some(Outcome::Done), Walls::Join));
}

#[test]
fn a_hand_before_the_cue_before_counts_no_more() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(9, TOP));
    scene.cued(after(5, CueAct::Remind));
    scene.now = minutes(3);
    scene.shows_by_hand(Walls::Agenda);
    scene.ticks(minutes(5));
    assert_eq!(scene.cue(cue).hand, None);
    scene.ticks(minutes(9));
    assert_eq!(scene.became(cue), Some(Outcome::Done));
}

#[test]
fn cues_within_a_minute_are_one_go_and_a_hand_before_it_counts_for_all_of_them() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    scene.cued(after(5, open(poll)));
    let mut soon = after(5, TOP);
    soon.at = crate::domain::show::Moment::Start { session: PANEL, seconds: 5 * 60 + 10 };
    let walls = scene.cued(soon);
    scene.now = minutes(4);
    scene.shows_by_hand(Walls::Agenda);
    scene.ticks(minutes(5));
    scene.ticks(minutes(5) + Millis::seconds(10));
    assert!(scene.is_open(poll), "nobody touched that");
    assert_eq!((scene.became(walls), scene.walls()), (Some(Outcome::Left), Walls::Agenda));
}

#[test]
fn a_poll_that_was_opened_by_hand_is_not_opened_again_and_is_closed_in_time() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let (opens, closes) = (scene.cued(after(5, open(poll))), scene.cued(after(10, close(poll))));
    scene.now = minutes(3);
    let hand = scene.open_poll(poll, None);
    scene.does(OTHER_DESK, &hand);
    scene.ticks(minutes(5));
    assert_eq!((scene.became(opens), scene.poll(poll).round.no), (Some(Outcome::Left), 1));
    scene.ticks(minutes(10));
    assert_eq!((scene.became(closes), scene.is_open(poll)), (Some(Outcome::Done), false));
}

#[test]
fn showing_results_is_another_thing_than_closing() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    scene.cued(after(5, open(poll)));
    let closes = scene.cued(after(10, close(poll)));
    scene.ticks(minutes(5));
    scene.now = minutes(7);
    let reveals = scene.reveal_poll(poll, true);
    scene.does(DESK, &reveals);
    scene.ticks(minutes(10));
    assert_eq!(scene.became(closes), Some(Outcome::Done));
}

#[test]
fn what_changed_nothing_or_gives_the_thing_back_is_no_hand() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, TOP));
    scene.shows_by_hand(Walls::Auto);
    assert_eq!(scene.cue(cue).hand, None, "they showed that already");
    scene.shows_by_hand(Walls::Join);
    assert!(scene.cue(cue).hand.is_some());
    let version = scene.cue(cue).version;
    scene.shows_by_hand(Walls::Auto);
    assert_eq!((scene.cue(cue).hand, scene.cue(cue).version), (None, version));
}

#[test]
fn what_the_agenda_or_a_cue_does_is_no_hand() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let (opens, closes) = (scene.cued(after(5, open(poll))), scene.cued(after(10, close(poll))));
    scene.ticks(minutes(5));
    assert_eq!((scene.became(opens), scene.cue(closes).hand), (Some(Outcome::Done), None));
}

#[test]
fn a_desk_confirms_a_cue_does_it_at_once_or_skips_it() {
    let mut scene = Scene::new();
    let cues = [scene.cued(after(5, TOP)), scene.cued(after(6, JOIN)), scene.cued(after(7, CueAct::Remind))];
    scene.shows_by_hand(Walls::Agenda);
    let version = scene.cue(cues[0]).version;
    let confirm = ShowCommand::Confirm { hall: HALL, cue: cues[0], version };
    scene.does(DESK, &of(confirm.clone()));
    assert!(scene.does(DESK, &of(confirm)).changes.is_empty(), "it is so already");
    let skip = of(ShowCommand::Skip { hall: HALL, cue: cues[2], version: 1 });
    scene.does(DESK, &skip);
    assert!(scene.does(DESK, &skip).changes.is_empty());
    let now = of(ShowCommand::Now { hall: HALL, cue: cues[1], version: 1 });
    scene.does(DESK, &now);
    assert_eq!(scene.walls(), Walls::Join);
    assert!(scene.does(OTHER_DESK, &now).changes.is_empty(), "the other desk was faster");
    scene.ticks(minutes(5));
    scene.ticks(minutes(7));
    assert_eq!(cues.map(|cue| scene.became(cue)), [Outcome::Done, Outcome::Done, Outcome::Skipped].map(Some));
    let skips = of(ShowCommand::Skip { hall: HALL, cue: cues[0], version: scene.cue(cues[0]).version });
    assert_eq!(scene.is_refused(DESK, &skips), Code::CueDone);
}

#[test]
fn whoever_confirmed_what_no_hand_was_on_does_not_take_off_one_that_came_since() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, TOP));
    let confirm = of(ShowCommand::Confirm { hall: HALL, cue, version: 1 });
    scene.does(DESK, &confirm);
    scene.shows_by_hand(Walls::Join);
    assert_eq!(scene.is_refused(DESK, &confirm), Code::Changed, "sent again by a desk that heard no answer");
    assert!(scene.cue(cue).hand.is_some());
}

#[test]
fn a_cue_that_a_hand_cannot_do_stays_as_it_is() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let cue = scene.cued(after(5, close(poll)));
    let now = of(ShowCommand::Now { hall: HALL, cue, version: 1 });
    assert_eq!(scene.is_refused(DESK, &now), Code::PollNotOpen);
    assert_eq!(scene.became(cue), None);
}

#[test]
fn labels_of_a_board_are_another_thing_than_whether_it_takes_questions() {
    let mut scene = Scene::new();
    let cue = scene.cued(after(5, CueAct::Asking { session: PANEL, on: Some(false) }));
    let panel = scene.state.sessions[&PANEL].clone();
    let (version, moderation) = (panel.version, panel.moderation);
    let mut labels = panel.labels.clone();
    for label in &mut labels {
        label.ar = "وسم".into();
    }
    let set =
        |version, asking, labels| Command::SetBoard { session: PANEL, version, asking, moderation, labels };
    scene.does(DESK, &set(version, None, labels.clone()));
    assert_eq!(scene.cue(cue).hand, None);
    scene.does(DESK, &set(version + 1, Some(true), labels));
    assert!(scene.cue(cue).hand.is_some());
}

#[test]
fn what_is_opened_by_hand_after_its_cue_was_skipped_is_closed_in_time() {
    let mut scene = Scene::new();
    let poll = scene.drafted();
    let (opens, closes) = (scene.cued(after(5, open(poll))), scene.cued(after(10, close(poll))));
    scene.does(DESK, &of(ShowCommand::Skip { hall: HALL, cue: opens, version: 1 }));
    scene.now = minutes(6);
    let hand = scene.open_poll(poll, None);
    scene.does(DESK, &hand);
    scene.ticks(minutes(10));
    assert_eq!((scene.became(closes), scene.is_open(poll)), (Some(Outcome::Done), false));
}

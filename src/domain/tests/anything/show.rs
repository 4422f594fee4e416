//! Commands about runs of show, and what holds of them in every history.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::commands::{Draft, step};
use super::forum::title;
use super::{cases, run};
use crate::domain::agenda::{NIGHT, Phase};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{CueNo, HallNo, PollNo, SessionNo};
use crate::domain::idea::IdeaPhase;
use crate::domain::role::Actor;
use crate::domain::screen::Scene;
use crate::domain::show::{CUES, Cue, CueAct, CuePlan, GO, Moment, Outcome, ShowAct, ShowCommand};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

impl Draft<'_> {
    pub(super) fn about_show(&self) -> (Actor, Command) {
        let hall = HallNo(if self.step.b.is_multiple_of(7) { 2 } else { 1 });
        let show = self.scene.state.shows.get(&hall);
        let cue = CueNo(self.number(self.step.a % 8, self.scene.state.last.cue.0));
        let version = self.version(show.and_then(|show| show.cues.get(&cue)).map(|cue| cue.version));
        let whole = show.map_or(0, |show| self.version(Some(show.version)));
        let on = self.step.a.is_multiple_of(2);
        let command = match self.step.deed {
            160 => return (self.clock(), Command::Tick),
            161 | 162 => ShowCommand::Add { hall, cue: self.cue_plan() },
            163 => ShowCommand::Change { hall, cue, version, plan: self.cue_plan() },
            164 if on => ShowCommand::Drop { hall, cue, version },
            164 => ShowCommand::Confirm { hall, cue, version },
            165 => ShowCommand::Now { hall, cue, version },
            166 => ShowCommand::Skip { hall, cue, version },
            167 if on => ShowCommand::Hold { hall },
            167 => ShowCommand::GoOn { hall, version: whole, later: self.step.b.is_multiple_of(2) },
            168 => {
                let agenda = self.scene.state.halls.get(&hall).map(|hall| hall.version);
                let (from, agenda) = (on.then_some(cue), agenda.filter(|_| self.step.b.is_multiple_of(3)));
                let minutes = if self.step.hostile { 500 } else { (self.step.b % 21).cast_signed() - 10 };
                ShowCommand::Shift { hall, version: whole, minutes, from, agenda }
            }
            _ => {
                let noted = ShowCommand::Rehearsed { hall, version: whole, on };
                return (self.organiser(), Command::Show(noted));
            }
        };
        (self.desk(), Command::Show(command))
    }

    /// Most are due within some minutes, so that the clock comes to them.
    fn cue_plan(&self) -> CuePlan {
        let (session, _) = self.session(self.step.b);
        let seconds = i64::from(self.step.a) * 20;
        let now = self.scene.now;
        let at = match self.scene.state.sessions.get(&session) {
            Some(there) if self.step.b.is_multiple_of(3) => {
                let since = (now - there.starts).0 / 1_000 + seconds;
                Moment::Start { session, seconds: i32::try_from(since).unwrap_or(i32::MAX) }
            }
            _ if self.step.b % 5 == 1 => Moment::End { session, seconds: -i32::from(self.step.by) * 60 },
            _ => Moment::Clock { time: now + Millis::seconds(seconds) },
        };
        CuePlan { at, name: title(&format!("إشارة {}", self.step.a % 5)), does: self.cue_act(session) }
    }

    fn cue_act(&self, session: SessionNo) -> CueAct {
        let poll = PollNo(self.number(self.step.a, self.scene.state.last.poll.0));
        let on = self.step.a.is_multiple_of(2);
        let or_not = [None, Some(true), Some(false)][self.step.a as usize % 3];
        let text = || Some(Text::new(&format!("سطر {}", self.step.b)));
        match self.step.b % 17 {
            0 => CueAct::Remind,
            1 => CueAct::Scene { scene: [Scene::Join, Scene::Top, Scene::Quiet][self.step.a as usize % 3] },
            2 => CueAct::Scene { scene: Scene::Poll { poll } },
            3 => CueAct::Hide { on },
            4 => CueAct::Announce { text: text().filter(|_| on) },
            5 => CueAct::Phase { session, phase: if on { Phase::Open } else { Phase::Ended } },
            6 => CueAct::Asking { session, on: or_not },
            7 => CueAct::Pause { session, on, message: text() },
            8 => CueAct::Note { session, text: text() },
            9 => CueAct::Feedback { session, open: or_not },
            10 | 11 => CueAct::OpenPoll { poll, seconds: on.then_some(60) },
            12 => CueAct::ClosePoll { poll, seconds: on.then_some(0) },
            13 => CueAct::RevealPoll { poll, on },
            14 => CueAct::Statements { session, open: on },
            16 => CueAct::Speaking { session, open: on },
            _ if on => CueAct::Results { session, on: self.step.by.is_multiple_of(2) },
            _ => CueAct::Board { session, phase: IdeaPhase::Closed, seconds: None },
        }
    }
}

/// A hand is on nothing that is over, and no hall has more cues than it may.
pub(super) fn cues_are_what_became_of_them(state: &State) {
    for (hall, show) in &state.shows {
        assert!(state.halls.contains_key(hall) && show.cues.len() <= CUES);
        for (no, cue) in &show.cues {
            assert!(*no <= state.last.cue, "numbers are counted");
            assert!(cue.waits() || cue.hand.is_none(), "a hand is on what waits");
            assert!(cue.plan.does.thing().is_some() || cue.hand.is_none(), "and on what it could change");
        }
    }
}

/// What was done in a lost history was done, where it is planned alike.
pub(super) fn what_was_done_is_done(base: &State, lost: &State, now: &State) {
    for (hall, show) in &lost.shows {
        let known = show.cues.iter().filter(|(no, cue)| **no <= base.last.cue && cue.is_done());
        for (no, cue) in known {
            let stands = now.shows.get(hall).and_then(|show| show.cues.get(no));
            let is_done = stands.is_none_or(|stands| stands.plan != cue.plan || stands.is_done());
            assert!(is_done, "cue {no} was done");
        }
    }
}

/// A cue to which the clock came in one go: when it was due before that go and after it.
struct ComeTo<'a> {
    no: CueNo,
    stood: &'a Cue,
    to: Outcome,
    due: [Time; 2],
}

/// The cues of a hall to which the clock came between two states.
fn come_to<'a>(before: &'a State, now: &State, hall: HallNo) -> Vec<ComeTo<'a>> {
    let (Some(stood), Some(stands)) = (before.shows.get(&hall), now.shows.get(&hall)) else {
        return Vec::new();
    };
    let waited = stood.cues.iter().filter(|(_, cue)| cue.waits());
    let come = waited.filter_map(|(no, stood)| {
        let became = stands.cues.get(no)?.came.filter(|came| came.by.is_none())?;
        let due = [stood.moment(before, hall)?, stands.cues.get(no)?.moment(now, hall)?];
        Some(ComeTo { no: *no, stood, to: became.to, due })
    });
    come.collect()
}

/// What a hand was on is left to it, unless another cue of the same go took the hand off.
fn a_hand_wins(come: &[ComeTo<'_>]) {
    let takes_off = |one: &ComeTo<'_>, other: &ComeTo<'_>| {
        let long_after = (0..2).any(|at| one.due[at] > other.due[at] + GO);
        one.no != other.no && (long_after || one.stood.plan.does.thing() == other.stood.plan.does.thing())
    };
    let on_it =
        |one: &&ComeTo<'_>| one.stood.hand.is_some_and(|hand| one.due.iter().all(|due| *due - hand < NIGHT));
    let held = come.iter().filter(on_it).filter(|one| !come.iter().any(|other| takes_off(one, other)));
    for one in held {
        assert!(matches!(one.to, Outcome::Left | Outcome::Missed), "cue {} went over a hand", one.no);
    }
}

/// None waits on that was due before one to which the clock came, unless something else holds it up.
fn none_was_overtaken(before: &State, now: &State, hall: HallNo, come: &[ComeTo<'_>]) {
    let rounds = |state: &State| -> Vec<_> {
        state.polls.iter().map(|(no, poll)| (*no, poll.round.no, poll.phase)).collect()
    };
    let are_moved = rounds(before) != rounds(now);
    let stood = before.shows.get(&hall).map(|show| show.waiting(before, hall)).unwrap_or_default();
    for (due, no) in stood {
        let Some(cue) = now.shows[&hall].cues.get(&no).filter(|cue| cue.waits()) else { continue };
        let Some(due_now) = cue.moment(now, hall) else { continue };
        // A poll that was opened and closed in this go held it up.
        let may_wait = cue.is_held_up(before, hall)
            || cue.is_held_up(now, hall)
            || (are_moved && matches!(cue.plan.does, CueAct::Phase { .. }));
        let overtook = come.iter().find(|one| (one.due[0], one.no) > (due, no) && one.due[1] > due_now);
        assert!(may_wait || overtook.is_none(), "cue {no} was overtaken");
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_clock_comes_to_cues_in_their_order_and_leaves_what_a_hand_is_on(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut before = State::default();
        run(&steps, |scene, _| {
            let now = &scene.state;
            for hall in now.shows.keys() {
                let come = come_to(&before, now, *hall);
                a_hand_wins(&come);
                none_was_overtaken(&before, now, *hall, &come);
            }
            before = now.clone();
        });
    }

    #[test]
    fn no_cue_is_done_twice_unless_it_was_planned_anew(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut done = BTreeSet::new();
        for (_, changes, _) in run(&steps, |_, _| {}) {
            for change in changes {
                let Change::Show(change) = change else { continue };
                match change.act {
                    ShowAct::Changed { cue, .. } => { done.remove(&cue); }
                    ShowAct::Came { cue, became } if became.to == Outcome::Done => {
                        prop_assert!(done.insert(cue), "cue {} is done again", cue);
                    }
                    // What was missed or left waits for a hand, and the clock comes to it no more.
                    ShowAct::Came { cue, became } if became.by.is_none() => {
                        prop_assert!(!done.contains(&cue), "cue {} is come to again", cue);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn in_a_hall_that_stands_still_the_clock_comes_to_nothing(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        run(&steps, |scene, _| {
            for show in scene.state.shows.values() {
                let by_clock = show.cues.values().filter_map(|cue| cue.came).filter(|came| came.by.is_none());
                let held = show.held.unwrap_or(Time(i64::MAX));
                by_clock.for_each(|came| assert!(came.time <= held, "{came:?} though it stood still"));
            }
        });
    }
}

//! The rules of a run of show, one by one.

mod hands;
mod home;
mod planning;
mod running;

use super::{Came, Cue, CueAct, CuePlan, Moment, Outcome, ShowCommand};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{CueNo, HallNo, LinkNo, PollNo};
use crate::domain::poll::{PollKind, PollPhase};
use crate::domain::role::Actor;
use crate::domain::screen::Scene as Walls;
use crate::domain::tests::polls::draft;
use crate::domain::tests::scene::{DESK, PANEL, START, Scene};
use crate::domain::time::{Millis, Time};

pub(crate) const HALL: HallNo = HallNo(1);
pub(crate) const ORGANISER: Actor = Actor::Crew(LinkNo(3));
pub(crate) const JOIN: CueAct = CueAct::Scene { scene: Walls::Join };
pub(crate) const TOP: CueAct = CueAct::Scene { scene: Walls::Top };

pub(crate) fn of(command: ShowCommand) -> Command {
    Command::Show(command)
}

pub(crate) fn minutes(minutes: i64) -> Time {
    START + Millis::minutes(minutes)
}

/// A cue so many minutes after the panel's start.
pub(crate) fn after(minutes: i32, does: CueAct) -> CuePlan {
    CuePlan { at: Moment::Start { session: PANEL, seconds: minutes * 60 }, name: name("إشارة"), does }
}

pub(crate) fn name(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

pub(crate) fn open(poll: PollNo) -> CueAct {
    CueAct::OpenPoll { poll, seconds: None }
}

pub(crate) fn close(poll: PollNo) -> CueAct {
    CueAct::ClosePoll { poll, seconds: Some(0) }
}

impl Scene {
    /// Adds a cue.
    #[track_caller]
    pub(crate) fn cued(&mut self, plan: CuePlan) -> CueNo {
        let added = self.does(DESK, &of(ShowCommand::Add { hall: HALL, cue: plan }));
        CueNo(added.made.expect("a cue has a number"))
    }

    /// The clock comes to what is due at that moment.
    #[track_caller]
    pub(crate) fn ticks(&mut self, now: Time) -> Vec<Change> {
        self.now = now;
        self.does(Actor::Clock, &Command::Tick).changes
    }

    pub(crate) fn cue(&self, no: CueNo) -> &Cue {
        &self.state.shows[&HALL].cues[&no]
    }

    pub(crate) fn became(&self, no: CueNo) -> Option<Outcome> {
        self.cue(no).came.map(|came: Came| came.to)
    }

    pub(crate) fn walls(&self) -> Walls {
        self.state.halls[&HALL].screen.scene
    }

    pub(crate) fn shows_by_hand(&mut self, scene: Walls) {
        let version = self.state.halls[&HALL].screen.version;
        self.does(DESK, &Command::SetScene { hall: HALL, version, scene });
    }

    pub(crate) fn show_version(&self) -> u32 {
        self.state.shows.get(&HALL).map_or(0, |show| show.version)
    }

    pub(crate) fn is_open(&self, no: PollNo) -> bool {
        matches!(self.poll(no).phase, PollPhase::Open { .. })
    }

    /// A poll that is only prepared.
    pub(crate) fn drafted(&mut self) -> PollNo {
        self.prepared(&draft(PollKind::Single, 2))
    }

    pub(crate) fn has_votes(&mut self, poll: PollNo) -> bool {
        self.votes(1, poll, Choice::Options(vec![0])).is_ok()
    }
}

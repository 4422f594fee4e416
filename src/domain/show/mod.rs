//! The run of show of a hall: what happens when, done by the server at its moment as a desk would do it by hand.
//!
//! A cue has a moment, a name and one thing that it does. The clock comes to each cue once: the change that says what became of it is in the same entry as what it
//! did, so that of several nodes one does it, and a node that is killed did it wholly or not at all. Whatever a cue does is decided by the very rules of the
//! command that a desk gives for it.
//!
//! A hand on a desk wins. A desk's command that changes the thing which a waiting cue would change marks that cue, and one that is marked when the run comes to it is left
//! to the hand. What counts as one thing is [`Thing`]. A hand counts since the cue before: once the run has come to a cue, those that are due more than [`GO`] after that
//! one are marked no more, and neither is any other on the thing that it was to change. Giving a thing back to the agenda or to the walls themselves (`auto`) takes the
//! hand off it, and so does [`NIGHT`](super::agenda::NIGHT): what was tried the day before holds nothing up.
//!
//! What is planned from a session goes by what becomes of it: after its start means after it began, where it began late, and nothing that is planned from a session's
//! start on comes while that has not begun.

mod act;
mod apply;
mod bring;
mod change;
mod command;
mod decide;
mod moment;
mod run;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::agenda::Phase;
use super::decide::open_in;
use super::due::has_open_poll;
use super::forum::Title;
use super::id::{CueNo, HallNo, LinkNo, PollNo, SessionNo};
use super::left_out::is_default;
use super::refusal::Code;
use super::state::State;
use super::time::{Millis, Time};

pub use act::{CueAct, Thing};
pub use apply::{apply, touch};
pub use change::{ShowAct, ShowChange};
pub use command::ShowCommand;
pub(in crate::domain) use decide::by_hand;
pub use decide::decide;
pub use moment::{FURTHEST, Moment};
pub use run::{due, next_cue, would_be_refused};
pub use view::{
    CameView, CueItem, NextCue, NextCueView, RehearsedView, ShowDiff, ShowHead, ShowView, next, show,
};

/// Cues of a hall at most, those that came too.
pub const CUES: usize = 200;
/// Longest name of a cue, in graphemes.
pub const NAME_LENGTH: usize = 80;
/// What the plans of a hall's cues take at most, in bytes of JSON: desks are told all of them in one frame below 256 KiB.
pub const TEXT: usize = 128 * 1024;
/// A cue is done so late at most. Longer than a node needs to be started anew or to take over from one that was killed, and shorter than a hall has gone on without it.
pub const LATE: Millis = Millis::seconds(60);
/// Cues that are due within so long of each other are one go: a hand before it counts for all of them.
pub const GO: Millis = Millis::minutes(1);
/// The cues that one entry does at most; the next one goes on.
pub const AT_ONCE: usize = 20;

/// A hall's run of show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Show {
    /// Raised by whatever is decided of the whole of it, and by no cue that comes: what commands about it name.
    pub version: u32,
    /// It stands still since then.
    pub held: Option<Time>,
    /// The cues.
    pub cues: OrdMap<CueNo, Arc<Cue>>,
    /// An organiser noted that the hall was rehearsed.
    pub rehearsed: Option<Rehearsed>,
}

/// What an organiser notes once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsed {
    /// By that link.
    pub by: LinkNo,
    /// When.
    pub time: Time,
}

/// A cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Raised by every change of it: what commands about it name.
    pub version: u32,
    /// What it is.
    pub plan: Arc<CuePlan>,
    /// The link of whoever set it last: what it does is done with what that may. None is the forum's file.
    pub by: Option<LinkNo>,
    /// How far it was moved, beside what the agenda's delays do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moved: Millis,
    /// A desk changed the thing which it would change, by hand, at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<Time>,
    /// What became of it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
}

/// What a cue is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct CuePlan {
    /// When it is due.
    pub at: Moment,
    /// What the crew calls it.
    pub name: Title,
    /// What it does.
    pub does: CueAct,
}

/// What became of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// What.
    #[serde(flatten)]
    pub to: Outcome,
    /// When.
    pub time: Time,
    /// The link of the desk that did or skipped it; none is the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<LinkNo>,
}

/// What the run, or a hand, came to with a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "came", rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was left to the hand that had changed the same thing.
    Left,
    /// It was refused.
    Failed {
        /// Why.
        code: Code,
    },
    /// Nobody ran the hall at its moment: it waits for a hand.
    Missed,
    /// A hand left it out.
    Skipped,
}

impl CuePlan {
    /// The same of the sessions and polls that these are; none where one of them is none.
    #[must_use]
    pub fn renumbered(
        &self,
        session: impl Fn(SessionNo) -> Option<SessionNo>,
        poll: impl Fn(PollNo) -> Option<PollNo>,
    ) -> Option<Self> {
        let at = self.at.renumbered(&session)?;
        Some(Self { at, name: self.name.clone(), does: self.does.renumbered(session, poll)? })
    }
}

impl Cue {
    /// Whether the run is still to come to it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.came.is_none()
    }

    /// Whether it was done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.came.is_some_and(|came| came.to == Outcome::Done)
    }

    /// Whether something else has to come about before it is come to: a session begins or ends under no open poll, as by the agenda.
    #[must_use]
    pub fn is_held_up(&self, state: &State, hall: HallNo) -> bool {
        let turns = matches!(self.plan.does, CueAct::Phase { .. });
        self.waits_for(state).is_some()
            || (turns && open_in(state, hall).any(|(_, there)| has_open_poll(state, there)))
    }

    /// The moment from which on its lateness counts: one that a poll held up is as late as it is after that.
    fn late_from(&self, state: &State, hall: HallNo, moment: Time) -> Time {
        if !matches!(self.plan.does, CueAct::Phase { .. }) {
            return moment;
        }
        let there = state.sessions.values().filter(|session| session.hall == hall);
        let polls = there.flat_map(|session| &session.polls).filter_map(|no| state.polls.get(no));
        polls.filter_map(|poll| poll.round.closed).fold(moment, Time::max)
    }

    /// The session that has to begin before it is come to: the one from whose start on it is planned, unless it begins that itself.
    #[must_use]
    pub fn waits_for(&self, state: &State) -> Option<SessionNo> {
        let session = match self.plan.at {
            Moment::Start { session, seconds } if seconds >= 0 => session,
            Moment::End { session, .. } => session,
            Moment::Start { .. } | Moment::Clock { .. } => return None,
        };
        let begins = matches!(self.plan.does, CueAct::Phase { session: own, .. } if own == session);
        let upcoming = state.sessions.get(&session).is_some_and(|session| session.phase == Phase::Upcoming);
        (upcoming && !begins).then_some(session)
    }

    /// The cue once it is planned so: what was not planned otherwise stays.
    #[must_use]
    fn planned(&self, plan: &Arc<CuePlan>, by: LinkNo) -> Self {
        let plan = Arc::clone(plan);
        if (plan.at, &plan.does) == (self.plan.at, &self.plan.does) {
            return Self { plan, ..self.clone() };
        }
        let moved = if plan.at == self.plan.at { self.moved } else { Millis(0) };
        Self { version: self.version, plan, by: Some(by), moved, hand: None, came: None }
    }

    /// When it is due in that hall; none where what it is planned from is not on the hall's agenda.
    #[must_use]
    pub fn moment(&self, state: &State, hall: HallNo) -> Option<Time> {
        Some(self.plan.at.of(state, hall)? + self.moved)
    }
}

/// What a plan takes of [`TEXT`].
#[must_use]
pub fn text_taken(plan: &CuePlan) -> usize {
    serde_json::to_vec(plan).map_or(0, |json| json.len())
}

impl Show {
    /// What the plans of the cues take of [`TEXT`], but for that one's.
    fn text_beside(&self, cue: Option<CueNo>) -> usize {
        let others = self.cues.iter().filter(|(no, _)| Some(**no) != cue);
        others.map(|(_, cue)| text_taken(&cue.plan)).sum()
    }

    /// Since when a hand is on a thing that cues which wait would change.
    fn hand_on(&self, thing: Thing) -> Option<Time> {
        let on_it = self.cues.values().filter(|cue| cue.waits() && cue.plan.does.thing() == Some(thing));
        on_it.filter_map(|cue| cue.hand).max()
    }

    /// The cues that wait and have a moment, in the order in which they are due; those of one moment in that of their numbers.
    #[must_use]
    pub fn waiting(&self, state: &State, hall: HallNo) -> Vec<(Time, CueNo)> {
        let waits = self.cues.iter().filter(|(_, cue)| cue.waits());
        let mut waiting: Vec<_> =
            waits.filter_map(|(no, cue)| Some((cue.moment(state, hall)?, *no))).collect();
        waiting.sort_unstable();
        waiting
    }

    /// The cues that the run comes to next, in order: those that are held up by something else come after the others.
    #[must_use]
    pub fn coming(&self, state: &State, hall: HallNo) -> Vec<(Time, CueNo)> {
        let is_held_up = |no: &CueNo| self.cues.get(no).is_some_and(|cue| cue.is_held_up(state, hall));
        let (held_up, mut coming): (Vec<_>, Vec<_>) =
            self.waiting(state, hall).into_iter().partition(|(_, no)| is_held_up(no));
        coming.extend(held_up);
        coming
    }

    /// When the next one is due, unless it stands still.
    fn next_due(&self, state: &State, hall: HallNo) -> Option<Time> {
        if self.held.is_some() {
            return None;
        }
        let waits = self.cues.values().filter(|cue| cue.waits() && !cue.is_held_up(state, hall));
        waits.filter_map(|cue| cue.moment(state, hall)).min()
    }
}

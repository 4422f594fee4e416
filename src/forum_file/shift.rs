//! The same forum at another time.

use crate::domain::agenda::SessionKind;
use crate::domain::show::Moment;
use crate::domain::time::{Millis, Time};

use super::{ForumFile, PlannedSession};

/// Times of an agenda are told in steps of this.
const STEP: Millis = Millis::minutes(5);

/// How long a session is on when somebody comes in to look.
const INTO: Millis = Millis::minutes(10);

impl ForumFile {
    /// The same forum with its days moved, so that the first session with polls and questions has been on for about ten minutes.
    ///
    /// Distances in the agenda stay as they are, and its times in steps of five minutes. Links that expire do so as
    /// much later.
    #[must_use]
    pub fn shifted_to(&self, now: Time) -> Self {
        let mut shifted = self.clone();
        let Some(first) = self.first_with_polls() else { return shifted };
        let length = first.plan.ends - first.plan.starts;
        let begun = now - Millis(INTO.0.min(length.0 / 4));
        let by = Millis((begun - first.plan.starts).0.div_euclid(STEP.0).saturating_mul(STEP.0));
        for PlannedSession { plan, cues, .. } in &mut shifted.sessions {
            plan.starts = plan.starts + by;
            plan.ends = plan.ends + by;
            for cue in cues {
                if let Moment::Clock { time } = &mut cue.at {
                    *time = *time + by;
                }
            }
        }
        for link in &mut shifted.links {
            link.expires = link.expires.map(|expires| expires + by);
        }
        shifted
    }

    fn first_with_polls(&self) -> Option<&PlannedSession> {
        let sessions = || self.sessions.iter().filter(|session| session.plan.kind != SessionKind::Break);
        let asking = |session: &&PlannedSession| session.asking != Some(false);
        let with_polls = || sessions().filter(|session| !session.polls.is_empty());
        with_polls().find(asking).or_else(|| with_polls().next()).or_else(|| sessions().next())
    }
}

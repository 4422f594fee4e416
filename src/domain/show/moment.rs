//! When a cue is due.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::decide::fits_between;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::strict::moment;
use crate::domain::time::{Millis, Time};

/// How far from a session's start or end a cue lies at most, in seconds.
pub const FURTHEST: i32 = 12 * 60 * 60;

/// When a cue is due. One that is planned from a session moves with it, whatever moves that: a delay, another plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum Moment {
    /// So many seconds after a session's planned start, delays included, or after it began, where that was later.
    Start {
        /// Which session.
        session: SessionNo,
        /// So many; before it where there are fewer than none.
        seconds: i32,
    },
    /// The same of its planned end.
    End {
        /// Which session.
        session: SessionNo,
        /// So many; before it where there are fewer than none.
        seconds: i32,
    },
    /// At that time of day, whatever becomes of the agenda.
    Clock {
        /// When.
        #[serde(deserialize_with = "moment")]
        time: Time,
    },
}

impl Moment {
    /// The moment in that hall; none where the session is not on its agenda.
    #[must_use]
    pub fn of(self, state: &State, hall: HallNo) -> Option<Time> {
        let of = |no: SessionNo| state.sessions.get(&no).filter(|session| session.hall == hall);
        let after = |seconds: i32| Millis::seconds(i64::from(seconds));
        match self {
            Self::Start { session, seconds } => {
                let session = of(session)?;
                Some(
                    session.opened.map_or(session.starts, |opened| opened.max(session.starts))
                        + after(seconds),
                )
            }
            // One that is due before its session began late is due when it does; where that began after its planned end, nothing before
            // that end is left to come.
            Self::End { session, seconds } => {
                let session = of(session)?;
                let due = session.ends + after(seconds);
                let began = session.opened.filter(|opened| *opened < session.ends);
                Some(began.map_or(due, |opened| due.max(opened)))
            }
            Self::Clock { time } => Some(time),
        }
    }

    /// The same of the session that this one is; none where it is none.
    #[must_use]
    pub fn renumbered(self, of: impl Fn(SessionNo) -> Option<SessionNo>) -> Option<Self> {
        Some(match self {
            Self::Start { session, seconds } => Self::Start { session: of(session)?, seconds },
            Self::End { session, seconds } => Self::End { session: of(session)?, seconds },
            Self::Clock { .. } => self,
        })
    }

    /// The session from which it is planned.
    pub(super) fn session(self) -> Option<SessionNo> {
        match self {
            Self::Start { session, .. } | Self::End { session, .. } => Some(session),
            Self::Clock { .. } => None,
        }
    }

    /// Refuses one that is of no session of the hall, or too far from it.
    pub(super) fn check(self, state: &State, hall: HallNo) -> Result<Time, Refusal> {
        if let Self::Start { seconds, .. } | Self::End { seconds, .. } = self {
            fits_between(i64::from(seconds), &(i64::from(-FURTHEST)..=i64::from(FURTHEST)))?;
        }
        self.of(state, hall).ok_or_else(|| Code::UnknownSession.into())
    }
}

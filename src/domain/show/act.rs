//! What a cue does: as the command that a desk gives for it, with what that names as it stands at the moment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::agenda::{Phase, Session};
use crate::domain::command::Command;
use crate::domain::decide::{LONGEST_COUNTDOWN, POLL_TIME, fits, fits_between};
use crate::domain::id::{HallNo, PollNo, SessionNo};
use crate::domain::idea::{IdeaCommand, IdeaPhase};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::screen::Scene;
use crate::domain::speaking::{SpeakingCommand, SpeakingPlan};
use crate::domain::state::State;
use crate::domain::statement::StatementCommand;
use crate::domain::strict::{no_fields, value_or_null};
use crate::domain::timer;
use crate::domain::words::Text;

/// What a cue does. A desk can do each of it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum CueAct {
    /// Nothing: the crew is reminded of something.
    #[serde(deserialize_with = "no_fields")]
    Remind,
    /// What the walls show.
    Scene {
        /// The scene.
        scene: Scene,
    },
    /// The walls are emptied, or have their scene back.
    Hide {
        /// Whether they are empty.
        on: bool,
    },
    /// A line over the walls and phones; none takes it away.
    Announce {
        /// The line.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// A session goes live or is over.
    Phase {
        /// Which session.
        session: SessionNo,
        /// `open` or `ended`.
        phase: Phase,
    },
    /// A session's questions are opened or closed; none follows the agenda.
    Asking {
        /// Of which session.
        session: SessionNo,
        /// Whether they are taken.
        #[serde(deserialize_with = "value_or_null")]
        on: Option<bool>,
    },
    /// All input of a session is stopped, or goes on.
    Pause {
        /// Of which session.
        session: SessionNo,
        /// Whether it is stopped.
        on: bool,
        /// What phones show meanwhile.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        message: Option<Text>,
    },
    /// A line for the stage; none takes it away.
    Note {
        /// Of which session.
        session: SessionNo,
        /// The line.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// A session's feedback is opened or closed; none follows the agenda.
    Feedback {
        /// Of which session.
        session: SessionNo,
        /// Whether it is open.
        #[serde(deserialize_with = "value_or_null")]
        open: Option<bool>,
    },
    /// A poll is opened.
    OpenPoll {
        /// Which poll.
        poll: PollNo,
        /// For so many seconds; none takes the draft's time, 0 means until closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// A poll is closed, after a countdown.
    ClosePoll {
        /// Which poll.
        poll: PollNo,
        /// The countdown in seconds; none means 5.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// A poll's results are shown to everyone, or hidden.
    RevealPoll {
        /// Which poll.
        poll: PollNo,
        /// Whether they are shown.
        on: bool,
    },
    /// Votes on a session's statements are taken, or not any more.
    Statements {
        /// Of which session.
        session: SessionNo,
        /// Whether they are taken.
        open: bool,
    },
    /// A session's idea board is led to another phase.
    Board {
        /// Of which session.
        session: SessionNo,
        /// To that one.
        phase: IdeaPhase,
        /// For so many seconds; none or 0 is without a timer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// What the tables of that board came to is shown, or not any more.
    Results {
        /// Of which session.
        session: SessionNo,
        /// Whether they are shown.
        on: bool,
    },
    /// Requests for the microphone are taken in a session, or not any more.
    Speaking {
        /// In which session.
        session: SessionNo,
        /// Whether they are taken.
        open: bool,
    },
}

/// What a cue changes, and what a hand on a desk takes from it: one thing of a hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "thing", content = "of", rename_all = "snake_case")]
pub enum Thing {
    /// The scene of the hall's walls.
    Scene,
    /// Whether they are emptied.
    Hiding,
    /// The line over walls and phones.
    Announcement,
    /// That a poll is opened.
    Opening(PollNo),
    /// That it is closed: whoever opens one by hand wants it closed in time all the same.
    Closing(PollNo),
    /// Whether its results are shown.
    Showing(PollNo),
    /// Whether a session is on.
    Phase(SessionNo),
    /// Whether its questions are taken.
    Asking(SessionNo),
    /// Whether all its input is stopped.
    Pause(SessionNo),
    /// The line to its stage.
    Note(SessionNo),
    /// Whether its feedback is taken.
    Feedback(SessionNo),
    /// Whether votes on its statements are taken.
    Statements(SessionNo),
    /// The phase of its idea board, and its timer.
    Board(SessionNo),
    /// Whether what the tables came to is shown.
    Results(SessionNo),
    /// Whether requests for the microphone are taken.
    Speaking(SessionNo),
}

impl CueAct {
    /// What it changes; none where that is nothing.
    #[must_use]
    pub fn thing(&self) -> Option<Thing> {
        Some(match self {
            Self::Remind => return None,
            Self::Scene { .. } => Thing::Scene,
            Self::Hide { .. } => Thing::Hiding,
            Self::Announce { .. } => Thing::Announcement,
            Self::Phase { session, .. } => Thing::Phase(*session),
            Self::Asking { session, .. } => Thing::Asking(*session),
            Self::Pause { session, .. } => Thing::Pause(*session),
            Self::Note { session, .. } => Thing::Note(*session),
            Self::Feedback { session, .. } => Thing::Feedback(*session),
            Self::OpenPoll { poll, .. } => Thing::Opening(*poll),
            Self::ClosePoll { poll, .. } => Thing::Closing(*poll),
            Self::RevealPoll { poll, .. } => Thing::Showing(*poll),
            Self::Statements { session, .. } => Thing::Statements(*session),
            Self::Board { session, .. } => Thing::Board(*session),
            Self::Results { session, .. } => Thing::Results(*session),
            Self::Speaking { session, .. } => Thing::Speaking(*session),
        })
    }

    /// The same in the sessions and of the polls that these are; none where one of them is none.
    #[must_use]
    pub fn renumbered(
        &self,
        of: impl Fn(SessionNo) -> Option<SessionNo>,
        to: impl Fn(PollNo) -> Option<PollNo>,
    ) -> Option<Self> {
        let mut act = self.clone();
        match &mut act {
            Self::Phase { session, .. }
            | Self::Asking { session, .. }
            | Self::Pause { session, .. }
            | Self::Note { session, .. }
            | Self::Feedback { session, .. }
            | Self::Statements { session, .. }
            | Self::Board { session, .. }
            | Self::Results { session, .. }
            | Self::Speaking { session, .. } => *session = of(*session)?,
            Self::OpenPoll { poll, .. }
            | Self::ClosePoll { poll, .. }
            | Self::RevealPoll { poll, .. }
            | Self::Scene { scene: Scene::Poll { poll } } => *poll = to(*poll)?,
            Self::Remind | Self::Scene { .. } | Self::Hide { .. } | Self::Announce { .. } => {}
        }
        Some(act)
    }

    /// The command that a desk would give for it now; none where it does nothing.
    pub(super) fn command(&self, state: &State, hall: HallNo) -> Result<Option<Command>, Refusal> {
        let screen = || state.halls.get(&hall).map_or(0, |hall| hall.screen.version);
        let command = match self.clone() {
            Self::Remind => return Ok(None),
            Self::Scene { scene } => Command::SetScene { hall, version: screen(), scene },
            Self::Hide { on } => Command::Hide { hall, version: screen(), on },
            Self::Announce { text } => Command::Announce { hall, version: screen(), text },
            Self::Phase { session, phase } => {
                let version = session_in(state, hall, session)?.version;
                Command::SetPhase { session, version, phase }
            }
            Self::Asking { session, on } => set_board(session, session_in(state, hall, session)?, on),
            Self::Pause { session, on, message } => {
                let version = session_in(state, hall, session)?.version;
                Command::Pause { session, version, on, message }
            }
            Self::Note { session, text } => {
                let version = session_in(state, hall, session)?.version;
                Command::Note { session, version, text }
            }
            Self::Feedback { session, open } => {
                let version = session_in(state, hall, session)?.version;
                Command::SetFeedback { session, version, open }
            }
            Self::OpenPoll { poll, seconds } => {
                Command::OpenPoll { poll, version: poll_version(state, hall, poll)?, seconds }
            }
            Self::ClosePoll { poll, seconds } => {
                Command::ClosePoll { poll, version: poll_version(state, hall, poll)?, seconds }
            }
            Self::RevealPoll { poll, on } => {
                Command::RevealPoll { poll, version: poll_version(state, hall, poll)?, on }
            }
            Self::Statements { session, open } => {
                session_in(state, hall, session)?;
                let version = state.conversations.get(&session).map_or(0, |held| held.version);
                Command::Statements(if open {
                    StatementCommand::Open { session, version }
                } else {
                    StatementCommand::Close { session, version }
                })
            }
            Self::Board { session, phase, seconds } => {
                let version = board_version(state, hall, session)?;
                Command::Ideas(IdeaCommand::Lead { session, version, phase, seconds })
            }
            Self::Results { session, on } => {
                let version = board_version(state, hall, session)?;
                Command::Ideas(IdeaCommand::ShowResults { session, version, on })
            }
            Self::Speaking { session, open } => {
                session_in(state, hall, session)?;
                let (version, plan) = speaking_at(state, session);
                let plan = SpeakingPlan { open, ..plan };
                Command::Speaking(SpeakingCommand::Set { session, version, plan })
            }
        };
        Ok(Some(command))
    }

    /// Refuses what could be done at no moment: of another hall, with texts that are too long, for too long or too short.
    pub(super) fn check(&self, state: &State, hall: HallNo) -> Result<(), Refusal> {
        self.command(state, hall)?;
        if let Self::Scene { scene: Scene::Poll { poll } } = self {
            poll_version(state, hall, *poll)?;
        }
        self.is_sound(state.forum.rules.question_length)
    }

    /// Refuses what no desk could do by hand either, whatever the forum is: texts of more than so many graphemes, times out of their bounds.
    pub fn is_sound(&self, longest: usize) -> Result<(), Refusal> {
        match self {
            Self::Phase { phase: Phase::Upcoming, .. } | Self::Board { phase: IdeaPhase::Preparing, .. } => {
                Err(Code::WrongState.into())
            }
            Self::Announce { text: Some(text) }
            | Self::Pause { message: Some(text), .. }
            | Self::Note { text: Some(text), .. } => {
                if text.as_str().is_empty() {
                    Err(Code::TextEmpty.into())
                } else {
                    fits(text.as_str(), longest)
                }
            }
            Self::OpenPoll { seconds: Some(seconds @ 1..), .. } => {
                let (least, most) = (POLL_TIME.start().0 / 1_000, POLL_TIME.end().0 / 1_000);
                fits_between(i64::from(*seconds), &(least..=most))
            }
            Self::Board { seconds: Some(seconds @ 1..), .. } => {
                let (least, most) = (*timer::SECONDS.start(), *timer::SECONDS.end());
                fits_between(i64::from(*seconds), &(i64::from(least)..=i64::from(most)))
            }
            Self::ClosePoll { seconds: Some(seconds), .. } => {
                fits_between(i64::from(*seconds), &(0..=i64::from(LONGEST_COUNTDOWN)))
            }
            _ => Ok(()),
        }
    }
}

impl Thing {
    /// What a desk's command changes by hand, and in which hall. None where no cue could do the like.
    pub(super) fn of(state: &State, command: &Command) -> Option<(HallNo, Self)> {
        let hall_of = |session: SessionNo| state.sessions.get(&session).map(|session| session.hall);
        let (session, thing) = match command {
            Command::SetScene { hall, .. } => return Some((*hall, Self::Scene)),
            Command::Hide { hall, .. } => return Some((*hall, Self::Hiding)),
            Command::Announce { hall, .. } => return Some((*hall, Self::Announcement)),
            Command::OpenPoll { poll, .. } => (state.polls.get(poll)?.session, Self::Opening(*poll)),
            Command::ClosePoll { poll, .. } => (state.polls.get(poll)?.session, Self::Closing(*poll)),
            Command::RevealPoll { poll, .. } => (state.polls.get(poll)?.session, Self::Showing(*poll)),
            Command::SetPhase { session, .. } => (*session, Self::Phase(*session)),
            // Its labels, and when it is read, are another thing.
            Command::SetBoard { session, asking, .. } => {
                let stands = state.sessions.get(session)?.asking;
                (*session, (stands != *asking).then_some(Self::Asking(*session))?)
            }
            Command::Pause { session, .. } => (*session, Self::Pause(*session)),
            Command::Note { session, .. } => (*session, Self::Note(*session)),
            Command::SetFeedback { session, .. } => (*session, Self::Feedback(*session)),
            Command::Statements(
                StatementCommand::Open { session, .. } | StatementCommand::Close { session, .. },
            ) => (*session, Self::Statements(*session)),
            Command::Ideas(IdeaCommand::Lead { session, .. } | IdeaCommand::Timer { session, .. }) => {
                (*session, Self::Board(*session))
            }
            Command::Ideas(IdeaCommand::ShowResults { session, .. }) => (*session, Self::Results(*session)),
            // What walls show of it is another thing.
            Command::Speaking(SpeakingCommand::Set { session, plan, .. }) => {
                let (_, stands) = speaking_at(state, *session);
                (*session, (stands.open != plan.open).then_some(Self::Speaking(*session))?)
            }
            _ => return None,
        };
        Some((hall_of(session)?, thing))
    }
}

/// Whether a desk's command gives the thing back: to the walls themselves, or to the agenda.
pub(super) fn gives_back(command: &Command) -> bool {
    matches!(
        command,
        Command::SetScene { scene: Scene::Auto, .. }
            | Command::SetBoard { asking: None, .. }
            | Command::SetFeedback { open: None, .. }
    )
}

/// How a session's speaking queue is held, with the version of that.
fn speaking_at(state: &State, session: SessionNo) -> (u32, SpeakingPlan) {
    state.queues.get(&session).map_or_else(Default::default, |queue| (queue.version, queue.plan))
}

fn session_in(state: &State, hall: HallNo, no: SessionNo) -> Result<&Session, Refusal> {
    let session = state.sessions.get(&no).filter(|session| session.hall == hall);
    session.map(|session| &**session).ok_or_else(|| Code::UnknownSession.into())
}

fn poll_version(state: &State, hall: HallNo, no: PollNo) -> Result<u32, Refusal> {
    let poll = state.polls.get(&no).ok_or(Code::UnknownPoll)?;
    session_in(state, hall, poll.session).map_err(|_| Code::UnknownPoll)?;
    Ok(poll.version)
}

fn board_version(state: &State, hall: HallNo, no: SessionNo) -> Result<u32, Refusal> {
    session_in(state, hall, no)?;
    Ok(state.ideas.get(&no).map_or(0, |board| board.version))
}

/// The board as it stands, but for whether questions are taken.
fn set_board(no: SessionNo, session: &Session, on: Option<bool>) -> Command {
    let (version, moderation, labels) = (session.version, session.moderation, session.labels.clone());
    Command::SetBoard { session: no, version, asking: on, moderation, labels }
}

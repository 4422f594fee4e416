//! The agenda: halls, and the sessions in them.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::Board;
use super::feedback::Feedback;
use super::forum::{Moderation, Title};
use super::id::{HallNo, PersonId, PollNo, QuestionNo, WordsNo};
use super::player::Player;
use super::poll::{Poll, PollPhase};
use super::screen::Screen;
use super::time::{Millis, Time};

/// The most labels that a session has.
pub const LABELS: usize = 30;
/// Longest label, in graphemes.
pub const LABEL_LENGTH: usize = 60;
/// The most polls of a session, those that are over too.
pub const POLLS: usize = 100;
/// The most halls of a forum: each has a join code and links of its own.
pub const HALLS: usize = 50;
/// The most halls that a forum ever has, those too that were taken away: their codes are kept.
pub const HALLS_EVER: u32 = 200;
/// The most days that a forum's file lists.
pub const DAYS: usize = 60;
/// The longest shift of the rest of a hall's day, in minutes, either way.
pub const LONGEST_SHIFT: i32 = 120;
/// A day of a hall ends where nothing is planned for so long. The longest pause within a day (lunch and a prayer) is
/// shorter, a night is longer, and midnight is no bound: evenings in Ramadan end after it.
pub const NIGHT: Millis = Millis::minutes(5 * 60);
/// The most sessions of a forum; one that takes place in several halls counts for each.
pub const SESSIONS: usize = 500;
/// What the names of halls and sessions and the lines about sessions take at most, in bytes of JSON. The agenda goes to
/// everyone in one frame below 256 KiB, of which 500 sessions take 105 KB without any text.
pub const AGENDA_TEXT: usize = 128 * 1024;

/// What a name or a line takes of [`AGENDA_TEXT`].
#[must_use]
pub fn text_taken(title: &Title) -> usize {
    serde_json::to_vec(title).map_or(0, |json| json.len())
}

/// A hall of the forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hall {
    /// Its name.
    pub name: Title,
    /// The join code that its wall shows: six digits.
    pub code: String,
    /// Raised by every shift of its day, every start or end in it and every change of its plan or name: what "+5 minutes"
    /// and a new name name.
    pub version: u32,
    /// What its walls show.
    pub screen: Screen,
}

/// What kind of item of the agenda a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// A panel on stage.
    Panel,
    /// One speaker.
    Talk,
    /// Work in groups.
    Workshop,
    /// Stands.
    Exhibition,
    /// The award.
    Award,
    /// A pause; prayer is one of them.
    Break,
}

/// Where a session is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not begun.
    Upcoming,
    /// Running.
    Open,
    /// Over.
    Ended,
}

/// A session, with everything its audience does in it but the questions and polls themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Where it takes place.
    pub hall: HallNo,
    /// What kind it is.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it; may be empty.
    pub about: Title,
    /// Planned start, shifts included.
    pub starts: Time,
    /// Planned end, shifts included.
    pub ends: Time,
    /// Where it is in its life.
    pub phase: Phase,
    /// When it opened, the last time.
    pub opened: Option<Time>,
    /// When it ended, had it been open: what was missed has no end but the planned one.
    pub ended: Option<Time>,
    /// Raised by every change of the session's own settings, phase, pause and plan: what its commands name.
    pub version: u32,
    /// Raised by every change of what the agenda says of it, by a shift and by a start or end: what planning it names.
    pub edition: u32,
    /// Whether questions may be asked; `None` follows the agenda (from a little before the start to the end).
    pub asking: Option<bool>,
    /// When questions are read by a moderator.
    pub moderation: Moderation,
    /// Labels that questions may carry, in the organiser's order.
    pub labels: Vec<Title>,
    /// All input is paused; the words of the desk, where it left some.
    pub paused: Option<Pause>,
    /// The question board's order and counts.
    pub board: Board,
    /// Its polls in the organiser's order.
    pub polls: Vec<PollNo>,
    /// What people said of the session.
    pub feedback: Feedback,
    /// Who gave a name for the leaderboard of its quizzes, or had one.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub players: OrdMap<PersonId, Player>,
    /// A line of the desk to the stage ("two minutes").
    pub note: Option<WordsNo>,
}

/// The board is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// What the desk says meanwhile.
    pub message: Option<WordsNo>,
}

impl Hall {
    /// Longest name, in graphemes.
    pub const NAME_LENGTH: usize = 60;
}

/// Whether people may ask in a session: as its desk said, else from `early` before its start to its end, and in no break.
#[must_use]
pub fn takes_questions(
    asking: Option<bool>,
    (kind, phase, starts): (SessionKind, Phase, Time),
    now: Time,
    early: Millis,
) -> bool {
    let by_agenda = match phase {
        Phase::Upcoming => now >= starts - early,
        Phase::Open => true,
        Phase::Ended => false,
    };
    asking.unwrap_or(by_agenda && kind != SessionKind::Break)
}

impl Session {
    /// Longest title, in graphemes.
    pub const TITLE_LENGTH: usize = 160;
    /// Longest line about it, in graphemes.
    pub const ABOUT_LENGTH: usize = 500;

    /// Whether nobody gave it anything: no question was on its board, no poll of it was opened, nobody rated it or gave a
    /// name for its quizzes, and it never began. What is prepared for it does not count.
    #[must_use]
    pub fn is_untouched(&self, polls: &OrdMap<PollNo, Arc<Poll>>) -> bool {
        let board = &self.board;
        let asked = board.counts.received > 0 || !board.public.is_empty() || !board.aside.is_empty();
        let drafts =
            self.polls.iter().filter_map(|no| polls.get(no)).all(|poll| poll.phase == PollPhase::Draft);
        let began = self.phase == Phase::Open || self.opened.is_some();
        let given = !self.feedback.ratings.is_empty() || !self.players.is_empty();
        !began && !asked && board.acts.is_empty() && drafts && !given
    }

    /// What desks wrote in it that is of no question: the message of its pause, and the line to the stage.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> {
        self.paused.and_then(|pause| pause.message).into_iter().chain(self.note)
    }

    /// When the hall is its own, as far as anybody knows: a session that is over leaves it when it ended, and one that was
    /// missed never had it.
    #[must_use]
    pub fn holds_hall(&self) -> Option<(Time, Time)> {
        match self.phase {
            Phase::Upcoming | Phase::Open => Some((self.starts, self.ends)),
            Phase::Ended => self.ended.map(|ended| (self.starts, self.ends.min(ended))),
        }
    }

    /// Whether its time went by and nobody began it.
    #[must_use]
    pub fn was_missed(&self) -> bool {
        self.phase == Phase::Ended && self.opened.is_none()
    }

    /// Whether the agenda or the desk lets people ask now. A pause is told apart, by [`Session::paused`].
    #[must_use]
    pub fn takes_questions(&self, now: Time, early: Millis) -> bool {
        takes_questions(self.asking, (self.kind, self.phase, self.starts), now, early)
    }

    /// Whether feedback is open: by hand, else from the session's second half on.
    #[must_use]
    pub fn takes_feedback(&self, now: Time) -> bool {
        let half = Time(self.starts.0.midpoint(self.ends.0));
        let by_agenda = match self.phase {
            Phase::Upcoming => false,
            Phase::Open => now >= half,
            Phase::Ended => true,
        };
        self.feedback.open.unwrap_or(by_agenda && self.kind != SessionKind::Break)
    }

    /// The questions on their way to the stage: on it, then the queue.
    pub fn stage(&self) -> impl Iterator<Item = QuestionNo> {
        self.board.on_stage.iter().chain(&self.board.queue).copied()
    }
}

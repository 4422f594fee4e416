//! The parts of views, and the revision that last touched each of them.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::id::{HallNo, PollNo, SessionNo, StandNo};

/// A part of the state that is sent by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The forum, its halls and the agenda.
    Agenda,
    /// Role links.
    Links,
    /// How the record is given.
    Record,
    /// A session's settings, phase, pause, note, and the list of its polls.
    Session(SessionNo),
    /// A session's published questions.
    Questions(SessionNo),
    /// A session's questions that wait for a moderator.
    Waiting(SessionNo),
    /// What is on stage and next.
    Stage(SessionNo),
    /// The public account of a session's questions.
    Counts(SessionNo),
    /// A session's acts in the ledger.
    Acts(SessionNo),
    /// A session's feedback.
    Feedback(SessionNo),
    /// The leaderboard of a session's quizzes.
    Leaders(SessionNo),
    /// The badges.
    Badges,
    /// A session's award, as far as it was revealed.
    Award(SessionNo),
    /// What it is about and how it is decided.
    AwardPlan(SessionNo),
    /// How far its jury is.
    Jury(SessionNo),
    /// How many papers of blind ballots were given.
    Papers(SessionNo),
    /// A session's statements.
    Statements(SessionNo),
    /// The last picture of opinions of a session.
    Opinions(SessionNo),
    /// The ideas of a session's board.
    Ideas(SessionNo),
    /// A session's idea board itself: its phase, its groups, its dots.
    Board(SessionNo),
    /// What the tables of that board came to.
    Results(SessionNo),
    /// The stands of a session.
    Stands(SessionNo),
    /// What was asked and said at all of them.
    Remarks(SessionNo),
    /// How all of them are visited and rated.
    Interest(SessionNo),
    /// What was asked and said at one stand.
    StandRemarks(SessionNo, StandNo),
    /// How it is visited and rated.
    StandInterest(SessionNo, StandNo),
    /// Who speaks in a session and who is next, as everyone sees it.
    Speaking(SessionNo),
    /// The same, as desks see it.
    Speakers(SessionNo),
    /// The recommendations that everyone sees.
    Recommendations,
    /// All recommendations.
    Drafts,
    /// A hall's run of show.
    Show(HallNo),
    /// What comes next in it.
    NextCue(HallNo),
    /// A hall's walls.
    Screen(HallNo),
    /// A poll.
    Poll(PollNo),
}

/// When each part was touched last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topics {
    #[serde(with = "super::pairs")]
    touched: OrdMap<Part, u64>,
}

impl Topics {
    /// The revision that last touched the part; 0 when none did.
    #[must_use]
    pub fn touched(&self, part: Part) -> u64 {
        self.touched.get(&part).copied().unwrap_or(0)
    }

    /// Notes that the entry of that revision touches the part.
    pub fn touch(&mut self, part: Part, rev: u64) {
        self.touched.insert(part, rev);
    }
}

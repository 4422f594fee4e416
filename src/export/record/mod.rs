//! A forum's record: what its export holds. The fields are the JSON document's.

mod awards;
mod cues;
mod ideas;
mod recommendations;
mod speakers;
mod stands;
mod tell;

use serde::Serialize;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::board::Counts;
use crate::domain::forum::Title;
use crate::domain::id::{ActNo, HallNo, PollNo, QuestionNo, SessionNo, StatementNo};
use crate::domain::ledger::DeedKind;
use crate::domain::look::Accent;
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::question::{Reason, Source};
use crate::domain::ranking::Ranked;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::statement::{Picture, Stage, StatementStatus};

pub use awards::{AwardRecord, NomineeRecord, TrackRecord};
pub use cues::CueRecord;
pub use ideas::{GroupRecord, IdeaRecord, TableRecord};
pub use recommendations::{RecommendationRecord, StepRecord};
pub use speakers::SpeakerRecord;
pub use stands::{RemarkRecord, StandRecord};

/// Everything.
#[derive(Debug, Serialize)]
pub struct Record {
    /// The form of the document: 1.
    pub form: u32,
    /// The revision of the forum that it tells.
    pub revision: u64,
    /// The forum's name.
    pub name: Title,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// Its join code.
    pub code: String,
    /// Its zone, in which all times are told.
    pub zone: String,
    /// Whether it was a rehearsal.
    pub rehearsal: bool,
    /// How it looked, where that was ever set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look: Option<LookRecord>,
    /// Its sessions with their accounts, in the order of the agenda.
    pub sessions: Vec<SessionRecord>,
    /// Every question that ever came in.
    pub questions: Vec<QuestionRecord>,
    /// Every poll.
    pub polls: Vec<PollRecord>,
    /// Every rating that stands.
    pub feedback: Vec<RatingRecord>,
    /// Every decision of a desk.
    pub ledger: Vec<ActRecord>,
    /// Every award whose scoring has begun.
    pub awards: Vec<AwardRecord>,
    /// Every statement that ever came in.
    pub statements: Vec<StatementRecord>,
    /// What was said of them, session by session.
    pub opinions: Vec<OpinionsRecord>,
    /// Every idea of every board.
    pub ideas: Vec<IdeaRecord>,
    /// Every group of ideas.
    pub groups: Vec<GroupRecord>,
    /// What every table of a board came to.
    pub tables: Vec<TableRecord>,
    /// Every stand.
    pub stands: Vec<StandRecord>,
    /// What was asked and said at them, and not taken back.
    pub stand_questions: Vec<RemarkRecord>,
    /// The requests for the microphone that are kept, whatever became of them.
    pub speakers: Vec<SpeakerRecord>,
    /// Every recommendation.
    pub recommendations: Vec<RecommendationRecord>,
    /// The cues of the halls' runs of show.
    pub cues: Vec<CueRecord>,
}

/// How a forum looked.
#[derive(Debug, Serialize)]
pub struct LookRecord {
    /// Hue and chroma of its accent.
    pub accent: Option<Accent>,
    /// Whether its days were told by the Hijri calendar too.
    pub hijri: bool,
    /// Its logo as a `data:` address.
    pub logo: Option<String>,
}

/// A session.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are the session's of the same name")]
pub struct SessionRecord {
    pub session: SessionNo,
    pub hall: HallNo,
    pub hall_name: Title,
    pub kind: SessionKind,
    pub title: Title,
    pub starts: String,
    pub ends: String,
    pub phase: Phase,
    /// The account of its questions: what was received is the sum of what became of it.
    pub counts: Counts,
    /// The organisers' own questions, which are outside of the account.
    pub seeds: usize,
    /// Supports of the questions that are on it now.
    pub supports: u64,
    /// How many people gave one to five stars.
    pub stars: [u32; 5],
    /// How many comments came with them.
    pub comments: usize,
    /// Its polls.
    pub polls: Vec<PollNo>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct QuestionRecord {
    /// Its number.
    pub question: QuestionNo,
    /// The session it is on.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// Those it was on before.
    pub moved_from: Vec<SessionNo>,
    /// What became of it.
    pub status: &'static str,
    /// Why it was dismissed.
    pub reason: Option<Reason>,
    /// The question it was united with.
    pub merged_into: Option<QuestionNo>,
    /// How it came in.
    pub source: Source,
    /// How many people support it or what was merged into it, each once.
    pub supports: u32,
    /// Its labels.
    pub labels: Vec<Title>,
    /// The name that its author chose to show.
    pub name: Option<String>,
    /// Its text as it was shown; none when it was erased.
    pub text: Option<String>,
    /// What its author wrote, where a desk corrected it.
    pub original: Option<String>,
    /// The answer in writing.
    pub reply: Option<String>,
    /// When it came in.
    pub asked: String,
    /// When a desk last decided something of it that stands.
    pub decided: Option<String>,
}

/// A poll.
#[derive(Debug, Serialize)]
pub struct PollRecord {
    /// Its number.
    pub poll: PollNo,
    /// The session it is in.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What it asked.
    pub title: Title,
    /// What kind of answer it took.
    pub answer: PollKind,
    /// How it was held.
    pub settings: PollSettings,
    /// `draft`, `open` or `closed`.
    pub phase: &'static str,
    /// Whether everyone sees the results of its last round.
    pub revealed: bool,
    /// Its rounds.
    pub rounds: Vec<RoundRecord>,
}

/// A round of a poll.
#[derive(Debug, Serialize)]
pub struct RoundRecord {
    /// Its number.
    pub round: u32,
    /// When it opened.
    pub opened: Option<String>,
    /// When it closed.
    pub closed: Option<String>,
    /// How many people voted.
    pub voters: u32,
    /// For how many of them somebody else entered it.
    pub assisted: u32,
    /// For how many of those an usher did.
    pub ushers: u32,
    /// For how many of those it was entered at a kiosk.
    pub kiosks: u32,
    /// The devices that were here while it was open, from its opening to its end, each once; told at closing.
    pub here: Option<u32>,
    /// What a ranking came to that is not by Borda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranked: Option<Ranked>,
    /// What was counted, in the order of the options: votes, points, first choices of a ranking that is not by Borda, or people by
    /// stars; of a grid people by step, statement after statement.
    pub counts: Vec<CountRecord>,
    /// What each group of badges chose, where the poll tells it. What is hidden there is nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<GroupsView>,
    /// How opinions moved since an earlier poll, where the poll asks that one again. What is hidden there is nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shift: Option<ShiftView>,
    /// The words of a cloud, the most frequent first.
    pub words: Vec<WordRecord>,
    /// The free texts that were not erased.
    pub texts: Vec<String>,
}

/// What was counted for an option.
#[derive(Debug, Serialize)]
pub struct CountRecord {
    /// The option, or the statement of a grid.
    pub option: Title,
    /// The step of a grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// Votes, points or people.
    pub count: u32,
    /// How many gave it any of a hundred points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backers: Option<u32>,
    /// Its place in a ranking that is not by Borda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}

/// A word of a cloud.
#[derive(Debug, Serialize)]
pub struct WordRecord {
    /// Its most frequent spelling.
    pub word: String,
    /// How many people sent it.
    pub people: u32,
}

/// A statement.
#[derive(Debug, Serialize)]
pub struct StatementRecord {
    /// Its number.
    pub statement: StatementNo,
    /// Of which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What became of it.
    pub status: StatementStatus,
    /// Why it was dismissed.
    pub reason: Option<Reason>,
    /// `phone`, or `seed` where the organisers wrote it.
    pub source: Source,
    /// How many agree; none while people vote, as none is told anybody.
    pub agree: Option<u32>,
    /// How many disagree.
    pub disagree: Option<u32>,
    /// How many pass.
    pub pass: Option<u32>,
    /// What it says; none when it was erased.
    pub text: Option<String>,
    /// When it came in.
    pub submitted: String,
}

/// What was said of a session's statements.
#[derive(Debug, Serialize)]
pub struct OpinionsRecord {
    /// Of which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What the statements were about.
    pub title: Title,
    /// `preparing`, `open` or `closed`.
    pub stage: Stage,
    /// The last picture, once they were closed.
    pub picture: Option<Picture>,
    /// The statements that the columns of `votes` are of.
    pub statements: Vec<StatementNo>,
    /// A line for each person, in the order of what they say, which is nobody's: `a` agrees, `d` disagrees, `p` passes, `.` said
    /// nothing.
    pub votes: Vec<String>,
}

/// A rating.
#[derive(Debug, Serialize)]
pub struct RatingRecord {
    /// Of which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// One to five.
    pub stars: u8,
    /// The comment with it.
    pub comment: Option<String>,
}

/// A decision of a desk.
#[derive(Debug, Serialize)]
pub struct ActRecord {
    /// Its number.
    pub act: ActNo,
    /// When.
    pub time: String,
    /// What the desk's link is called.
    pub desk: String,
    /// In which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// About which question.
    pub question: QuestionNo,
    /// What.
    pub deed: DeedKind,
    /// Why, for a dismissal.
    pub reason: Option<Reason>,
    /// The question united with, for a merging.
    pub into: Option<QuestionNo>,
    /// The session moved to.
    pub to: Option<SessionNo>,
    /// What was written, for an edit, a wall text or a reply.
    pub text: Option<String>,
    /// It was undone.
    pub undone: bool,
}

//! A record as it is sent.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::board::Counts;
use crate::domain::forum::Title;
use crate::domain::id::{HallNo, PollNo, QuestionNo, RemarkNo, SessionNo, StandNo, StatementNo};
use crate::domain::left_out::is_default;
use crate::domain::question::Source;
use crate::domain::ranking::Ranked;
use crate::domain::recommendation::RecommendationItem;
use crate::domain::split::{GroupsView, ShiftView};
use crate::domain::stand::PublicAnswer;
use crate::domain::statement::Picture;
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;
use crate::domain::view::shape::{AnswerView, LookView};

use super::chronicle::MarkKind;

/// A forum's record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordView {
    /// The form of the document: 1. Fields, chapters and parts may be added within it.
    pub form: u32,
    /// The revision of the forum that it tells.
    pub revision: u64,
    /// The forum's name.
    pub name: Title,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// IANA name of its zone.
    pub zone: String,
    /// It was a rehearsal.
    pub rehearsal: bool,
    /// How it looks, where that was ever set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub look: Option<LookView>,
    /// What the organisers say before it; its lines are paragraphs.
    pub intro: Title,
    /// It holds what organisers alone may read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub full: bool,
    /// Its chapters in their order. Pass over one that you don't know.
    pub chapters: Vec<RecordChapter>,
}

/// A chapter of a record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "chapter", rename_all = "snake_case")]
pub enum RecordChapter {
    /// The forum in figures.
    Summary(RecordSummary),
    /// What the forum recommends: those that are published, in their order, with what each rests on and what was done of it since.
    Recommendations {
        /// They.
        list: Vec<RecommendationItem>,
    },
    /// A day and its sessions, in the order of the agenda.
    Day {
        /// When its first session began.
        from: Time,
        /// The sessions.
        sessions: Vec<RecordSession>,
    },
    /// What was given, quarter of an hour by quarter; those in which nothing was are left out.
    Participation {
        /// How long one is, in milliseconds.
        length: u32,
        /// They.
        quarters: Vec<RecordQuarter>,
    },
}

/// A forum in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct RecordSummary {
    /// Days of the agenda.
    pub days: u32,
    /// Sessions that took place.
    pub sessions: u32,
    /// Devices that gave something, each once.
    pub people: u32,
    /// The public account of the questions of all sessions.
    pub account: Counts,
    /// Supports of questions that stand.
    pub supports: u32,
    /// Ballots that count, round by round.
    pub ballots: u32,
    /// Ideas on boards.
    pub ideas: u32,
    /// What was said of statements and stands.
    pub votes: u32,
    /// Ratings of sessions.
    pub ratings: u32,
}

/// A session of a record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordSession {
    /// Its number.
    pub session: SessionNo,
    /// The name of its hall.
    pub hall: Title,
    /// What kind.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub about: Title,
    /// When it began, or was to.
    pub starts: Time,
    /// When it ended, or was to.
    pub ends: Time,
    /// Where it is in its life.
    pub phase: Phase,
    /// What came of it. Pass over one that you don't know.
    pub parts: Vec<RecordPart>,
}

/// What came of a session.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum RecordPart {
    /// Its questions.
    Questions {
        /// The public account of them.
        counts: Counts,
        /// Those with an answer, the most supported first.
        answered: Vec<RecordQuestion>,
        /// The most supported ones without.
        open: Vec<RecordQuestion>,
        /// How many more have an answer and are left out.
        #[serde(skip_serializing_if = "is_default")]
        #[ts(optional, as = "Option<u32>")]
        more: u32,
    },
    /// A poll.
    Poll(Box<RecordPoll>),
    /// Its statements.
    Opinions {
        /// What they were about.
        title: Title,
        /// The last picture of opinions.
        picture: Picture,
        /// What the statements say that it names, those that were not erased.
        texts: Vec<RecordText>,
    },
    /// Its idea board.
    Ideas {
        /// What it asked.
        title: Title,
        /// How many ideas were on it.
        total: u32,
        /// How many people gave dots.
        voters: u32,
        /// The groups, with most dots first; the last one, without a title, is of what lay in none.
        groups: Vec<RecordGroup>,
        /// What the tables came to.
        tables: Vec<RecordTable>,
    },
    /// How it was rated.
    Ratings {
        /// How many people did.
        n: u32,
        /// The mean in hundredths of a star, from five ratings on.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        mean: Option<u32>,
        /// How many gave one to five stars, from five ratings on.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        stars: Option<[u32; 5]>,
        /// What they wrote: to organisers.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<String>>")]
        comments: Vec<String>,
    },
    /// Its exhibition, as everyone was shown it.
    Exhibition {
        /// Its stands in their order.
        stands: Vec<RecordStand>,
    },
    /// How many spoke from the floor.
    Speaking {
        /// How many turns were done.
        turns: u32,
        /// By how many people.
        speakers: u32,
    },
    /// Its award, as far as it was revealed.
    Award {
        /// The tracks of which something was.
        tracks: Vec<RecordAwardTrack>,
    },
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordQuestion {
    /// Its number.
    pub q: QuestionNo,
    /// What it says.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// How many people support it.
    pub n: u32,
    /// The name its author gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// The answer in writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply: Option<String>,
    /// How it came in, unless from a phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<Source>,
}

/// A poll: its last round.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordPoll {
    /// Its number.
    pub poll: PollNo,
    /// What it asked.
    pub title: Title,
    /// What kind of answer it took.
    pub answer: AnswerView,
    /// How many voted.
    pub voters: u32,
    /// For how many of them somebody else entered it.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub assisted: u32,
    /// The devices that were here while it was open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub here: Option<u32>,
    /// Its ballots were secret.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub secret: bool,
    /// It still takes ballots.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub open: bool,
    /// The place of a quiz's right answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<u8>,
    /// What the steps of a grid are called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Title>>")]
    pub labels: Vec<Title>,
    /// The statements of a grid and how many gave each step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grid: Option<Vec<RecordRow>>,
    /// What a ranking came to that is not by Borda: `options` are its first choices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ranked: Option<Ranked>,
    /// What was counted, in the order of the options, of stars from one; none where it was not revealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub options: Option<Vec<RecordOption>>,
    /// What each group of badges chose, in the order of the options.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub groups: Option<GroupsView>,
    /// How opinions moved since the earlier poll of the pair, in the order of the options.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shift: Option<ShiftView>,
    /// The words of a cloud, most people first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<Vec<RecordWord>>,
    /// Free texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub texts: Option<Vec<String>>,
}

/// What was counted for an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordOption {
    /// The option; empty for stars and for yes, no and abstain, which pages have words for.
    pub title: Title,
    /// Votes, points, first choices, or people.
    pub n: u32,
    /// How many gave it any of a hundred points.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub backers: Option<u32>,
}

/// A statement of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordRow {
    /// What it says.
    pub title: Title,
    /// How many gave each step.
    pub steps: Vec<u32>,
}

/// A word of a cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordWord {
    /// Its most frequent spelling.
    pub text: String,
    /// How many people sent it.
    pub n: u32,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordText {
    /// Its number.
    pub s: StatementNo,
    /// Its text.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
}

/// A group of ideas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordGroup {
    /// Its name; may be empty.
    pub title: Title,
    /// The dots on it; none where they were not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub dots: Option<u32>,
    /// Its ideas, with the most dots first where they lay in no group.
    pub ideas: Vec<String>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub more: u32,
}

/// What a table came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordTable {
    /// The table's name.
    pub table: Title,
    /// The heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
}

/// A stand of an exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordStand {
    /// Its number.
    pub s: StandNo,
    /// Its name.
    pub title: Title,
    /// Who carries it.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub by: Title,
    /// What it is of.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub topic: Title,
    /// What it shows.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub about: Title,
    /// So many visited it or more, where everyone was told: 10, 20, 50, 100 and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<u32>,
    /// How many visited it: to organisers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visits: Option<u32>,
    /// How many rated it: to organisers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rated: Option<u32>,
    /// The mean of their stars in tenths, from five ratings on: to organisers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mean: Option<u32>,
    /// How many comments its team got: to organisers. What they say is between who wrote them and the team.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comments: Option<u32>,
    /// The questions that its team published, the newest first.
    pub questions: Vec<RecordAnswer>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub more: u32,
}

/// A question on a stand's page, with what its team answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordAnswer {
    /// Its number.
    pub i: RemarkNo,
    /// The question.
    pub text: String,
    /// The direction of most of its letters.
    pub dir: Direction,
    /// The answer.
    pub answer: String,
    /// The direction of most of its letters.
    pub answer_dir: Direction,
}

impl From<PublicAnswer> for RecordAnswer {
    fn from(PublicAnswer { i, text, dir, answer, answer_dir, .. }: PublicAnswer) -> Self {
        Self { i, text, dir, answer, answer_dir }
    }
}

/// A track of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordAwardTrack {
    /// Its name.
    pub title: Title,
    /// The places that were revealed, the first one first.
    pub places: Vec<RecordPlace>,
}

/// A place of an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordPlace {
    /// Which one; none is the people's own prize.
    pub place: Option<u8>,
    /// Who has it: several where equals share it.
    pub nominees: Vec<RecordNominee>,
}

/// A nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordNominee {
    /// Its name.
    pub title: Title,
    /// Whose it is.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub team: Title,
    /// What the place goes by, in thousandths, out of 100,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub total: Option<i32>,
    /// Votes, where the people's counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub votes: Option<u32>,
}

/// What was given in a quarter of an hour. Something that was changed is given again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct RecordQuarter {
    /// When it began.
    pub from: Time,
    /// Questions.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub questions: u32,
    /// Supports.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub supports: u32,
    /// Ballots of polls.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ballots: u32,
    /// Ideas, and dots on them.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ideas: u32,
    /// Statements, and votes on them and on recommendations.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub votes: u32,
    /// Visits of stands, their ratings, and questions and comments to them.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub stands: u32,
    /// Requests for the microphone.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub speakers: u32,
    /// Ratings of sessions.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub ratings: u32,
    /// Their mean in hundredths of a star, where they are of five people or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mood: Option<u32>,
}

/// A moment of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MarkView {
    /// The revision that brought it about.
    pub rev: u64,
    /// When.
    pub at: Time,
    /// What.
    pub mark: MarkKind,
    /// In which hall; none where it is in none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hall: Option<HallNo>,
    /// In which session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionNo>,
    /// The session, the poll or the track that it is about.
    #[serde(skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Title>")]
    pub title: Title,
    /// The question or recommendation that it is about, unless it was erased or taken off the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
}

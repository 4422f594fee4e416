//! A record as it is sent.

mod award;
mod board;
mod exhibition;
mod poll;
mod time;

use serde::Serialize;
use ts_rs::TS;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::board::Counts;
use crate::domain::forum::Title;
use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::left_out::is_default;
use crate::domain::question::Source;
use crate::domain::recommendation::RecommendationItem;
use crate::domain::statement::Picture;
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;
use crate::domain::view::shape::LookView;

pub use award::{RecordAwardTrack, RecordNominee, RecordPlace};
pub use board::{RecordGroup, RecordTable, RecordText};
pub use exhibition::{RecordAnswer, RecordStand};
pub use poll::{RecordOption, RecordPoll, RecordRow, RecordWord};
pub use time::{MarkView, RecordQuarter};

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

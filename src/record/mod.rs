//! The forum's record: what everyone may read of it once it is over, day by day and session by session, and as a document.
//!
//! It is made of the views that phones and walls were sent, so that it holds nothing that was not public: nothing that waits or
//! was dismissed, no result that was not revealed, no word that was erased. What lies in time (how much was given in each quarter
//! of an hour, and the mood) is gathered from the journal's entries by a [`Chronicle`], which knows no word.

mod chronicle;
pub mod docx;
mod exhibition;
mod parts;
mod shape;
mod tell;
#[cfg(test)]
mod tests;

pub use chronicle::{Chronicle, MOST_MARKS, Mark, MarkKind, QUARTER, marks};
pub use shape::{
    MarkView, RecordAnswer, RecordAwardTrack, RecordChapter, RecordGroup, RecordNominee, RecordOption,
    RecordPart, RecordPlace, RecordPoll, RecordQuarter, RecordQuestion, RecordSession, RecordStand,
    RecordSummary, RecordTable, RecordText, RecordView, RecordWord,
};
pub use tell::{Audience, record};

/// From how many ratings on their mean is told.
pub const LEAST_RATINGS: u32 = 5;
/// The most supported questions without an answer that are told of a session.
pub const OPEN_QUESTIONS: usize = 10;
/// The most questions with an answer that are told of a session.
pub const ANSWERED_QUESTIONS: usize = 300;
/// The most ideas that are told of a group.
pub const IDEAS_OF_GROUP: usize = 30;
/// The most questions that are told of a stand.
pub const QUESTIONS_OF_STAND: usize = 30;
/// What people wrote that a record holds at most, in bytes: what comes after it is counted alone.
pub const WORDS: usize = 4 * 1024 * 1024;

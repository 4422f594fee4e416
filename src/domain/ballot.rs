//! Ballots and their count.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::award::Signed;
use super::id::{CommandId, WordsNo};
use super::left_out::is_default;
use super::places::Places;
use super::question::{Assistant, entered_by};
use super::register::Seq;
use super::words::Text;

/// What somebody chose, as a client sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Places of the chosen options from 0: one for single choice, yes-no-abstain and quiz; several for multiple
    /// choice; in the voter's order for a ranking, all of them where it is counted by Borda.
    Options(Vec<u8>),
    /// A rating, from 1.
    Stars(u8),
    /// A step of the scale for each statement of a grid, from 1; 0 where none is given.
    Steps(Vec<u8>),
    /// Points for each option, a hundred together.
    Points(Vec<u8>),
    /// Words for a cloud.
    Words(Vec<Text>),
    /// A free text.
    Text(Text),
}

/// What a ballot says, its texts replaced by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Places of options, from 0.
    Options(Places),
    /// A rating, from 1.
    Stars(u8),
    /// A step for each statement, from 1; 0 where none was given.
    Steps(Places),
    /// Points for each option.
    Points(Places),
    /// Texts: the words of a cloud, or one free text.
    Texts(Box<[WordsNo]>),
}

/// A ballot in the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// What it says; nothing where it was taken back.
    pub mark: Option<Mark>,
    /// The voter's sequence number: the highest (seq, id) stands.
    pub seq: Seq,
    /// The command that cast it.
    pub id: CommandId,
    /// How many milliseconds after the opening of its round the answer came that it gives, in a quiz that is not secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<u32>,
    /// What entered it for somebody.
    #[serde(default, deserialize_with = "entered_by", skip_serializing_if = "Option::is_none")]
    pub assisted: Option<Assistant>,
    /// Of a badge's, how often its code had been replaced.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edition: u32,
    /// Of a blind one, what makes it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Arc<Signed>>,
}

impl Mark {
    /// What is written.
    #[must_use]
    pub fn texts(&self) -> &[WordsNo] {
        match self {
            Self::Texts(texts) => texts,
            Self::Options(_) | Self::Stars(_) | Self::Steps(_) | Self::Points(_) => &[],
        }
    }
}

impl Ballot {
    /// Of two ballots of a voter the one with the higher order stands.
    #[must_use]
    pub fn order(&self) -> (u32, Seq, CommandId) {
        (self.edition, self.seq, self.id)
    }

    /// What is written on it.
    #[must_use]
    pub fn words(&self) -> &[WordsNo] {
        self.mark.as_ref().map(Mark::texts).unwrap_or_default()
    }
}

/// The count of a round, brought up to date with every ballot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many people voted.
    pub voters: u32,
    /// For how many of them somebody else entered it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub assisted: u32,
    /// For how many of those an usher did.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ushers: u32,
    /// For how many of those it was entered at a kiosk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kiosks: u32,
    /// Votes by option; points by option for a ranking by Borda, first choices for another one; points of a hundred; people by
    /// number of stars for a rating (place 0 is one star), by statement and step for a grid, a statement's steps together.
    pub counts: Vec<u32>,
    /// How many gave each option any points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backers: Vec<u32>,
    /// How many put which option before which, for the Schulze method: row by row, each the option that is before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<u32>,
    /// The free texts; descending is newest first.
    pub texts: OrdSet<WordsNo>,
    /// What a cloud holds, by the key under which spellings are united. Never in a snapshot, which holds no words:
    /// it is made again from the ballots and their words.
    #[serde(skip)]
    pub cloud: OrdMap<Arc<str>, CloudWord>,
}

/// A word of a cloud. A person sends it at most once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CloudWord {
    /// How many people sent it, however they spelled it.
    pub people: u32,
    /// The texts that hold it, by their spelling.
    pub spellings: OrdMap<Arc<str>, OrdSet<WordsNo>>,
}

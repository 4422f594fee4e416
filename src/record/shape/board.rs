//! Statements, ideas and what tables came to.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::StatementNo;
use crate::domain::left_out::is_default;
use crate::domain::text::direction::Direction;

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

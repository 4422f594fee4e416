//! An exhibition's stands, with what their teams answered.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{RemarkNo, StandNo};
use crate::domain::left_out::is_default;
use crate::domain::stand::PublicAnswer;
use crate::domain::text::direction::Direction;

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

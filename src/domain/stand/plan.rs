//! What organisers plan of an exhibition and of a stand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::agenda::text_taken;
use crate::domain::decide::{line, tidy};
use crate::domain::forum::Title;
use crate::domain::refusal::{Code, Refusal};

/// How an exhibition is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExhibitionPlan {
    /// Everyone sees its stands.
    pub shown: bool,
    /// Who is told how many visit them.
    pub interest: Interest,
}

/// Who is told how many visit the stands of an exhibition. Its desks always are, and each team of its own stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ToldOfInterest")]
pub enum Interest {
    /// Nobody else.
    Desk,
    /// The walls too, in steps.
    #[default]
    Walls,
    /// Everyone, in steps.
    Everyone,
}

/// What a stand is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StandPlan {
    /// Its name.
    pub title: Title,
    /// Who carries it; may be empty.
    #[serde(default)]
    pub by: Title,
    /// What it shows; may be empty.
    #[serde(default)]
    pub about: Title,
    /// What it is of: stands of one topic belong together. May be empty.
    #[serde(default)]
    pub topic: Title,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
}

/// A place on the floor plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StandPlace")]
pub struct Place {
    /// From the side where reading begins, from 0 on.
    pub column: u8,
    /// From the far side, from 0 on.
    pub row: u8,
}

impl Place {
    /// Columns of a floor plan, and rows.
    pub const SIDE: u8 = 20;

    fn is_on_plan(self) -> bool {
        self.column < Self::SIDE && self.row < Self::SIDE
    }
}

impl StandPlan {
    /// Longest name of a stand, and of who carries it, in graphemes.
    pub const TITLE_LENGTH: usize = 120;
    /// Longest topic, in graphemes.
    pub const TOPIC_LENGTH: usize = 60;
    /// Longest text about a stand, in graphemes.
    pub const ABOUT_LENGTH: usize = 1_000;
    /// Most bytes of JSON of what the list of stands tells of one in words: 100 of them fit into one view.
    pub const LISTED_BYTES: usize = 1_500;
    /// The same of the text about a stand, in both languages.
    pub const ABOUT_BYTES: usize = 12_000;

    /// The plan as it is kept.
    ///
    /// # Errors
    /// `text_empty` without a name, `text_too_long`, and `out_of_range` for a place that is on no floor plan.
    pub fn tidied(&self) -> Result<Self, Refusal> {
        let plan = Self {
            title: tidy(&self.title, Self::TITLE_LENGTH)?,
            by: line(&self.by, Self::TITLE_LENGTH)?,
            about: line(&self.about, Self::ABOUT_LENGTH)?,
            topic: line(&self.topic, Self::TOPIC_LENGTH)?,
            place: self.place,
        };
        let bytes = |titles: &[&Title]| titles.iter().map(|title| text_taken(title)).sum::<usize>();
        if bytes(&[&plan.title, &plan.by, &plan.topic]) > Self::LISTED_BYTES {
            return Err(Code::TextTooLong.at_most(Self::TITLE_LENGTH));
        }
        if bytes(&[&plan.about]) > Self::ABOUT_BYTES {
            return Err(Code::TextTooLong.at_most(Self::ABOUT_LENGTH));
        }
        if plan.place.is_some_and(|place| !place.is_on_plan()) {
            return Err(Code::OutOfRange.at(i64::from(Place::SIDE) - 1));
        }
        Ok(plan)
    }
}

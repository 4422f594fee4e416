//! What a board asks, and how it is held.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DOTS, EACH, NAME_LENGTH, TABLES};
use crate::domain::decide::{line, tidy};
use crate::domain::forum::{Moderation, Title};
use crate::domain::refusal::{Code, Refusal};

/// What a board asks, and how it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IdeaPlan {
    /// What is asked.
    pub title: Title,
    /// A line about it; may be empty.
    #[serde(default)]
    pub about: Title,
    /// Whether attendees' ideas wait until a desk approves them.
    pub moderation: Moderation,
    /// How many ideas a person may have on it, 1 to 50.
    pub each: u8,
    /// How many dots a person has, 1 to 10.
    pub dots: u8,
    /// How many of them may lie on one idea or group.
    pub most: u8,
    /// Everyone sees the dots while they are given; else once the board is closed.
    #[serde(default)]
    pub show_dots: bool,
    /// The names of its tables, known by their places; none where nobody sits at tables.
    #[serde(default)]
    pub tables: Vec<Title>,
}

impl Default for IdeaPlan {
    fn default() -> Self {
        Self {
            title: Title::default(),
            about: Title::default(),
            moderation: Moderation::After,
            each: 10,
            dots: 3,
            most: 1,
            show_dots: false,
            tables: Vec::new(),
        }
    }
}

impl IdeaPlan {
    /// Longest question of a board, in graphemes.
    pub const TITLE_LENGTH: usize = 200;
    /// Longest line about it, in graphemes.
    pub const ABOUT_LENGTH: usize = 500;

    /// The plan as it is kept, its texts normalised.
    ///
    /// # Errors
    /// `bad_board` for numbers out of their range and more tables than there can be; `text_empty`, `text_too_long`.
    pub(super) fn tidied(&self) -> Result<Self, Refusal> {
        let within = (1..=EACH).contains(&self.each)
            && (1..=DOTS).contains(&self.dots)
            && (1..=self.dots).contains(&self.most)
            && self.tables.len() <= TABLES;
        if !within {
            return Err(Code::BadBoard.into());
        }
        let tables = self.tables.iter().map(|table| tidy(table, NAME_LENGTH)).collect::<Result<_, _>>()?;
        let (title, about) = (tidy(&self.title, Self::TITLE_LENGTH)?, line(&self.about, Self::ABOUT_LENGTH)?);
        Ok(Self { title, about, tables, ..self.clone() })
    }
}

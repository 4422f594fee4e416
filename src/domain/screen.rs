//! What the walls of a hall show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{PollNo, WordsNo};

/// The walls of one hall: all of them show the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    /// What was asked for.
    pub scene: Scene,
    /// The desk's latest act that `Scene::Auto` follows, until the session changes.
    pub cue: Option<Cue>,
    /// A line over every scene.
    pub announcement: Option<WordsNo>,
    /// The wall is emptied, whatever the scene; lifting it brings the scene back.
    pub hidden: bool,
    /// Raised by every change of the above but of the cue, which no command names: a desk that calls the next question
    /// and then a scene must not be told that something came in between.
    pub version: u32,
}

/// What a wall shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "scene", rename_all = "snake_case", deny_unknown_fields)]
pub enum Scene {
    /// What the session calls for by itself: see [`Scene::resolve`](super::view).
    #[default]
    Auto,
    /// How to take part: address, code, QR.
    Join,
    /// Now and next in the halls.
    Agenda,
    /// The question on stage.
    Spotlight,
    /// The most supported questions.
    Top,
    /// A poll: its options and turnout, and its shares once they are revealed.
    Poll {
        /// Which one.
        poll: PollNo,
    },
    /// The session's rating.
    Ratings,
    /// How to give feedback: its QR.
    Feedback,
    /// A pause with the time at which it goes on.
    Break,
    /// The announcement alone.
    Announcement,
    /// The public account of the questions.
    Ledger,
    /// The network of the hall: its name, its password, its QR.
    Wifi,
    /// Emblem only; no reactions. Released by hand.
    Quiet,
    /// A test picture.
    Test,
    /// Nothing.
    Blank,
}

/// What the desk did last that a wall on `auto` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// A question came on stage.
    Spotlight,
    /// A poll was opened, closed or revealed.
    Poll(PollNo),
}

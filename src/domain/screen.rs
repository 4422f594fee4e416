//! What the walls of a hall show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{PollNo, WordsNo};
use super::strict::no_fields;

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
    /// What the session calls for by itself: the client works it out, as it depends on the clock.
    #[default]
    #[serde(deserialize_with = "no_fields")]
    Auto,
    /// How to take part: address, code, QR.
    #[serde(deserialize_with = "no_fields")]
    Join,
    /// Now and next in the halls.
    #[serde(deserialize_with = "no_fields")]
    Agenda,
    /// The question on stage.
    #[serde(deserialize_with = "no_fields")]
    Spotlight,
    /// The most supported questions.
    #[serde(deserialize_with = "no_fields")]
    Top,
    /// A poll: its options and turnout, and its shares once they are revealed.
    Poll {
        /// Which one.
        poll: PollNo,
    },
    /// The leaderboard of the session's quizzes.
    #[serde(deserialize_with = "no_fields")]
    Leaders,
    /// A track of the session's award: its name, and the places that were revealed.
    Award {
        /// Which one, by its place.
        track: u8,
    },
    /// The picture of opinions of the session's statements.
    #[serde(deserialize_with = "no_fields")]
    Opinions,
    /// The session's idea board: its ideas by groups, with their dots once they are shown; or what its tables came to.
    Ideas {
        /// What the tables came to.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        results: bool,
    },
    /// The stands of the session's exhibition, with how many visit them where walls are told.
    #[serde(deserialize_with = "no_fields")]
    Exhibition,
    /// The session's speaking queue: who speaks and who is next.
    #[serde(deserialize_with = "no_fields")]
    Speaking,
    /// What the forum recommends: the vote's turnout while it is open, what it came to, then what is published.
    #[serde(deserialize_with = "no_fields")]
    Recommendations,
    /// The session's rating.
    #[serde(deserialize_with = "no_fields")]
    Ratings,
    /// How to give feedback: its QR.
    #[serde(deserialize_with = "no_fields")]
    Feedback,
    /// A pause with the time at which it goes on.
    #[serde(deserialize_with = "no_fields")]
    Break,
    /// The announcement alone.
    #[serde(deserialize_with = "no_fields")]
    Announcement,
    /// The public account of the questions.
    #[serde(deserialize_with = "no_fields")]
    Ledger,
    /// The network of the hall: its name, its password, its QR.
    #[serde(deserialize_with = "no_fields")]
    Wifi,
    /// Emblem only; no reactions. Released by hand.
    #[serde(deserialize_with = "no_fields")]
    Quiet,
    /// A test picture.
    #[serde(deserialize_with = "no_fields")]
    Test,
    /// Nothing.
    #[serde(deserialize_with = "no_fields")]
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
    /// A place of that track was revealed.
    Award(u8),
    /// The session's statements were opened or closed.
    Opinions,
    /// The idea board was led to another phase.
    Ideas,
    /// What its tables came to was shown.
    Results,
    /// Somebody was given the microphone.
    Speaking,
    /// A vote over recommendations was opened or closed, or some were published.
    Recommendations,
}

//! What a wall is like: how large its letters have to be, and what surrounds its scenes.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::strict::object_or_null;

/// What a wall is like, as whoever set it up told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// How large it is and how far it is looked at from; without them the last row is six times its height away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "object_or_null")]
    #[ts(optional)]
    pub measures: Option<Measures>,
    /// The strip stands at the bottom, where nobody's head is before it.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub strip_at_bottom: bool,
    /// It is laid over a live stream: a plate on a transparent ground.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub overlay: bool,
}

/// The lengths that the smallest letter of a wall comes from, in centimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// How high the picture is.
    pub height: u16,
    /// How far away the last row sits.
    pub distance: u16,
}

impl Profile {
    /// Most walls of a forum that are not as usual.
    pub const MOST: usize = 60;

    /// Whether there are such walls.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.measures.is_none_or(Measures::are_sound)
    }
}

impl Measures {
    /// The nearest and the farthest last row, in heights of the picture: between a desk's monitor and letters of which a
    /// wall holds a few words.
    pub const ROWS: RangeInclusive<u32> = 2..=10;
    /// The lowest picture, in its unit: 0.2 m.
    pub const LOWEST: u16 = 20;

    fn are_sound(self) -> bool {
        let height = u32::from(self.height);
        let near_to_far = height * Self::ROWS.start()..=height * Self::ROWS.end();
        self.height >= Self::LOWEST && near_to_far.contains(&self.distance.into())
    }
}

/// What the journal knows of a wall that was told of at least once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profiled {
    /// What it is like; none is as usual.
    pub profile: Option<Profile>,
    /// Raised by every change of it.
    pub version: u32,
}

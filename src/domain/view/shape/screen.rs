//! What a hall's walls show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{HallNo, LinkNo, PollNo};
use crate::domain::profile::Profile;
use crate::domain::screen::Scene;

use super::WifiView;

/// What a hall's walls were asked to show. What `auto` comes to depends on the clock, so the client resolves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ScreenView {
    /// Which hall.
    pub hall: HallNo,
    /// What its commands name.
    pub version: u32,
    /// What was asked for.
    #[serde(flatten)]
    pub scene: Scene,
    /// What `auto` follows: the desk's latest act in this session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cue: Option<CueView>,
    /// A line over every scene.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub announcement: Option<String>,
    /// The walls are empty, whatever the scene.
    pub hidden: bool,
    /// What the hall's walls are like that are not as usual: each finds itself by its link.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<WallProfile>>")]
    pub profiles: Vec<WallProfile>,
    /// The network of the halls, where the forum's file names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wifi: Option<WifiView>,
}

/// The desk's latest act that a wall on `auto` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CueView {
    /// The question on stage.
    Spotlight,
    /// That poll.
    Poll(PollNo),
    /// That track of the session's award.
    Award(u8),
    /// The picture of opinions of the session's statements.
    Opinions,
    /// The session's idea board.
    Ideas,
    /// What the tables of its idea board came to.
    Results,
    /// The session's speaking queue.
    Speaking,
    /// What the forum recommends.
    Recommendations,
}

/// What a wall is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WallProfile {
    /// Its link.
    pub link: LinkNo,
    /// What the command that changes it names.
    pub version: u32,
    /// What it is like; none is as usual again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub profile: Option<Profile>,
}

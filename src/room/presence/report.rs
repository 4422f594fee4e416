//! What a node tells the others, and itself, of the people who are connected to it.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::domain::id::{HallNo, LinkNo, PollNo, QuestionNo, SessionNo};
use crate::domain::time::Time;
use crate::protocol::client::{Reaction, Size};
use crate::room::entry::NodeId;

use super::crowd::Crowd;
use super::lines::Aside;

/// Reactions by session.
pub(super) type Reactions = BTreeMap<SessionNo, BTreeMap<Reaction, u32>>;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    /// Whose it is.
    pub node: NodeId,
    /// Who is there, once a second; replaces the one before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// Reactions since the report before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reactions: Reactions,
    /// What was heard beside streams that this node has not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<Aside>,
}

/// Who is there on a node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Figure {
    /// Devices by session.
    pub here: BTreeMap<SessionNo, u32>,
    /// Desks at work.
    pub desks: Vec<Desk>,
    /// Walls that say what stands on them.
    pub walls: Vec<Wall>,
    /// Who was here in each round that is open, as far as the node knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<Came>,
}

/// Who was here while a round is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Came {
    pub poll: PollNo,
    pub round: u32,
    pub crowd: Crowd,
}

/// A desk at work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Desk {
    pub link: LinkNo,
    /// What its page calls itself, among those of the link.
    #[serde(default)]
    pub window: u32,
    pub hall: HallNo,
    pub holding: QuestionNo,
}

/// A wall that is alive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Wall {
    pub link: LinkNo,
    pub hall: HallNo,
    pub scene: String,
    pub rev: u64,
    /// Since when that scene stands on it, as far as it was heard.
    #[serde(default)]
    pub since: Time,
    /// When it said so last.
    #[serde(default)]
    pub heard: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// It stands there in place of what could not be drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
}

impl Figure {
    /// The walls that are alive, by their links and halls.
    pub(super) fn alive(&self) -> BTreeSet<(LinkNo, HallNo)> {
        self.walls.iter().map(|wall| (wall.link, wall.hall)).collect()
    }

    /// Whether nobody is there.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Report {
    /// As it travels.
    pub(super) fn encode(&self) -> Bytes {
        serde_json::to_vec(self).map(Bytes::from).unwrap_or_default()
    }

    /// Reads a report; none where a node of another version says it otherwise. The pulse may be lost.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

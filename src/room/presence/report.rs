//! What a node tells the others, and itself, of the people who are connected to it.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "known_reactions")]
    pub reactions: Reactions,
    /// What was heard beside streams that this node has not.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "known")]
    pub asides: Vec<Aside>,
}

/// Who is there on a node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Figure {
    /// Devices by session.
    pub here: BTreeMap<SessionNo, u32>,
    /// Desks at work.
    #[serde(deserialize_with = "known")]
    pub desks: Vec<Desk>,
    /// Walls that say what stands on them.
    #[serde(deserialize_with = "known")]
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

    /// Reads a report; none where a node of another version says it otherwise. The pulse may be lost. What a newer one says
    /// beside what is known here is passed over, and the rest is heard.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Those of a list that this version knows.
fn known<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let all = Vec::<serde_json::Value>::deserialize(from)?;
    Ok(all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect())
}

fn known_reactions<'de, D: Deserializer<'de>>(from: D) -> Result<Reactions, D::Error> {
    let all = BTreeMap::<SessionNo, BTreeMap<String, u32>>::deserialize(from)?;
    let known = |counts: BTreeMap<String, u32>| {
        counts
            .into_iter()
            .filter_map(|(name, count)| Some((serde_json::from_value(name.into()).ok()?, count)))
            .collect()
    };
    Ok(all.into_iter().map(|(session, counts)| (session, known(counts))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_node_says_beside_what_is_known_here_is_passed_over_and_the_rest_is_heard() {
        let newer = br#"{"node":"b","of_tomorrow":[1],"reactions":{"1":{"heart":2,"of_tomorrow":9}},
            "figure":{"here":{"1":7},"of_tomorrow":{},"came":[],
                "desks":[{"link":1,"hall":1,"holding":0,"of_tomorrow":1},{"of_tomorrow":1}],
                "walls":[{"link":2,"hall":1,"scene":"of_tomorrow","rev":4},{"link":3}]},
            "asides":[{"who":{"link":1},"line":"00000000000000aa","said":{"of_tomorrow":{}}},{"who":{"link":1},"line":"00000000000000aa","said":"ping"}]}"#;
        let heard = Report::decode(newer).unwrap();
        assert_eq!(heard.reactions, Reactions::from([(SessionNo(1), [(Reaction::Heart, 2)].into())]));
        let figure = heard.figure.unwrap();
        assert_eq!(figure.here, BTreeMap::from([(SessionNo(1), 7)]));
        assert_eq!((figure.desks.len(), figure.walls.len()), (1, 1));
        assert_eq!(heard.asides.len(), 1);
        assert_eq!(Report::decode(br#"{"kind":"of_tomorrow"}"#), None);
    }
}

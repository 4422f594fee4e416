//! What a node tells of itself where the others and the operator see it.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::domain::time::{Millis, Time};
use crate::journal::{JournalError, Registry};

/// A node that told nothing for so long is not there: it tells every five seconds.
const LASTS: Millis = Millis(20_000);
/// What ended without a word is forgotten after a day.
const FORGOTTEN: Millis = Millis::minutes(24 * 60);

/// A node, as it tells of itself. Fields that an older version does not know are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its version.
    pub version: String,
    /// The newest form of entries that it knows.
    pub knows: u32,
    /// Its machine, and where it listens there.
    pub place: String,
    /// Whether it shares its forums with others over Redis.
    pub shared: bool,
    /// When it told this, by the journal's clock.
    pub told: Time,
}

/// The nodes of a deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told(Vec<(String, Node)>);

impl Node {
    /// Tells it at that moment.
    pub(super) async fn tell(
        &self,
        registry: &dyn Registry,
        name: &str,
        now: Time,
    ) -> Result<(), JournalError> {
        let about = serde_json::to_vec(&Self { told: now, ..self.clone() })
            .map_err(|why| JournalError::Unreadable(why.to_string()))?;
        registry.tell_node(name, Bytes::from(about)).await
    }
}

impl Told {
    /// What all of them told last, those too that are not there any more.
    pub async fn of(registry: &dyn Registry) -> Result<Self, JournalError> {
        let told = registry.told_of_nodes().await?;
        let read = |(name, about): (String, Bytes)| Some((name, serde_json::from_slice(&about).ok()?));
        let mut nodes: Vec<(String, Node)> = told.into_iter().filter_map(read).collect();
        nodes.sort_by(|(name, one), (other, another)| (&one.place, name).cmp(&(&another.place, other)));
        Ok(Self(nodes))
    }

    /// Those that are there at that moment.
    #[must_use]
    pub fn there(self, now: Time) -> Vec<Node> {
        self.all().filter(|node| now < node.told + LASTS).collect()
    }

    /// All of them.
    pub fn all(self) -> impl Iterator<Item = Node> {
        self.0.into_iter().map(|(_, node)| node)
    }

    /// The names of those that ended long before that moment.
    pub(super) fn long_gone(&self, now: Time) -> impl Iterator<Item = &str> {
        let gone = self.0.iter().filter(move |(_, node)| node.told + FORGOTTEN < now);
        gone.map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_told_nothing_for_long_is_not_there_and_forgotten_after_a_day() {
        let node = |told| Node {
            version: "0.1.0".into(),
            knows: 3,
            place: "a".into(),
            shared: true,
            told: Time(told),
        };
        let told = Told(vec![("old".into(), node(0)), ("new".into(), node(100_000_000))]);
        let there = |now| told.clone().there(Time(now)).len();
        assert_eq!((there(19_999), there(20_000), there(100_019_999), there(100_020_000)), (2, 1, 1, 0));
        assert_eq!(told.long_gone(Time(86_400_001)).collect::<Vec<_>>(), ["old"]);
        assert_eq!(told.long_gone(Time(86_400_000)).count(), 0);
    }
}

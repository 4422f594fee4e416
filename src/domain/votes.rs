//! What people say of many things, one by one: of statements, of recommendations. What is said last stands.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::id::CommandId;
use super::register::Seq;

/// What a person said, thing by thing. In a snapshot it is a list, for there are very many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    transparent,
    bound(
        serialize = "K: Ord + Serialize, V: Copy + Serialize",
        deserialize = "K: Ord + Clone + Deserialize<'de>, V: Copy + Deserialize<'de>"
    )
)]
pub struct Votes<K: Ord, V> {
    /// By the thing.
    #[serde(with = "super::pairs")]
    pub cast: OrdMap<K, Cast<V>>,
}

impl<K: Ord, V> Default for Votes<K, V> {
    fn default() -> Self {
        Self { cast: OrdMap::new() }
    }
}

impl<K: Ord, V> Votes<K, V> {
    /// Whether it says anything: what was taken back stays, so that nothing older can come after it.
    #[must_use]
    pub fn says(&self) -> bool {
        self.cast.values().any(|cast| cast.vote.is_some())
    }
}

/// A vote in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "(Option<V>, Seq, CommandId)",
    into = "(Option<V>, Seq, CommandId)",
    bound(serialize = "V: Copy + Serialize", deserialize = "V: Deserialize<'de>")
)]
pub struct Cast<V> {
    /// What it says; nothing where it was taken back.
    pub vote: Option<V>,
    /// The voter's sequence number: the highest (seq, id) stands.
    pub seq: Seq,
    /// The command that cast it.
    pub id: CommandId,
}

impl<V> Cast<V> {
    /// The highest stands.
    #[must_use]
    pub fn order(&self) -> (Seq, CommandId) {
        (self.seq, self.id)
    }
}

impl<V> From<(Option<V>, Seq, CommandId)> for Cast<V> {
    fn from((vote, seq, id): (Option<V>, Seq, CommandId)) -> Self {
        Self { vote, seq, id }
    }
}

impl<V> From<Cast<V>> for (Option<V>, Seq, CommandId) {
    fn from(Cast { vote, seq, id }: Cast<V>) -> Self {
        (vote, seq, id)
    }
}

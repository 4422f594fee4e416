//! Maps whose keys are not texts are lists of pairs in a snapshot: for `#[serde(with = "pairs")]`.

use imbl::OrdMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub fn serialize<K, V, S>(map: &OrdMap<K, V>, to: S) -> Result<S::Ok, S::Error>
where
    K: Ord + Serialize,
    V: Serialize,
    S: Serializer,
{
    to.collect_seq(map)
}

pub fn deserialize<'de, K, V, D>(from: D) -> Result<OrdMap<K, V>, D::Error>
where
    K: Ord + Clone + Deserialize<'de>,
    V: Clone + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Vec::<(K, V)>::deserialize(from)?.into_iter().collect())
}

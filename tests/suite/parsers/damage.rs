//! Good bytes with something wrong with them: nearer to what a parser takes than chance would come.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// What is done to a byte.
#[derive(Debug, Clone, Copy)]
enum Harm {
    Lost,
    Changed(u8),
    Added(u8),
    /// All from there on is missing.
    Cut,
    /// What comes before stands there again.
    Doubled,
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => Just(Harm::Lost),
        6 => any::<u8>().prop_map(Harm::Changed),
        4 => any::<u8>().prop_map(Harm::Added),
        1 => Just(Harm::Cut),
        1 => Just(Harm::Doubled),
    ]
}

/// Those bytes with one to eight harms done to them.
pub fn damaged(good: &[u8]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let good = good.to_vec();
    vec((any::<Index>(), harm()), 1..=8).prop_map(move |harms| {
        harms.into_iter().fold(good.clone(), |bytes, (place, harm)| harmed(bytes, place, harm))
    })
}

fn harmed(mut bytes: Vec<u8>, place: Index, harm: Harm) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let at = place.index(bytes.len());
    match harm {
        Harm::Lost => drop(bytes.remove(at)),
        Harm::Changed(byte) => bytes[at] = byte,
        Harm::Added(byte) => bytes.insert(at, byte),
        Harm::Cut => bytes.truncate(at),
        Harm::Doubled => bytes.extend_from_within(..at),
    }
    bytes
}

/// The same as a text.
pub fn damaged_text(good: &str) -> impl Strategy<Value = String> + use<> {
    damaged(good.as_bytes()).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

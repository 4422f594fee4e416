//! Whether entries are the ones that were written: a hole, a fork or tampering is seen here.

use super::entry::{Entry, Head};
use super::hash::Hash;

/// The chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entry {rev}: {why}")]
pub struct Broken {
    /// The first revision that is not as it was written.
    pub rev: u64,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Another revision stands in its place.
    #[error("missing (found {found} in its place)")]
    Missing {
        /// The revision that was found.
        found: u64,
    },
    /// Its epoch is earlier than that of the entry before it.
    #[error("its epoch is earlier than the one before it")]
    Epoch,
    /// Its hash does not follow from the hash before it and its body.
    #[error("it does not follow from the entry before it")]
    Hash,
}

/// Follows the chain from `from` (for a whole journal [`Head::GENESIS`]) and yields its last link.
pub fn verify<'a>(from: Head, entries: impl IntoIterator<Item = &'a Entry>) -> Result<Head, Broken> {
    entries.into_iter().try_fold(from, |before, entry| {
        link(&before, entry).map_err(|why| Broken { rev: before.rev + 1, why })
    })
}

fn link(before: &Head, entry: &Entry) -> Result<Head, Why> {
    if entry.rev != before.rev + 1 {
        return Err(Why::Missing { found: entry.rev });
    }
    if entry.epoch < before.epoch {
        return Err(Why::Epoch);
    }
    if entry.hash != Hash::chained(&before.hash, &entry.body) {
        return Err(Why::Hash);
    }
    Ok(entry.head())
}

/// The first revision that is missing from entries that should follow `after` without a hole.
pub(super) fn hole(after: u64, entries: &[Entry]) -> Option<u64> {
    (after + 1..).zip(entries).find(|(due, entry)| *due != entry.rev).map(|(due, _)| due)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::domain::time::Time;
    use crate::journal::entry::Draft;

    fn chain(bodies: &[&'static str]) -> Vec<Entry> {
        let mut head = Head::GENESIS;
        let mut entries = Vec::new();
        for body in bodies {
            let draft = Draft {
                body: Bytes::from_static(body.as_bytes()),
                words: vec![],
                erase: vec![],
                next_deadline: None,
                time: Time(0),
                begins_epoch: false,
            };
            entries.push(draft.entry(&head));
            head = head.then(&draft.body);
        }
        entries
    }

    #[test]
    fn a_chain_holds_as_it_was_written() {
        let entries = chain(&["a", "b", "c"]);
        assert_eq!(verify(Head::GENESIS, &entries), Ok(entries[2].head()));
        assert_eq!(verify(entries[0].head(), &entries[1..]), Ok(entries[2].head()));
    }

    #[test]
    fn the_first_broken_revision_is_named() {
        let mut tampered = chain(&["a", "b", "c"]);
        tampered[1].body = Bytes::from_static(b"B");
        assert_eq!(verify(Head::GENESIS, &tampered), Err(Broken { rev: 2, why: Why::Hash }));

        let mut holed = chain(&["a", "b", "c"]);
        holed.remove(1);
        let missing = Broken { rev: 2, why: Why::Missing { found: 3 } };
        assert_eq!(verify(Head::GENESIS, &holed), Err(missing));

        let mut earlier = chain(&["a", "b"]);
        earlier[1].epoch = 0;
        assert_eq!(verify(Head::GENESIS, &earlier), Err(Broken { rev: 2, why: Why::Epoch }));
    }
}

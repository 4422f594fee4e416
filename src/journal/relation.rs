//! How a node that wants to append stands to the journal.

use super::entry::Head;
use super::hash::Hash;

/// What the condition of an append comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The node has everything.
    Current,
    /// The journal went on after what the node has.
    Missed,
    /// The journal ends before what the node has.
    Behind,
    /// The node has something else than the journal.
    Fork,
}

/// Compares what a node has with the journal's head; `hash_at` is the hash of the journal's entry
/// at the node's revision, if there is one.
pub(super) fn compare(node: &Head, journal: &Head, hash_at: Option<Hash>) -> Relation {
    if node == journal {
        return Relation::Current;
    }
    if (node.epoch, node.rev) > (journal.epoch, journal.rev) {
        return Relation::Behind;
    }
    let same = if node.rev == 0 { Some(Hash::ZERO) } else { hash_at };
    if node.rev < journal.rev && same == Some(node.hash) { Relation::Missed } else { Relation::Fork }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn head(epoch: u32, rev: u64, hash: u8) -> Head {
        Head { epoch, rev, hash: Hash([hash; 32]) }
    }

    #[test]
    fn a_forgetful_journal_is_never_mistaken_for_a_conflict() {
        let journal = head(2, 5, 5);
        let at = |hash: u8| Some(Hash([hash; 32]));
        assert_eq!(compare(&head(2, 5, 5), &journal, at(5)), Relation::Current);
        assert_eq!(compare(&head(2, 3, 3), &journal, at(3)), Relation::Missed);
        assert_eq!(compare(&Head { epoch: 2, ..Head::GENESIS }, &journal, None), Relation::Missed);
        assert_eq!(compare(&head(2, 6, 6), &journal, None), Relation::Behind);
        assert_eq!(compare(&head(2, 5, 9), &journal, at(5)), Relation::Fork);
        assert_eq!(compare(&head(2, 3, 9), &journal, at(3)), Relation::Fork);
        assert_eq!(compare(&head(2, 3, 3), &journal, None), Relation::Fork);
        assert_eq!(
            compare(&head(1, 3, 3), &journal, at(3)),
            Relation::Missed,
            "the epoch began after what it has"
        );
        assert_eq!(compare(&head(1, 3, 9), &journal, at(3)), Relation::Fork);
        assert_eq!(compare(&head(1, 7, 7), &journal, None), Relation::Fork);
        assert_eq!(compare(&head(3, 3, 3), &journal, at(3)), Relation::Behind);
    }
}

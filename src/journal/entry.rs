//! What a journal holds.

use std::sync::Arc;

use bytes::Bytes;

use crate::domain::id::WordsNo;
use crate::domain::time::Time;

use super::hash::Hash;

/// Where a journal stands: its last entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    /// Names the history: 1 is the first one, each later one is named after the second in which it began.
    pub epoch: u32,
    /// Counts the entries, from 1; 0 while there is none.
    pub rev: u64,
    /// The last entry's hash.
    pub hash: Hash,
}

impl Head {
    /// A journal without an entry.
    pub const GENESIS: Self = Self { epoch: 1, rev: 0, hash: Hash::ZERO };

    /// The head once an entry with this body follows.
    #[must_use]
    pub fn then(&self, body: &[u8]) -> Self {
        Self { rev: self.rev + 1, hash: Hash::chained(&self.hash, body), ..*self }
    }
}

/// Words beside an entry: what a person wrote, until it is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The number by which the forum's changes name them; used once in a forum.
    pub no: WordsNo,
    /// Random, so that a short name cannot be guessed from the hash that stays in the entry.
    pub salt: [u8; 16],
    /// The words.
    pub text: Arc<str>,
}

impl Filed {
    /// The hash that the entry's body carries in place of the words.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&[&self.salt, self.text.as_bytes()])
    }
}

/// Changes that were committed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The epoch it was written in.
    pub epoch: u32,
    /// Its revision.
    pub rev: u64,
    /// SHA-256 of the hash before it and its body.
    pub hash: Hash,
    /// When it was decided.
    pub time: Time,
    /// The changes as the room wrote them. To the journal, bytes.
    pub body: Bytes,
    /// The words filed with it, by number, without those erased since.
    pub words: Arc<[Filed]>,
    /// The words (of entries before it) that it erased.
    pub erased: Arc<[WordsNo]>,
}

impl Entry {
    /// The journal's head when this entry was its last.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { epoch: self.epoch, rev: self.rev, hash: self.hash }
    }
}

/// An entry that a room wants to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The changes, with format, node, nonce, time and the hashes of the words.
    pub body: Bytes,
    /// The words to file beside it, by ascending number.
    pub words: Vec<Filed>,
    /// The words to erase from the store together with it. Numbers that are not there are ignored.
    pub erase: Vec<WordsNo>,
    /// When the forum next wants to act by itself, after this entry. Replaces the one before.
    pub next_deadline: Option<Time>,
    /// When it was decided: never earlier than the entry before it.
    pub time: Time,
    /// Whether the next epoch begins with it: what came before may not be all that there was.
    pub begins_epoch: bool,
}

impl Draft {
    /// The epoch that begins with it: called after the second, so that what began after the same backup was restored twice is
    /// not taken for one another. A clock that is behind the entry before would call both the same.
    fn next_epoch(&self, before: u32) -> u32 {
        u32::try_from(self.time.0 / 1_000).unwrap_or(0).max(before.saturating_add(1))
    }

    /// The entry that this draft becomes after `after`.
    #[must_use]
    pub fn entry(&self, after: &Head) -> Entry {
        let head = after.then(&self.body);
        Entry {
            epoch: if self.begins_epoch { self.next_epoch(head.epoch) } else { head.epoch },
            rev: head.rev,
            hash: head.hash,
            time: self.time,
            body: self.body.clone(),
            words: self.words.clone().into(),
            erased: self.erase.clone().into(),
        }
    }
}

/// Entries that were acknowledged on this node and that the journal's history lacks: it went on another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Astray {
    /// Up to that revision both histories are the same.
    pub base: u64,
    /// What follows on it in the lost one, in order, each with the words that lie on the disk: those erased since are
    /// missing.
    pub entries: Vec<Entry>,
}

/// A room's state at some revision. Never the only copy of anything, and without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The last entry that went into it.
    pub head: Head,
    /// The version of its form; a room that cannot read it starts from the first entry.
    pub format: u32,
    /// The state as the room wrote it.
    pub bytes: Bytes,
}

//! A journal in memory: entries in order, words beside them, appended on condition.

use std::collections::BTreeMap;

use crate::domain::id::WordsNo;
use crate::journal::{Draft, Entry, Filed, Head, Snapshot};

#[derive(Debug, Default)]
pub struct Memory {
    entries: Vec<Entry>,
    words: BTreeMap<WordsNo, Filed>,
    pub snapshot: Option<Snapshot>,
}

impl Memory {
    pub fn head(&self) -> Head {
        self.entries.last().map_or(Head::GENESIS, Entry::head)
    }

    /// Writes the entry if the journal is still where it was decided.
    pub fn append(&mut self, after: Head, draft: &Draft) -> bool {
        if self.head() != after {
            return false;
        }
        assert!(
            draft.words.iter().all(|filed| !self.words.contains_key(&filed.no)),
            "numbers of words are given once"
        );
        self.entries.push(draft.entry(&after));
        self.words.extend(draft.words.iter().map(|filed| (filed.no, filed.clone())));
        for no in &draft.erase {
            self.words.remove(no);
        }
        true
    }

    /// The entry behind that revision, with those of its words that are still there.
    pub fn read(&self, after: u64) -> Option<Entry> {
        let mut entry = self.entries.get(usize::try_from(after).ok()?)?.clone();
        entry.words =
            entry.words.iter().filter(|filed| self.words.contains_key(&filed.no)).cloned().collect();
        Some(entry)
    }

    pub fn words(&self) -> Vec<Filed> {
        self.words.values().cloned().collect()
    }
}

//! The texts beside the entries: those that were filed, and none that was erased.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::change::Change;
use crate::domain::id::WordsNo;
use crate::journal::{Filed, Hash};
use crate::room::entry::Body;

use super::report::ForumReport;

/// What the entries say of the forum's texts.
#[derive(Debug, Default)]
pub(super) struct Words {
    filed: BTreeMap<WordsNo, (u64, Hash)>,
    erased: BTreeSet<WordsNo>,
    erased_since: BTreeSet<WordsNo>,
}

impl Words {
    /// Takes in what an entry says.
    pub fn take(&mut self, rev: u64, body: &Body) {
        self.filed.extend(body.words.iter().map(|(no, hash)| (*no, (rev, *hash))));
        for change in &body.changes {
            if let Change::Erased { words } = change {
                self.erased.extend(words);
            }
        }
    }

    /// Overlooks that texts are gone which entries erased that came after those taken in.
    pub fn overlook(&mut self, erased: impl IntoIterator<Item = WordsNo>) {
        self.erased_since.extend(erased);
    }

    /// Compares them with the texts that are there.
    pub fn compare(&self, there: &[Filed], report: &mut ForumReport) {
        let texts: BTreeMap<WordsNo, &Filed> = there.iter().map(|filed| (filed.no, filed)).collect();
        for (no, (rev, hash)) in &self.filed {
            let place = format!("text {no} of entry {rev}");
            match (texts.get(no), self.erased.contains(no)) {
                (Some(_), true) => report.note(place, "it was erased and is still there"),
                (None, false) if self.erased_since.contains(no) => {}
                (None, false) => report.note(place, "it is missing, and was never erased"),
                (Some(filed), false) if filed.hash() != *hash => {
                    report.note(place, "it is not the text that was filed");
                }
                _ => {}
            }
        }
        for no in texts.keys().filter(|no| !self.filed.contains_key(no)) {
            report.note(format!("text {no}"), "no entry filed it");
        }
        report.counted.texts = texts.len();
        report.counted.erased = self.erased.iter().filter(|no| self.filed.contains_key(no)).count();
    }
}

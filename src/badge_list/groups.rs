//! The groups of a list, each spelled as it is at first.

use std::collections::HashMap;

use crate::domain::badge::GROUPS;
use crate::domain::text::fold::fold;

use super::mistake::{Code, Findings, Place, quoted};

/// The groups in the order in which they first appear.
#[derive(Debug, Default)]
pub(super) struct Groups {
    names: Vec<String>,
    /// Where each stands, by its key.
    known: HashMap<String, usize>,
    /// Where the first stands that is too much.
    beyond: Option<Place>,
}

impl Groups {
    /// The group as it was spelled first.
    pub fn spelled(&mut self, group: String, place: Place) -> String {
        let next = self.names.len();
        let at = *self.known.entry(fold(&group)).or_insert(next);
        if at == next {
            self.names.push(group);
            if next == GROUPS {
                self.beyond = Some(place);
            }
        }
        self.names[at].clone()
    }

    /// All of them; notes where there are too many.
    pub fn finish(self, findings: &mut Findings) -> Vec<String> {
        if let Some(place) = self.beyond {
            findings.note(place, Code::TooManyGroups, || {
                let what = format!(
                    "with {} there are too many groups: {} in all",
                    quoted(&self.names[GROUPS]),
                    self.names.len()
                );
                (what, format!("write {GROUPS} at most, and look whether this is the column of the groups"))
            });
        }
        self.names
    }
}

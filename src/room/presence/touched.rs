//! Whose personal part an entry touches.

use std::collections::BTreeSet;

use crate::domain::change::Change;
use crate::domain::id::{ActNo, PersonId, QuestionNo};
use crate::domain::ledger::{Act, Deed};
use crate::domain::state::State;

/// The participants whose `mine` is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::room) enum Touched {
    /// Those.
    These(BTreeSet<PersonId>),
    /// Perhaps anyone.
    Everyone,
}

impl Default for Touched {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Touched {
    /// Those touched by changes that led to the state.
    pub(in crate::room) fn by(changes: &[Change], state: &State) -> Self {
        let mut touched = Self::default();
        for (at, change) in changes.iter().enumerate() {
            // The key of a secret round goes just before the round closes, and is in nobody's part.
            let is_key = matches!(changes.get(at + 1), Some(Change::PollClosed { .. }));
            if !(is_key && matches!(change, Change::Erased { .. })) {
                touched.add(change, state);
            }
        }
        touched
    }

    /// These and those.
    pub(super) fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::These(these), Self::These(others)) => these.extend(others),
            (these, _) => *these = Self::Everyone,
        }
    }

    fn add(&mut self, change: &Change, state: &State) {
        match change {
            Change::Asked { question, .. }
            | Change::Reworded { question, .. }
            | Change::Withdrawn { question } => {
                self.add_author(*question, state);
            }
            Change::Supported { question, person, .. } => {
                self.add_person(*person);
                // Its author sees how many support it; of a merged one, so does the author of what it was merged into.
                self.add_author(*question, state);
                self.add_author(state.root(*question), state);
            }
            Change::Curated { act, .. } | Change::Undone { act } => self.add_act(*act, state),
            Change::Blocked { person, .. } | Change::Rated { person, .. } => self.add_person(*person),
            // A secret ballot's voter is a pseudonym: nobody is connected under it.
            Change::Voted { voter, .. } => self.add_person(voter.0),
            Change::Erased { .. } => *self = Self::Everyone,
            _ => {}
        }
    }

    fn add_act(&mut self, no: ActNo, state: &State) {
        let Some(act) = state.acts.get(&no) else { return };
        for before in &act.before {
            self.add_author(before.question, state);
            self.add_author(state.root(before.question), state);
        }
        match act.deed {
            Deed::Merge { into } => self.add_author(into, state),
            Deed::Move { .. } => self.add_supporters(act, state),
            _ => {}
        }
    }

    /// Supports are told by session.
    fn add_supporters(&mut self, act: &Act, state: &State) {
        let moved = act.before.iter().filter_map(|before| state.questions.get(&before.question));
        for question in moved {
            question.supporters.keys().for_each(|person| self.add_person(*person));
        }
    }

    fn add_author(&mut self, question: QuestionNo, state: &State) {
        let question = state.questions.get(&question);
        if let Some(person) = question.and_then(|question| question.author.person()) {
            self.add_person(person);
        }
    }

    fn add_person(&mut self, person: PersonId) {
        if let Self::These(these) = self {
            these.insert(person);
        }
    }
}

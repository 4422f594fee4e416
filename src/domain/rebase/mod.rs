//! Bringing lost entries home onto a history that went on without them.
//!
//! They are applied, not decided again: a poll may have closed since. What people gave always comes home: their questions,
//! supports, ballots, ratings and names, but for names of badges that could not be erased with them. Where the same
//! register was set in both histories, the highest (seq, command) stands, as ever. What the crew decided comes home where
//! what it was decided on stands as it stood for them; where the present history has decided something else of the same
//! thing, that stands, and the lost decision is told as left.
//! Erasures come home whatever else does.
//!
//! Numbers that the lost history gave out are given anew. Which ones is noted with each entry that comes home (see
//! [`Home`]), so that whoever brings home the next one, on whichever node, knows what it is about.

mod agenda;
mod bringing;
mod crew;
mod given;
mod ground;
pub(super) mod numbering;
mod pairs;
mod polls;
mod questions;
mod rounds;
mod walls;

use std::sync::Arc;

use super::change::Change;
use super::home::Home;
use super::id::WordsNo;
use super::state::State;
use super::time::Time;

pub(super) use bringing::Bringing;
use numbering::Numbering;

/// An entry of a lost history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The hash of the lost entry, as 64 hexadecimal digits. Of one that had come home before and was lost again, that of
    /// the first one.
    pub origin: String,
    /// What happened.
    pub changes: Vec<Change>,
    /// The numbers of all words that were filed with it.
    pub filed: Vec<WordsNo>,
    /// Those of them that were not erased.
    pub words: Vec<(WordsNo, Arc<str>)>,
    /// What had come of the first one, where it had come home before.
    pub before: Option<Home>,
}

/// What brings a lost entry home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The changes: none where all of it stands already.
    pub changes: Vec<Change>,
    /// The words that they refer to. Of those whose text was erased it is empty, and the changes erase them again: their
    /// numbers must not be given to others.
    pub words: Vec<(WordsNo, Arc<str>)>,
    /// What is to be noted of it.
    pub home: Home,
}

/// A lost history, as far as it was gone through.
#[derive(Debug, Clone)]
pub struct Strayed {
    /// As it was before the entry at hand.
    lost: State,
    numbering: Numbering,
}

impl Strayed {
    /// From the state up to which both histories are the same.
    #[must_use]
    pub fn from(base: State) -> Self {
        Self { lost: base.clone(), numbering: Numbering::from(base) }
    }

    /// What brings the entry at hand home onto the present state; none where it is home. `at` is the present moment.
    #[must_use]
    pub fn bring(&self, entry: &Lost, now: &State, at: Time) -> Option<Brought> {
        if now.homes.contains_key(&entry.origin) {
            return None;
        }
        let mut bringing = Bringing::new(self.lost.clone(), entry, self.numbering.clone(), now.clone(), at);
        for change in &entry.changes {
            bringing.take(change);
        }
        Some(bringing.finish())
    }

    /// Goes past the entry at hand if it is home in that state, and tells whether it is.
    pub fn pass(&mut self, entry: &Lost, now: &State) -> bool {
        let Some(home) = now.homes.get(&entry.origin) else { return false };
        match &entry.before {
            None => self.numbering.learn(&home.anew),
            Some(first) => self.numbering.learn(&first.anew.across(&home.anew)),
        }
        let rev = self.lost.rev.saturating_add(1);
        self.lost.apply_entry(rev, &entry.changes, &entry.words);
        self.lost.count_words(entry.filed.iter().copied());
        true
    }
}

//! From the votes of a conversation to the picture of opinions that is told: what `opinion` works out, by the numbers that the
//! forum knows, rounded, and without what would tell who is who.

mod hull;
mod told;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::domain::id::{PersonId, StatementNo};
use crate::domain::statement::{Cast, Conversation, Picture, Vote};
use crate::opinion;
use crate::opinion::opinions::Opinions;

/// A conversation as it is drawn again and again: each picture begins with the last one, so that groups keep their numbers and
/// nothing jumps.
#[derive(Debug, Default)]
pub struct Drawing {
    opinions: Opinions,
    /// The place of each participant and statement in the vote matrix.
    people: BTreeMap<PersonId, usize>,
    statements: BTreeMap<StatementNo, usize>,
    /// The votes that it has.
    votes: OrdMap<(PersonId, StatementNo), Cast>,
}

impl Drawing {
    /// Takes what was said since, and which statements count now.
    pub fn catch_up(&mut self, held: &Conversation) {
        let before = std::mem::replace(&mut self.votes, held.votes.clone());
        for change in before.diff(&held.votes) {
            match change {
                DiffItem::Add(at, cast) | DiffItem::Update { new: (at, cast), .. } => {
                    self.take(*at, cast.vote)
                }
                DiffItem::Remove(at, _) => self.take(*at, None),
            }
        }
        for (no, statement) in &self.statements {
            let counts = held.list.get(no).is_some_and(|said| said.is_published());
            self.opinions.keep_out(*statement, !counts);
        }
    }

    /// The picture of what it has.
    pub fn picture(&mut self) -> Picture {
        let drawn = self.opinions.refresh();
        let mut numbers: Vec<(usize, StatementNo)> =
            self.statements.iter().map(|(no, place)| (*place, *no)).collect();
        numbers.sort_unstable();
        let numbers: Vec<StatementNo> = numbers.into_iter().map(|(_, no)| no).collect();
        told::picture(&drawn, &numbers)
    }

    fn take(&mut self, (person, statement): (PersonId, StatementNo), vote: Option<Vote>) {
        let vote = vote.map(|vote| match vote {
            Vote::Agree => opinion::vote::Vote::Agree,
            Vote::Disagree => opinion::vote::Vote::Disagree,
            Vote::Pass => opinion::vote::Vote::Pass,
        });
        // Who took back what was never here has no place.
        if vote.is_none() && !(self.people.contains_key(&person) && self.statements.contains_key(&statement))
        {
            return;
        }
        let next = self.people.len();
        let person = *self.people.entry(person).or_insert(next);
        let next = self.statements.len();
        let statement = *self.statements.entry(statement).or_insert(next);
        self.opinions.vote(person, statement, vote);
    }
}

/// The last picture of a conversation: from its votes alone, in the order of those who voted, so that it is the same wherever it
/// is worked out.
#[must_use]
pub fn last(held: &Conversation) -> Picture {
    let mut drawing = Drawing::default();
    drawing.catch_up(held);
    drawing.picture()
}

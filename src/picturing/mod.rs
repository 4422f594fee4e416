//! From the votes of a conversation to the picture of opinions that is told: what `opinion` works out, by the numbers that the
//! forum knows, rounded, and without what would tell who is who.

mod hull;
mod told;
mod turned;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::domain::id::{PersonId, StatementNo};
use crate::domain::statement::{Conversation, Picture, Shares, Vote, Votes};
use crate::opinion;
use crate::opinion::opinions::Opinions;

pub use turned::as_before;

/// The version of the arithmetic: raised by whatever makes another picture of the same votes, so that nobody takes a picture of
/// an older one for a wrong one.
pub const ARITHMETIC: u32 = 1;

/// A conversation as it is drawn again and again: each picture begins with the last one, so that groups keep their numbers and
/// nothing jumps.
#[derive(Debug, Default)]
pub struct Drawing {
    opinions: Opinions,
    /// The place of each participant and statement in the vote matrix.
    people: BTreeMap<PersonId, usize>,
    statements: BTreeMap<StatementNo, usize>,
    /// The votes that it has.
    votes: OrdMap<PersonId, Arc<Votes>>,
}

impl Drawing {
    /// Takes what was said since, and which statements count now.
    pub fn catch_up(&mut self, held: &Conversation) {
        let before = std::mem::replace(&mut self.votes, held.votes.clone());
        for change in before.diff(&held.votes) {
            match change {
                DiffItem::Add(person, votes) => self.take_all(*person, &Votes::default(), votes),
                DiffItem::Update { old: (_, before), new: (person, votes) } => {
                    self.take_all(*person, before, votes);
                }
                DiffItem::Remove(person, before) => self.take_all(*person, before, &Votes::default()),
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

    fn take_all(&mut self, person: PersonId, before: &Votes, votes: &Votes) {
        for change in before.cast.diff(&votes.cast) {
            match change {
                DiffItem::Add(on, cast) | DiffItem::Update { new: (on, cast), .. } => {
                    self.take((person, *on), cast.vote);
                }
                DiffItem::Remove(on, _) => self.take((person, *on), None),
            }
        }
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
///
/// The map and the groups are those of floating-point arithmetic: where two axes are equally good, another processor may take others. Everything
/// else of it is exact.
#[must_use]
pub fn last(held: &Conversation) -> Picture {
    let mut drawing = Drawing::default();
    drawing.catch_up(held);
    drawing.picture()
}

/// Whether what a picture says of statements comes out of its own counts: what no processor works out otherwise.
#[must_use]
pub fn adds_up(picture: &Picture) -> bool {
    let few = |at: usize| picture.groups.get(at).is_none_or(|group| group.few);
    let of_groups = |shares: &Shares| {
        let told = shares.groups.iter().enumerate().all(|(at, told)| told.is_none() == few(at));
        let sum = |side: usize| shares.groups.iter().flatten().map(|told| u64::from(told[side])).sum::<u64>();
        told && shares.groups.len() == picture.groups.len()
            && (0..3).all(|side| sum(side) == u64::from(shares.all[side]))
    };
    let grouped: u64 = picture.groups.iter().map(|group| u64::from(group.people)).sum();
    grouped <= u64::from(picture.people)
        && picture.statements.iter().all(of_groups)
        && told::ranked(picture.clone()) == *picture
}

//! What is told of a round apart: counted when it closes, by groups of badges as they stood then, or beside an earlier round.

use std::collections::{BTreeMap, BTreeSet};

use super::Beside;
use super::ballots::Ballots;
use super::shifts::is_shift;
use crate::domain::badge::{BadgeChange, code};
use crate::domain::ballot::Mark;
use crate::domain::id::{BadgeNo, PollNo, WordsNo};
use crate::domain::poll::Voter;
use crate::domain::split::{ByGroup, GroupRow, LEAST, Shift, Split};
use crate::domain::words::Lexicon;

/// A badge's key, its place under it, and its group.
type Known = (WordsNo, u32, Option<u8>);

/// What each group chose, by option.
type Counted = BTreeMap<Option<u8>, Vec<u32>>;

/// A round of a poll.
type RoundOf = (PollNo, u32);

/// The badges, and the rounds whose table is not that of their ballots.
#[derive(Debug, Default)]
pub(super) struct Groups {
    badges: BTreeMap<BadgeNo, Known>,
    /// Beside which round each is told that is one of a pair.
    earlier: BTreeMap<RoundOf, RoundOf>,
    /// The rounds beside which one was told.
    told_beside: BTreeSet<RoundOf>,
    wrong: Vec<(PollNo, u32)>,
    uncounted: usize,
}

impl Groups {
    /// Takes in what happened to badges.
    pub fn take(&mut self, change: &BadgeChange) {
        match change {
            BadgeChange::Issued { key, badges, .. } => {
                self.badges.extend(badges.iter().map(|one| (one.badge, (*key, one.place, one.group))));
            }
            BadgeChange::Described { badge, group, .. } => {
                if let Some((.., stands)) = self.badges.get_mut(badge) {
                    *stands = *group;
                }
            }
            BadgeChange::Listed { .. }
            | BadgeChange::Grouped { .. }
            | BadgeChange::Replaced { .. }
            | BadgeChange::SlipsPrinted { .. }
            | BadgeChange::Ended { .. } => {}
        }
    }

    /// Takes in that a round began, and beside which earlier one it is to be told.
    pub fn opened(&mut self, round: RoundOf, earlier: Option<RoundOf>) {
        if let Some(earlier) = earlier {
            self.earlier.insert(round, earlier);
        }
    }

    /// Looks at what was told when a round was over. A table that came home was made of the ballots of another history, and is not
    /// counted again.
    pub fn closed(&mut self, poll: PollNo, split: &Split, ballots: &Ballots, beside: Beside<'_>) {
        let Some((round, held)) = ballots.last(poll) else { return };
        match split {
            Split::Groups(told) => self.look(told, (poll, round), held, beside),
            Split::Shift(told) => self.look_at_shift(told, (poll, round), ballots, beside.is_home),
        }
    }

    /// The rounds whose table is not that of their ballots, and how many nobody can count again.
    pub fn wrong(&self) -> (&[(PollNo, u32)], usize) {
        (&self.wrong, self.uncounted)
    }

    fn look<'b>(
        &mut self,
        told: &ByGroup,
        round: (PollNo, u32),
        held: impl Iterator<Item = (&'b Voter, &'b Mark)> + Clone,
        beside: Beside<'_>,
    ) {
        if beside.is_home {
            self.uncounted += 1;
            return;
        }
        let width = told.rows.first().map_or(0, |row| row.counts.len());
        let mut sums = vec![0; width];
        held.clone().filter_map(|(_, mark)| place(mark)).for_each(|place| give(&mut sums, place));
        // A journal may say any number.
        let in_rows: u64 = told.rows.iter().map(|row| u64::from(row.voters)).sum();
        let is_whole = in_rows == sums.iter().map(|count| u64::from(*count)).sum::<u64>();
        let counted = self.by_badges(held, width, beside.words);
        self.uncounted += usize::from(counted.is_none());
        if !is_whole
            || !tells_of_nobody(told, &sums)
            || counted.is_some_and(|counted| !is_told(told, &counted))
        {
            self.wrong.push(round);
        }
    }

    /// A shift is told beside the round that was said when its own opened, and beside one once.
    fn look_at_shift(&mut self, told: &Shift, round: RoundOf, ballots: &Ballots, is_home: bool) {
        let is_pair =
            self.earlier.get(&round) == Some(&told.earlier) && self.told_beside.insert(told.earlier);
        self.uncounted += usize::from(is_home);
        let is_right = is_home || is_shift(told, ballots.of(told.earlier), ballots.of(round));
        if !is_pair || !is_right {
            self.wrong.push(round);
        }
    }

    /// What each group chose; nothing where the key of badges is gone, without which nobody knows whose ballots are theirs.
    fn by_badges<'b>(
        &self,
        held: impl Iterator<Item = (&'b Voter, &'b Mark)>,
        width: usize,
        words: &Lexicon,
    ) -> Option<Counted> {
        let known = self
            .badges
            .values()
            .map(|(key, place, group)| Some((code::voter(words.get(*key)?, *place), *group)));
        let known: BTreeMap<Voter, Option<u8>> = known.collect::<Option<_>>()?;
        let mut counted = Counted::new();
        for (voter, mark) in held {
            let counts = counted.entry(known.get(voter).copied().flatten()).or_insert_with(|| vec![0; width]);
            if let Some(place) = place(mark) {
                give(counts, place);
            }
        }
        Some(counted)
    }
}

/// Whether every number that is told is what was counted, and everybody is in one row.
fn is_told(told: &ByGroup, counted: &Counted) -> bool {
    let of = |row: &GroupRow, option: usize| -> u32 {
        row.groups.iter().filter_map(|group| counted.get(group)?.get(option)).sum()
    };
    told.rows.iter().all(|row| {
        let right = row
            .counts
            .iter()
            .enumerate()
            .all(|(option, told)| told.is_none_or(|told| told == of(row, option)));
        right
            && (0..row.counts.len()).map(|option| u64::from(of(row, option))).sum::<u64>()
                == u64::from(row.voters)
    })
}

/// Whether nobody is told of, by these sums of the options: no small number but of what nobody chose at all, and none that follows
/// from its row or its column.
fn tells_of_nobody(told: &ByGroup, sums: &[u32]) -> bool {
    let is_alone = sums.iter().filter(|sum| **sum > 0).count() < 2;
    let is_told_well = |row: &GroupRow| {
        let small =
            row.counts.iter().zip(sums).any(|(told, sum)| *sum > 0 && told.is_some_and(|told| told < LEAST));
        row.voters >= LEAST && !small && row.counts.iter().filter(|told| told.is_none()).count() != 1
    };
    let column = |option: usize| told.rows.iter().filter(|row| row.counts.get(option) == Some(&None)).count();
    is_alone || told.rows.iter().all(is_told_well) && (0..sums.len()).all(|option| column(option) != 1)
}

pub(super) fn place(mark: &Mark) -> Option<usize> {
    match mark {
        Mark::Options(places) => places.as_slice().first().map(|place| usize::from(*place)),
        Mark::Stars(stars) => usize::from(*stars).checked_sub(1),
        Mark::Texts(_) | Mark::Steps(_) | Mark::Points(_) => None,
    }
}

fn give(counts: &mut [u32], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}

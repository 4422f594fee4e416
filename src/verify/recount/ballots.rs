//! Ballots. Those of a secret round lie under pseudonyms, which count as voters like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::Order;
use crate::domain::award::AwardChange;
use crate::domain::ballot::{Mark, Tally};
use crate::domain::change::Change;
use crate::domain::id::{PollNo, SessionNo, WordsNo};
use crate::domain::poll::{PollKind, PollPlan, Voter};

/// What a voter cast last: the ballot, and whether a desk entered it.
type Cast = ((u32, Order), Option<Mark>, bool);
type Box = BTreeMap<Voter, Cast>;

/// The polls of each award, and those that were counted: blind ballots that come home to them later count nowhere.
#[derive(Debug, Default)]
struct Counted {
    polls: BTreeMap<SessionNo, Vec<PollNo>>,
    over: BTreeSet<PollNo>,
}

#[derive(Debug, Default)]
pub(super) struct Ballots(BTreeMap<(PollNo, u32), Box>, Counted);

impl Ballots {
    pub fn take(&mut self, change: &Change) {
        match change {
            Change::PollOpened { poll, round, .. } => {
                self.0.entry((*poll, *round)).or_default();
            }
            Change::Award(AwardChange::Begun { session, polls, .. }) => {
                self.1.polls.insert(*session, polls.iter().flatten().copied().collect());
            }
            Change::Award(AwardChange::Opened { session, .. }) => {
                self.1.over.extend(self.1.polls.get(session).into_iter().flatten());
            }
            Change::Voted { poll, signed: Some(_), .. } if self.1.over.contains(poll) => {}
            Change::Voted { poll, round, voter, mark, seq, id, assisted, edition, .. } => {
                // A ballot in a round that was never opened counts nowhere.
                if let Some(held) = self.0.get_mut(&(*poll, *round)) {
                    cast(held, *voter, ((*edition, (*seq, *id)), mark.clone(), *assisted));
                }
            }
            _ => {}
        }
    }

    /// The last round of a poll in which one of so many options is chosen: its number, its ballots and its counts.
    pub fn last_round(&self, poll: PollNo, options: usize) -> Option<(u32, u32, Vec<u32>)> {
        let ((_, round), held) = self.0.range((poll, 0)..=(poll, u32::MAX)).next_back()?;
        let marks = held.values().filter_map(|(_, mark, _)| mark.as_ref());
        let (mut ballots, mut counts) = (0, vec![0; options]);
        for mark in marks {
            ballots += 1;
            if let Mark::Options(places) = mark {
                places.as_slice().iter().for_each(|place| give(&mut counts, usize::from(*place), 1));
            }
        }
        Some((*round, ballots, counts))
    }

    pub fn tally(&self, poll: PollNo, round: u32, plan: &PollPlan) -> Tally {
        let options = plan.choices();
        let mut tally = Tally { counts: vec![0; options], ..Tally::default() };
        let held = self.0.get(&(poll, round));
        let marks = held
            .into_iter()
            .flat_map(Box::values)
            .filter_map(|(_, mark, assisted)| Some((mark.as_ref()?, assisted)));
        for (mark, assisted) in marks {
            tally.voters += 1;
            tally.assisted += u32::from(*assisted);
            match mark {
                Mark::Options(places) if plan.kind == PollKind::Ranking => {
                    borda(places.as_slice(), &mut tally.counts);
                }
                Mark::Options(places) => {
                    places
                        .as_slice()
                        .iter()
                        .for_each(|place| give(&mut tally.counts, usize::from(*place), 1));
                }
                Mark::Stars(0) => {}
                Mark::Stars(stars) => give(&mut tally.counts, usize::from(*stars) - 1, 1),
                Mark::Texts(texts) => file(plan, texts, &mut tally),
            }
        }
        tally
    }
}

/// The highest order of a voter stands.
fn cast(held: &mut Box, voter: Voter, cast: Cast) {
    if held.get(&voter).is_none_or(|(stands, ..)| cast.0 > *stands) {
        held.insert(voter, cast);
    }
}

/// Of n options the first gets n-1 points, the last none.
fn borda(order: &[u8], counts: &mut [u32]) {
    let best = counts.len().saturating_sub(1);
    for (rank, place) in order.iter().enumerate() {
        give(counts, usize::from(*place), best.saturating_sub(rank) as u32);
    }
}

fn give(counts: &mut [u32], place: usize, points: u32) {
    if let Some(count) = counts.get_mut(place) {
        *count += points;
    }
}

/// Free texts are listed. What a cloud holds depends on how its texts are spelled, and is compared apart.
fn file(plan: &PollPlan, texts: &[WordsNo], tally: &mut Tally) {
    if plan.kind == PollKind::Open {
        tally.texts.extend(texts.iter().copied());
    }
}

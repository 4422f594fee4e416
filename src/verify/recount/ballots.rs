//! Ballots. Those of a secret round lie under pseudonyms, which count as voters like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::Order;
use crate::domain::award::AwardChange;
use crate::domain::ballot::{Mark, Tally};
use crate::domain::change::Change;
use crate::domain::id::{PollNo, SessionNo, WordsNo};
use crate::domain::places::Places;
use crate::domain::poll::{Method, PollKind, PollPlan, Voter};
use crate::domain::question::Assistant;
use crate::domain::ranking::Runoff;

/// What a voter cast last: the ballot, and what entered it for somebody.
type Cast = ((u32, Order), Option<Mark>, Option<Assistant>);
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
    pub fn opened(&mut self, poll: PollNo, round: u32) {
        self.0.entry((poll, round)).or_default();
    }

    pub fn voted(&mut self, change: &Change) {
        let Change::Voted { poll, round, voter, mark, seq, id, assisted, edition, signed, .. } = change
        else {
            return;
        };
        if signed.is_some() && self.1.over.contains(poll) {
            return;
        }
        // A ballot in a round that was never opened counts nowhere.
        if let Some(held) = self.0.get_mut(&(*poll, *round)) {
            cast(held, *voter, ((*edition, (*seq, *id)), mark.clone(), *assisted));
        }
    }

    /// Takes in what happened to an award.
    pub fn take(&mut self, change: &AwardChange) {
        match change {
            AwardChange::Begun { session, polls, .. } => {
                self.1.polls.insert(*session, polls.iter().flatten().copied().collect());
            }
            AwardChange::Opened { session, .. } => {
                self.1.over.extend(self.1.polls.get(session).into_iter().flatten());
            }
            AwardChange::Planned { .. }
            | AwardChange::PaperTaken { .. }
            | AwardChange::Scored { .. }
            | AwardChange::Recused { .. }
            | AwardChange::Prepared { .. }
            | AwardChange::Replaced { .. }
            | AwardChange::Sealed { .. }
            | AwardChange::OpeningAsked { .. }
            | AwardChange::Revealed { .. } => {}
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

    /// The round of a poll that was opened last, and its ballots.
    pub fn last(&self, poll: PollNo) -> Option<(u32, impl Iterator<Item = (&Voter, &Mark)> + Clone)> {
        let ((_, round), held) = self.0.range((poll, 0)..=(poll, u32::MAX)).next_back()?;
        Some((*round, marked(held)))
    }

    /// The ballots of a round.
    pub fn of(&self, round: (PollNo, u32)) -> impl Iterator<Item = (&Voter, &Mark)> + Clone {
        self.0.get(&round).into_iter().flat_map(marked)
    }

    /// What a runoff comes to: each round is counted from all ballots anew. The votes of each round, what went out after it, and the places.
    pub fn runoff(&self, poll: PollNo, round: u32, plan: &PollPlan) -> Option<Runoff> {
        if plan.kind != (PollKind::Ranking { method: Method::InstantRunoff }) {
            return None;
        }
        let held = self.0.get(&(poll, round)).into_iter().flat_map(Box::values);
        let orders: Vec<&[u8]> = held
            .filter_map(|(_, mark, _)| match mark {
                Some(Mark::Options(order)) => Some(order.as_slice()),
                _ => None,
            })
            .collect();
        Some(super::runoff::count(&orders, plan.options.len().min(Places::MOST)))
    }

    pub fn tally(&self, poll: PollNo, round: u32, plan: &PollPlan) -> Tally {
        let options = plan.choices();
        let rows = plan.options.len().min(Places::MOST);
        let is_schulze = plan.kind == PollKind::Ranking { method: Method::Schulze };
        let mut tally = Tally {
            counts: vec![0; options],
            backers: vec![0; if plan.kind == PollKind::Points { rows } else { 0 }],
            pairs: vec![0; if is_schulze { rows * rows } else { 0 }],
            ..Tally::default()
        };
        let held = self.0.get(&(poll, round));
        let marks = held
            .into_iter()
            .flat_map(Box::values)
            .filter_map(|(_, mark, assisted)| Some((mark.as_ref()?, assisted)));
        for (mark, assisted) in marks {
            tally.voters += 1;
            tally.assisted += u32::from(assisted.is_some());
            tally.ushers += u32::from(*assisted == Some(Assistant::Usher));
            tally.kiosks += u32::from(*assisted == Some(Assistant::Kiosk));
            match mark {
                Mark::Options(places) if matches!(plan.kind, PollKind::Ranking { .. }) => {
                    ranked(plan, places.as_slice(), &mut tally);
                }
                Mark::Steps(steps) => grid(plan, steps.as_slice(), &mut tally),
                Mark::Points(points) => hundred(plan, points.as_slice(), &mut tally),
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

fn marked(held: &Box) -> impl Iterator<Item = (&Voter, &Mark)> + Clone {
    held.iter().filter_map(|(voter, (_, mark, _))| Some((voter, mark.as_ref()?)))
}

/// The highest order of a voter stands.
fn cast(held: &mut Box, voter: Voter, cast: Cast) {
    if held.get(&voter).is_none_or(|(stands, ..)| cast.0 > *stands) {
        held.insert(voter, cast);
    }
}

/// By Borda points; else the first choice, and by Schulze for every two options whether the one is named before the other, or alone.
fn ranked(plan: &PollPlan, order: &[u8], tally: &mut Tally) {
    if plan.kind == (PollKind::Ranking { method: Method::Borda }) {
        return borda(order, &mut tally.counts);
    }
    if let Some(first) = order.first() {
        give(&mut tally.counts, usize::from(*first), 1);
    }
    let rows = tally.pairs.len().isqrt();
    let stands = |option: usize| order.iter().position(|named| usize::from(*named) == option);
    for pair in 0..tally.pairs.len() {
        let (one, other) = (stands(pair / rows), stands(pair % rows));
        let is_before = one.is_some_and(|one| other.is_none_or(|other| one < other));
        give(&mut tally.pairs, pair, u32::from(is_before));
    }
}

/// Each statement has its steps beside each other.
fn grid(plan: &PollPlan, given: &[u8], tally: &mut Tally) {
    let PollKind::Likert { steps } = plan.kind else { return };
    for (row, step) in given.iter().enumerate().filter(|(_, step)| (1..=steps).contains(step)) {
        give(&mut tally.counts, row * usize::from(steps) + usize::from(*step) - 1, 1);
    }
}

fn hundred(plan: &PollPlan, given: &[u8], tally: &mut Tally) {
    if plan.kind != PollKind::Points {
        return;
    }
    for (option, points) in given.iter().enumerate() {
        give(&mut tally.counts, option, u32::from(*points));
        give(&mut tally.backers, option, u32::from(*points > 0));
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

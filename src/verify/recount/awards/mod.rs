//! Awards. When one is opened its marks and its ballots are counted once more, by what `docs/award.md` says and with nothing of
//! what the room counts by.

mod track;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Order;
use super::ballots::Ballots;
use crate::domain::award::{AwardChange, AwardPlan, AwardResults, Case, Lot};
use crate::domain::id::{PollNo, SessionNo};
use track::Marks;

#[derive(Debug, Default)]
pub(in crate::verify) struct Awards {
    held: BTreeMap<SessionNo, Held>,
    /// How many tracks were counted.
    pub tracks: usize,
    /// The tracks that do not come out, by session and place.
    pub wrong: Vec<(SessionNo, usize)>,
}

/// What was given in an award so far.
#[derive(Debug, Default)]
struct Held {
    plan: Arc<AwardPlan>,
    lot: Option<Lot>,
    polls: Vec<Option<PollNo>>,
    sheets: BTreeMap<Case, (Order, Box<[u8]>)>,
    /// By whom: the juror, or the organisers.
    recusals: BTreeMap<(Case, bool), (Order, bool)>,
    is_counted: bool,
}

impl Awards {
    pub(super) fn take(&mut self, change: &AwardChange, ballots: &Ballots) {
        let session = change.session();
        let held = self.held.entry(session).or_default();
        match change {
            AwardChange::Planned { plan, .. } if held.lot.is_none() => held.plan = Arc::clone(plan),
            AwardChange::Begun { lot, polls, .. } if held.lot.is_none() => {
                (held.lot, held.polls) = (Some(lot.clone()), polls.clone());
            }
            AwardChange::Scored { case, marks, seq, id, .. } => {
                latest(&mut held.sheets, *case, ((*seq, *id), marks.clone()));
            }
            AwardChange::Recused { case, on, seq, id, by, .. } => {
                latest(&mut held.recusals, (*case, by.is_some()), ((*seq, *id), *on));
            }
            AwardChange::Opened { results, .. } if !held.is_counted => {
                held.is_counted = true;
                self.tracks += held.plan.tracks.len();
                let wrong = held.wrong(results, ballots);
                self.wrong.extend(wrong.into_iter().map(|track| (session, track)));
            }
            _ => {}
        }
    }
}

/// The highest order stands.
fn latest<K: Ord, V>(all: &mut BTreeMap<K, (Order, V)>, key: K, given: (Order, V)) {
    if all.get(&key).is_none_or(|(stands, _)| *stands < given.0) {
        all.insert(key, given);
    }
}

impl Held {
    /// The tracks of which the opening says something else than their marks and ballots.
    fn wrong(&self, said: &AwardResults, ballots: &Ballots) -> Vec<usize> {
        let is_lot = self.lot.as_ref() == Some(&said.lot);
        let comes_out = |track: &usize| {
            let counted = track::count(
                &self.plan,
                *track,
                &said.lot,
                &self.marks(*track),
                &self.votes(*track, ballots),
            );
            is_lot && said.tracks.get(*track) == Some(&counted)
        };
        (0..self.plan.tracks.len().max(said.tracks.len())).filter(|track| !comes_out(track)).collect()
    }

    fn votes(&self, track: usize, ballots: &Ballots) -> track::Votes {
        let poll = self.polls.get(track).copied().flatten();
        let options = self.plan.tracks.get(track).map_or(0, |track| track.nominees.len());
        let (round, ballots, counts) =
            poll.and_then(|poll| ballots.last_round(poll, options)).unwrap_or_default();
        track::Votes { poll, round, ballots, counts }
    }

    fn marks(&self, track: usize) -> Marks {
        let here = |case: &Case| usize::from(case.track) == track;
        let stands = |case: &Case| {
            [false, true].into_iter().any(|by| self.recusals.get(&(*case, by)).is_some_and(|(_, on)| *on))
        };
        let mut marks = Marks::default();
        for (case, (_, given)) in self.sheets.iter().filter(|(case, given)| here(case) && !given.1.is_empty())
        {
            if !stands(case) {
                marks.sheets.entry(case.juror).or_default().insert(case.nominee, given.clone());
            }
        }
        let mut recused: Vec<Case> =
            self.recusals.keys().map(|(case, _)| *case).filter(|c| here(c) && stands(c)).collect();
        recused.dedup();
        for case in recused {
            *marks.recused.entry(case.nominee).or_default() += 1;
        }
        marks
    }
}

//! Awards. When one is opened its marks and its ballots are counted once more, by what `docs/award.md` says and with nothing of
//! what the room counts by.

mod track;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Order;
use super::ballots::Ballots;
use crate::domain::award::{AwardChange, AwardPlan, AwardResults, Case, Lot, Normalise};
use crate::domain::id::{LinkNo, PollNo, SessionNo};
use crate::domain::role::Role;
use track::Marks;

#[derive(Debug, Default)]
pub(in crate::verify) struct Awards {
    held: BTreeMap<SessionNo, Held>,
    organisers: BTreeSet<LinkNo>,
    /// How many tracks were counted.
    pub tracks: usize,
    /// The tracks that do not come out, by session and place.
    pub wrong: Vec<(SessionNo, usize)>,
    /// The awards that were not opened by two, or before they were sealed.
    pub alone: Vec<SessionNo>,
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
    heirs: BTreeMap<LinkNo, LinkNo>,
    is_sealed: bool,
    is_counted: bool,
}

impl Awards {
    pub(super) fn take_link(&mut self, no: LinkNo, role: Role) {
        if role == Role::Organiser {
            self.organisers.insert(no);
        }
    }

    pub(super) fn take(&mut self, change: &AwardChange, ballots: &Ballots) {
        let session = change.session();
        let held = self.held.entry(session).or_default();
        match change {
            AwardChange::Planned { plan, .. } if held.lot.is_none() => held.plan = Arc::clone(plan),
            AwardChange::Begun { lot, polls, .. } if held.lot.is_none() => {
                (held.lot, held.polls) = (Some(lot.clone()), polls.clone());
            }
            AwardChange::Prepared { .. } => *held = Held { plan: Arc::clone(&held.plan), ..Held::default() },
            AwardChange::Replaced { juror, heir, .. } => held.inherit(*juror, *heir),
            AwardChange::Sealed { .. } => held.is_sealed = true,
            AwardChange::Scored { case, marks, seq, id, .. } => {
                let case = held.of_heir(*case);
                latest(&mut held.sheets, case, ((*seq, *id), marks.clone()));
            }
            AwardChange::Recused { case, on, seq, id, by, .. } => {
                let case = held.of_heir(*case);
                latest(&mut held.recusals, (case, by.is_some()), ((*seq, *id), *on));
            }
            AwardChange::Opened { by, asked, results, .. } if !held.is_counted => {
                held.is_counted = true;
                self.tracks += held.plan.tracks.len();
                let wrong = held.wrong(results, ballots);
                self.wrong.extend(wrong.into_iter().map(|track| (session, track)));
                let both = [by, asked].into_iter().all(|link| self.organisers.contains(link));
                if by == asked || !both || !held.is_sealed {
                    self.alone.push(session);
                }
            }
            // What comes of these was said when they came first, or is looked at elsewhere.
            AwardChange::Planned { .. }
            | AwardChange::Begun { .. }
            | AwardChange::Opened { .. }
            | AwardChange::PaperTaken { .. }
            | AwardChange::OpeningAsked { .. }
            | AwardChange::Revealed { .. } => {}
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
    /// The case of whoever goes on for the juror.
    fn of_heir(&self, case: Case) -> Case {
        self.heirs.get(&case.juror).map_or(case, |heir| self.of_heir(Case { juror: *heir, ..case }))
    }

    /// What a juror gave is the heir's, unless the heir gave something later for the same nominee.
    fn inherit(&mut self, juror: LinkNo, heir: LinkNo) {
        let is_round = self.of_heir(Case { track: 0, nominee: 0, juror: heir }).juror == juror;
        if is_round || self.heirs.contains_key(&juror) {
            return;
        }
        self.heirs.insert(juror, heir);
        for (case, given) in std::mem::take(&mut self.sheets) {
            let case = self.of_heir(case);
            latest(&mut self.sheets, case, given);
        }
        for ((case, by), given) in std::mem::take(&mut self.recusals) {
            let case = self.of_heir(case);
            latest(&mut self.recusals, (case, by), given);
        }
    }

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
        if self.plan.normalise == Normalise::ByJuror {
            marks.sheets.retain(|_, sheets| sheets.len() > 1);
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

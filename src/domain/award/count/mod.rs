//! Counting an award: from marks and votes to places. `docs/award.md` says the same in words.

mod points;
mod ranking;

#[cfg(test)]
mod tests;

use super::results::{AwardResults, NomineeResult, TrackResult};
use super::{Award, Lot, PeoplesChoice, Track, TrackKind};
use crate::domain::id::PollNo;
use crate::domain::poll::Poll;
use crate::domain::state::State;
use points::{Fraction, rounded, share};

pub(super) use points::Sheets;

/// What the people chose in a track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Votes {
    poll: Option<PollNo>,
    round: u32,
    ballots: u32,
    counts: Vec<u32>,
}

impl Votes {
    /// What the last round of a poll counted.
    fn of(state: &State, poll: Option<PollNo>) -> Self {
        let held = poll.and_then(|no| state.polls.get(&no)).map(|poll| &**poll);
        let round = held.map(|poll: &Poll| &poll.round);
        Self {
            poll,
            round: round.map_or(0, |round| round.no),
            ballots: round.map_or(0, |round| round.tally.voters),
            counts: round.map(|round| round.tally.counts.clone()).unwrap_or_default(),
        }
    }

    fn of_nominee(&self, nominee: usize) -> u32 {
        self.counts.get(nominee).copied().unwrap_or(0)
    }
}

/// Counts an award. None that was never begun can be.
pub(crate) fn results(state: &State, award: &Award) -> Option<AwardResults> {
    let lot = award.lot.clone()?;
    let votes = |track: usize| Votes::of(state, award.polls.get(track).copied().flatten());
    let tracks = (0..award.plan.tracks.len()).map(|track| of_track(award, &lot, track as u8, &votes(track)));
    Some(AwardResults { tracks: tracks.collect(), lot: lot.clone() })
}

impl Award {
    /// Whether every nominee has marks of enough jurors, where the jury decides anything.
    pub(super) fn has_quorum(&self) -> bool {
        let plan = &self.plan;
        let decides = plan.people.is_none_or(|people| people.weight < 100);
        let has = |(at, track): (u8, &Track)| {
            let sheets = Sheets::of(self, at);
            (0..track.nominees.len() as u8).all(|nominee| sheets.count(nominee) >= plan.quorum_jury.into())
        };
        let mut scored = (0..).zip(&plan.tracks).filter(|(_, track)| track.kind == TrackKind::Scored);
        !decides || scored.all(has)
    }
}

/// Counts a track.
pub(super) fn of_track(award: &Award, lot: &Lot, no: u8, votes: &Votes) -> TrackResult {
    let plan = &award.plan;
    let track = &plan.tracks[usize::from(no)];
    if track.kind == TrackKind::Honorary {
        let honoured = NomineeResult { place: Some(1), ..NomineeResult::default() };
        return TrackResult {
            jury_quorum: true,
            people_quorum: true,
            nominees: vec![honoured; track.nominees.len()],
            ..TrackResult::default()
        };
    }
    let mut nominees = judged(award, no);
    let jury_quorum = nominees.iter().all(|nominee| nominee.sheets >= u32::from(plan.quorum_jury));
    let people_quorum = voted(plan.people.as_ref(), votes, &mut nominees);
    let has_total = total(plan.people.as_ref(), jury_quorum, people_quorum, &mut nominees);
    if has_total {
        ranking::place(plan, people_quorum, |nominee| lot.of(no, nominee), &mut nominees);
    }
    if people_quorum && plan.people.is_some_and(|people| people.weight == 0) {
        ranking::place_by_votes(&mut nominees);
    }
    let Votes { poll, round, ballots, .. } = *votes;
    TrackResult { jury_quorum, people_quorum, poll, round, ballots, nominees }
}

/// What the jury gave each nominee of a track.
fn judged(award: &Award, track: u8) -> Vec<NomineeResult> {
    let plan = &award.plan;
    let sheets = Sheets::of(award, track);
    let jury = sheets.points(plan.normalise);
    let of = |(nominee, jury): (u8, Option<i32>)| NomineeResult {
        sheets: sheets.count(nominee),
        recused: recused(award, track, nominee),
        jury,
        criteria: sheets.criteria(nominee, plan.criteria.len(), plan.scale),
        firsts: sheets.firsts(nominee),
        ..NomineeResult::default()
    };
    (0..).zip(jury).map(of).collect()
}

fn recused(award: &Award, track: u8, nominee: u8) -> u32 {
    let here = award.recusals.iter().filter(|(case, _)| (case.track, case.nominee) == (track, nominee));
    here.filter(|(_, recusal)| recusal.stands()).count() as u32
}

/// Writes down the people's votes and points, and tells whether enough voted.
fn voted(people: Option<&PeoplesChoice>, votes: &Votes, nominees: &mut [NomineeResult]) -> bool {
    for (at, nominee) in nominees.iter_mut().enumerate() {
        nominee.votes = votes.of_nominee(at);
    }
    let most = nominees.iter().map(|nominee| nominee.votes).max().unwrap_or(0);
    let enough = people.is_some_and(|people| votes.ballots >= people.quorum) && most > 0;
    for nominee in nominees.iter_mut().filter(|_| enough) {
        nominee.people = Some(share(nominee.votes.into(), most.into()));
    }
    enough
}

/// Writes down what the places go by, and tells whether there is anything.
///
/// The people's part of the whole is as their weight says. Where too few of them voted the jury decides alone, unless it has
/// no part at all.
fn total(people: Option<&PeoplesChoice>, jury: bool, voted: bool, nominees: &mut [NomineeResult]) -> bool {
    let weight = people.map_or(0, |people| people.weight);
    let weight = match (weight, jury, voted) {
        (100, _, true) => 100,
        (weight, true, true) => weight,
        (0..=99, true, false) => 0,
        _ => return false,
    };
    for nominee in nominees.iter_mut() {
        let of_jury = (100 - i128::from(weight)) * i128::from(nominee.jury.unwrap_or(0));
        let of_people = i128::from(weight) * i128::from(nominee.people.unwrap_or(0));
        nominee.total = Some(rounded(Fraction { over: of_jury + of_people, under: 100 }));
    }
    true
}

//! A track's places from its marks and votes, worked out for itself.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::award::{AwardPlan, Lot, NomineeResult, Normalise, Tie, TrackKind, TrackResult};
use crate::domain::id::{LinkNo, PollNo};

/// 100 points in thousandths.
const FULL: i128 = 100_000;
/// What deviations are told in, squared.
const UNIT: i128 = 1_000_000_000_000;

/// The marks that count in a track.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// By juror, then by nominee.
    pub sheets: BTreeMap<LinkNo, BTreeMap<u8, Box<[u8]>>>,
    /// How many jurors do not judge a nominee.
    pub recused: BTreeMap<u8, u32>,
}

/// What the people chose.
#[derive(Debug, Default)]
pub(super) struct Votes {
    pub poll: Option<PollNo>,
    pub round: u32,
    pub ballots: u32,
    pub counts: Vec<u32>,
}

pub(super) fn count(plan: &AwardPlan, at: usize, lot: &Lot, marks: &Marks, votes: &Votes) -> TrackResult {
    let Some(track) = plan.tracks.get(at) else { return TrackResult::default() };
    if track.kind == TrackKind::Honorary {
        let nominees =
            track.nominees.iter().map(|_| NomineeResult { place: Some(1), ..NomineeResult::default() });
        let nominees = nominees.collect();
        return TrackResult { jury_quorum: true, people_quorum: true, nominees, ..TrackResult::default() };
    }
    let points = points(plan, marks);
    let mut nominees: Vec<NomineeResult> =
        (0..track.nominees.len()).map(|no| nominee(plan, no as u8, &points, marks, votes)).collect();
    let jury_quorum = nominees.iter().all(|nominee| nominee.sheets >= plan.quorum_jury.into());
    let most = nominees.iter().map(|nominee| nominee.votes).max().unwrap_or(0);
    let people_quorum = most > 0 && plan.people.is_some_and(|people| people.quorum <= votes.ballots);
    if people_quorum {
        for nominee in &mut nominees {
            nominee.people = Some(share(i128::from(nominee.votes), i128::from(most)));
        }
    }
    let weight = plan.people.map_or(0, |people| i128::from(people.weight));
    let people_part = if people_quorum { weight } else { 0 };
    if if weight == 100 { people_quorum } else { jury_quorum } {
        for nominee in &mut nominees {
            let jury = i128::from(nominee.jury.unwrap_or(0)) * (100 - people_part);
            let people = i128::from(nominee.people.unwrap_or(0)) * people_part;
            nominee.total = Some(half_up(jury + people, 100) as i32);
        }
        rank(plan, (at, lot), people_quorum, &mut nominees);
    }
    if people_quorum && weight == 0 {
        let votes: Vec<u32> = nominees.iter().map(|nominee| nominee.votes).collect();
        for nominee in &mut nominees {
            let more = votes.iter().filter(|votes| **votes > nominee.votes).count();
            nominee.people_place = Some(1 + more as u8);
        }
    }
    let Votes { poll, round, ballots, .. } = *votes;
    TrackResult { jury_quorum, people_quorum, poll, round, ballots, nominees }
}

type Points = BTreeMap<LinkNo, BTreeMap<u8, i128>>;

/// What each sheet comes to.
fn points(plan: &AwardPlan, marks: &Marks) -> Points {
    let weights: i128 = plan.criteria.iter().map(|criterion| i128::from(criterion.weight)).sum();
    let best = weights * i128::from(plan.scale);
    let of = |marks: &[u8]| {
        let sum: i128 = (plan.criteria.iter().zip(marks))
            .map(|(criterion, mark)| i128::from(criterion.weight) * i128::from(*mark))
            .sum();
        i128::from(share(sum, best))
    };
    let given =
        |sheets: &BTreeMap<u8, Box<[u8]>>| sheets.iter().map(|(no, marks)| (*no, of(marks))).collect();
    marks.sheets.iter().map(|(juror, sheets)| (*juror, given(sheets))).collect()
}

fn nominee(plan: &AwardPlan, no: u8, points: &Points, marks: &Marks, votes: &Votes) -> NomineeResult {
    let sheets: Vec<&[u8]> =
        marks.sheets.values().filter_map(|sheets| sheets.get(&no)).map(|marks| &**marks).collect();
    let best = i128::from(plan.scale) * sheets.len() as i128;
    let criterion = |at: usize| {
        let given: i128 = sheets.iter().filter_map(|marks| marks.get(at)).map(|mark| i128::from(*mark)).sum();
        share(given, best)
    };
    let jury = match plan.normalise {
        Normalise::None => plain(no, points),
        Normalise::ByJuror => levelled(no, points),
    };
    let compared = points.values().filter(|given| given.len() > 1 && given.contains_key(&no));
    let firsts = compared.filter(|given| given.values().max() == given.get(&no));
    NomineeResult {
        sheets: sheets.len() as u32,
        recused: marks.recused.get(&no).copied().unwrap_or(0),
        jury,
        criteria: (0..plan.criteria.len()).map(criterion).collect(),
        firsts: firsts.count() as u32,
        votes: votes.counts.get(usize::from(no)).copied().unwrap_or(0),
        ..NomineeResult::default()
    }
}

fn plain(no: u8, points: &Points) -> Option<i32> {
    let given: Vec<i128> = points.values().filter_map(|given| given.get(&no)).copied().collect();
    (!given.is_empty()).then(|| half_up(given.iter().sum(), given.len() as i128) as i32)
}

/// The average deviation from each juror's own average, in the juror's own spread, on the average and the spread of all.
fn levelled(no: u8, points: &Points) -> Option<i32> {
    let (mut jurors, mut deviations) = (0, 0);
    for given in points.values() {
        let Some(own) = given.get(&no) else { continue };
        let (count, sum, spread) = moments(&given.values().copied().collect::<Vec<_>>());
        jurors += 1;
        deviations += half_up(UNIT * (count * own - sum), spread);
    }
    let all: Vec<i128> = points.values().flat_map(|given| given.values().copied()).collect();
    let (count, sum, spread) = moments(&all);
    let mapped = half_up(UNIT * jurors * sum + spread * deviations, UNIT * jurors * count);
    (jurors > 0).then_some(mapped as i32)
}

/// How many, their sum, and a million times their count times their standard deviation, rounded down.
fn moments(numbers: &[i128]) -> (i128, i128, i128) {
    let (count, sum) = (numbers.len() as i128, numbers.iter().sum::<i128>());
    let squares: i128 = numbers.iter().map(|number| number.pow(2)).sum();
    (count, sum, (UNIT * (count * squares - sum.pow(2))).isqrt())
}

/// Places by points and then by each rule in turn, all of them as bytes of which the greater are ahead.
fn rank(plan: &AwardPlan, (at, lot): (usize, &Lot), people: bool, nominees: &mut [NomineeResult]) {
    let mut heaviest: Vec<usize> = (0..plan.criteria.len()).collect();
    heaviest.sort_by_key(|at| (u8::MAX - plan.criteria[*at].weight, *at));
    let key = |no: usize, nominee: &NomineeResult, tie: Tie| -> Vec<u8> {
        match tie {
            Tie::Criterion => heaviest.iter().flat_map(|at| nominee.criteria[*at].to_be_bytes()).collect(),
            Tie::People => if people { nominee.votes } else { 0 }.to_be_bytes().to_vec(),
            Tie::Firsts => nominee.firsts.to_be_bytes().to_vec(),
            Tie::Lot => {
                Sha256::digest(format!("{lot}:{at}:{no}")).iter().map(|byte| u8::MAX - byte).collect()
            }
        }
    };
    let keys: Vec<Vec<Vec<u8>>> = (nominees.iter().enumerate())
        .map(|(no, nominee)| {
            // As bytes a negative one is behind as well.
            let total = (nominee.total.unwrap_or(0) ^ i32::MIN).to_be_bytes().to_vec();
            std::iter::once(total).chain(plan.ties.iter().map(|tie| key(no, nominee, *tie))).collect()
        })
        .collect();
    for (no, nominee) in nominees.iter_mut().enumerate() {
        let alike = |asked: usize| keys.iter().filter(|other| other[..asked] == keys[no][..asked]).count();
        // The first key are the points, which are no rule.
        let parted = (1..keys[no].len()).rev().find(|rule| alike(*rule) > alike(rule + 1));
        nominee.place = Some(1 + keys.iter().filter(|other| **other > keys[no]).count() as u8);
        nominee.tie = parted.map(|rule| plan.ties[rule - 1]);
    }
}

/// The part of a whole in points: 0 of what is nothing.
fn share(part: i128, whole: i128) -> u32 {
    u32::try_from(half_up(FULL * part, whole)).unwrap_or_default()
}

/// The nearest whole number, half away from zero.
fn half_up(over: i128, under: i128) -> i128 {
    match (over, under) {
        (_, 0) => 0,
        (0.., _) => (2 * over + under) / (2 * under),
        _ => -half_up(-over, under),
    }
}

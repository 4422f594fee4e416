//! The jury's points: of a nominee the average over the jurors whose marks count for it.

use std::collections::BTreeMap;

use crate::domain::award::{Award, AwardPlan, Normalise};
use crate::domain::id::LinkNo;

/// The most points that there are: 100, in thousandths.
pub(super) const MOST: u32 = 100_000;
/// Deviations are told in millionths of a spread; a square root of so many times something is a million times its root.
const MILLIONTHS: i128 = 1_000_000;

/// A fraction that is to be rounded.
pub(super) struct Fraction {
    pub over: i128,
    pub under: i128,
}

/// The nearest whole number, half away from zero; 0 of what is under nothing.
fn nearest(Fraction { over, under }: Fraction) -> i128 {
    if under == 0 {
        return 0;
    }
    let half = (2 * over.abs() + under) / (2 * under);
    half * over.signum()
}

/// The nearest points, from none to the most.
pub(super) fn rounded(fraction: Fraction) -> u32 {
    u32::try_from(nearest(fraction).clamp(0, i128::from(MOST))).unwrap_or(MOST)
}

/// Points that jurors gave the nominees of a track.
#[derive(Debug)]
pub(super) struct Sheets {
    /// By juror, then by nominee.
    by: BTreeMap<LinkNo, BTreeMap<u8, i128>>,
    nominees: u8,
}

impl Sheets {
    pub fn of(award: &Award, track: u8, nominees: u8) -> Self {
        let mut by: BTreeMap<LinkNo, BTreeMap<u8, i128>> = BTreeMap::new();
        for nominee in 0..nominees {
            for (juror, marks) in award.counted(track, nominee) {
                by.entry(juror).or_default().insert(nominee, given(&award.plan, marks));
            }
        }
        Self { by, nominees }
    }

    /// How many there are of a nominee.
    pub fn count(&self, nominee: u8) -> u32 {
        self.by.values().filter(|given| given.contains_key(&nominee)).count() as u32
    }

    /// The points of each nominee; none of one that nobody judged.
    pub fn points(&self, normalise: Normalise) -> Vec<Option<u32>> {
        let points = |nominee| match normalise {
            Normalise::None => self.average(nominee),
            Normalise::ByJuror => self.levelled(nominee),
        };
        (0..self.nominees).map(points).collect()
    }

    /// How many jurors gave nobody more than that nominee.
    pub fn firsts(&self) -> Vec<u32> {
        let is_first = |given: &BTreeMap<u8, i128>, nominee: u8| {
            given.get(&nominee).is_some_and(|own| given.values().all(|other| other <= own))
        };
        let firsts = |nominee| self.by.values().filter(|given| is_first(given, nominee)).count() as u32;
        (0..self.nominees).map(firsts).collect()
    }

    fn average(&self, nominee: u8) -> Option<u32> {
        let own: Vec<i128> = self.by.values().filter_map(|given| given.get(&nominee).copied()).collect();
        let under = own.len() as i128;
        (under > 0).then(|| rounded(Fraction { over: own.iter().sum(), under }))
    }

    /// The average of how far jurors put the nominee above or below their own average, in their own spread, as points of the
    /// average and the spread that all of the track's sheets have together.
    fn levelled(&self, nominee: u8) -> Option<u32> {
        let own: Vec<i128> = self.by.values().filter_map(|given| deviation(given, nominee)).collect();
        let count = own.len() as i128;
        let all = Spread::of(self.by.values().flat_map(|given| given.values().copied()));
        let unit = MILLIONTHS * MILLIONTHS;
        let over = unit * count * all.sum + all.root * own.iter().sum::<i128>();
        (count > 0).then(|| rounded(Fraction { over, under: unit * count * all.count }))
    }
}

/// What a sheet comes to: the marks by their criteria's weights, as a share of the highest that there are.
fn given(plan: &AwardPlan, marks: &[u8]) -> i128 {
    let weighed = plan.criteria.iter().zip(marks).map(|(c, mark)| i128::from(c.weight) * i128::from(*mark));
    let weights: i128 = plan.criteria.iter().map(|criterion| i128::from(criterion.weight)).sum();
    let over = weighed.sum::<i128>() * i128::from(MOST);
    rounded(Fraction { over, under: weights * i128::from(plan.scale) }).into()
}

/// How far a juror put a nominee above the own average, in millionths of the own spread; 0 of who gave all the same.
fn deviation(given: &BTreeMap<u8, i128>, nominee: u8) -> Option<i128> {
    let own = given.get(&nominee)?;
    let spread = Spread::of(given.values().copied());
    let over = MILLIONTHS * MILLIONTHS * (spread.count * own - spread.sum);
    Some(nearest(Fraction { over, under: spread.root }))
}

/// How many numbers there are, their sum, and a million times their count times their spread (the standard deviation of all of
/// them, no sample's), rounded down.
struct Spread {
    count: i128,
    sum: i128,
    root: i128,
}

impl Spread {
    fn of(numbers: impl Iterator<Item = i128> + Clone) -> Self {
        let (count, sum) = (numbers.clone().count() as i128, numbers.clone().sum::<i128>());
        let squares: i128 = numbers.map(|number| number * number).sum();
        let root = (MILLIONTHS * MILLIONTHS * (count * squares - sum * sum)).isqrt();
        Self { count, sum, root }
    }
}

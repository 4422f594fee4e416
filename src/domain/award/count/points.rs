//! The jury's points: of a nominee the average over the jurors whose marks count for it.

use std::collections::BTreeMap;

use crate::domain::award::{Award, AwardPlan, Normalise};
use crate::domain::id::LinkNo;

/// The most points that a sheet or the people can give: 100, in thousandths.
pub(super) const MOST: u32 = 100_000;
/// Deviations are told in millionths of a spread; a square root of so many times something is a million times its root.
const MILLIONTHS: i128 = 1_000_000;
/// Whoever judged fewer of a track has preferred nobody in it.
const COMPARED: usize = 2;

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

/// The nearest points.
pub(super) fn rounded(fraction: Fraction) -> i32 {
    nearest(fraction) as i32
}

/// The nearest points of a part of a whole, from none to the most.
pub(super) fn share(part: u64, whole: u64) -> u32 {
    let points = nearest(Fraction { over: i128::from(part) * i128::from(MOST), under: whole.into() });
    u32::try_from(points).unwrap_or(MOST)
}

/// The sheets of a track that count.
#[derive(Debug)]
pub(in crate::domain::award) struct Sheets<'a> {
    /// By juror, then by nominee.
    by: BTreeMap<LinkNo, BTreeMap<u8, Sheet<'a>>>,
    nominees: u8,
}

#[derive(Debug)]
struct Sheet<'a> {
    marks: &'a [u8],
    points: i128,
}

impl<'a> Sheets<'a> {
    /// Where marks are levelled by juror, the one sheet of whoever judged a single nominee says nothing, and counts for nothing.
    pub fn of(award: &'a Award, track: u8) -> Self {
        let nominees =
            award.plan.tracks.get(usize::from(track)).map_or(0, |track| track.nominees.len()) as u8;
        let mut by: BTreeMap<LinkNo, BTreeMap<u8, Sheet<'_>>> = BTreeMap::new();
        for (case, marks) in award.counted(track) {
            let sheet = Sheet { marks, points: given(&award.plan, marks) };
            by.entry(case.juror).or_default().insert(case.nominee, sheet);
        }
        if award.plan.normalise == Normalise::ByJuror {
            by.retain(|_, given| given.len() >= COMPARED);
        }
        Self { by, nominees }
    }

    /// How many there are of a nominee.
    pub fn count(&self, nominee: u8) -> u32 {
        self.of_nominee(nominee).count() as u32
    }

    /// The points of each nominee; none of one that nobody judged.
    pub fn points(&self, normalise: Normalise) -> Vec<Option<i32>> {
        let points = |nominee| match normalise {
            Normalise::None => self.average(nominee),
            Normalise::ByJuror => self.levelled(nominee),
        };
        (0..self.nominees).map(points).collect()
    }

    /// A nominee's average in each of so many criteria, as it was given; 0 where nobody gave any.
    pub fn criteria(&self, nominee: u8, criteria: usize, scale: u8) -> Vec<u32> {
        let most = u64::from(self.count(nominee)) * u64::from(scale);
        let sum = |at: usize| -> u64 {
            self.of_nominee(nominee).filter_map(|sheet| sheet.marks.get(at)).copied().map(u64::from).sum()
        };
        (0..criteria).map(|at| share(sum(at), most)).collect()
    }

    /// How many jurors who judged more than one gave nobody more than that nominee.
    pub fn firsts(&self, nominee: u8) -> u32 {
        let is_first = |given: &&BTreeMap<u8, Sheet<'_>>| {
            let own = given.get(&nominee).filter(|_| given.len() >= COMPARED);
            own.is_some_and(|own| given.values().all(|other| other.points <= own.points))
        };
        self.by.values().filter(is_first).count() as u32
    }

    fn of_nominee(&self, nominee: u8) -> impl Iterator<Item = &Sheet<'a>> {
        self.by.values().filter_map(move |given| given.get(&nominee))
    }

    fn average(&self, nominee: u8) -> Option<i32> {
        let own: Vec<i128> = self.of_nominee(nominee).map(|sheet| sheet.points).collect();
        let under = own.len() as i128;
        (under > 0).then(|| rounded(Fraction { over: own.iter().sum(), under }))
    }

    /// The average of how far jurors put the nominee above or below their own average, in their own spread, as points of the
    /// average and the spread that all of the track's sheets have together.
    fn levelled(&self, nominee: u8) -> Option<i32> {
        let own: Vec<i128> = self.by.values().filter_map(|given| deviation(given, nominee)).collect();
        let count = own.len() as i128;
        let all = Spread::of(self.by.values().flat_map(|given| given.values().map(|sheet| sheet.points)));
        let unit = MILLIONTHS * MILLIONTHS;
        let over = unit * count * all.sum + all.root * own.iter().sum::<i128>();
        (count > 0).then(|| rounded(Fraction { over, under: unit * count * all.count }))
    }
}

/// What a sheet comes to: the marks by their criteria's weights, as a share of the highest that there are.
fn given(plan: &AwardPlan, marks: &[u8]) -> i128 {
    let weighed: u64 =
        plan.criteria.iter().zip(marks).map(|(c, mark)| u64::from(c.weight) * u64::from(*mark)).sum();
    let weights: u64 = plan.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum();
    share(weighed, weights * u64::from(plan.scale)).into()
}

/// How far a juror put a nominee above the own average, in millionths of the own spread; 0 of who gave all the same.
fn deviation(given: &BTreeMap<u8, Sheet<'_>>, nominee: u8) -> Option<i128> {
    let own = given.get(&nominee)?.points;
    let spread = Spread::of(given.values().map(|sheet| sheet.points));
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

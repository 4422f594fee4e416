//! The statements that unite the groups, and those that divide them.

use super::counts::{Counts, Side};
use super::leaning::Stance;
use super::proportion::{self, SIGNIFICANT};
use super::representative::{self, Representative};

/// What groups say: what is typical of each, what unites and what divides them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// The statements that are typical of each group.
    pub typical: Vec<Vec<Representative>>,
    /// The statements that unite them, the one they agree on most first.
    pub uniting: Vec<Uniting>,
    /// The statements that divide them, the one that does most first.
    pub dividing: Vec<Dividing>,
}

impl Ranking {
    /// Of so many groups: `said` are statements by their places, and what each of the groups said of them. Nothing else goes in, so
    /// whatever is not among these counts follows from none of it.
    #[must_use]
    pub fn of(groups: usize, said: &[(usize, Vec<Counts>)]) -> Self {
        let stances = |group: usize| {
            let own = said.iter().map(|(no, counts)| {
                let all: Counts = counts.iter().copied().sum();
                (*no, Stance::of(counts[group], all - counts[group]))
            });
            own.collect::<Vec<_>>()
        };
        let mut ranking = Self {
            typical: (0..groups).map(|group| representative::chosen(&stances(group))).collect(),
            uniting: said.iter().filter_map(|(no, counts)| Uniting::of(*no, counts)).collect(),
            dividing: said.iter().filter_map(|(no, counts)| Dividing::of(*no, counts)).collect(),
        };
        ranking.uniting.sort_by(|a, b| b.consensus.total_cmp(&a.consensus));
        ranking.dividing.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        ranking
    }
}

/// The group-aware consensus on a statement (Small et al. 2021): the probability that one of each group takes the side, all at once. 0 to 1;
/// it is high where no group stands aside, however small it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Consensus {
    /// That all agree.
    pub agree: f64,
    /// That all disagree.
    pub disagree: f64,
}

impl Consensus {
    /// Of what each group said.
    #[must_use]
    pub fn of(groups: &[Counts]) -> Self {
        let product = |side| groups.iter().map(|counts| counts.probability(side)).product();
        Self { agree: product(Side::Agree), disagree: product(Side::Disagree) }
    }

    /// On one side.
    #[must_use]
    pub fn on(self, side: Side) -> f64 {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }
}

/// A statement on which every group takes the same side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uniting {
    /// Which, by its place among the statements.
    pub statement: usize,
    /// The side.
    pub side: Side,
    /// The group-aware consensus on that side.
    pub consensus: f64,
}

impl Uniting {
    /// Where it is likelier than not in each group, and a significant majority of all.
    #[must_use]
    pub fn of(statement: usize, groups: &[Counts]) -> Option<Self> {
        let all: Counts = groups.iter().copied().sum();
        let unites = |side: &Side| {
            let majority = proportion::cautious_majority(all.took(*side), all.seen());
            majority > SIGNIFICANT && groups.iter().all(|counts| counts.probability(*side) > 0.5)
        };
        let side = [Side::Agree, Side::Disagree].into_iter().find(unites)?;
        Some(Self { statement, side, consensus: Consensus::of(groups).on(side) })
    }
}

/// A statement on which two groups take opposite sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dividing {
    /// Which, by its place among the statements.
    pub statement: usize,
    /// The group that agrees, by its place among the groups.
    pub agreeing: usize,
    /// The one that disagrees.
    pub disagreeing: usize,
    /// The probability that one of each take these sides, 0 to 1.
    pub strength: f64,
}

impl Dividing {
    /// Of the two groups that it divides most, where they lean opposite ways and significantly so.
    #[must_use]
    pub fn of(statement: usize, groups: &[Counts]) -> Option<Self> {
        let pairs =
            (0..groups.len()).flat_map(|agreeing| (0..groups.len()).map(move |other| (agreeing, other)));
        let divided = pairs.filter(|(agreeing, other)| is_divided(groups[*agreeing], groups[*other]));
        let dividing = |(agreeing, disagreeing): (usize, usize)| {
            let strength =
                groups[agreeing].probability(Side::Agree) * groups[disagreeing].probability(Side::Disagree);
            Self { statement, agreeing, disagreeing, strength }
        };
        divided.map(dividing).reduce(|most, next| if next.strength > most.strength { next } else { most })
    }
}

fn is_divided(agreeing: Counts, disagreeing: Counts) -> bool {
    let agree = |counts: Counts| (counts.agrees, counts.seen());
    agreeing.agrees > agreeing.disagrees
        && disagreeing.disagrees > disagreeing.agrees
        && proportion::difference(agree(agreeing), agree(disagreeing)) > SIGNIFICANT
}

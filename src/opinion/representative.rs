//! The statements that tell what a group is about, chosen as Polis does.

use super::counts::Side;
use super::leaning::{Leaning, Stance};
use super::proportion::SIGNIFICANT;

/// A group has no more of them than this (Polis).
const MOST: usize = 5;

/// A statement that is typical of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Representative {
    /// Which, by its place among the statements.
    pub statement: usize,
    /// The side that the group takes.
    pub side: Side,
    /// How it does.
    pub leaning: Leaning,
}

impl Representative {
    fn of(statement: usize, stance: &Stance) -> Self {
        let (side, leaning) = stance.own();
        Self { statement, side, leaning: *leaning }
    }
}

/// The statements of one group: what it agrees with first, then what it disagrees with. There is one wherever anything sets the group
/// apart, though it be nothing significant. `stances` are those of the group on the statements that count.
#[must_use]
pub fn chosen(stances: &[(usize, Stance)]) -> Vec<Representative> {
    let agreed = best_agreed(stances);
    let significant: Vec<&(usize, Stance)> = stances
        .iter()
        .filter(|(_, stance)| stance.agree.is_significant() || stance.disagree.is_significant())
        .collect();
    if significant.is_empty() {
        return agreed.or_else(|| most_apart(stances)).into_iter().collect();
    }
    let others = significant.iter().map(|(statement, stance)| Representative::of(*statement, stance));
    let mut others: Vec<_> =
        others.filter(|other| agreed.is_none_or(|agreed| agreed.statement != other.statement)).collect();
    others.sort_by(|a, b| b.leaning.weight().total_cmp(&a.leaning.weight()));
    let mut chosen: Vec<_> = agreed.into_iter().chain(others).take(MOST).collect();
    chosen.sort_by_key(|chosen| chosen.side == Side::Disagree);
    chosen
}

/// The statement with the largest difference from the others, on either side.
fn most_apart(stances: &[(usize, Stance)]) -> Option<Representative> {
    let all = stances.iter().map(|(statement, stance)| Representative::of(*statement, stance));
    all.reduce(|best, next| if next.leaning.difference > best.leaning.difference { next } else { best })
}

/// The statement that the group agrees with best.
fn best_agreed(stances: &[(usize, Stance)]) -> Option<Representative> {
    let mut best: Option<&(usize, Stance)> = None;
    for next in stances {
        if is_better_agreed(&next.1, best.map(|(_, stance)| &stance.agree)) {
            best = Some(next);
        }
    }
    best.map(|(statement, stance)| Representative::of(*statement, stance))
}

/// Whether it is agreed with better than the best so far: by what sets the group apart, if that does, or else by agreement alone.
fn is_better_agreed(stance: &Stance, best: Option<&Leaning>) -> bool {
    let Stance { counts, agree, .. } = stance;
    if counts.agrees == 0 && counts.disagrees == 0 {
        return false;
    }
    let agreement = |leaning: &Leaning| leaning.probability * leaning.majority;
    match best {
        Some(best) if best.ratio > 1.0 => agree.weight() > best.weight(),
        Some(best) => agreement(agree) > agreement(best),
        None => agree.majority > SIGNIFICANT || (agree.ratio > 1.0 && agree.probability > 0.5),
    }
}

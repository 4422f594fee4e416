//! How many groups are shown: the number that fits best, once it has done so for a while.

use super::grouping::Grouping;

/// So much better than a smaller number of groups a larger one has to fit: fewer are easier to grasp.
const CLEARLY: f64 = 0.01;

/// So many times in a row another number has to fit best before it is shown (Polis).
const TIMES: u32 = 4;

/// Remembers which number is shown, so that a wall doesn't flicker.
#[derive(Debug, Clone, Copy, Default)]
pub struct Number {
    shown: Option<usize>,
    best: usize,
    times: u32,
}

impl Number {
    /// Takes in another set of groupings, and says which of them is shown; none of none.
    pub fn choose(&mut self, groupings: &[Grouping]) -> Option<usize> {
        let best = best(groupings)?;
        self.times = if best == self.best { self.times.saturating_add(1) } else { 1 };
        self.best = best;
        if self.times >= TIMES || self.shown.is_none_or(|shown| shown >= groupings.len()) {
            self.shown = Some(best);
        }
        self.shown
    }
}

/// The place of the best grouping: of those that fit about as well as any the one with fewest groups.
fn best(groupings: &[Grouping]) -> Option<usize> {
    let most = groupings.iter().map(|grouping| grouping.silhouette).fold(f64::NEG_INFINITY, f64::max);
    groupings.iter().position(|grouping| grouping.silhouette >= most - CLEARLY)
}

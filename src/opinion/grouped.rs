//! Who is grouped: whoever has said enough to be placed.

use super::matrix::Votes;

/// How many votes are enough, or all statements where there are fewer (Polis).
const ENOUGH: usize = 7;

/// So many are grouped in any case, those with most votes first (Polis).
const AT_LEAST: usize = 15;

/// The participants that are grouped. Whoever is grouped once stays it, though there come more statements.
#[derive(Debug, Clone, Default)]
pub struct Grouped {
    /// In the order in which they came to it.
    order: Vec<usize>,
    is: Vec<bool>,
}

impl Grouped {
    /// The participants, in the order in which they came to be grouped.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Takes the participant in if they have voted enough.
    pub fn consider(&mut self, votes: &Votes, participant: usize) {
        let cast = votes.cast(participant);
        if cast > 0 && cast >= ENOUGH.min(votes.voted_on()) {
            self.admit(participant);
        }
    }

    /// Takes in who has most votes while fewer than [`AT_LEAST`] are grouped.
    pub fn fill_up(&mut self, votes: &Votes) {
        let lacking = AT_LEAST.saturating_sub(self.order.len());
        if lacking == 0 {
            return;
        }
        let mut rest: Vec<usize> = (0..votes.participants())
            .filter(|participant| !self.contains(*participant) && votes.cast(*participant) > 0)
            .collect();
        rest.sort_by_key(|participant| std::cmp::Reverse(votes.cast(*participant)));
        rest.into_iter().take(lacking).for_each(|participant| self.admit(participant));
    }

    fn contains(&self, participant: usize) -> bool {
        self.is.get(participant).copied().unwrap_or(false)
    }

    fn admit(&mut self, participant: usize) {
        if self.contains(participant) {
            return;
        }
        if self.is.len() <= participant {
            self.is.resize(participant + 1, false);
        }
        self.is[participant] = true;
        self.order.push(participant);
    }
}

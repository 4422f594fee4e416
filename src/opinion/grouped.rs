//! Who is grouped: whoever has said enough to be placed.

use super::matrix::Votes;

/// How many votes are enough, or all statements where there are fewer (Polis).
const ENOUGH: usize = 7;

/// So many are grouped in any case, those with most votes first (Polis).
const AT_LEAST: usize = 15;

/// The participants that are grouped. Whoever is grouped once stays it, though there come more statements, until they have taken
/// back all they said.
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

    /// Looks at everyone: by all the votes as they stand, and not by the order in which those came in.
    pub fn review(&mut self, votes: &Votes) {
        let Self { order, is } = self;
        is.resize(votes.participants(), false);
        order.retain(|participant| {
            is[*participant] = votes.cast(*participant) > 0;
            is[*participant]
        });
        let enough = ENOUGH.min(votes.voted_on()).max(1);
        (0..votes.participants())
            .filter(|at| votes.cast(*at) >= enough)
            .for_each(|participant| self.admit(participant));
        self.fill_up(votes);
    }

    /// Takes in who has most votes while fewer than [`AT_LEAST`] are grouped.
    fn fill_up(&mut self, votes: &Votes) {
        let lacking = AT_LEAST.saturating_sub(self.order.len());
        if lacking == 0 {
            return;
        }
        let mut rest: Vec<usize> =
            (0..votes.participants()).filter(|at| !self.is[*at] && votes.cast(*at) > 0).collect();
        rest.sort_by_key(|participant| std::cmp::Reverse(votes.cast(*participant)));
        rest.into_iter().take(lacking).for_each(|participant| self.admit(participant));
    }

    fn admit(&mut self, participant: usize) {
        if !std::mem::replace(&mut self.is[participant], true) {
            self.order.push(participant);
        }
    }
}

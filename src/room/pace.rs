//! When a room may append: so that rooms on other nodes get theirs in (see [`Turns`]).

use tokio::time::Instant;

use crate::journal::Turns;

/// One room's place among those that write to the same journal.
#[derive(Debug, Default)]
pub(super) struct Pace {
    turns: Turns,
    gate: Option<Instant>,
    /// Told to wait for its turn, and not written since: the journal keeps a place for this node.
    in_line: bool,
}

impl Pace {
    /// An own append was written.
    pub(super) fn wrote(&mut self, now: Instant) {
        self.turns.wrote(now.into_std());
        self.in_line = false;
        self.gate = None;
    }

    /// An entry of another node came.
    pub(super) fn saw_other(&mut self, now: Instant) {
        self.turns.saw_other(now.into_std());
        self.gate = None;
    }

    /// An append lost: to another node, or because another one waits longer.
    pub(super) fn lost(&mut self, now: Instant, not_your_turn: bool) {
        self.in_line = true;
        self.gate = not_your_turn.then(|| Instant::from_std(Turns::out_of_turn(now.into_std())));
    }

    /// When the next append may be tried; none means now.
    pub(super) fn opens(&self, now: Instant) -> Option<Instant> {
        let turn = self.turns.before_append(now.into_std()).map(Instant::from_std);
        turn.max(self.gate).filter(|opens| *opens > now)
    }

    /// Whether the journal keeps a place in the line, which is then given up.
    pub(super) fn leave_line(&mut self) -> bool {
        std::mem::take(&mut self.in_line)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn out_of_turn_waits_for_the_next_entry_or_a_moment() {
        let start = Instant::now();
        let mut pace = Pace::default();
        assert_eq!(pace.opens(start), None);
        pace.lost(start, true);
        let opens = pace.opens(start).unwrap();
        assert!(opens <= start + Duration::from_millis(10));
        assert_eq!(pace.opens(opens), None);
        pace.saw_other(start);
        assert_eq!(pace.opens(start), None);
        assert!(pace.leave_line());
        assert!(!pace.leave_line());
    }
}

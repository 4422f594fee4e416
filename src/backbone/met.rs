//! Which processes of Redis were met, so that it is known when another one comes.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The processes, each by what it calls itself and its history.
#[derive(Debug, Default)]
pub struct Met(Mutex<Processes>);

#[derive(Debug, Default)]
struct Processes {
    known: HashSet<Arc<str>>,
    /// Those that were to be met at the start were.
    all_are_there: bool,
    came: u64,
    last_came: Option<Instant>,
}

impl Met {
    /// That one was entered. One that does not say who it is, is not noticed.
    pub(super) fn meet(&self, identity: &Arc<str>, now: Instant) {
        let mut processes = self.processes();
        let is_new = !identity.is_empty() && processes.known.insert(Arc::clone(identity));
        if is_new && processes.all_are_there {
            processes.came += 1;
            processes.last_came = Some(now);
        }
    }

    /// Whoever comes from now on was not there at the start.
    pub fn all_are_there(&self) {
        self.processes().all_are_there = true;
    }

    /// How many came that were not there at the start.
    #[must_use]
    pub fn came(&self) -> u64 {
        self.processes().came
    }

    /// When the last one came that was not there at the start, if any did.
    #[must_use]
    pub fn last_came(&self) -> Option<Instant> {
        self.processes().last_came
    }

    fn processes(&self) -> MutexGuard<'_, Processes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_was_never_met_has_come() {
        let (met, now) = (Met::default(), Instant::now());
        let [first, second, unnamed] = ["a 1", "a 2", ""].map(Arc::from);
        met.meet(&first, now);
        met.all_are_there();
        met.meet(&first, now);
        met.meet(&unnamed, now);
        assert_eq!((met.came(), met.last_came()), (0, None));
        met.meet(&second, now);
        assert_eq!(
            (met.came(), met.last_came()),
            (1, Some(now)),
            "the same process, which was a replica meanwhile"
        );
    }
}

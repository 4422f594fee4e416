//! A failure that comes again and again: told when it is the first one, then each minute with how many there were, and once
//! when it is over.

use std::time::{Duration, Instant};

/// How often one that goes on is told.
const EVERY: Duration = Duration::from_secs(60);

/// What there was of it since it last went well.
#[derive(Debug, Default)]
pub(crate) struct Again(Option<Seen>);

#[derive(Debug)]
struct Seen {
    times: u64,
    told: Instant,
}

impl Again {
    /// It failed once more: how often by now, when that is to be told.
    pub(crate) fn failed(&mut self, now: Instant) -> Option<u64> {
        let Some(seen) = &mut self.0 else {
            self.0 = Some(Seen { times: 1, told: now });
            return Some(1);
        };
        seen.times += 1;
        let is_due = now.saturating_duration_since(seen.told) >= EVERY;
        is_due.then(|| {
            seen.told = now;
            seen.times
        })
    }

    /// It went well: how often it had failed before, where it had.
    pub(crate) fn is_over(&mut self) -> Option<u64> {
        self.0.take().map(|seen| seen.times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_that_goes_on_is_told_at_first_then_each_minute_and_when_it_is_over() {
        let (mut again, start) = (Again::default(), Instant::now());
        assert_eq!(again.is_over(), None);
        let told: Vec<_> =
            (0..700).filter_map(|no| again.failed(start + no * Duration::from_millis(200))).collect();
        assert_eq!(told, [1, 301, 601]);
        assert_eq!((again.is_over(), again.is_over()), (Some(700), None));
        assert_eq!(again.failed(start), Some(1));
    }
}

//! Histories of one journal on a disk that fails, thousands of them: what the suite plays a few of.

use std::time::{Duration, Instant};

use crate::support::disk::history;

/// As many operations as a history takes, about: each is made to fail in its turn, once and for good.
const OPERATIONS: u64 = 260;

/// Plays histories from a seed on until the time is over: how many, and what is wrong.
pub async fn play(seed: u64, lasts: Duration) -> (usize, Vec<String>) {
    let until = Instant::now() + lasts;
    let (mut played, mut wrong) = (0, Vec::new());
    for no in 0.. {
        if Instant::now() >= until {
            break;
        }
        let drawn = seed.wrapping_mul(1_000_003).wrapping_add(no);
        let (nth, for_good) = (1 + drawn % OPERATIONS, no % 2 == 0);
        for (name, outcome) in [
            (format!("the history of seed {drawn}"), history::of_seed(drawn).await),
            (format!("operation {nth}, for good {for_good}"), history::failing_at(nth, for_good).await),
        ] {
            played += 1;
            wrong.extend(outcome.err().map(|why| format!("{name}: {why}")));
        }
    }
    (played, wrong)
}

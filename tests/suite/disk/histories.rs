//! Whatever a disk does and wherever the power is cut: what was acknowledged is there once, what was refused is not.

use crate::support::disk::history;

/// How many histories are drawn; `make chaos` plays thousands.
const SEEDS: u64 = 24;
/// A history takes about so many operations, of which every so-manieth is made to fail.
const OPERATIONS: u64 = 260;
const EVERY: u64 = 23;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_disk_does_what_was_acknowledged_survives_a_power_cut_once() {
    // In the last one no sync of a new database is ever done, and its first page is torn.
    for seed in (0..SEEDS).chain([71_000_230]) {
        let played = history::of_seed(seed).await;
        assert!(played.is_ok(), "seed {seed}: {played:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whichever_operation_fails_once_or_for_good_nothing_acknowledged_is_lost() {
    for nth in (1..OPERATIONS).step_by(EVERY as usize) {
        for for_good in [false, true] {
            let played = history::failing_at(nth, for_good).await;
            assert!(played.is_ok(), "operation {nth}, for good {for_good}: {played:?}");
        }
    }
}

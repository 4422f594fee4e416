//! A few seconds of `make chaos`, so that it stays whole and the simplest promises are held by every run of the tests.

use std::path::PathBuf;
use std::time::Duration;

use crate::chaos::round::Round;
use crate::chaos::scenario::Scenario;
use crate::chaos::server::Program;

/// Plays a short round: how many acts there were.
async fn play(scenario: Scenario, seed: u64) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let round = Round {
        scenario,
        seed,
        phones: 20,
        lasts: Duration::from_secs(3),
        pace: Duration::from_millis(150),
        program: Program { path: PathBuf::from(env!("CARGO_BIN_EXE_majlis")), has_tried_disk: false },
        folder: folder.path().to_owned(),
        lie: None,
    };
    let outcome = round.play().await;
    assert!(outcome.wrong.is_empty(), "{scenario} {seed}: {:#?}", outcome.wrong);
    assert!(outcome.expected.acknowledged > 20, "{} were acknowledged", outcome.expected.acknowledged);
    outcome.acts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_killed_again_and_again_loses_and_doubles_nothing() {
    assert!(play(Scenario::Kill, 1).await >= 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_killed_again_and_again_over_one_redis_lose_and_double_nothing() {
    assert!(play(Scenario::KillTwo, 2).await >= 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_restored_from_a_backup_sends_again_what_that_lacks_and_all_of_it_counts_once() {
    assert!(play(Scenario::Backup, 3).await >= 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_and_their_redis_are_restored_from_the_backup_of_one_and_nothing_is_lost() {
    assert!(play(Scenario::BackupTwo, 4).await >= 1);
}

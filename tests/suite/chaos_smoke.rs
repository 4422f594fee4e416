//! A few seconds of `make chaos`, so that it stays whole and the simplest promises are held by every run of the tests.

use std::path::{Path, PathBuf};
use std::time::Duration;

use majlis::domain::state::State;
use serde_json::json;

use crate::chaos::lie::Lie;
use crate::chaos::recount::Expected;
use crate::chaos::round::Round;
use crate::chaos::scenario::Scenario;
use crate::chaos::server::Program;

/// Plays a short round: how many acts there were.
async fn play(scenario: Scenario, seed: u64) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let outcome = short(scenario, seed, folder.path()).play().await;
    assert!(outcome.wrong.is_empty(), "{scenario} {seed}: {:#?}", outcome.wrong);
    assert!(outcome.expected.acknowledged > 20, "{} were acknowledged", outcome.expected.acknowledged);
    outcome.acts
}

fn short(scenario: Scenario, seed: u64, folder: &Path) -> Round {
    Round {
        scenario,
        seed,
        phones: 20,
        lasts: Duration::from_secs(3),
        pace: Duration::from_millis(150),
        program: Program { path: PathBuf::from(env!("CARGO_BIN_EXE_majlis")), has_tried_disk: false },
        folder: folder.to_owned(),
        lie: None,
    }
}

/// The other kinds are planted by `make chaos ARGS=--selfcheck`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_is_written_twice_in_a_round_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let lasts = Duration::from_millis(1_500);
    let round =
        Round { phones: 8, lasts, lie: Some(Lie::Doubled), ..short(Scenario::Kill, 5, folder.path()) };
    let wrong = round.play().await.wrong;
    assert!(wrong.iter().any(|what| what.contains("questions were acknowledged, and")), "{wrong:#?}");
}

#[test]
fn whatever_was_acknowledged_and_is_not_there_is_told() {
    const SECRET: u32 = 2;
    let gave = |id: u64, command| json!({"phone": 0, "gave": format!("{id:016x}"), "command": command});
    let done = |id: u64| json!({"phone": 0, "done": format!("{id:016x}")});
    let vote = |poll: u32| json!({"do": "vote", "poll": poll, "seq": 1, "choice": {"options": [0]}});
    let mut record = vec![json!({"phone": 0, "person": format!("{:032x}", 1)})];
    let given = [
        json!({"do": "ask", "session": 1, "text": "سؤال"}),
        json!({"do": "support", "question": 1, "on": true, "seq": 1}),
        vote(1),
        vote(SECRET),
    ];
    record.extend((1..).zip(given).flat_map(|(id, command)| [gave(id, command), done(id)]));
    record.push(json!({"phone": 0, "went_back": 1}));
    let expected = Expected::of(&record);
    assert_eq!((expected.acknowledged, expected.undecided, expected.went_back), (4, 0, 1));
    let wrong = expected.differences(&State::default(), SECRET);
    for told in [
        "the question 0000000000000001 was acknowledged and is lost",
        "the support 0000000000000002 was acknowledged, and does not stand",
        "the ballot 0000000000000003 was acknowledged, and does not stand",
        "of the secret ballots 1 are lost, and 0 too many",
    ] {
        assert!(wrong.contains(told), "{told}: {wrong:#?}");
    }
    assert_eq!(wrong.len(), 4, "{wrong:#?}");
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

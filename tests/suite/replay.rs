//! A cut of a real conversation, played over the real protocol: every count is compared with the recount.

use std::path::PathBuf;

use majlis::domain::change::Change;
use majlis::domain::time::Time;
use majlis::rehearse::{Conversation, Network, Plan, Report, rehearse};
use majlis::verify;

use crate::support::forum::{DESK, founding};
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::redis::RedisServer;

/// The conversation that is played: the cut, unless the environment names another one.
fn folder() -> PathBuf {
    let named = std::env::var_os("MAJLIS_REPLAY").map(PathBuf::from);
    named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/polis"))
}

async fn play(nodes: &[&Node]) -> Report {
    let plan = Plan {
        urls: nodes.iter().map(|node| format!("http://{}", node.address).parse().unwrap()).collect(),
        code: HALL_CODE.to_owned(),
        phones: 0,
        duration: None,
        network: Network::Good,
        replay: Some(folder()),
        desk: Some(token_of(DESK)),
    };
    let report = rehearse(&plan, |_| ()).await.unwrap();
    println!("{report}");
    report
}

/// The small forum, but that contributions may be as long as people wrote them there.
fn rehearsal(now: Time) -> Vec<Change> {
    let mut changes = founding(now);
    for change in &mut changes {
        if let Change::ForumSet { forum } = change {
            forum.rules.question_length = 1_000;
        }
    }
    changes
}

fn is_as_the_recount(report: &Report) {
    let conversation = Conversation::read(&folder()).unwrap();
    assert!(report.mismatches.is_empty(), "{report}");
    assert_eq!(report.contributions, Some(conversation.contributions.len()), "{report}");
    assert_eq!((report.unanswered, report.unreadable_frames), (0, 0), "{report}");
    assert!(report.is_good(), "{report}");
}

#[tokio::test]
async fn one_node_counts_a_real_conversation_as_its_votes_say() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found_with(rehearsal).await;
    is_as_the_recount(&play(&[&node]).await);
}

#[tokio::test]
async fn so_do_two_nodes_over_redis() {
    let server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(server.port(), folders[0].path()).await;
    let second = Node::over_redis(server.port(), folders[1].path()).await;
    first.found_with(rehearsal).await;
    is_as_the_recount(&play(&[&first, &second]).await);
    first.stop().await;
    second.stop().await;
    // Each node's own disk has all of it, and counts the same.
    for folder in &folders {
        let report = verify::folder(folder.path(), None).await.unwrap();
        assert!(report.is_whole(), "{report}");
    }
}

/// Of the cut alone: without such people it would show nothing.
#[test]
fn the_cut_has_people_who_changed_their_minds() {
    let conversation = Conversation::read(&folder()).unwrap();
    let agreed = conversation.votes.iter().filter(|vote| vote.agrees).count();
    let counted: u32 = conversation.recount().values().sum();
    assert!(agreed > counted as usize, "nobody who is counted twice by a naive count");
}

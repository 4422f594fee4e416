//! The program killed in the middle of a vote: what it acknowledged is there, and nothing twice.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use majlis::verify;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::support::client::{Client, new_id, next_seq};
use crate::support::forum::DESK;
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::program::Program;
use crate::support::within::within;

const PHONES: usize = 40;
const POLLS: usize = 25;
const VOTES: usize = PHONES * POLLS;

/// A phone with a ballot for every poll, each kept under its id.
struct Phone {
    token: String,
    ballots: Vec<(String, u64, Value)>,
    acknowledged: BTreeSet<u64>,
}

impl Phone {
    /// Votes in every poll until the line is cut, and counts what is acknowledged.
    async fn vote(mut self, mut client: Client, count: Arc<AtomicUsize>, half: Arc<Notify>) -> Self {
        for ballots in self.ballots.chunks(8) {
            for (id, _, command) in ballots {
                if !client.try_send(&json!({"t": "do", "id": id, "command": command})).await {
                    return self;
                }
            }
            for _ in ballots {
                let Some(done) = next_done(&mut client).await else { return self };
                let (_, poll, _) = ballots.iter().find(|(id, ..)| done["id"] == *id).expect("its own");
                self.acknowledged.insert(*poll);
                if count.fetch_add(1, Ordering::SeqCst) + 1 == VOTES / 2 {
                    half.notify_one();
                }
            }
        }
        self
    }
}

/// The next acknowledgement; none when the line is cut.
async fn next_done(client: &mut Client) -> Option<Value> {
    loop {
        let frame = client.next().await?;
        match frame["t"].as_str() {
            Some("done") => return Some(frame),
            Some("refused") => panic!("{frame}"),
            _ => {}
        }
    }
}

#[tokio::test]
async fn killed_in_the_middle_of_a_thousand_votes_it_keeps_every_acknowledged_one_once() {
    let folder = tempfile::tempdir().unwrap();
    let polls = prepare(folder.path()).await;
    let program = Program::serve(folder.path()).await;
    let (count, half) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let mut seated = Vec::new();
    for turn in 0..PHONES {
        let phone = join(program.address, &polls, turn).await;
        let client = Client::hello(program.address, &phone.token, "participant", Some(1)).await;
        seated.push((phone, client));
    }
    let mut voting = JoinSet::new();
    for (phone, client) in seated {
        voting.spawn(phone.vote(client, Arc::clone(&count), Arc::clone(&half)));
    }
    within(half.notified()).await;
    program.kill().await;
    let phones = within(voting.join_all()).await;
    let acknowledged: usize = phones.iter().map(|phone| phone.acknowledged.len()).sum();
    assert!((VOTES / 2..VOTES).contains(&acknowledged), "{acknowledged} of {VOTES} before it was killed");

    is_whole(folder.path()).await;
    let program = Program::serve(folder.path()).await;
    for phone in &phones {
        let mut client = Client::hello(program.address, &phone.token, "participant", Some(1)).await;
        client.settled().await;
        let mine = client.views.mine.clone().unwrap();
        let counted: BTreeSet<u64> = mine["ballots"]
            .as_array()
            .unwrap()
            .iter()
            .map(|ballot| ballot["poll"].as_u64().unwrap())
            .collect();
        assert!(phone.acknowledged.is_subset(&counted), "an acknowledged vote is lost");
        for (id, _, command) in &phone.ballots {
            assert_eq!(client.give_as(id, command.clone()).await["t"], "done");
        }
    }
    let mut desk = Client::hello(program.address, &token_of(DESK), "moderator", Some(1)).await;
    for poll in &polls {
        let topic = 100 + u32::try_from(*poll).unwrap();
        let seen = desk.until_view(topic, |poll| poll["tally"]["v"] == PHONES).await;
        assert_eq!(seen["tally"]["n"], json!([PHONES / 2, PHONES / 2]));
    }
    program.kill().await;
    is_whole(folder.path()).await;
}

/// That the chain holds and every tally is the recount of its ballots.
async fn is_whole(folder: &Path) {
    let report = within(verify::folder(folder, None)).await.unwrap();
    assert!(report.is_whole(), "{report}");
}

/// A data folder with the small forum and its polls, all open.
async fn prepare(folder: &Path) -> Vec<u64> {
    let node = Node::in_folder(folder).await;
    node.found().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut polls = Vec::new();
    for no in 0..POLLS {
        let draft = json!({
            "title": {"ar": format!("السؤال {no}")}, "answer": {"kind": "single"}, "options": [{"ar": "هذا"}, {"ar": "ذاك"}],
        });
        let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
        desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
        polls.push(poll);
    }
    node.stop().await;
    polls
}

async fn join(program: SocketAddr, polls: &[u64], turn: usize) -> Phone {
    let request =
        reqwest::Client::new().post(format!("http://{program}/v1/join")).json(&json!({ "code": HALL_CODE }));
    let joined: Value = within(request.send()).await.unwrap().json().await.unwrap();
    let ballots = polls.iter().map(|poll| {
        let choice = json!({"options": [turn % 2]});
        let command = json!({"do": "vote", "poll": poll, "round": 1, "choice": choice, "seq": next_seq()});
        (new_id(), *poll, command)
    });
    Phone {
        token: joined["token"].as_str().unwrap().to_owned(),
        ballots: ballots.collect(),
        acknowledged: BTreeSet::new(),
    }
}

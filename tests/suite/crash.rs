//! The program killed in the middle of a vote: what it acknowledged is there, and nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use majlis::domain::change::Change;
use majlis::domain::forum::Names;
use majlis::domain::id::WordsNo;
use majlis::domain::question::Question;
use majlis::verify;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::support::client::{Client, new_id, next_seq};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, PANEL, founding};
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::program::Program;
use crate::support::within::within;

const PHONES: usize = 40;
const POLLS: usize = 25;
const VOTES: usize = PHONES * POLLS;

/// A phone with what it gives, each thing kept under its id and known by a number of its own: a ballot by its poll.
struct Phone {
    token: String,
    gives: Vec<(String, u64, Value)>,
    acknowledged: BTreeSet<u64>,
}

impl Phone {
    /// Gives all of it until the line is cut, counts what is acknowledged, and tells when so many are.
    async fn give(
        mut self,
        mut client: Client,
        count: Arc<AtomicUsize>,
        enough: (usize, Arc<Notify>),
    ) -> Self {
        for given in self.gives.chunks(8) {
            for (id, _, command) in given {
                if !client.try_send(&json!({"t": "do", "id": id, "command": command})).await {
                    return self;
                }
            }
            for _ in given {
                let Some(done) = next_done(&mut client).await else { return self };
                let (_, no, _) = given.iter().find(|(id, ..)| done["id"] == *id).expect("its own");
                self.acknowledged.insert(*no);
                if count.fetch_add(1, Ordering::SeqCst) + 1 == enough.0 {
                    enough.1.notify_one();
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
    let ballots = (0..PHONES).map(|turn| ballots(&polls, turn));
    let phones = killed_in_the_middle(program, ballots.collect(), VOTES / 2).await;
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
        for (id, _, command) in &phone.gives {
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

/// Has a phone for each of these lists give all of it at once, and kills the program once so many things are acknowledged.
async fn killed_in_the_middle(
    program: Program,
    given: Vec<Vec<(String, u64, Value)>>,
    middle: usize,
) -> Vec<Phone> {
    let (count, reached) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let mut seated = Vec::new();
    for gives in given {
        let token = join(program.address).await;
        let client = Client::hello(program.address, &token, "participant", Some(1)).await;
        seated.push((Phone { token, gives, acknowledged: BTreeSet::new() }, client));
    }
    let mut giving = JoinSet::new();
    for (phone, client) in seated {
        giving.spawn(phone.give(client, Arc::clone(&count), (middle, Arc::clone(&reached))));
    }
    within(reached.notified()).await;
    program.kill().await;
    within(giving.join_all()).await
}

async fn join(program: SocketAddr) -> String {
    let request =
        reqwest::Client::new().post(format!("http://{program}/v1/join")).json(&json!({ "code": HALL_CODE }));
    let joined: Value = within(request.send()).await.unwrap().json().await.unwrap();
    joined["token"].as_str().unwrap().to_owned()
}

/// A ballot for each poll.
fn ballots(polls: &[u64], turn: usize) -> Vec<(String, u64, Value)> {
    let ballot = |poll: &u64| {
        let choice = json!({"options": [turn % 2]});
        let command = json!({"do": "vote", "poll": poll, "round": 1, "choice": choice, "seq": next_seq()});
        (new_id(), *poll, command)
    };
    polls.iter().map(ballot).collect()
}

/// Questions of a phone, beside which it asks for the microphone and for a place on the leaderboard.
const QUESTIONS: usize = 22;
const GIVEN: usize = QUESTIONS + 2;

#[tokio::test]
async fn killed_among_questions_under_names_by_badge_it_keeps_every_acknowledged_one_once() {
    let folder = tempfile::tempdir().unwrap();
    let badges = badges(folder.path()).await;
    let program = Program::serve(folder.path()).await;
    let given = badges.iter().map(given_by).collect();
    let phones = killed_in_the_middle(program, given, PHONES * GIVEN / 2).await;
    let acknowledged: usize = phones.iter().map(|phone| phone.acknowledged.len()).sum();
    assert!(
        (PHONES * GIVEN / 2..PHONES * GIVEN).contains(&acknowledged),
        "{acknowledged} before it was killed"
    );

    is_whole(folder.path()).await;
    let node = Node::in_folder(folder.path()).await;
    let kept = asked(&node).await;
    for phone in &phones {
        for (id, of, _) in phone.gives.iter().filter(|(_, of, _)| phone.acknowledged.contains(of)) {
            assert!(*of >= QUESTIONS as u64 || kept.contains_key(id), "an acknowledged question is lost");
        }
        let mut client = node.phone_of(&phone.token).await;
        for (id, _, command) in &phone.gives {
            let answer = client.give_as(id, command.clone()).await;
            assert_eq!(answer["t"], "done", "{answer}");
        }
    }
    let once = asked(&node).await;
    assert_eq!(once.len(), PHONES * QUESTIONS, "each under the command that asked it");
    for phone in &phones {
        let badge = badges.iter().find(|badge| phone.gives[0].2["badge"] == badge.code).expect("its own");
        let own = phone.gives[..QUESTIONS].iter().map(|(id, ..)| once[id].as_str());
        assert!(own.into_iter().all(|name| name == badge.name), "{} asked by another name", badge.name);
    }
    let state = &node.site.rooms.enter(FORUM).await.unwrap().now_state().state;
    let names = |words: Vec<Option<WordsNo>>| {
        let names = words.into_iter().map(|no| state.text(no.expect("a name")).to_owned());
        names.collect::<BTreeSet<_>>()
    };
    let expected: BTreeSet<String> = badges.iter().map(|badge| badge.name.clone()).collect();
    let tickets: Vec<_> = state.queues[&PANEL].tickets.values().map(|ticket| ticket.name).collect();
    let players: Vec<_> = state.sessions[&PANEL].players.values().map(|player| player.name).collect();
    assert_eq!((tickets.len(), players.len()), (PHONES, PHONES));
    assert_eq!((names(tickets), names(players)), (expected.clone(), expected));
    node.kill();
    is_whole(folder.path()).await;
}

/// The names of all questions, by the commands that asked them. None was asked twice.
async fn asked(node: &Node) -> BTreeMap<String, String> {
    let state = &node.site.rooms.enter(FORUM).await.unwrap().now_state().state;
    let named = |question: &Question| state.text(question.name.expect("it has a name")).to_owned();
    let all: BTreeMap<String, String> = state
        .questions
        .values()
        .map(|question| (format!("{:016x}", question.id.0), named(question)))
        .collect();
    assert_eq!(all.len(), state.questions.len(), "a question was asked twice");
    all
}

/// A badge that somebody holds.
struct Badge {
    name: String,
    code: String,
}

/// A data folder with a forum whose names are by badge, and one badge for each phone.
async fn badges(folder: &Path) -> Vec<Badge> {
    let node = Node::in_folder(folder).await;
    node.found_with(|now| {
        let by_badge = |change| match change {
            Change::ForumSet { mut forum } => {
                forum.rules.names = Names::Badge;
                Change::ForumSet { forum }
            }
            other => other,
        };
        founding(now).into_iter().map(by_badge).collect()
    })
    .await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    for no in 1..=PHONES {
        let (label, name) = (format!("A-{no}"), format!("عضو رقم {no}"));
        let issue = json!({"do": "badges", "act": "issue", "label": label, "name": name, "group": null});
        organiser.done(issue).await;
    }
    let plan = json!({"open": true, "walls": false});
    organiser.done(json!({"do": "speaking", "act": "set", "session": 1, "version": 0, "plan": plan})).await;
    let options = json!([{"ar": "ثلاثة"}, {"ar": "أربعة"}]);
    let quiz = json!({"title": {"ar": "كم؟"}, "answer": {"kind": "quiz", "answer": 1}, "options": options});
    let quiz =
        organiser.done(json!({"do": "create_poll", "session": 1, "poll": quiz})).await.1.expect("its number");
    let mut desk = node.crew(DESK, "moderator").await;
    desk.done(json!({"do": "open_poll", "poll": quiz, "version": 1})).await;
    let request = reqwest::Client::new().get(format!("http://{}/v1/badges", node.address));
    let told: Value =
        within(request.bearer_auth(token_of(ORGANISER)).send()).await.unwrap().json().await.unwrap();
    let text = |badge: &Value, field: &str| badge[field].as_str().unwrap().to_owned();
    let held = told["badges"].as_array().unwrap();
    let held =
        held.iter().map(|badge| Badge { name: text(badge, "name"), code: text(badge, "code") }).collect();
    node.stop().await;
    held
}

/// What somebody with that badge gives: questions, a request for the microphone, and a name for the leaderboard.
fn given_by(badge: &Badge) -> Vec<(String, u64, Value)> {
    let code = &badge.code;
    let questions = (0..QUESTIONS)
        .map(|no| json!({"do": "ask", "session": 1, "text": format!("سؤال {no}"), "badge": code}));
    let others = ["speaking", "name"].map(|what| match what {
        "speaking" => json!({"do": what, "act": "ask", "session": 1, "seq": next_seq(), "badge": code}),
        _ => json!({"do": what, "session": 1, "name": null, "seq": next_seq(), "badge": code}),
    });
    (0..).zip(questions.chain(others)).map(|(no, command)| (new_id(), no, command)).collect()
}

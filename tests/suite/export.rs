//! Exports: what a forum's sheets and document hold, and what they never do.

use std::collections::BTreeMap;

use majlis::domain::id::{PersonId, QuestionNo};
use majlis::domain::state::State;
use majlis::export::{self, Record, Table};
use serde_json::Value;

use crate::support::lively::Lively;

/// The state of a forum in which something of everything has happened.
async fn lived() -> State {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    let state = forum.room.now_state().state.clone();
    forum.stop().await;
    state
}

type Line = BTreeMap<String, String>;

fn bytes(state: &State, table: Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::csv(&Record::of(state), table, &mut bytes).unwrap();
    bytes
}

fn lines(state: &State, table: Table) -> Vec<Line> {
    let bytes = bytes(state, table);
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text);
    reader.deserialize().map(|line| line.unwrap()).collect()
}

fn document(state: &State) -> Value {
    let mut bytes = Vec::new();
    export::json(&Record::of(state), &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn what_a_session_received_is_the_sum_of_what_became_of_it() {
    let state = lived().await;
    let sessions = lines(&state, Table::Sessions);
    let number = |line: &Line, column: &str| line[column].parse::<u32>().unwrap();
    for session in &sessions {
        let fates: Vec<&String> = session.keys().filter(|column| column.starts_with("dismissed_")).collect();
        assert_eq!(fates.len(), 6);
        let plain = ["pending", "listed", "answered", "merged", "moved", "withdrawn"];
        let sum: u32 = plain
            .into_iter()
            .chain(fates.into_iter().map(String::as_str))
            .map(|fate| number(session, fate))
            .sum();
        assert_eq!(number(session, "received"), sum, "{session:?}");
    }
    let panel = &sessions[0];
    let told: Vec<_> = ["received", "pending", "listed", "answered", "merged", "moved", "withdrawn"]
        .into_iter()
        .map(|column| number(panel, column))
        .collect();
    assert_eq!(told, [7, 1, 1, 1, 1, 1, 1]);
    assert_eq!((number(panel, "dismissed_off_topic"), number(panel, "seeds")), (1, 1));
    assert_eq!((panel["stars_4"].as_str(), panel["average_stars"].as_str()), ("1", "3.50"));
}

#[tokio::test]
async fn every_question_is_there_with_what_became_of_it() {
    let state = lived().await;
    let questions = lines(&state, Table::Questions);
    assert_eq!(questions.len(), 8);
    let of = |no: usize| &questions[no - 1];
    assert_eq!((of(1)["source"].as_str(), of(1)["status"].as_str()), ("seed", "listed"));
    let first = of(2);
    assert_eq!(first["text"], "'=1+1", "no spreadsheet calculates it");
    assert_eq!(
        (first["supports"].as_str(), first["labels_en"].as_str(), first["reply"].as_str()),
        ("2", "B", "رد")
    );
    assert_eq!((of(3)["merged_into"].as_str(), of(3)["name"].as_str()), ("2", "زائر"));
    assert_eq!((of(5)["session"].as_str(), of(5)["moved_from"].as_str()), ("2", "1"));
    assert_eq!((of(6)["status"].as_str(), of(6)["reason"].as_str()), ("dismissed", "off_topic"));
    assert_eq!(of(7)["status"], "withdrawn");
    assert_eq!(first["session_en"], "'=Panel");
    assert!(!of(6)["decided"].is_empty() && of(8)["decided"].is_empty());
}

#[tokio::test]
async fn polls_tell_every_round_and_what_it_counted() {
    let state = lived().await;
    let polls = lines(&state, Table::Polls);
    let counts = |poll: &str, round: &str| -> Vec<&str> {
        let of_round = polls.iter().filter(|line| line["poll"] == poll && line["round"] == round);
        of_round.map(|line| line["count"].as_str()).collect()
    };
    assert_eq!(counts("1", "1"), ["0", "2"]);
    assert_eq!(counts("1", "2"), ["1", "0"]);
    assert_eq!(counts("2", "1"), ["3", "2", "4"], "by Borda");
    assert!(polls.iter().any(|line| line["word"] == "مشاركة" && line["count"] == "2"), "{polls:?}");
    assert!(polls.iter().any(|line| line["text"] == "'-نص"));
    let secret = polls.iter().find(|line| line["poll"] == "2").unwrap();
    assert_eq!((secret["secret"].as_str(), secret["voters"].as_str()), ("yes", "3"));
}

#[tokio::test]
async fn nothing_tells_who_did_what() {
    let state = lived().await;
    let everything = document(&state).to_string()
        + &Table::ALL.map(|table| String::from_utf8(bytes(&state, table)).unwrap()).concat();
    for person in 1..=6 {
        assert!(!everything.contains(&PersonId([person; 16]).to_string()));
    }
    assert!(state.people.len() >= 6);
    let ballots = state.polls.values().flat_map(|poll| poll.round.ballots.keys());
    for voter in ballots {
        assert!(!everything.contains(&voter.0.to_string()));
    }
    for link in state.links.values() {
        assert!(!everything.contains(&link.token_hash), "{}", link.name);
    }
}

#[tokio::test]
async fn the_document_holds_the_same() {
    let state = lived().await;
    let document = document(&state);
    assert_eq!((document["form"].as_u64(), document["revision"].as_u64()), (Some(1), Some(state.rev)));
    assert_eq!(document["questions"].as_array().map(Vec::len), Some(8));
    assert_eq!(document["questions"][1]["text"], "=1+1", "a document is not calculated");
    assert_eq!(document["sessions"][0]["counts"]["received"], 7);
    assert_eq!(document["polls"][0]["rounds"][0]["counts"][1]["count"], 2);
    assert_eq!(document["ledger"].as_array().map(Vec::len), Some(state.acts.len()));
    let acts = document["ledger"].as_array().unwrap();
    let undone: Vec<_> = acts.iter().filter(|act| act["undone"] == true).map(|act| &act["deed"]).collect();
    assert_eq!(undone, ["merge"], "whoever undid it");
    let reasons: Vec<_> = acts.iter().filter_map(|act| act["reason"].as_str()).collect();
    assert_eq!(reasons, ["off_topic"]);
    assert!(document["sessions"][0]["starts"].as_str().unwrap().ends_with("+03:00"), "in the forum's zone");
}

#[tokio::test]
async fn what_was_erased_is_in_no_export() {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    forum.erase(QuestionNo(3)).await;
    let state = forum.room.now_state().state.clone();
    forum.stop().await;
    let question = &lines(&state, Table::Questions)[2];
    assert_eq!((question["text"].as_str(), question["name"].as_str()), ("", ""));
    assert_eq!(question["status"], "merged", "what became of it is still told");
    assert!(!document(&state).to_string().contains("سؤال ثان"));
}

#[tokio::test]
async fn lines_end_as_spreadsheets_expect_and_an_empty_table_has_its_headings() {
    let state = lived().await;
    let text = String::from_utf8(bytes(&state, Table::Ledger)).unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let empty = String::from_utf8(bytes(&State::default(), Table::Feedback)).unwrap();
    assert_eq!(empty, "\u{feff}session,session_ar,session_en,stars,comment\r\n");
}

#[tokio::test]
async fn every_table_is_written_into_a_folder() {
    let state = lived().await;
    let folder = tempfile::tempdir().unwrap();
    let files = export::folder(&Record::of(&state), &folder.path().join("new")).unwrap();
    assert_eq!(files.len(), Table::ALL.len());
    assert!(files.iter().all(|file| file.exists()));
    let occupied = folder.path().join("file");
    std::fs::write(&occupied, "").unwrap();
    let refused = export::folder(&Record::of(&state), &occupied).unwrap_err();
    assert!(refused.to_string().contains("name a folder"), "{refused}");
}

//! What lies in a data folder after a blind vote: nothing joins a badge, a device or a session to a ballot, and the award's private key
//! is nowhere any more.
//!
//! Proven is this, of everything that is kept: papers and ballots lie in entries of their own, apart from each other and from all that
//! anybody did; neither holds a number or a text of eight characters that the other has, but for what the whole forum has; within an
//! entry each are in the order of badges, and of keys; ballots are written at whole seconds. Not proven, as docs/award.md says: what
//! whoever watches the network sees, and that in a quiet minute an entry may hold one ballot alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use majlis::domain::id::SessionNo;
use majlis::verify;
use rsa::BoxedUint;
use rsa::traits::PublicKeyParts;
use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha384};

use crate::support::blind_award::{AWARD, BlindAward, asks, badges, kept};
use crate::support::client::Client;
use crate::support::drafts::FORUM;
use crate::support::folder::{gone_from, lie_in};
use crate::support::forum::DESK;
use crate::support::node::{Node, token_of};
use crate::support::program::{Program, run};
use crate::support::voter::{HASH, Voter, blinded, encoded, raised};
use crate::support::within::within;

/// The award's private key, as it lies with the words.
async fn private(node: &Node) -> String {
    let standing = node.site.enter(FORUM).await.unwrap().now_state();
    let key = standing.state.awards[&SessionNo(u32::try_from(AWARD).unwrap())].key.clone().unwrap();
    standing.state.text(key.private).to_owned()
}

/// Pieces of the key by which it would be found, in Base64 and as bytes, its primes among them.
fn pieces(private: &str) -> Vec<Vec<u8>> {
    let document = STANDARD.decode(private).unwrap();
    // What comes before is the modulus, which is public.
    let secret = &document[document.len() - 900..];
    let told = &private.as_bytes()[private.len() - 1_200..];
    let of = |bytes: &[u8]| bytes.chunks_exact(16).step_by(6).map(<[u8]>::to_vec).collect::<Vec<_>>();
    [of(secret), of(told)].concat()
}

fn holds_any(folder: &Path, pieces: &[Vec<u8>]) -> bool {
    pieces.iter().any(|piece| lie_in(folder, piece))
}

/// The entries that hold that kind of change, in order, as JSON.
fn entries(folder: &Path, is_it: impl Fn(&Value) -> bool) -> Vec<Value> {
    let db = Connection::open(folder.join("majlis.sqlite3")).unwrap();
    let mut select = db.prepare("SELECT body FROM entries ORDER BY rev").unwrap();
    let bodies = select.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let entries = bodies.map(|body| serde_json::from_slice::<Value>(&body.unwrap()).unwrap());
    entries.filter(|entry| entry["changes"].as_array().unwrap().iter().any(&is_it)).collect()
}

fn is_paper(change: &Value) -> bool {
    change.to_string().contains("\"blinded\"")
}

fn is_ballot(change: &Value) -> bool {
    change.to_string().contains("\"signed\"")
}

/// Every text of eight characters or more in it, and every number above a thousand.
fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, into)),
        Value::Array(values) => values.iter().for_each(|value| leaves(value, into)),
        Value::String(text) if text.len() >= 8 => {
            into.insert(text.clone());
        }
        Value::Number(number) if number.as_f64().is_some_and(|number| number > 1_000.0) => {
            into.insert(number.to_string());
        }
        _ => {}
    }
}

fn of_all(entries: &[Value]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in entries {
        leaves(entry, &mut all);
    }
    all
}

/// A badge and its voter, who came in that order and votes in another one.
async fn voted(node: &Node, award: &mut BlindAward) -> Vec<(String, String, Voter)> {
    let mut all = Vec::new();
    for code in badges(node, &mut award.organiser, 6).await {
        let (token, mut voter) = (node.join().await, Voter::new(&award.key));
        // The phone is here, as phones are.
        let phone = node.phone_of(&token).await;
        let (status, answer) = asks(node, &token, &voter.asks(&code)).await;
        assert_eq!(status, 200, "{answer}");
        voter.finishes(&answer);
        drop(phone);
        all.push((code, token, voter));
    }
    award.opens().await;
    let cast = [4, 1, 5, 0, 3, 2].map(|at: usize| all[at].2.ballot(0, 1, 1, Some((at % 3) as u8)));
    // All of them within a second, and one once more after it.
    futures_util::future::join_all(cast.iter().map(|ballot| kept(node, ballot))).await;
    kept(node, &all[2].2.ballot(1, 1, 1, Some(0))).await;
    all
}

#[tokio::test]
async fn nothing_that_is_kept_joins_a_badge_to_a_ballot() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut award = BlindAward::begun(&node).await;
    let voters = voted(&node, &mut award).await;
    award.is_told(&node).await;
    node.stop().await;

    let (papers, ballots) = (entries(folder.path(), is_paper), entries(folder.path(), is_ballot));
    assert_eq!(papers.len(), 6);
    // However many came in a second, and in whatever order: they are one entry, which tells no time of theirs.
    let times =
        |entries: &[Value]| entries.iter().map(|entry| entry["at"].as_i64().unwrap()).collect::<Vec<_>>();
    let (at, all) = (times(&ballots), times(&entries(folder.path(), |_| true)));
    let others = |time: &i64| all.iter().filter(|other| *other == time).count() > 1;
    assert!(at.iter().all(|time| time % 1_000 == 0 || others(time)), "{at:?}");
    let cast: usize = ballots.iter().map(|entry| entry["changes"].as_array().unwrap().len()).sum();
    assert_eq!(cast, 7);
    for (entries, is_it) in [(&papers, is_paper as fn(&Value) -> bool), (&ballots, is_ballot)] {
        for entry in entries {
            let changes = entry["changes"].as_array().unwrap();
            assert!(changes.iter().all(is_it), "something else lies beside them: {entry}");
        }
    }
    // Nothing that both have: neither who asked, nor by what, nor when.
    let shared: Vec<String> = of_all(&papers).intersection(&of_all(&ballots)).cloned().collect();
    let everywhere = of_all(&entries(folder.path(), |change| !is_paper(change) && !is_ballot(change)));
    let only: Vec<_> = shared.iter().filter(|told| !everywhere.contains(*told)).collect();
    assert_eq!(only, [""; 0]);
    let node_names = shared.len();
    assert!(node_names <= 1, "the node's name alone: {shared:?}");
    // Within an entry by their keys, whatever came first.
    for entry in &ballots {
        let keys: Vec<_> = entry["changes"].as_array().unwrap().iter().map(key_of).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
    // Nor does anything else that is kept name a person or a device beside either.
    let people: Vec<String> = voters.iter().map(|(_, token, _)| person(token)).collect();
    let told: Vec<String> = papers.iter().chain(&ballots).map(ToString::to_string).collect();
    for told in &told {
        assert!(people.iter().all(|person| !told.contains(person.as_str())), "{told}");
        assert!(voters.iter().all(|(code, ..)| !told.contains(code.as_str())), "{told}");
    }
    for entry in &papers {
        let told = entry.to_string();
        assert!(voters.iter().all(|(_, _, voter)| !told.contains(&voter.key)), "{told}");
        assert!(voters.iter().all(|(_, _, voter)| !told.contains(&voter.blinded)), "{told}");
    }
    let report = within(verify::folder(folder.path(), None)).await.unwrap();
    assert!(report.is_whole(), "{report}");
}

fn key_of(change: &Value) -> Vec<u8> {
    let signed = find(change, "signed").expect("a blind ballot");
    URL_SAFE_NO_PAD.decode(signed["key"].as_str().unwrap()).unwrap()
}

/// The first field of that name.
fn find<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => {
            fields.get(name).or_else(|| fields.values().find_map(|value| find(value, name)))
        }
        Value::Array(values) => values.iter().find_map(|value| find(value, name)),
        _ => None,
    }
}

/// Whom a token is of.
fn person(token: &str) -> String {
    token.split('.').nth(2).expect("a participant's token").to_owned()
}

#[tokio::test]
async fn the_awards_private_key_is_in_no_entry_no_snapshot_and_after_the_opening_nowhere() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut award = BlindAward::begun(&node).await;
    let pieces = pieces(&private(&node).await);
    assert!(holds_any(folder.path(), &pieces), "it looks where it is kept");
    let in_entries: Vec<Value> = entries(folder.path(), |_| true);
    let told = serde_json::to_vec(&in_entries).unwrap();
    let is_told = |told: &[u8]| {
        pieces.iter().any(|piece| told.windows(piece.len()).any(|window| window == piece.as_slice()))
    };
    assert!(!is_told(&told), "it is in an entry");
    let standing = node.site.enter(FORUM).await.unwrap().now_state();
    assert!(!is_told(&serde_json::to_vec(&standing.state).unwrap()), "it is in what snapshots hold");
    drop(standing);
    voted(&node, &mut award).await;
    award.is_told(&node).await;
    let gone = async {
        for piece in &pieces {
            gone_from(folder.path(), piece).await;
        }
    };
    within(gone).await;
    node.stop().await;
    assert!(
        !holds_any(folder.path(), &pieces),
        "nor once it is put in order, in the log ahead or in a page that is free"
    );
    let folder = folder.path().to_str().unwrap();
    let (backup, tables) = (out.path().join("backup"), out.path().join("tables.json"));
    let made = run(["backup", "--data", folder, "--to", backup.to_str().unwrap()]).await;
    assert!(made.status.success(), "{made:?}");
    let export = ["export", "--data", folder, "--forum", &FORUM.to_string(), "--format", "json", "--out"];
    let made = run([&export[..], &[tables.to_str().unwrap()]].concat()).await;
    assert!(made.status.success(), "{made:?}");
    assert!(!holds_any(out.path(), &pieces), "in a backup or an export");
}

#[tokio::test]
async fn no_log_tells_a_blinded_message_a_key_or_a_ballot() {
    let (folder, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let mut held = BlindAward::begun(&node).await;
    let code = badges(&node, &mut held.organiser, 1).await.remove(0);
    held.opens().await;
    let (token, key) = (node.join().await, held.key.clone());
    node.stop().await;
    let log = logs.path().join("log");
    let program = Program::serve_logging(folder.path(), &[], &log).await;
    let base = format!("http://{}/v1/awards/{FORUM}/{AWARD}", program.address);
    let mut voter = Voter::new(&key);
    let asked = reqwest::Client::new().post(format!("{base}/papers")).bearer_auth(&token);
    let answer: Value =
        within(within(asked.json(&voter.asks(&code)).send()).await.unwrap().json()).await.unwrap();
    voter.finishes(&answer);
    let good = voter.ballot(0, 1, 1, Some(1));
    for ballot in [voter.ballot(0, 1, 1, Some(7)), voter.ballot(0, 9, 1, Some(1)), good.clone()] {
        let cast = reqwest::Client::new().post(format!("{base}/ballots")).json(&ballot);
        within(cast.send()).await.unwrap();
    }
    let mut desk = Client::hello(program.address, &token_of(DESK), "moderator", Some(AWARD)).await;
    let topic = 100 + u32::try_from(held.polls[0]).unwrap();
    desk.until_view(topic, |view| view["tally"]["v"] == 1).await;
    program.terminate().await;
    assert!(lie_in(logs.path(), b"INFO"), "this is the log");
    let pieces = [
        ("the badge", code.as_str()),
        ("the blinded message", &voter.blinded[..32]),
        ("the blind signature", &answer["signature"].as_str().unwrap()[..32]),
        ("the paper", &voter.paper[..32]),
        ("the voter's key", &voter.key),
        ("the ballot's signature", &good["signature"].as_str().unwrap()[..32]),
    ];
    for (what, piece) in pieces {
        assert!(!lie_in(logs.path(), piece.as_bytes()), "the log holds {what}");
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// MGF1 with SHA-384, to read the salt out of a signature.
fn salt_of(encoded: &[u8]) -> [u8; HASH] {
    let (block, rest) = encoded.split_at(encoded.len() - HASH - 1);
    let mask = (0_u32..).flat_map(|no| Sha384::digest([&rest[..HASH], &no.to_be_bytes()].concat()).to_vec());
    let block: Vec<u8> = block.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    block[block.len() - HASH..].try_into().unwrap()
}

/// The vector names neither salt nor random number: both are in its signatures.
#[test]
fn what_the_tests_voter_encodes_and_blinds_is_what_rfc_9474_says() {
    let of: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../src/blind/rfc9474.json")).unwrap();
    let number = |name: &str| BoxedUint::from_be_slice(&bytes(&of[name]), 4_096).unwrap();
    let e = BoxedUint::from_be_slice(&bytes(&of["e"]), 64).unwrap();
    let key = rsa::PublicKey::new(number("n"), e).unwrap();
    let opened = raised(&number("sig"), &key).to_be_bytes();
    let salt = salt_of(&opened);
    assert_eq!(encoded(&bytes(&of["msg"]), &salt, 512), &*opened);
    // sig = blind_sig / random
    let random = number("blind_sig").mul_mod(&number("sig").invert_mod(key.n()).unwrap(), key.n());
    assert_eq!(blinded(&bytes(&of["msg"]), &salt, &random, &key), bytes(&of["blinded_msg"]));
}

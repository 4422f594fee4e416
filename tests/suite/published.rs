//! The published list of an award's blind ballots, counted again by `majlis verify --award` and by a script that shares nothing with it.

use std::path::Path;
use std::process::Output;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::blind_award::{BlindAward, badges, kept, lines, list};
use crate::support::node::Node;
use crate::support::program::run;
use crate::support::within::within;

/// A list of five voters in two tracks: its first track has the votes 1, 2 and 1, and one ballot that was taken back.
async fn published() -> String {
    let node = Node::alone().await;
    let mut award = BlindAward::begun(&node).await;
    let codes = badges(&node, &mut award.organiser, 5).await;
    award.opens().await;
    for (code, choices) in codes.iter().zip([
        [Some(0), Some(2)],
        [Some(1), Some(2)],
        [Some(1), Some(0)],
        [Some(2), Some(0)],
        [None, Some(1)],
    ]) {
        let voter = award.voter(&node, code).await;
        let cast = choices.iter().zip(0..).map(|(choice, track)| voter.ballot(track, 1, 1, *choice));
        for ballot in cast.collect::<Vec<_>>() {
            kept(&node, &ballot).await;
        }
    }
    award.is_told(&node).await;
    let published = list(&node, "").await;
    node.stop().await;
    published
}

/// How a list was altered, and where that is told.
struct Planted {
    what: &'static str,
    list: Vec<u8>,
    told: Vec<String>,
}

fn text(lines: &[Value]) -> Vec<u8> {
    lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
}

/// The lines with one of them altered.
fn with(all: &[Value], at: usize, alter: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut lines = all.to_vec();
    alter(&mut lines[at]);
    text(&lines)
}

fn bent(told: &Value) -> Value {
    let mut bytes = URL_SAFE_NO_PAD.decode(told.as_str().unwrap()).unwrap();
    bytes[20] ^= 4;
    json!(URL_SAFE_NO_PAD.encode(bytes))
}

/// Another key, as a list tells it: whoever alters ballots may bring one.
fn own_key() -> Value {
    use rsa::pkcs8::EncodePublicKey;
    use rsa::traits::PublicKeyParts;
    let private = rsa::PrivateKey::new(&mut getrandom::SysRng, 2_048).unwrap();
    let public = rsa::PublicKey::from(&private);
    let document = public.to_public_key_der().unwrap();
    let told = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({"spki": told(document.as_bytes()), "n": told(&public.n_bytes()), "e": told(&public.e_bytes())})
}

fn planted(all: &[Value]) -> Vec<Planted> {
    let line = |no: usize| format!("line {no}: ");
    let is_of = |at: usize, track: u8| all[at]["track"] == track;
    let first_of =
        |track| (1..all.len()).find(|at| is_of(*at, track) && !all[*at]["choice"].is_null()).unwrap();
    let (some, none) = (first_of(0), first_of(1));
    let mut dropped = all.to_vec();
    dropped.remove(some);
    let mut doubled = all.to_vec();
    doubled.insert(some, all[some].clone());
    let mut turned = all.to_vec();
    turned.swap(1, 3);
    let mut twice = text(all);
    twice.extend(text(&all[..1]));
    let whole = text(all);
    let mut garbage = whole.clone();
    let place = whole.iter().rposition(|byte| *byte == b'{').unwrap();
    garbage[place..place + 9].copy_from_slice(&[0xff, 0, 1, 2, 0xfe, b'"', b'{', 0x80, 0xc0]);
    let count = |alter: fn(&mut Value)| with(all, 0, alter);
    let last = all.len();
    vec![
        Planted { what: "a line is dropped", list: text(&dropped), told: vec!["track 1: ".into()] },
        Planted { what: "a line stands twice", list: text(&doubled), told: vec![line(some + 2)] },
        Planted {
            what: "a choice is swapped",
            list: with(all, some, |line| line["choice"] = json!((line["choice"].as_u64().unwrap() + 1) % 3)),
            told: vec![line(some + 1), "track 1: ".into()],
        },
        Planted {
            what: "a ballot is taken back by others",
            list: with(all, none, |line| line["choice"] = Value::Null),
            told: vec![line(none + 1), "track 2: ".into()],
        },
        Planted {
            what: "a signature is altered",
            list: with(all, some, |line| line["signature"] = bent(&line["signature"])),
            told: vec![line(some + 1)],
        },
        Planted {
            what: "a paper is altered",
            list: with(all, some, |line| line["paper"] = bent(&line["paper"])),
            told: vec![line(some + 1)],
        },
        Planted {
            what: "a voter's key is another's",
            list: with(all, 1, |line| line["key"] = all[last - 1]["key"].clone()),
            told: vec![line(2)],
        },
        Planted {
            what: "a number is altered",
            list: with(all, some, |line| line["seq"] = json!(2)),
            told: vec![line(some + 1)],
        },
        Planted {
            what: "a round is altered",
            list: with(all, some, |line| line["round"] = json!(2)),
            told: vec![line(some + 1)],
        },
        Planted {
            what: "a vote is added to the total",
            list: count(|head| head["tracks"][0]["votes"] = json!([2, 2, 1])),
            told: vec!["track 1: ".into()],
        },
        Planted {
            what: "the ballots are told wrong",
            list: count(|head| head["tracks"][1]["ballots"] = json!(4)),
            told: vec!["track 2: ".into()],
        },
        Planted {
            what: "fewer papers than voters are told",
            list: count(|head| head["papers"] = json!(4)),
            told: vec![line(1)],
        },
        Planted {
            what: "another award is named",
            list: count(|head| head["award"] = json!(9)),
            told: (2..=last).map(line).collect(),
        },
        Planted {
            what: "the key is another one",
            list: with(all, 0, |head| head["key"] = own_key()),
            told: (2..=last).map(line).collect(),
        },
        Planted {
            what: "the key is one by which everything is signed",
            list: count(|head| head["key"]["e"] = json!("AQ")),
            told: vec![line(1)],
        },
        Planted { what: "lines are turned round", list: text(&turned), told: vec![line(3)] },
        Planted {
            what: "the end is cut off",
            list: whole[..whole.len() - 40].to_vec(),
            told: vec![line(last)],
        },
        Planted { what: "it begins anew", list: twice, told: vec![line(last + 1)] },
        Planted { what: "bytes are garbage", list: garbage, told: vec![line(last)] },
    ]
}

/// What is whole in each line, and no list.
fn misshapen(all: &[Value]) -> Vec<Planted> {
    let line = |no: usize| format!("line {no}: ");
    vec![
        Planted {
            what: "a track is told twice",
            list: with(all, 0, |head| {
                let again = head["tracks"][1].clone();
                head["tracks"].as_array_mut().unwrap().push(again);
            }),
            told: vec![line(1)],
        },
        Planted {
            what: "a ballot is a list of its values",
            list: {
                let values = ["key", "paper", "track", "round", "seq", "choice", "signature"];
                with(all, 1, |line| *line = values.iter().map(|name| line[*name].clone()).collect())
            },
            told: vec![line(2)],
        },
        Planted {
            what: "the last line has no end",
            list: {
                let whole = text(all);
                whole[..whole.len() - 1].to_vec()
            },
            told: vec![line(all.len())],
        },
        Planted {
            what: "ballots are told before the opening",
            list: with(all, 0, |head| head["stage"] = json!("sealed")),
            told: vec![line(1)],
        },
    ]
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn verified(file: &Path, flags: &[&str]) -> (bool, String) {
    let output = run([&["verify", "--award", file.to_str().unwrap()], flags].concat()).await;
    (output.status.success(), said(&output))
}

/// By `docs/recount.mjs`, which reads the list and nothing else.
async fn recounted(file: &Path) -> (bool, String) {
    let mut node = tokio::process::Command::new("node");
    let output = within(node.arg("docs/recount.mjs").arg(file).output()).await.expect("Node.js is there");
    (output.status.success(), said(&output))
}

#[tokio::test]
async fn a_published_list_is_counted_again_by_two_who_share_nothing_and_each_wrong_is_told_where_it_is() {
    let (folder, whole) = (TempDir::new().unwrap(), published().await);
    let all = lines(&whole);
    assert_eq!(all[0]["tracks"][0]["votes"], json!([1, 2, 1]));
    let file = folder.path().join("list.ndjson");
    std::fs::write(&file, &whole).unwrap();
    let (good, report) = verified(&file, &[]).await;
    assert!(good, "{report}");
    let (good, script) = recounted(&file).await;
    assert!(good, "{script}");
    let script: Value = serde_json::from_str(&script).unwrap();
    for (at, track) in script["tracks"].as_array().unwrap().iter().enumerate() {
        let told = &all[0]["tracks"][at];
        assert_eq!((&track["votes"], &track["ballots"]), (&told["votes"], &told["ballots"]));
    }
    assert_eq!((&script["keys"], script["papers"].clone()), (&json!(5), json!(5)));
    let key = script["key"].as_str().unwrap();
    assert!(report.contains(key), "both tell the same key: {report}");
    assert!(verified(&file, &["--key", key]).await.0);
    let (good, report) = verified(&file, &["--key", &"0".repeat(64)]).await;
    assert!(!good && report.contains("line 1: "), "{report}");

    for Planted { what, list, told } in planted(&all).into_iter().chain(misshapen(&all)) {
        std::fs::write(&file, list).unwrap();
        let (good, report) = verified(&file, &[]).await;
        assert!(!good, "{what}: {report}");
        for place in told {
            assert!(report.contains(&place), "{what}: {place} in {report}");
        }
        assert!(!recounted(&file).await.0, "{what}, by the script");
    }
    let forged = "\u{1b}[2J\u{202e}all: it comes out\nkey";
    std::fs::write(&file, with(&all, 0, |head| head["title"] = json!({"ar": "", "en": forged}))).unwrap();
    let (_, report) = verified(&file, &[]).await;
    assert!(!report.contains(['\u{1b}', '\u{202e}']), "{report}");
    assert!(report.starts_with(" [2J all: it comes out key: "), "a name has one line: {report}");
    assert!(report.contains("1 for \""), "the nominees are named: {report}");

    for (what, content) in
        [("nothing", &b""[..]), ("no list", b"{}\n"), ("bytes", &[0xff; 99]), ("a list of no form", b"[]")]
    {
        std::fs::write(&file, content).unwrap();
        let (good, report) = verified(&file, &[]).await;
        assert!(!good && report.contains("no list of an award's ballots"), "{what}: {report}");
        assert!(!recounted(&file).await.0, "{what}, by the script");
    }
}

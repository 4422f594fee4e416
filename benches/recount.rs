//! The published list of an award's blind ballots, counted again: `cargo bench --bench recount`, or `-- 10000` for so many ballots.

use std::fmt::Write;
use std::thread;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use majlis::blind::{Checker, mint};
use majlis::domain::id::{ForumId, SessionNo};
use majlis::verify;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PSS_SHA384, RsaKeyPair};
use serde_json::json;

const FORUM: ForumId = ForumId(7);
const AWARD: SessionNo = SessionNo(4);
/// Threads that make the ballots.
const MAKERS: usize = 2;

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let ballots: usize = asked.unwrap_or(100_000);
    let list = list(ballots);
    let begun = Instant::now();
    let report = verify::award(list.as_bytes(), None).expect("it is a list");
    let lasted = begun.elapsed();
    assert!(report.is_whole(), "{report}");
    println!(
        "{ballots} ballots, {} MB: counted again in {:.1} s",
        list.len() / 1_000_000,
        lasted.as_secs_f64()
    );
}

/// A list of so many ballots, each of a voter of its own.
fn list(ballots: usize) -> String {
    let key = mint().expect("a key");
    let checker = Checker::of(FORUM, AWARD, &key.public).expect("it is read");
    let private = STANDARD.decode(&*key.private).expect("Base64");
    let signer = RsaKeyPair::from_pkcs8(&private).expect("it is read");
    let part = ballots.div_ceil(MAKERS);
    let made = thread::scope(|scope| {
        let parts: Vec<_> = (0..MAKERS)
            .map(|at| {
                let signer = &signer;
                scope.spawn(move || {
                    let voters = at * part..ballots.min((at + 1) * part);
                    voters.map(|voter| ballot(signer, voter)).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("they are made")).collect::<Vec<_>>()
    });
    let mut made = made;
    made.sort_unstable();
    let told = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let mut votes = [0_usize; 3];
    (0..ballots).for_each(|voter| votes[voter % 3] += 1);
    let head = json!({
        "list": "majlis award ballots 1", "forum": FORUM.to_string(), "name": {"ar": "قاعة"}, "session": 4, "award": AWARD,
        "title": {"ar": "الجائزة"}, "stage": "opened", "papers": ballots, "twice": 0,
        "key": {"spki": key.public.0, "n": told(checker.n()), "e": told(checker.e())},
        "tracks": [{"track": 0, "title": {"ar": "مسار"}, "nominees": [{}, {}, {}], "poll": 1, "round": 1, "told": true, "ballots": ballots, "votes": votes}],
    });
    let mut list = format!("{head}\n");
    for (_, line) in &made {
        writeln!(list, "{line}").expect("a text takes all");
    }
    list
}

/// Of a voter: the key's bytes, and the line.
fn ballot(signer: &RsaKeyPair, voter: usize) -> ([u8; 32], String) {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&voter.to_be_bytes());
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("a seed");
    let told = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (key, choice) = (told(pair.public_key().as_ref()), voter % 3);
    let text = format!("majlis award paper 1\n{FORUM}\n{AWARD}\n{key}");
    let mut paper = vec![0; signer.public().modulus_len()];
    // Its salt is as long as its hash.
    signer.sign(&RSA_PSS_SHA384, &SystemRandom::new(), text.as_bytes(), &mut paper).expect("it is signed");
    let text = format!("majlis award ballot 1\n{FORUM}\n{AWARD}\n0\n1\n1\n{choice}");
    let line = json!({"key": key, "paper": told(&paper), "track": 0, "round": 1, "seq": 1, "choice": choice, "signature": told(pair.sign(text.as_bytes()).as_ref())});
    (pair.public_key().as_ref().try_into().expect("32 bytes"), line.to_string())
}

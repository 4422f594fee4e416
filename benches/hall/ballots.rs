//! Blind ballots: how soon 5,000 badges have their papers, how soon their ballots are kept, and what that takes of the node.
//!
//! What blinds and signs on phones is done before and is not in the times.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};

use super::crowd;
use super::phone::Phone;
use super::server::Server;
use super::spread::{HEAD, Spread};
use super::voter::{AwardKey, Voter};

const VOTERS: usize = 5_000;
/// Requests that are under way at once.
const AT_ONCE: usize = 256;
/// How long the award's key takes to be made.
const MADE: Duration = Duration::from_secs(20);
const ORGANISER_TOO: &str = "another-organiser-of-the-hall";

pub async fn measure() {
    println!("\n{VOTERS} badges take their papers, and vote");
    println!("{:<10} {:>12} {:>16} {HEAD}", "", "seconds", "node's CPU ms each");
    let server = Server::start(Duration::ZERO).await;
    let (http, base) = (reqwest::Client::new(), format!("http://{}", server.doors.listens));
    let mut desk = Phone::hello(server.doors.listens, &server.doors.desk, "moderator").await;
    let poll = begun(&server).await;
    let codes = badges(&http, &base, &server.doors.organiser).await;
    let award = format!("{base}/v1/awards/{}/1", server.doors.forum);
    let head = within_list(&http, &award).await;
    let key = AwardKey::of(&server.doors.forum, &json!({"award": head["award"], "key": head["key"]["spki"]}));
    let tokens = crowd::tokens(&server.doors, u32::try_from(VOTERS).expect("few voters")).await;
    let mut voters: Vec<Voter> = (0..VOTERS).map(|_| Voter::new(&key)).collect();

    let asked = voters.iter().zip(&codes).zip(&tokens).map(|((voter, code), token)| {
        http.post(format!("{award}/papers")).bearer_auth(token).json(&voter.asks(code))
    });
    let papers = all(&server, "papers", asked.collect()).await;
    voters.iter_mut().zip(&papers).for_each(|(voter, paper)| voter.finishes(paper));
    desk.command(json!({"do": "open_poll", "poll": poll, "version": 1, "seconds": 0})).await;
    let cast = voters.iter().enumerate().map(|(at, voter)| {
        http.post(format!("{award}/ballots")).json(&voter.ballot(0, 1, 1, Some((at % 3) as u8)))
    });
    all(&server, "ballots", cast.collect()).await;
    server.stop().await;
}

/// Sends them all, each again where too many wait, and prints what they took: the answers, in order.
async fn all(server: &Server, what: &str, requests: Vec<reqwest::RequestBuilder>) -> Vec<Value> {
    let (begun, cpu) = (Instant::now(), server.process.cpu());
    let count = u32::try_from(requests.len()).expect("few requests");
    let sending = stream::iter(requests).map(|request| async move {
        let given = Instant::now();
        loop {
            let again = request.try_clone().expect("a body that is there");
            let answer = again.send().await.expect("the node answers");
            if answer.status() == 200 {
                return (given.elapsed(), answer.json::<Value>().await.expect("JSON"));
            }
            assert!(matches!(answer.status().as_u16(), 429 | 503), "{}", answer.text().await.expect("text"));
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    });
    let come: Vec<(Duration, Value)> = sending.buffered(AT_ONCE).collect().await;
    let (lasted, used) = (begun.elapsed().as_secs_f64(), server.process.cpu() - cpu);
    let spread = Spread::of(come.iter().map(|(took, _)| *took));
    println!("{what:<10} {lasted:>12.1} {:>16.2} {spread}", used * 1_000.0 / f64::from(count));
    come.into_iter().map(|(_, answer)| answer).collect()
}

/// The session becomes an award whose scoring has begun: the poll of its people's choice.
async fn begun(server: &Server) -> u64 {
    let mut organiser = Phone::hello(server.doors.listens, &server.doors.organiser, "organiser").await;
    let times = ("2099-10-28T06:00:00Z", "2099-10-28T07:00:00Z");
    let millis = |time: &str| time.parse::<jiff::Timestamp>().expect("a time").as_millisecond();
    let plan = json!({"hall": 1, "kind": "award", "title": {"ar": "الجائزة"}, "starts": millis(times.0), "ends": millis(times.1)});
    organiser.command(json!({"do": "plan_session", "session": 1, "edition": 1, "plan": plan})).await;
    organiser.command(json!({"do": "create_link", "role": "organiser", "hall": null, "name": "2", "expires": null, "secret": ORGANISER_TOO})).await;
    let nominees: Vec<Value> = (1..=3).map(|no| json!({"title": {"ar": format!("مبادرة {no}")}})).collect();
    let plan = json!({
        "tracks": [{"title": {"ar": "مسار"}, "nominees": nominees}], "criteria": [{"title": {"ar": "الأثر"}, "weight": 1}],
        "scale": 10, "normalise": "none", "quorum_jury": 1, "people": {"groups": [], "weight": 0, "quorum": 1, "blind": true}, "ties": ["lot"]
    });
    organiser.command(json!({"do": "award", "act": "plan", "session": 1, "version": 0, "plan": plan})).await;
    tokio::time::sleep(MADE).await;
    organiser.command(json!({"do": "award", "act": "begin", "session": 1, "version": 1})).await;
    // Polls are numbered in the order in which they come, and the forum begins with one.
    2
}

async fn badges(http: &reqwest::Client, base: &str, organiser: &str) -> Vec<String> {
    let rows: Vec<String> = (1..=VOTERS).map(|no| format!("A-{no}\n")).collect();
    let body = json!({"file": STANDARD.encode(format!("badge\n{}", rows.concat())), "id": "00000000000a3a4d", "dry": false});
    let path = format!("{base}/v1/badges");
    let come = http.post(&path).bearer_auth(organiser).json(&body).send().await.expect("an answer");
    assert_eq!(come.status(), 200, "{}", come.text().await.expect("text"));
    let told = http.get(&path).bearer_auth(organiser).send().await.expect("an answer");
    let told: Value = told.json().await.expect("JSON");
    let all = told["badges"].as_array().expect("a list");
    all.iter().map(|badge| badge["code"].as_str().expect("a code").to_owned()).collect()
}

async fn within_list(http: &reqwest::Client, award: &str) -> Value {
    let list = http.get(format!("{award}/ballots")).send().await.expect("an answer");
    let list = list.text().await.expect("text");
    serde_json::from_str(list.lines().next().expect("a line")).expect("JSON")
}

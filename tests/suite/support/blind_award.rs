//! An award whose people vote blindly, from its plan to its published list, over real sockets and requests.

use std::net::SocketAddr;

use majlis::domain::id::LinkNo;
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use super::client::Client;
use super::drafts::FORUM;
use super::forum::{DESK, ORGANISER};
use super::node::{Node, token_of};
use super::voter::{AwardKey, Voter};
use super::within::within;

/// The session whose award it is.
pub const AWARD: u64 = 2;
const CO_ORGANISER: &str = "co-organiser-co-organiser";

/// Nominees of each of its two tracks.
pub const NOMINEES: usize = 3;

/// The award, and who runs it.
pub struct BlindAward {
    pub organiser: Client,
    pub desk: Client,
    pub key: AwardKey,
    /// The people's choice of each track.
    pub polls: [u64; 2],
}

/// A command about the award of that session.
pub fn award(session: u64, act: &Value) -> Value {
    let mut command = json!({"do": "award", "session": session});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

fn plan(blind: bool) -> Value {
    let nominee = |no: usize| json!({"title": {"ar": format!("مبادرة {no}")}});
    let track =
        |title| json!({"title": {"ar": title}, "nominees": (1..=NOMINEES).map(nominee).collect::<Vec<_>>()});
    json!({
        "tracks": [track("التطوع البلدي"), track("المسؤولية المجتمعية")],
        "criteria": [{"title": {"ar": "الأثر"}, "weight": 1}], "scale": 10, "normalise": "none", "quorum_jury": 1,
        "people": {"groups": [], "weight": 0, "quorum": 1, "blind": blind}, "ties": ["lot"]
    })
}

/// Asks, and reads the status and the answer, which is JSON.
pub async fn come_of(request: RequestBuilder) -> (u16, Value) {
    let answer = within(request.send()).await.unwrap();
    (answer.status().as_u16(), within(answer.json()).await.unwrap_or_default())
}

fn address(server: SocketAddr, session: u64, what: &str) -> String {
    format!("http://{server}/v1/awards/{FORUM}/{session}/{what}")
}

/// Asks for a paper with that token.
pub async fn asks(node: &Node, token: &str, body: &Value) -> (u16, Value) {
    asks_at(node.address, token, body).await
}

/// The same of whatever listens there.
pub async fn asks_at(server: SocketAddr, token: &str, body: &Value) -> (u16, Value) {
    let request = reqwest::Client::new().post(address(server, AWARD, "papers"));
    come_of(request.bearer_auth(token).json(body)).await
}

/// Casts a ballot, as nobody.
pub async fn casts(node: &Node, body: &Value) -> (u16, Value) {
    casts_at(node.address, AWARD, body).await
}

/// The same in that session of whatever listens there.
pub async fn casts_at(server: SocketAddr, session: u64, body: &Value) -> (u16, Value) {
    come_of(reqwest::Client::new().post(address(server, session, "ballots")).json(body)).await
}

/// The code with which a ballot is refused.
pub async fn refused(node: &Node, body: &Value) -> String {
    let (status, answer) = casts(node, body).await;
    assert!(matches!(status, 400 | 409), "{status} {answer}");
    answer["code"].as_str().unwrap_or_else(|| panic!("no code: {answer}")).to_owned()
}

/// A ballot that is kept.
pub async fn kept(node: &Node, body: &Value) {
    assert_eq!(casts(node, body).await, (200, json!({"done": true})));
}

/// The list as it is published, or the part of it whose keys begin so.
pub async fn list(node: &Node, begins: &str) -> String {
    let part = if begins.is_empty() { String::new() } else { format!("?begins={begins}") };
    let answer = within(reqwest::get(address(node.address, AWARD, "ballots") + &part)).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/x-ndjson");
    within(answer.text()).await.unwrap()
}

/// Its lines, as JSON.
pub fn lines(list: &str) -> Vec<Value> {
    list.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The codes of so many new badges.
pub async fn badges(node: &Node, organiser: &mut Client, most: usize) -> Vec<String> {
    for _ in 0..most {
        organiser
            .done(json!({"do": "badges", "act": "issue", "label": null, "name": null, "group": null}))
            .await;
    }
    let request = reqwest::Client::new().get(format!("http://{}/v1/badges", node.address));
    let (status, told) = come_of(request.bearer_auth(token_of(ORGANISER))).await;
    assert_eq!(status, 200, "{told}");
    let all = told["badges"].as_array().unwrap();
    all[all.len() - most..].iter().map(|badge| badge["code"].as_str().unwrap().to_owned()).collect()
}

/// An organiser of a forum in which that session is an award with a plan.
pub async fn planned(node: &Node, session: u64, blind: bool) -> Client {
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let agenda = organiser.until_view(0, |_| true).await;
    let held = agenda["sessions"].as_array().unwrap().iter().find(|held| held["session"] == session).unwrap();
    let ceremony = json!({"hall": held["hall"], "kind": "award", "title": {"ar": "الجائزة"}, "starts": held["starts"], "ends": held["ends"]});
    organiser
        .done(json!({"do": "plan_session", "session": session, "edition": held["edition"], "plan": ceremony}))
        .await;
    let mut organiser = Client::hello(node.address, &token_of(ORGANISER), "organiser", Some(session)).await;
    let plan = json!({"act": "plan", "version": 0, "plan": plan(blind)});
    organiser.done(award(session, &plan)).await;
    organiser
}

impl BlindAward {
    /// Its scoring has begun, and papers are to be had.
    pub async fn begun(node: &Node) -> Self {
        Self::begun_in(node, AWARD).await
    }

    /// The same in that session.
    pub async fn begun_in(node: &Node, session: u64) -> Self {
        let mut organiser = planned(node, session, true).await;
        let link = json!({"do": "create_link", "role": "organiser", "hall": null, "name": "co", "expires": null, "secret": CO_ORGANISER});
        if session == AWARD {
            organiser.done(link).await;
        }
        begin(&mut organiser, session, 1).await;
        let seen = organiser.until_view(19, |view| view["paper"].is_object()).await;
        let key = AwardKey::of(&FORUM.to_string(), &seen["paper"]);
        let polls = organiser.until_view(13, |view| view["polls"][1].is_u64()).await["polls"].clone();
        let polls = [0, 1].map(|track| polls[track].as_u64().unwrap());
        let desk = Client::hello(node.address, &token_of(DESK), "moderator", Some(session)).await;
        Self { organiser, desk, key, polls }
    }

    /// Takes the scoring back and begins it anew, with another key and other polls.
    pub async fn begins_anew(&mut self) {
        let version = |view: &Value| view["version"].clone();
        let now = version(&self.organiser.until_view(13, |view| view["stage"] == "scoring").await);
        self.organiser.done(award(AWARD, &json!({"act": "prepare", "version": now}))).await;
        let now = version(&self.organiser.until_view(13, |view| view["stage"] == "preparing").await);
        begin(&mut self.organiser, AWARD, u32::try_from(now.as_u64().unwrap()).unwrap()).await;
        let before = self.key.told.clone();
        let anew = |view: &Value| view["paper"]["key"].as_str().is_some_and(|key| key != before);
        let seen = self.organiser.until_view(19, anew).await;
        self.key = AwardKey::of(&self.key.forum, &seen["paper"]);
    }

    /// Opens the people's choice in both tracks.
    pub async fn opens(&mut self) {
        for poll in self.polls {
            self.desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
        }
    }

    /// Closes the people's choice of a track, at once.
    pub async fn closes(&mut self, track: usize) {
        let poll = self.polls[track];
        let topic = 100 + u32::try_from(poll).unwrap();
        let version = self.desk.until_view(topic, |view| view["phase"] == "open").await["version"].clone();
        self.desk.done(json!({"do": "close_poll", "poll": poll, "version": version, "seconds": 0})).await;
    }

    /// Takes a paper for that badge, by a phone of its own.
    pub async fn voter(&self, node: &Node, badge: &str) -> Voter {
        let mut voter = Voter::new(&self.key);
        let (status, answer) = asks(node, &node.join().await, &voter.asks(badge)).await;
        assert_eq!(status, 200, "{answer}");
        voter.finishes(&answer);
        voter
    }

    /// Seals the award, and opens it by two organisers.
    pub async fn is_opened(&mut self, node: &Node) {
        let version = |view: &Value| view["version"].clone();
        let now = version(&self.organiser.until_view(13, |view| view["stage"] == "scoring").await);
        self.organiser.done(award(AWARD, &json!({"act": "seal", "version": now, "anyway": true}))).await;
        let now = version(&self.organiser.until_view(13, |view| view["stage"] == "sealed").await);
        self.organiser.done(award(AWARD, &json!({"act": "open", "version": now}))).await;
        let token = token_of((LinkNo(0), CO_ORGANISER));
        let mut other = Client::hello(node.address, &token, "organiser", Some(AWARD)).await;
        other.until_view(14, |view| view["opening"].is_object()).await;
        let now = version(&other.until_view(13, |_| true).await);
        other.done(award(AWARD, &json!({"act": "open", "version": now}))).await;
    }

    /// Reveals all of a track.
    pub async fn is_revealed(&mut self, track: usize) {
        let shown = |view: &Value| view["tracks"][track]["steps"].as_array().map_or(0, Vec::len);
        let mut seen = self.organiser.until_view(13, |view| view["stage"] == "opened").await;
        while seen["tracks"][track]["more"] == true {
            let (steps, version) = (shown(&seen), &seen["version"]);
            self.organiser
                .done(award(AWARD, &json!({"act": "reveal", "version": version, "track": track})))
                .await;
            seen = self
                .organiser
                .until_view(13, |view| shown(view) > steps || view["tracks"][track]["more"] == false)
                .await;
        }
    }

    /// Closes, opens and reveals all of it.
    pub async fn is_told(&mut self, node: &Node) {
        for track in 0..2 {
            self.closes(track).await;
        }
        self.is_opened(node).await;
        for track in 0..2 {
            self.is_revealed(track).await;
        }
    }
}

/// The scoring begins once there is a key.
async fn begin(organiser: &mut Client, session: u64, version: u32) {
    let begins = async {
        while let answer = organiser.give(award(session, &json!({"act": "begin", "version": version}))).await
            && answer["t"] != "done"
        {
            assert_eq!(answer["code"], "key_not_ready", "{answer}");
        }
    };
    within(begins).await;
}

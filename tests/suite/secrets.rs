//! Secrets stay with those who have them: no store holds one in clear, no log tells one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use majlis::domain::id::PersonId;
use majlis::http::token::ends;
use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::folder::lie_in;
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{HALL_CODE, Node, token_of};
use crate::support::program::Program;
use crate::support::within::within;

const QUESTION: &str = "كيف تصل المشاركة إلى كل حي؟";
const SCREEN: &str = "what-only-the-screen-knows";

/// What whoever reads it must not find: what each is, and how it is written.
type Secrets<'a> = Vec<(&'a str, String)>;

/// What the secrets are that lie in a file of the folder.
fn found<'a>(folder: &Path, secrets: &Secrets<'a>) -> Vec<&'a str> {
    secrets.iter().filter(|(_, text)| lie_in(folder, text.as_bytes())).map(|(what, _)| *what).collect()
}

/// A phone asks, a link is made, and a screen is paired: the tokens and secrets of all of them.
async fn lived<'a>(node: &Node) -> Secrets<'a> {
    let token = node.join().await;
    node.phone_of(&token).await.done(json!({"do": "ask", "session": 1, "text": QUESTION})).await;
    let made = "a-secret-that-a-page-made-up";
    let link = json!({"do": "create_link", "role": "presenter", "hall": 1, "name": "x", "expires": null, "secret": made});
    node.crew(ORGANISER, "organiser").await.done(link).await;
    let (_, offer) = node.post("/v1/screens", json!({"secret": SCREEN})).await;
    let pairing = json!({"code": offer["code"], "hall": 1, "name": "شاشة"});
    let pair = reqwest::Client::new().post(format!("http://{}/v1/screens/pair", node.address));
    let paired = within(pair.bearer_auth(token_of(DESK)).json(&pairing).send()).await.unwrap();
    assert_eq!(paired.status(), 200);
    let (_, collected) = node.post("/v1/screens/collect", json!({"secret": SCREEN})).await;
    let walls = collected["token"].as_str().unwrap();
    let (_, walls_secret) = walls.rsplit_once('.').unwrap();
    let (_, signature) = token.rsplit_once('.').unwrap();
    vec![
        ("the participant's token", signature.to_owned()),
        ("the link's secret", made.to_owned()),
        ("the desk's secret", DESK.1.to_owned()),
        ("the screen's secret", SCREEN.to_owned()),
        ("the wall's secret", walls_secret.to_owned()),
    ]
}

#[tokio::test]
async fn no_store_holds_a_secret_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let secrets = lived(&node).await;
    assert!(lie_in(folder.path(), QUESTION.as_bytes()), "it looks where it is kept");
    assert_eq!(found(folder.path(), &secrets), [""; 0]);
    node.stop().await;
    assert_eq!(found(folder.path(), &secrets), [""; 0], "nor once it is put in order");
}

#[tokio::test]
async fn no_log_holds_a_token_or_what_people_wrote() {
    let (folder, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let log = logs.path().join("log");
    let flags = ["--print", "json", "--forum", "examples/izwa/forum.toml"];
    let program = Program::serve_logging(folder.path(), &flags, &log).await;
    let told: Value = serde_json::from_str(&program.told).unwrap();
    let forum = &told["forums"][0];
    let organiser =
        forum["links"].as_array().unwrap().iter().find(|link| link["role"] == "organiser").unwrap();
    let organiser = organiser["token"].as_str().unwrap();
    let join = reqwest::Client::new().post(format!("http://{}/v1/join", program.address));
    let code = forum["halls"][0]["code"].clone();
    let joined: Value =
        within(within(join.json(&json!({"code": code})).send()).await.unwrap().json()).await.unwrap();
    let token = joined["token"].as_str().unwrap();

    let mut desk = Client::hello(program.address, organiser, "moderator", Some(1)).await;
    let mut phone = Client::hello(program.address, token, "participant", Some(1)).await;
    phone.settled().await;
    desk.settled().await;
    let asked = phone.give(json!({"do": "ask", "session": 1, "text": QUESTION})).await;
    let whoami = reqwest::Client::new().get(format!("http://{}/v1/whoami", program.address));
    assert_eq!(within(whoami.bearer_auth(organiser).send()).await.unwrap().status(), 200);
    program.terminate().await;

    assert!(lie_in(logs.path(), b"INFO"), "this is the log");
    for (what, text) in
        [("the organiser's token", organiser), ("the participant's token", token), ("a question", QUESTION)]
    {
        assert!(!lie_in(logs.path(), text.as_bytes()), "the log holds {what}; {asked}");
    }
}

#[tokio::test]
async fn a_participants_token_is_good_for_thirty_days_and_its_128_bits_are_drawn() {
    let node = Node::alone().await;
    let mut people = Vec::new();
    for _ in 0..12 {
        let before = node.site.journal.now();
        let (_, joined) = node.post("/v1/join", json!({"code": HALL_CODE})).await;
        let left = ends(joined["token"].as_str().unwrap()).unwrap() - before;
        let days = 30 * 24 * 3_600_000;
        assert!((days..days + 60_000).contains(&left.0), "{left:?}");
        let person: PersonId = joined["person"].as_str().unwrap().parse().unwrap();
        people.push(person.0);
    }
    for at in 0..128 / 8 {
        let there: BTreeSet<_> = people.iter().map(|person| person[at]).collect();
        assert!(there.len() > 1, "byte {at} is {there:?}, whoever comes");
    }
    node.stop().await;
}

#[test]
fn secrets_are_compared_in_constant_time_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let role = fs::read_to_string(root.join("domain/role.rs")).unwrap();
    let (before, _) = role.split_once("pub struct Secret(").unwrap();
    let (_, attributes) = before.rsplit_once("\n\n").unwrap();
    assert!(!attributes.contains("PartialEq"), "what is derived ends at the first byte that differs");
    assert!(role.contains("impl PartialEq for Secret") && role.contains(".ct_eq("));
    let state = fs::read_to_string(root.join("domain/state.rs")).unwrap();
    let (_, looked_up) = state.split_once("pub fn link_of(").unwrap();
    let (looked_up, _) = looked_up.split_once("\n    }\n").unwrap();
    assert!(looked_up.contains(".ct_eq(") && !looked_up.contains("=="), "{looked_up}");
    // Over all links, whichever it is: what ends at the first tells by its time how far down that stands.
    assert!(looked_up.contains("self.links.iter().fold("), "{looked_up}");
    for ends_early in ["find", "any(", "position", "try_", "while", "for ", "return", "break", "next(", "?"] {
        assert!(!looked_up.contains(ends_early), "{ends_early}: {looked_up}");
    }
    let token = fs::read_to_string(root.join("http/token.rs")).unwrap();
    assert!(token.contains(".verify_slice("), "a signature is compared by what made it");
}

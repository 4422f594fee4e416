//! Halls that come and go, and the rules, over a network.

use futures_util::future::join_all;
use majlis::domain::id::HallNo;
use majlis::journal::{Destination, JoinCode};
use reqwest::Method;
use serde_json::{Value, json};

use super::{request, send};
use crate::support::client::{Client, new_id};
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER, OTHER_HALL};
use crate::support::node::{FORUM_CODE, HALL_CODE, Node, token_of};
use crate::support::redis::RedisServer;
use crate::support::views::Views;

fn add(name: &str) -> Value {
    json!({"do": "add_hall", "name": {"ar": name}})
}

fn hall(agenda: &Value, no: u64) -> Option<Value> {
    agenda["halls"].as_array()?.iter().find(|hall| hall["hall"] == no).cloned()
}

/// Adds a hall, and says its number and its code.
async fn added(organiser: &mut Client, name: &str) -> (u64, String) {
    let no = organiser.done(add(name)).await.1.unwrap();
    let agenda = organiser.until_view(0, |agenda| hall(agenda, no).is_some()).await;
    let code = hall(&agenda, no).unwrap()["code"].as_str().unwrap().to_owned();
    (no, code)
}

async fn looking_at(node: &Node, token: &str, view: &str, hall: u64) -> Client {
    let hello = json!({"t": "hello", "token": token, "view": view, "hall": hall});
    Client::try_hello(node.address, &hello, Views::default())
        .await
        .unwrap_or_else(|_| panic!("{view} comes in"))
}

#[tokio::test]
async fn the_code_of_an_added_hall_leads_there_and_into_the_forum_once_the_hall_was_taken_away() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let (no, code) = added(&mut organiser, "قاعة الورش").await;
    let parsed: JoinCode = code.parse().unwrap();
    let place = Destination { forum: FORUM, hall: Some(HallNo(no as u32)) };
    assert_eq!(node.site.registry.lookup(parsed).await, Ok(Some(place)));
    let (status, joined) = node.post("/v1/join", json!({ "code": code })).await;
    assert_eq!((status, &joined["hall"], &joined["session"]), (200, &json!(no), &json!(null)));
    assert_eq!(joined["halls"].as_array().unwrap().len(), 3);
    let starts = 4_000_000_000_000_i64;
    let plan = json!({"hall": no, "kind": "talk", "title": {"ar": "هناك"}, "starts": starts, "ends": starts + 60_000});
    let session = organiser.done(json!({"do": "add_session", "plan": plan})).await.1.unwrap();
    let (_, joined) = node.post("/v1/join", json!({ "code": code })).await;
    assert_eq!(joined["session"], session);
    organiser.done(json!({"do": "drop_session", "session": session, "edition": 1})).await;
    let agenda =
        organiser.until_view(0, |agenda| hall(agenda, no).is_some_and(|hall| hall["version"] == 3)).await;
    let version = &hall(&agenda, no).unwrap()["version"];
    organiser.done(json!({"do": "drop_hall", "hall": no, "version": version})).await;
    let (_, of_forum) = node.post("/v1/join", json!({ "code": FORUM_CODE })).await;
    let (status, joined) = node.post("/v1/join", json!({ "code": code })).await;
    assert_eq!(
        (status, &joined["forum"], &joined["hall"], &joined["halls"]),
        (200, &of_forum["forum"], &json!(null), &of_forum["halls"])
    );
    let (next, other) = added(&mut organiser, "قاعة أخرى").await;
    assert_eq!(next, no + 1);
    assert_ne!(other, code);
}

#[tokio::test]
async fn whoever_looks_at_a_hall_that_is_taken_away_is_led_elsewhere_and_so_is_who_comes_back_to_it() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let (no, _) = added(&mut organiser, "قاعة الورش").await;
    let token = node.join().await;
    let mut phone = looking_at(&node, &token, "participant", no).await;
    let mut desk = looking_at(&node, &token_of(DESK), "moderator", no).await;
    assert_eq!((phone.welcome["session"].as_u64(), desk.welcome["session"].as_u64()), (None, None));
    organiser.done(json!({"do": "drop_hall", "hall": no, "version": 1})).await;
    phone.until(|views| views.session.is_some()).await;
    desk.until(|views| views.session.is_some()).await;
    let back = looking_at(&node, &token, "participant", no).await;
    assert!(back.welcome["session"].as_u64().is_some(), "{}", back.welcome);
    let hello = json!({"t": "hello", "token": token, "view": "participant", "hall": no + 5});
    let ended = Client::try_hello(node.address, &hello, Views::default()).await.err().unwrap();
    assert_eq!(ended.code(), "unknown_session", "there never was such a hall");
}

#[tokio::test]
async fn a_wall_holds_its_hall_until_its_link_is_taken_back() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let (no, _) = added(&mut organiser, "قاعة الورش").await;
    let secret = "abcdefghijklmnopqrstuvwxyz";
    let link = json!({"do": "create_link", "role": "screen", "hall": no, "name": "شاشة", "expires": null, "secret": secret});
    let link = organiser.done(link).await.1.unwrap();
    let token = format!("c1.{FORUM}.{secret}");
    let wall = looking_at(&node, &token, "screen", no).await;
    let drop = json!({"do": "drop_hall", "hall": no, "version": 1});
    assert_eq!(organiser.refused(drop.clone()).await, "hall_linked");
    organiser.done(json!({"do": "revoke_link", "link": link})).await;
    assert_eq!(wall.sent_away().await.code(), "revoked");
    organiser.done(drop).await;
}

#[tokio::test]
async fn two_nodes_that_add_halls_at_once_give_each_a_number_and_a_code_of_its_own_and_keep_no_other() {
    let redis = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(redis.port(), folders[0].path()).await;
    first.found().await;
    let second = Node::over_redis(redis.port(), folders[1].path()).await;
    let mut organisers = Vec::new();
    for node in [&first, &second, &first, &second] {
        organisers.push(node.crew(ORGANISER, "organiser").await);
    }
    let ids: Vec<String> = organisers.iter().map(|_| new_id()).collect();
    let all = organisers.iter_mut().zip(&ids).map(|(organiser, id)| organiser.give_as(id, add("قاعة")));
    let answers = join_all(all).await;
    let mut given: Vec<u64> =
        answers.iter().map(|answer| answer["no"].as_u64().expect("it is done")).collect();
    given.sort_unstable();
    assert_eq!(given, [3, 4, 5, 6]);
    let again = organisers[3].give_as(&ids[0], add("قاعة")).await;
    assert_eq!(again["no"], answers[0]["no"], "the same command on another connection is the same hall");
    let agenda = organisers[0].until_view(0, |agenda| hall(agenda, 6).is_some()).await;
    let told: Vec<(JoinCode, Option<HallNo>)> = agenda["halls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hall| {
            (
                hall["code"].as_str().unwrap().parse().unwrap(),
                Some(HallNo(hall["hall"].as_u64().unwrap() as u32)),
            )
        })
        .collect();
    let kept = first.site.registry.codes(FORUM).await.unwrap();
    let kept: Vec<_> = kept
        .into_iter()
        .filter(|(_, place)| place.hall.is_some())
        .map(|(code, place)| (code, place.hall))
        .collect();
    assert_eq!(kept, told, "each code leads where the agenda says, and no other leads there");
}

#[tokio::test]
async fn what_is_refused_leaves_no_code_behind() {
    let node = Node::alone().await;
    let before = node.site.registry.codes(FORUM).await.unwrap();
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let mut desk = node.crew(DESK, "moderator").await;
    assert_eq!(organiser.refused(add(" ")).await, "text_empty");
    assert_eq!(desk.refused(add("قاعة")).await, "not_allowed");
    assert_eq!(node.site.registry.codes(FORUM).await.unwrap(), before);
}

#[tokio::test]
async fn the_rules_are_told_to_organisers_with_the_version_that_changing_them_names() {
    let node = Node::alone().await;
    let read = |token| request(&node, Method::GET, "/v1/forums").bearer_auth(token);
    let told = send(read(token_of(ORGANISER))).await.json::<Value>().await.unwrap();
    assert_eq!((&told[0]["version"], &told[0]["rules"]["waiting_per_person"]), (&json!(0), &json!(100)));
    assert_eq!(send(read(token_of(DESK))).await.status(), 403);
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let mut phone = node.phone().await;
    let rules = json!({"word_list": ["لا"]});
    let unknown = organiser.refused(json!({"do": "set_rules", "version": 0, "rules": rules})).await;
    assert_eq!(unknown, "malformed");
    let rules =
        json!({"names": "off", "waiting_per_person": 1, "between_questions": 0, "with_words": ["ممنوع"]});
    organiser.done(json!({"do": "set_rules", "version": 0, "rules": rules})).await;
    phone.until_view(1, |session| session["names"] == "off").await;
    let told = send(read(token_of(ORGANISER))).await.json::<Value>().await.unwrap();
    assert_eq!((&told[0]["version"], &told[0]["rules"]["word_list"]), (&json!(1), &json!(["ممنوع"])));
    phone.done(json!({"do": "ask", "session": 1, "text": "الأول"})).await;
    assert_eq!(phone.refused(json!({"do": "ask", "session": 1, "text": "الثاني"})).await, "too_many_waiting");
    let (_, joined) = node.post("/v1/join", json!({ "code": HALL_CODE })).await;
    assert!(joined["hall"] == 1 && OTHER_HALL == HallNo(2), "{joined}");
}

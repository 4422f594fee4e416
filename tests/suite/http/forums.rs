//! Forums from the organiser's page.

use futures_util::future::join_all;
use majlis::journal::{Claim, ForumRecord};
use reqwest::{Method, RequestBuilder};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::{get, refused, request, send};
use crate::support::client::Client;
use crate::support::drafts::FORUM;
use crate::support::forum::{DESK, ORGANISER};
use crate::support::node::{Node, token_of};
use crate::support::redis::RedisServer;

fn one_day() -> Value {
    json!({
        "template": "one_day", "name": { "ar": "يوم التطوع", "en": "Volunteers' Day" }, "first_day": "2026-12-05",
        "halls": [{ "ar": "القاعة الكبرى" }, { "ar": "قاعة الورش" }], "languages": ["ar", "en"],
        "wifi": { "name": "Volunteers" },
    })
}

fn create(node: &Node, token: &str, wish: &Value) -> RequestBuilder {
    request(node, Method::POST, "/v1/forums").bearer_auth(token).json(wish)
}

async fn answer(request: RequestBuilder) -> Value {
    let response = send(request).await;
    let status = response.status();
    let body = response.text().await.unwrap();
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

async fn node_without_a_forum() -> (Node, tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    let setup = majlis::http::setup::token(&node.site).await.unwrap();
    (node, folder, setup)
}

#[tokio::test]
async fn a_setup_link_makes_the_first_forum_once() {
    let (node, _folder, setup) = node_without_a_forum().await;
    let list = request(&node, Method::GET, "/v1/forums").bearer_auth(&setup);
    assert_eq!(answer(list).await, json!([]));
    let made = answer(create(&node, &setup, &one_day())).await;
    assert_eq!(made["slug"], "volunteers-day");
    assert_eq!(made["halls"].as_array().unwrap().len(), 2);
    let roles: Vec<_> = made["links"].as_array().unwrap().iter().map(|link| link["role"].clone()).collect();
    for role in ["organiser", "moderator", "presenter", "screen"] {
        assert!(roles.contains(&json!(role)), "{roles:?}");
    }
    let (status, joined) = node.post("/v1/join", json!({ "code": made["halls"][0]["code"] })).await;
    assert_eq!((status, &joined["forum"], &joined["hall"]), (200, &made["forum"], &json!(1)));
    assert_eq!(refused(create(&node, &setup, &one_day())).await, (410, "setup_spent".into()));
    let organiser = token_for(&made, "organiser");
    let seen = answer(request(&node, Method::GET, "/v1/forums").bearer_auth(organiser)).await;
    assert_eq!(seen[0]["wifi"], json!({ "name": "Volunteers", "qr": "WIFI:T:nopass;S:Volunteers;;" }));
    let forged = setup.replace("s1.0", "s1.1");
    assert_eq!(refused(create(&node, &forged, &one_day())).await, (401, "bad_token".into()));
    node.stop().await;
}

#[tokio::test]
async fn of_two_who_use_the_setup_link_at_once_one_succeeds() {
    let (node, _folder, setup) = node_without_a_forum().await;
    let wish = one_day();
    let (one, other) = tokio::join!(send(create(&node, &setup, &wish)), send(create(&node, &setup, &wish)));
    let mut statuses = [one.status().as_u16(), other.status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    assert_eq!(node.site.registry.forums().await.unwrap().len(), 1);
    node.stop().await;
}

#[tokio::test]
async fn a_founding_that_broke_off_is_finished_under_its_name() {
    let (node, _folder, setup) = node_without_a_forum().await;
    let record = ForumRecord { id: FORUM, slug: "volunteers-day".to_owned() };
    assert_eq!(node.site.registry.create_forum(record).await.unwrap(), Claim::Won);
    assert_eq!(node.site.founder().founded().await.unwrap(), []);
    let made = answer(create(&node, &setup, &one_day())).await;
    assert_eq!((&made["slug"], &made["forum"]), (&json!("volunteers-day"), &json!(FORUM)));
    assert_eq!(node.site.founder().founded().await.unwrap().len(), 1);
    node.stop().await;
}

#[tokio::test]
async fn a_wish_that_makes_no_forum_leaves_the_setup_link_good() {
    let (node, _folder, setup) = node_without_a_forum().await;
    let without = |key: &str| {
        let mut wish = one_day();
        wish.as_object_mut().unwrap().remove(key);
        wish
    };
    for wish in [json!({}), without("first_day"), without("halls"), without("name"), without("template")] {
        assert_eq!(refused(create(&node, &setup, &wish)).await, (400, "bad_forum".into()), "{wish}");
    }
    let file = json!({ "file": "slug = \"a\"\nnaem = \"b\"\n" });
    let response = send(create(&node, &setup, &file)).await;
    assert_eq!(response.status(), 400);
    let body: Value = response.json().await.unwrap();
    assert!(body["message"].as_str().unwrap().contains("forum.toml:2:"), "{body}");
    let second =
        &body["mistakes"].as_array().unwrap().iter().find(|mistake| mistake["place"][0] == 2).unwrap();
    assert!(second["what"].as_str().unwrap().contains("naem"), "{body}");
    assert!(second["instead"].as_str().unwrap().contains("name"), "{body}");
    assert_eq!(send(create(&node, &setup, &one_day())).await.status(), 200);
    node.stop().await;
}

#[tokio::test]
async fn an_organiser_makes_further_forums_from_files_and_templates() {
    let node = Node::alone().await;
    let token = token_of(ORGANISER);
    let example = include_str!("../../../examples/izwa/forum.toml");
    let made = answer(create(&node, &token, &json!({ "file": example }))).await;
    assert_eq!(made["slug"], "izwa");
    assert_eq!(refused(create(&node, &token, &json!({ "file": example }))).await, (409, "slug_taken".into()));
    for slug in ["volunteers-day", "volunteers-day-2"] {
        assert_eq!(answer(create(&node, &token, &one_day())).await["slug"], slug);
    }
    let seen = answer(request(&node, Method::GET, "/v1/forums").bearer_auth(&token)).await;
    assert_eq!(seen.as_array().unwrap().len(), 1, "a link sees its own forum");
    assert_eq!(seen[0]["forum"], json!(FORUM));
    assert_eq!(refused(create(&node, &token_of(DESK), &one_day())).await, (403, "not_allowed".into()));
    node.stop().await;
}

#[tokio::test]
async fn forums_that_were_given_no_name_each_get_one_on_however_many_nodes() {
    let redis = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let first = Node::over_redis(redis.port(), folders[0].path()).await;
    let second = Node::over_redis(redis.port(), folders[1].path()).await;
    first.found().await;
    let (token, wish) = (token_of(ORGANISER), one_day());
    let nodes = [&first, &second].into_iter().cycle().take(8);
    let made = join_all(nodes.map(|node| answer(create(node, &token, &wish)))).await;
    let mut slugs: Vec<&str> = made.iter().map(|forum| forum["slug"].as_str().unwrap()).collect();
    slugs.sort_unstable();
    assert_eq!(slugs[..2], ["volunteers-day", "volunteers-day-2"]);
    assert_eq!(slugs.len(), 8);
    slugs.dedup();
    assert_eq!(slugs.len(), 8, "{slugs:?}");
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn requests_at_the_same_moment_keep_to_the_bounds() {
    let node = Node::alone().await;
    let path = format!("/v1/forums/{FORUM}/rehearsal");
    let rehearse = || request(&node, Method::POST, &path).bearer_auth(token_of(ORGANISER));
    let answers = join_all((0..24).map(|_| send(rehearse()))).await;
    let count = |status: u16| answers.iter().filter(|answer| answer.status() == status).count();
    assert_eq!((count(200), count(409)), (20, 4));
    node.stop().await;
}

#[tokio::test]
async fn a_rehearsal_is_a_copy_with_codes_and_links_of_its_own() {
    let node = Node::alone().await;
    let path = format!("/v1/forums/{FORUM}/rehearsal");
    let rehearse = request(&node, Method::POST, &path).bearer_auth(token_of(ORGANISER));
    let made = answer(rehearse).await;
    assert_ne!(made["forum"], json!(FORUM));
    assert_ne!(made["code"], "471230");
    let (_, joined) = node.post("/v1/join", json!({ "code": made["halls"][0]["code"] })).await;
    assert_eq!(joined["rehearsal"], true);
    let organiser = &made["links"].as_array().unwrap()[0];
    assert_eq!(organiser["role"], "organiser");
    let again = request(&node, Method::POST, &path).bearer_auth(organiser["token"].as_str().unwrap());
    assert_eq!(refused(again).await, (403, "not_allowed".into()), "its links are not the forum's");
    node.stop().await;
}

/// A forum with two questions to begin with.
const SEEDED: &str = r#"
slug = "seeded"
name = "ملتقى"
zone = "Asia/Riyadh"
[[halls]]
id = "a"
name = "قاعة"
[[sessions]]
hall = "a"
kind = "panel"
title = "جلسة"
start = 2026-01-01T00:00
end = 2100-01-01T00:00
moderation = "after"
seeds = ["سؤال يبقى", "سؤال يُمحى"]
"#;

#[tokio::test]
async fn a_rehearsal_has_the_seeds_that_stand_and_nothing_that_was_erased_or_asked() {
    let node = Node::alone().await;
    let forum = answer(create(&node, &token_of(ORGANISER), &json!({ "file": SEEDED }))).await;
    let token = token_for(&forum, "organiser");
    let mut organiser = Client::hello(node.address, &token, "organiser", Some(1)).await;
    organiser.done(json!({ "do": "erase", "question": 2 })).await;
    let (_, joined) = node.post("/v1/join", json!({ "code": forum["code"] })).await;
    let mut phone =
        Client::hello(node.address, joined["token"].as_str().unwrap(), "participant", Some(1)).await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال من الحضور" })).await;

    let path = format!("/v1/forums/{}/rehearsal", forum["forum"].as_str().unwrap());
    let rehearsal = answer(request(&node, Method::POST, &path).bearer_auth(&token)).await;
    let id = rehearsal["forum"].as_str().unwrap().parse().unwrap();
    let room = node.site.rooms.enter(id).await.unwrap();
    let state = &room.now_state().state;
    let texts: Vec<_> = state.questions.values().map(|question| state.text(question.original)).collect();
    assert_eq!(texts, ["سؤال يبقى"]);
    node.stop().await;
}

/// The token of a forum's first link of that role, as it was told when the forum was made.
fn token_for(made: &Value, role: &str) -> String {
    let link = made["links"].as_array().unwrap().iter().find(|link| link["role"] == role);
    link.unwrap_or_else(|| panic!("no {role} in {made}"))["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_forum_has_so_many_rehearsals_and_another_when_one_is_deleted() {
    let node = Node::alone().await;
    let rehearse = |forum: &Value, token: &str| {
        let path = format!("/v1/forums/{}/rehearsal", forum.as_str().unwrap());
        request(&node, Method::POST, &path).bearer_auth(token)
    };
    let (forum, token) = (json!(FORUM), token_of(ORGANISER));
    let first = answer(rehearse(&forum, &token)).await;
    let its_token = token_for(&first, "organiser");
    for _ in 1..20 {
        // One that is made from a rehearsal is the forum's too.
        answer(rehearse(&first["forum"], &its_token)).await;
    }
    for one_more in [rehearse(&forum, &token), rehearse(&first["forum"], &its_token)] {
        assert_eq!(refused(one_more).await, (409, "too_many_rehearsals".into()));
    }
    let path = format!("/v1/forums/{}", first["forum"].as_str().unwrap());
    assert_eq!(send(request(&node, Method::DELETE, &path).bearer_auth(&its_token)).await.status(), 204);
    answer(rehearse(&forum, &token)).await;
    node.stop().await;
}

#[tokio::test]
async fn a_deployment_with_five_hundred_forums_takes_no_more_until_one_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    // As many as others made in years, which nobody is in.
    let mut db = Connection::open(folder.path().join("majlis.sqlite3")).unwrap();
    let others = db.transaction().unwrap();
    for no in 2..=500 {
        let row =
            "INSERT INTO forums (id, slug, epoch, rev, hash, time) VALUES (?1, ?2, 1, 1, zeroblob(32), 0)";
        others.execute(row, params![no, format!("forum-{no}")]).unwrap();
    }
    others.commit().unwrap();
    let token = token_of(ORGANISER);
    assert_eq!(refused(create(&node, &token, &one_day())).await, (409, "too_many_forums".into()));
    db.execute("DELETE FROM forums WHERE id = 500", []).unwrap();
    answer(create(&node, &token, &one_day())).await;
    node.stop().await;
}

#[tokio::test]
async fn a_deleted_forum_is_gone_with_its_codes_and_its_people_are_sent_away() {
    let node = Node::alone().await;
    let phone = node.phone().await;
    let path = format!("/v1/forums/{FORUM}");
    let as_desk = request(&node, Method::DELETE, &path).bearer_auth(token_of(DESK));
    assert_eq!(refused(as_desk).await, (403, "not_allowed".into()));
    let other =
        request(&node, Method::DELETE, "/v1/forums/00000000000000aa").bearer_auth(token_of(ORGANISER));
    assert_eq!(refused(other).await, (403, "not_allowed".into()));
    let delete = request(&node, Method::DELETE, &path).bearer_auth(token_of(ORGANISER));
    assert_eq!(send(delete).await.status(), 204);
    let (status, refusal) = node.post("/v1/join", json!({ "code": "471231" })).await;
    assert_eq!((status, &refusal["code"]), (404, &json!("unknown_code")));
    assert_eq!(phone.sent_away().await.code(), "unknown_forum");
    assert_eq!(get(&node, "/readyz").await.status(), 200);
    node.stop().await;
}

#[tokio::test]
async fn of_a_deleted_forum_no_record_and_no_state_of_before_is_kept() {
    let node = Node::alone().await;
    let token = token_of(ORGANISER);
    let asks = |path: &str| send(request(&node, Method::GET, path).bearer_auth(&token));
    assert_eq!(asks("/v1/record").await.status(), 200);
    assert_eq!(asks("/v1/timeline/wall?hall=1&at=1").await.status(), 200);
    assert_eq!(node.site.records.keeps(FORUM).await, [true, true]);
    let delete = request(&node, Method::DELETE, &format!("/v1/forums/{FORUM}")).bearer_auth(&token);
    assert_eq!(send(delete).await.status(), 204);
    assert_eq!(node.site.records.keeps(FORUM).await, [false, false]);
    node.stop().await;
}

#[tokio::test]
async fn a_token_of_a_deleted_forum_opens_nothing_from_that_moment_though_nobody_was_there() {
    let node = Node::alone().await;
    let (token, screen) = (token_of(ORGANISER), json!({ "secret": "secret-of-a-strange-screen" }));
    let (_, offer) = node.post("/v1/screens", screen.clone()).await;
    let pairing = json!({ "code": offer["code"], "hall": 1, "name": "شاشة" });
    let pair = request(&node, Method::POST, "/v1/screens/pair").bearer_auth(&token).json(&pairing);
    assert_eq!(send(pair).await.status(), 200);
    let person = node.join().await;
    let delete = request(&node, Method::DELETE, &format!("/v1/forums/{FORUM}")).bearer_auth(&token);
    assert_eq!(send(delete).await.status(), 204);
    for path in ["/v1/export/json", "/v1/whoami", "/v1/forums"] {
        let ask = request(&node, Method::GET, path).bearer_auth(&token);
        assert_eq!(refused(ask).await, (404, "unknown_forum".into()), "{path}");
    }
    assert_eq!(refused(create(&node, &token, &one_day())).await, (404, "unknown_forum".into()));
    let whoami = request(&node, Method::GET, "/v1/whoami").bearer_auth(person);
    assert_eq!(refused(whoami).await, (404, "unknown_forum".into()));
    let (status, refusal) = node.post("/v1/screens/collect", screen).await;
    assert_eq!((status, &refusal["code"]), (404, &json!("unknown_forum")));
    node.stop().await;
}

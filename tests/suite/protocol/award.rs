//! K10: an award, from its plan to the first place, over real sockets.

use majlis::domain::id::LinkNo;
use serde_json::{Value, json};

use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{Node, token_of};
use crate::support::streamed::post;

const AWARD: u64 = 2;
const CO_ORGANISER: &str = "co-organiser-co-organiser";
const JUROR: &str = "juror-juror-juror-juror";
const HEIR: &str = "heir-heir-heir-heir-heir";

fn award(act: &Value) -> Value {
    let mut command = json!({"do": "award", "session": AWARD});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

fn plan() -> Value {
    let nominee = |name| json!({"title": {"ar": name}});
    json!({
        "tracks": [{"title": {"ar": "التطوع البلدي"}, "nominees": [nominee("الأولى"), nominee("الثانية"), nominee("الثالثة")]}],
        "criteria": [{"title": {"ar": "الابتكار"}, "weight": 60}, {"title": {"ar": "الأثر"}, "weight": 40}],
        "scale": 10, "normalise": "none", "quorum_jury": 1, "people": {"groups": [], "weight": 0, "quorum": 1}, "ties": ["criterion", "lot"]
    })
}

/// An organiser's page in a forum whose second session is an award, with a second organiser and a juror.
async fn hall() -> (Node, Client) {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let agenda = organiser.until_view(0, |_| true).await;
    let talk = agenda["sessions"].as_array().unwrap().iter().find(|held| held["session"] == AWARD).unwrap();
    let plan = json!({"hall": 1, "kind": "award", "title": {"ar": "الجائزة"}, "starts": talk["starts"], "ends": talk["ends"]});
    organiser
        .done(json!({"do": "plan_session", "session": AWARD, "edition": talk["edition"], "plan": plan}))
        .await;
    for (role, secret) in [("organiser", CO_ORGANISER), ("juror", JUROR)] {
        let link = json!({"do": "create_link", "role": role, "hall": null, "name": role, "expires": null, "secret": secret});
        organiser.done(link).await;
    }
    (node, organiser)
}

async fn looks(node: &Node, secret: &str, view: &str, session: Option<u64>) -> Client {
    Client::hello(node.address, &token_of((LinkNo(0), secret)), view, session).await
}

/// What stands on a wall of it: each step's place, and who has it.
fn steps(view: &Value) -> Vec<(Value, Value)> {
    let steps = view["tracks"][0]["steps"].as_array().cloned().unwrap_or_default();
    steps.into_iter().map(|step| (step["place"].clone(), step["nominees"][0]["nominee"].clone())).collect()
}

#[tokio::test]
async fn k10_a_juror_sees_the_award_and_the_own_marks_and_nothing_else() {
    let (node, mut organiser) = hall().await;
    organiser.done(award(&json!({"act": "plan", "version": 0, "plan": plan()}))).await;
    let mut juror = looks(&node, JUROR, "juror", None).await;
    assert_eq!(juror.welcome["session"], AWARD, "a juror is led to the award");
    let early = award(&json!({"act": "score", "track": 0, "nominee": 0, "marks": [1, 1], "seq": next_seq()}));
    assert_eq!(juror.refused(early).await, "award_not_ready");
    organiser.done(award(&json!({"act": "begin", "version": 1}))).await;
    let seen = juror.until_view(13, |view| view["stage"] == "scoring").await;
    assert_eq!((seen["lot"].as_str(), seen["lot_hash"].as_str().map(str::len)), (None, Some(64)));
    let score = |nominee: u8, marks: [u8; 2]| {
        award(&json!({"act": "score", "track": 0, "nominee": nominee, "marks": marks, "seq": next_seq()}))
    };
    juror.done(score(1, [9, 8])).await;
    juror
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["sheets"][0]["marks"] == json!([9, 8])))
        .await;
    assert_eq!(juror.refused(score(0, [11, 1])).await, "bad_marks");
    assert_eq!(juror.refused(score(3, [1, 1])).await, "unknown_nominee");
    juror
        .done(award(&json!({"act": "recuse", "track": 0, "nominee": 2, "on": true, "seq": next_seq()})))
        .await;
    assert_eq!(juror.refused(score(2, [5, 5])).await, "recused");
    let topics: Vec<u32> = juror.views.topics.keys().copied().collect();
    assert_eq!(topics, [0, 1, 13, 19]);
    assert_eq!(juror.views.view(19).unwrap()["plan"]["scale"], 10);
    assert_eq!(juror.page(2, 0).await["items"], json!([]));
    assert_eq!(juror.views.view(1).unwrap()["polls"], json!([]));
    let mut desk = Client::hello(node.address, &token_of(DESK), "moderator", Some(AWARD)).await;
    let jury = desk.until_view(14, |view| view["jurors"][0]["sheets"] == 1).await;
    assert_eq!(jury["jurors"][0]["recused"], json!([[0, 2]]));
    let told = serde_json::to_string(&jury).unwrap();
    assert!(!told.contains("marks"), "{told}");
}

#[tokio::test]
async fn k10_two_organisers_open_it_and_the_wall_is_told_place_by_place() {
    let (node, mut organiser) = hall().await;
    organiser.done(award(&json!({"act": "plan", "version": 0, "plan": plan()}))).await;
    organiser.done(award(&json!({"act": "begin", "version": 1}))).await;
    let mut juror = looks(&node, JUROR, "juror", None).await;
    for (nominee, marks) in [(0, [5, 5]), (1, [9, 9]), (2, [7, 7])] {
        juror
            .done(award(
                &json!({"act": "score", "track": 0, "nominee": nominee, "marks": marks, "seq": next_seq()}),
            ))
            .await;
    }
    organiser.done(award(&json!({"act": "seal", "version": 2}))).await;
    let late = award(&json!({"act": "score", "track": 0, "nominee": 0, "marks": [9, 9], "seq": next_seq()}));
    assert_eq!(juror.refused(late).await, "award_sealed");
    let open = award(&json!({"act": "open", "version": 3}));
    assert_eq!(organiser.refused(open.clone()).await, "award_poll_open", "nobody was asked yet");
    let mut desk = Client::hello(node.address, &token_of(DESK), "moderator", Some(AWARD)).await;
    let poll = desk.until_view(13, |_| true).await["polls"][0].clone();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    desk.done(json!({"do": "close_poll", "poll": poll, "version": 2, "seconds": 0})).await;
    let again = json!({"do": "open_poll", "poll": poll, "version": 3});
    assert_eq!(desk.refused(again).await, "not_allowed", "it would set ballots aside");
    organiser.done(open).await;
    let again = award(&json!({"act": "open", "version": 4}));
    assert_eq!(organiser.refused(again.clone()).await, "other_organiser_needed");
    let mut other = looks(&node, CO_ORGANISER, "organiser", Some(AWARD)).await;
    assert_eq!(other.until_view(14, |_| true).await["opening"]["name"], "link 2");
    other.done(again).await;

    let mut wall = Client::hello(node.address, &token_of(WALL), "screen", Some(AWARD)).await;
    let opened = wall.until_view(13, |view| view["stage"] == "opened").await;
    assert_eq!((steps(&opened), &opened["tracks"][0]["more"]), (vec![], &json!(true)));
    let mut revealed = Vec::new();
    for (version, place, nominee) in [(5, 3, 0), (6, 2, 2), (7, 1, 1)] {
        other.done(award(&json!({"act": "reveal", "version": version, "track": 0}))).await;
        revealed.push((json!(place), json!(nominee)));
        let seen = wall.until_view(13, |view| steps(view).len() == revealed.len()).await;
        assert_eq!(steps(&seen), revealed);
        assert_eq!(seen["tracks"][0]["more"], json!(place > 1));
    }
    let all = other.until_view(14, |view| !view["results"][0].is_null()).await;
    assert_eq!(all["results"][0]["nominees"][1]["total"], 90_000);
    assert_eq!(all["results"][0]["people_quorum"], false, "nobody voted, and that is told");
    let scene = json!({"do": "set_scene", "hall": 1, "version": 0, "scene": {"scene": "award", "track": 0}});
    other.done(scene).await;
    wall.until_view(8, |view| view["scene"] == "award" && view["track"] == 0).await;
}

#[tokio::test]
async fn k10_a_plan_that_is_longer_than_a_frame_comes_by_a_request() {
    let (node, _) = hall().await;
    let mut organiser = Client::hello(node.address, &token_of(ORGANISER), "organiser", Some(AWARD)).await;
    let mut long = plan();
    let nominee = json!({"title": {"ar": "مبادرة"}, "about": {"ar": "ش".repeat(480)}});
    long["tracks"][0]["nominees"] = json!(vec![nominee; 20]);
    let command = award(&json!({"act": "plan", "version": 0, "plan": long}));
    let said = json!({"t": "do", "id": "00000000000a3a4d", "command": command});
    assert!(said.to_string().len() > 16_384);
    let hello = json!({"t": "hello", "token": token_of(ORGANISER), "view": "organiser", "session": AWARD});
    let (status, answers) = post(node.address, "/v1/do", &json!([hello, said])).await;
    assert_eq!((status, &answers[0]["t"]), (200, &json!("done")), "{answers}");
    let seen = organiser.until_view(19, |_| true).await;
    assert_eq!(seen["plan"]["tracks"][0]["nominees"][19]["about"]["ar"], "ش".repeat(480));
}

#[tokio::test]
async fn k10_a_juror_goes_on_by_another_link_and_an_award_is_prepared_again() {
    let (node, _) = hall().await;
    let mut organiser = Client::hello(node.address, &token_of(ORGANISER), "organiser", Some(AWARD)).await;
    organiser.done(award(&json!({"act": "plan", "version": 0, "plan": plan()}))).await;
    organiser.done(award(&json!({"act": "begin", "version": 1}))).await;
    organiser.done(award(&json!({"act": "prepare", "version": 2}))).await;
    organiser.until_view(13, |view| view["stage"] == "preparing").await;
    organiser.done(award(&json!({"act": "begin", "version": 3}))).await;
    let mut juror = looks(&node, JUROR, "juror", None).await;
    let score = |marks: [u8; 2]| {
        award(&json!({"act": "score", "track": 0, "nominee": 0, "marks": marks, "seq": next_seq()}))
    };
    juror.done(score([4, 4])).await;
    assert_eq!(organiser.refused(award(&json!({"act": "prepare", "version": 4}))).await, "award_begun");
    let heir = json!({"do": "create_link", "role": "juror", "hall": null, "name": "juror", "expires": null, "secret": HEIR});
    let heir = json!(organiser.done(heir).await.1);
    let first = juror.welcome["you"]["link"].clone();
    let replace = json!({"act": "replace", "version": 4, "juror": first, "heir": heir});
    organiser.done(award(&replace)).await;
    let mut second = looks(&node, HEIR, "juror", None).await;
    second
        .until(|views| views.mine.as_ref().is_some_and(|mine| mine["sheets"][0]["marks"] == json!([4, 4])))
        .await;
    second.done(score([6, 6])).await;
    let goes_on = |jury: &Value| {
        let jurors = jury["jurors"].as_array().expect("a list");
        (jurors.len(), &jurors[0]["link"], &jury["sheets"][0][0]) == (1, &heir, &json!(1))
    };
    organiser.until_view(14, goes_on).await;
    assert_eq!(organiser.refused(award(&json!({"act": "seal", "version": 5}))).await, "jury_incomplete");
    organiser.done(award(&json!({"act": "seal", "version": 5, "anyway": true}))).await;
}

#[tokio::test]
async fn k10_what_is_no_award_is_refused() {
    let (node, mut organiser) = hall().await;
    let on = |session: u64, act: Value| {
        let mut command = award(&act);
        command["session"] = json!(session);
        command
    };
    let first = json!({"act": "plan", "version": 0, "plan": plan()});
    assert_eq!(organiser.refused(on(1, first.clone())).await, "unknown_award", "a panel is none");
    assert_eq!(organiser.refused(on(99, first.clone())).await, "unknown_session");
    assert_eq!(organiser.refused(on(AWARD, json!({"act": "begin", "version": 1}))).await, "unknown_award");
    let mut odd = plan();
    odd["scale"] = json!(7);
    assert_eq!(
        organiser.refused(on(AWARD, json!({"act": "plan", "version": 0, "plan": odd}))).await,
        "bad_award"
    );
    let mut half = plan();
    half["criteria"] = json!([]);
    organiser.done(on(AWARD, json!({"act": "plan", "version": 0, "plan": half}))).await;
    assert_eq!(organiser.refused(on(AWARD, json!({"act": "begin", "version": 1}))).await, "bad_award");
    organiser.done(on(AWARD, json!({"act": "plan", "version": 1, "plan": plan()}))).await;
    organiser.done(on(AWARD, json!({"act": "begin", "version": 2}))).await;
    let mut other = plan();
    other["scale"] = json!(5);
    assert_eq!(
        organiser.refused(on(AWARD, json!({"act": "plan", "version": 3, "plan": other}))).await,
        "award_begun"
    );
    let mut desk = Client::hello(node.address, &token_of(DESK), "moderator", Some(AWARD)).await;
    let poll = desk.until_view(13, |_| true).await["polls"][0].clone();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
    let reveal = json!({"do": "reveal_poll", "poll": poll, "version": 2, "on": true});
    assert_eq!(desk.refused(reveal).await, "poll_sealed");
}

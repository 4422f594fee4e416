//! K18: a run of show, from its plan to what becomes of it, over real sockets.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{Node, token_of};
use crate::support::within::within;

const SHOW: u32 = 29;
const NEXT_CUE: u32 = 30;

fn show(act: &Value) -> Value {
    let mut command = json!({"do": "show", "hall": 1});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

async fn checklist(node: &Node, token: &str) -> (u16, Value) {
    let url = format!("http://{}/v1/checklist?hall=1", node.address);
    let request = reqwest::Client::new().request(Method::GET, url).bearer_auth(token);
    let response = within(request.send()).await.unwrap();
    (response.status().as_u16(), within(response.json()).await.unwrap_or(Value::Null))
}

#[tokio::test]
async fn k18_a_cue_is_planned_marked_by_a_hand_and_done_at_once() {
    let node = Node::alone().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let wall = node.crew(WALL, "screen").await;
    let now = desk.welcome["now"].as_i64().unwrap();
    let at = json!({"from": "clock", "time": now + 3_600_000});
    let cue = json!({"at": at, "name": {"ar": "الشاشة"}, "does": {"do": "scene", "scene": {"scene": "top"}}});
    desk.done(show(&json!({"act": "add", "cue": cue}))).await;
    let view = desk.until_view(SHOW, |view| view["next"] == json!(1)).await;
    assert_eq!((&view["items"][0]["at"], &view["items"][0]["does"]), (&at, &cue["does"]));
    let screen = desk.until_view(8, |_| true).await["version"].clone();
    let scene = json!({"scene": "join"});
    desk.done(json!({"do": "set_scene", "hall": 1, "version": screen, "scene": scene})).await;
    let marked = desk.until_view(SHOW, |view| view["items"][0]["hand"].is_number()).await;
    let v = marked["items"][0]["v"].clone();
    desk.done(show(&json!({"act": "now", "cue": 1, "version": v}))).await;
    let done = desk.until_view(SHOW, |view| view["items"][0]["came"] == "done").await;
    assert!(done["items"][0]["by"].is_string() && done["next"].is_null());
    assert!(wall.views.view(SHOW).is_none() && wall.views.view(NEXT_CUE).is_none());
}

#[tokio::test]
async fn v33_the_checklist_is_for_desks_and_says_what_to_do() {
    let node = Node::alone().await;
    let (status, list) = checklist(&node, &token_of(ORGANISER)).await;
    assert_eq!(status, 200, "{list}");
    let keys: Vec<_> = list["points"].as_array().unwrap().iter().map(|point| point["key"].clone()).collect();
    let all = ["session", "code", "walls", "moderators", "links", "cues", "rehearsal", "clock"];
    assert_eq!(json!(keys), json!(all));
    assert_eq!(
        (&list["points"][1]["state"], &list["points"][2]["next"]),
        (&json!("good"), &json!("pair_wall"))
    );
    for token in [&token_of(WALL), &node.join().await] {
        assert_eq!(checklist(&node, token).await.0, 403);
    }
}

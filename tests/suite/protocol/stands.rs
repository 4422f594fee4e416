//! K14: an exhibition, from its plan to the wall, over real sockets.

use majlis::domain::id::LinkNo;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{Node, token_of};
use crate::support::within::within;

const STANDS: u32 = 23;
const REMARKS: u32 = 24;
const INTEREST: u32 = 25;
const TEAM: &str = "team-team-team-team-team-team";

fn stands(act: &Value) -> Value {
    let mut command = json!({"do": "stands"});
    if act["act"] != "visit" {
        command["session"] = json!(1);
    }
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

/// What the organiser prints.
async fn sheets(node: &Node, token: &str) -> (u16, Value) {
    let url = format!("http://{}/v1/stands", node.address);
    let request = reqwest::Client::new().request(Method::GET, url).bearer_auth(token);
    let response = within(request.send()).await.unwrap();
    (response.status().as_u16(), within(response.json()).await.unwrap_or(Value::Null))
}

async fn keys(node: &Node) -> Vec<String> {
    let (status, told) = sheets(node, &token_of(ORGANISER)).await;
    assert_eq!(status, 200, "{told}");
    let all = told["stands"].as_array().unwrap().iter();
    all.map(|sheet| sheet["key"].as_str().unwrap().to_owned()).collect()
}

async fn page(client: &mut Client, asked: &Value) -> Value {
    let mut frame = asked.clone();
    frame["t"] = json!("stand");
    client.send(&frame).await;
    let told = client.hear("stand").await;
    assert_eq!(&told["asked"], asked);
    told["page"].clone()
}

/// Two stands that are shown.
async fn exhibition() -> (Node, Client) {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    for (name, column) in [("التشجير", 0), ("التطوع", 1)] {
        let plan =
            json!({"title": {"ar": name}, "about": {"ar": "نبذة"}, "place": {"column": column, "row": 0}});
        organiser.done(stands(&json!({"act": "add", "plan": plan}))).await;
    }
    let plan = json!({"shown": true, "interest": "walls"});
    organiser.done(stands(&json!({"act": "set", "version": 0, "plan": plan}))).await;
    (node, organiser)
}

#[tokio::test]
async fn k14_a_stand_is_planned_visited_rated_asked_answered_and_shown() {
    let (node, mut organiser) = exhibition().await;
    let mut phone = node.phone().await;
    let list = phone.until_view(STANDS, |view| view["order"] == json!([1, 2])).await;
    assert_eq!((&list["items"][0]["title"], &list["items"][0]["e"]), (&json!({"ar": "التشجير"}), &json!(0)));
    assert!(phone.views.view(REMARKS).is_none() && phone.views.view(INTEREST).is_none());
    let (status, told) = sheets(&node, &token_of(ORGANISER)).await;
    let (key, url) = (&told["stands"][0]["key"], told["stands"][0]["url"].as_str().unwrap());
    assert_eq!(status, 200);
    assert!(url.ends_with(&format!("#stand={}", key.as_str().unwrap())), "{url}");
    for token in [&token_of(DESK), &node.join().await] {
        assert_eq!(sheets(&node, token).await.0, 403);
    }
    let about = page(&mut phone, &json!({ "key": key })).await;
    assert_eq!(
        (&about["session"], &about["s"], &about["about"]),
        (&json!(1), &json!(1), &json!({"ar": "نبذة"}))
    );
    assert_eq!(page(&mut phone, &json!({"key": "none"})).await, Value::Null);
    let rate = |stars: u8| stands(&json!({"act": "rate", "stand": 1, "stars": stars, "seq": next_seq()}));
    assert_eq!(phone.refused(rate(4)).await, "not_visited");
    let visited = phone.done(stands(&json!({"act": "visit", "key": key}))).await;
    assert_eq!(visited.1, Some(1), "it is told which stand it is");
    phone.done(rate(4)).await;
    phone
        .until(|views| {
            let own = views.mine.as_ref().map(|mine| &mine["stands"]["visits"]);
            own.is_some_and(|own| own[0]["s"] == 1 && own[0]["stars"] == 4)
        })
        .await;
    let link = json!({"do": "create_link", "role": "team", "hall": null, "name": "جناح", "expires": null,
        "stand": {"session": 1, "stand": 1}, "secret": TEAM});
    organiser.done(link).await;
    let mut team = Client::hello(node.address, &token_of((LinkNo(0), TEAM)), "team", None).await;
    assert_eq!((&team.welcome["session"], &team.welcome["you"]["stand"]), (&json!(1), &json!(1)));
    let asked = phone.done(stands(&json!({"act": "ask", "stand": 1, "text": "كيف نشارك؟"}))).await.1.unwrap();
    let seen = team.until_view(REMARKS, |view| view["total"] == 1).await;
    assert_eq!((&seen["items"][0]["i"], &seen["items"][0]["text"]), (&json!(asked), &json!("كيف نشارك؟")));
    team.until_view(INTEREST, |view| view["items"][0]["questions"] == 1).await;
    let topics: Vec<u32> = team.views.topics.keys().copied().collect();
    assert_eq!(topics, [0, 1, STANDS, REMARKS, INTEREST]);
    let answer = json!({"act": "answer", "stand": 1, "remark": asked, "version": 1, "text": "بالتسجيل"});
    team.done(stands(&answer)).await;
    phone
        .until(|views| {
            views.mine.as_ref().is_some_and(|mine| mine["stands"]["remarks"][0]["answer"] == "بالتسجيل")
        })
        .await;
    let publish = json!({"act": "publish", "stand": 1, "remark": asked, "version": 2, "on": true});
    team.done(stands(&publish)).await;
    phone.until_view(STANDS, |view| view["items"][0]["q"] == 1 && view["items"][0]["e"] == 1).await;
    let read = page(&mut phone, &json!({"stand": 1})).await;
    assert_eq!(read["items"][0]["answer"], "بالتسجيل");
    for client in [&mut phone, &mut team] {
        let hold = json!({"act": "hold", "stand": 1, "remark": asked, "version": 3, "reason": "other"});
        assert_eq!(client.refused(stands(&hold)).await, "not_allowed");
    }
    assert_eq!(
        team.refused(stands(
            &json!({"act": "answer", "stand": 2, "remark": asked, "version": 1, "text": "x"})
        ))
        .await,
        "not_allowed"
    );
    node.stop().await;
}

#[tokio::test]
async fn k14_desks_see_every_stand_and_walls_see_interest_from_ten_visits_on() {
    let (node, mut organiser) = exhibition().await;
    let mut desk = node.crew(DESK, "moderator").await;
    let mut wall = node.crew(WALL, "screen").await;
    let mut phone = node.phone().await;
    desk.done(json!({"do": "set_scene", "hall": 1, "version": 0, "scene": {"scene": "exhibition"}})).await;
    wall.until_view(8, |view| view["scene"] == "exhibition").await;
    let key = keys(&node).await.remove(1);
    for _ in 0..10 {
        let mut other = node.phone().await;
        other.done(stands(&json!({"act": "visit", "key": key}))).await;
    }
    let n = |view: &Value| {
        let items = view["items"].as_array().cloned().unwrap_or_default();
        items.iter().find(|item| item["s"] == 2).and_then(|item| item["n"].as_u64())
    };
    wall.until_view(STANDS, |view| n(view) == Some(10)).await;
    let seen = desk
        .until_view(INTEREST, |view| {
            view["items"].as_array().is_some_and(|all| all.iter().any(|item| item["visits"] == 10))
        })
        .await;
    assert_eq!(seen["items"].as_array().unwrap().len(), 2);
    let listed = phone.until_view(STANDS, |view| view["order"] == json!([1, 2])).await;
    assert_eq!(n(&listed), None, "phones are not told");
    let comment = json!({"act": "comment", "stand": 2, "text": "شكرًا"});
    let left = phone.done(stands(&comment)).await.1.unwrap();
    desk.until_view(REMARKS, |view| view["items"][0]["kind"] == "comment").await;
    desk.send(&json!({"t": "page", "topic": REMARKS, "after": 0})).await;
    assert_eq!(desk.hear("remarks").await["items"][0]["i"], json!(left));
    phone.send(&json!({"t": "page", "topic": REMARKS, "after": 0})).await;
    assert_eq!(phone.hear("remarks").await["items"], json!([]), "what was left is nobody else's");
    organiser.done(stands(&json!({"act": "rekey", "stand": 2, "version": 1}))).await;
    assert_eq!(phone.refused(stands(&json!({"act": "visit", "key": key}))).await, "bad_key");
    let key = keys(&node).await.remove(1);
    desk.done(stands(&json!({"act": "close", "stand": 2, "version": 2, "on": true}))).await;
    assert_eq!(phone.refused(stands(&json!({"act": "visit", "key": key}))).await, "stand_closed");
    node.stop().await;
}

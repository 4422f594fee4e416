//! K12: an idea board, from its question to what its tables came to, over real sockets.

use majlis::domain::id::LinkNo;
use serde_json::{Value, json};

use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::{Node, token_of};

const IDEAS: u32 = 17;
const BOARD: u32 = 18;
const RESULTS: u32 = 20;
const TABLE: &str = "table-table-table-table-table";

fn ideas(act: &Value) -> Value {
    let mut command = json!({"do": "ideas", "session": 1});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

fn plan() -> Value {
    json!({
        "title": {"ar": "كيف نحفظ التطوع؟"}, "moderation": "before", "each": 3, "dots": 3, "most": 2,
        "tables": [{"ar": "الأولى"}, {"ar": "الثانية"}]
    })
}

/// A phone, a desk and a wall in a session whose board collects ideas.
async fn hall() -> (Node, Client, Client, Client) {
    let node = Node::alone().await;
    let (mut phone, mut desk, wall) =
        (node.phone().await, node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    desk.done(ideas(&json!({"act": "set", "version": 0, "plan": plan()}))).await;
    desk.until_view(BOARD, |view| view["phase"] == "preparing").await;
    assert_eq!(phone.views.view(BOARD), None, "nobody else sees it yet");
    desk.done(ideas(&json!({"act": "lead", "version": 1, "phase": "collecting", "seconds": 600}))).await;
    let seen = phone.until_view(BOARD, |view| view["phase"] == "collecting").await;
    assert!(seen["until"].is_number());
    (node, phone, desk, wall)
}

/// An idea that a desk has put on the board.
async fn listed(phone: &mut Client, desk: &mut Client, text: &str) -> u64 {
    let idea = phone.done(ideas(&json!({"act": "submit", "text": text}))).await.1.expect("a number");
    desk.done(ideas(&json!({"act": "approve", "idea": idea, "version": 1}))).await;
    idea
}

fn items(view: &Value) -> Vec<u64> {
    view["items"].as_array().into_iter().flatten().filter_map(|item| item["i"].as_u64()).collect()
}

#[tokio::test]
async fn k12_an_idea_waits_is_approved_grouped_and_weighed_with_dots() {
    let (_node, mut phone, mut desk, mut wall) = hall().await;
    let one = phone.done(ideas(&json!({"act": "submit", "text": "تدريب المتطوعين"}))).await.1.unwrap();
    phone
        .until(|views| {
            views.mine.as_ref().is_some_and(|mine| mine["ideas"]["items"][0]["status"] == "waiting")
        })
        .await;
    desk.until_view(IDEAS, |view| view["items"][0]["status"] == "waiting").await;
    desk.done(ideas(&json!({"act": "approve", "idea": one, "version": 1}))).await;
    wall.until_view(IDEAS, |view| view["items"][0]["text"] == "تدريب المتطوعين").await;
    let other = listed(&mut phone, &mut desk, "دورات تدريب للمتطوعين").await;
    let loose = listed(&mut phone, &mut desk, "مواقف سيارات").await;
    desk.send(&json!({"t": "suggest"})).await;
    let suggested = desk.hear("suggested").await;
    assert_eq!(suggested["groups"], json!([{"ideas": [one, other]}]));
    phone.send(&json!({"t": "suggest"})).await;
    assert_eq!(phone.hear("suggested").await["groups"], json!([]), "a phone groups nothing");
    let group = json!({"act": "cluster", "title": {"ar": "التدريب"},
        "ideas": [{"idea": one, "version": 2}, {"idea": other, "version": 2}]});
    let group = desk.done(ideas(&group)).await.1.expect("a number");
    desk.done(ideas(&json!({"act": "lead", "version": 3, "phase": "voting"}))).await;
    let dots = json!([{"on": {"cluster": group}, "n": 2}, {"on": {"idea": loose}, "n": 1}]);
    phone.done(ideas(&json!({"act": "dot", "dots": dots, "seq": next_seq()}))).await;
    phone
        .until(|views| {
            let own = views.mine.as_ref().and_then(|mine| mine["ideas"]["dots"].as_array().cloned());
            own.is_some_and(|own| own.len() == 2)
        })
        .await;
    let seen = wall.until_view(BOARD, |view| view["tally"]["v"] == 1).await;
    assert_eq!(seen["tally"].get("n"), None, "they are hidden");
    let seen = desk.until_view(BOARD, |view| view["tally"]["v"] == 1).await;
    assert_eq!(seen["tally"]["n"], dots);
    let many = json!([{"on": {"idea": loose}, "n": 3}]);
    let many = ideas(&json!({"act": "dot", "dots": many, "seq": next_seq()}));
    assert_eq!(phone.refused(many).await, "bad_dots");
    desk.done(ideas(&json!({"act": "lead", "version": 4, "phase": "closed"}))).await;
    let seen = wall.until_view(BOARD, |view| view["phase"] == "closed").await;
    assert_eq!(seen["tally"]["n"], dots);
    assert_eq!(seen["clusters"][0]["ideas"], json!([one, other]));
    let late = ideas(&json!({"act": "submit", "text": "متأخرة"}));
    assert_eq!(phone.refused(late).await, "ideas_closed");
}

#[tokio::test]
async fn k12_a_facilitator_has_one_table_and_nothing_else_of_a_desk() {
    let (node, mut phone, mut desk, mut wall) = hall().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let link = json!({"do": "create_link", "role": "facilitator", "hall": null, "name": "طاولة", "expires": null,
        "table": {"session": 1, "table": 1}, "secret": TABLE});
    organiser.done(link).await;
    organiser
        .until_view(9, |view| {
            view["links"]
                .as_array()
                .is_some_and(|all| all.iter().any(|link| link["table"] == json!({"session": 1, "table": 1})))
        })
        .await;
    let mut table = Client::hello(node.address, &token_of((LinkNo(0), TABLE)), "facilitator", None).await;
    assert_eq!(table.welcome["session"], 1, "it is led to its table");
    let waits = phone.done(ideas(&json!({"act": "submit", "text": "تنتظر"}))).await.1.unwrap();
    let own = table.done(ideas(&json!({"act": "enter", "text": "من الطاولة"}))).await.1.unwrap();
    let seen = table.until_view(IDEAS, |view| items(view) == [own]).await;
    assert_eq!((&seen["items"][0]["by"], &seen["items"][0]["table"]), (&json!("table"), &json!(1)));
    table.until(|views| views.mine.as_ref().is_some_and(|mine| mine["ideas"]["table"] == 1)).await;
    let topics: Vec<u32> = table.views.topics.keys().copied().collect();
    assert_eq!(topics, [0, 1, IDEAS, BOARD, RESULTS]);
    for act in [
        json!({"act": "approve", "idea": waits, "version": 1}),
        json!({"act": "lead", "version": 2, "phase": "voting"}),
        json!({"act": "place", "idea": own, "version": 1, "cluster": null, "at": 0}),
        json!({"act": "enter", "text": "لغيرنا", "table": 0}),
        json!({"act": "harvest", "table": 0, "version": 0, "title": null, "text": "x", "rests": [], "done": true}),
    ] {
        assert_eq!(table.refused(ideas(&act)).await, "not_allowed", "{act}");
    }
    assert_eq!(table.refused(super::ask("؟")).await, "not_allowed");
    let harvest = json!({"act": "harvest", "table": 1, "version": 0, "title": "خلاصة", "text": "التدريب أولًا",
        "rests": [{"idea": own}], "done": true});
    table.done(ideas(&harvest)).await;
    let told = |views: &crate::support::views::Views| {
        views.mine.as_ref().is_some_and(|mine| mine["ideas"]["result"]["text"] == "التدريب أولًا")
    };
    table.until(told).await;
    phone.until_view(BOARD, |view| view["done"] == json!([1])).await;
    let seen = phone.views.view(RESULTS).expect("it is told that there is nothing to see");
    assert_eq!(seen["items"], json!([]), "the text is the table's own yet");
    desk.done(ideas(&json!({"act": "show_results", "version": 3, "on": true}))).await;
    phone.until_view(BOARD, |view| view["results_shown"] == true).await;
    let seen = phone.until_view(RESULTS, |view| view["items"][0].is_object()).await;
    assert_eq!(seen["items"][0]["rests"], json!([{"idea": own}]));
    wall.until_view(8, |view| view["cue"] == "results").await;
}

#[tokio::test]
async fn k12_of_two_who_drag_at_once_the_later_is_told() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let idea = listed(&mut phone, &mut desk, "فكرة").await;
    let mut other = node.crew(ORGANISER, "organiser").await;
    let group = json!({"act": "cluster", "ideas": []});
    let (left, right) =
        (desk.done(ideas(&group)).await.1.unwrap(), other.done(ideas(&group)).await.1.unwrap());
    let put =
        |cluster| ideas(&json!({"act": "place", "idea": idea, "version": 2, "cluster": cluster, "at": 0}));
    desk.done(put(left)).await;
    assert_eq!(other.refused(put(right)).await, "changed");
    let seen = other.until_view(BOARD, |view| view["clusters"][0]["ideas"] == json!([idea])).await;
    assert_eq!(seen["clusters"][1]["ideas"], json!([]));
    let scene = json!({"do": "set_scene", "hall": 1, "version": 0, "scene": {"scene": "ideas"}});
    desk.done(scene).await;
}

#[tokio::test]
async fn k12_what_is_no_board_is_refused() {
    let node = Node::alone().await;
    let (mut phone, mut desk) = (node.phone().await, node.crew(DESK, "moderator").await);
    let submit = ideas(&json!({"act": "submit", "text": "فكرة"}));
    assert_eq!(phone.refused(submit.clone()).await, "unknown_board");
    let mut elsewhere = submit;
    elsewhere["session"] = json!(99);
    assert_eq!(phone.refused(elsewhere).await, "unknown_session");
    let mut odd = plan();
    odd["most"] = json!(4);
    let set = |plan: &Value| ideas(&json!({"act": "set", "version": 0, "plan": plan}));
    assert_eq!(desk.refused(set(&odd)).await, "bad_board");
    odd["most"] = json!(1);
    odd["title"] = json!({});
    assert_eq!(desk.refused(set(&odd)).await, "text_empty");
    assert_eq!(phone.refused(set(&plan())).await, "not_allowed");
    let scene =
        json!({"do": "set_scene", "hall": 1, "version": 0, "scene": {"scene": "ideas", "results": true}});
    assert_eq!(desk.refused(scene).await, "unknown_board");
}

#[tokio::test]
async fn p1_ideas_past_the_window_are_read_page_by_page() {
    let (node, _, mut desk, _wall) = hall().await;
    let mut all = Vec::new();
    for _ in 0..150 {
        // The longest that are taken: some sixty of them fill a phone's window.
        let enter = ideas(&json!({"act": "enter", "text": "مُشَارَكَةٌ ".repeat(40)}));
        all.push(desk.done(enter).await.1.unwrap());
    }
    // Whoever comes later has the newest, and reads the others.
    let mut phone = node.phone().await;
    let seen = phone.until_view(IDEAS, |view| view["total"] == 150).await;
    let window = items(&seen);
    assert!(window.len() < 150 && window.contains(&all[149]), "{} are in it", window.len());
    let (mut read, mut after) = (Vec::new(), json!(0));
    while !after.is_null() {
        phone.send(&json!({"t": "page", "topic": IDEAS, "after": after})).await;
        let page = phone.hear("ideas").await;
        read.extend(items(&page));
        after = page["next"].clone();
    }
    assert_eq!(read, all);
}

//! K13: a recommendation, from a question to its follow-up, over real sockets.

use majlis::domain::id::LinkNo;
use serde_json::{Value, json};

use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, WALL};
use crate::support::node::Node;

const AGENDA_OF_LINKS: u32 = 9;
const RECOMMENDATIONS: u32 = 21;
const DRAFTS: u32 = 22;
const SECRET: &str = "rapporteur-rapporteur-rapporteur";

fn recs(act: &Value) -> Value {
    let mut command = json!({"do": "recommendations"});
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

/// A question that is on the list.
async fn listed(phone: &mut Client, desk: &mut Client, text: &str) -> u64 {
    let question = phone.done(json!({"do": "ask", "session": 1, "text": text})).await.1.expect("a number");
    desk.done(json!({"do": "approve", "question": question, "version": 1})).await;
    question
}

/// A rapporteur whom the organiser made a link for.
async fn rapporteur(node: &Node, organiser: &mut Client) -> Client {
    let link = json!({"do": "create_link", "role": "rapporteur", "hall": null, "name": "مقرر", "expires": null,
        "secret": SECRET});
    organiser.done(link).await;
    organiser
        .until_view(AGENDA_OF_LINKS, |view| {
            view["links"].as_array().is_some_and(|all| all.iter().any(|link| link["role"] == "rapporteur"))
        })
        .await;
    node.crew((LinkNo(0), SECRET), "rapporteur").await
}

fn item(view: &Value, no: u64) -> &Value {
    let items = view["items"].as_array().expect("there are items");
    items.iter().find(|item| item["r"] == no).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn k13_a_recommendation_is_drafted_voted_on_published_and_followed_up() {
    let node = Node::alone().await;
    let (mut phone, mut other) = (node.phone().await, node.phone().await);
    let (mut desk, mut wall) = (node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let mut rapporteur = rapporteur(&node, &mut organiser).await;
    let question = listed(&mut phone, &mut desk, "متى يصدر السجل الوطني للمتطوعين؟").await;
    other.done(json!({"do": "support", "question": question, "on": true, "seq": next_seq()})).await;

    let draft = json!({"act": "draft", "title": "سجل وطني للمتطوعين", "text": "يُنشأ سجل",
        "evidence": [{"kind": "question", "question": question}]});
    let made = rapporteur.done(recs(&draft)).await.1.expect("a number");
    let bare = json!({"act": "draft", "title": "بلا دليل", "text": "", "evidence": []});
    let bare = desk.done(recs(&bare)).await.1.expect("a number");
    let seen = rapporteur.until_view(DRAFTS, |view| item(view, made)["evidence"][0]["n"] == 1).await;
    assert_eq!(item(&seen, made)["pieces"], 1);
    assert_eq!(phone.views.view(RECOMMENDATIONS), None, "nobody else sees a draft");
    assert_eq!(phone.refused(recs(&draft)).await, "not_allowed");
    let mark = json!({"act": "mark", "recommendation": made, "marks": {"impact": 5, "feasibility": 4}, "seq": next_seq()});
    rapporteur.done(recs(&mark)).await;
    rapporteur.until(|views| views.mine.as_ref().is_some_and(|mine| mine["marks"][0]["impact"] == 5)).await;

    let empty = json!({"act": "publish", "list": [{"recommendation": bare, "version": 1}]});
    let refused = rapporteur.give(recs(&empty)).await;
    assert_eq!((&refused["code"], &refused["limit"]), (&json!("no_evidence"), &json!(bare)));

    rapporteur.done(recs(&json!({"act": "propose", "recommendation": made, "version": 1, "on": true}))).await;
    let open = json!({"act": "open_vote", "round": 0, "list": [made], "rule": {"more_than": 50, "voters": 2}, "seconds": 600});
    let round = rapporteur.done(recs(&open)).await.1.expect("a number");
    let seen = phone.until_view(RECOMMENDATIONS, |view| view["head"]["vote"]["round"] == round).await;
    assert!(seen["head"]["vote"]["until"].is_number() && item(&seen, made)["evidence"].is_null());
    let vote = |vote: &str| {
        recs(&json!({"act": "vote", "round": round, "recommendation": made, "vote": vote, "seq": next_seq()}))
    };
    phone.done(vote("agree")).await;
    other.done(vote("abstain")).await;
    phone
        .until(|views| {
            views.mine.as_ref().is_some_and(|mine| mine["recommendations"]["agree"] == json!([made]))
        })
        .await;
    let seen = wall.until_view(RECOMMENDATIONS, |view| view["head"]["vote"]["voted"] == 2).await;
    assert!(item(&seen, made)["outcome"].is_null(), "no count before the end");
    assert_eq!(item(&seen, made)["evidence"][0]["text"], "متى يصدر السجل الوطني للمتطوعين؟");
    rapporteur.done(recs(&json!({"act": "close_vote", "round": round}))).await;
    let seen = phone.until_view(RECOMMENDATIONS, |view| view["head"]["vote"]["closed"].is_number()).await;
    assert_eq!(
        item(&seen, made)["outcome"],
        json!({"round": round, "agree": 1, "disagree": 0, "abstain": 1, "agreed": true})
    );
    assert_eq!(phone.refused(vote("disagree")).await, "round_over");

    let seen = rapporteur.until_view(DRAFTS, |view| item(view, made)["outcome"]["agreed"] == true).await;
    let version = item(&seen, made)["v"].clone();
    rapporteur
        .done(recs(&json!({"act": "publish", "list": [{"recommendation": made, "version": version}]})))
        .await;
    let seen = wall.until_view(RECOMMENDATIONS, |view| item(view, made)["stage"] == "published").await;
    let version = item(&seen, made)["v"].clone();
    let step = json!({"act": "follow", "recommendation": made, "version": version, "status": "under_way", "note": "بدأ العمل"});
    rapporteur.done(recs(&step)).await;
    let seen =
        phone.until_view(RECOMMENDATIONS, |view| item(view, made)["steps"][0]["status"] == "under_way").await;
    assert_eq!(item(&seen, made)["pieces"], 1);
    phone.send(&json!({"t": "page", "topic": RECOMMENDATIONS, "after": made - 1})).await;
    let page = phone.hear("recommendations").await;
    assert_eq!(page["items"][0]["evidence"][0]["n"], 1);
    assert_eq!(page["items"][0]["steps"].as_array().map(Vec::len), Some(2));
    phone.send(&json!({"t": "page", "topic": DRAFTS, "after": 0})).await;
    assert_eq!(phone.hear("recommendations").await["items"], json!([]), "drafts are read by nobody else");

    // What is cited is what everyone may see at the moment.
    desk.done(json!({"do": "dismiss", "question": question, "version": 2, "reason": "off_topic"})).await;
    phone.until_view(RECOMMENDATIONS, |view| item(view, made)["pieces"] == 0).await;
    let seen = wall.until_view(RECOMMENDATIONS, |view| item(view, made)["evidence"].is_null()).await;
    assert_eq!(item(&seen, made)["title"], "سجل وطني للمتطوعين");
    rapporteur.until_view(DRAFTS, |view| item(view, made)["evidence"][0]["gone"] == "hidden").await;
}

#[tokio::test]
async fn k13_a_rapporteur_is_of_the_whole_forum_and_reads_what_walls_may_show() {
    let node = Node::alone().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let link = json!({"do": "create_link", "role": "rapporteur", "hall": 1, "name": "مقرر", "expires": null, "secret": SECRET});
    assert_eq!(organiser.refused(link).await, "not_allowed");
    let mut rapporteur = rapporteur(&node, &mut organiser).await;
    rapporteur.until_view(DRAFTS, |view| view["items"] == json!([])).await;
    rapporteur.until_view(2, |view| view["items"].is_array()).await;
    assert_eq!((rapporteur.views.view(3), rapporteur.views.view(AGENDA_OF_LINKS)), (None, None));
    let refused = rapporteur.refused(json!({"do": "pause", "session": 1, "version": 1, "on": true})).await;
    assert_eq!(refused, "not_allowed");
}

//! K: what each command does, seen from where it shows.

use serde_json::{Value, json};

use super::{ask, asked, listed, open_poll, topic, vote};
use crate::support::client::{Client, next_seq};
use crate::support::forum::{DESK, ORGANISER, PRESENTER, WALL};
use crate::support::node::Node;

async fn hall() -> (Node, Client, Client, Client) {
    let node = Node::alone().await;
    let (phone, desk, wall) =
        (node.phone().await, node.crew(DESK, "moderator").await, node.crew(WALL, "screen").await);
    (node, phone, desk, wall)
}

fn own_status(views: &crate::support::views::Views, question: u64) -> Value {
    let mine = views.mine.as_ref().and_then(|mine| mine["questions"].as_array().cloned()).unwrap_or_default();
    mine.into_iter().find(|item| item["q"] == question).map_or(Value::Null, |item| item["status"].clone())
}

#[tokio::test]
async fn k1_a_question_is_asked_changed_and_taken_back() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let named = json!({"do": "ask", "session": 1, "text": "ما رأيكم", "name": "طالب"});
    let question = phone.done(named).await.1.unwrap();
    phone.done(json!({"do": "edit", "question": question, "version": 1, "text": "ما رأيكم؟"})).await;
    let seen = desk.until_view(3, |waiting| waiting["items"][0]["text"] == "ما رأيكم؟").await;
    assert_eq!(seen["items"][0]["name"], "طالب");
    let stale = json!({"do": "edit", "question": question, "version": 1, "text": "غيره"});
    assert_eq!(phone.refused(stale).await, "changed");
    phone.done(json!({"do": "withdraw", "question": question, "version": 2})).await;
    phone.until(|views| own_status(views, question) == "withdrawn").await;
    let published = listed(&mut phone, &mut desk, "منشور").await;
    let late = json!({"do": "withdraw", "question": published, "version": 2});
    assert_eq!(phone.refused(late).await, "too_late_to_change");
    assert_eq!(phone.refused(json!({"do": "ask", "session": 99, "text": "؟"})).await, "unknown_session");
    // Sessions of the forum that have not begun take none.
    assert_eq!(phone.refused(json!({"do": "ask", "session": 2, "text": "؟"})).await, "asking_closed");
}

#[tokio::test]
async fn k2_a_choice_fits_its_poll_or_is_refused() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let options = json!([{"ar": "أ"}, {"ar": "ب"}, {"ar": "ج"}]);
    let kinds = [
        (
            json!({"kind": "single"}),
            json!(options),
            json!({"options": [2]}),
            vec![json!({"options": [3]}), json!({"options": [0, 1]}), json!({"stars": 1})],
        ),
        (
            json!({"kind": "multiple", "min": 1, "max": 2}),
            json!(options),
            json!({"options": [2, 0]}),
            vec![json!({"options": [0, 0]}), json!({"options": [0, 1, 2]})],
        ),
        (
            json!({"kind": "yes_no_abstain"}),
            json!([]),
            json!({"options": [2]}),
            vec![json!({"options": [3]})],
        ),
        (
            json!({"kind": "rating", "max": 5}),
            json!([]),
            json!({"stars": 5}),
            vec![json!({"stars": 0}), json!({"stars": 6})],
        ),
        (
            json!({"kind": "ranking"}),
            json!(options),
            json!({"options": [2, 0, 1]}),
            vec![json!({"options": [2, 0]})],
        ),
        (
            json!({"kind": "ranking", "method": "instant_runoff"}),
            json!(options),
            json!({"options": [2, 0]}),
            vec![json!({"options": [2, 2]}), json!({"points": [50, 25, 25]})],
        ),
        (
            json!({"kind": "points"}),
            json!(options),
            json!({"points": [50, 0, 50]}),
            vec![json!({"points": [50, 50]}), json!({"steps": [1, 1, 1]})],
        ),
        (
            json!({"kind": "cloud", "words": 2}),
            json!([]),
            json!({"words": ["أمل", "عطاء"]}),
            vec![json!({"words": ["أمل", "أَمَل"]}), json!({"words": ["أ", "ب", "ج"]})],
        ),
        (json!({"kind": "open"}), json!([]), json!({"text": "نص"}), vec![json!({"options": [0]})]),
        (
            json!({"kind": "quiz", "answer": 1}),
            json!(options),
            json!({"options": [1]}),
            vec![json!({"options": [7]})],
        ),
    ];
    for (answer, options, good, bad) in kinds {
        let draft = json!({"title": {"ar": "؟"}, "answer": answer, "options": options});
        let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
        let cast = |choice: Value| json!({"do": "vote", "poll": poll, "round": 1, "choice": choice, "seq": next_seq()});
        assert_eq!(phone.refused(cast(good.clone())).await, "unknown_poll", "a draft is the desk's");
        desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
        for choice in bad {
            assert_eq!(phone.refused(cast(choice.clone())).await, "bad_ballot", "{answer}: {choice}");
        }
        phone.done(cast(good.clone())).await;
        let voted = |ballot: &Value| ballot["poll"] == poll && ballot["choice"].is_object();
        phone
            .until(|views| {
                views.mine.as_ref().is_some_and(|mine| mine["ballots"].as_array().unwrap().iter().any(voted))
            })
            .await;
        phone.done(cast(json!({"options": []}))).await;
        desk.until_view(topic(poll), |poll| poll["tally"]["v"] == 0).await;
    }
    assert_eq!(phone.refused(vote(99, &[0], next_seq())).await, "unknown_poll");
}

#[tokio::test]
async fn k19_a_hundred_points_are_spent_and_a_grid_has_its_scale() {
    let (_node, mut phone, mut desk, mut wall) = hall().await;
    let options = json!([{"ar": "أ"}, {"ar": "ب"}]);
    let mut made = async |poll: Value| {
        let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": poll})).await.1.unwrap();
        desk.done(json!({"do": "open_poll", "poll": poll, "version": 1})).await;
        poll
    };
    let open = json!({"hidden": false});
    let points = made(
        json!({"title": {"ar": "؟"}, "answer": {"kind": "points"}, "options": options, "settings": open}),
    )
    .await;
    let labels = json!([{"ar": "لا"}, {"ar": "نعم"}]);
    let grid = json!({"title": {"ar": "؟"}, "answer": {"kind": "likert", "steps": 4}, "options": options, "labels": labels, "settings": open});
    let grid = made(grid).await;
    let bare = json!({"title": {"ar": "؟"}, "answer": {"kind": "likert", "steps": 4}, "options": options});
    assert_eq!(desk.refused(json!({"do": "create_poll", "session": 1, "poll": bare})).await, "bad_poll");
    let cast = |poll: u64, choice: Value| json!({"do": "vote", "poll": poll, "round": 1, "choice": choice, "seq": next_seq()});
    assert_eq!(phone.refused(cast(points, json!({"points": [50, 51]}))).await, "points_not_spent");
    assert_eq!(phone.refused(cast(grid, json!({"steps": [0, 0]}))).await, "bad_ballot");
    phone.done(cast(points, json!({"points": [100, 0]}))).await;
    phone.done(cast(grid, json!({"steps": [4, 0]}))).await;
    let told = wall.until_view(topic(points), |poll| poll["tally"]["v"] == 1).await;
    assert_eq!(told["tally"], json!({"v": 1, "n": [100, 0], "backers": [1, 0]}));
    let told = wall.until_view(topic(grid), |poll| poll["tally"]["v"] == 1).await;
    assert_eq!(told["tally"], json!({"v": 1, "steps": [[0, 0, 0, 1], [0, 0, 0, 0]]}));
    assert_eq!(told["labels"], labels);
}

#[tokio::test]
async fn v34_a_ranking_tells_what_its_method_came_to() {
    let (_node, mut phone, mut desk, mut wall) = hall().await;
    let options = json!([{"ar": "أ"}, {"ar": "ب"}, {"ar": "ج"}]);
    for method in ["instant_runoff", "schulze"] {
        let draft = json!({"title": {"ar": "؟"}, "answer": {"kind": "ranking", "method": method}, "options": options, "settings": {"hidden": false}});
        let poll = desk.done(json!({"do": "create_poll", "session": 1, "poll": draft})).await.1.unwrap();
        desk.done(json!({"do": "open_poll", "poll": poll, "version": 1, "seconds": 0})).await;
        phone.done(vote(poll, &[2, 0], next_seq())).await;
        let open = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 1).await;
        assert_eq!(open["answer"], json!({"kind": "ranking", "method": method}));
        assert!(open["tally"]["n"].is_null(), "a page of before would take it for points");
        assert_eq!(open["tally"]["ranked"]["first"], json!([0, 0, 1]));
        desk.done(json!({"do": "close_poll", "poll": poll, "version": 2, "seconds": 0})).await;
        let over = wall.until_view(topic(poll), |poll| poll["phase"] == "closed").await;
        let ranked = match method {
            "schulze" => {
                json!({"first": [0, 0, 1], "places": [2, 3, 1], "pairs": [[0, 1, 0], [0, 0, 0], [1, 1, 0]]})
            }
            _ => json!({"first": [0, 0, 1], "places": [2, 2, 1], "rounds": [{"n": [0, 0, 1]}]}),
        };
        assert_eq!(over["tally"]["ranked"], ranked);
    }
}

#[tokio::test]
async fn k1_a_poll_whose_ballots_are_final_takes_one() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let poll = open_poll(&mut desk, &json!({"changeable": false})).await;
    phone.done(vote(poll, &[0], next_seq())).await;
    assert_eq!(phone.refused(vote(poll, &[1], next_seq())).await, "ballot_final");
    let other_round =
        json!({"do": "vote", "poll": poll, "round": 2, "choice": {"options": [0]}, "seq": next_seq()});
    assert_eq!(phone.refused(other_round).await, "poll_not_open");
}

#[tokio::test]
async fn k1_a_person_takes_back_all_that_it_wrote() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    listed(&mut phone, &mut desk, "اسمي ورقم هاتفي").await;
    let waiting = asked(&mut phone, "سؤال ينتظر").await;
    desk.until_view(3, |waiting| waiting["total"] == 1).await;
    assert_eq!(phone.refused(json!({"do": "erase_mine", "upto": 1_000_000})).await, "out_of_range");
    phone.done(json!({"do": "erase_mine", "upto": 2})).await;
    phone.until_view(2, |list| list["items"][0]["text"] == "").await;
    desk.until_view(3, |waiting| waiting["total"] == 0).await;
    phone.until_view(5, |counts| counts["received"] == 2 && counts["withdrawn"] == 1).await;
    let edit = json!({"do": "edit", "question": waiting, "version": 1, "text": "من جديد"});
    assert_eq!(phone.refused(edit).await, "too_late_to_change");
}

#[tokio::test]
async fn k4_from_waiting_to_answered_on_the_stage() {
    let (node, mut phone, mut desk, mut wall) = hall().await;
    let mut presenter = node.crew(PRESENTER, "presenter").await;
    let first = listed(&mut phone, &mut desk, "الأول").await;
    let second = listed(&mut phone, &mut desk, "الثاني").await;
    desk.done(json!({"do": "queue", "question": second, "version": 2, "at": 9})).await;
    desk.done(json!({"do": "stage", "question": first, "version": 2})).await;
    wall.until_view(4, |stage| stage["on"]["q"] == first).await;
    presenter.until_view(4, |stage| stage["next"][0]["q"] == second).await;
    let stage = desk.until_view(4, |stage| stage["on"]["q"] == first).await;
    let next = json!({"do": "next", "session": 1, "version": stage["version"], "question": second, "answered": true});
    desk.done(next.clone()).await;
    desk.done(next).await;
    wall.until_view(4, |stage| stage["on"]["q"] == second).await;
    phone.until(|views| own_status(views, first) == "answered").await;
    desk.done(json!({"do": "unqueue", "question": second, "version": 4})).await;
    wall.until_view(4, |stage| stage["on"].is_null()).await;
    desk.done(json!({"do": "shorten", "question": second, "version": 5, "text": "قصير"})).await;
    wall.until_view(2, |list| list["items"][1]["wall"] == "قصير").await;
    desk.done(json!({"do": "reply", "question": second, "version": 6, "text": "نعم"})).await;
    phone.until_view(2, |list| list["items"][1]["reply"] == "نعم").await;
    desk.done(json!({"do": "answer", "question": second, "version": 7})).await;
    phone.until_view(5, |counts| counts["answered"] == 2).await;
}

#[tokio::test]
async fn k4_merging_unites_supporters_and_can_be_undone() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let mut other = node.phone().await;
    let (one, two) =
        (listed(&mut phone, &mut desk, "واحد").await, listed(&mut phone, &mut desk, "اثنان").await);
    for question in [one, two] {
        phone.done(super::support(question, true, next_seq())).await;
    }
    other.done(super::support(two, true, next_seq())).await;
    desk.done(json!({"do": "merge", "question": two, "version": 2, "into": one})).await;
    phone.until_view(2, |list| list["total"] == 1 && list["items"][0]["n"] == 2).await;
    let acts = desk.until_view(6, |acts| acts["acts"][0]["deed"] == "merge").await;
    desk.done(json!({"do": "undo", "act": acts["acts"][0]["act"]})).await;
    let list = phone.until_view(2, |list| list["total"] == 2).await;
    assert_eq!((&list["items"][0]["n"], &list["items"][1]["n"]), (&json!(1), &json!(2)));
    let itself = json!({"do": "merge", "question": two, "version": 4, "into": two});
    assert_eq!(desk.refused(itself).await, "bad_merge");
    assert_eq!(desk.refused(json!({"do": "undo", "act": 999})).await, "unknown_act");
}

#[tokio::test]
async fn k4_every_fate_is_in_the_public_account() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let mut questions = Vec::new();
    for text in ["أ", "ب", "ج", "د", "هـ"] {
        questions.push(asked(&mut phone, text).await);
    }
    let [approved, dismissed, moved, merged, withdrawn] = questions[..] else { panic!("five") };
    desk.done(json!({"do": "approve", "question": approved, "version": 1})).await;
    desk.done(json!({"do": "dismiss", "question": dismissed, "version": 1, "reason": "personal"})).await;
    desk.done(json!({"do": "move", "question": moved, "version": 1, "session": 2})).await;
    desk.done(json!({"do": "merge", "question": merged, "version": 1, "into": approved})).await;
    phone.done(json!({"do": "withdraw", "question": withdrawn, "version": 1})).await;
    let counts = phone.until_view(5, |counts| counts["withdrawn"] == 1).await;
    let expected = json!({
        "received": 5, "pending": 0, "listed": 1, "answered": 0, "merged": 1, "moved": 1, "withdrawn": 1,
        "dismissed": [0, 0, 1, 0, 0, 0],
    });
    assert_eq!(counts, expected);
    desk.done(json!({"do": "restore", "question": dismissed, "version": 2})).await;
    phone.until_view(5, |counts| counts["pending"] == 1).await;
    let seed = json!({"do": "enter", "session": 1, "text": "من المنظمين", "source": "seed"});
    let (rev, no) = desk.done(seed).await;
    desk.until(|views| views.topics[&2].rev >= rev).await;
    phone
        .until_view(2, |list| {
            list["items"]
                .as_array()
                .unwrap()
                .iter()
                .any(|item| Some(item["q"].as_u64().unwrap()) == no && item["source"] == "seed")
        })
        .await;
    assert_eq!(phone.views.view(5).unwrap()["received"], 5);
}

#[tokio::test]
async fn k5_the_session_is_run_from_the_desk() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let mut presenter = node.crew(PRESENTER, "presenter").await;
    let labels = json!([{"ar": "تطوع"}, {"ar": "تمويل"}]);
    let board = json!({"do": "set_board", "session": 1, "version": 2, "asking": null, "moderation": "after", "labels": labels});
    desk.done(board).await;
    let question = asked(&mut phone, "يظهر فوراً").await;
    phone.until_view(2, |list| list["items"][0]["q"] == question).await;
    desk.done(json!({"do": "label", "question": question, "version": 1, "labels": [1]})).await;
    phone.until_view(2, |list| list["items"][0]["labels"] == json!([1])).await;
    assert_eq!(
        desk.refused(json!({"do": "label", "question": question, "version": 2, "labels": [7]})).await,
        "unknown_label"
    );
    desk.done(json!({"do": "pause", "session": 1, "version": 3, "on": true, "message": "نعود حالاً"})).await;
    phone.until_view(1, |session| session["pause_message"] == "نعود حالاً").await;
    assert_eq!(phone.refused(ask("ممنوع الآن")).await, "paused");
    desk.done(json!({"do": "pause", "session": 1, "version": 4, "on": false})).await;
    desk.done(json!({"do": "note", "session": 1, "version": 5, "text": "دقيقتان"})).await;
    presenter.until_view(1, |session| session["note"] == "دقيقتان").await;
    assert!(!phone.heard.concat().contains("دقيقتان"));
    assert_eq!(
        desk.refused(json!({"do": "delay", "hall": 1, "version": 99, "minutes": 500})).await,
        "out_of_range"
    );
    desk.done(json!({"do": "set_phase", "session": 1, "version": 6, "phase": "ended"})).await;
    phone.until_view(1, |session| session["phase"] == "ended").await;
    assert_eq!(phone.refused(ask("بعد النهاية")).await, "asking_closed");
    phone.done(json!({"do": "rate", "session": 1, "stars": 5, "seq": next_seq()})).await;
    let bad = json!({"do": "rate", "session": 1, "stars": 6, "seq": next_seq()});
    assert_eq!(phone.refused(bad).await, "bad_rating");
    desk.until_view(7, |feedback| feedback["stars"] == json!([0, 0, 0, 0, 1])).await;
    desk.done(json!({"do": "set_feedback", "session": 1, "version": 7, "open": false})).await;
    let closed = json!({"do": "rate", "session": 1, "stars": 1, "seq": next_seq()});
    assert_eq!(phone.refused(closed).await, "feedback_closed");
}

#[tokio::test]
async fn k6_a_poll_from_draft_to_reveal_and_into_a_second_round() {
    let (_node, mut phone, mut desk, mut wall) = hall().await;
    let poll = open_poll(&mut desk, &json!({})).await;
    phone.done(vote(poll, &[1], next_seq())).await;
    let hidden = wall.until_view(topic(poll), |poll| poll["tally"]["v"] == 1).await;
    assert!(hidden["tally"]["n"].is_null());
    desk.done(json!({"do": "close_poll", "poll": poll, "version": 2, "seconds": 1})).await;
    let closing = phone.until_view(topic(poll), |poll| poll["until"].is_i64()).await;
    assert_eq!(closing["phase"], "open");
    phone.until_view(topic(poll), |poll| poll["phase"] == "closed").await;
    let version = desk.until_view(topic(poll), |poll| poll["phase"] == "closed").await["version"].clone();
    desk.done(json!({"do": "reveal_poll", "poll": poll, "version": version, "on": true})).await;
    wall.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 1, 0, 0])).await;
    let version = desk.until_view(topic(poll), |poll| poll["revealed"] == true).await["version"].clone();
    desk.done(json!({"do": "open_poll", "poll": poll, "version": version, "seconds": 0})).await;
    let again = phone.until_view(topic(poll), |poll| poll["round"] == 2).await;
    assert_eq!((&again["tally"]["v"], &again["revealed"]), (&json!(0), &json!(false)));
    assert_eq!(phone.refused(vote(poll, &[0], next_seq())).await, "round_over");
    let bad = json!({"title": {"ar": "؟"}, "answer": {"kind": "single"}, "options": [{"ar": "وحيد"}]});
    assert_eq!(desk.refused(json!({"do": "create_poll", "session": 1, "poll": bad})).await, "bad_poll");
}

#[tokio::test]
async fn k5_the_rest_of_a_day_is_shifted_from_any_session_that_has_not_begun() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let starts = |agenda: &Value, session: u64| {
        let sessions = agenda["sessions"].as_array().unwrap();
        sessions.iter().find(|entry| entry["session"] == session).unwrap()["starts"].as_i64().unwrap()
    };
    let agenda = desk.views.view(0).unwrap().clone();
    let (version, before) = (&agenda["halls"][0]["version"], starts(&agenda, 2));
    let shift = |from: u64| json!({"do": "delay", "hall": 1, "version": version, "minutes": 5, "from": from});
    assert_eq!(desk.refused(shift(1)).await, "session_begun");
    assert_eq!(desk.refused(shift(3)).await, "unknown_session", "it is in another hall");
    desk.done(shift(2)).await;
    let shifted = phone.until_view(0, |agenda| starts(agenda, 2) == before + 5 * 60_000).await;
    assert_eq!(starts(&shifted, 1), starts(&agenda, 1), "what stands before it stays");
}

#[tokio::test]
async fn k6_a_desk_puts_the_polls_of_a_session_in_order() {
    let (_node, _phone, mut desk, _wall) = hall().await;
    let first = open_poll(&mut desk, &json!({})).await;
    let second = open_poll(&mut desk, &json!({})).await;
    let is_there = |session: &Value, polls: Value| session["polls"] == polls;
    let session = desk.until_view(1, |session| is_there(session, json!([first, second]))).await;
    let order = |polls: Value| json!({"do": "order_polls", "session": 1, "version": session["version"], "polls": polls});
    assert_eq!(desk.refused(order(json!([second]))).await, "changed", "it does not name all");
    desk.done(order(json!([second, first]))).await;
    desk.until_view(1, |session| is_there(session, json!([second, first]))).await;
}

#[tokio::test]
async fn k6_a_secret_poll_says_to_nobody_who_voted_what() {
    let (_node, mut phone, mut desk, _wall) = hall().await;
    let poll = open_poll(&mut desk, &json!({"secret": true})).await;
    assert_eq!(phone.refused(vote(poll, &[3], next_seq())).await, "bad_seq", "a clock tells who it was");
    phone.done(vote(poll, &[3], 1)).await;
    desk.until_view(topic(poll), |poll| poll["tally"]["n"] == json!([0, 0, 0, 1])).await;
    phone.ping().await;
    assert_eq!(phone.views.mine.as_ref().unwrap()["ballots"], json!([]));
}

#[tokio::test]
async fn k7_the_walls_show_what_the_desk_says() {
    let (_node, mut phone, mut desk, mut wall) = hall().await;
    let version = |client: &Client| client.views.view(8).unwrap()["version"].clone();
    let scene = json!({"do": "set_scene", "hall": 1, "version": version(&desk), "scene": {"scene": "top"}});
    desk.done(scene).await;
    wall.until_view(8, |screen| screen["scene"] == "top").await;
    desk.until_view(8, |screen| screen["scene"] == "top").await;
    desk.done(json!({"do": "hide", "hall": 1, "version": version(&desk), "on": true})).await;
    wall.until_view(8, |screen| screen["hidden"] == true).await;
    desk.until_view(8, |screen| screen["hidden"] == true).await;
    desk.done(json!({"do": "announce", "hall": 1, "version": version(&desk), "text": "نبدأ بعد قليل"})).await;
    wall.until_view(8, |screen| screen["announcement"] == "نبدأ بعد قليل").await;
    phone.until_view(1, |session| session["announcement"] == "نبدأ بعد قليل").await;
    let link = wall.welcome["you"]["link"].clone();
    let profile =
        json!({"measures": {"height": 300, "distance": 2400}, "strip_at_bottom": true, "overlay": false});
    desk.done(json!({"do": "set_profile", "link": link, "version": 0, "profile": profile})).await;
    let told = json!([{"link": link, "version": 1, "profile": profile}]);
    wall.until_view(8, |screen| screen["profiles"] == told).await;
    assert_eq!(desk.refused(json!({"do": "hide", "hall": 1, "version": 0, "on": false})).await, "changed");
    assert_eq!(
        desk.refused(json!({"do": "hide", "hall": 9, "version": 0, "on": false})).await,
        "unknown_hall"
    );
}

#[tokio::test]
async fn k8_an_organiser_gives_links_and_erases_words() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let secret = "a-new-desk-a-new-desk-a-new";
    let link = json!({"do": "create_link", "role": "moderator", "hall": 1, "name": "منصة", "expires": null, "secret": secret});
    organiser.done(link.clone()).await;
    organiser.done(link).await;
    let links = organiser.until_view(9, |links| links["links"].as_array().unwrap().len() == 6).await;
    assert!(!links.to_string().contains(secret));
    let token = majlis::http::token::Tokens::crew(crate::support::drafts::FORUM, secret);
    let mut fresh = Client::hello(node.address, &token, "moderator", Some(1)).await;
    fresh.settled().await;
    let short = json!({"do": "create_link", "role": "screen", "hall": null, "name": "x", "expires": null, "secret": "short"});
    assert_eq!(organiser.refused(short).await, "bad_secret");

    let question = listed(&mut phone, &mut desk, "اسم شخص ورقم هاتفه").await;
    organiser.done(json!({"do": "erase", "question": question})).await;
    phone.until_view(2, |list| list["items"][0]["text"] == "").await;
    phone.until_view(5, |counts| counts["received"] == 1 && counts["listed"] == 1).await;
}

#[tokio::test]
async fn k16_an_organiser_erases_all_that_somebody_wrote_and_is_told_how_much() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let first = listed(&mut phone, &mut desk, "اسم شخص").await;
    listed(&mut phone, &mut desk, "رقم هاتفه").await;
    let erase = json!({"do": "erase_author", "of": {"is": "question", "question": first}});
    for _ in 0..2 {
        let done = organiser.give_as("00000000000000e1", erase.clone()).await;
        assert_eq!((&done["t"], &done["no"]), (&json!("done"), &json!(2)), "{done}");
    }
    phone.until_view(2, |list| list["items"].as_array().unwrap().iter().all(|item| item["text"] == "")).await;
    let words = json!({"do": "erase_author", "of": {"is": "words", "words": 9_999}});
    assert_eq!(organiser.refused(words).await, "out_of_range");
}

#[tokio::test]
async fn k8_an_organiser_says_how_the_forum_looks() {
    let (node, mut phone, mut desk, _wall) = hall().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let look = json!({"do": "set_look", "version": 1, "accent": {"hue": 262, "chroma": 120}, "hijri": true});
    organiser.done(look.clone()).await;
    organiser.done(look.clone()).await;
    let seen = phone.until_view(0, |agenda| agenda["look"]["version"] == 2).await;
    assert_eq!(seen["look"]["accent"], json!({"hue": 262, "chroma": 120}));
    assert_eq!(seen["look"]["hijri"], true);
    assert_eq!(desk.refused(look).await, "not_allowed");
    let own = json!({"do": "set_look", "version": 1, "accent": null, "hijri": false});
    assert_eq!(organiser.refused(own).await, "changed");
    let beyond = json!({"do": "set_look", "version": 2, "accent": {"hue": 360, "chroma": 0}, "hijri": false});
    assert_eq!(organiser.refused(beyond).await, "out_of_range");
}

#[tokio::test]
async fn k8_an_organiser_edits_the_agenda_and_whoever_is_in_what_is_taken_off_is_led_elsewhere() {
    let (node, mut phone, mut desk, mut wall) = hall().await;
    let mut organiser = node.crew(ORGANISER, "organiser").await;
    let far = 4_102_444_800_000_u64;
    let plan = |hall: u32, starts: u64| json!({"hall": hall, "kind": "talk", "title": {"ar": "جلسة"}, "starts": starts, "ends": starts + 60_000});
    let add = |hall, starts| json!({"do": "add_session", "plan": plan(hall, starts)});
    let added = organiser.done(add(1, far)).await.1.unwrap();
    let overlapping = organiser.refused(add(1, far + 30_000)).await;
    assert_eq!(overlapping, "hall_taken");
    let has = |agenda: &Value, what: &dyn Fn(&Value) -> bool| {
        agenda["sessions"].as_array().unwrap().iter().any(what)
    };
    let is_added = |session: &Value| session["session"] == added && session["edition"] == 1;
    for client in [&mut phone, &mut desk, &mut wall] {
        client.until_view(0, |agenda| has(agenda, &is_added)).await;
    }
    organiser.done(json!({"do": "plan_session", "session": added, "edition": 1, "plan": plan(2, far)})).await;
    let is_moved =
        |session: &Value| session["session"] == added && session["hall"] == 2 && session["edition"] == 2;
    phone.until_view(0, |agenda| has(agenda, &is_moved)).await;

    let token = node.join().await;
    let mut there = Client::hello(node.address, &token, "participant", Some(added)).await;
    there.settled().await;
    organiser.done(json!({"do": "drop_session", "session": added, "edition": 2})).await;
    there.until(|views| views.session == Some(1)).await;
    let mut back = Client::hello(node.address, &token, "participant", Some(added)).await;
    back.until(|views| views.session == Some(1)).await;
    assert_eq!(
        organiser.refused(json!({"do": "drop_session", "session": 1, "edition": 99})).await,
        "changed"
    );

    let is_gone = |agenda: &Value| !has(agenda, &|session| session["session"] == added);
    let agenda = organiser.until_view(0, is_gone).await;
    let version = &agenda["halls"][1]["version"];
    organiser.done(json!({"do": "name_hall", "hall": 2, "version": version, "name": {"ar": "المسرح"}})).await;
    let made = organiser.done(json!({"do": "add_hall", "name": {"ar": "قاعة الورش"}})).await.1.unwrap();
    let is_there =
        |agenda: &Value| agenda["halls"].as_array().unwrap().iter().any(|hall| hall["hall"] == made);
    phone.until_view(0, is_there).await;
    let drop = json!({"do": "drop_hall", "hall": made, "version": 1});
    organiser.done(drop.clone()).await;
    organiser.done(drop).await;
    phone.until_view(0, |agenda| !is_there(agenda)).await;
    assert_eq!(organiser.refused(json!({"do": "drop_hall", "hall": 1, "version": 99})).await, "changed");
    organiser.done(json!({"do": "name_forum", "version": 0, "name": {"ar": "ملتقى آخر"}})).await;
    organiser.done(json!({"do": "set_wifi", "version": 1, "wifi": {"name": "Guests"}})).await;
    organiser.done(json!({"do": "set_wifi", "version": 2, "wifi": null})).await;
    let rules = json!({"names": "off", "question_length": 100});
    organiser.done(json!({"do": "set_rules", "version": 3, "rules": rules})).await;
    phone.until_view(1, |session| session["names"] == "off" && session["question_length"] == 100).await;
    let short = json!({"question_length": 3});
    assert_eq!(
        organiser.refused(json!({"do": "set_rules", "version": 4, "rules": short})).await,
        "out_of_range"
    );
    let renamed =
        |agenda: &Value| agenda["name"]["ar"] == "ملتقى آخر" && agenda["halls"][1]["name"]["ar"] == "المسرح";
    phone.until_view(0, renamed).await;
}

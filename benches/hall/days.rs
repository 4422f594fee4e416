//! What two days of a forum leave in a node's memory, beside a fresh one over the same folder.
//!
//! Two days in a quarter of a minute: what a node forgets a minute after somebody left it would hold of everybody. So both are
//! weighed once they had that minute.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::crowd;
use super::idle::{MEBIBYTE, quiet};
use super::phone::Phone;
use super::server::Server;

/// An hour each over two days, in two halls.
const SESSIONS: u64 = 40;
/// After so many it is weighed.
const WEIGHED_EVERY: u64 = 10;
/// New people of each session, who leave after it.
const PEOPLE: u32 = 250;
const POLLS: u64 = 3;
/// Questions that a desk enters, so that there is something to support.
const ENTERED: u64 = 8;
/// One person in so many asks.
const ASKS: u64 = 4;
/// Of a fresh node's memory so much at most.
const MOST_RATIO: f64 = 1.1;
/// How long a node keeps of somebody who left that they were there, and a little more.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(70);
/// When the first session begins, and how long each lasts, in milliseconds: far off, so that nothing happens by the clock.
const BEGINS: u64 = 4_102_444_800_000;
const HOUR: u64 = 3_600_000;

pub async fn measure() {
    println!(
        "\ntwo days in fast motion: {SESSIONS} sessions of {PEOPLE} new people each, who ask, support, vote, rate and leave; \
         at most {MOST_RATIO} of what a fresh node holds"
    );
    println!("{:<32} {:>10} {:>16}", "", "revision", "resident, MiB");
    let mut server = Server::start(Duration::ZERO).await;
    let begun = Instant::now();
    let (mut tokens, mut rev) = (Vec::new(), 0);
    for no in 1..=SESSIONS {
        let session = opened(&server, no).await;
        tokens = crowd::tokens(&server.doors, PEOPLE).await;
        let people = tokens.iter().zip(0..).map(|(token, person)| attend(&server, &session, token, person));
        rev = join_all(people).await.into_iter().max().unwrap_or(rev);
        if no.is_multiple_of(WEIGHED_EVERY) {
            let held = resident(&server, &tokens, Duration::ZERO).await;
            let when = format!("after {no} sessions, {:.0} s", begun.elapsed().as_secs_f64());
            println!("{when:<32} {rev:>10} {:>16.1}", held / MEBIBYTE);
        }
    }
    let after = resident(&server, &tokens, FORGOTTEN_AFTER).await;
    println!("{:<32} {rev:>10} {:>16.1}", "a minute later", after / MEBIBYTE);
    server.start_again().await;
    let fresh = resident(&server, &tokens, FORGOTTEN_AFTER).await;
    println!("{:<32} {rev:>10} {:>16.1}", "fresh, over the same folder", fresh / MEBIBYTE);
    println!("{:<32} {:>27.2}", "of the fresh one", after / fresh);
    server.stop().await;
}

/// A session that runs.
struct Session {
    no: u64,
    polls: Vec<u64>,
    questions: Vec<u64>,
}

/// Puts a session on the agenda and opens it, which ends the one before it, with its polls and some questions.
async fn opened(server: &Server, no: u64) -> Session {
    let starts = BEGINS + no * HOUR;
    let plan = json!({
        "hall": 1, "kind": "panel", "title": { "ar": format!("الجلسة {no}") }, "starts": starts, "ends": starts + HOUR,
    });
    let mut organiser = Phone::hello(server.doors.listens, &server.doors.organiser, "organiser").await;
    let session = organiser.make(json!({ "do": "add_session", "plan": plan })).await;
    let mut desk = Phone::hello_to(server.doors.listens, &server.doors.desk, "moderator", session).await;
    desk.command(json!({ "do": "set_phase", "session": session, "version": 1, "phase": "open" })).await;
    desk.command(json!({ "do": "set_feedback", "session": session, "version": 2, "open": true })).await;
    let (mut polls, mut questions) = (Vec::new(), Vec::new());
    for poll in 0..POLLS {
        let made = desk.make(json!({ "do": "create_poll", "session": session, "poll": draft(poll) })).await;
        desk.command(json!({ "do": "open_poll", "poll": made, "version": 1, "seconds": 0 })).await;
        polls.push(made);
    }
    for question in 0..ENTERED {
        let text = format!("سؤال الجلسة {no} رقم {question}");
        let enter = json!({ "do": "enter", "session": session, "text": text, "source": "floor" });
        questions.push(desk.make(enter).await);
    }
    Session { no: session, polls, questions }
}

fn draft(no: u64) -> Value {
    json!({
        "title": { "ar": format!("التصويت {no}") }, "answer": { "kind": "single" },
        "options": [{ "ar": "الأول" }, { "ar": "الثاني" }, { "ar": "الثالث" }],
        "settings": { "changeable": true, "hidden": false, "secret": no == 0 },
    })
}

/// Comes, says what one says in a session, and goes: the last revision.
async fn attend(server: &Server, session: &Session, token: &str, person: u64) -> u64 {
    let mut phone = Phone::hello_to(server.doors.listens, token, "participant", session.no).await;
    phone.settle().await;
    if person.is_multiple_of(ASKS) {
        let text = format!("سؤال من {person} في {}", session.no);
        phone.command(json!({ "do": "ask", "session": session.no, "text": text })).await;
    }
    for question in session.questions.iter().skip(usize::try_from(person % 2).expect("0 or 1")).step_by(2) {
        phone.command(json!({ "do": "support", "question": question, "on": true, "seq": 1 })).await;
    }
    for poll in &session.polls {
        let choice = json!({ "options": [person % 3] });
        phone.command(json!({ "do": "vote", "poll": poll, "round": 1, "choice": choice, "seq": 1 })).await;
    }
    phone.command(json!({ "do": "rate", "session": session.no, "stars": 1 + person % 5, "seq": 1 })).await
}

/// What is resident once everybody of the last session is back, with a desk and a wall, and nothing happened for that long.
async fn resident(server: &Server, tokens: &[String], rest: Duration) -> f64 {
    let doors = &server.doors;
    let crew = [(&doors.desk, "moderator"), (&doors.wall, "screen")];
    let people = tokens.iter().map(|token| (token, "participant"));
    let mut there = Vec::new();
    for (token, view) in people.chain(crew) {
        let mut phone = Phone::hello(doors.listens, token, view).await;
        phone.settle().await;
        there.push(phone);
    }
    tokio::time::sleep(rest).await;
    quiet(server).await
}

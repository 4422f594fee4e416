//! Votes on statements while the picture of opinions is drawn: how soon each is acknowledged, and how soon the wall's picture holds it.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use super::crowd;
use super::phone::Phone;
use super::server::Server;
use super::spread::{HEAD, Spread};

const PHONES: u32 = 2_000;
const STATEMENTS: u32 = 400;
/// How many of them each phone votes on before the large picture is measured.
const EACH: u32 = 100;
/// Votes that are measured, and the time between two.
const MEASURED: u32 = 1_000;
const PACE: Duration = Duration::from_millis(10);
/// The topic of the picture.
const OPINIONS: u32 = 16;

/// A vote that was acknowledged.
struct Said {
    given: Instant,
    done: Instant,
    rev: u64,
}

pub async fn measure() {
    println!("\n{PHONES} phones and {STATEMENTS} statements, a vote each {} ms", PACE.as_millis());
    println!("{:<36} {:>18} {HEAD}", "votes in the picture", "");
    let server = Server::start(Duration::ZERO).await;
    let mut desk = crowd::opened(&server.doors).await;
    desk.command(said(&json!({ "act": "plan", "version": 0, "plan": plan() }))).await;
    for no in 0..STATEMENTS {
        desk.command(said(&json!({ "act": "seed", "text": format!("عبارة رقم {no} من عبارات القاعة") })))
            .await;
    }
    desk.command(said(&json!({ "act": "open", "version": 1 }))).await;
    let mut phones = crowd::phones(&server.doors, PHONES).await;
    let mut wall = Phone::hello(server.doors.listens, &server.doors.wall, "screen").await;
    wall.settle().await;
    let (told, mut shown) = mpsc::unbounded_channel();
    let looking = tokio::spawn(wall.look_at(OPINIONS, told));
    let mut number = 0;
    for (what, each) in [("a thousand", 0), ("two hundred thousand and more", EACH)] {
        number += 1;
        let filling =
            stream::iter(phones.iter_mut().zip(0_u32..)).map(|(phone, by)| fill(phone, by, each, number + 1));
        filling.buffer_unordered(PHONES as usize).collect::<Vec<()>>().await;
        let (casts, seen) = steady(&mut phones, &mut shown, &mut number).await;
        let answered = Spread::of(casts.iter().map(|cast| cast.done - cast.given));
        println!("{what:<36} {:>18} {answered}", "vote to done");
        let seen_at = |rev: u64| seen[seen.partition_point(|(_, shown)| *shown < rev)].0;
        let drawn = casts.iter().map(|cast| seen_at(cast.rev).saturating_duration_since(cast.given));
        println!("{what:<36} {:>18} {}", "vote to the wall", Spread::of(drawn));
    }
    looking.abort();
    server.stop().await;
}

fn plan() -> Value {
    json!({ "title": { "ar": "ما الأولى؟" }, "submit": false, "moderated": true, "shown": true })
}

fn said(act: &Value) -> Value {
    let mut command = json!({ "do": "statements", "session": 1 });
    for (field, value) in act.as_object().expect("an act has fields") {
        command[field] = value.clone();
    }
    command
}

/// What somebody says of a statement: of four minds, none of whom is wholly so.
fn vote(by: u32, statement: u32, number: u32) -> Value {
    let mind = (by % 4 * 7 + statement * 3) % 5;
    let vote = if fastrand::u8(..) < 40 { "pass" } else { ["agree", "disagree"][usize::from(mind < 2)] };
    said(&json!({ "act": "vote", "statement": statement + 1, "vote": vote, "seq": number }))
}

/// A phone votes on so many statements, one after the other, later than on any before.
async fn fill(phone: &mut Phone, by: u32, each: u32, seq: u32) {
    for no in 0..each {
        let statement = (by * 13 + no * (STATEMENTS / EACH.max(1)).max(1)) % STATEMENTS;
        phone.command(vote(by, statement, seq)).await;
    }
}

/// Votes at an even pace, each by another phone, until the wall's picture holds them all.
async fn steady(
    phones: &mut [Phone],
    shown: &mut mpsc::UnboundedReceiver<(Instant, u64)>,
    number: &mut u32,
) -> (Vec<Said>, Vec<(Instant, u64)>) {
    let mut pace = interval(PACE);
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut casts = Vec::new();
    for _ in 0..MEASURED {
        pace.tick().await;
        *number += 1;
        let by = *number * 31 % PHONES;
        let given = Instant::now();
        let rev = phones[by as usize].command(vote(by, *number * 7 % STATEMENTS, 1 + *number)).await;
        casts.push(Said { given, done: Instant::now(), rev });
    }
    // The last one says something else for certain, so that there is a picture of it.
    let mut last = 0;
    for vote in ["agree", "disagree"] {
        *number += 1;
        let vote = json!({ "act": "vote", "statement": 1, "vote": vote, "seq": 1 + *number });
        last = phones[0].command(said(&vote)).await;
    }
    let mut seen: Vec<(Instant, u64)> = Vec::new();
    while seen.last().is_none_or(|(_, rev)| *rev < last) {
        seen.push(shown.recv().await.expect("somebody looks"));
    }
    (casts, seen)
}

//! What a room shows in its seats.

use std::sync::Arc;
use std::time::Duration;

use majlis::domain::ballot::Choice;
use majlis::domain::command::{Command, PollDraft};
use majlis::domain::id::{PollNo, QuestionNo};
use majlis::domain::poll::{PollKind, PollSettings};
use majlis::domain::register::Seq;
use majlis::domain::role::Role;
use majlis::domain::words::Text;
use majlis::protocol::topic::Topic;
use majlis::room::{Edition, RoomHandle, Seat, Showing};
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::{MODERATOR, ask, done, person};
use crate::support::forum::{PANEL, title};
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

fn seat(role: Role) -> Seat {
    Seat { role, session: Some(PANEL), hall: None, stand: None }
}

/// The next edition.
async fn next(showing: &mut Showing) -> Arc<Edition> {
    within(showing.changed()).await.unwrap();
    showing.borrow_and_update().clone()
}

/// The first edition with that topic at that revision or above.
async fn reaching(showing: &mut Showing, topic: Topic, rev: u64) -> Arc<Edition> {
    let mut edition = showing.borrow_and_update().clone();
    while edition.sheets.iter().all(|sheet| sheet.topic != topic || sheet.rev < rev) {
        edition = next(showing).await;
    }
    edition
}

/// What somebody is brought who has the topic at that revision.
fn brought(edition: &Edition, topic: Topic, have: Option<u64>) -> Vec<Value> {
    let mut frames: Vec<Utf8Bytes> = Vec::new();
    for sheet in edition.sheets.iter().filter(|sheet| sheet.topic == topic) {
        sheet.bring(have, &mut frames);
    }
    frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
}

fn revision(edition: &Edition, topic: Topic) -> u64 {
    edition.sheets.iter().find(|sheet| sheet.topic == topic).unwrap().rev
}

/// A poll that shows its results, open.
async fn open_poll(room: &RoomHandle) -> PollNo {
    let poll = PollDraft {
        title: title("أيها أولًا؟"),
        answer: PollKind::Single,
        options: ["أ", "ب", "ج", "د"].map(title).into(),
        settings: PollSettings { hidden: false, ..PollSettings::default() },
        labels: Vec::new(),
    };
    let (_, made) = done(room, MODERATOR, Command::CreatePoll { session: PANEL, poll }).await;
    let poll = PollNo(made.unwrap());
    done(room, MODERATOR, Command::OpenPoll { poll, version: 1, seconds: None }).await;
    poll
}

#[tokio::test]
async fn the_first_change_after_quiet_is_shown_at_once_and_the_next_in_its_time() {
    // A quarter of a second for phones and a tenth for desks, less what a busy machine takes from showing the first to reading the
    // clock, and not much more.
    for (role, soonest) in [(Role::Participant, 50), (Role::Moderator, 20)] {
        let store = Store::embedded().await;
        let house = House::open(&store).await;
        let room = house.room().await;
        let mut showing = room.watch(seat(role));
        let (rev, _) = done(&room, person(1), ask("سؤال")).await;
        let first = reaching(&mut showing, Topic::COUNTS, rev).await;
        let at = Instant::now();
        assert_eq!(brought(&first, Topic::COUNTS, None)[0]["view"]["pending"], 1);
        let (rev, _) = done(&room, person(2), ask("سؤال")).await;
        reaching(&mut showing, Topic::COUNTS, rev).await;
        let took = at.elapsed();
        assert!(
            (Duration::from_millis(soonest)..Duration::from_secs(3)).contains(&took),
            "{role:?}: {took:?}"
        );
    }
}

#[tokio::test]
async fn what_changes_between_two_times_is_shown_in_one() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let mut phones = room.watch(seat(Role::Participant));
    done(&room, person(1), ask("سؤال")).await;
    next(&mut phones).await;
    for number in 2..=5 {
        done(&room, person(number), ask("سؤال")).await;
    }
    let second = next(&mut phones).await;
    assert_eq!(brought(&second, Topic::COUNTS, None)[0]["view"]["pending"], 5, "in one");
}

#[tokio::test]
async fn what_nothing_touched_is_the_same_sheet_and_wakes_nobody() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let (mut phones, mut desk) = (room.watch(seat(Role::Participant)), room.watch(seat(Role::Moderator)));
    let before = desk.borrow_and_update().clone();
    done(&room, MODERATOR, Command::Note { session: PANEL, version: 2, text: None }).await;
    let (rev, _) = done(&room, person(1), ask("سؤال")).await;
    let after = reaching(&mut desk, Topic::WAITING, rev).await;
    let same = |topic: Topic| {
        let of =
            |edition: &Edition| edition.sheets.iter().find(|sheet| sheet.topic == topic).cloned().unwrap();
        Arc::ptr_eq(&of(&before), &of(&after))
    };
    assert!(same(Topic::AGENDA) && same(Topic::QUESTIONS) && same(Topic::STAGE));
    assert!(!same(Topic::WAITING) && !same(Topic::COUNTS));
    let shared = |showing: &mut Showing| {
        let edition = showing.borrow_and_update().clone();
        edition.sheets.iter().find(|sheet| sheet.topic == Topic::AGENDA).cloned().unwrap()
    };
    assert!(Arc::ptr_eq(&shared(&mut phones), &shared(&mut desk)), "the agenda is made once for everyone");
}

#[tokio::test]
async fn who_is_a_little_behind_gets_the_differences_and_anyone_else_the_whole() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let mut phones = room.watch(seat(Role::Participant));
    for number in 1..=8 {
        done(&room, person(1), ask(&format!("السؤال رقم {number}"))).await;
        done(&room, MODERATOR, Command::Approve { question: QuestionNo(number), version: 1 }).await;
    }
    let (rev, _) = done(
        &room,
        MODERATOR,
        Command::Reply { question: QuestionNo(1), version: 2, text: Some(Text::new("جواب")) },
    )
    .await;
    let seen = reaching(&mut phones, Topic::QUESTIONS, rev).await;
    let had = revision(&seen, Topic::QUESTIONS);
    done(&room, person(1), ask("السؤال رقم 9")).await;
    let (rev, _) = done(&room, MODERATOR, Command::Approve { question: QuestionNo(9), version: 1 }).await;
    let edition = reaching(&mut phones, Topic::QUESTIONS, rev).await;
    let little = brought(&edition, Topic::QUESTIONS, Some(had));
    assert_eq!(little[0]["t"], "change");
    assert_eq!(little[0]["diff"]["put"][0]["q"], 9);
    assert_eq!(brought(&edition, Topic::QUESTIONS, Some(1))[0]["t"], "state");
    assert!(brought(&edition, Topic::QUESTIONS, Some(rev)).is_empty());
}

#[tokio::test]
async fn a_ballot_changes_the_count_alone() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let mut wall = room.watch(seat(Role::Screen));
    let poll = open_poll(&room).await;
    let topic = Topic::poll(poll);
    let seen = reaching(&mut wall, topic, 1).await;
    let opened = revision(&seen, topic);
    let mut rev = 0;
    for number in 1..=20 {
        let choice = Choice::Options(vec![number % 4]);
        let vote = Command::Vote { poll, round: 1, choice, seq: Seq(1), badge: None };
        (rev, _) = done(&room, person(number), vote).await;
    }
    let edition = reaching(&mut wall, topic, rev).await;
    let frames = brought(&edition, topic, Some(opened));
    assert_eq!((frames.len(), &frames[0]["t"]), (1, &Value::from("change")));
    assert_eq!(frames[0]["diff"], json!({"v": 20, "n": [5, 5, 5, 5]}));
    assert!(frames[0].to_string().len() <= 100);
}

#[tokio::test]
async fn a_draft_is_shown_to_desks_alone_until_it_is_opened() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let poll = PollDraft {
        title: title("مسودة"),
        answer: PollKind::YesNoAbstain,
        options: Vec::new(),
        labels: Vec::new(),
        settings: PollSettings::default(),
    };
    let (_, made) = done(&room, MODERATOR, Command::CreatePoll { session: PANEL, poll }).await;
    let poll = PollNo(made.unwrap());
    let has = |showing: &mut Showing| {
        showing.borrow_and_update().sheets.iter().any(|sheet| sheet.topic == Topic::poll(poll))
    };
    let (mut phones, mut desk) = (room.watch(seat(Role::Participant)), room.watch(seat(Role::Moderator)));
    assert!(!has(&mut phones) && has(&mut desk));
    let (rev, _) = done(&room, MODERATOR, Command::OpenPoll { poll, version: 1, seconds: None }).await;
    reaching(&mut phones, Topic::poll(poll), rev).await;
}

#[tokio::test]
async fn seats_end_with_the_room() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let mut phones = room.watch(seat(Role::Participant));
    within(house.rooms.stop()).await;
    assert!(within(phones.changed()).await.is_err());
    assert!(within(room.watch(seat(Role::Screen)).changed()).await.is_err());
}

//! A room over the journal of a single node.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use majlis::domain::award::AwardChange;
use majlis::domain::change::Change;
use majlis::domain::command::Command;
use majlis::domain::forum::{Forum, Rules};
use majlis::domain::id::{CommandId, ForumId, PersonId, QuestionNo, SessionNo, WordsNo};
use majlis::domain::refusal::Code;
use majlis::domain::register::Seq;
use majlis::domain::role::Actor;
use majlis::domain::time::Millis;
use majlis::domain::words::Text;
use majlis::journal::{Draft, Head, Snapshot};
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, Forms, FoundError, NodeId, RoomConfig, RoomError, Rooms};
use tokio::time::Instant;

use crate::support::counted::counted;
use crate::support::drafts::{FORUM, OTHER, draft, filed, make, write};
use crate::support::store::Store;
use crate::support::within::{until, within};

fn rooms(store: &Store, node: &str) -> Rooms {
    let config = RoomConfig::new(NodeId::new(node));
    Rooms::new(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), config)
}

fn founding() -> Vec<Change> {
    vec![Change::ForumSet { forum: Forum::default() }]
}

fn ask(text: &str) -> Command {
    Command::Ask { session: SessionNo(1), text: Text::new(text), name: None, badge: None }
}

#[tokio::test]
async fn a_forum_that_is_not_there_cannot_be_entered_and_leaves_no_trace() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    assert_eq!(rooms.enter(OTHER).await.unwrap_err(), RoomError::NoForum);
    assert_eq!(rooms.count(), 0);
}

#[tokio::test]
async fn a_forum_is_founded_once() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    rooms.found(FORUM, founding(), Vec::new()).await.unwrap();
    assert!(matches!(rooms.found(FORUM, founding(), Vec::new()).await, Err(FoundError::Already)));
    let room = rooms.enter(FORUM).await.unwrap();
    assert_eq!(room.now_state().rev, 1);
}

#[tokio::test]
async fn a_forum_with_an_award_is_not_founded_while_older_nodes_may_be_there() {
    let store = Store::embedded().await;
    let config = RoomConfig {
        forms: Forms::new(Forms::NEWEST, Forms::OLDEST_WRITTEN),
        ..RoomConfig::new(NodeId::new("a"))
    };
    let rooms = Rooms::new(Arc::clone(&store.near.journal), Arc::new(LocalPulse::default()), config);
    make(&*store.near.registry, FORUM).await;
    let planned = AwardChange::Planned { session: SessionNo(1), plan: Arc::default() };
    let with_award = founding().into_iter().chain([Change::Award(planned)]).collect();
    assert!(matches!(rooms.found(FORUM, with_award, Vec::new()).await, Err(FoundError::Unfinished)));
    rooms.found(FORUM, founding(), Vec::new()).await.unwrap();
}

#[tokio::test]
async fn a_refused_command_writes_nothing() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    rooms.found(FORUM, founding(), Vec::new()).await.unwrap();
    let room = rooms.enter(FORUM).await.unwrap();
    let person = Actor::Person(PersonId([7; 16]));
    let answer = within(room.submit(person, CommandId(1), ask("لماذا؟"))).await;
    assert_eq!(answer, Answer::Refused(Code::UnknownSession.into()));
    let support = Command::Support { question: QuestionNo(1), on: true, seq: Seq::default() };
    let answer = within(room.submit(person, CommandId(2), support)).await;
    assert_eq!(answer, Answer::Refused(Code::UnknownQuestion.into()));
    assert_eq!(store.near.journal.head(FORUM).await.unwrap().map(|head| head.rev), Some(1));
}

#[tokio::test]
async fn stopping_ends_every_room() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    make(&*store.near.registry, FORUM).await;
    let room = rooms.enter(FORUM).await.unwrap();
    within(rooms.stop()).await;
    assert!(room.end().is_some());
    assert_eq!(rooms.count(), 0);
    let answer = within(room.submit(Actor::Clock, CommandId(1), ask("?"))).await;
    assert_eq!(answer, Answer::Gone);
    assert_eq!(rooms.enter(FORUM).await.unwrap_err(), RoomError::Stopping);
}

/// Bodies as the first version wrote them: halls without versions, a support without a time, a ballot without how long it took.
const OLD: [&str; 2] = [
    r#"{"f":1,"node":"old","nonce":"01","at":NOW,"words":[[1,"WORDS"]],"changes":[
        {"change":"forum_set","forum":{"name":{"ar":"الملتقى","en":""},"languages":["ar"],"zone":"Asia/Riyadh","code":"471230",
            "rehearsal":false,"rules":RULES,"wifi":null}},
        {"change":"hall_set","hall":1,"name":{"ar":"القاعة","en":""},"code":"471231"},
        {"change":"session_set","session":1,"plan":{"hall":1,"kind":"panel","title":{"ar":"جلسة","en":""},"about":{"ar":"","en":""},
            "starts":NOW,"ends":END,"moderation":"after","labels":[]}},
        {"change":"phase_set","session":1,"phase":"open","time":NOW},
        {"change":"asked","question":1,"session":1,"author":{"person":"01010101010101010101010101010101"},
            "id":"0000000000000001","source":"phone","text":1,"name":null,"listed":true,"time":NOW}]}"#,
    r#"{"f":1,"node":"old","nonce":"02","at":NOW,"words":[],"changes":[
        {"change":"supported","question":1,"person":"02020202020202020202020202020202","on":true,"seq":1,"id":"0000000000000002"}]}"#,
];

#[tokio::test]
async fn what_an_older_version_wrote_is_read_and_its_snapshot_is_made_again() {
    let store = Store::embedded().await;
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let words = filed(1, "سؤال من قبل");
    let rules = serde_json::to_string(&Rules::default()).unwrap();
    let (now, end) = (journal.now(), journal.now() + Millis::minutes(60));
    let [first, second] = OLD.map(|body| {
        let body = body.replace("WORDS", &words.hash().to_string()).replace("RULES", &rules);
        body.replace("NOW", &now.0.to_string()).replace("END", &end.0.to_string())
    });
    let founded = Draft { words: vec![words.clone()], ..draft(journal, &first) };
    let head = write(journal, FORUM, Head::GENESIS, founded).await;
    let head = write(journal, FORUM, head, draft(journal, &second)).await;
    let old = Snapshot { head, format: 1, bytes: Bytes::from_static(b"{\"of\":\"another form\"}") };
    journal.save_snapshot(FORUM, old).await.unwrap();

    let rooms = rooms(&store, "a");
    let room = rooms.enter(FORUM).await.unwrap();
    let state = &room.now_state().state;
    assert_eq!(state.rev, 2);
    assert_eq!(state.text(WordsNo(1)), "سؤال من قبل");
    assert_eq!(state.questions[&QuestionNo(1)].supporters.len(), 1);
    assert_eq!(state.look.version, 1, "nothing of it was ever set");
    let answer = within(room.submit(Actor::Person(PersonId([3; 16])), CommandId(3), ask("وآخر"))).await;
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
}

#[tokio::test]
async fn where_memory_is_short_rooms_that_nobody_holds_leave_and_those_first_that_were_entered_longest_ago() {
    let store = Store::embedded().await;
    let rooms = rooms(&store, "a");
    let [held, later, earlier] = [FORUM, OTHER, ForumId(3)];
    for forum in [held, later, earlier] {
        make(&*store.near.registry, forum).await;
        rooms.found(forum, founding(), Vec::new()).await.unwrap();
    }
    let room = rooms.enter(held).await.unwrap();
    for forum in [later, earlier, later] {
        rooms.enter(forum).await.unwrap();
    }
    let before = counted("majlis_rooms_spared_total");
    assert_eq!(rooms.make_room(true, 10, Instant::now()), 0, "they were entered just now");
    let then = Instant::now() + Duration::from_secs(60);
    // One that still looks for what is astray does not leave yet: it is asked again, as it is each second.
    until(async || rooms.count() == 2 || rooms.make_room(true, 1, then) != 1).await;
    assert_eq!(rooms.count(), 2);
    assert!(rooms.observe().iter().all(|room| room.forum != earlier));
    until(async || rooms.count() == 1 || rooms.make_room(true, 10, then) != 1).await;
    assert_eq!(rooms.count(), 1);
    assert_eq!(rooms.make_room(true, 10, then), 0);
    assert!(counted("majlis_rooms_spared_total") - before >= 2);
    assert!(rooms.is_short());
    assert_eq!((rooms.make_room(false, 10, then), rooms.is_short()), (0, false));
    assert_eq!((rooms.observe()[0].forum, room.end()), (held, None));
}

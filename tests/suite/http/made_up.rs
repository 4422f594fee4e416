//! Thousands of people whom one device made up, all in one room.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use majlis::config::{Settings, Store};
use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, PersonId, QuestionNo};
use majlis::domain::register::Seq;
use majlis::domain::role::Actor;
use majlis::journal::embedded::{Disk, Moment};
use majlis::protocol::server::WayCode;
use majlis::room::{Answer, RoomHandle};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::client::new_id;
use crate::support::drafts::FORUM;
use crate::support::forum::DESK;
use crate::support::node::Node;
use crate::support::within::{until, within};

/// As many as ask for more at once than a room's inbox holds, each with as much as a connection may have unanswered.
const MADE_UP: u64 = 1_500;
const UNANSWERED: u64 = 8;
/// So many entries after the one that everybody waits for: the first that each of them asks for is two.
const BATCHES: u64 = 4;

/// What commits wait at.
#[derive(Default)]
struct Gate {
    is_shut: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn shut(&self, is_shut: bool) {
        *self.is_shut.lock().unwrap() = is_shut;
        self.opened.notify_all();
    }

    fn pass(&self) {
        drop(self.opened.wait_while(self.is_shut.lock().unwrap(), |is_shut| *is_shut).unwrap());
    }
}

async fn node_behind(gate: &Arc<Gate>, folder: &Path) -> Node {
    let gate = Arc::clone(gate);
    let disk = Disk::with(move |moment| {
        if moment == Moment::Before {
            gate.pass();
        }
        Ok(())
    });
    let node = Node::on(disk, Settings::new(Store::Folder(folder.to_owned()))).await;
    node.found().await;
    node
}

/// What the device hears.
#[derive(Default)]
struct Flood {
    /// How often one of its people asked for as much as it may.
    begun: AtomicU64,
    busy: AtomicU64,
}

/// Supports a question and takes it back without end, as somebody whom nobody has heard of before.
async fn flood(room: RoomHandle, person: u64, heard: Arc<Flood>) {
    let actor = Actor::Person(PersonId(u128::from(person).to_be_bytes()));
    for round in 0.. {
        let given = (1..=UNANSWERED).map(|at| {
            let support =
                Command::Support { question: QuestionNo(1), on: at % 2 == 1, seq: Seq(round * 10 + at) };
            room.give(actor, CommandId(fastrand::u64(..)), support)
        });
        let given: Vec<_> = given.collect();
        heard.begun.fetch_add(1, Ordering::SeqCst);
        if join_all(given).await.iter().any(|answer| matches!(answer, Answer::Way(WayCode::Busy, _))) {
            heard.busy.fetch_add(1, Ordering::SeqCst);
            // It comes again when it is told to, as whoever wants to be heard does.
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

fn ask() -> Value {
    json!({ "do": "ask", "session": 1, "text": "سؤال" })
}

fn enter() -> Value {
    json!({ "do": "enter", "session": 1, "text": "سؤال من القاعة", "source": "floor" })
}

fn commanded(id: &str, command: &Value) -> Value {
    json!({ "t": "do", "id": id, "command": command })
}

#[tokio::test]
async fn a_desk_and_a_phone_are_heard_while_one_device_floods_their_room_as_thousands_of_people() {
    let (gate, folder) = (Arc::<Gate>::default(), tempfile::tempdir().unwrap());
    let node = node_behind(&gate, folder.path()).await;
    let (mut desk, mut phone) = (node.crew(DESK, "moderator").await, node.phone().await);
    let (before, _) = desk.done(enter()).await;
    let room = within(node.site.rooms.enter(FORUM)).await.unwrap();

    gate.shut(true);
    let (heard, mut made_up) = (Arc::<Flood>::default(), JoinSet::new());
    let support = Command::Support { question: QuestionNo(1), on: true, seq: Seq(1) };
    let held = room.give(Actor::Person(PersonId([9; 16])), CommandId(1), support);
    for person in 1..=MADE_UP {
        made_up.spawn(flood(room.clone(), person, Arc::clone(&heard)));
    }
    until(async || heard.begun.load(Ordering::SeqCst) >= MADE_UP).await;
    // What was asked for before a ping is in the room once that is answered.
    let (asked, entered) = (new_id(), new_id());
    phone.send(&commanded(&asked, &ask())).await;
    phone.ping().await;
    desk.send(&commanded(&entered, &enter())).await;
    desk.ping().await;
    gate.shut(false);

    assert!(matches!(within(held).await, Answer::Done { .. }));
    for (client, id) in [(&mut phone, asked), (&mut desk, entered)] {
        let answer = client.answer(|answer| answer["id"] == id).await;
        assert_eq!(answer["t"], "done", "{answer}");
        let entries = answer["rev"].as_u64().unwrap() - before;
        assert!(entries <= 1 + BATCHES, "after {entries} entries");
    }
    for _ in 0..5 {
        desk.done(enter()).await;
    }
    made_up.shutdown().await;
    assert!(heard.busy.load(Ordering::SeqCst) > 0, "there was no flood");
    node.stop().await;
}

//! A whole node on a disk that fails, as a person with a phone and an operator see it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use majlis::app::{self, Broken};
use majlis::config::{Settings, Store};
use majlis::journal::embedded;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::client::{Client, new_id};
use crate::support::disk::{Disk, Op};
use crate::support::forum::DESK;
use crate::support::node::Node;
use crate::support::sources::files_in;
use crate::support::within::within;

const WAITING: u32 = 3;

fn question(no: usize) -> Value {
    json!({ "do": "ask", "session": 1, "text": format!("سؤال {no}: {}", "كلمة ".repeat(45)) })
}

async fn ready(node: &Node) -> (u16, String) {
    let answer = within(reqwest::get(format!("http://{}/readyz", node.address))).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn until_ready(node: &Node, is: bool) -> String {
    within(async {
        loop {
            let (status, said) = ready(node).await;
            if (status == 200) == is {
                return said;
            }
        }
    })
    .await
}

/// A phone that asks its questions one after the other, under the same ids until each is taken, as a device does.
struct Asking {
    phone: Client,
    /// The next question, and its id.
    next: (usize, String),
}

impl Asking {
    /// Asks until one is not taken: how many were. The connection is given up when the node does not say for a while.
    async fn until_not_taken(&mut self) -> usize {
        loop {
            let (no, id) = self.next.clone();
            let answer =
                tokio::time::timeout(Duration::from_millis(400), self.phone.give_as(&id, question(no)));
            match answer.await {
                Ok(answer) if answer["t"] == "done" => self.next = (no + 1, new_id()),
                Ok(answer) => {
                    assert_eq!(answer["code"], "try_again", "{answer}");
                    return no;
                }
                Err(_) => return no,
            }
        }
    }
}

/// Plays a node whose disk breaks and is mended: nothing acknowledged is lost or doubled, reading goes on, and nobody has to
/// do anything but mend the disk.
async fn breaks_and_heals(breaks: impl Fn(&Disk), mends: impl Fn(&Disk)) {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    let token = node.join().await;
    let phone = node.phone_of(&token).await;
    let mut asking = Asking { phone, next: (0, new_id()) };
    breaks(&disk);
    let count = asking.until_not_taken().await;
    let said = until_ready(&node, false).await;
    assert!(said.contains("journal"), "{said}");
    // Whoever comes now sees all there is, but nothing that is not durable.
    let mut moderator = node.crew(DESK, "moderator").await;
    let shown = moderator.views.view(WAITING).map(|view| view["total"].as_u64());
    assert_eq!(shown.flatten().unwrap_or_default() as usize, count, "{shown:?}");

    mends(&disk);
    until_ready(&node, true).await;
    // The phone asks again what it keeps, on a new connection.
    let mut phone = node.phone_of(&token).await;
    let (no, id) = &asking.next;
    let again = within(async {
        loop {
            let answer = phone.give_as(id, question(*no)).await;
            if answer["t"] == "done" {
                break answer;
            }
            assert_eq!(answer["code"], "try_again", "{answer}");
        }
    });
    again.await;
    moderator.until_view(WAITING, |view| view["total"] == count + 1).await;
    node.stop().await;
    let report = within(majlis::verify::folder(folder.path(), None)).await.unwrap();
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.forums[0].counted.questions, count + 1, "{report}");
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_heals_by_itself() {
    breaks_and_heals(|disk| disk.full_after(30_000), Disk::has_room).await;
}

#[tokio::test]
async fn a_disk_that_takes_no_writes_loses_nothing_and_heals_by_itself() {
    breaks_and_heals(|disk| disk.read_only(true), |disk| disk.read_only(false)).await;
}

#[tokio::test]
async fn a_disk_that_cannot_sync_loses_nothing_and_heals_by_itself() {
    breaks_and_heals(|disk| disk.fail(Some(Op::Sync), 2, u64::MAX), Disk::mend).await;
}

#[tokio::test]
async fn a_node_whose_writing_thread_panics_ends_so_that_it_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let breaks = Arc::new(AtomicBool::new(false));
    let broken = Arc::clone(&breaks);
    let disk = embedded::Disk::with(move |_| {
        assert!(!broken.load(Ordering::SeqCst), "it breaks");
        Ok(())
    });
    let settings = Settings::new(Store::Folder(folder.path().to_owned()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let running = app::start_on(disk, settings, listener, CancellationToken::new()).await.unwrap();
    breaks.store(true, Ordering::SeqCst);
    let written = running.site().registry.set_setting("a", None, "b".into()).await;
    assert!(written.is_err(), "{written:?}");
    assert_eq!(within(running.finish()).await, Err(Broken));
}

/// Nothing that a test can do to a process panics that thread, so what comes of it is read off the program's source; that an error of
/// `serve` is told and ends with code 1 is tried where there are others.
#[test]
fn the_program_ends_as_its_node_did() {
    let finishing = files_in("src/program").into_iter().filter(|(_, text)| text.contains(".finish()"));
    let texts: Vec<_> = finishing.map(|(_, text)| text).collect();
    assert!(
        texts.len() == 2 && texts.iter().all(|text| text.contains("\n    running.finish().await?;\n")),
        "{texts:?}"
    );
    assert!(Broken.to_string().contains("start majlis again"));
}

//! What is acknowledged is on the disk of the node that acknowledges it, and stays there.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use majlis::journal::embedded::{Disk, Moment};
use majlis::journal::redis::RedisJournal;
use majlis::journal::{AppendError, Appended, Entry, Head, Journal, JournalError, Tailing};
use rusqlite::OpenFlags;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::TwofoldNode;
use crate::support::drafts::{FORUM, draft, erasing, make, write, write_all};
use crate::support::redis::RedisServer;
use crate::support::told::stuck;
use crate::support::within::{until, within};

/// A node whose disk is stuck, and an entry of it that Redis has written.
struct Stuck {
    server: RedisServer,
    node: TwofoldNode,
    waits: Arc<AtomicBool>,
    _folder: tempfile::TempDir,
}

type Appending = std::pin::Pin<Box<dyn Future<Output = Result<Appended, AppendError>> + Send>>;

impl Stuck {
    /// After one entry that both have, of which Redis keeps a copy.
    async fn after_one() -> (Self, Head) {
        let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
        let (disk, waits) = stuck();
        let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
        make(&node.journal, FORUM).await;
        let head = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
        server.keep_a_copy().await;
        (Self { server, node, waits, _folder: folder }, head)
    }

    /// Gives the node an entry, until Redis has written it and told so.
    async fn written_by_redis(&self, heard: &mut Tailing, after: Head) -> Appending {
        self.waits.store(true, Ordering::SeqCst);
        let (journal, own) = (self.node.journal.clone(), draft(&self.node.journal, "mine"));
        let mut append: Appending = Box::pin(async move { journal.append(FORUM, after, own).await });
        let told = async {
            tokio::select! {
                _ = heard.next() => {}
                answer = &mut append => panic!("acknowledged before the disk has it: {answer:?}"),
            }
        };
        within(told).await;
        // Whoever is answered now was asked after the one that wrote was answered.
        let _: String = self.server.ask("PING").await;
        append
    }

    /// Redis goes back to its copy, and the node reaches it again.
    async fn go_back(&mut self) {
        self.server.go_back();
        until(async || self.node.journal.heads(&[FORUM]).await[0].is_ok()).await;
    }
}

fn is_unknown(answer: &Result<Appended, AppendError>) -> bool {
    matches!(answer, Err(AppendError::Unknown(_)))
}

#[tokio::test]
async fn what_redis_wrote_and_lost_before_the_disk_had_it_is_not_acknowledged() {
    let (mut stuck, both) = Stuck::after_one().await;
    let other = stuck.server.journal().await;
    // The disk lacks this one: what comes after it is not copied by itself.
    let theirs = write(&other, FORUM, both, draft(&other, "theirs")).await;
    let mut heard = other.tail(FORUM).await.unwrap();
    let append = stuck.written_by_redis(&mut heard, theirs).await;
    stuck.go_back().await;
    stuck.waits.store(false, Ordering::SeqCst);
    let answer = within(append).await;
    assert!(is_unknown(&answer), "{answer:?}");
}

#[tokio::test]
async fn what_gave_way_to_what_redis_went_on_with_before_it_was_acknowledged_is_not() {
    let (mut stuck, both) = Stuck::after_one().await;
    let witness = stuck.server.journal().await;
    let mut heard = witness.tail(FORUM).await.unwrap();
    let append = stuck.written_by_redis(&mut heard, both).await;
    stuck.go_back().await;
    let other = stuck.server.journal().await;
    write(&other, FORUM, both, draft(&other, "instead")).await;
    // In the disk's queue behind the other one, before anybody is told that either is there.
    stuck.node.journal.archive(FORUM, &other.read(FORUM, 1, 1).await.unwrap(), None);
    stuck.waits.store(false, Ordering::SeqCst);
    let answer = within(append).await;
    assert!(is_unknown(&answer), "{answer:?}");
}

#[tokio::test]
async fn an_entry_that_nobody_waited_for_is_kept_once_that_is_asked_for() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    node.journal.mend(FORUM).await.unwrap();
    // An own entry that erases is given to the disk after Redis has it; this one's answer was lost.
    let other = server.journal().await;
    let own = write(&other, FORUM, Head::GENESIS, erasing(&other, "mine", &[1])).await;
    assert_eq!(node.journal.head(FORUM).await, Ok(Some(own)));
    assert_eq!(node.journal.keep(FORUM, own).await, Ok(()));
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(own)));
    assert_eq!(node.journal.keep(FORUM, own).now_or_never(), Some(Ok(())), "it is known from now on");
    let lost = own.then(b"lost");
    let kept = node.journal.keep(FORUM, lost).await;
    assert!(matches!(kept, Err(JournalError::Unavailable(_))), "{kept:?}");
}

#[tokio::test]
async fn an_acknowledgement_that_the_disk_did_not_take_is_written_down_later() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let (failed, mut fails) = watch::channel(0);
    let bad = Arc::new(AtomicBool::new(false));
    let is_bad = Arc::clone(&bad);
    let disk = Disk::with(move |moment| {
        if moment == Moment::Before && is_bad.load(Ordering::SeqCst) {
            failed.send_modify(|failed| *failed += 1);
            return Err("the disk failed".into());
        }
        Ok(())
    });
    let node = TwofoldNode::start_with(&server, folder.path(), disk).await;
    make(&node.journal, FORUM).await;
    let mut head = Head::GENESIS;
    loop {
        head = write(&node.journal, FORUM, head, draft(&node.journal, "a")).await;
        // Whoever looks after the copies waits for Redis, and writes nothing down.
        server.freeze();
        bad.store(true, Ordering::SeqCst);
        if acknowledged(folder.path()) < head.rev.cast_signed() {
            break;
        }
        bad.store(false, Ordering::SeqCst);
        server.thaw();
    }
    within(fails.changed()).await.unwrap();
    bad.store(false, Ordering::SeqCst);
    let noting = until(async || acknowledged(folder.path()) == head.rev.cast_signed());
    let noted = tokio::time::timeout(Duration::from_secs(5), noting).await;
    server.thaw();
    noted.expect("it is tried again soon");
}

/// Up to where the disk says that entries were acknowledged.
fn acknowledged(folder: &Path) -> i64 {
    let file = folder.join("majlis.sqlite3");
    let db = rusqlite::Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    db.query_row("SELECT coalesce(max(rev), 0) FROM acknowledged", [], |row| row.get(0)).unwrap()
}

/// So many entries come that the disk cannot place.
const ASTRAY: usize = 1_000;

#[tokio::test]
async fn however_many_entries_the_disk_cannot_place_one_task_waits_to_mend_it() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = TwofoldNode::start(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let beyond = beyond_the_disk(&server.journal().await).await;
    // Whoever mends waits for an answer.
    server.freeze();
    for _ in 0..ASTRAY {
        node.journal.archive(FORUM, &beyond, None);
    }
    node.disk.healthy().await.unwrap();
    let few = until(async || Handle::current().metrics().num_alive_tasks() < ASTRAY / 2);
    let waited = tokio::time::timeout(Duration::from_secs(5), few).await;
    server.thaw();
    waited.expect("those that waited for the disk are done, and one waits for Redis");
}

/// An entry that comes after one that the disk lacks.
async fn beyond_the_disk(other: &RedisJournal) -> Vec<Entry> {
    write_all(other, FORUM, Head::GENESIS, &["a", "b"]).await;
    other.read(FORUM, 1, 1).await.unwrap()
}

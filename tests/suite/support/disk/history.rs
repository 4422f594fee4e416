//! A random history of appends on a disk that fails, and what must be there afterwards.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use majlis::domain::id::{ForumId, WordsNo};
use majlis::domain::time::Time;
use majlis::journal::embedded::{Embedded, OpenError, Options};
use majlis::journal::{AppendError, Appended, Draft, Filed, ForumRecord, Head, Journal, Registry};

use super::{Disk, Loses, Op};
use crate::support::drafts::filed;
use crate::support::within::within;

const FORUMS: [ForumId; 3] = [ForumId(11), ForumId(12), ForumId(13)];
/// So many write at the same time, each so many entries.
const WRITERS: u32 = 4;
const ENTRIES: u32 = 8;
/// About as many operations as a history takes.
const OPERATIONS: u64 = 260;

/// What became of an entry, as its writer heard it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Acknowledged,
    Refused,
    Nothing,
}

/// Every body that was given to be written, and what was heard of it.
type Record = BTreeMap<String, Heard>;

/// Plays the history of a seed: a fault somewhere in it, then a power cut. Tells what is wrong afterwards.
pub async fn of_seed(seed: u64) -> Result<(), String> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let faults = move |disk: &Disk| break_somewhere(disk, &mut rng);
    played(seed, Loses::Any, faults).await
}

/// Plays one in which the n-th operation fails, and all that come after it if it does so for good; then a power cut.
pub async fn failing_at(nth: u64, for_good: bool) -> Result<(), String> {
    let times = if for_good { u64::MAX } else { 1 };
    played(nth, Loses::All, move |disk: &Disk| disk.fail(None, nth, times)).await
}

fn break_somewhere(disk: &Disk, rng: &mut fastrand::Rng) {
    let (nth, times) = (rng.u64(1..OPERATIONS), *rng.choice(&[1, 2, u64::MAX]).expect("one"));
    match rng.u8(0..6) {
        0 => disk.full_after(rng.u64(0..200_000)),
        1 => disk.fail(Some(Op::Write), nth / 2, times),
        2 => disk.fail(Some(Op::Sync), nth / 8, times),
        3 => disk.fail(Some(Op::Read), nth / 4, times),
        4 => disk.slow(Duration::ZERO, Duration::from_millis(2)),
        _ => disk.fail(None, nth, times),
    }
}

async fn played(seed: u64, loses: Loses, breaks: impl FnOnce(&Disk)) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::under(folder.path());
    breaks(&disk);
    let mut record = Record::new();
    if let Ok(journal) = open(folder.path()).await {
        record = within(write_everything(&journal, seed)).await;
        disk.cut(loses, seed);
        journal.close().await;
    }
    disk.cut(loses, seed);
    disk.mend();
    disk.has_room();
    disk.power_on();
    let journal = open(folder.path()).await.map_err(|why| format!("it does not open again: {why}"))?;
    let checked = check(&*journal, folder.path(), &record).await;
    journal.close().await;
    checked
}

async fn open(folder: &Path) -> Result<Arc<Embedded>, OpenError> {
    Ok(Arc::new(Embedded::open(Options::new(folder)).await?))
}

/// Several write into the same forums, each after whatever stands there; none gives up for an error.
async fn write_everything(journal: &Arc<Embedded>, seed: u64) -> Record {
    for forum in FORUMS {
        // What the disk does not take is not there, which the writers find out.
        let _ = journal.create_forum(ForumRecord { id: forum, slug: forum.to_string() }).await;
    }
    let words = Arc::new(AtomicU32::new(1));
    let writers = (0..WRITERS).map(|writer| {
        let (journal, words) = (Arc::clone(journal), Arc::clone(&words));
        tokio::spawn(async move {
            let mut rng = fastrand::Rng::with_seed(seed ^ u64::from(writer) << 32);
            let mut record = Record::new();
            for no in 0..ENTRIES {
                let forum = *rng.choice(&FORUMS).expect("some");
                // Some are larger than what SQLite keeps in memory of a transaction.
                let length = if rng.u8(0..16) == 0 { 2_500_000 } else { rng.usize(1..6_000) };
                let words = filed(words.fetch_add(1, Ordering::SeqCst), &"x".repeat(length));
                let (body, heard) = write_one(&*journal, forum, format!("{writer}.{no}"), words).await;
                record.insert(body, heard);
            }
            record
        })
    });
    let records = futures_util::future::join_all(writers.collect::<Vec<_>>()).await;
    records.into_iter().flat_map(|record| record.expect("no panic")).collect()
}

/// Tries until it is written, or until nobody can tell; gives up when it is refused.
async fn write_one(journal: &dyn Journal, forum: ForumId, body: String, words: Filed) -> (String, Heard) {
    loop {
        let Ok(Some(head)) = journal.head(forum).await else { return (body, Heard::Refused) };
        let time = journal.read(forum, head.rev.saturating_sub(1), 1).await.ok();
        let last = time.and_then(|entries| entries.first().map(|entry| entry.time)).unwrap_or(Time(0));
        let draft = Draft {
            body: Bytes::copy_from_slice(body.as_bytes()),
            words: vec![words.clone()],
            erase: vec![WordsNo(words.no.0.saturating_sub(3))],
            next_deadline: None,
            begins_epoch: false,
            time: journal.now().max(last),
        };
        match journal.append(forum, head, draft).await {
            Ok(Appended::Written { .. }) => return (body, Heard::Acknowledged),
            Ok(_) => {}
            Err(AppendError::Refused(_)) => return (body, Heard::Refused),
            Err(AppendError::Unknown(_)) => return (body, Heard::Nothing),
        }
    }
}

/// That the database holds, every acknowledged entry is there once, no refused one, and every chain is whole.
async fn check(journal: &dyn Journal, folder: &Path, record: &Record) -> Result<(), String> {
    let db = rusqlite::Connection::open(folder.join("majlis.sqlite3")).map_err(|why| why.to_string())?;
    let whole: String =
        db.pragma_query_value(None, "integrity_check", |row| row.get(0)).map_err(|why| why.to_string())?;
    if whole != "ok" {
        return Err(whole);
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for forum in FORUMS {
        for body in bodies(journal, forum).await? {
            *found.entry(body).or_default() += 1;
        }
    }
    let times = |body: &str| found.get(body).copied().unwrap_or(0);
    for (body, heard) in record {
        match (heard, times(body)) {
            (Heard::Acknowledged, 1) | (Heard::Refused, 0) | (Heard::Nothing, 0 | 1) => {}
            (heard, times) => return Err(format!("{body} was {heard:?}, and is there {times} times")),
        }
    }
    Ok(())
}

/// The bodies of a forum, once it was looked whether each entry follows from the one before it.
async fn bodies(journal: &dyn Journal, forum: ForumId) -> Result<Vec<String>, String> {
    let Some(head) = journal.head(forum).await.map_err(|why| why.to_string())? else { return Ok(Vec::new()) };
    let (mut at, mut bodies) = (Head::GENESIS, Vec::new());
    while at.rev < head.rev {
        let entries = journal.read(forum, at.rev, 64).await.map_err(|why| why.to_string())?;
        for entry in &entries {
            at = at.then(&entry.body);
            if entry.head() != at {
                return Err(format!("the chain of {forum} breaks at {}", entry.rev));
            }
            bodies.push(String::from_utf8_lossy(&entry.body).into_owned());
        }
        if entries.is_empty() {
            return Err(format!("{forum} ends at {} and says {}", at.rev, head.rev));
        }
    }
    Ok(bodies)
}

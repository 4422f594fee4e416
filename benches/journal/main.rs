//! What durability costs: entries that a journal takes one after the other, and from many forums at once; and ballots
//! that a room acknowledges, each durable by then.
//!
//!     cargo bench --bench journal
//!
//! SQLite commits with `synchronous=FULL`; the slower disk stands 10 ms more before each commit. The Redis is the one of
//! `MAJLIS_BENCH_REDIS` (an address such as `redis://127.0.0.1:6379`, whose keys are used), and is left out without it.

mod ballots;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use majlis::backbone::{Access, Backbone};
use majlis::domain::id::ForumId;
use majlis::journal::embedded::{Disk, Embedded, Options};
use majlis::journal::redis::RedisJournal;
use majlis::journal::{Appended, Draft, ForumRecord, Head, Journal, Registry};
use tokio::task::JoinSet;

const LASTS: Duration = Duration::from_secs(2);
const FORUMS: [u32; 2] = [1, 32];
/// Voters in one room, each with one ballot under way.
const VOTERS: u32 = 2_000;

#[tokio::main]
async fn main() {
    println!("{:<20} {:>12} {:>12} {:>14}", "journal", "", "a second", "ms for each");
    for (name, delay) in [("SQLite", Duration::ZERO), ("SQLite, 10 ms more", Duration::from_millis(10))] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = Options { disk: Disk::slower_by(delay), ..Options::new(folder.path()) };
        let journal = Arc::new(Embedded::open(options).await.expect("the folder opens"));
        measure(name, &journal).await;
        journal.close().await;
    }
    if let Ok(url) = std::env::var("MAJLIS_BENCH_REDIS") {
        let backbone =
            Backbone::connect(&Access::to(url), Duration::from_secs(5)).await.expect("Redis answers");
        measure("Redis", &Arc::new(RedisJournal::connect(&backbone, 0).await.expect("Redis answers"))).await;
    }
}

async fn measure<J: Journal + Registry + 'static>(name: &str, journal: &Arc<J>) {
    for forums in FORUMS {
        let writers = (0..forums).map(|_| write(Arc::clone(journal), Instant::now() + LASTS));
        tell(name, forums, if forums == 1 { "forum" } else { "forums" }, writers).await;
    }
    let room = ballots::room(Arc::clone(journal)).await;
    let voters = (0..VOTERS).map(|no| ballots::cast(room.clone(), no, Instant::now() + LASTS));
    tell(name, VOTERS, "voters", voters).await;
}

/// Runs them all, and tells how much they came to.
async fn tell<F>(name: &str, count: u32, who: &str, work: impl Iterator<Item = F>)
where
    F: Future<Output = u32> + Send + 'static,
{
    let began = Instant::now();
    let done: u32 = work.collect::<JoinSet<u32>>().join_all().await.into_iter().sum();
    let rate = f64::from(done) / began.elapsed().as_secs_f64();
    println!(
        "{name:<20} {:>12} {rate:>12.0} {:>14.3}",
        format!("{count} {who}"),
        f64::from(count) * 1_000.0 / rate
    );
}

/// Appends to a forum of its own until then, and tells how many entries it was.
async fn write<J: Journal + Registry>(journal: Arc<J>, until: Instant) -> u32 {
    let id = ForumId(getrandom::u64().expect("the system has randomness"));
    journal.create_forum(ForumRecord { id, slug: id.to_string() }).await.expect("it is made");
    let mut head = Head::GENESIS;
    while Instant::now() < until {
        let draft = Draft {
            body: Bytes::from(format!(r#"{{"f":1,"rev":{},"ballots":"{}"}}"#, head.rev, "0".repeat(400))),
            words: Vec::new(),
            erase: Vec::new(),
            next_deadline: None,
            begins_epoch: false,
            time: journal.now(),
        };
        match journal.append(id, head, draft).await {
            Ok(Appended::Written { head: next, .. }) => head = next,
            other => panic!("not written: {other:?}"),
        }
    }
    head.rev as u32
}

//! Nobody starves. What is asserted are counts, never times.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use majlis::journal::redis::RedisJournal;
use majlis::journal::{Appended, Head, Journal, Tail, Tailing, Turns};

use crate::support::drafts::{FORUM, draft, make, missed, write, write_all};
use crate::support::faulty::{Faulty, Line};
use crate::support::redis::{RedisServer, journal_at};
use crate::support::within::within;

const FAR: Line = Line { delay: Duration::from_millis(2), answers_lost: false, ahead: 0 };

/// A room that always has something to append, as the room paces itself.
struct Writer<'a> {
    journal: &'a RedisJournal,
    tail: Tailing,
    head: Head,
    turns: Turns,
    written: &'a AtomicU32,
    refused_in_a_row: u32,
    most_refused: u32,
}

impl<'a> Writer<'a> {
    async fn new(journal: &'a RedisJournal, written: &'a AtomicU32) -> Self {
        let tail = journal.tail(FORUM).await.unwrap();
        let head = journal.head(FORUM).await.unwrap().unwrap();
        Self { journal, tail, head, turns: Turns::default(), written, refused_in_a_row: 0, most_refused: 0 }
    }

    async fn step(&mut self) {
        if let Some(next) = self.turns.before_append(Instant::now()) {
            tokio::time::sleep_until(next.into()).await;
        }
        match self.journal.append(FORUM, self.head, draft(self.journal, "x")).await.unwrap() {
            Appended::Written { head, .. } => {
                self.head = head;
                self.turns.wrote(Instant::now());
                self.written.fetch_add(1, Ordering::SeqCst);
                self.refused_in_a_row = 0;
            }
            Appended::Conflict { missed, not_your_turn } => {
                self.refused_in_a_row += 1;
                self.most_refused = self.most_refused.max(self.refused_in_a_row);
                if let Some(last) = missed.last() {
                    self.head = last.head();
                    self.turns.saw_other(Instant::now());
                }
                if not_your_turn {
                    self.wait_for_others().await;
                }
            }
            other => panic!("{other:?}"),
        }
    }

    async fn wait_for_others(&mut self) {
        let until = Turns::out_of_turn(Instant::now());
        let newer = async {
            while let Some(tail) = self.tail.next().await {
                if let Tail::Entry(entry) = tail
                    && entry.rev > self.head.rev
                {
                    return;
                }
            }
        };
        // Whichever is first.
        let _ = tokio::time::timeout_at(until.into(), newer).await;
    }

    async fn write_until(&mut self, own: u32) {
        while self.written.load(Ordering::SeqCst) < own {
            self.step().await;
        }
    }
}

async fn forum(server: &RedisServer) -> RedisJournal {
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    journal
}

#[tokio::test]
async fn a_far_node_gets_its_share_beside_near_ones_that_never_stop() {
    const SHARE: u32 = 60;
    let server = RedisServer::start();
    let near = [forum(&server).await, server.journal().await];
    let line = Faulty::before(server.port()).await;
    line.behave(FAR);
    let far = journal_at(line.port(), Duration::from_secs(10)).await;

    let counts = [const { AtomicU32::new(0) }; 3];
    let mut first = Writer::new(&near[0], &counts[0]).await;
    let mut second = Writer::new(&near[1], &counts[1]).await;
    let mut distant = Writer::new(&far, &counts[2]).await;
    let racing = async {
        tokio::select! {
            () = first.write_until(u32::MAX) => {}
            () = second.write_until(u32::MAX) => {}
            () = distant.write_until(SHARE) => {}
        }
    };
    within(racing).await;
    let written = counts.each_ref().map(|count| count.load(Ordering::SeqCst));
    assert_eq!(written[2], SHARE);
    assert!(written.iter().all(|count| (SHARE / 3..SHARE * 3).contains(count)), "{written:?}");
    // Without its turn it is never in time; with it, as often late as this machine is.
    assert!(distant.most_refused <= SHARE, "refused {} times in a row", distant.most_refused);

    let entries = near[0].read(FORUM, 0, 1_000).await.unwrap();
    assert!(entries.len() as u32 >= written.iter().sum());
}

#[tokio::test]
async fn who_was_refused_comes_next() {
    let server = RedisServer::start();
    let (first, second) = (forum(&server).await, server.journal().await);
    let head = write_all(&first, FORUM, Head::GENESIS, &["a"]).await;
    let waiting = second.append(FORUM, Head::GENESIS, draft(&second, "late")).await;
    assert!(matches!(&waiting, Ok(Appended::Conflict { not_your_turn: false, .. })), "{waiting:?}");
    assert_eq!(missed(waiting).len(), 1);

    let greedy = first.append(FORUM, head, draft(&first, "again")).await;
    let Ok(Appended::Conflict { missed, not_your_turn: true }) = greedy else { panic!("{greedy:?}") };
    assert_eq!(missed, []);
    let head = write(&second, FORUM, head, draft(&second, "late")).await;
    write(&first, FORUM, head, draft(&first, "again")).await;
}

#[tokio::test]
async fn a_node_that_died_in_the_line_is_passed_over() {
    let server = RedisServer::start();
    let (alive, dead) = (forum(&server).await, server.journal().await);
    write_all(&alive, FORUM, Head::GENESIS, &["a"]).await;
    missed(dead.append(FORUM, Head::GENESIS, draft(&dead, "never comes back")).await);
    drop(dead);
    let written = AtomicU32::new(0);
    within(Writer::new(&alive, &written).await.write_until(5)).await;
}

/// Redis's clock was set back, or a replica whose clock is behind has become the primary.
#[tokio::test]
async fn a_node_that_died_in_the_line_is_passed_over_though_the_clock_was_set_back() {
    let server = RedisServer::start();
    let (alive, dead) = (forum(&server).await, server.journal().await);
    write_all(&alive, FORUM, Head::GENESIS, &["a"]).await;
    missed(dead.append(FORUM, Head::GENESIS, draft(&dead, "never comes back")).await);
    drop(dead);
    let ahead = alive.now().0 + 3_600_000;
    let _: i64 = server.ask(&format!("HSET majlis:{{{FORUM}}}:head turn {ahead}")).await;
    let written = AtomicU32::new(0);
    within(Writer::new(&alive, &written).await.write_until(5)).await;
}

#[tokio::test]
async fn a_node_that_has_nothing_any_more_leaves_the_line() {
    let server = RedisServer::start();
    let (first, second) = (forum(&server).await, server.journal().await);
    let head = write_all(&first, FORUM, Head::GENESIS, &["a"]).await;
    missed(second.append(FORUM, Head::GENESIS, draft(&second, "needless now")).await);
    second.leave_turn(FORUM).await;
    write(&first, FORUM, head, draft(&first, "b")).await;
}

#[tokio::test]
async fn a_refused_entry_does_not_hold_up_the_line() {
    let server = RedisServer::start();
    let (first, second) = (forum(&server).await, server.journal().await);
    let head = write_all(&first, FORUM, Head::GENESIS, &["a"]).await;
    missed(second.append(FORUM, Head::GENESIS, draft(&second, "late")).await);
    let mut ahead = draft(&second, "from the future");
    ahead.time.0 += 3_600_000;
    second.append(FORUM, head, ahead).await.unwrap_err();
    write(&first, FORUM, head, draft(&first, "b")).await;
}

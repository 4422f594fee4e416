use majlis::domain::time::Time;
use majlis::journal::{Draft, Head, chain};

use crate::support::drafts::{FORUM, OTHER, after, bodies, draft, make, write, write_all};
use crate::support::store::Store;

pub async fn entries_come_in_order_without_a_hole(store: &Store) {
    let (near, other) = (&*store.near.journal, &*store.other.journal);
    make(&*store.near.registry, FORUM).await;
    let head = write_all(near, FORUM, Head::GENESIS, &["a", "b", "c", "d"]).await;
    let read = |after, limit| other.read(FORUM, after, limit);
    assert_eq!(bodies(&read(0, 10).await.unwrap()), ["a", "b", "c", "d"]);
    assert_eq!(bodies(&read(1, 2).await.unwrap()), ["b", "c"]);
    assert_eq!(read(3, 10).await.unwrap()[0].head(), head);
    assert_eq!(read(4, 10).await, Ok(vec![]));
    assert_eq!(read(400, 10).await, Ok(vec![]));
    assert_eq!(read(0, 0).await, Ok(vec![]));
}

pub async fn a_large_answer_is_cut_and_goes_on(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let large = "x".repeat(1 << 20);
    let bodies: Vec<_> = (0..10).map(|_| large.as_str()).collect();
    write_all(journal, FORUM, Head::GENESIS, &bodies).await;

    let mut revs = Vec::new();
    let mut answers = 0;
    loop {
        let after = revs.last().copied().unwrap_or(0);
        let entries = journal.read(FORUM, after, 1_000).await.unwrap();
        if entries.is_empty() {
            break;
        }
        answers += 1;
        revs.extend(entries.iter().map(|entry| entry.rev));
    }
    assert_eq!(revs, (1..=10).collect::<Vec<u64>>());
    assert!(answers > 1, "ten megabytes came in one answer");
}

pub async fn heads_come_in_one_call(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let head = write_all(journal, FORUM, Head::GENESIS, &["a"]).await;
    assert_eq!(journal.heads(&[OTHER, FORUM]).await, [Ok(None), Ok(Some(head))]);
    make(&*store.near.registry, OTHER).await;
    assert_eq!(journal.heads(&[OTHER, FORUM]).await, [Ok(Some(Head::GENESIS)), Ok(Some(head))]);
    assert_eq!(journal.heads(&[]).await, []);
}

pub async fn the_chain_holds(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let head = write_all(journal, FORUM, Head::GENESIS, &["a", "b", "c"]).await;
    let entries = journal.read(FORUM, 0, 10).await.unwrap();
    assert_eq!(chain::verify(Head::GENESIS, &entries), Ok(head));
}

pub async fn deadlines_are_listed_and_replaced(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    make(&*store.near.registry, OTHER).await;
    let now = journal.now();
    let due = |at: Option<Time>| Draft { next_deadline: at, ..draft(journal, "x") };
    let soon = after(now, 1_000);
    let later = after(now, 2_000);
    let first = write(journal, FORUM, Head::GENESIS, due(Some(later))).await;
    write(journal, OTHER, Head::GENESIS, due(Some(soon))).await;
    let listed = store.other.journal.deadlines(after(now, 60_000)).await;
    assert_eq!(listed, Ok(vec![(OTHER, soon), (FORUM, later)]));
    assert_eq!(journal.deadlines(later).await, Ok(vec![(OTHER, soon)]));
    write(journal, FORUM, first, due(None)).await;
    assert_eq!(journal.deadlines(after(now, 60_000)).await, Ok(vec![(OTHER, soon)]));
}

pub async fn a_forum_that_is_not_there_is_empty(store: &Store) {
    let journal = &*store.near.journal;
    assert_eq!(journal.head(OTHER).await, Ok(None));
    assert_eq!(journal.read(OTHER, 0, 10).await, Ok(vec![]));
    assert_eq!(journal.words(OTHER).await, Ok(vec![]));
    assert_eq!(journal.snapshot(OTHER).await, Ok(None));
}

pub async fn a_healthy_journal_says_so(store: &Store) {
    assert_eq!(store.near.journal.healthy().await, Ok(()));
    let earlier = store.near.journal.now();
    assert!(store.near.journal.now() >= earlier);
}

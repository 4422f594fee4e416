use bytes::Bytes;
use majlis::journal::{Hash, Head, Snapshot};

use crate::support::drafts::{FORUM, make};
use crate::support::store::Store;

fn at(epoch: u32, rev: u64) -> Snapshot {
    let bytes = Bytes::from(format!("state \0 of {epoch}.{rev}"));
    Snapshot { head: Head { epoch, rev, hash: Hash::of(&[b"x"]) }, format: 1, bytes }
}

pub async fn the_newest_is_kept(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    assert_eq!(journal.snapshot(FORUM).await, Ok(None));
    for (saved, kept) in
        [((1, 9), (1, 9)), ((1, 5), (1, 9)), ((1, 12), (1, 12)), ((2, 3), (2, 3)), ((1, 99), (2, 3))]
    {
        journal.save_snapshot(FORUM, at(saved.0, saved.1)).await.unwrap();
        assert_eq!(store.other.journal.snapshot(FORUM).await, Ok(Some(at(kept.0, kept.1))));
    }
}

pub async fn one_of_another_form_is_given_back_as_it_is(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let newer = Snapshot { format: 4_000_000_000, ..at(1, 1) };
    journal.save_snapshot(FORUM, newer.clone()).await.unwrap();
    assert_eq!(journal.snapshot(FORUM).await, Ok(Some(newer)));
}

use majlis::journal::{Head, Tail};

use crate::support::drafts::{FORUM, OTHER, bodies, draft, erasing, filed, make, with_words, write};
use crate::support::store::Store;
use crate::support::within::within;

pub async fn every_listener_hears_of_an_entry_with_its_words(store: &Store) {
    let (near, other) = (&*store.near.journal, &*store.other.journal);
    make(&*store.near.registry, FORUM).await;
    let mut listeners = [near.tail(FORUM).await.unwrap(), other.tail(FORUM).await.unwrap()];
    let first = write(near, FORUM, Head::GENESIS, with_words(near, "a", &[(3, "سؤال"), (4, "")])).await;
    write(near, FORUM, first, erasing(near, "b", &[3])).await;

    for listener in &mut listeners {
        let Some(Tail::Entry(entry)) = within(listener.next()).await else { panic!("no entry") };
        assert_eq!(entry.head(), first);
        assert_eq!(*entry.words, [filed(3, "سؤال"), filed(4, "")]);
        let Some(Tail::Entry(next)) = within(listener.next()).await else { panic!("no entry") };
        assert_eq!((next.rev, next.erased[0].0), (2, 3));
    }
}

pub async fn forums_are_told_apart(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    make(&*store.near.registry, OTHER).await;
    let mut listener = store.other.journal.tail(FORUM).await.unwrap();
    write(journal, OTHER, Head::GENESIS, draft(journal, "elsewhere")).await;
    write(journal, FORUM, Head::GENESIS, draft(journal, "here")).await;
    let Some(Tail::Entry(entry)) = within(listener.next()).await else { panic!("no entry") };
    assert_eq!(bodies(&[entry]), ["here"]);
}

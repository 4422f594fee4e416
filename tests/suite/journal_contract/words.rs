use majlis::domain::id::WordsNo;
use majlis::journal::{AppendError, Hash, Head, Refusal, chain};

use crate::support::drafts::{FORUM, draft, erasing, filed, make, with_words, write};
use crate::support::store::Store;

pub async fn words_come_with_their_entry_and_by_themselves(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let first = write(journal, FORUM, Head::GENESIS, with_words(journal, "a", &[(1, "one"), (2, "")])).await;
    write(journal, FORUM, first, with_words(journal, "b", &[(10, "مُشَارَكَة")])).await;

    let entries = store.other.journal.read(FORUM, 0, 10).await.unwrap();
    assert_eq!(*entries[0].words, [filed(1, "one"), filed(2, "")]);
    assert_eq!(*entries[1].words, [filed(10, "مُشَارَكَة")]);
    let all = [filed(1, "one"), filed(2, ""), filed(10, "مُشَارَكَة")];
    assert_eq!(store.other.journal.words(FORUM).await.unwrap(), all);
    assert_eq!(entries[0].words[0].hash(), Hash::of(&[&[1; 16], b"one"]));
}

pub async fn erased_words_are_gone_and_the_chain_holds(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let words = [(1, "stays"), (2, "goes")];
    let first = write(journal, FORUM, Head::GENESIS, with_words(journal, "a", &words)).await;
    let head = write(journal, FORUM, first, erasing(journal, "b", &[2, 77])).await;

    assert_eq!(journal.words(FORUM).await.unwrap(), [filed(1, "stays")]);
    let entries = journal.read(FORUM, 0, 10).await.unwrap();
    assert_eq!(*entries[0].words, [filed(1, "stays")]);
    assert_eq!(*entries[1].erased, [WordsNo(2), WordsNo(77)]);
    assert_eq!(chain::verify(Head::GENESIS, &entries), Ok(head));
}

pub async fn the_same_number_is_refused(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let first = write(journal, FORUM, Head::GENESIS, with_words(journal, "a", &[(1, "one")])).await;
    let again = journal.append(FORUM, first, with_words(journal, "b", &[(2, "two"), (1, "other")])).await;
    assert_eq!(again, Err(AppendError::Refused(Refusal::WordsTaken)));
    assert_eq!(journal.head(FORUM).await, Ok(Some(first)));
    assert_eq!(journal.words(FORUM).await.unwrap(), [filed(1, "one")]);
    write(journal, FORUM, first, draft(journal, "the journal goes on")).await;
}

pub async fn a_refused_entry_leaves_no_words(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    write(journal, FORUM, Head::GENESIS, draft(journal, "a")).await;
    let late = journal.append(FORUM, Head::GENESIS, with_words(journal, "late", &[(1, "late")])).await;
    assert!(late.is_ok());
    assert_eq!(journal.words(FORUM).await, Ok(vec![]));
}

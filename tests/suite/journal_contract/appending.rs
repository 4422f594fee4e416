use majlis::domain::time::Time;
use majlis::journal::{AppendError, Appended, Draft, Entry, Hash, Head, Refusal, chain};

use crate::support::drafts::{FORUM, OTHER, bodies, draft, make, missed, with_words, write, write_all};
use crate::support::store::Store;

pub async fn an_entry_is_written_only_where_its_writer_stands(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let first = write(journal, FORUM, Head::GENESIS, draft(journal, "first")).await;
    assert_eq!((first.epoch, first.rev), (1, 1));
    assert_eq!(first.hash, Hash::chained(&Hash::ZERO, b"first"));

    let late = journal.append(FORUM, Head::GENESIS, draft(journal, "late")).await;
    assert_eq!(bodies(&missed(late)), ["first"]);
    assert_eq!(journal.head(FORUM).await, Ok(Some(first)));
}

pub async fn a_conflict_names_what_was_missed_with_its_words(store: &Store) {
    let (near, other) = (&*store.near.journal, &*store.other.journal);
    make(&*store.near.registry, FORUM).await;
    let first = write_all(near, FORUM, Head::GENESIS, &["first"]).await;
    let second = write(near, FORUM, first, with_words(near, "second", &[(1, "سؤال"), (2, "name")])).await;
    let third = write(near, FORUM, second, draft(near, "third")).await;

    let missed = missed(other.append(FORUM, first, draft(other, "mine")).await);
    assert_eq!(bodies(&missed), ["second", "third"]);
    assert_eq!(missed[1].head(), third);
    let texts: Vec<_> = missed[0].words.iter().map(|words| (words.no.0, &*words.text)).collect();
    assert_eq!(texts, [(1, "سؤال"), (2, "name")]);
}

pub async fn a_journal_that_forgot_is_not_a_conflict(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let first = write_all(journal, FORUM, Head::GENESIS, &["first"]).await;
    let forgotten = first.then(b"forgotten");
    let answer = journal.append(FORUM, forgotten, draft(journal, "next")).await;
    assert_eq!(answer, Ok(Appended::Behind(first)));
    let healed = Head { epoch: 2, ..first };
    let answer = journal.append(FORUM, healed, draft(journal, "next")).await;
    assert_eq!(answer, Ok(Appended::Behind(first)));
}

pub async fn another_history_is_a_fork(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let head = write_all(journal, FORUM, Head::GENESIS, &["first", "second"]).await;
    let elsewhere = Head::GENESIS.then(b"another first");
    for after in [elsewhere, elsewhere.then(b"another second"), Head { epoch: 0, ..head }] {
        let answer = journal.append(FORUM, after, draft(journal, "next")).await;
        assert_eq!(answer, Ok(Appended::Fork(head)), "{after:?}");
    }
}

pub async fn an_entry_begins_the_next_epoch_and_whoever_was_there_before_follows(store: &Store) {
    let (near, other) = (&*store.near.journal, &*store.other.journal);
    make(&*store.near.registry, FORUM).await;
    let first = write_all(near, FORUM, Head::GENESIS, &["first"]).await;
    let began = Draft { begins_epoch: true, ..draft(near, "second") };
    let second = write(near, FORUM, first, began).await;
    assert!(second.epoch > 1 && second.rev == 2, "{second:?}");
    assert_eq!(near.head(FORUM).await, Ok(Some(second)));

    let missed = missed(other.append(FORUM, first, draft(other, "mine")).await);
    assert_eq!(missed.iter().map(Entry::head).collect::<Vec<_>>(), [second]);
    let third = write(other, FORUM, second, draft(other, "third")).await;
    assert_eq!((third.epoch, third.rev), (second.epoch, 3));
    chain::verify(Head::GENESIS, &near.read(FORUM, 0, 10).await.unwrap()).unwrap();
}

pub async fn a_deleted_forum_takes_no_entry(store: &Store) {
    let journal = &*store.near.journal;
    let never = journal.append(OTHER, Head::GENESIS, draft(journal, "x")).await;
    assert_eq!(never, Err(AppendError::Refused(Refusal::NoForum)));

    make(&*store.near.registry, FORUM).await;
    let head = write_all(journal, FORUM, Head::GENESIS, &["first"]).await;
    store.near.registry.delete_forum(FORUM).await.unwrap();
    for after in [Head::GENESIS, head] {
        let answer = store.other.journal.append(FORUM, after, draft(journal, "x")).await;
        assert_eq!(answer, Err(AppendError::Refused(Refusal::NoForum)));
    }
}

pub async fn time_never_goes_back(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let time = journal.now();
    let at = |time| Draft { time, ..draft(journal, "x") };
    let head = write(journal, FORUM, Head::GENESIS, at(time)).await;
    let earlier = journal.append(FORUM, head, at(Time(time.0 - 7))).await;
    assert_eq!(earlier, Err(AppendError::Refused(Refusal::Backwards(7))));
    write(journal, FORUM, head, at(time)).await;
}

pub async fn appends_of_many_at_once_keep_their_order(store: &Store) {
    let journal = &*store.near.journal;
    make(&*store.near.registry, FORUM).await;
    let drafts: Vec<_> = (0..100).map(|number| draft(journal, &number.to_string())).collect();
    let mut head = Head::GENESIS;
    let appends = drafts.iter().map(|draft| {
        let append = journal.append(FORUM, head, draft.clone());
        head = head.then(&draft.body);
        append
    });
    for answer in futures_util::future::join_all(appends).await {
        assert!(matches!(answer, Ok(Appended::Written { .. })), "{answer:?}");
    }
    let entries = journal.read(FORUM, 0, 1_000).await.unwrap();
    let numbers: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    assert_eq!(bodies(&entries), numbers);
}

pub async fn one_of_many_at_the_same_revision_wins(store: &Store) {
    make(&*store.near.registry, FORUM).await;
    let appends = (0..20).map(|number| {
        let node = if number % 2 == 0 { &store.near } else { &store.other };
        let draft = draft(&*node.journal, &format!("entry {number}"));
        node.journal.append(FORUM, Head::GENESIS, draft)
    });
    let answers = futures_util::future::join_all(appends).await;
    let written = answers.iter().filter(|answer| matches!(answer, Ok(Appended::Written { .. }))).count();
    let conflicts = answers.iter().filter(|answer| matches!(answer, Ok(Appended::Conflict { .. }))).count();
    assert_eq!((written, conflicts), (1, 19), "{answers:?}");
}

use std::time::Duration;

use bytes::Bytes;
use majlis::domain::id::HallNo;
use majlis::journal::{Claim, Destination, ForumRecord, Granted, Hash, Head, JoinCode};

use crate::support::drafts::{FORUM, OTHER, make, with_words, write};
use crate::support::store::Store;

const MINUTE: Duration = Duration::from_secs(60);

fn code(number: u32) -> JoinCode {
    JoinCode::new(number).unwrap()
}

pub async fn a_slug_is_one_forums(store: &Store) {
    let registry = &*store.near.registry;
    let here = ForumRecord { id: FORUM, slug: "izwa".into() };
    let there = ForumRecord { id: OTHER, slug: "izwa".into() };
    assert_eq!(registry.create_forum(here.clone()).await, Ok(Claim::Won));
    assert_eq!(store.other.registry.create_forum(there).await, Ok(Claim::Taken(FORUM)));
    assert_eq!(registry.create_forum(here.clone()).await, Ok(Claim::Won));

    let earlier = ForumRecord { id: OTHER, slug: "an earlier one".into() };
    assert_eq!(registry.create_forum(earlier.clone()).await, Ok(Claim::Won));
    assert_eq!(store.other.registry.forums().await, Ok(vec![earlier, here]));
}

pub async fn a_code_leads_to_one_place(store: &Store) {
    let (near, other) = (&*store.near.registry, &*store.other.registry);
    make(near, FORUM).await;
    make(near, OTHER).await;
    let hall = Destination { forum: FORUM, hall: Some(HallNo(2)) };
    let whole = Destination { forum: FORUM, hall: None };
    let elsewhere = Destination { forum: OTHER, hall: None };

    let claims = [hall, elsewhere].map(|place| near.claim_code(code(7), place));
    let answers = futures_util::future::join_all(claims).await;
    assert_eq!(answers.iter().filter(|answer| **answer == Ok(Claim::Won)).count(), 1);
    near.release_code(code(7)).await.unwrap();
    assert_eq!(other.lookup(code(7)).await, Ok(None));

    assert_eq!(other.claim_code(code(999_999), hall).await, Ok(Claim::Won));
    assert_eq!(near.claim_code(code(999_999), hall).await, Ok(Claim::Won));
    assert_eq!(near.claim_code(code(999_999), elsewhere).await, Ok(Claim::Taken(hall)));
    assert_eq!(near.claim_code(code(0), whole).await, Ok(Claim::Won));
    assert_eq!(other.lookup(code(0)).await, Ok(Some(whole)));
    assert_eq!(near.codes(FORUM).await, Ok(vec![(code(0), whole), (code(999_999), hall)]));
}

pub async fn a_deleted_forum_leaves_nothing(store: &Store) {
    let (journal, registry) = (&*store.near.journal, &*store.near.registry);
    make(registry, FORUM).await;
    make(registry, OTHER).await;
    for (no, hall) in [(1, None), (3, Some(HallNo(1)))] {
        registry.claim_code(code(no), Destination { forum: FORUM, hall }).await.unwrap();
    }
    registry.claim_code(code(2), Destination { forum: OTHER, hall: None }).await.unwrap();
    write(journal, FORUM, Head::GENESIS, with_words(journal, "a", &[(1, "words")])).await;

    registry.delete_forum(FORUM).await.unwrap();
    registry.delete_forum(FORUM).await.unwrap();
    assert_eq!(journal.head(FORUM).await, Ok(None));
    assert_eq!(journal.read(FORUM, 0, 10).await, Ok(vec![]));
    assert_eq!(journal.words(FORUM).await, Ok(vec![]));
    assert_eq!(registry.codes(FORUM).await, Ok(vec![]));
    for no in [1, 3] {
        assert_eq!(registry.lookup(code(no)).await, Ok(None));
    }
    assert_eq!(registry.forums().await.unwrap().len(), 1);
    assert!(registry.lookup(code(2)).await.unwrap().is_some());
}

pub async fn a_screen_is_paired_by_what_it_shows(store: &Store) {
    let (screen, desk) = (&*store.near.registry, &*store.other.registry);
    let secret = Hash::of(&[b"the screen's secret"]);
    let link = Bytes::from_static(b"a link \0 for the screen");
    assert_eq!(desk.grant(code(5), link.clone()).await, Ok(Granted::NoScreen));
    assert_eq!(screen.offer(code(5), secret, MINUTE).await, Ok(true));
    assert_eq!(screen.collect(secret, MINUTE).await, Ok(None));
    assert_eq!(desk.grant(code(5), link.clone()).await, Ok(Granted::Left(secret)));
    assert_eq!(screen.collect(Hash::of(&[b"a guess"]), MINUTE).await, Ok(None));
    assert_eq!(screen.collect(secret, MINUTE).await, Ok(Some(link.clone())));
    assert_eq!(screen.collect(secret, MINUTE).await, Ok(Some(link)), "the first answer was lost");
}

pub async fn a_shown_code_is_one_screens(store: &Store) {
    let (near, other) = (&*store.near.registry, &*store.other.registry);
    let [first, second] = [Hash::of(&[b"first"]), Hash::of(&[b"second"])];
    assert_eq!(near.offer(code(5), first, MINUTE).await, Ok(true));
    assert_eq!(other.offer(code(5), second, MINUTE).await, Ok(false));
    assert_eq!(near.offer(code(6), first, MINUTE).await, Ok(true), "it shows another code now");
    assert_eq!(other.offer(code(5), second, MINUTE).await, Ok(true));
    near.grant(code(5), Bytes::from_static(b"second's")).await.unwrap();
    assert_eq!(near.collect(first, MINUTE).await, Ok(None));
}

pub async fn who_is_first_has_the_screen(store: &Store) {
    let (near, other) = (&*store.near.registry, &*store.other.registry);
    let secret = Hash::of(&[b"secret"]);
    let [first, second] = [Bytes::from_static(b"first \0"), Bytes::from_static(b"second")];
    near.offer(code(5), secret, MINUTE).await.unwrap();
    assert_eq!(near.grant(code(5), first.clone()).await, Ok(Granted::Left(secret)));
    assert_eq!(other.grant(code(5), second.clone()).await, Ok(Granted::Taken));
    assert_eq!(near.collect(secret, MINUTE).await, Ok(Some(first.clone())));
    assert_eq!(other.grant(code(5), second.clone()).await, Ok(Granted::Taken), "it was collected");

    near.take_back_grant(code(5), second.clone()).await.unwrap();
    assert_eq!(near.collect(secret, MINUTE).await, Ok(Some(first.clone())), "another's is not taken back");
    near.take_back_grant(code(5), first).await.unwrap();
    assert_eq!(near.collect(secret, MINUTE).await, Ok(None));
    assert_eq!(other.grant(code(5), second.clone()).await, Ok(Granted::Left(secret)));
    near.offer(code(5), secret, MINUTE).await.unwrap();
    assert_eq!(other.grant(code(5), second).await, Ok(Granted::Left(secret)), "the screen asked anew");
}

pub async fn an_offer_ends(store: &Store) {
    let registry = &*store.near.registry;
    let secret = Hash::of(&[b"secret"]);
    assert_eq!(registry.offer(code(5), secret, Duration::from_millis(1)).await, Ok(true));
    let granting = async {
        while registry.grant(code(5), Bytes::from_static(b"late")).await != Ok(Granted::NoScreen) {
            tokio::task::yield_now().await;
        }
    };
    crate::support::within::within(granting).await;
    assert_eq!(registry.collect(secret, MINUTE).await, Ok(None));
    let another = Hash::of(&[b"another"]);
    assert_eq!(registry.offer(code(5), another, MINUTE).await, Ok(true));
}

pub async fn what_was_collected_is_not_left_for_long(store: &Store) {
    let registry = &*store.near.registry;
    let (secret, other) = (Hash::of(&[b"secret"]), Hash::of(&[b"other"]));
    registry.offer(code(5), secret, MINUTE).await.unwrap();
    registry.offer(code(6), other, MINUTE).await.unwrap();
    for number in [5, 6] {
        registry.grant(code(number), Bytes::from_static(b"a token")).await.unwrap();
    }
    let collect = async |again| registry.collect(secret, again).await.unwrap();
    assert!(collect(Duration::from_millis(1)).await.is_some());
    let ending = async {
        while collect(MINUTE).await.is_some() {
            tokio::task::yield_now().await;
        }
    };
    crate::support::within::within(ending).await;
    registry.forget_offers().await.unwrap();
    assert_eq!(registry.grant(code(5), Bytes::new()).await, Ok(Granted::NoScreen));
    assert!(registry.collect(other, MINUTE).await.unwrap().is_some(), "another's is left");
}

pub async fn a_setting_is_set_once(store: &Store) {
    let (near, other) = (&*store.near.registry, &*store.other.registry);
    let [mine, yours] = [Bytes::from_static(b"mine"), Bytes::from_static(b"yours \0")];
    let answers = futures_util::future::join_all([
        near.set_setting("setup", None, mine.clone()),
        other.set_setting("setup", None, yours.clone()),
    ])
    .await;
    assert_eq!(answers.iter().filter(|answer| **answer == Ok(true)).count(), 1);
    let stands = near.setting("setup").await.unwrap();
    assert!(stands == Some(mine.clone()) || stands == Some(yours.clone()));

    assert_eq!(near.set_setting("setup", None, mine.clone()).await, Ok(false));
    assert_eq!(other.set_setting("setup", stands, yours.clone()).await, Ok(true));
    assert_eq!(near.setting("setup").await, Ok(Some(yours)));
    assert_eq!(near.setting("another").await, Ok(None));
    assert_eq!(near.set_setting("another", Some(mine.clone()), mine).await, Ok(false));
}

pub async fn what_a_node_tells_of_itself_is_told_to_all(store: &Store) {
    let (near, other) = (&*store.near.registry, &*store.other.registry);
    assert_eq!(near.told_of_nodes().await, Ok(Vec::new()));
    let about = Bytes::from_static(b"of a\nnode \0");
    near.tell_node("a", about.clone()).await.unwrap();
    near.tell_node("a", about.clone()).await.unwrap();
    assert_eq!(other.told_of_nodes().await, Ok(vec![("a".to_owned(), about.clone())]));
    near.forget_node("a").await.unwrap();
    near.forget_node("b").await.unwrap();
    near.tell_node("b", about.clone()).await.unwrap();
    assert_eq!(other.told_of_nodes().await, Ok(vec![("b".to_owned(), about)]), "the one before is gone");
}

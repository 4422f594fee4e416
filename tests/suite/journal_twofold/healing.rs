//! Redis comes back with less than it acknowledged.

use std::path::Path;

use bytes::Bytes;
use majlis::domain::id::{HallNo, WordsNo};
use majlis::journal::{
    AppendError, Appended, Claim, Destination, Draft, Entry, Head, JoinCode, Journal, JournalError, Refusal,
    Registry, chain,
};
use serde_json::json;

use super::{TwofoldNode, all_of, is_whole};
use crate::support::drafts::{
    FORUM, OTHER, bodies, draft, erasing, make, missed, with_words, write, write_all,
};
use crate::support::folder::{gone_from, lie_in};
use crate::support::node::Node;
use crate::support::redis::RedisServer;
use crate::support::within::{until, within};

/// Brings the two together, once Redis can be reached again.
async fn mend(node: &TwofoldNode) {
    let mending = async { while node.journal.mend(FORUM).await.is_err() {} };
    within(mending).await;
}

async fn node(server: &RedisServer, folder: &Path) -> TwofoldNode {
    TwofoldNode::start(server, folder).await
}

#[tokio::test]
async fn what_redis_lost_is_put_back_as_it_was() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let early = write_all(&node.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    server.keep_a_copy().await;
    let filed =
        write(&node.journal, FORUM, early, with_words(&node.journal, "c", &[(1, "one"), (2, "two")])).await;
    let last = write(&node.journal, FORUM, filed, erasing(&node.journal, "d", &[1])).await;
    let kept = all_of(&server.journal().await, FORUM).await;
    server.go_back();

    mend(&node).await;
    assert_eq!(all_of(&server.journal().await, FORUM).await, kept);
    assert_eq!(node.journal.astray(FORUM).await, Ok(None));
    // What follows may not be taken for what somebody has who saw more than anybody put back.
    let next = write(&node.journal, FORUM, last, draft(&node.journal, "e")).await;
    assert!(next.epoch > 1 && next.rev == 5, "{next:?}");
    is_whole(&node, &server).await;
}

#[tokio::test]
async fn an_append_heals_what_it_finds_lost_and_is_written() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    server.keep_a_copy().await;
    let head = write_all(&node.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    server.go_back();
    let appending = async {
        loop {
            if let Ok(Appended::Written { head, .. }) =
                node.journal.append(FORUM, head, draft(&node.journal, "c")).await
            {
                return head;
            }
        }
    };
    assert!(within(appending).await.epoch > 1);
    let (entries, _) = all_of(&server.journal().await, FORUM).await;
    assert_eq!(bodies(&entries), ["a", "b", "c"]);
    chain::verify(Head::GENESIS, &entries).unwrap();
}

#[tokio::test]
async fn a_redis_that_lost_everything_has_the_forum_its_name_and_its_codes_again() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let (code, place) = ("471231".parse().unwrap(), Destination { forum: FORUM, hall: Some(HallNo(1)) });
    assert_eq!(node.journal.claim_code(code, place).await, Ok(Claim::Won));
    assert_eq!(node.journal.set_setting("key", None, "value".into()).await, Ok(true));
    let last = write_all(&node.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    let (kept, forums) = (all_of(&*node.disk, FORUM).await, node.journal.forums().await);
    server.lose_everything();

    // Nobody may be told that there is no such forum.
    let looking = async {
        loop {
            match node.journal.head(FORUM).await {
                Ok(head) => return head,
                Err(JournalError::Unavailable(_)) => {}
                Err(why) => panic!("{why}"),
            }
        }
    };
    assert_eq!(within(looking).await, Some(last));
    assert_eq!(all_of(&server.journal().await, FORUM).await, kept);
    assert_eq!(node.journal.forums().await, forums);
    let there = within(async {
        loop {
            if let Ok(Some(place)) = node.journal.lookup(code).await {
                return place;
            }
        }
    });
    assert_eq!(there.await, place);
    assert_eq!(node.journal.setting("key").await, Ok(Some("value".into())));
}

#[tokio::test]
async fn nobody_goes_on_before_every_node_had_the_time_to_put_back_what_it_has() {
    let mut server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (more, less) = (node(&server, folders[0].path()).await, node(&server, folders[1].path()).await);
    make(&more.journal, FORUM).await;
    let early = write_all(&more.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    less.journal.mend(FORUM).await.unwrap();
    // The other one is deaf to this: it is not told, and does not look.
    let last = write_all(&more.journal, FORUM, early, &["b", "c"]).await;
    server.go_back();

    let own = draft(&less.journal, "instead");
    let appending = async {
        loop {
            if let Ok(answer) = less.journal.append(FORUM, early, own.clone()).await {
                return answer;
            }
        }
    };
    // Whoever has more comes when the other one was told to wait.
    let resuming = format!("HEXISTS majlis:{{{FORUM}}}:head resuming");
    let mending = async {
        until(async || server.ask(&resuming).await).await;
        mend(&more).await;
    };
    let (answer, ()) = Box::pin(within(async { tokio::join!(appending, mending) })).await;
    assert_eq!(missed(Ok(answer)).iter().map(Entry::head).max_by_key(|head| head.rev), Some(last));
    is_whole(&more, &server).await;
}

/// The first answer of this Redis to whoever appends after that head, past all that heals.
async fn told_to_wait(server: &RedisServer, after: Head) -> i64 {
    let journal = server.journal().await;
    let answer = journal.append(FORUM, after, draft(&journal, "too soon")).await;
    let Err(AppendError::Refused(Refusal::Resuming(millis))) = answer else { panic!("{answer:?}") };
    millis
}

#[tokio::test]
async fn another_process_of_redis_takes_nothing_new_for_two_seconds() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let before = node(&server, folder.path()).await;
    make(&before.journal, FORUM).await;
    let head = write_all(&before.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    end(before).await;
    server.go_back();
    assert_eq!(told_to_wait(&server, head).await, 2_000);
    // Half of it gone, another node asks, and has to wait for no more than the rest.
    let half = format!("HINCRBY majlis:{{{FORUM}}}:head since -1000");
    let _: i64 = server.ask(&half).await;
    let left = told_to_wait(&server, head).await;
    assert!((0..=1_000).contains(&left), "{left}");
    // Its clock was set back since, and nobody waits for it to be where it was.
    let later = format!("HINCRBY majlis:{{{FORUM}}}:head since 3600000");
    let _: i64 = server.ask(&later).await;
    assert_eq!(told_to_wait(&server, head).await, 2_000);
}

#[tokio::test]
async fn after_anything_was_put_back_comes_a_wait_and_the_next_epoch_also_in_a_redis_that_lost_all_or_never_ended()
 {
    for loses_all in [true, false] {
        let mut server = RedisServer::start();
        let folder = tempfile::tempdir().unwrap();
        let node = node(&server, folder.path()).await;
        make(&node.journal, FORUM).await;
        let early = write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
        let (head, entries) = (format!("majlis:{{{FORUM}}}:head"), format!("majlis:{{{FORUM}}}:entries"));
        for key in [&head, &entries] {
            let _: i64 = server.ask(&format!("COPY {key} {key}-as-it-was")).await;
        }
        let last = write_all(&node.journal, FORUM, early, &["b"]).await;
        if loses_all {
            server.lose_everything();
        } else {
            // The very process that wrote last stands where it stood before.
            for key in [&head, &entries] {
                let _: i64 = server.ask(&format!("COPY {key}-as-it-was {key} REPLACE")).await;
            }
        }
        mend(&node).await;
        let there = server.journal().await;
        assert_eq!(there.head(FORUM).await, Ok(Some(last)), "it was put back");
        let left = told_to_wait(&server, last).await;
        assert!((0..=2_000).contains(&left), "{left}");
        let next = write(&node.journal, FORUM, last, draft(&node.journal, "c")).await;
        assert!(next.epoch > 1 && next.rev == 3, "nobody takes it for what was there before: {next:?}");
        is_whole(&node, &server).await;
    }
}

/// Until nobody has anything to put back: where the forum stands by then, and whether it was not known before.
async fn settled(node: &TwofoldNode) -> (Head, bool) {
    let mut was_not = false;
    let settling = async {
        loop {
            match node.journal.settled(FORUM).await {
                Ok(head) => return head.unwrap(),
                Err(why) => was_not |= why.to_string().contains("puts back"),
            }
        }
    };
    let head = within(settling).await;
    (head, was_not)
}

#[tokio::test]
async fn nothing_is_refused_for_good_before_every_node_had_the_time_to_put_back_what_it_has() {
    let mut server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (more, less) = (node(&server, folders[0].path()).await, node(&server, folders[1].path()).await);
    make(&more.journal, FORUM).await;
    let early = write_all(&more.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    less.journal.mend(FORUM).await.unwrap();
    assert_eq!(settled(&less).await, (early, false), "it is that server's own");
    // The other one knows nothing of what follows, however late it looked after its copies.
    end(less).await;
    let last = write_all(&more.journal, FORUM, early, &["b", "c"]).await;
    end(more).await;
    server.go_back();
    let less = node(&server, folders[1].path()).await;
    let alone = settled(&less).await;
    assert_eq!(alone, (early, true), "nobody has anything to put back, and nobody waits for ever");
    let more = node(&server, folders[0].path()).await;
    mend(&more).await;
    assert_eq!(settled(&less).await.0, last);
}

#[tokio::test]
async fn no_code_and_no_forum_is_unknown_before_every_node_had_the_time_to_put_them_back() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    let code = "471231".parse().unwrap();
    assert_eq!(node.journal.lookup(code).await, Ok(None), "that Redis was there at the start");
    assert_eq!(node.journal.head(OTHER).await, Ok(None));
    server.lose_everything();
    let puts_back = |why: JournalError| why.to_string().contains("has begun anew");
    // What is asked over the connection that broke is not answered at all.
    let asking = async { while node.journal.lookup(code).await != Err(JournalError::MayCome) {} };
    within(asking).await;
    assert!(node.journal.head(OTHER).await.is_err_and(puts_back), "another node may have it");
    within(async { while node.journal.lookup(code).await != Ok(None) {} }).await;
    assert_eq!(node.journal.head(OTHER).await, Ok(None));
}

/// Redis goes back to its copy, and another node goes on from there.
async fn goes_on_without(server: &mut RedisServer, instead: &[&str]) -> Head {
    server.go_back();
    let other = server.journal().await;
    let head = other.head(FORUM).await.unwrap().unwrap();
    write_all(&other, FORUM, head, instead).await
}

#[tokio::test]
async fn where_another_node_went_on_what_was_acknowledged_here_is_astray_until_it_is_home() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let first = node(&server, folder.path()).await;
    make(&first.journal, FORUM).await;
    let early = write_all(&first.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    server.keep_a_copy().await;
    let lost = with_words(&first.journal, "lost", &[(1, "what-was-said ")]);
    let filed = write(&first.journal, FORUM, early, lost).await;
    write_all(&first.journal, FORUM, filed, &["lost too"]).await;
    let (kept, _) = all_of(&*first.disk, FORUM).await;
    first.journal.close().await;
    drop(first);
    let there = goes_on_without(&mut server, &["instead"]).await;
    assert!(there.epoch > 1 && there.rev == 3, "whoever saw the third one is not to take this for it");

    let node = node(&server, folder.path()).await;
    is_whole(&node, &server).await;
    let astray = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!((astray.base, &astray.entries[..]), (2, &kept[2..]));
    assert_eq!(
        node.journal.deadlines(node.journal.now()).await.unwrap().first().map(|due| due.0),
        Some(FORUM)
    );
    assert_eq!(node.journal.healthy().await, Ok(()));
    // Also after it was started again, and when half of it is home.
    node.journal.is_home(FORUM, kept[2].hash).await.unwrap();
    assert_eq!(node.journal.astray(FORUM).await, Ok(Some(astray)));
    assert!(lie_in(folder.path(), b"what-was-said"));
    node.journal.is_home(FORUM, kept[3].hash).await.unwrap();
    assert_eq!(node.journal.astray(FORUM).await, Ok(None));
    within(gone_from(folder.path(), b"what-was-said")).await;
    write(&node.journal, FORUM, there, draft(&node.journal, "next")).await;
    is_whole(&node, &server).await;
}

#[tokio::test]
async fn a_forum_without_an_entry_is_there_again_too() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    server.lose_everything();
    let looking = async { while node.journal.head(FORUM).await != Ok(Some(Head::GENESIS)) {} };
    within(looking).await;
}

#[tokio::test]
async fn a_redis_that_lost_some_keys_of_a_forum_and_not_others_is_told() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let first = node(&server, folder.path()).await;
    make(&first.journal, FORUM).await;
    write_all(&first.journal, FORUM, Head::GENESIS, &["a"]).await;
    end(first).await;
    write_all(
        &server.journal().await,
        FORUM,
        server.journal().await.head(FORUM).await.unwrap().unwrap(),
        &["b"],
    )
    .await;
    let _: i64 = server.ask(&format!("DEL majlis:{{{FORUM}}}:entries")).await;
    let node = node(&server, folder.path()).await;
    let told = within(node.journal.mend(FORUM)).await.unwrap_err().to_string();
    assert!(told.contains("some of its keys are missing"), "{told}");
}

/// Also of a forum that nobody writes to any more, and under entries that were written since: it is not the journal that is damaged.
#[tokio::test]
async fn entries_that_were_taken_out_of_redis_are_told_as_what_they_are_and_put_back_once_the_rest_is_gone_too()
 {
    for goes_on in [false, true] {
        let server = RedisServer::start();
        let folder = tempfile::tempdir().unwrap();
        let first = node(&server, folder.path()).await;
        make(&first.journal, FORUM).await;
        let head = write_all(&first.journal, FORUM, Head::GENESIS, &["a", "b"]).await;
        let _: i64 = server.ask(&format!("DEL majlis:{{{FORUM}}}:entries")).await;
        if goes_on {
            write_all(&first.journal, FORUM, head, &["c"]).await;
        } else {
            let told = within(first.journal.mend(FORUM)).await.unwrap_err().to_string();
            assert!(told.contains("delete the keys that are left"), "{told}");
        }
        let told = first.journal.read(FORUM, 0, 10).await.unwrap_err();
        assert!(matches!(told, JournalError::Unavailable(_)), "{told:?}");
        assert!(told.to_string().contains("delete those that are left"), "{told}");
        let _: i64 = server.ask(&format!("DEL majlis:{{{FORUM}}}:entries majlis:{{{FORUM}}}:head")).await;
        is_whole(&first, &server).await;
        let all = if goes_on { &["a", "b", "c"][..] } else { &["a", "b"] };
        assert_eq!(bodies(&all_of(&server.journal().await, FORUM).await.0), all);
    }
}

/// Another node gave the entry again that this one went on from, and Redis lost what this one wrote.
#[tokio::test]
async fn what_follows_on_an_entry_that_began_a_later_epoch_in_redis_is_brought_home() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    let again = draft(&node.journal, "again");
    let first = again.entry(&Head::GENESIS);
    let lost = draft(&node.journal, "lost").entry(&first.head());
    let redis = server.journal().await;
    let begins = Draft { begins_epoch: true, ..again };
    let later = write(&redis, FORUM, Head::GENESIS, begins).await;
    node.journal.archive(FORUM, &[first, lost.clone()], None);
    node.disk.healthy().await.unwrap();
    is_whole(&node, &server).await;
    assert_eq!(node.disk.head(FORUM).await, Ok(Some(later)));
    let astray = node.journal.astray(FORUM).await.unwrap().expect("what comes home");
    assert_eq!((astray.base, &astray.entries[..]), (1, &[lost][..]));
}

#[tokio::test]
async fn a_forum_that_cannot_be_put_back_keeps_no_other_from_it_and_is_told_to_be_there() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    for forum in [FORUM, OTHER] {
        make(&node.journal, forum).await;
        write_all(&node.journal, forum, Head::GENESIS, &["a"]).await;
    }
    let code: JoinCode = "004711".parse().unwrap();
    let place = Destination { forum: OTHER, hall: None };
    assert_eq!(node.journal.claim_code(code, place).await, Ok(Claim::Won));
    let before = node.journal.forums().await.unwrap();
    let _: i64 = server
        .ask(&format!("DEL majlis:{{{FORUM}}}:entries majlis:{{registry}}:slugs majlis:{{registry}}:codes"))
        .await;
    let mut forums = node.journal.forums().await.unwrap();
    forums.sort_by_key(|record| record.id);
    assert_eq!(forums, before);
    let known = server.journal().await;
    assert_eq!(known.forums().await.unwrap().iter().map(|record| record.id).collect::<Vec<_>>(), [OTHER]);
    assert_eq!(known.lookup(code).await, Ok(Some(place)));
}

/// A node that comes while Redis is empty finds neither, and draws its own.
#[tokio::test]
async fn what_was_set_before_redis_lost_it_counts_more_than_what_another_node_set_anew() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let before = node(&server, folder.path()).await;
    let [own, other] = ["own", "another"].map(|value| Bytes::from_static(value.as_bytes()));
    assert_eq!(before.journal.set_setting("keys", None, own.clone()).await, Ok(true));
    let _: i64 = server.ask("DEL majlis:{registry}:settings").await;
    assert_eq!(server.journal().await.set_setting("keys", None, other).await, Ok(true));
    assert_eq!(before.journal.setting("keys").await, Ok(Some(own.clone())));
    let folder = tempfile::tempdir().unwrap();
    let after = node(&server, folder.path()).await;
    assert_eq!(after.journal.setting("keys").await, Ok(Some(own)));
}

/// Ends a node as it should be ended.
async fn end(node: TwofoldNode) {
    node.journal.close().await;
}

#[tokio::test]
async fn what_is_astray_begins_where_redis_still_is_the_same_however_often_it_loses_something() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let before = node(&server, folder.path()).await;
    make(&before.journal, FORUM).await;
    let head = write_all(&before.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    let (copy, earlier) = (server.folder().join("dump.rdb"), server.folder().join("earlier.rdb"));
    std::fs::copy(&copy, &earlier).unwrap();
    let head = write_all(&before.journal, FORUM, head, &["b"]).await;
    server.keep_a_copy().await;
    write_all(&before.journal, FORUM, head, &["lost first"]).await;
    end(before).await;

    // Another one goes on after the second entry at first, and after the first one then.
    goes_on_without(&mut server, &["instead"]).await;
    let between = node(&server, folder.path()).await;
    is_whole(&between, &server).await;
    assert_eq!(bodies(&all_of(&*between.disk, FORUM).await.0), ["a", "b", "instead"]);
    end(between).await;
    std::fs::copy(&earlier, &copy).unwrap();
    goes_on_without(&mut server, &["once more"]).await;
    let node = node(&server, folder.path()).await;
    is_whole(&node, &server).await;

    let first = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!((first.base, bodies(&first.entries)), (1, vec!["b", "lost first"]));
    for entry in &first.entries {
        node.journal.is_home(FORUM, entry.hash).await.unwrap();
    }
    let second = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!((second.base, bodies(&second.entries)), (1, vec!["b", "instead"]));
}

#[tokio::test]
async fn what_a_crash_left_behind_is_never_thrown_away() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let first = node(&server, folder.path()).await;
    make(&first.journal, FORUM).await;
    let head = write_all(&first.journal, FORUM, Head::GENESIS, &["a"]).await;
    // The disk has taken an entry, and the node dies: perhaps it was acknowledged, and Redis lost it.
    write(&*first.disk, FORUM, head, with_words(&*first.disk, "perhaps", &[(1, "perhaps")])).await;
    first.journal.close().await;
    drop(first);

    let other = server.journal().await;
    write(&other, FORUM, head, with_words(&other, "b", &[(1, "one")])).await;
    let node = node(&server, folder.path()).await;
    is_whole(&node, &server).await;
    let astray = node.journal.astray(FORUM).await.unwrap().unwrap();
    assert_eq!((astray.base, bodies(&astray.entries)), (1, vec!["perhaps"]));
    assert_eq!(&*astray.entries[0].words[0].text, "perhaps");
}

#[tokio::test]
async fn what_a_crash_left_behind_is_put_where_nothing_is() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let first = node(&server, folder.path()).await;
    make(&first.journal, FORUM).await;
    let head = write_all(&first.journal, FORUM, Head::GENESIS, &["a"]).await;
    write(&*first.disk, FORUM, head, draft(&*first.disk, "perhaps")).await;
    first.journal.close().await;
    drop(first);
    let node = node(&server, folder.path()).await;
    is_whole(&node, &server).await;
    assert_eq!(bodies(&all_of(&server.journal().await, FORUM).await.0), ["a", "perhaps"]);
}

#[tokio::test]
async fn what_a_node_acknowledged_just_before_it_was_stopped_is_put_back() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = Node::over_redis(server.port(), folder.path()).await;
    node.found().await;
    server.keep_a_copy().await;
    let mut phone = node.phone().await;
    phone.done(json!({"do": "ask", "session": 1, "text": "سؤال"})).await;
    drop(phone);
    node.stop().await;
    let (kept, _) = all_of(&server.journal().await, FORUM).await;
    assert_eq!(kept.len(), 2, "the founding and the question");
    server.go_back();

    let node = TwofoldNode::start(&server, folder.path()).await;
    is_whole(&node, &server).await;
    assert_eq!(all_of(&server.journal().await, FORUM).await.0, kept);
}

#[tokio::test]
async fn words_that_were_erased_are_not_put_back() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    server.keep_a_copy().await;
    let words = with_words(&node.journal, "a", &[(1, "gone"), (2, "stays")]);
    let head = write(&node.journal, FORUM, Head::GENESIS, words).await;
    write(&node.journal, FORUM, head, erasing(&node.journal, "b", &[1])).await;
    server.go_back();
    mend(&node).await;
    let words = server.journal().await.words(FORUM).await.unwrap();
    assert_eq!(words.iter().map(|filed| filed.no).collect::<Vec<_>>(), [WordsNo(2)]);
}

#[tokio::test]
async fn a_forum_that_was_deleted_stays_so_though_redis_forgot_that_it_was() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    node.journal.delete_forum(FORUM).await.unwrap();
    server.go_back();
    let deleting = async { while node.journal.head(FORUM).await != Ok(None) {} };
    within(deleting).await;
    assert_eq!(server.journal().await.forums().await, Ok(vec![]));
}

/// As where the node that was asked to do it ended between two of its steps.
#[tokio::test]
async fn a_deletion_that_broke_off_is_finished_by_whichever_node_is_there() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    make(&node.journal, FORUM).await;
    write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    let _: u32 = server.ask(&format!("HSET majlis:{{{FORUM}}}:head gone 1")).await;
    node.journal.look_after().await.unwrap();
    assert_eq!(server.journal().await.forums().await, Ok(vec![]));
    assert_eq!(node.disk.head(FORUM).await, Ok(None));
    assert_eq!(server.ask::<Vec<String>>("KEYS *:entries").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_node_that_was_alone_brings_its_forums_along_when_redis_is_added() {
    let server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let alone = Node::in_folder(folder.path()).await;
    alone.found().await;
    let mut phone = alone.phone().await;
    phone.done(json!({"do": "ask", "session": 1, "text": "سؤال"})).await;
    drop(phone);
    alone.stop().await;

    let node = Node::over_redis(server.port(), folder.path()).await;
    let mut phone = node.phone().await;
    phone.until_view(5, |counts| counts["received"] == 1).await;
    phone.done(json!({"do": "ask", "session": 1, "text": "سؤال آخر"})).await;
    assert_eq!(all_of(&server.journal().await, FORUM).await.0.len(), 3);
}

/// A node that starts meanwhile and finds neither keys nor forums draws keys of its own.
#[tokio::test]
async fn the_settings_are_put_back_before_the_forums_are() {
    let mut server = RedisServer::start();
    let folder = tempfile::tempdir().unwrap();
    let node = node(&server, folder.path()).await;
    assert_eq!(node.journal.set_setting("key", None, "drawn once".into()).await, Ok(true));
    make(&node.journal, FORUM).await;
    write_all(&node.journal, FORUM, Head::GENESIS, &["a"]).await;
    // It came back empty, and of no forum anything can be put there.
    server.start_otherwise(&["--user", "default", "on", "nopass", "~*", "&*", "+@all", "-xadd"]);
    let there = async || server.ask::<Option<String>>("HGET majlis:{registry}:settings key").await;
    until(async || {
        // As each node looks each second.
        node.journal.heads(&[FORUM]).await;
        there().await.as_deref() == Some("drawn once")
    })
    .await;
    assert_eq!(server.ask::<Vec<String>>("KEYS *:slugs").await, Vec::<String>::new());
}

#[tokio::test]
async fn of_two_settings_the_one_that_was_set_later_stands_though_redis_came_back_with_the_older() {
    let mut server = RedisServer::start();
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let away = node(&server, folders[0].path()).await;
    assert_eq!(away.journal.set_setting("key", None, "leaked".into()).await, Ok(true));
    let there = node(&server, folders[1].path()).await;
    assert_eq!(there.journal.setting("key").await, Ok(Some("leaked".into())));
    server.keep_a_copy().await;
    assert_eq!(there.journal.set_setting("key", Some("leaked".into()), "new".into()).await, Ok(true));
    server.go_back();
    // Whoever did not hear of the change comes first.
    assert_eq!(setting(&away).await, "leaked");
    assert_eq!(setting(&there).await, "new", "and does not bring the old one back");
    assert_eq!(setting(&away).await, "new");
    server.lose_everything();
    assert_eq!(setting(&away).await, "new", "its disk has heard of it");
}

/// The setting "key", once Redis can be reached again.
async fn setting(node: &TwofoldNode) -> String {
    let asking = async {
        loop {
            if let Ok(Some(value)) = node.journal.setting("key").await {
                return String::from_utf8(value.to_vec()).unwrap();
            }
        }
    };
    within(asking).await
}

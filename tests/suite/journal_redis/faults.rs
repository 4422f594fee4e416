use std::time::Duration;

use majlis::backbone::Access;
use majlis::domain::time::Time;
use majlis::journal::redis::RedisJournal;
use majlis::journal::{
    AppendError, Appended, Claim, Destination, Draft, Head, Journal, JournalError, Refusal, Registry, Tail,
};

use crate::support::drafts::{
    FORUM, OTHER, after, bodies, draft, erasing, make, with_words, write, write_all,
};
use crate::support::faulty::{Faulty, Line};
use crate::support::redis::{PATIENT, RedisServer, journal_at, journal_by, url};
use crate::support::within::{BOUND, until, within};

/// Long enough for a machine that is busy, short enough to wait for.
const IMPATIENT: Duration = Duration::from_secs(1);

const DEAF: Line = Line { delay: Duration::ZERO, answers_lost: true, ahead: 0 };

#[tokio::test]
async fn an_append_that_was_written_but_not_answered_is_unknown_until_the_head_tells() {
    let server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    let journal = journal_at(line.port(), IMPATIENT).await;
    make(&journal, FORUM).await;
    let draft = draft(&journal, "mine");
    let mine = Head::GENESIS.then(&draft.body);

    line.behave(DEAF);
    let answer = journal.append(FORUM, Head::GENESIS, draft.clone()).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    let unheard = journal.head(FORUM).await;
    assert!(matches!(unheard, Err(JournalError::Unavailable(_))), "{unheard:?}");

    line.behave(Line::default());
    line.cut();
    assert_eq!(head_at_last(&journal).await, mine);
    let next = write_at_last(&journal, mine, draft).await;
    assert_eq!(next.rev, 2);
}

/// Appends once the connection is back, looking at the head whenever it is not known.
async fn write_at_last(journal: &RedisJournal, after: Head, draft: Draft) -> Head {
    let appending = async {
        loop {
            match journal.append(FORUM, after, draft.clone()).await {
                Ok(Appended::Written { head, .. }) => return head,
                Err(AppendError::Unknown(_)) => {}
                other => panic!("{other:?}"),
            }
            let head = head_at_last(journal).await;
            if head != after {
                return head;
            }
        }
    };
    within(appending).await
}

/// The head, once the connection is back.
async fn head_at_last(journal: &RedisJournal) -> Head {
    let asking = async {
        loop {
            if let Ok(head) = journal.head(FORUM).await {
                return head.unwrap();
            }
        }
    };
    within(asking).await
}

#[tokio::test]
async fn a_connection_cut_in_an_append_is_never_sent_twice() {
    let server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    let journal = journal_at(line.port(), Duration::from_secs(10)).await;
    make(&journal, FORUM).await;
    line.behave(DEAF);
    let witness = server.journal().await;
    let mut direct = witness.tail(FORUM).await.unwrap();
    let appending = journal.append(FORUM, Head::GENESIS, draft(&journal, "mine"));
    let cutting = async {
        within(direct.next()).await.unwrap();
        line.behave(Line::default());
        line.cut();
    };
    let (answer, ()) = within(async { tokio::join!(appending, cutting) }).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    head_at_last(&journal).await;
    assert_eq!(bodies(&journal.read(FORUM, 0, 10).await.unwrap()), ["mine"]);
}

#[tokio::test]
async fn without_redis_nothing_is_written_for_certain() {
    let mut server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let draft = draft(&journal, "x");
    server.stop();
    let refusing = async {
        // The connection under way may still break in this append; the next cannot be made.
        while let Err(AppendError::Unknown(_)) = journal.append(FORUM, Head::GENESIS, draft.clone()).await {}
        journal.append(FORUM, Head::GENESIS, draft.clone()).await
    };
    let answer = within(refusing).await;
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_)))), "{answer:?}");
    assert!(journal.healthy().await.is_err());
    assert!(journal.tail(FORUM).await.is_err());
}

#[tokio::test]
async fn a_redis_that_lost_everything_is_behind_and_the_node_comes_back_to_it() {
    let mut server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let head = write_all(&journal, FORUM, Head::GENESIS, &["a", "b"]).await;
    server.lose_everything();
    let appending = async {
        loop {
            match journal.append(FORUM, head, draft(&journal, "c")).await {
                Err(_) => {}
                answer => return answer,
            }
        }
    };
    assert_eq!(within(appending).await, Ok(Appended::Behind(Head::GENESIS)));
}

#[tokio::test]
async fn lost_publications_are_hinted_at() {
    let server = RedisServer::start();
    let (journal, other) = (server.journal().await, server.journal().await);
    make(&journal, FORUM).await;
    let mut tail = other.tail(FORUM).await.unwrap();

    let mut kill = redis::cmd("CLIENT");
    kill.arg("KILL").arg("TYPE").arg("pubsub");
    let killed: u32 = kill.query_async(&mut server.connection().await).await.unwrap();
    assert!(killed > 0);
    let first = write(&journal, FORUM, Head::GENESIS, draft(&journal, "unheard")).await;
    assert_eq!(within(tail.next()).await, Some(Tail::Hint));
    assert_eq!(bodies(&other.read(FORUM, 0, 10).await.unwrap()), ["unheard"]);

    write(&journal, FORUM, first, draft(&journal, "heard")).await;
    let Some(Tail::Entry(entry)) = within(tail.next()).await else { panic!("no entry") };
    assert_eq!(entry.rev, 2);
}

#[tokio::test]
async fn a_clock_that_is_ahead_is_refused() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let at = |time: Time| Draft { time, ..draft(&journal, "x") };
    let hour = journal.append(FORUM, Head::GENESIS, at(after(journal.now(), 3_600_000))).await;
    let Err(AppendError::Refused(Refusal::Ahead(by))) = hour else { panic!("{hour:?}") };
    assert!((3_500_000..=3_600_100).contains(&by), "{by}");
    write(&journal, FORUM, Head::GENESIS, at(after(journal.now(), 1_000))).await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_keeps_no_entry_out() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let first = write(&journal, FORUM, Head::GENESIS, draft(&journal, "a")).await;
    // As if an hour later, with the clock set back by an hour since.
    let later = after(journal.now(), 3_600_000);
    let mut set = redis::cmd("HSET");
    set.arg(format!("majlis:{{{FORUM}}}:head")).arg("time").arg(later.0);
    let _: i64 = set.query_async(&mut server.connection().await).await.unwrap();
    let at = |time: Time| Draft { time, ..draft(&journal, "b") };
    let ahead = journal.append(FORUM, first, at(after(later, 60_000))).await;
    assert_eq!(ahead, Err(Refusal::Ahead(60_000).into()));
    write(&journal, FORUM, first, at(later)).await;
}

#[tokio::test]
async fn the_clock_is_that_of_redis() {
    let server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    line.behave(AHEAD);
    let journal = journal_at(line.port(), PATIENT).await;
    is_ahead(&journal, &server).await;
}

/// Redis's clock is an hour ahead of this machine's.
const AHEAD: Line = Line { delay: Duration::ZERO, answers_lost: false, ahead: 3_600 };

async fn is_ahead(journal: &RedisJournal, server: &RedisServer) {
    let (seconds, _): (i64, i64) = server.ask("TIME").await;
    let by = journal.now().0 - seconds * 1_000;
    assert!((3_570_000..3_630_000).contains(&by), "{by}");
}

#[tokio::test]
async fn the_clock_of_redis_is_learned_from_whatever_it_answers_sooner_than_before() {
    for appends in [false, true] {
        let server = RedisServer::start();
        let line = Faulty::before(server.port()).await;
        // What was learned over a slow line gives way to what a quick one tells.
        line.behave(Line { delay: Duration::from_millis(100), ..Line::default() });
        let journal = journal_at(line.port(), PATIENT).await;
        make(&journal, FORUM).await;
        line.behave(AHEAD);
        if appends {
            write(&journal, FORUM, Head::GENESIS, draft(&journal, "a")).await;
        } else {
            journal.head(FORUM).await.unwrap();
        }
        is_ahead(&journal, &server).await;
    }
}

#[tokio::test]
async fn erased_words_are_in_no_key() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let words = [(1, "a secret"), (2, "stays")];
    let first = write(&journal, FORUM, Head::GENESIS, with_words(&journal, "a", &words)).await;
    write(&journal, FORUM, first, erasing(&journal, "b", &[1])).await;
    assert!(server.holds("stays").await && !server.holds("a secret").await);
}

#[tokio::test]
async fn a_redis_that_takes_no_writes_is_not_healthy() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    assert_eq!(journal.healthy().await, Ok(()));
    let mut connection = server.connection().await;
    let mut without_a_replica = redis::cmd("CONFIG");
    without_a_replica.arg("SET").arg("min-replicas-to-write").arg(1);
    let () = without_a_replica.query_async(&mut connection).await.unwrap();
    // What the last try came to stands for a second.
    let tells = async {
        loop {
            if let Err(why) = journal.healthy().await {
                return why;
            }
        }
    };
    let why = within(tells).await;
    assert!(matches!(why, JournalError::Unavailable(_)), "{why:?}");
}

/// `WAIT` holds up whatever comes after it over its connection.
#[tokio::test]
async fn whoever_asks_whether_replicas_are_there_holds_up_no_append() {
    let server = RedisServer::start();
    let journal = journal_by(&Access::to(server.url()), IMPATIENT, 1).await;
    make(&journal, FORUM).await;
    // On a busy machine the first answer may be that none came in time.
    let is_told = |why: JournalError| why.to_string().contains("on 0 of 1 replicas");
    within(async { while !journal.healthy().await.is_err_and(is_told) {} }).await;
    let waited = async || {
        let clients: String = server.ask("CLIENT LIST").await;
        let waits = clients.lines().filter(|client| client.contains(" cmd=wait "));
        waits.filter_map(|client| client.split(' ').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let probes = waited().await;
    assert_eq!(probes.len(), 1);
    let answer = within(journal.append(FORUM, Head::GENESIS, draft(&journal, "a"))).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    assert_eq!(waited().await.len(), 2, "an append goes over another connection than {probes:?}");
}

#[tokio::test]
async fn a_redis_that_comes_back_and_may_evict_is_given_nothing() {
    let mut server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let head = write_all(&journal, FORUM, Head::GENESIS, &["a"]).await;
    server.keep_a_copy().await;
    server.start_otherwise(&["--maxmemory-policy", "allkeys-lru"]);
    let refusing = async {
        loop {
            if let Err(JournalError::Unavailable(why)) = journal.healthy().await
                && why.contains("set maxmemory-policy to noeviction")
            {
                return;
            }
        }
    };
    within(refusing).await;
    let own = draft(&journal, "b");
    let refusing = async {
        // The connection under way may still break in this append; the next cannot be made.
        while let Err(AppendError::Unknown(_)) = journal.append(FORUM, head, own.clone()).await {}
        journal.append(FORUM, head, own.clone()).await
    };
    let answer = within(refusing).await;
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Unavailable(_)))), "{answer:?}");

    // The same process: nobody has to start anything again.
    let () = server.ask("CONFIG SET maxmemory-policy noeviction").await;
    let healing = async { while journal.healthy().await.is_err() {} };
    within(healing).await;
    write(&journal, FORUM, head, own).await;
}

#[tokio::test]
async fn an_append_waits_for_the_replicas_that_were_asked_for() {
    let server = RedisServer::start();
    let port = server.port().to_string();
    let _replica =
        RedisServer::start_with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
    replicated(&server).await;
    let access = Access::to(server.url());
    let one = journal_by(&access, PATIENT, 1).await;
    make(&one, FORUM).await;
    let head = write(&one, FORUM, Head::GENESIS, draft(&one, "a")).await;

    let two = journal_by(&access, IMPATIENT, 2).await;
    let answer = two.append(FORUM, head, draft(&two, "b")).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    // Whoever looks whether it was written is not told so either.
    let looked = two.head(FORUM).await;
    assert!(matches!(looked, Err(JournalError::Unavailable(_))), "{looked:?}");
    let _second =
        RedisServer::start_with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
    assert_eq!(head_at_last(&two).await.rev, 2);
}

/// Until the server's replica has joined.
async fn replicated(server: &RedisServer) {
    let mut connection = server.connection().await;
    connection.set_response_timeout(BOUND);
    let mut joined = redis::pipe();
    joined.set("joined", 1).ignore().cmd("WAIT").arg(1).arg(0);
    let (replicas,): (u32,) = joined.query_async(&mut connection).await.unwrap();
    assert_eq!(replicas, 1);
}

/// The history of the server is called otherwise from then on, as after a failover, and nobody can tell for certain which it was.
#[tokio::test]
async fn a_first_replica_has_a_forum_wait_as_after_a_failover_once_and_another_one_does_not() {
    let server = RedisServer::start();
    let port = server.port().to_string();
    let replica =
        || RedisServer::start_with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let head = write(&journal, FORUM, Head::GENESIS, draft(&journal, "a")).await;
    let _first = replica();
    replicated(&server).await;
    let waits = journal.append(FORUM, head, draft(&journal, "b")).await;
    let is_resuming = matches!(waits, Err(AppendError::Refused(Refusal::Resuming(1..=2_000))));
    assert!(is_resuming, "{waits:?}");
    let next = write(&journal, FORUM, head, draft(&journal, "b")).await;
    assert!(next.epoch > head.epoch && next.rev == 2, "{next:?}");

    let _second = replica();
    until(async || server.ask::<String>("INFO replication").await.contains("connected_slaves:2")).await;
    let answer = journal.append(FORUM, next, draft(&journal, "c")).await;
    assert!(matches!(answer, Ok(Appended::Written { head, .. }) if head.epoch == next.epoch), "{answer:?}");
    assert_eq!(bodies(&journal.read(FORUM, 0, 10).await.unwrap()), ["a", "b", "c"]);
}

/// `WAIT` counts the replicas that have what its own connection wrote: over another one it counts whatever comes.
#[tokio::test]
async fn an_append_is_not_acknowledged_over_a_connection_that_did_not_write_it() {
    let server = RedisServer::start();
    let port = server.port().to_string();
    let _replica =
        RedisServer::start_with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
    replicated(&server).await;
    let journal = journal_by(&Access::to(server.url()), PATIENT, 1).await;
    make(&journal, FORUM).await;
    make(&journal, OTHER).await;
    let mut heard = server.monitor().await;
    let appends = [FORUM, OTHER].map(|forum| write(&journal, forum, Head::GENESIS, draft(&journal, "a")));
    within(futures_util::future::join_all(appends)).await;
    let mut asked = Vec::new();
    while asked.len() < 4 {
        let command = within(heard.next_line()).await.unwrap().unwrap();
        if command.contains("\"EVALSHA\"") || command.contains("\"WAIT\"") {
            asked.push(command);
        }
    }
    // Sent as one, nothing comes between the two.
    let waits: Vec<bool> = asked.iter().map(|command| command.contains("\"WAIT\"")).collect();
    assert_eq!(waits, [false, true, false, true], "{asked:#?}");
}

#[tokio::test]
async fn an_append_of_which_the_wait_was_not_answered_is_unknown() {
    let server = RedisServer::start();
    let line = Faulty::before(server.port()).await;
    let journal = journal_by(&Access::to(url(line.port())), IMPATIENT, 1).await;
    make(&journal, FORUM).await;
    // No replica: the script is answered at once, what was waited for is not.
    let answer = journal.append(FORUM, Head::GENESIS, draft(&journal, "a")).await;
    assert!(matches!(answer, Err(AppendError::Unknown(_))), "{answer:?}");
    assert_eq!(bodies(&server.journal().await.read(FORUM, 0, 10).await.unwrap()), ["a"]);
}

#[tokio::test]
async fn a_server_that_does_not_know_the_scripts_is_sent_them_whole() {
    let server = RedisServer::start();
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    let head = write(&journal, FORUM, Head::GENESIS, draft(&journal, "a")).await;
    let mut connection = server.connection().await;
    redis::cmd("SCRIPT").arg("FLUSH").exec_async(&mut connection).await.unwrap();
    // As in a cluster of which a server is down: nothing can be loaded everywhere.
    let forbid = ["SETUSER", "default", "-script|load"];
    redis::cmd("ACL").arg(&forbid).exec_async(&mut connection).await.unwrap();
    write(&journal, FORUM, head, draft(&journal, "b")).await;
    assert_eq!(bodies(&journal.read(FORUM, 0, 10).await.unwrap()), ["a", "b"]);
}

/// While it takes in another's data it has forgotten everything, and answers all the same.
#[tokio::test]
async fn what_a_replica_says_is_not_believed() {
    let server = RedisServer::start();
    let other = RedisServer::start_with(&["--repl-diskless-sync-delay", "0"]);
    let journal = server.journal().await;
    make(&journal, FORUM).await;
    write(&journal, FORUM, Head::GENESIS, with_words(&journal, "a", &[(1, "كلمة")])).await;
    let (code, place) = ("471231".parse().unwrap(), Destination { forum: FORUM, hall: None });
    assert_eq!(journal.claim_code(code, place).await, Ok(Claim::Won));
    assert_eq!(journal.set_setting("key", None, "value".into()).await, Ok(true));
    let () = server.ask(&format!("REPLICAOF 127.0.0.1 {}", other.port())).await;
    until(async || server.ask::<String>("INFO replication").await.contains("master_link_status:up")).await;
    let kept: u32 = server.ask("DBSIZE").await;
    assert_eq!(kept, 0, "it has forgotten");
    let said = [
        ("head", journal.head(FORUM).await.err()),
        ("entries", journal.read(FORUM, 0, 10).await.err()),
        ("words", journal.words(FORUM).await.err()),
        ("snapshot", journal.snapshot(FORUM).await.err()),
        ("forums", journal.forums().await.err()),
        ("codes", journal.codes(FORUM).await.err()),
        ("code", journal.lookup(code).await.err()),
        ("setting", journal.setting("key").await.err()),
        ("grant", journal.grant(code, "grant".into()).await.err()),
    ];
    for (what, why) in said {
        assert!(matches!(why, Some(JournalError::Unavailable(_))), "{what}: {why:?}");
    }
}

use std::collections::HashMap;
use std::time::Duration;

use majlis::backbone::Backbone;
use majlis::config;
use majlis::domain::id::ForumId;
use majlis::journal::redis::RedisJournal;
use majlis::journal::{AppendError, Appended, Head, Journal, JournalError, Refusal, Registry, Tail};
use serde_json::json;

use crate::journal_contract;
use crate::support::cluster::Cluster;
use crate::support::drafts::{FORUM, draft, make, resumed, write};
use crate::support::node;
use crate::support::redis::{PATIENT, RedisServer, journal_by};
use crate::support::store::{Node, Store};
use crate::support::within::{until, within};

use super::writer::Writer;

/// Long enough for a busy machine, short enough for a server that is gone.
pub(super) const IMPATIENT: Duration = Duration::from_secs(2);

/// So many forums of each server.
pub(super) async fn forums(cluster: &Cluster, each: usize) -> Vec<Vec<ForumId>> {
    let mut found = vec![Vec::new(); cluster.servers.len()];
    let mut number = 1;
    while found.iter().any(|forums| forums.len() < each) {
        let forum = ForumId(number);
        let keeper = cluster.keeper_of(&format!("{{{forum}}}")).await;
        if found[keeper].len() < each {
            found[keeper].push(forum);
        }
        number += 1;
    }
    found
}

pub(super) async fn journal(cluster: &Cluster) -> RedisJournal {
    journal_by(&cluster.access(), IMPATIENT, 0).await
}

#[tokio::test]
async fn the_contract_of_a_journal_holds_on_a_cluster() {
    let cluster = Cluster::start().await;
    let emptied = async || {
        for server in &cluster.servers {
            let () = server.ask("FLUSHALL").await;
        }
        let access = cluster.access();
        let near = Node::of(std::sync::Arc::new(journal_by(&access, PATIENT, 0).await));
        let other = Node::of(std::sync::Arc::new(journal_by(&access, PATIENT, 0).await));
        Store::of_two(near, other)
    };
    journal_contract::all(emptied).await;
}

#[tokio::test]
async fn a_shard_that_is_down_keeps_no_other_forum_from_going_on() {
    let mut cluster = Cluster::start().await;
    let journal = journal(&cluster).await;
    let forums: Vec<ForumId> = forums(&cluster, 1).await.concat();
    for forum in &forums {
        make(&journal, *forum).await;
    }
    let registry = cluster.keeper_of("{registry}").await;
    let down = (registry + 1) % 3;
    cluster.servers[down].stop();
    for (shard, forum) in forums.iter().enumerate().filter(|(shard, _)| *shard != down) {
        let mut writer = Writer::new(&journal, *forum);
        writer.write(5).await;
        writer.all_is_there().await;
        assert_ne!(shard, down);
    }
    let heads = within(journal.heads(&forums)).await;
    for (shard, head) in heads.into_iter().enumerate() {
        match head {
            Err(JournalError::Unavailable(_)) => assert_eq!(shard, down),
            head => assert_eq!(head.unwrap().unwrap().rev, 5),
        }
    }
    assert_eq!(journal.forums().await.unwrap().len(), 3);
    assert_eq!(journal.healthy().await, Ok(()));
}

/// One command that names channels of several slots is refused as a whole: none of them would be heard.
#[tokio::test]
async fn every_channel_is_heard_again_after_its_server_was_lost() {
    let cluster = Cluster::start().await;
    let (near, other) = (journal(&cluster).await, journal(&cluster).await);
    let forums = forums(&cluster, 3).await.swap_remove(0);
    let mut tails = HashMap::new();
    for forum in &forums {
        make(&near, *forum).await;
        tails.insert(*forum, other.tail(*forum).await.unwrap());
    }
    let killed: u32 = cluster.servers[0].ask("CLIENT KILL TYPE pubsub").await;
    assert!(killed > 0);
    for forum in &forums {
        assert_eq!(within(tails.get_mut(forum).unwrap().next()).await, Some(Tail::Hint));
        write(&near, *forum, Head::GENESIS, draft(&near, "heard")).await;
        let Some(Tail::Entry(entry)) = within(tails.get_mut(forum).unwrap().next()).await else {
            panic!("no entry")
        };
        assert_eq!(entry.rev, 1);
    }
}

#[tokio::test]
async fn a_slot_that_moves_loses_nothing_and_is_heard_from_where_it_is() {
    let cluster = Cluster::start().await;
    let (near, other) = (journal(&cluster).await, journal(&cluster).await);
    let forum = forums(&cluster, 1).await[0][0];
    make(&near, forum).await;
    let mut tail = other.tail(forum).await.unwrap();
    let mut writer = Writer::new(&near, forum);
    writer.write(5).await;

    let slot = cluster.slot_of(&format!("{{{forum}}}")).await;
    tokio::join!(cluster.give(slot, 0, 2), writer.write(20));
    // Once it is subscribed to at its new place, with nothing to be missed in between.
    until(async || {
        let channels: Vec<String> = cluster.servers[2].ask("PUBSUB SHARDCHANNELS").await;
        !channels.is_empty()
    })
    .await;
    writer.write(1).await;
    let heard = async { while !matches!(tail.next().await, Some(Tail::Entry(entry)) if entry.rev == 26) {} };
    within(heard).await;
    writer.all_is_there().await;
}

/// Has a replica take its primary's place, which then replicates it.
async fn take_over(cluster: &Cluster, replica: &RedisServer, primary: &RedisServer) {
    let is = async |server: &RedisServer, role: &str| {
        server.ask::<String>("INFO replication").await.contains(role)
    };
    until(async || is(replica, "role:slave").await && is(replica, "master_link_status:up").await).await;
    cluster.know_as_replica(replica).await;
    let promoting = async {
        let promoted = async || is(replica, "role:master").await && is(primary, "role:slave").await;
        loop {
            let () = replica.ask("CLUSTER FAILOVER").await;
            // One that was not voted for gives up after five seconds, and is to be asked again.
            if tokio::time::timeout(GIVEN_UP, until(&promoted)).await.is_ok() {
                return;
            }
        }
    };
    within(promoting).await;
}

/// How long a replica tries at most to take its primary's place.
const GIVEN_UP: Duration = Duration::from_secs(6);

/// It may lack what the other one was given meanwhile, and the connections to it are as they were.
#[tokio::test]
async fn a_server_that_is_the_primary_again_is_taken_for_another_one() {
    let cluster = Cluster::start().await;
    let replica = cluster.replica_of(0).await;
    let journal = journal(&cluster).await;
    let forum = forums(&cluster, 1).await[0][0];
    make(&journal, forum).await;
    let head = write(&journal, forum, Head::GENESIS, draft(&journal, "a")).await;
    let first = &cluster.servers[0];
    for (next, before) in [(&replica, first), (first, &replica)] {
        take_over(&cluster, next, before).await;
        // As each node does each second: whoever is asked that is no primary any more says so.
        until(async || journal.heads(&[forum]).await[0] == Ok(Some(head))).await;
    }
    let mut own = draft(&journal, "b");
    let next = within(async {
        loop {
            match journal.append(forum, head, own.clone()).await {
                Ok(Appended::Written { head, .. }) => return head,
                Err(AppendError::Refused(Refusal::Resuming(millis))) => resumed(&mut own, millis).await,
                // Whoever is asked who keeps it may not have heard yet.
                Err(AppendError::Refused(_)) => {}
                other => panic!("{other:?}"),
            }
        }
    })
    .await;
    assert!(next.epoch > 1, "every node had the time to put back what it lacks: {next:?}");
}

/// So fast that nobody asked the server while it was none: no connection was lost, and none was told.
#[tokio::test]
async fn a_server_that_was_a_replica_for_a_moment_is_taken_for_another_one() {
    let cluster = Cluster::start().await;
    let replica = cluster.replica_of(0).await;
    let journal = journal(&cluster).await;
    let forums = forums(&cluster, 2).await.swap_remove(0);
    let (forum, first) = (forums[0], &cluster.servers[0]);
    for forum in &forums {
        make(&journal, *forum).await;
    }
    let head = write(&journal, forum, Head::GENESIS, draft(&journal, "a")).await;
    for (next, before) in [(&replica, first), (first, &replica)] {
        take_over(&cluster, next, before).await;
    }
    let again = journal.append(forum, head, draft(&journal, "b")).await;
    let is_resuming = matches!(again, Err(AppendError::Refused(Refusal::Resuming(_))));
    assert!(is_resuming, "every node has the time to put back what it lacks: {again:?}");
    let head = within(write(&journal, forum, head, draft(&journal, "b"))).await;
    assert!(head.epoch > 1 && head.rev == 2, "{head:?}");
}

/// As each node looks each second.
#[tokio::test]
async fn whoever_looks_at_a_server_that_was_a_replica_for_a_moment_hears_of_it() {
    let cluster = Cluster::start().await;
    let replica = cluster.replica_of(0).await;
    let backbone = Backbone::connect(&cluster.access(), IMPATIENT).await.unwrap();
    let (journal, mut arrivals) = (RedisJournal::connect(&backbone, 0).await.unwrap(), backbone.arrivals());
    let (forum, first) = (forums(&cluster, 1).await[0][0], &cluster.servers[0]);
    make(&journal, forum).await;
    assert_eq!(journal.heads(&[forum]).await[0], Ok(Some(Head::GENESIS)));
    for (next, before) in [(&replica, first), (first, &replica)] {
        take_over(&cluster, next, before).await;
    }
    arrivals.mark_unchanged();
    // Whoever asks while it is a replica, or is for a server that has not heard yet that it is none any more, hears that first.
    let answered = async || loop {
        if let Ok(head) = journal.heads(&[forum]).await.swap_remove(0) {
            return head;
        }
    };
    for _ in 0..3 {
        assert_eq!(within(answered()).await, Some(Head::GENESIS));
    }
    assert!(arrivals.has_changed().unwrap(), "it is entered anew");
}

#[tokio::test]
async fn a_node_is_ready_while_any_shard_is_there_and_says_which_are_away() {
    let (mut cluster, folder) = (Cluster::start().await, tempfile::tempdir().unwrap());
    let store = config::Store::Redis { redis: cluster.access(), folder: folder.path().into(), replicas: 0 };
    let node = node::Node::with(config::Settings::new(store)).await;
    node.found().await;
    let mut phone = node.phone().await;
    let own = cluster.keeper_of(&format!("{{{FORUM}}}")).await;
    let registry = cluster.keeper_of("{registry}").await;
    let away = if registry == own { (own + 1) % 3 } else { registry };
    cluster.servers[away].freeze();
    let frozen = format!("127.0.0.1:{}", cluster.servers[away].port());
    says(&node, 200, &frozen).await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    until(async || asked(&node, "/metrics").await.1.contains("majlis_redis_servers_away 1\n")).await;
    for server in (0..3).filter(|server| *server != away) {
        cluster.servers[server].stop();
    }
    says(&node, 503, "").await;
    cluster.servers[away].thaw();
}

/// Until the node says that of itself.
async fn says(node: &node::Node, status: u16, reason: &str) {
    until(async || {
        let (said, why) = asked(node, "/readyz").await;
        said == status && why.contains(reason)
    })
    .await;
}

async fn asked(node: &node::Node, path: &str) -> (u16, String) {
    let answer = within(reqwest::get(format!("http://{}{path}", node.address))).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// As for one that was there all along: the forums that others keep go on.
#[tokio::test]
async fn a_node_starts_while_the_server_that_keeps_the_registry_is_away() {
    let (mut cluster, folder) = (Cluster::start().await, tempfile::tempdir().unwrap());
    let store = config::Store::Redis { redis: cluster.access(), folder: folder.path().into(), replicas: 0 };
    let started = async || node::Node::with(config::Settings::new(store.clone())).await;
    let first = started().await;
    first.found().await;
    let token = first.join().await;
    first.stop().await;
    let registry = cluster.keeper_of("{registry}").await;
    assert_ne!(registry, cluster.keeper_of(&format!("{{{FORUM}}}")).await);
    cluster.servers[registry].stop();

    let again = started().await;
    let mut phone = again.phone_of(&token).await;
    phone.done(json!({ "do": "ask", "session": 1, "text": "سؤال" })).await;
    says(&again, 200, &format!("127.0.0.1:{}", cluster.servers[registry].port())).await;
}

/// Whoever wants it gone asks again, and it is to be found by then.
#[tokio::test]
async fn a_forum_of_which_the_deletion_broke_off_is_found_until_that_is_finished() {
    let cluster = Cluster::start().await;
    let journal = journal(&cluster).await;
    let registry = cluster.keeper_of("{registry}").await;
    let own = (registry + 1) % 3;
    let forum = forums(&cluster, 1).await[own][0];
    make(&journal, forum).await;
    let head = write(&journal, forum, Head::GENESIS, draft(&journal, "a")).await;
    for (away, stands) in [(own, Some(head)), (registry, None)] {
        cluster.servers[away].freeze();
        assert!(journal.delete_forum(forum).await.is_err());
        cluster.servers[away].thaw();
        until(async || journal.forums().await.is_ok_and(|all| all.len() == 1)).await;
        until(async || journal.head(forum).await == Ok(stands)).await;
    }
    until(async || journal.delete_forum(forum).await.is_ok()).await;
    assert_eq!(journal.forums().await, Ok(vec![]));
}

/// Its forums would be served by nobody, and nothing would change that by itself.
#[tokio::test]
async fn a_server_of_a_cluster_that_lets_nobody_in_is_named_at_the_start_and_not_passed_over() {
    let cluster = Cluster::start().await;
    let closed = &cluster.servers[1];
    let name = format!("127.0.0.1:{}: ", closed.port());
    let told = async || Backbone::connect(&cluster.access(), PATIENT).await.unwrap_err().to_string();
    let () = closed.ask("ACL SETUSER default -time").await;
    let why = told().await;
    assert!(why.contains(&name) && why.contains("users.acl"), "{why}");
    let () = closed.ask("CONFIG SET requirepass another-one").await;
    let why = told().await;
    assert!(why.contains(&name) && why.contains("--redis-password-file"), "{why}");
}

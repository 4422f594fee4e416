//! A primary with two replicas, and three sentinels that watch over them.

use std::collections::HashMap;

use majlis::backbone::Access;

use super::redis::RedisServer;
use super::within::until;

/// The servers; they end with this.
pub struct Watched {
    /// The primary at first, then its replicas.
    pub servers: Vec<RedisServer>,
    sentinels: Vec<RedisServer>,
}

impl Watched {
    /// As the files in `deploy/redis` have them, but in a hurry.
    pub async fn start() -> Self {
        let primary = RedisServer::deployed(&["--repl-ping-replica-period", "1"]);
        let port = primary.port().to_string();
        let replica =
            || RedisServer::deployed(&["--repl-ping-replica-period", "1", "--replicaof", "127.0.0.1", &port]);
        let servers = vec![primary, replica(), replica()];
        let file = in_a_hurry(&port);
        let sentinels: Vec<_> = (0..3).map(|_| RedisServer::sentinel(&file)).collect();
        let watched = Self { servers, sentinels };
        watched.know_each_other().await;
        watched
    }

    pub fn access(&self) -> Access {
        let sentinels: Vec<_> =
            self.sentinels.iter().map(|sentinel| format!("127.0.0.1:{}", sentinel.port())).collect();
        Access::to(format!("redis+sentinel://{}/majlis", sentinels.join(",")))
    }

    /// The primary as the first sentinel has it.
    pub async fn primary(&self) -> &RedisServer {
        let (_, port): (String, u16) = self.sentinels[0].ask("SENTINEL GET-MASTER-ADDR-BY-NAME majlis").await;
        self.servers.iter().find(|server| server.port() == port).unwrap()
    }

    /// Another one becomes the primary, as an operator wants it.
    pub async fn fail_over(&self) {
        let before = self.primary().await.port();
        let sentinel = self.sentinels[0].connection().await;
        let fail_over = redis::cmd("SENTINEL").arg("FAILOVER").arg("majlis").to_owned();
        until(async || {
            // One that has not heard from the replicas in the last moment finds none to promote, and is asked again.
            let _ = fail_over.exec_async(&mut sentinel.clone()).await;
            self.primary().await.port() != before
        })
        .await;
        self.is_left(before).await;
    }

    /// Until another one is the primary, with a replica.
    pub async fn is_left(&self, before: u16) {
        until(async || {
            let primary = self.primary().await;
            if primary.port() == before {
                return false;
            }
            let replication: String = primary.ask("INFO replication").await;
            replication.contains("role:master") && replication.contains("state=online")
        })
        .await;
    }

    /// Until both others follow the primary. One that is still copying may be promoted too, and has nothing yet.
    pub async fn both_follow(&self) {
        until(async || {
            let replication: String = self.primary().await.ask("INFO replication").await;
            replication.matches("state=online").count() == 2
        })
        .await;
    }

    async fn know_each_other(&self) {
        for sentinel in &self.sentinels {
            // Whoever leads a failover hears from replicas each second. For five times the ping period it takes what they
            // said for true, and passes over others; for four times the publish period the others wait before they take
            // a replica that became the primary for one that went astray. So neither may be much shorter than usual.
            let quick = "info-period 100 ping-period 400 ask-period 100 publish-period 500";
            let () = sentinel.ask(&format!("SENTINEL DEBUG {quick}")).await;
        }
        for sentinel in &self.sentinels {
            until(async || {
                let known: HashMap<String, String> = sentinel.ask("SENTINEL MASTER majlis").await;
                known["num-slaves"] == "2" && known["num-other-sentinels"] == "2"
            })
            .await;
        }
        until(async || {
            let replication: String = self.servers[0].ask("INFO replication").await;
            replication.matches("state=online").count() == 2
        })
        .await;
    }
}

/// The sentinels' file, for a primary on that port that is left soon.
fn in_a_hurry(port: &str) -> String {
    let file = include_str!("../../../deploy/redis/sentinel.conf");
    let usual = "sentinel monitor majlis 127.0.0.1 6379 2";
    assert!(file.contains(usual), "the file watches over a primary called majlis");
    let watched = file.replace(usual, &format!("sentinel monitor majlis 127.0.0.1 {port} 2"));
    format!(
        "{watched}\nsentinel down-after-milliseconds majlis 500\nsentinel failover-timeout majlis 3000\n\
         sentinel parallel-syncs majlis 2\n"
    )
}

//! A cluster of three primaries.

use majlis::backbone::Access;

use super::redis::{RedisServer, deployed, free_port, run};
use super::within::until;

/// The first slot of each, and the end.
const SLOTS: [u16; 4] = [0, 5_461, 10_923, 16_384];

/// The servers; they end with this.
pub struct Cluster {
    pub servers: Vec<RedisServer>,
}

impl Cluster {
    /// As the files in `deploy/redis` have it, but in a hurry.
    pub async fn start() -> Self {
        let cluster = Self { servers: (0..3).map(|_| server()).collect() };
        for (at, server) in cluster.servers.iter().enumerate() {
            let () = server.ask(&format!("CLUSTER ADDSLOTSRANGE {} {}", SLOTS[at], SLOTS[at + 1] - 1)).await;
            let () = server.ask(&format!("CLUSTER SET-CONFIG-EPOCH {}", at + 1)).await;
        }
        for other in &cluster.servers[1..] {
            let bus: (String, u16) = other.ask("CONFIG GET cluster-port").await;
            let () =
                cluster.servers[0].ask(&format!("CLUSTER MEET 127.0.0.1 {} {}", other.port(), bus.1)).await;
        }
        for server in &cluster.servers {
            until(async || {
                let info: String = server.ask("CLUSTER INFO").await;
                info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3")
            })
            .await;
        }
        cluster
    }

    /// Until each of the three knows that server as a replica: whoever is to be promoted is by those who do.
    pub async fn know_as_replica(&self, replica: &RedisServer) {
        let id: String = replica.ask("CLUSTER MYID").await;
        for server in self.servers.iter().filter(|server| server.port() != replica.port()) {
            until(async || {
                let nodes: String = server.ask("CLUSTER NODES").await;
                nodes.lines().any(|node| node.starts_with(&id) && node.contains("slave"))
            })
            .await;
        }
    }

    /// One more server, that replicates one of the three and has all that it has.
    pub async fn replica_of(&self, primary: usize) -> RedisServer {
        let (primary, replica) = (&self.servers[primary], server());
        let bus: (String, u16) = primary.ask("CONFIG GET cluster-port").await;
        let () = replica.ask(&format!("CLUSTER MEET 127.0.0.1 {} {}", primary.port(), bus.1)).await;
        let id: String = primary.ask("CLUSTER MYID").await;
        until(async || {
            let nodes: String = replica.ask("CLUSTER NODES").await;
            nodes.lines().count() > self.servers.len() && nodes.contains(&id)
        })
        .await;
        let () = replica.ask(&format!("CLUSTER REPLICATE {id}")).await;
        until(async || {
            let replication: String = replica.ask("INFO replication").await;
            replication.contains("master_link_status:up")
        })
        .await;
        replica
    }

    pub fn access(&self) -> Access {
        let servers: Vec<_> =
            self.servers.iter().map(|server| format!("127.0.0.1:{}", server.port())).collect();
        Access::to(format!("redis+cluster://{}", servers.join(",")))
    }

    /// Which of the servers keeps a key at first.
    pub async fn keeper_of(&self, key: &str) -> usize {
        let slot = self.slot_of(key).await;
        SLOTS.iter().rposition(|first| *first <= slot).unwrap()
    }

    pub async fn slot_of(&self, key: &str) -> u16 {
        self.servers[0].ask(&format!("CLUSTER KEYSLOT {key}")).await
    }

    /// Moves a slot with its keys to another server, as `redis-cli --cluster reshard` does.
    pub async fn give(&self, slot: u16, from: usize, to: usize) {
        self.begin_to_give(slot, from, to).await;
        self.give_keys(slot, from, to, "").await;
        self.have_given(slot, from, to).await;
    }

    /// Begins to move a slot: its keys are still where they were.
    pub async fn begin_to_give(&self, slot: u16, from: usize, to: usize) {
        let (source, target) = (&self.servers[from], &self.servers[to]);
        let (source_id, target_id): (String, String) =
            (source.ask("CLUSTER MYID").await, target.ask("CLUSTER MYID").await);
        let () = target.ask(&format!("CLUSTER SETSLOT {slot} IMPORTING {source_id}")).await;
        let () = source.ask(&format!("CLUSTER SETSLOT {slot} MIGRATING {target_id}")).await;
    }

    /// Moves those of its keys whose names end so.
    pub async fn give_keys(&self, slot: u16, from: usize, to: usize, end: &str) {
        let (source, target) = (&self.servers[from], &self.servers[to]);
        let keys: Vec<String> = source.ask(&format!("CLUSTER GETKEYSINSLOT {slot} 10000")).await;
        for key in keys.iter().filter(|key| key.ends_with(end)) {
            let () = source.ask(&format!("MIGRATE 127.0.0.1 {} {key} 0 5000", target.port())).await;
        }
    }

    /// Ends it, once all of them are there.
    pub async fn have_given(&self, slot: u16, from: usize, to: usize) {
        let target_id: String = self.servers[to].ask("CLUSTER MYID").await;
        for server in [to, from] {
            let () = self.servers[server].ask(&format!("CLUSTER SETSLOT {slot} NODE {target_id}")).await;
        }
    }
}

fn server() -> RedisServer {
    RedisServer::launch(|port, folder| {
        let [file, more] = ["redis.conf", "cluster.conf"].map(|file| deployed(file, folder));
        let (port, bus) = (port.to_string(), free_port().to_string());
        let options = [
            &file,
            "--include",
            &more,
            "--bind",
            "127.0.0.1",
            "--port",
            &port,
            "--cluster-port",
            &bus,
            "--cluster-node-timeout",
            "1000",
        ];
        run(&options, folder, "Ready to accept connections")
    })
}

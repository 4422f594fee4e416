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
        let (source, target) = (&self.servers[from], &self.servers[to]);
        let (source_id, target_id): (String, String) =
            (source.ask("CLUSTER MYID").await, target.ask("CLUSTER MYID").await);
        let () = target.ask(&format!("CLUSTER SETSLOT {slot} IMPORTING {source_id}")).await;
        let () = source.ask(&format!("CLUSTER SETSLOT {slot} MIGRATING {target_id}")).await;
        let keys: Vec<String> = source.ask(&format!("CLUSTER GETKEYSINSLOT {slot} 100")).await;
        for key in keys {
            let () = source.ask(&format!("MIGRATE 127.0.0.1 {} {key} 0 5000", target.port())).await;
        }
        for server in [target, source] {
            let () = server.ask(&format!("CLUSTER SETSLOT {slot} NODE {target_id}")).await;
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

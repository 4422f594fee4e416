//! Valkey, where a package has it: `script/valkey` brings it, and `make test` says where it lies.

use std::sync::Arc;

use crate::journal_contract;
use crate::support::redis::{PATIENT, RedisServer, deployed, journal_at, run_by};
use crate::support::store::{Node, Store};

/// The program, or nothing where it could not be had.
fn program() -> Option<String> {
    let told = std::env::var("MAJLIS_VALKEY_SERVER").ok().filter(|path| !path.is_empty());
    let unpacked = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/valkey/usr/bin/valkey-server");
    told.or_else(|| std::path::Path::new(unpacked).exists().then(|| unpacked.to_owned()))
}

#[tokio::test]
async fn the_contract_of_a_journal_holds_on_valkey() {
    let Some(program) = program() else {
        println!("skipped: there is no valkey-server here, and script/valkey could bring none");
        return;
    };
    let server = RedisServer::launch(|port, folder| {
        let (file, port) = (deployed("redis.conf", folder), port.to_string());
        let options = [&file, "--bind", "127.0.0.1", "--port", &port];
        run_by(&program, &options, folder, "Ready to accept connections")
    });
    let said: String = server.ask("INFO server").await;
    assert!(said.contains("server_name:valkey"), "{said}");
    let emptied = async || {
        let () = server.ask("FLUSHALL").await;
        let near = Node::of(Arc::new(journal_at(server.port(), PATIENT).await));
        let other = Node::of(Arc::new(journal_at(server.port(), PATIENT).await));
        Store::of_two(near, other)
    };
    journal_contract::all(emptied).await;
}

//! What a phone costs the node that said hello, was told everything and only listens.

use std::time::Duration;

use super::crowd;
use super::secured;
use super::server::Server;

/// The first ones bring in what the node needs whoever comes: code, pools, the views.
const FIRST: u32 = 100;
const COUNTS: [u32; 3] = [1_000, 5_000, 9_000];
pub const MEBIBYTE: f64 = 1_024.0 * 1_024.0;
/// The most that one may cost.
const MOST: f64 = 3.5 * 1_024.0;
/// How many streams, and the most that one may cost: what hyper holds for a connection comes on top, and they are few.
const STREAMS: [u32; 2] = [1_000, 3_000];
const MOST_STREAM: f64 = 32.0 * 1_024.0;

pub async fn measure() {
    println!("\nidle phones, each told everything after its hello; at most {MOST} bytes resident each");
    println!("{:>8} {:>16} {:>16} {:>12}", "phones", "resident, MiB", "bytes a phone", "of the most");
    let server = Server::start(Duration::ZERO).await;
    let _desk = crowd::opened(&server.doors).await;
    let mut phones = crowd::phones(&server.doors, FIRST).await;
    let before = quiet(&server).await;
    let mut there = FIRST;
    for count in COUNTS {
        phones.extend(crowd::phones(&server.doors, count - there).await);
        there = count;
        // A phone that says nothing for too long is given up.
        for phone in &mut phones {
            phone.settle().await;
        }
        let after = quiet(&server).await;
        let each = (after - before) / f64::from(count - FIRST);
        println!("{count:>8} {:>16.1} {each:>16.0} {:>12.2}", after / MEBIBYTE, each / MOST);
    }
    drop(phones);
    server.stop().await;
}

/// What a phone on an event stream costs, beside which nothing is said.
pub async fn measure_streams() {
    println!(
        "\nidle phones on event streams, each told everything after its hello; at most {MOST_STREAM} bytes resident each"
    );
    println!("{:>8} {:>16} {:>16} {:>12}", "phones", "resident, MiB", "bytes a phone", "of the most");
    let server = Server::start(Duration::ZERO).await;
    let _desk = crowd::opened(&server.doors).await;
    let mut phones = crowd::streamed(&server.doors, FIRST).await;
    let before = quiet(&server).await;
    let mut there = FIRST;
    for count in STREAMS {
        phones.extend(crowd::streamed(&server.doors, count - there).await);
        there = count;
        let after = quiet(&server).await;
        let each = (after - before) / f64::from(count - FIRST);
        println!("{count:>8} {:>16.1} {each:>16.0} {:>12.2}", after / MEBIBYTE, each / MOST_STREAM);
    }
    drop(phones);
    server.stop().await;
}

/// What a phone costs over TLS of the node's own, beside one without. No poll is open.
pub async fn measure_tls() {
    println!("\nidle phones without and with TLS, each told everything after its hello");
    println!("{:>8} {:>16} {:>16}", "phones", "bytes a phone", "over TLS");
    let (plain, secured) = (Server::start(Duration::ZERO).await, Server::start_secured().await);
    let mut there = (crowd::phones(&plain.doors, FIRST).await, secured::phones(&secured.doors, FIRST).await);
    let before = (quiet(&plain).await, quiet(&secured).await);
    for count in STREAMS {
        let more = count - u32::try_from(there.0.len()).expect("few");
        there.0.extend(crowd::phones(&plain.doors, more).await);
        there.1.extend(secured::phones(&secured.doors, more).await);
        let after = (quiet(&plain).await, quiet(&secured).await);
        let each = |before: f64, after: f64| (after - before) / f64::from(count - FIRST);
        println!("{count:>8} {:>16.0} {:>16.0}", each(before.0, after.0), each(before.1, after.1));
    }
    drop(there);
    plain.stop().await;
    secured.stop().await;
}

/// What is resident once the node does nothing more.
pub async fn quiet(server: &Server) -> f64 {
    let mut cpu = server.process.cpu();
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = server.process.cpu();
        if now - cpu < 0.02 {
            return server.process.resident();
        }
        cpu = now;
    }
}

//! One change on its way to every phone: when it is with each of them and with the last, and what a delivery costs.

use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::crowd;
use super::server::Server;
use super::spread::{HEAD, Spread};

const COUNTS: [u32; 2] = [1_000, 5_000];
const CHANGES: u32 = 20;
/// After so much quiet the next change is sent at once, and waits for no rhythm.
const QUIET: Duration = Duration::from_millis(400);

pub async fn measure() {
    println!("\na ballot on its way to every phone, {CHANGES} times");
    println!("{:>8} {:^29} {:^29} {:>12}", "", "to each", "to the last", "CPU us");
    println!("{:>8} {HEAD} {HEAD} {:>12}", "phones", "a delivery");
    for count in COUNTS {
        let Fan { each, last, cpu } = fan(count).await;
        println!("{count:>8} {} {} {:>12.2}", Spread::of(each), Spread::of(last), cpu * 1e6);
    }
}

/// What was measured.
struct Fan {
    /// From the ballot to each phone, all changes together.
    each: Vec<Duration>,
    /// From each ballot to the last phone.
    last: Vec<Duration>,
    /// Seconds of the node's CPU for one delivery.
    cpu: f64,
}

async fn fan(count: u32) -> Fan {
    let server = Server::start(Duration::ZERO).await;
    let _desk = crowd::opened(&server.doors).await;
    let (told, mut heard) = mpsc::unbounded_channel();
    let mut phones = crowd::phones(&server.doors, count + 1).await;
    let mut voter = phones.pop().expect("at least one");
    let mut listening = JoinSet::new();
    for phone in phones {
        listening.spawn(phone.look(told.clone()));
    }
    let mut fan = Fan { each: Vec::new(), last: Vec::new(), cpu: 0.0 };
    for change in 1..=CHANGES {
        tokio::time::sleep(QUIET).await;
        let (before, given) = (server.process.cpu(), Instant::now());
        let rev = voter.vote(change % 4, change.into()).await;
        let taken = everyone(&mut heard, count as usize, rev).await.into_iter().map(|at| at - given);
        let taken: Vec<Duration> = taken.collect();
        fan.cpu += server.process.cpu() - before;
        fan.last.extend(taken.iter().max());
        fan.each.extend(taken);
    }
    fan.cpu /= f64::from(count * CHANGES);
    listening.shutdown().await;
    server.stop().await;
    fan
}

/// When that revision came to each of so many phones.
async fn everyone(
    heard: &mut mpsc::UnboundedReceiver<(Instant, u64)>,
    count: usize,
    rev: u64,
) -> Vec<Instant> {
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let (at, came) = heard.recv().await.expect("phones listen");
        if came >= rev {
            all.push(at);
        }
    }
    all
}

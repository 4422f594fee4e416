//! A hall that comes back to a node that was killed and started again.

use std::time::{Duration, Instant};

use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::crowd;
use super::phone::Phone;
use super::returning::{Back, Comes, Lines, Returning, Told};
use super::server::Server;
use super::spread::{HEAD, Spread};

/// As many as the aim says; with less than a release build a tenth.
const PHONES: u32 = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
const AT_ONCE: usize = 32;
/// How often each is done.
const TIMES: u32 = 3;
/// Whoever is not back by then is left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(30);

/// A hall whose phones tell when they are back.
pub struct Hall {
    pub telling: mpsc::UnboundedReceiver<Told>,
    /// Its phones end with it.
    phones: JoinSet<()>,
}

impl Hall {
    /// So many phones that came in.
    pub async fn fill(server: &Server, phones: u32, comes: Comes, cuts: watch::Receiver<u8>) -> Self {
        let (told, telling) = mpsc::unbounded_channel();
        let lines = Lines { comes, cuts, told };
        let tokens = crowd::tokens(&server.doors, phones).await;
        let mut hall = Self { telling, phones: JoinSet::new() };
        for some in tokens.chunks(AT_ONCE) {
            for token in some {
                hall.phones.spawn(Returning::new(server.doors.listens, token.clone()).live(lines.clone()));
            }
            hall.back(u32::try_from(some.len()).expect("few")).await;
        }
        hall
    }

    /// Waits until so many are back; fewer, when the others are left behind.
    pub async fn back(&mut self, phones: u32) -> Vec<Back> {
        let mut back = Vec::new();
        let coming = async {
            while back.len() < phones as usize {
                if let Some(Told::Back(one)) = self.telling.recv().await {
                    back.push(one);
                }
            }
        };
        // Whoever is missing is counted.
        let _ = timeout(LEFT_BEHIND, coming).await;
        back
    }

    async fn away(&mut self, phones: u32) {
        let mut away = 0;
        while away < phones {
            away += u32::from(matches!(self.telling.recv().await, Some(Told::Away)));
        }
    }
}

pub async fn measure() {
    println!(
        "\n{PHONES} phones come back to a node that was killed (`kill -9`) and started again at once; a vote was acknowledged right before"
    );
    println!("{:<44} {HEAD} {:>10} {:>10}", "from, to", "ready ms", "missing");
    for _ in 0..TIMES {
        at_once().await;
    }
    for _ in 0..TIMES {
        by_schedule().await;
    }
}

/// All at one moment, once the node is ready.
async fn at_once() {
    let mut server = Server::start(Duration::ZERO).await;
    let (go, going) = watch::channel(0);
    let (_cut, cuts) = watch::channel(0);
    let mut hall = Hall::fill(&server, PHONES, Comes::Told(going), cuts).await;
    let rev = vote(&server).await;
    let killed = Instant::now();
    server.kill().await;
    hall.away(PHONES).await;
    let began = Instant::now();
    let ready = server.start_killed().await;
    let before = server.process.cpu();
    go.send_replace(1);
    let back = hall.back(PHONES).await;
    let cpu = server.process.cpu() - before;
    tell("at once: ready, right", ready, ready - began, &back, rev);
    tell("at once: each one's attempt, right", killed, ready - began, &since_tried(&back, killed), rev);
    println!("{:<44} {:>9.0}", "at once: the node's CPU for each, us", cpu * 1e6 / f64::from(PHONES));
    server.stop().await;
}

/// Each by the schedule of the pages.
async fn by_schedule() {
    let mut server = Server::start(Duration::ZERO).await;
    let (_cut, cuts) = watch::channel(0);
    let mut hall = Hall::fill(&server, PHONES, Comes::Scheduled, cuts).await;
    let rev = vote(&server).await;
    let killed = Instant::now();
    server.kill().await;
    let ready = server.start_killed().await;
    let back = hall.back(PHONES).await;
    tell("by the pages' schedule: killed, right", killed, ready - killed, &back, rev);
    server.stop().await;
}

/// The revision of a ballot that was acknowledged a moment ago.
async fn vote(server: &Server) -> u64 {
    let _desk = crowd::opened(&server.doors).await;
    let token = crowd::token(&server.doors).await;
    let mut phone = Phone::hello(server.doors.listens, &token, "participant").await;
    phone.vote(0, 1).await
}

/// The same as if each had tried at that moment.
fn since_tried(back: &[Back], from: Instant) -> Vec<Back> {
    back.iter().map(|one| Back { right: from + (one.right - one.tried), ..*one }).collect()
}

fn tell(what: &str, from: Instant, ready: Duration, back: &[Back], rev: u64) {
    let right: Vec<_> = back.iter().filter(|one| one.rev >= rev).collect();
    let spread = Spread::of(right.iter().map(|one| one.right.saturating_duration_since(from)));
    let missing = PHONES as usize - right.len();
    println!("{what:<44} {spread} {:>10} {missing:>10}", ready.as_millis());
}

//! A hall whose Wi-Fi loses one connection in twenty each second, while it votes.

use std::time::Duration;

use futures_util::future::join;
use tokio::sync::watch;
use tokio::time::{interval, sleep};

use super::burst::Hall;
use super::crowd;
use super::returning::{Back, Comes, Told};
use super::server::Server;
use super::spread::{HEAD, Spread};

const PHONES: u32 = 1_000;
const LASTS: u64 = 60;
/// Of a hundred connections so many are lost each second.
const LOST: u8 = 5;
/// Ballots a second, so that there is something to be told of.
const BALLOTS: u32 = 20;
/// Who give them, in turns, on lines that hold.
const VOTERS: u32 = 20;
/// What 99 of 100 stay below, from being back to being right.
const MOST_MS: u64 = 300;
/// How long the last of them may take to come back.
const COMES_WITHIN: Duration = Duration::from_secs(10);

pub async fn measure() {
    println!(
        "\nof {PHONES} phones {LOST} in 100 lose their connection each second, for {LASTS} s; 99 of 100 are to be right \
         within {MOST_MS} ms"
    );
    println!("{:<28} {:>9} {HEAD}", "from, to", "returns");
    let server = Server::start(Duration::ZERO).await;
    let _desk = crowd::opened(&server.doors).await;
    let (cut, cuts) = watch::channel(0);
    let mut hall = Hall::fill(&server, PHONES, Comes::Scheduled, cuts).await;
    let rev = join(lose(&cut), vote(&server)).await.1;
    let (back, away) = returns(&mut hall).await;
    let since =
        |moment: fn(&Back) -> std::time::Instant| Spread::of(back.iter().map(|one| one.right - moment(one)));
    println!("{:<28} {:>9} {}", "welcomed, right", back.len(), since(|one| one.welcomed));
    println!("{:<28} {:>9} {}", "attempt, right", back.len(), since(|one| one.tried));
    // Everyone once more: who does not come, or does not hold the last ballot, was not right.
    cut.send_replace(100);
    let last = hall.back(PHONES).await;
    let right = last.iter().filter(|one| one.rev >= rev).count();
    println!("away when it was over: {away}; right of {PHONES}: {right}");
    server.stop().await;
}

async fn lose(cut: &watch::Sender<u8>) {
    let mut seconds = interval(Duration::from_secs(1));
    for _ in 0..LASTS {
        seconds.tick().await;
        cut.send_replace(LOST);
    }
}

/// Ballots as long as connections are lost: the revision of the last one.
async fn vote(server: &Server) -> u64 {
    let mut voters = crowd::phones(&server.doors, VOTERS).await;
    let (mut ticks, mut rev) = (interval(Duration::from_secs(1) / BALLOTS), 0);
    for number in 1..=LASTS * u64::from(BALLOTS) {
        ticks.tick().await;
        let turn = number % u64::from(VOTERS);
        let voter = &mut voters[usize::try_from(turn).expect("few")];
        rev = voter.vote(u32::try_from(number % 4).expect("few"), number).await;
    }
    rev
}

/// Who came back, and how many are away though there was time.
async fn returns(hall: &mut Hall) -> (Vec<Back>, usize) {
    sleep(COMES_WITHIN).await;
    let (mut back, mut away) = (Vec::new(), 0_usize);
    while let Ok(told) = hall.telling.try_recv() {
        match told {
            Told::Away => away += 1,
            Told::Back(one) => {
                away -= 1;
                back.push(one);
            }
        }
    }
    (back, away)
}

//! A hall that votes at one moment: how soon every ballot is acknowledged, and how soon the wall shows it.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;

use super::crowd;
use super::phone::Phone;
use super::server::Server;
use super::spread::{HEAD, Spread};

const PHONES: u32 = 2_000;
/// How often the hall votes, each time as one; from the second time on ballots are changed.
const TIMES: u32 = 5;
/// A breath between two times.
const BREATH: Duration = Duration::from_millis(500);

/// A ballot that was acknowledged.
struct Cast {
    given: Instant,
    done: Instant,
    rev: u64,
}

/// When the wall showed which revision, as it went on.
type Seen = Vec<(Instant, u64)>;

pub async fn measure() {
    println!("\n{PHONES} phones on one node vote at one moment, {TIMES} times");
    println!("{:<20} {:>16} {HEAD}", "disk", "");
    for (disk, slower) in [("as it is", 0), ("10 ms more a commit", 10)] {
        let (times, seen) = hall(Duration::from_millis(slower)).await;
        let all = || times.iter().flatten();
        let answered = Spread::of(all().map(|cast| cast.done - cast.given));
        println!("{disk:<20} {:>16} {answered}", "vote to done");
        let shown =
            Spread::of(all().map(|cast| shown_at(cast.rev, &seen).saturating_duration_since(cast.done)));
        println!("{disk:<20} {:>16} {shown}", "done to the wall");
        println!("{disk:<20} {:>16} {:>9.0}", "ballots a second", rate(&times));
    }
}

/// The ballots of each time that the hall voted, and what the wall showed.
async fn hall(slower: Duration) -> (Vec<Vec<Cast>>, Seen) {
    let server = Server::start(slower).await;
    let _desk = crowd::opened(&server.doors).await;
    let mut phones = crowd::phones(&server.doors, PHONES).await;
    let mut wall = Phone::hello(server.doors.listens, &server.doors.wall, "screen").await;
    wall.settle().await;
    let (told, mut shown) = mpsc::unbounded_channel();
    let looking = tokio::spawn(wall.look(told));
    let (mut times, mut seen) = (Vec::new(), Seen::new());
    for time in 1..=TIMES {
        let voting =
            stream::iter(phones.iter_mut().zip(0_u32..)).map(|(phone, no)| cast(phone, no % 4, time.into()));
        let casts: Vec<Cast> = voting.buffer_unordered(PHONES as usize).collect().await;
        let last = casts.iter().map(|cast| cast.rev).max().unwrap_or(0);
        while seen.last().is_none_or(|(_, rev)| *rev < last) {
            seen.push(shown.recv().await.expect("somebody looks"));
        }
        times.push(casts);
        tokio::time::sleep(BREATH).await;
    }
    looking.abort();
    server.stop().await;
    (times, seen)
}

async fn cast(phone: &mut Phone, choice: u32, time: u64) -> Cast {
    let given = Instant::now();
    let rev = phone.vote(choice, time).await;
    Cast { given, done: Instant::now(), rev }
}

/// When the wall first showed that revision or a later one.
fn shown_at(rev: u64, seen: &Seen) -> Instant {
    seen[seen.partition_point(|(_, shown)| *shown < rev)].0
}

/// Acknowledged ballots a second, from the first that was given to the last answer, over all times.
fn rate(times: &[Vec<Cast>]) -> f64 {
    let lasted = |casts: &Vec<Cast>| {
        let (given, done) = casts
            .iter()
            .map(|cast| (cast.given, cast.done))
            .reduce(|(given, done), (one, other)| (given.min(one), done.max(other)))?;
        Some((done - given).as_secs_f64())
    };
    let seconds: f64 = times.iter().filter_map(lasted).sum();
    f64::from(PHONES * TIMES) / seconds
}

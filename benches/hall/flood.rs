//! One device that sends far too much, and what the others feel of it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;

use super::crowd;
use super::phone::Phone;
use super::server::Server;
use super::spread::{HEAD, Spread};

const PHONES: u32 = 200;
/// How long each part lasts, and how often a phone votes in it.
const LASTS: Duration = Duration::from_secs(15);
const EACH_VOTES: u32 = 15;
/// Commands a second that the device tries to send, in portions.
const FLOOD: u64 = 10_000;
const PORTION: Duration = Duration::from_millis(10);
/// Commands of a request, and connections over which requests are sent.
const OF_A_REQUEST: u64 = 8;
const CONNECTIONS: u64 = 25;
/// Both are allowed: a hundredth more at the 99th percentile is nothing that anybody feels.
const MOST_RATIO: f64 = 1.1;
const MOST_MORE: Duration = Duration::from_millis(5);

/// By what the flood comes.
#[derive(Debug, Clone, Copy)]
enum By {
    Nothing,
    Socket,
    Requests,
}

pub async fn measure() {
    println!(
        "\n{PHONES} phones vote once a second each while one device sends {FLOOD} commands a second; at most {MOST_RATIO} times \
         the p99 without it, or {} ms more",
        MOST_MORE.as_millis()
    );
    println!("{:<14} {HEAD} {:>10} {:>12}", "flood by", "of p99", "sent a s");
    let server = Server::start(Duration::ZERO).await;
    let _desk = crowd::opened(&server.doors).await;
    let mut phones = crowd::phones(&server.doors, PHONES).await;
    let mut quiet = None;
    // Each beside one without, so that what else the machine does is in both.
    for (turn, by) in [By::Nothing, By::Socket, By::Nothing, By::Requests].into_iter().enumerate() {
        let token = crowd::token(&server.doors).await;
        let (stop, sent) = (CancellationToken::new(), Arc::new(AtomicU64::new(0)));
        let flood = tokio::spawn(flood(by, server.doors.listens, token, Arc::clone(&sent), stop.clone()));
        let times = votes(&mut phones, turn as u64).await;
        stop.cancel();
        flood.await.expect("it ends");
        let (spread, rate) = (Spread::of(times), sent.load(Ordering::Relaxed) / LASTS.as_secs());
        let ratio = quiet.map_or(1.0, |before: f64| spread.at(99) / before);
        println!("{:<14} {spread} {ratio:>10.2} {rate:>12}", format!("{by:?}"));
        if matches!(by, By::Nothing) {
            quiet = Some(spread.at(99));
        }
    }
    server.stop().await;
}

/// How long each ballot took to be acknowledged.
async fn votes(phones: &mut [Phone], turn: u64) -> Vec<Duration> {
    let each = phones.iter_mut().map(|phone| async move {
        sleep(Duration::from_millis(fastrand::u64(..1_000))).await;
        let mut seconds = interval(LASTS / EACH_VOTES);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut times = Vec::new();
        for vote in 0..EACH_VOTES {
            seconds.tick().await;
            let given = Instant::now();
            phone.vote(vote % 4, turn * 1_000 + u64::from(vote) + 1).await;
            times.push(given.elapsed());
        }
        times
    });
    futures_util::future::join_all(each).await.concat()
}

async fn flood(by: By, server: SocketAddr, token: String, sent: Arc<AtomicU64>, stop: CancellationToken) {
    let flooding = async {
        match by {
            By::Nothing => std::future::pending().await,
            By::Socket => by_socket(server, &token, &sent).await,
            By::Requests => {
                let each = (0..CONNECTIONS).map(|_| by_requests(server, &token, &sent));
                futures_util::future::join_all(each).await;
            }
        }
    };
    stop.run_until_cancelled(flooding).await;
}

fn command() -> Value {
    let ask = json!({ "do": "support", "question": 1, "on": true, "seq": fastrand::u32(..) });
    json!({ "t": "do", "id": format!("{:016x}", fastrand::u64(..)), "command": ask })
}

fn hello(token: &str) -> Value {
    json!({ "t": "hello", "token": token, "view": "participant", "session": 1 })
}

/// One socket after the other, each until it is closed.
async fn by_socket(server: SocketAddr, token: &str, sent: &AtomicU64) {
    let portion: Vec<u8> = (0..FLOOD / 100)
        .flat_map(|_| super::malformed::frame(0x81, command().to_string().as_bytes()))
        .collect();
    let mut ticks = interval(PORTION);
    loop {
        let line = Phone::line(server, &hello(token)).await;
        let mut rest = &portion[..];
        while take(&line, &mut rest, &portion, FLOOD / 100, sent) {
            ticks.tick().await;
        }
        ticks.tick().await;
    }
}

/// Requests on one connection, the next before the one before it is answered.
async fn by_requests(server: SocketAddr, token: &str, sent: &AtomicU64) {
    let frames: Vec<Value> =
        std::iter::once(hello(token)).chain((0..OF_A_REQUEST).map(|_| command())).collect();
    let body = Value::from(frames).to_string();
    let request = format!(
        "POST /v1/do HTTP/1.1\r\nhost: {server}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    // So many connections together send what is wanted.
    let mut ticks =
        interval(Duration::from_secs(1) * u32::try_from(CONNECTIONS * OF_A_REQUEST).expect("few") / 10_000);
    loop {
        let Ok(line) = TcpStream::connect(server).await else { continue };
        let mut rest = request.as_bytes();
        while take(&line, &mut rest, request.as_bytes(), OF_A_REQUEST, sent) {
            ticks.tick().await;
        }
    }
}

/// Writes a portion, or as much of it as the line takes now, and throws away what came. False once it is closed.
fn take<'a>(line: &TcpStream, rest: &mut &'a [u8], portion: &'a [u8], of: u64, sent: &AtomicU64) -> bool {
    let mut answers = [0; 16 * 1024];
    loop {
        match line.try_read(&mut answers) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(why) if why.kind() == std::io::ErrorKind::WouldBlock => break,
            Err(_) => return false,
        }
    }
    match line.try_write(rest) {
        Ok(written) => *rest = &rest[written..],
        Err(why) if why.kind() == std::io::ErrorKind::WouldBlock => {}
        Err(_) => return false,
    }
    if rest.is_empty() {
        sent.fetch_add(of, Ordering::Relaxed);
        *rest = portion;
    }
    true
}

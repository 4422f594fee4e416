//! What the kernel tells of a connection on this machine (`/proc/net/tcp`).

use std::net::SocketAddr;
use std::time::Duration;

/// One side of a connection.
pub struct Side {
    /// Bytes that were sent and not taken in by the other side, or are still to be sent.
    pub sent: usize,
    /// Bytes that came and were not read.
    pub unread: usize,
    /// In how long the other side is asked whether it is there, where nothing is on its way.
    pub asks_in: Option<Duration>,
}

/// How many of the kernel's ticks a second has, as it tells them.
const TICKS: u64 = 100;
/// The timer of a connection on which nothing is on its way and that is looked after all the same.
const KEEPALIVE: &str = "02";

/// What stands on `here`'s side of its connection with `there`.
pub fn side(here: SocketAddr, there: SocketAddr) -> Side {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let port = |address: &str| u16::from_str_radix(address.rsplit(':').next().unwrap_or_default(), 16);
    let ends = (Ok(here.port()), Ok(there.port()));
    let mut lines = table.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let line = lines.find(|line| (port(line[1]), port(line[2])) == ends).expect("the connection is there");
    let (sent, unread) = line[4].split_once(':').unwrap();
    let [sent, unread] = [sent, unread].map(|bytes| usize::from_str_radix(bytes, 16).unwrap());
    let (timer, ticks) = line[5].split_once(':').unwrap();
    let ticks = u64::from_str_radix(ticks, 16).unwrap();
    let asks_in = (timer == KEEPALIVE).then(|| Duration::from_millis(ticks * 1_000 / TICKS));
    Side { sent, unread, asks_in }
}

//! Telling the disk and the clock of a node in another process how to behave: a line of JSON over a Unix socket.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::support::disk::{Disk, Loses, Op};

/// What a disk is told.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Its files may grow by so many bytes.
    FullAfter(u64),
    ReadOnly,
    /// No sync succeeds from the n-th on.
    NoSync(u64),
    /// Any operation fails from the n-th on, so many times.
    Fail(u64, u64),
    /// Each sync takes so many milliseconds longer.
    Slow(u64),
    /// Cuts the power, by this seed.
    Cut(u64),
    /// The same, and all is lost that was not synced.
    CutAndLoseAll,
    /// It says of every sync that it is done, and does nothing.
    Lie,
    /// It is well again.
    Mend,
    /// The clock of its machine is ahead by so many milliseconds, or behind.
    Clock(i64),
}

/// Takes orders for a disk and a clock from now on, on a thread of its own.
pub fn take(socket: &Path, disk: Disk, set_clock: fn(i64)) -> io::Result<()> {
    let listener = UnixListener::bind(socket)?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whoever hangs up in the middle gave no order.
            let _ = obey(&disk, set_clock, stream);
        }
    });
    Ok(())
}

fn obey(disk: &Disk, set_clock: fn(i64), mut stream: UnixStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(stream.try_clone()?).read_line(&mut line)?;
    match serde_json::from_str(&line)? {
        Order::FullAfter(bytes) => disk.full_after(bytes),
        Order::ReadOnly => disk.read_only(true),
        Order::NoSync(nth) => disk.fail(Some(Op::Sync), nth, u64::MAX),
        Order::Fail(nth, times) => disk.fail(None, nth, times),
        Order::Slow(millis) => disk.slow(Duration::ZERO, Duration::from_millis(millis)),
        Order::Cut(seed) => disk.cut(Loses::Any, seed),
        Order::CutAndLoseAll => disk.cut(Loses::All, 0),
        Order::Lie => disk.lies(true),
        Order::Clock(ahead) => set_clock(ahead),
        Order::Mend => {
            disk.mend();
            disk.has_room();
            disk.read_only(false);
            disk.slow(Duration::ZERO, Duration::ZERO);
        }
    }
    writeln!(stream, "done")
}

/// Gives an order to the disk of another process, and waits until it is obeyed.
pub fn give(socket: &Path, order: Order) -> io::Result<()> {
    let mut stream = UnixStream::connect(socket)?;
    writeln!(stream, "{}", serde_json::to_string(&order)?)?;
    let mut done = String::new();
    BufReader::new(stream).read_line(&mut done)?;
    if done.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

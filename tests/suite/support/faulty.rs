//! A TCP proxy that is slow, deaf or cuts the line, as told.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

/// How the line behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    /// Added to every byte in each direction.
    pub delay: Duration,
    /// What the server answers is lost; what it is asked arrives.
    pub answers_lost: bool,
    /// The clock that Redis tells is ahead by so many seconds: in its answers to `TIME`, and in those to appends.
    pub ahead: u32,
}

/// The proxy in front of a port of this machine; it ends with this.
pub struct Faulty {
    port: u16,
    line: watch::Sender<Line>,
    /// Told whenever connections are cut: the chance of each, in percent.
    cuts: watch::Sender<u8>,
    accepting: tokio::task::JoinHandle<()>,
}

impl Faulty {
    pub async fn before(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own_port = listener.local_addr().unwrap().port();
        let (line, lines) = watch::channel(Line::default());
        let (cuts, cut) = watch::channel(0);
        let accepting = tokio::spawn(accept(listener, port, lines, cut));
        Self { port: own_port, line, cuts, accepting }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn behave(&self, line: Line) {
        self.line.send_replace(line);
    }

    /// Cuts every connection that is open now.
    pub fn cut(&self) {
        self.lose(100);
    }

    /// Cuts each connection that is open now with this chance, in percent.
    pub fn lose(&self, percent: u8) {
        self.cuts.send_replace(percent);
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.accepting.abort();
        self.cut();
    }
}

async fn accept(listener: TcpListener, to: u16, line: watch::Receiver<Line>, cut: watch::Receiver<u8>) {
    loop {
        let Ok((near, _)) = listener.accept().await else { return };
        let (line, mut cut) = (line.clone(), cut.clone());
        cut.mark_unchanged();
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(("127.0.0.1", to)).await else { return };
            near.set_nodelay(true).unwrap();
            far.set_nodelay(true).unwrap();
            let (near_in, near_out) = near.into_split();
            let (far_in, far_out) = far.into_split();
            tokio::select! {
                () = carry(near_in, far_out, line.clone(), |_, _| true) => {}
                () = carry(far_in, near_out, line, answers) => {}
                () = is_cut(cut) => {}
            }
        });
    }
}

/// Until a cut hits this connection.
async fn is_cut(mut cut: watch::Receiver<u8>) {
    while cut.changed().await.is_ok() {
        if fastrand::u8(0..100) < *cut.borrow_and_update() {
            return;
        }
    }
}

/// What becomes of answers; whether they arrive.
fn answers(line: &Line, bytes: &mut [u8]) -> bool {
    if line.ahead > 0 {
        set_ahead(bytes, b"*2\r\n$10\r\n", 10, line.ahead.into());
        set_ahead(bytes, b"written\r\n:", 13, u64::from(line.ahead) * 1_000);
    }
    !line.answers_lost
}

/// Adds to each number of so many digits that stands behind those bytes.
fn set_ahead(bytes: &mut [u8], behind: &[u8], digits: usize, by: u64) {
    let ends =
        (behind.len()..=bytes.len().saturating_sub(digits)).filter(|at| bytes[..*at].ends_with(behind));
    for at in ends.collect::<Vec<_>>() {
        let number =
            std::str::from_utf8(&bytes[at..at + digits]).ok().and_then(|text| text.parse::<u64>().ok());
        if let Some(number) = number {
            bytes[at..at + digits].copy_from_slice((number + by).to_string().as_bytes());
        }
    }
}

/// Carries bytes one way: each as late as the line is, without holding up those behind it.
async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    line: watch::Receiver<Line>,
    arrive: fn(&Line, &mut [u8]) -> bool,
) {
    let (sender, mut under_way) = mpsc::unbounded_channel::<(Instant, Arc<[u8]>)>();
    let reading = async {
        let mut buffer = vec![0; 64 << 10];
        while let Ok(count @ 1..) = from.read(&mut buffer).await {
            let line = *line.borrow();
            let arrives = arrive(&line, &mut buffer[..count]);
            if arrives && sender.send((Instant::now() + line.delay, buffer[..count].into())).is_err() {
                break;
            }
        }
    };
    let writing = async {
        while let Some((due, bytes)) = under_way.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                break;
            }
        }
    };
    tokio::select! {
        () = reading => {}
        () = writing => {}
    }
}

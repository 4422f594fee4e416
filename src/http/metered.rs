//! A stream that is read no faster than a client has something to say.
//!
//! Frames are counted where they are heard. Pings before the hello and fragments that hold nothing are none, and sent at the
//! speed of the network they would keep a core busy: so bytes are counted below them all.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// 64 KiB a second: ten times what a desk sends that works with both hands.
const A_BYTE: Duration = Duration::from_nanos(1_000_000_000 / (64 * 1024));
/// So much time's bytes at once: 256 KiB, sixteen of the longest frames.
const AHEAD: Duration = Duration::from_secs(4);

/// The stream, and what is read of it.
#[derive(Debug)]
pub struct Metered<S> {
    stream: S,
    reading: Reading,
    /// Boxed: most are never needed.
    pause: Option<Pin<Box<Sleep>>>,
}

/// How much may be read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// What was read is paid for until then.
    PaidUntil(Instant),
    /// So many bytes more, at whatever speed.
    UpTo(usize),
    /// Whatever comes: something else bounds it.
    Free,
}

impl<S> Metered<S> {
    /// Nothing was read yet.
    pub fn new(stream: S) -> Self {
        Self { stream, reading: Reading::PaidUntil(Instant::now()), pause: None }
    }

    /// A stream of which at most so many bytes are read before it is [lifted](Self::lift).
    pub fn up_to(stream: S, bytes: usize) -> Self {
        Self { stream, reading: Reading::UpTo(bytes), pause: None }
    }

    /// Counts nothing from now on.
    pub fn lift(&mut self) {
        self.reading = Reading::Free;
    }

    /// Counts from now on.
    pub fn begin(&mut self) {
        self.reading = Reading::PaidUntil(Instant::now());
    }

    /// What lies below.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    fn count(&mut self, bytes: usize) -> io::Result<()> {
        match &mut self.reading {
            Reading::Free => {}
            Reading::UpTo(left) => {
                *left = left.checked_sub(bytes).ok_or(io::ErrorKind::InvalidData)?;
            }
            Reading::PaidUntil(paid) => {
                let paid = *paid;
                self.pay(paid, bytes);
            }
        }
        Ok(())
    }

    fn pay(&mut self, paid: Instant, bytes: usize) {
        let now = Instant::now();
        // A buffer holds no more bytes than that.
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let paid = paid.max(now) + A_BYTE * bytes;
        if paid > now + AHEAD {
            self.pause = Some(Box::pin(sleep_until(paid - AHEAD)));
        }
        self.reading = Reading::PaidUntil(paid);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        let before = into.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, into))?;
        Poll::Ready(self.count(into.filled().len() - before))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn whoever_sends_without_end_is_read_at_its_pace() {
        let sent = vec![0; 1024 * 1024];
        let mut metered = Metered::new(&sent[..]);
        let (mut buffer, mut read) = ([0; 512], 0);
        while let Some(more) = metered.read(&mut buffer).now_or_never() {
            read += more.unwrap();
        }
        assert!((256 * 1024..512 * 1024).contains(&read), "{read}");
        assert_eq!(metered.read(&mut buffer).await.unwrap(), 512, "it goes on");
    }

    #[tokio::test]
    async fn of_who_is_not_known_yet_so_much_is_read_and_then_no_more_until_it_is() {
        let sent = [0; 64];
        let mut metered = Metered::up_to(&sent[..], 20);
        let mut buffer = [0; 16];
        assert_eq!(metered.read(&mut buffer).await.unwrap(), 16);
        assert!(metered.read(&mut buffer).await.is_err());
        metered.lift();
        assert_eq!(metered.read(&mut buffer).await.unwrap(), 16);
    }
}

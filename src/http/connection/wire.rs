//! A socket with what still has to be written to it. Reading goes on while writing waits.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::{Sink, Stream};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

/// A socket's messages, both ways.
pub trait Socket:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin + Send
{
}

impl<S> Socket for S where
    S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin + Send
{
}

/// Longer texts are sent in fragments of this many bytes. A socket keeps the buffer that the longest of its writes
/// needed, and up to twice as much where a shorter one came before. The welcome, which comes first, is longer than this,
/// so that a whole view leaves just this much behind in the socket, not its 28 KB.
const FRAGMENT: usize = 256;
/// More than so many bytes waiting to be written, and nothing more is read: whoever asks must also listen.
const LONGEST_QUEUE: usize = 32 * 1024;

/// What happened on a wire.
#[derive(Debug)]
pub(super) enum Event {
    /// A message came, or something that is none.
    Heard(Result<Message, Error>),
    /// Everything is written.
    Written,
    /// The line is cut.
    Cut,
}

/// A socket and its queue.
#[derive(Debug)]
pub(super) struct Wire<S> {
    socket: S,
    queue: VecDeque<Utf8Bytes>,
    /// Bytes in the queue.
    queued: usize,
    /// Bytes of the first text that were sent already.
    sent: usize,
    unflushed: bool,
    /// The client is to be asked whether it is there.
    asks: bool,
}

impl<S: Socket> Wire<S> {
    pub(super) fn new(socket: S) -> Self {
        Self { socket, queue: VecDeque::new(), queued: 0, sent: 0, unflushed: false, asks: false }
    }

    /// Queues a text.
    pub(super) fn push(&mut self, text: Utf8Bytes) {
        self.queued += text.len();
        self.queue.push_back(text);
    }

    /// Asks the client whether it is there, before anything else that waits.
    pub(super) fn ask(&mut self) {
        self.asks = true;
    }

    /// Whether everything is written.
    pub(super) fn is_quiet(&self) -> bool {
        !self.has_more() && !self.unflushed
    }

    fn has_more(&self) -> bool {
        self.asks || !self.queue.is_empty()
    }

    /// Whether so much waits to be written that nothing more should be asked for.
    pub(super) fn is_full(&self) -> bool {
        self.queued > LONGEST_QUEUE
    }

    /// Writes what is queued, and reads the next message if `listening`. Cancel-safe.
    pub(super) async fn next(&mut self, listening: bool) -> Event {
        poll_fn(|context| self.poll(context, listening)).await
    }

    /// Takes what is queued and was not written.
    pub(super) fn take(&mut self) -> Vec<Utf8Bytes> {
        self.queued = 0;
        std::mem::take(&mut self.queue).into()
    }

    /// Writes everything that is queued, and then `last`.
    pub(super) async fn finish(&mut self, last: Message) -> Result<(), Error> {
        poll_fn(|context| self.poll_write(context)).await?;
        poll_fn(|context| Pin::new(&mut self.socket).poll_ready(context)).await?;
        Pin::new(&mut self.socket).start_send(last)?;
        poll_fn(|context| Pin::new(&mut self.socket).poll_flush(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>, listening: bool) -> Poll<Event> {
        if !self.is_quiet()
            && let Poll::Ready(written) = self.poll_write(context)
        {
            return Poll::Ready(if written.is_ok() { Event::Written } else { Event::Cut });
        }
        if !listening {
            return Poll::Pending;
        }
        let heard = ready!(Pin::new(&mut self.socket).poll_next(context));
        Poll::Ready(heard.map_or(Event::Cut, Event::Heard))
    }

    fn poll_write(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        while self.has_more() {
            ready!(Pin::new(&mut self.socket).poll_ready(context))?;
            if let Some(message) = self.next_message() {
                self.unflushed = true;
                Pin::new(&mut self.socket).start_send(message)?;
            }
        }
        ready!(Pin::new(&mut self.socket).poll_flush(context))?;
        self.unflushed = false;
        // An idle wire keeps no memory for a queue.
        self.queue = VecDeque::new();
        Poll::Ready(Ok(()))
    }

    /// The next text of the queue, or the next fragment of it; between two texts, the ping.
    fn next_message(&mut self) -> Option<Message> {
        if self.asks && self.sent == 0 {
            self.asks = false;
            return Some(Message::Ping(Bytes::new()));
        }
        let text = self.queue.front()?;
        if text.len() <= FRAGMENT {
            self.queued -= text.len();
            return self.queue.pop_front().map(Message::Text);
        }
        let bytes: &Bytes = text.as_ref();
        let end = (self.sent + FRAGMENT).min(bytes.len());
        let kind = if self.sent == 0 { Data::Text } else { Data::Continue };
        let is_last = end == bytes.len();
        let frame = Frame::message(bytes.slice(self.sent..end), OpCode::Data(kind), is_last);
        if is_last {
            self.queued -= bytes.len();
            self.queue.pop_front();
        }
        self.sent = if is_last { 0 } else { end };
        Some(Message::Frame(frame))
    }
}

impl<S: Socket> Extend<Utf8Bytes> for Wire<S> {
    fn extend<T: IntoIterator<Item = Utf8Bytes>>(&mut self, texts: T) {
        texts.into_iter().for_each(|text| self.push(text));
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};
    use tokio::io::DuplexStream;
    use tokio_tungstenite::WebSocketStream;
    use tokio_tungstenite::tungstenite::protocol::Role;

    use super::*;

    async fn wire(bytes: usize) -> (Wire<WebSocketStream<DuplexStream>>, WebSocketStream<DuplexStream>) {
        let (near, far) = tokio::io::duplex(bytes);
        let config = crate::http::connection::socket_config();
        let served = WebSocketStream::from_raw_socket(far, Role::Server, Some(config)).await;
        (Wire::new(served), WebSocketStream::from_raw_socket(near, Role::Client, None).await)
    }

    #[tokio::test]
    async fn a_long_text_arrives_as_one_message_among_short_ones() {
        let (mut wire, mut client) = wire(64 * 1024).await;
        let long = "مشاركة ".repeat(1_500);
        for text in ["before", &long, "after"] {
            wire.push(text.into());
        }
        assert!(matches!(wire.next(true).await, Event::Written));
        assert!(wire.is_quiet());
        for text in ["before", &long, "after"] {
            assert_eq!(client.next().await.unwrap().unwrap(), Message::text(text));
        }
    }

    #[tokio::test]
    async fn a_reader_that_stalls_is_not_read_from_when_it_asks_for_too_much() {
        let (mut wire, mut client) = wire(256).await;
        let text: Utf8Bytes = "x".repeat(LONGEST_QUEUE + 1).into();
        wire.push(text.clone());
        assert!(wire.is_full());
        assert!(wire.next(false).now_or_never().is_none());
        let (event, heard) = tokio::join!(wire.next(false), client.next());
        assert!(matches!(event, Event::Written));
        assert_eq!(heard.unwrap().unwrap(), Message::Text(text));
        assert!(!wire.is_full() && wire.is_quiet());
    }
}

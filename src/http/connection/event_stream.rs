//! An event stream in the place of a socket: the hello comes as a request's body, and what would be messages of a socket goes
//! out as events of its answer.
//!
//! It is a [`Socket`](super::Socket) to the conversation above it, which is the same. What it holds for a client that does not
//! read is two chunks: one that waits for the answer's body, and one that is gathered behind it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_util::{Sink, Stream};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};
use tokio_util::sync::PollSender;

/// Before the text of an event, and after it.
const BEGIN: &[u8] = b"data: ";
const END: &[u8] = b"\n\n";
/// What is said in the place of a ping, which a stream has not: that it comes through shows that nothing on the way holds the
/// stream back.
const PONG: &[u8] = br#"{"t":"pong"}"#;
/// A chunk is not gathered further beyond so many bytes. Fragments come by 256.
const CHUNK: usize = 8 * 1024;
/// Spaces of a comment at the very beginning. What holds back the first half or whole kilobyte of an answer, as some browsers
/// and proxies do, has had it with that.
const PREAMBLE: usize = 1_024;

/// What a conversation writes to and hears from.
#[derive(Debug)]
pub struct EventSocket {
    /// The hello, until it was heard.
    hello: Option<Utf8Bytes>,
    /// Ends when the answer's body is dropped.
    gone: oneshot::Receiver<Infallible>,
    /// To the body; none once the last event was said.
    chunks: Option<PollSender<Bytes>>,
    /// What was said and is not sent yet.
    gathered: BytesMut,
    /// The last event was said.
    is_closing: bool,
}

/// The body of the answer.
#[derive(Debug)]
pub struct Events {
    chunks: mpsc::Receiver<Bytes>,
    /// Dropped with the body, which tells the socket.
    _here: oneshot::Sender<Infallible>,
}

/// A stream for a client that said that hello.
#[must_use]
pub fn open(hello: Utf8Bytes) -> (EventSocket, Events) {
    let (sender, chunks) = mpsc::channel(1);
    let (here, gone) = oneshot::channel();
    let mut gathered = BytesMut::with_capacity(PREAMBLE + 3);
    gathered.extend_from_slice(b":");
    gathered.resize(PREAMBLE + 1, b' ');
    gathered.extend_from_slice(END);
    let chunks_to = Some(PollSender::new(sender));
    let socket = EventSocket { hello: Some(hello), gone, chunks: chunks_to, gathered, is_closing: false };
    (socket, Events { chunks, _here: here })
}

impl Stream for Events {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.poll_recv(context).map(|chunk| chunk.map(Ok))
    }
}

impl EventSocket {
    fn say(&mut self, message: Message) {
        match message {
            Message::Text(text) => self.event([BEGIN, text.as_bytes(), END]),
            Message::Ping(_) => self.event([BEGIN, PONG, END]),
            Message::Frame(frame) => self.fragment(&frame),
            Message::Close(_) => self.is_closing = true,
            // The conversation says none of these.
            Message::Binary(_) | Message::Pong(_) => {}
        }
    }

    /// A part of a text that is sent in several.
    fn fragment(&mut self, fragment: &Frame) {
        let header = fragment.header();
        let begin = if header.opcode == OpCode::Data(Data::Text) { BEGIN } else { b"" };
        let end = if header.is_final { END } else { b"" };
        self.event([begin, fragment.payload(), end]);
    }

    fn event(&mut self, parts: [&[u8]; 3]) {
        for part in parts {
            self.gathered.extend_from_slice(part);
        }
    }

    /// Hands what was gathered to the body.
    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if !self.gathered.is_empty() {
            let chunks = self.chunks.as_mut().ok_or(Error::ConnectionClosed)?;
            ready!(chunks.poll_reserve(context)).map_err(|_| Error::ConnectionClosed)?;
            // Taken whole, so that an idle stream keeps no memory for it.
            let chunk = std::mem::take(&mut self.gathered).freeze();
            chunks.send_item(chunk).map_err(|_| Error::ConnectionClosed)?;
        }
        if self.is_closing {
            self.chunks = None;
        }
        Poll::Ready(Ok(()))
    }
}

impl Stream for EventSocket {
    type Item = Result<Message, Error>;

    /// The hello, and then nothing until the client is gone.
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(hello) = self.hello.take() {
            return Poll::Ready(Some(Ok(Message::Text(hello))));
        }
        ready!(Pin::new(&mut self.gone).poll(context)).ok();
        Poll::Ready(None)
    }
}

impl Sink<Message> for EventSocket {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if self.gathered.len() < CHUNK { Poll::Ready(Ok(())) } else { self.poll_send(context) }
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.say(message);
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_send(context)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.is_closing = true;
        self.poll_send(context)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use futures_util::{FutureExt, SinkExt, StreamExt};
    use proptest::prelude::*;
    use tokio_tungstenite::tungstenite::protocol::CloseFrame;

    use super::super::wire::Wire;
    use super::*;

    /// What a reader of event streams makes of one that comes in these pieces.
    fn texts(pieces: impl IntoIterator<Item = Bytes>) -> Vec<String> {
        let bytes: Vec<u8> = pieces.into_iter().flatten().collect();
        let text = String::from_utf8(bytes).unwrap();
        let events = text.split_terminator("\n\n").filter(|event| !event.starts_with(':'));
        events.map(|event| event.strip_prefix("data: ").unwrap().to_owned()).collect()
    }

    #[test]
    fn what_a_stream_keeps_beside_its_conversation_is_small() {
        let bytes = size_of::<EventSocket>();
        assert!(bytes <= 160, "{bytes} bytes");
    }

    #[tokio::test]
    async fn the_hello_is_heard_once_and_the_end_when_the_answer_is_dropped() {
        let (mut socket, events) = open("hello".into());
        assert_eq!(socket.next().await.unwrap().unwrap(), Message::text("hello"));
        assert!(socket.next().now_or_never().is_none(), "nothing more is said on it");
        drop(events);
        assert!(socket.next().await.is_none());
        assert!(socket.send(Message::text("x")).await.is_err());
    }

    #[tokio::test]
    async fn a_ping_is_a_pong_and_the_close_is_the_end_of_the_body() {
        let (mut socket, events) = open("".into());
        let said = async {
            socket.send(Message::Ping(Bytes::new())).await.unwrap();
            socket.send(Message::text("bye")).await.unwrap();
            let close = CloseFrame { code: 4000.into(), reason: "".into() };
            socket.send(Message::Close(Some(close))).await.unwrap();
        };
        let (pieces, ()) = tokio::join!(events.map(Result::unwrap).collect::<Vec<_>>(), said);
        assert_eq!(texts(pieces), [r#"{"t":"pong"}"#, "bye"]);
    }

    #[tokio::test]
    async fn for_a_reader_that_stalls_two_chunks_are_held() {
        let (mut socket, events) = open("".into());
        let mut said = 0;
        while poll_fn(|context| Pin::new(&mut socket).poll_ready(context)).now_or_never().is_some() {
            Pin::new(&mut socket).start_send(Message::text("x".repeat(256))).unwrap();
            said += 1;
        }
        assert!((CHUNK..CHUNK + 512).contains(&socket.gathered.len()), "{}", socket.gathered.len());
        assert!(said * 256 < 2 * CHUNK + 512, "{said} texts were taken");
        drop(events);
        assert!(
            poll_fn(|context| Pin::new(&mut socket).poll_ready(context)).await.is_err(),
            "it was waited for in vain"
        );
    }

    proptest! {
        #[test]
        fn every_text_arrives_as_one_event(said in prop::collection::vec("[^\\n\\r]{0,900}", 1..12)) {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let pieces = runtime.block_on(async {
                let (socket, events) = open("".into());
                let mut wire = Wire::new(socket);
                wire.extend(said.iter().map(|text| text.as_str().into()));
                let (pieces, end) = tokio::join!(
                    events.map(Result::unwrap).collect::<Vec<_>>(),
                    wire.finish(Message::Close(None)),
                );
                end.unwrap();
                pieces
            });
            prop_assert_eq!(texts(pieces), said);
        }
    }
}

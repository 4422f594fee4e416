//! An exchange: a few frames at once, and what is answered to them, with no connection that lasts.
//!
//! Beside a stream it is how a client says something; for a client for which no stream comes through either it is how it reads,
//! again and again. Whichever node is asked decides and answers: commands are what they are by their ids, and all nodes share
//! the journal.

use std::pin::Pin;
use std::task::{Context as Waker, Poll};
use std::time::Duration;

use futures_util::{Sink, Stream};
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use crate::protocol::client::ClientFrame;
use crate::protocol::close::ByeCode;
use crate::protocol::codec;
use crate::protocol::server::{NoView, ServerFrame};
use crate::room::Said;

use super::conversation::Conversation;
use super::opening;
use super::wire::{Socket, Wire};
use super::{Context, End, Stranger, Way};

/// Whoever floods, or is kept out for it, waits so long for each answer that says so.
const PENANCE: Duration = Duration::from_secs(1);

/// Hears the frames, of which the first must be a hello: the frames that answer them, at last a `bye` where it ended so. A
/// command whose answer is not there may be sent again, as always.
pub async fn exchange(context: &Context, stranger: Box<Stranger>, said: Vec<&str>) -> Vec<Utf8Bytes> {
    let mut wire = Wire::new(Nobody);
    let talked = talk(&mut wire, context, stranger, said).await;
    let mut answers = wire.take();
    if let Err(End::Bye(bye)) = talked {
        if bye.code == ByeCode::Flood {
            // A socket would end here; a request's connection may carry the next one right away.
            sleep(PENANCE).await;
        }
        answers.push(codec::encode(&ServerFrame::<NoView, NoView>::Bye(bye)));
    }
    answers
}

async fn talk(
    wire: &mut Wire<Nobody>,
    context: &Context,
    stranger: Box<Stranger>,
    said: Vec<&str>,
) -> Result<(), End> {
    let reads = stranger.way == Way::Reading;
    let mut said = said.into_iter();
    let hello = opening::hello_in(said.next().unwrap_or_default())?;
    let seated = opening::come_in(context, stranger, hello).await?;
    let mut conversation = Conversation::new(wire, context, seated);
    conversation.seated.visit.say(Said::Here);
    let heard = said.try_for_each(|text| conversation.hear_at_once(text));
    conversation.settle().await;
    if reads && heard.is_ok() {
        // Read last, so that it holds what its own commands did.
        let answers = conversation.wire.take();
        conversation.welcome();
        let caught_up = conversation.catch_up(true);
        conversation.wire.extend(answers);
        return caught_up;
    }
    heard
}

impl<S: Socket> Conversation<'_, S> {
    fn hear_at_once(&mut self, text: &str) -> Result<(), End> {
        match codec::frame_of_request(text)? {
            // To look at another session is to say hello with it.
            ClientFrame::Watch { .. } => Err(ByeCode::Malformed.into()),
            // Whether this side is there is known by what comes through the stream, and by nothing else.
            ClientFrame::Ping if self.seated.way == Way::Beside => {
                self.count(1)?;
                self.seated.visit.say(Said::Ping);
                Ok(())
            }
            frame => self.hear_frame(frame),
        }
    }
}

/// In the place of a socket: what is said was heard already, and what is answered is taken from the queue.
#[derive(Debug)]
struct Nobody;

impl Stream for Nobody {
    type Item = Result<Message, Error>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Waker<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}

impl Sink<Message> for Nobody {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Waker<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Err(Error::ConnectionClosed))
    }

    fn start_send(self: Pin<&mut Self>, _: Message) -> Result<(), Error> {
        Err(Error::ConnectionClosed)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Waker<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Waker<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }
}

//! Commands of a connection that are not answered yet.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::id::CommandId;
use crate::protocol::codec;
use crate::protocol::server::{NoView, RefusalCode, ServerFrame, WayCode};
use crate::room::{Answer, Pending};

/// Most of them; beyond, the connection is not read.
pub(super) const UNANSWERED: usize = 8;

/// Those that wait. An idle connection has none and keeps no memory for them.
#[derive(Debug, Default)]
pub(super) struct Answers(Vec<(CommandId, Pending)>);

impl Answers {
    /// A command was given to the room.
    pub(super) fn expect(&mut self, id: CommandId, pending: Pending) {
        self.0.push((id, pending));
    }

    /// Whether no more may wait.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= UNANSWERED
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next answer; never, while nothing waits. Cancel-safe.
    pub(super) async fn next(&mut self) -> (CommandId, Answer) {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<(CommandId, Answer)> {
        let mut all = self.0.iter_mut().enumerate();
        let ready = all.find_map(|(at, (_, pending))| match Pin::new(pending).poll(context) {
            Poll::Ready(answer) => Some((at, answer)),
            Poll::Pending => None,
        });
        let Some((at, answer)) = ready else { return Poll::Pending };
        let (id, _) = self.0.remove(at);
        if self.0.is_empty() {
            self.0 = Vec::new();
        }
        Poll::Ready((id, answer))
    }
}

/// The frame that says what became of a command; none where the room does not know.
pub(super) fn frame(id: CommandId, answer: Answer) -> Option<Utf8Bytes> {
    match answer {
        Answer::Done { rev, made } => Some(codec::done(id, rev, made)),
        Answer::Refused(refusal) => {
            let code = RefusalCode::Rule(refusal.code);
            Some(refused(id, code, refusal.limit, None))
        }
        Answer::Way(code, retry) => Some(on_the_way(id, code, Some(retry))),
        Answer::Gone => None,
    }
}

/// The frame of a command that did not get as far as the forum's rules.
pub(super) fn on_the_way(id: CommandId, code: WayCode, retry: Option<u32>) -> Utf8Bytes {
    refused(id, RefusalCode::Way(code), None, retry)
}

fn refused(id: CommandId, code: RefusalCode, limit: Option<i64>, retry: Option<u32>) -> Utf8Bytes {
    codec::encode(&ServerFrame::<NoView, NoView>::Refused { id, code, limit, retry })
}

//! The last frame, and the close after it.

use std::time::Duration;

use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::protocol::close::Bye;
use crate::protocol::codec;
use crate::protocol::server::{NoView, ServerFrame};

use super::wire::{Event, Socket, Wire};

/// Who does not take the last words within this time leaves without them.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says why the connection ends, closes it, and waits a moment until the client has taken note.
pub(super) async fn say<S: Socket>(wire: &mut Wire<S>, bye: Bye) {
    let close = CloseFrame { code: bye.code.close_code().into(), reason: "".into() };
    wire.push(codec::encode(&ServerFrame::<NoView, NoView>::Bye(bye)));
    let said = timeout(PATIENCE, async {
        wire.finish(Message::Close(Some(close))).await?;
        // A socket that is dropped with something unread is reset, and a reset takes the last words with it.
        drain(wire).await;
        Ok::<_, Error>(())
    });
    if !matches!(said.await, Ok(Ok(()))) {
        tracing::debug!(code = ?bye.code, "the last words were not taken");
    }
}

/// Answers the client's close.
pub(super) async fn nod<S: Socket>(wire: &mut Wire<S>) {
    if timeout(PATIENCE, drain(wire)).await.is_err() {
        tracing::debug!("a client that left does not take the answer");
    }
}

async fn drain<S: Socket>(wire: &mut Wire<S>) {
    while let Event::Heard(Ok(_)) | Event::Written = wire.next(true).await {}
}

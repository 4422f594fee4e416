//! What the server sends: encoded once, then shared by every connection that gets it.

use serde::Serialize;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::id::CommandId;
use crate::protocol::server::{NoView, ServerFrame, ServerPulse};
use crate::protocol::topic::Topic;

/// The text of a frame.
///
/// # Panics
///
/// If a view or a difference cannot be said in JSON; those of [`shape`](crate::domain::view::shape) all can.
#[must_use]
pub fn encode<V: Serialize, D: Serialize>(frame: &ServerFrame<V, D>) -> Utf8Bytes {
    serde_json::to_string(frame).expect("views have text as keys, and their numbers are whole").into()
}

/// The text of a whole topic, from a view that stays where it is.
#[must_use]
pub fn state<V: Serialize>(topic: Topic, rev: u64, view: &V) -> Utf8Bytes {
    encode(&ServerFrame::<&V, NoView>::State { topic, rev, view })
}

/// The text of a difference that brings a topic from any revision of `from..rev` to `rev`.
#[must_use]
pub fn change<D: Serialize>(topic: Topic, from: u64, rev: u64, diff: &D) -> Utf8Bytes {
    encode(&ServerFrame::<NoView, &D>::Change { topic, from, rev, diff })
}

/// The text that acknowledges a command.
#[must_use]
pub fn done(id: CommandId, rev: u64, no: Option<u32>) -> Utf8Bytes {
    encode(&ServerFrame::<NoView, NoView>::Done { id, rev, no })
}

/// The text of what is worth seeing now.
#[must_use]
pub fn pulse(pulse: ServerPulse) -> Utf8Bytes {
    encode(&ServerFrame::<NoView, NoView>::Pulse(pulse))
}

//! A state as bytes, so that a room need not be made from its first entry. Never the only copy of anything.

use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::domain::id::ForumId;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::journal::{Filed, Journal, Snapshot};

use super::forms::Forms;
use super::standing::Standing;

/// The form of snapshots. One of another form is not read: the room is made from the first entry.
pub(super) const FORMAT: u32 = 6;

#[derive(Serialize)]
struct Written<'a> {
    time: Time,
    /// The newest form of the entries that went into it.
    form: u32,
    state: &'a State,
}

#[derive(Deserialize)]
struct Read {
    time: Time,
    form: u32,
    state: State,
}

pub(super) fn encode(standing: &Standing) -> Result<Snapshot, serde_json::Error> {
    let bytes =
        serde_json::to_vec(&Written { time: standing.time, form: standing.form, state: &standing.state })?;
    Ok(Snapshot { head: standing.head(), format: FORMAT, bytes: Bytes::from(bytes) })
}

/// The state of a snapshot with the forum's words filed again; none when it is of another form.
#[must_use]
pub fn decode(snapshot: &Snapshot, words: Vec<Filed>) -> Option<Standing> {
    decode_known(snapshot, words, Forms::NEWEST)
}

/// The same for a node that knows forms of entries up to `knows`: none either where newer ones went into it, whose meaning it
/// would pass over without a sign.
pub(super) fn decode_known(snapshot: &Snapshot, words: Vec<Filed>, knows: u32) -> Option<Standing> {
    if snapshot.format != FORMAT {
        return None;
    }
    let Read { time, form, mut state } = serde_json::from_slice(&snapshot.bytes).ok()?;
    if form > knows {
        return None;
    }
    let words: Vec<_> = words.into_iter().map(|filed| (filed.no, filed.text)).collect();
    state.file_again(&words);
    let head = snapshot.head;
    Some(Standing { state, epoch: head.epoch, rev: head.rev, hash: head.hash, time, form })
}

/// Saves a snapshot; encodes it on a thread of its own, for it may be large. A failure costs time at the next loading
/// and nothing else.
pub(super) async fn save(journal: Arc<dyn Journal>, forum: ForumId, standing: Arc<Standing>) {
    let encoded = tokio::task::spawn_blocking(move || encode(&standing)).await;
    let snapshot = match encoded {
        Ok(Ok(snapshot)) => snapshot,
        Ok(Err(why)) => return tracing::error!(%forum, %why, "a snapshot could not be written"),
        Err(why) => return tracing::error!(%forum, %why, "a snapshot was not finished"),
    };
    let rev = snapshot.head.rev;
    match journal.save_snapshot(forum, snapshot).await {
        Ok(()) => tracing::debug!(%forum, rev, "snapshot saved"),
        Err(why) => tracing::warn!(%forum, rev, %why, "a snapshot was not saved"),
    }
}

//! What this node acknowledged, written down beside the copies: so that an entry that Redis lost is told from one that
//! never got there.

use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::domain::id::ForumId;
use crate::journal::answer::JournalError;

use super::Both;

/// How long an acknowledgement may wait to be written down. With each append it would be a second write to the disk.
const SOON: Duration = Duration::from_secs(1);

impl Both {
    /// Both have the entries up to that revision.
    pub(super) fn acknowledge(this: &Arc<Self>, forum: ForumId, rev: u64) {
        if this.copies.of(forum).acknowledge(rev) {
            return;
        }
        tokio::spawn(note_soon(Arc::downgrade(this), forum));
    }

    /// Puts what was acknowledged in the queue of the disk at once: whatever is given to it afterwards finds it there.
    pub(super) fn write_down(
        &self,
        forum: ForumId,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let copy = self.copies.of(forum);
        let noted = copy.acknowledged().map(|rev| (rev, self.disk.acknowledge(forum, rev)));
        async move {
            let Some((rev, writing)) = noted else { return Ok(()) };
            let written = writing.await;
            if written.is_ok() {
                copy.is_written_down(rev);
            }
            written
        }
    }

    /// The same for every forum.
    pub(super) async fn write_all_down(&self) {
        for forum in self.copies.forums() {
            if let Err(why) = self.write_down(forum).await {
                tracing::warn!(%forum, %why, "what was acknowledged is not written down");
            }
        }
    }
}

/// Writes it down soon, and again until it is written.
async fn note_soon(both: Weak<Both>, forum: ForumId) {
    loop {
        tokio::time::sleep(SOON).await;
        let Some(both) = both.upgrade() else { return };
        let copy = both.copies.of(forum);
        // What is acknowledged from now on is not in what is written now.
        copy.is_noted_soon_no_more();
        let Err(why) = both.write_down(forum).await else { return };
        tracing::warn!(%forum, %why, "what was acknowledged is not written down yet");
        if copy.will_note_soon() {
            return;
        }
    }
}

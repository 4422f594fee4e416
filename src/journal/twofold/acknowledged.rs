//! What this node acknowledged, written down beside the copies: so that an entry that Redis lost is told from one that
//! never got there.

use std::sync::Arc;
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
        let both = Arc::downgrade(this);
        tokio::spawn(async move {
            tokio::time::sleep(SOON).await;
            let Some(both) = both.upgrade() else { return };
            if let Err(why) = both.write_down(forum).await {
                tracing::warn!(%forum, %why, "what was acknowledged is not written down yet");
            }
        });
    }

    /// Puts what was acknowledged in the queue of the disk at once: whatever is given to it afterwards finds it there.
    pub(super) fn write_down(
        &self,
        forum: ForumId,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<> {
        let copy = self.copies.of(forum);
        let noted = copy.take_acknowledged().map(|rev| (rev, self.disk.acknowledge(forum, rev)));
        async move {
            let Some((rev, writing)) = noted else { return Ok(()) };
            let written = writing.await;
            if written.is_err() {
                copy.acknowledge(rev);
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

//! Putting back what was in the journal before.

use crate::domain::id::ForumId;
use crate::domain::time::Time;
use crate::journal::answer::JournalError;
use crate::journal::entry::{Entry, Head};
use crate::journal::numbers;

use super::call::Call;
use super::moving::Written;
use super::{RedisJournal, frame, keys, scripts, unavailable, unreadable};

/// What became of an entry that was to be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum PutBack {
    /// It is in the journal: put there now, or by somebody before.
    There,
    /// Something else is in its place, or before it.
    Other,
    /// The forum was deleted.
    Gone,
}

impl RedisJournal {
    /// Writes an entry as it was after `after`, if the journal ends there. Nothing new is written for a while after that: others
    /// may have more to put back.
    pub(in crate::journal) async fn put_back(
        &self,
        forum: ForumId,
        after: &Head,
        entry: &Entry,
        deadline: Option<Time>,
    ) -> Result<PutBack, JournalError> {
        let call = |server: &str| self.call_to_put_back(forum, after, entry, deadline, server);
        let written = self.write_where_it_is(forum, call).await;
        let Written { answer, have, .. } = written.map_err(unavailable)?;
        let answer: String = redis::from_redis_value(answer).map_err(|why| unavailable(why.into()))?;
        match answer.as_str() {
            "written" | "there" => self.is_on_enough(have.map_err(unavailable)?).map(|()| PutBack::There),
            "other" => Ok(PutBack::Other),
            "gone" => Ok(PutBack::Gone),
            _ => Err(unreadable("what became of an entry")),
        }
    }

    fn call_to_put_back(
        &self,
        forum: ForumId,
        after: &Head,
        entry: &Entry,
        deadline: Option<Time>,
        server: &str,
    ) -> Call<'static> {
        let mut call = scripts::PUT_BACK.key(keys::head(forum));
        call.key(keys::entries(forum)).beside(keys::words(forum));
        call.arg(after.rev).arg(&after.hash.0[..]);
        call.arg(entry.epoch).arg(entry.rev).arg(&entry.hash.0[..]).arg(entry.time.0);
        call.arg(deadline.map(|time| time.0.to_string()).unwrap_or_default());
        call.arg(&entry.body[..]).arg(numbers::to_text(&entry.erased));
        call.arg(server).arg(self.publish).arg(keys::channel(forum));
        for words in &*entry.words {
            call.arg(words.no.0).arg(frame::salted(words));
        }
        call
    }
}

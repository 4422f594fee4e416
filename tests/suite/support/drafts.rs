//! Entries for the journal's tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use majlis::domain::id::{ForumId, WordsNo};
use majlis::domain::time::Time;
use majlis::journal::{
    AppendError, Appended, Claim, Draft, Entry, Filed, ForumRecord, Head, Journal, Refusal, Registry,
};

pub const FORUM: ForumId = ForumId(0x0f0f_0000_0000_0001);
pub const OTHER: ForumId = ForumId(0x0f0f_0000_0000_0002);

/// The latest time that any draft of this process was given.
static LATEST: AtomicI64 = AtomicI64::new(0);

/// An entry with this body, decided now, but as in a room never earlier than what it follows.
pub fn draft(journal: &dyn Journal, body: &str) -> Draft {
    let now = journal.now().0;
    Draft {
        body: Bytes::copy_from_slice(body.as_bytes()),
        words: vec![],
        erase: vec![],
        next_deadline: None,
        begins_epoch: false,
        time: Time(LATEST.fetch_max(now, Ordering::SeqCst).max(now)),
    }
}

/// The same with words beside it.
pub fn with_words(journal: &dyn Journal, body: &str, words: &[(u32, &str)]) -> Draft {
    let words = words.iter().map(|(no, text)| filed(*no, text)).collect();
    Draft { words, ..draft(journal, body) }
}

/// The same, erasing words.
pub fn erasing(journal: &dyn Journal, body: &str, numbers: &[u32]) -> Draft {
    Draft { erase: numbers.iter().copied().map(WordsNo).collect(), ..draft(journal, body) }
}

pub fn filed(no: u32, text: &str) -> Filed {
    Filed { no: WordsNo(no), salt: [no as u8; 16], text: Arc::from(text) }
}

/// Makes a forum called after its number.
pub async fn make(registry: &dyn Registry, forum: ForumId) {
    let made = registry.create_forum(ForumRecord { id: forum, slug: forum.to_string() }).await;
    assert_eq!(made, Ok(Claim::Won));
}

/// Appends what must be written, where Redis began anew as soon as it says, with what begins an epoch.
pub async fn write(journal: &dyn Journal, forum: ForumId, after: Head, mut draft: Draft) -> Head {
    loop {
        match journal.append(forum, after, draft.clone()).await {
            Ok(Appended::Written { head, .. }) => return head,
            Err(AppendError::Refused(Refusal::Resuming(millis))) => resumed(&mut draft, millis).await,
            other => panic!("not written: {other:?}"),
        }
    }
}

/// Until Redis takes something new again, which has to begin an epoch.
pub async fn resumed(draft: &mut Draft, millis: i64) {
    tokio::time::sleep(Duration::from_millis(millis.unsigned_abs())).await;
    draft.begins_epoch = true;
}

/// Appends several bodies one after the other.
pub async fn write_all(journal: &dyn Journal, forum: ForumId, mut head: Head, bodies: &[&str]) -> Head {
    for body in bodies {
        head = write(journal, forum, head, draft(journal, body)).await;
    }
    head
}

pub fn bodies(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| std::str::from_utf8(&entry.body).unwrap()).collect()
}

/// What a conflict says was missed.
pub fn missed(answer: Result<Appended, AppendError>) -> Vec<Entry> {
    match answer {
        Ok(Appended::Conflict { missed, .. }) => missed,
        other => panic!("no conflict: {other:?}"),
    }
}

/// A moment that long after another.
pub fn after(time: Time, millis: i64) -> Time {
    Time(time.0 + millis)
}

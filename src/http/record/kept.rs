//! Records that were made of late, so that thousands who read one have it made once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use crate::domain::id::ForumId;
use crate::http::error::{ApiCode, ApiError};
use crate::journal::{Head, Journal};
use crate::recent::LASTS;
use crate::record::docx::{self, Tongue};
use crate::record::{Audience, Chronicle, RecordView, record};
use crate::room::{Past, RoomError, Standing, read_on};

/// Forums of which something is kept at most.
const FORUMS: usize = 8;
/// How long states of before are kept after the last look at one.
const PAST_LASTS: Duration = Duration::from_secs(60);

/// What was made of late. One is made at a time, on a thread for such work, whoever waits for it still.
#[derive(Debug, Default)]
pub struct Records {
    /// The one that was read last comes last.
    kept: Arc<Mutex<Vec<Kept>>>,
    past: Arc<Mutex<Option<Looked>>>,
}

/// What is kept of a forum.
#[derive(Debug)]
struct Kept {
    forum: ForumId,
    /// How far its journal was read.
    walked: Head,
    chronicle: Chronicle,
    made: Option<Made>,
}

/// The record of a revision.
#[derive(Debug)]
struct Made {
    at: Instant,
    of: (u32, u64),
    /// The version of how it is given.
    version: u32,
    view: RecordView,
    json: Bytes,
    /// As documents, in Arabic and in English.
    docx: [Option<Bytes>; 2],
}

/// Whose states of before are kept.
#[derive(Debug)]
struct Looked {
    forum: ForumId,
    past: Past,
    /// The last revision that erased words when the first of them was made.
    erased: u64,
    last: Instant,
}

/// A tag of what was made, and its bytes.
type Tagged = (String, Bytes);

impl Records {
    /// The public record as JSON.
    pub async fn json(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        standing: &Arc<Standing>,
    ) -> Result<Tagged, ApiError> {
        self.with(journal, forum, standing, |kept, standing| {
            let made = kept.made(standing)?;
            Ok((tag(made.of, ""), made.json.clone()))
        })
        .await
    }

    /// The public record as a document.
    pub async fn docx(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        standing: &Arc<Standing>,
        tongue: Tongue,
    ) -> Result<Tagged, ApiError> {
        self.with(journal, forum, standing, move |kept, standing| {
            let made = kept.made(standing)?;
            let (place, name) = if tongue == Tongue::Arabic { (0, ".ar") } else { (1, ".en") };
            if made.docx[place].is_none() {
                made.docx[place] = Some(written(&made.view, tongue)?);
            }
            Ok((tag(made.of, name), made.docx[place].clone().unwrap_or_default()))
        })
        .await
    }

    /// The organisers' record, which is not kept: as JSON, or as a document.
    pub async fn full(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        standing: &Arc<Standing>,
        tongue: Option<Tongue>,
    ) -> Result<Bytes, ApiError> {
        self.with(journal, forum, standing, move |kept, standing| {
            let view = record(&standing.state, &kept.chronicle, Audience::Organisers);
            match tongue {
                Some(tongue) => written(&view, tongue),
                None => json(&view),
            }
        })
        .await
    }

    /// What the journal tells up to that state.
    pub async fn chronicle(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        standing: &Arc<Standing>,
    ) -> Result<Chronicle, ApiError> {
        self.with(journal, forum, standing, |kept, _| Ok(kept.chronicle.clone())).await
    }

    /// The state of a revision before that one. What was kept before words were erased holds them still, and is let go.
    pub async fn at(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        rev: u64,
        now: &Arc<Standing>,
    ) -> Result<Arc<Standing>, ApiError> {
        let erased = self.chronicle(journal, forum, now).await?.erased();
        let mut past = Arc::clone(&self.past).lock_owned().await;
        let (journal, head) = (Arc::clone(journal), now.head());
        let found = spawn_blocking(move || {
            let is_same = |kept: &Looked| kept.forum == forum && kept.erased == erased;
            let mut kept = past.take().filter(is_same).unwrap_or_else(|| Looked {
                forum,
                past: Past::default(),
                erased,
                last: Instant::now(),
            });
            let found = Handle::current().block_on(kept.past.at(&*journal, forum, rev, head));
            kept.last = Instant::now();
            *past = Some(kept);
            found
        });
        let found = found.await.map_err(failed)?;
        self.forget_past();
        found.map_err(ApiError::from)
    }

    /// Lets go of all that is kept of a forum.
    pub async fn forget(&self, forum: ForumId) {
        self.kept.lock().await.retain(|kept| kept.forum != forum);
        self.past.lock().await.take_if(|looked| looked.forum == forum);
    }

    /// Whether anything is kept of a forum: of what was made of late, and of its states of before.
    pub async fn keeps(&self, forum: ForumId) -> [bool; 2] {
        let is_made = self.kept.lock().await.iter().any(|kept| kept.forum == forum);
        [is_made, self.past.lock().await.as_ref().is_some_and(|looked| looked.forum == forum)]
    }

    /// Lets go of the states once nobody has looked at one for a while.
    fn forget_past(&self) {
        let past = Arc::downgrade(&self.past);
        tokio::spawn(async move {
            sleep(PAST_LASTS).await;
            let Some(past) = past.upgrade() else { return };
            let mut past = past.lock().await;
            past.take_if(|looked| looked.last.elapsed() >= PAST_LASTS);
        });
    }

    /// Brings what is kept of a forum up to that state and makes something of it, on a thread for such work.
    async fn with<T: Send + 'static>(
        &self,
        journal: &Arc<dyn Journal>,
        forum: ForumId,
        standing: &Arc<Standing>,
        tell: impl FnOnce(&mut Kept, &Standing) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let mut all = Arc::clone(&self.kept).lock_owned().await;
        let (journal, standing) = (Arc::clone(journal), Arc::clone(standing));
        let made = spawn_blocking(move || {
            let kept = last_used(&mut all, forum);
            Handle::current().block_on(kept.catch_up(&*journal, &standing))?;
            tell(kept, &standing)
        });
        made.await.map_err(failed)?
    }
}

/// What is kept of a forum, in the place of what was used last.
fn last_used(all: &mut OwnedMutexGuard<Vec<Kept>>, forum: ForumId) -> &mut Kept {
    let there = all.iter().position(|kept| kept.forum == forum).map(|at| all.remove(at));
    if all.len() >= FORUMS {
        all.remove(0);
    }
    all.push(there.unwrap_or_else(|| Kept {
        forum,
        walked: Head::GENESIS,
        chronicle: Chronicle::default(),
        made: None,
    }));
    let last = all.len() - 1;
    &mut all[last]
}

impl Kept {
    /// Reads on to that state. Where the history is another one than it was, from its first entry.
    async fn catch_up(&mut self, journal: &dyn Journal, standing: &Standing) -> Result<(), RoomError> {
        match self.read(journal, standing).await {
            Err(RoomError::Broken(_)) => {
                (self.walked, self.chronicle, self.made) = (Head::GENESIS, Chronicle::default(), None);
                self.read(journal, standing).await
            }
            read => read,
        }
    }

    async fn read(&mut self, journal: &dyn Journal, standing: &Standing) -> Result<(), RoomError> {
        let chronicle = &mut self.chronicle;
        let take = |entry: &crate::journal::Entry, body: &crate::room::entry::Body| {
            chronicle.take(entry.rev, entry.time, &body.changes);
        };
        // What went wrong on the way leaves a chronicle that knows more than `walked` says.
        let walked = read_on(journal, self.forum, self.walked, standing.rev, take).await;
        if walked.is_err() {
            (self.walked, self.chronicle, self.made) = (Head::GENESIS, Chronicle::default(), None);
        }
        self.walked = walked?;
        Ok(())
    }

    /// The record of that state, or one that was made within the last second since which no words were erased and its organisers set nothing.
    fn made(&mut self, standing: &Standing) -> Result<&mut Made, ApiError> {
        let of = (standing.epoch, standing.rev);
        let erased = self.chronicle.erased();
        let version = standing.state.publication.version;
        let is_recent =
            |made: &Made| made.at.elapsed() < LASTS && made.of.1 >= erased && made.version == version;
        let stands = |made: &Made| made.of == of || is_recent(made);
        let made = if let Some(made) = self.made.take().filter(stands) {
            made
        } else {
            let view = record(&standing.state, &self.chronicle, Audience::Public);
            Made { at: Instant::now(), of, version, json: json(&view)?, view, docx: [None, None] }
        };
        Ok(self.made.insert(made))
    }
}

fn tag((epoch, rev): (u32, u64), name: &str) -> String {
    format!("\"{epoch}.{rev}{name}\"")
}

fn json(view: &RecordView) -> Result<Bytes, ApiError> {
    serde_json::to_vec(view).map(Bytes::from).map_err(failed)
}

fn written(view: &RecordView, tongue: Tongue) -> Result<Bytes, ApiError> {
    docx::write(view, tongue).map(Bytes::from).map_err(failed)
}

fn failed(why: impl std::fmt::Display) -> ApiError {
    tracing::error!(%why, "a record could not be made");
    ApiCode::Unavailable.into()
}

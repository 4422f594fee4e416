//! The one thread that writes. What waits while it commits is committed together next, over all
//! forums: group commit without a timer.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::journal::Again;

use super::condition::Condition;
use super::disk::{Disk, Moment};
use super::folder::{Folder, OpenError};
use super::reached::{Reached, Saying};
use super::readers::Readers;
use super::store::Store;
use super::work::{Done, Piece, Work, WriteError};

/// Most pieces of work in one transaction.
const BATCH: usize = 512;
/// How soon the log is emptied of erased words when a reader was in the way.
const TRUNCATE_AGAIN: Duration = Duration::from_millis(200);

/// The way to the writing thread.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Mutex<Option<Sender<Box<dyn Work>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What a writer begins with, beside the folder and who reads there.
pub(super) struct Beginning {
    /// How the disk behaves.
    pub disk: Disk,
    /// What its operations tell.
    pub condition: Condition,
    /// How long it waits for programs that read where they are in the way.
    pub wait: Duration,
}

impl Writer {
    /// Opens the database and starts the thread, which holds the folder's lock until it ends.
    pub(super) fn start(
        folder: Folder,
        readers: Arc<Readers>,
        beginning: Beginning,
    ) -> Result<Self, OpenError> {
        let Beginning { disk, condition, wait } = beginning;
        let (of, saying) = (folder.path().to_owned(), folder.saying()?);
        let (store, emptied) = Store::open(folder.database(), readers, condition.clone(), wait)?;
        let (queue, waiting) = mpsc::channel();
        let truncate_at = (!emptied).then(|| Instant::now() + TRUNCATE_AGAIN);
        let alarm = Alarm(condition.clone());
        let mut loop_state = Loop { store, saying, disk, condition, failing: Again::default(), truncate_at };
        let thread = std::thread::Builder::new()
            .name("journal-writer".to_owned())
            .spawn(move || {
                let _alarm = alarm;
                loop_state.run(&waiting);
                drop(loop_state);
                drop(folder);
            })
            .map_err(|source| OpenError::Folder { folder: of, source })?;
        Ok(Self { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// The way to nobody, for a journal that is only read: whatever is submitted is refused.
    pub(super) fn none() -> Self {
        Self { queue: Mutex::default(), thread: Mutex::default() }
    }

    /// Puts work in the queue and answers once it is committed. `publish` is called on the writing
    /// thread right after the commit, in the order of the commits.
    pub(super) fn submit<T, F, P>(
        &self,
        run: F,
        publish: P,
    ) -> impl Future<Output = Result<T, WriteError>> + Send + use<T, F, P>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<Done<T>> + Send + 'static,
        P: FnOnce(&T) + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let piece = Piece::new(run, publish, reply);
        let queued = self.enqueue(Box::new(piece));
        async move {
            if !queued {
                return Err(WriteError::NotWritten(
                    "the journal takes no writes: it is closed, or only read".to_owned(),
                ));
            }
            // What waits is written before the thread ends, unless it ends in a panic, and that may come after the commit.
            let panicked = || WriteError::Perhaps("the journal's writing thread has ended".to_owned());
            answer.await.unwrap_or_else(|_| Err(panicked()))
        }
    }

    /// False when nobody takes it any more.
    fn enqueue(&self, work: Box<dyn Work>) -> bool {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.as_ref().is_some_and(|queue| queue.send(work).is_ok())
    }

    /// Takes no more work, finishes what waits and frees the folder. Blocks the thread.
    pub(super) fn close(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the journal's writing thread ended in a panic");
        }
    }
}

/// Tells when the thread that holds it panics.
struct Alarm(Condition);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tracing::error!("the journal's writing thread ended in a panic: nothing is written any more");
            self.0.broken().cancel();
        }
    }
}

struct Loop {
    store: Store,
    saying: Saying,
    disk: Disk,
    condition: Condition,
    /// Of the commits that failed since the last that went well.
    failing: Again,
    /// While the log still holds what was erased: when to empty it.
    truncate_at: Option<Instant>,
}

impl Loop {
    fn run(&mut self, waiting: &Receiver<Box<dyn Work>>) {
        loop {
            let first = match self.truncate_at {
                Some(at) => waiting.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => waiting.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match first {
                Ok(first) => {
                    let mut batch = vec![first];
                    batch.extend(waiting.try_iter().take(BATCH - 1));
                    self.write(batch);
                }
                Err(RecvTimeoutError::Timeout) => self.truncate_if_due(),
                Err(RecvTimeoutError::Disconnected) => return self.truncate(),
            }
        }
    }

    fn write(&mut self, mut batch: Vec<Box<dyn Work>>) {
        let outcomes = match self.commit(&mut batch) {
            Ok(outcomes) => {
                if let Some(times) = self.failing.is_over() {
                    tracing::info!(times, "the journal commits, which had failed before");
                }
                outcomes
            }
            Err(why) => {
                if let Some(times) = self.failing.failed(Instant::now()) {
                    tracing::error!(%why, times, "the journal could not commit");
                }
                self.store.failed();
                batch.iter().map(|_| Err(why.clone())).collect()
            }
        };
        if outcomes.iter().any(|outcome| outcome.as_ref().is_err_and(WriteError::is_the_stores)) {
            self.condition.refused();
        }
        if batch.iter().any(|work| work.erased()) {
            self.truncate();
        } else {
            self.truncate_if_due();
        }
        for (work, outcome) in batch.into_iter().zip(outcomes) {
            work.committed(outcome);
        }
        self.store.copy_if_due();
        if self.store.is_lost() {
            self.truncate_at.get_or_insert(Instant::now() + TRUNCATE_AGAIN);
        }
    }

    fn commit(&mut self, batch: &mut [Box<dyn Work>]) -> Result<Vec<Result<(), WriteError>>, WriteError> {
        let (disk, condition) = (self.disk.clone(), self.condition.clone());
        let not_written = |why: rusqlite::Error| {
            condition.failed(&why);
            WriteError::from(why)
        };
        self.store.is_in_place()?;
        let db = self.store.connection()?;
        let mut tx = Transaction::new(db, TransactionBehavior::Immediate).map_err(not_written)?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for work in batch {
            let savepoint = tx.savepoint().map_err(not_written)?;
            let outcome = work.run(&savepoint).map_err(not_written);
            match &outcome {
                Ok(()) => savepoint.commit().map_err(not_written)?,
                Err(why) => {
                    drop(savepoint);
                    still_open(&tx, why)?;
                }
            }
            outcomes.push(outcome);
        }
        let reached = Reached::by(&tx).map_err(not_written)?;
        disk.at(Moment::Before).map_err(WriteError::NotWritten)?;
        tx.commit().map_err(|why| {
            condition.failed(&why);
            WriteError::Perhaps(why.to_string())
        })?;
        self.saying.committed(reached);
        disk.at(Moment::After).map_err(WriteError::Perhaps)?;
        Ok(outcomes)
    }

    fn truncate_if_due(&mut self) {
        if self.truncate_at.is_some_and(|at| at <= Instant::now()) {
            self.truncate();
        }
    }

    fn truncate(&mut self) {
        let emptied = self.store.empty_log();
        self.truncate_at = (!emptied).then(|| Instant::now() + TRUNCATE_AGAIN);
    }
}

/// After an error of the disk, of a full one too, SQLite may have taken back the whole transaction and not only what failed;
/// only the connection tells (<https://sqlite.org/c3ref/get_autocommit.html>). Nothing is committed then, and nothing more
/// may be done: each statement would be a transaction of its own.
fn still_open(tx: &Transaction<'_>, why: &WriteError) -> Result<(), WriteError> {
    if tx.is_autocommit() { Err(WriteError::NotWritten(why.to_string())) } else { Ok(()) }
}

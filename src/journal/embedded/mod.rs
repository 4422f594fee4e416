//! The journal of one node: SQLite in a data folder.

mod append;
mod archive;
mod astray;
mod backup;
mod beside;
mod check;
mod condition;
mod copy;
mod disk;
mod filling;
mod folder;
mod foreign;
mod left;
mod log;
mod migration;
mod moving;
mod place;
mod private;
mod probe;
mod reached;
mod readers;
mod registry;
mod rows;
mod schema;
mod store;
mod weight;
mod work;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::Connection;
use tokio_util::sync::CancellationToken;

use crate::domain::id::ForumId;
use crate::domain::time::Time;

use super::Journal;
use super::answer::{AppendError, Appended, Health, JournalError, Refusal};
use super::chain;
use super::clock::JournalClock;
use super::entry::{Draft, Entry, Filed, Head, Snapshot};
use super::tail::{Tail, Tailing, Tails};

use append::Verdict;
use condition::Condition;
use folder::Folder;
use left::Left;
use probe::Probe;
use readers::Readers;
use work::{Done, WriteError};
use writer::{Beginning, Writer};

pub use backup::{CopyError, copy_database};
pub use beside::{is_in_use, set_beside};
pub(in crate::journal) use copy::{Copied, Deadline, Decided};
pub use disk::{Disk, Moment};
pub use filling::{FillError, Filling};
pub use folder::{OpenError, lacks};
pub use moving::{Arrival, Arrived, copy_forum, put_codes};
pub(crate) use place::is_at;
pub(crate) use private::{open_file as open_private_file, sync_folder};
pub use weight::Weight;

/// Where the journal lies and how it is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder; made when missing.
    pub folder: PathBuf,
    /// How long to wait for a process before this one to leave the folder.
    pub lock_wait: Duration,
    /// How the disk behaves, for measurements and tests.
    pub disk: Disk,
    /// Whether it is a copy of what another store decides, from where it is filled with what it lacks.
    pub is_copy: bool,
}

impl Options {
    /// The usual ones for a folder: ten seconds for the process before to stop.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            lock_wait: Duration::from_secs(10),
            disk: Disk::default(),
            is_copy: false,
        }
    }
}

/// The journals of one node in one database.
#[derive(Debug)]
pub struct Embedded {
    writer: Writer,
    readers: Arc<Readers>,
    tails: Arc<Tails>,
    clock: JournalClock,
    probe: Probe,
    condition: Condition,
    left: Arc<Left>,
}

impl Embedded {
    /// Locks the data folder and opens its database.
    pub async fn open(options: Options) -> Result<Self, OpenError> {
        let folder = options.folder.clone();
        let opened = tokio::task::spawn_blocking(move || Self::open_blocking(options)).await;
        // The opening panics only with the runtime's end; nothing is opened then.
        opened.unwrap_or_else(|why| Err(OpenError::Folder { folder, source: std::io::Error::other(why) }))
    }

    fn open_blocking(options: Options) -> Result<Self, OpenError> {
        let folder = Folder::take(&options.folder, options.lock_wait)?;
        folder.make_database()?;
        folder.refuse_lacking(options.is_copy)?;
        let (file, sign) = (folder.database(), folder.sign()?);
        let condition = Condition::default();
        let readers = Arc::new(Readers::new(file.clone(), schema::open_reader));
        let beginning =
            Beginning { disk: options.disk, condition: condition.clone(), wait: options.lock_wait };
        let writer = Writer::start(folder, Arc::clone(&readers), beginning)?;
        check::at_open(&file, &readers, &condition)?;
        sign.leave();
        let left = readers.with(Left::found).map_err(|why| OpenError::database(&file, &why))?;
        Ok(Self { left: Arc::new(left), ..Self::over(writer, readers, condition) })
    }

    fn over(writer: Writer, readers: Arc<Readers>, condition: Condition) -> Self {
        let clock = JournalClock::of_this_machine();
        let (tails, probe, left) = Default::default();
        Self { writer, readers, tails, clock, probe, condition, left }
    }

    /// Opens the database of a data folder, or one that is a file by itself as a backup is, to read it, also while a server
    /// writes there: takes no lock, makes and alters nothing. Whatever would write is refused.
    pub async fn open_read_only(folder: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let folder = folder.into();
        let file = database_of(&folder);
        let opened = tokio::task::spawn_blocking(move || Self::read_only_blocking(file)).await;
        opened.unwrap_or_else(|why| Err(OpenError::Folder { folder, source: std::io::Error::other(why) }))
    }

    /// What reading a data folder comes to. Where nobody had its database open, and somebody has by the end, it is read once more:
    /// a server that came meanwhile may have written where it was read.
    pub async fn undisturbed<T>(folder: &Path, read: impl AsyncFn() -> T) -> T {
        let file = database_of(folder);
        let was_at_rest = schema::is_at_rest(&file);
        let first = read().await;
        if was_at_rest && !schema::is_at_rest(&file) { read().await } else { first }
    }

    fn read_only_blocking(file: PathBuf) -> Result<Self, OpenError> {
        folder::is_there(&file)?;
        let failed = |why| OpenError::database(&file, &why);
        schema::check_version(&schema::open_read_only(&file).map_err(failed)?, &file)?;
        let readers = Readers::new(file, schema::open_read_only);
        Ok(Self::over(Writer::none(), Arc::new(readers), Condition::default()))
    }

    /// Cancelled once nothing can be written any more and only a new process can, as the writing thread ended in a panic.
    #[must_use]
    pub fn broken(&self) -> CancellationToken {
        self.condition.broken().clone()
    }

    /// Where a forum's journal stands, and when its last entry was decided; `None` when there is no such forum.
    pub async fn stands_at(&self, forum: ForumId) -> Result<Option<(Head, Time)>, JournalError> {
        self.read_with(move |db| rows::stands_at(db, forum)).await
    }

    /// Whether a forum's entries are a copy of what a Redis decided, which then keeps its codes.
    pub async fn is_copy(&self, forum: ForumId) -> Result<bool, JournalError> {
        self.read_with(move |db| rows::is_copy(db, forum)).await
    }

    /// The forums that something lies here of though they are not in the list, each with how many entries. There is none,
    /// unless somebody else wrote to the database.
    pub async fn strays(&self) -> Result<Vec<(ForumId, u64)>, JournalError> {
        self.read_with(rows::strays).await
    }

    /// How many bytes are stored of a forum, of which so much is known already.
    pub async fn weigh(&self, forum: ForumId, known: Weight) -> Result<Weight, JournalError> {
        self.read_with(move |db| weight::weigh(db, forum, known)).await
    }

    /// How many entries of a forum come after the one that is said to be its last. There is none, unless somebody else
    /// wrote to the database.
    pub async fn beyond_head(&self, forum: ForumId) -> Result<u64, JournalError> {
        self.read_with(move |db| rows::beyond_head(db, forum)).await
    }

    /// Finishes what waits to be written and frees the folder. Appends after it are refused.
    pub async fn close(self: Arc<Self>) {
        // A panic of the writing thread was logged where it was joined.
        let _ = tokio::task::spawn_blocking(move || self.writer.close()).await;
    }

    /// Whether everything in the database is as SQLite writes it: what is not, where something is not.
    pub async fn first_fault(&self) -> Result<Option<String>, JournalError> {
        self.read_with(check::first_fault).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<Done<T>> + Send + 'static,
    ) -> Result<T, JournalError> {
        Ok(self.writer.submit(work, |_| ()).await?)
    }

    async fn read_with<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, JournalError> {
        let readers = Arc::clone(&self.readers);
        let answer = tokio::task::spawn_blocking(move || readers.with(read)).await;
        let answer = answer.map_err(|why| JournalError::Unavailable(why.to_string()))?;
        answer.map_err(|why| self.condition.reading(&why))
    }

    /// Tries to write. After something was not written, as much as an entry may hold: a full disk may still have room for
    /// a row.
    async fn try_to_write(&self) -> Result<(), JournalError> {
        let (now, condition, much) = (self.clock.now(), self.condition.clone(), self.condition.refuses());
        let try_it = move |db: &Connection| probe::write(db, now, much).map(Done::from);
        let publish = move |(): &()| {
            if much {
                condition.took();
            }
        };
        Ok(self.writer.submit(try_it, publish).await?)
    }
}

/// Whether a log lies beside a database: somebody has it open, or had it when its process was killed.
#[must_use]
pub fn has_log(database: &Path) -> bool {
    !schema::is_at_rest(database)
}

/// The database of a data folder, or a file that is one by itself.
fn database_of(folder: &Path) -> PathBuf {
    if folder.is_file() { folder.to_owned() } else { folder::database_in(folder) }
}

#[async_trait]
impl Journal for Embedded {
    async fn append(&self, forum: ForumId, after: Head, draft: Draft) -> Result<Appended, AppendError> {
        let (tails, condition) = (Arc::clone(&self.tails), self.condition.clone());
        let publish = move |verdict: &Verdict| {
            if let Some(entry) = &verdict.entry {
                condition.took();
                tails.tell(forum, || Tail::Entry(entry.clone()));
            }
        };
        let verdict = self.writer.submit(move |db| append::append(db, forum, &after, &draft), publish).await;
        match verdict {
            Ok(verdict) => verdict.answer.map_err(AppendError::Refused),
            Err(WriteError::Constraint(_)) => Err(Refusal::WordsTaken.into()),
            Err(WriteError::NotWritten(why)) => Err(Refusal::Unavailable(why).into()),
            Err(WriteError::Perhaps(why)) => Err(AppendError::Unknown(why)),
        }
    }

    async fn head(&self, forum: ForumId) -> Result<Option<Head>, JournalError> {
        Ok(self.stands_at(forum).await?.map(|(head, _)| head))
    }

    async fn heads(&self, forums: &[ForumId]) -> Vec<Result<Option<Head>, JournalError>> {
        let asked = forums.to_vec();
        let heads = self.read_with(move |db| {
            let head = |forum: &ForumId| Ok(rows::stands_at(db, *forum)?.map(|(head, _)| head));
            asked.iter().map(head).collect::<rusqlite::Result<Vec<_>>>()
        });
        match heads.await {
            Ok(heads) => heads.into_iter().map(Ok).collect(),
            Err(why) => forums.iter().map(|_| Err(why.clone())).collect(),
        }
    }

    async fn read(&self, forum: ForumId, after: u64, limit: usize) -> Result<Vec<Entry>, JournalError> {
        let entries = self.read_with(move |db| rows::entries(db, forum, after, limit)).await?;
        match chain::hole(after, &entries) {
            Some(rev) => Err(JournalError::Hole { rev }),
            None => Ok(entries),
        }
    }

    async fn words(&self, forum: ForumId) -> Result<Vec<Filed>, JournalError> {
        self.read_with(move |db| rows::words(db, forum)).await
    }

    async fn tail(&self, forum: ForumId) -> Result<Tailing, JournalError> {
        Ok(self.tails.listen(forum))
    }

    async fn snapshot(&self, forum: ForumId) -> Result<Option<Snapshot>, JournalError> {
        self.read_with(move |db| rows::snapshot(db, forum)).await
    }

    async fn save_snapshot(&self, forum: ForumId, snapshot: Snapshot) -> Result<(), JournalError> {
        self.write(move |db| rows::save_snapshot(db, forum, &snapshot).map(Done::from)).await
    }

    async fn deadlines(&self, before: Time) -> Result<Vec<(ForumId, Time)>, JournalError> {
        self.read_with(move |db| rows::deadlines(db, before)).await
    }

    fn now(&self) -> Time {
        self.clock.now()
    }

    async fn health(&self) -> Health {
        let writes = match self.condition.damage() {
            Some(damage) => Err(damage),
            None => self.probe.told(Instant::now(), self.try_to_write()).await,
        };
        writes.into()
    }
}

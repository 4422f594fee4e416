//! Making a data folder of a backup.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::founding::mend_codes;
use crate::journal::embedded::{self, Embedded, FillError, Filling, OpenError, Options};
use crate::journal::{Journal, JournalError, Registry};
use crate::room::{EpochError, NodeId, begin_epoch};
use crate::verify::{self, Report, VerifyError};

use super::holdings::Holdings;

/// A disk that has not taken an entry by then has no room, or is none.
const BEGUN_WITHIN: Duration = Duration::from_secs(30);

/// Nothing was restored, and the data folder is as it was. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no such file.
    #[error("there is no file {file}; name the one that `majlis backup --to` wrote with --from", file = file.display())]
    NoFile {
        /// What was named.
        file: PathBuf,
    },
    /// It is the database of a data folder, and not all of it.
    #[error(
        "{file} is the database of a data folder, and a part of it lies in the log beside it: make a backup of the folder with `majlis \
         backup`, and restore that", file = file.display()
    )]
    HasLog {
        /// The file.
        file: PathBuf,
    },
    /// It is no backup, or cannot be read.
    #[error("{file} cannot be restored: {why}", file = file.display())]
    Unusable {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        why: VerifyError,
    },
    /// It is not as it was written.
    #[error("{file} is damaged, and was not restored; take an older backup.\n{report}", file = file.display())]
    NotWhole {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        report: Box<Report>,
    },
    /// The folder cannot be filled.
    #[error(transparent)]
    Fill(#[from] FillError),
    /// What was copied there cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It cannot be read.
    #[error("what is in the backup cannot be read: {0}")]
    Journal(#[from] JournalError),
    /// A new epoch could not be begun.
    #[error(
        "forum {slug} cannot go on: {why}; make room on the disk and restore again, or take an older backup"
    )]
    Epoch {
        /// Which one.
        slug: String,
        /// Why.
        why: EpochError,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

/// Makes a data folder, in which no forum is yet, of a backup, and begins a new epoch in each of its forums. Tells what the
/// backup holds.
pub async fn restore(from: &Path, data: &Path) -> Result<Holdings, RestoreError> {
    let holdings = look_through(from).await?;
    let filling = Filling::begin(data)?;
    filling.take_in(from)?;
    let journal = Arc::new(Embedded::open(Options::new(filling.workshop())).await?);
    let begun = begin_epochs(&journal).await;
    // Before it is moved, whatever came of it.
    journal.close().await;
    begun?;
    filling.finish()?;
    Ok(holdings)
}

async fn look_through(from: &Path) -> Result<Holdings, RestoreError> {
    let file = from.to_owned();
    if !from.is_file() {
        return Err(RestoreError::NoFile { file });
    }
    if embedded::has_log(from) {
        return Err(RestoreError::HasLog { file });
    }
    let report = match verify::folder(from, None).await {
        Ok(report) => report,
        Err(why) => return Err(RestoreError::Unusable { file, why }),
    };
    if !report.is_whole() {
        return Err(RestoreError::NotWhole { file, report: Box::new(report) });
    }
    Ok(Holdings::of(&*Embedded::open_read_only(from).await.map(Arc::new)?).await?)
}

async fn begin_epochs(journal: &Arc<Embedded>) -> Result<(), RestoreError> {
    let node = NodeId::random()?;
    for record in journal.forums().await? {
        let every: Arc<dyn Journal> = journal.clone();
        let begun = timeout(BEGUN_WITHIN, begin_epoch(every, node.clone(), record.id)).await;
        let state = begun
            .unwrap_or_else(|_| Err(EpochError::NotWritten(format!("no answer in {BEGUN_WITHIN:?}"))))
            .map_err(|why| RestoreError::Epoch { slug: record.slug, why })?;
        // In the folder of a node over Redis there are none: they lead there from now on, as the forum says.
        mend_codes(&**journal, record.id, &state).await?;
    }
    Ok(())
}

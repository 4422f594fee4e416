//! Making a backup.

use std::io;
use std::path::{Path, PathBuf};

use crate::journal::JournalError;
use crate::journal::embedded::{CopyError, Embedded, OpenError, copy_database};
use crate::verify::{self, Report, VerifyError};

use super::holdings::Holdings;
use super::unfinished::{Begun, Unfinished};

/// A backup was not made; nothing of it is left. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Its name is taken.
    #[error("{file} is there already, and no backup takes the place of another file; name a new one with --to", file = file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// Somebody else is making it.
    #[error("another majlis is making {file} now; wait for it, or name another file with --to", file = file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
    /// The folder cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file could not be written.
    #[error("cannot write {file}: {why}; nothing was left there. Make room, or name a file in a folder that is there with --to", file = file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        why: String,
    },
    /// The copy could not be looked through.
    #[error("the copy cannot be read: {0}; nothing was left of it")]
    Verify(#[from] VerifyError),
    /// The same.
    #[error("the copy cannot be read: {0}; nothing was left of it")]
    Journal(#[from] JournalError),
    /// What was copied is not what was written once.
    #[error(
        "the data folder does not hold what was written to it, and no backup was made of that: check the disk, and keep \
         the backups that there are.\n{0}"
    )]
    NotWhole(Box<Report>),
}

/// Writes what a data folder holds at this moment to a new file, also beside a server, and verifies it there before it
/// gets its name.
pub async fn make(data: &Path, to: &Path) -> Result<Holdings, BackupError> {
    let write = |why: io::Error| BackupError::Write { file: to.to_owned(), why: why.to_string() };
    let unfinished = Unfinished::begin(to).map_err(|why| match why {
        Begun::Exists => BackupError::Exists { file: to.to_owned() },
        Begun::Busy => BackupError::Busy { file: to.to_owned() },
        Begun::Failed(why) => write(why),
    })?;
    Embedded::undisturbed(data, || copy(data, unfinished.file(), to)).await?;
    let holdings = look_through(unfinished.file()).await?;
    unfinished.finish().map_err(write)?;
    Ok(holdings)
}

async fn copy(data: &Path, unfinished: &Path, to: &Path) -> Result<(), BackupError> {
    let (data, file) = (data.to_owned(), unfinished.to_owned());
    let copied = tokio::task::spawn_blocking(move || copy_database(&data, &file)).await;
    // It panics only with the runtime's end.
    let copied = copied.unwrap_or_else(|why| Err(CopyError::Failed(why.to_string())));
    copied.map_err(|why| match why {
        CopyError::Open(why) => why.into(),
        CopyError::Failed(why) => BackupError::Write { file: to.to_owned(), why },
    })
}

/// What is in it, if it is what was written once.
async fn look_through(file: &Path) -> Result<Holdings, BackupError> {
    let report = verify::folder(file, None).await?;
    if !report.is_whole() {
        return Err(BackupError::NotWhole(Box::new(report)));
    }
    Ok(Holdings::of(&Embedded::open_read_only(file).await?).await?)
}

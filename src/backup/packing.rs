//! One forum as a file: its journal with its chain, what people wrote in it and was not erased, and its codes; nothing of the server that
//! held it, and no key.

use std::path::{Path, PathBuf};

use crate::founding::named_codes;
use crate::journal::embedded::{self, Embedded, OpenError};
use crate::journal::{ForumRecord, JournalError};
use crate::room::{RoomError, read_state};
use crate::verify::{self, Report, VerifyError};

use super::holdings::Holdings;
use super::unfinished::{Begun, Unfinished};

/// A forum was not written to a file; nothing of it is left. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The folder cannot be read, or there is no such forum in it.
    #[error(transparent)]
    Named(#[from] VerifyError),
    /// The folder cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Its name is taken.
    #[error("{file} is there already, and no archive takes the place of another file; name a new one with --out", file = file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// Somebody else is making it.
    #[error("another majlis is making {file} now; wait for it, or name another file with --out", file = file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
    /// The file could not be written.
    #[error("cannot write {file}: {why}; nothing was left there. Make room, or name a file in a folder that is there with --out", file = file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        why: String,
    },
    /// The forum cannot be read.
    #[error("the forum cannot be read: {0}; nothing was written. See what `majlis verify` says of it")]
    Room(#[from] RoomError),
    /// The same.
    #[error("the forum cannot be read: {0}; nothing was written. See what `majlis verify` says of it")]
    Journal(#[from] JournalError),
    /// What was copied is not what was written once.
    #[error(
        "the data folder does not hold of this forum what was written to it, and nothing was written: see what `majlis verify` says, and \
         restore a backup.\n{0}"
    )]
    NotWhole(Box<Report>),
}

/// Writes one forum of a data folder, by its join code or name, to a new file, also beside a server, and verifies it there before it gets
/// its name.
pub async fn pack(data: &Path, named: &str, to: &Path) -> Result<Holdings, PackError> {
    let write = |why: String| PackError::Write { file: to.to_owned(), why };
    let unfinished = Unfinished::begin(to).map_err(|why| match why {
        Begun::Exists => PackError::Exists { file: to.to_owned() },
        Begun::Busy => PackError::Busy { file: to.to_owned() },
        Begun::Failed(why) => write(why.to_string()),
    })?;
    let forum = Embedded::undisturbed(data, async || {
        let forum = verify::find(&Embedded::open_read_only(data).await?, named).await?;
        unfinished.empty().map_err(|why| write(why.to_string()))?;
        copy(data, unfinished.file(), &forum).await.map_err(write)?;
        Ok::<_, PackError>(forum)
    })
    .await?;
    add_codes(unfinished.file(), &forum, write).await?;
    let report = verify::folder(unfinished.file(), None).await?;
    if !report.is_whole() {
        return Err(PackError::NotWhole(Box::new(report)));
    }
    let holdings = Holdings::of(&Embedded::open_read_only(unfinished.file()).await?).await?;
    unfinished.finish().map_err(|why| write(why.to_string()))?;
    Ok(holdings)
}

async fn copy(data: &Path, to: &Path, forum: &ForumRecord) -> Result<(), String> {
    let (data, to, forum) = (data.to_owned(), to.to_owned(), forum.id);
    let copied = tokio::task::spawn_blocking(move || embedded::copy_forum(&data, &to, forum)).await;
    // It panics only with the runtime's end.
    copied.map_err(|why| why.to_string())?.map_err(|why| why.to_string())
}

/// Those that its entries say: in the folder of a node over Redis there are no others.
async fn add_codes(
    file: &Path,
    forum: &ForumRecord,
    write: impl Fn(String) -> PackError,
) -> Result<(), PackError> {
    let state = read_state(&Embedded::open_read_only(file).await?, forum.id).await?.state.clone();
    let (to, codes) = (file.to_owned(), named_codes(forum.id, &state));
    let put = tokio::task::spawn_blocking(move || embedded::put_codes(&to, &codes)).await;
    put.map_err(|why| write(why.to_string()))?.map_err(|why| write(why.to_string()))
}

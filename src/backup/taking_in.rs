//! Taking a forum into a data folder, from a file that another server's folder was packed into.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::domain::forum::is_slug;
use crate::founding::named_codes;
use crate::journal::embedded::{self, Arrival, Arrived, Embedded, OpenError, Options};
use crate::journal::{JoinCode, Journal, JournalError, Registry};
use crate::keys::{self, Key, Keys};
use crate::room::{EpochError, NodeId, RoomError, epoch_draft, read_state};
use crate::verify::{self, Report, VerifyError};

use super::holdings::{Held, Holdings};

/// A forum that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// What the file holds.
    pub held: Held,
    /// What it is called here.
    pub slug: String,
}

/// No forum was taken in, and the data folder is as it was. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such file.
    #[error("there is no file {file}; name the one that `majlis export --format archive` wrote", file = file.display())]
    NoFile {
        /// What was named.
        file: PathBuf,
    },
    /// It is the database of a data folder, and not all of it.
    #[error(
        "{file} is the database of a data folder, and a part of it lies in the log beside it: write the forum to a file with `majlis \
         export --format archive`, and import that", file = file.display()
    )]
    HasLog {
        /// The file.
        file: PathBuf,
    },
    /// It cannot be read.
    #[error("{file} cannot be imported: {why}", file = file.display())]
    Unusable {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        why: VerifyError,
    },
    /// It is not as it was written.
    #[error("{file} is not what was written once, and nothing was imported; write the forum to a file again.\n{report}", file = file.display())]
    NotWhole {
        /// The file.
        file: PathBuf,
        /// What is wrong, and where.
        report: Box<Report>,
    },
    /// It holds none, or several.
    #[error(
        "{file} holds {forums} forums, and one is imported at a time: write that one to a file with `majlis export --data {file} \
         --format archive`", file = file.display()
    )]
    NotOne {
        /// The file.
        file: PathBuf,
        /// How many.
        forums: usize,
    },
    /// Nothing has happened in it.
    #[error("the forum in {file} has not begun, and there is nothing to import", file = file.display())]
    NotBegun {
        /// The file.
        file: PathBuf,
    },
    /// The data folder cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// No name.
    #[error("{0:?} is no name for a forum: lower-case letters, digits, and hyphens between them")]
    BadSlug(String),
    /// It is there.
    #[error(
        "this forum is there already, as {0:?}, and was left as it is; two of one origin cannot be beside each other"
    )]
    There(String),
    /// It was there.
    #[error(
        "this forum was deleted from this data folder for good, and does not come back: import it into another one"
    )]
    Deleted,
    /// Another has its name.
    #[error("another forum is called {0:?} there; give this one another name with --slug")]
    SlugTaken(String),
    /// Another has one of its codes.
    #[error(
        "the join code {0} leads to another forum there, and a forum keeps its codes: import it into another data folder, or delete the other \
         forum once it is over"
    )]
    CodeTaken(JoinCode),
    /// It cannot be read.
    #[error("what is in the file cannot be read: {0}")]
    Room(#[from] RoomError),
    /// It cannot go on.
    #[error("the forum cannot go on: {0}")]
    Epoch(#[from] EpochError),
    /// It was not written.
    #[error("nothing was imported: {0}; make room on the disk, and import again")]
    Journal(#[from] JournalError),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

/// Takes the forum of a file into a data folder that no server uses, made when missing: after it was verified, all at once or not at all. It
/// keeps its id, its codes and its links, and goes on in a new epoch; `slug` is its name there where it is not the one it had.
pub async fn take_in(from: &Path, data: &Path, slug: Option<&str>) -> Result<TakenIn, ImportError> {
    let (journal, held) = look_through(from).await?;
    let record = journal.forums().await?.into_iter().next();
    let record = record.ok_or_else(|| ImportError::NotOne { file: from.to_owned(), forums: 0 })?;
    let slug = slug.unwrap_or(&record.slug).to_owned();
    if !is_slug(&slug) {
        return Err(ImportError::BadSlug(slug));
    }
    let standing = read_state(&journal, record.id).await?;
    if standing.rev == 0 {
        return Err(ImportError::NotBegun { file: from.to_owned() });
    }
    let codes = named_codes(record.id, &standing.state);
    let folder = Arc::new(Embedded::open(Options { lock_wait: Duration::ZERO, ..Options::new(data) }).await?);
    let next = epoch_draft(&standing, NodeId::random()?, folder.now())?;
    let mut key = Key::default();
    getrandom::fill(&mut key)?;
    // A server takes a folder with forums and without keys for one that lost them.
    let setting = (keys::SETTING, Bytes::from(Keys::of(key).to_bytes()));
    let arrival =
        Arrival { forum: record.id, slug: slug.clone(), codes, after: standing.head(), next, setting };
    let arrived = folder.take_in(from, arrival).await;
    folder.close().await;
    match arrived? {
        Arrived::Whole => Ok(TakenIn { held, slug }),
        Arrived::There(slug) => Err(ImportError::There(slug)),
        Arrived::Deleted => Err(ImportError::Deleted),
        Arrived::SlugTaken => Err(ImportError::SlugTaken(slug)),
        Arrived::CodeTaken(code) => Err(ImportError::CodeTaken(code)),
    }
}

/// The file, and the one forum that it holds, if it is what was written once.
async fn look_through(from: &Path) -> Result<(Embedded, Held), ImportError> {
    let file = from.to_owned();
    if !from.is_file() {
        return Err(ImportError::NoFile { file });
    }
    if embedded::has_log(from) {
        return Err(ImportError::HasLog { file });
    }
    let journal = match Embedded::open_read_only(from).await {
        Ok(journal) => journal,
        Err(why) => return Err(ImportError::Unusable { file, why: why.into() }),
    };
    let report = match verify::folder(from, None).await {
        Ok(report) => report,
        Err(why) => return Err(ImportError::Unusable { file, why }),
    };
    if !report.is_whole() {
        return Err(ImportError::NotWhole { file, report: Box::new(report) });
    }
    let mut held = Holdings::of(&journal).await?.0;
    match (held.pop(), held.len()) {
        (Some(one), 0) => Ok((journal, one)),
        (one, others) => Err(ImportError::NotOne { file, forums: others + usize::from(one.is_some()) }),
    }
}

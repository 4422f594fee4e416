//! The data folder: made when missing, and used by one process at a time.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::ErrorCode;

use crate::bounded;

use super::reached::{Reached, Saying};
use super::{private, schema};

/// Bytes with which every database of SQLite begins.
const HEADER: u64 = 100;
/// Bytes of the page that SQLite writes first, before anything is in the database.
const FIRST_PAGE: u64 = 4_096;
/// What stands in the lock once a database was made.
pub(super) const MADE: &[u8] = b"a database of majlis was made here\n";
/// How often a process that waits for the folder looks whether it is free.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How often a database that lacks something is looked at again beside a server that writes.
const LOOKS_AGAIN: usize = 20;

/// The data folder cannot be used. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be made, read or written.
    #[error(
        "cannot use the data folder {folder}: {source}; make it writable for the user that runs \
         majlis, or name another folder with --data", folder = folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is something else.
    #[error("the data folder {file} is a file; name a folder with --data", file = file.display())]
    File {
        /// What was named.
        file: PathBuf,
    },
    /// Another process has it.
    #[error(
        "another majlis is using the data folder {folder}{waited}; stop \
         that one first, or name another folder with --data", folder = folder.display()
    )]
    Taken {
        /// The folder.
        folder: PathBuf,
        /// How long this process waited for it to stop.
        waited: Waited,
    },
    /// There is none to read.
    #[error(
        "there is no database of majlis at {file}; name the folder that `majlis serve --data` writes",
        file = file.display()
    )]
    NoDatabase {
        /// Where it would be.
        file: PathBuf,
    },
    /// A later version of this program wrote it.
    #[error(
        "{file} was written by a newer majlis (form {found}; this one knows up to {known}); start \
         the newer version, or restore the backup made before it", file = file.display()
    )]
    Newer {
        /// The database.
        file: PathBuf,
        /// The form of its tables.
        found: u32,
        /// The newest form that this program knows.
        known: u32,
    },
    /// An earlier version of this program wrote it, in a form that is not read as it is.
    #[error(
        "{file} was written by an older majlis (form {found}; this one has {known}), and is not read as it is: start the \
         server on it once, or on a copy of its folder, which brings it up", file = file.display()
    )]
    Older {
        /// The database.
        file: PathBuf,
        /// The form of its tables.
        found: u32,
        /// The form that this program writes.
        known: u32,
    },
    /// Another program reads it, where the server must have it for itself for a moment.
    #[error(
        "another program reads {file}, and all of its log must be copied before anything is written: wait until `majlis \
         backup` or `majlis verify` is done, or end it, then start again", file = file.display()
    )]
    Read {
        /// The database.
        file: PathBuf,
    },
    /// The disk does not save it.
    #[error(
        "the disk does not save {file}: {source}; make room, or replace the disk, then start again", file = file.display()
    )]
    Unsaved {
        /// The database.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something else lies in the place of one of its files.
    #[error("{file} cannot be used: {why}; move it away, or name another folder with --data", file = file.display())]
    NoFile {
        /// What lies there.
        file: PathBuf,
        /// What it is.
        why: io::Error,
    },
    /// Somebody altered what the database is made of.
    #[error(
        "somebody else wrote to the database {file}: {what}, and may have altered what is kept. Put that right with the tool \
         that did it, and see what `majlis verify` says then; or restore a backup", file = file.display()
    )]
    Foreign {
        /// The database.
        file: PathBuf,
        /// What is otherwise than this program makes it.
        what: String,
    },
    /// It lacks what was written last.
    #[error(
        "the database {file} lacks what was saved last ({what}): its log {log} was cut or taken away, an older copy was put in its \
         place, or the disk did not save what it said it had. Put back what belongs there. If that is gone, make a backup of what is left \
         with `majlis backup`, and restore it into a new folder with `majlis restore`: phones that are still open then send again what \
         it lacks",
        file = file.display(), log = schema::log_of(file).display()
    )]
    Lacking {
        /// The database.
        file: PathBuf,
        /// The entry that was written last.
        what: String,
    },
    /// Nothing is left of it.
    #[error(
        "the database {file} is damaged: {bytes} bytes are left of it. Move the folder away and restore a backup with `majlis \
         restore`; over Redis, start with a new folder, which is filled from there",
        file = file.display()
    )]
    Cut {
        /// The database.
        file: PathBuf,
        /// How much there is of it.
        bytes: u64,
    },
    /// The database is damaged, or none.
    #[error(
        "cannot use the database {file}: {why}; a file that was copied may have come in part: copy it again. Otherwise check the disk, or \
         restore a backup",
        file = file.display()
    )]
    Database {
        /// The database.
        file: PathBuf,
        /// What SQLite said.
        why: String,
    },
}

impl OpenError {
    pub(super) fn database(file: &Path, why: &rusqlite::Error) -> Self {
        let file = file.to_owned();
        match why.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Unsaved { file, source: io::ErrorKind::StorageFull.into() },
            _ => Self::Database { file, why: why.to_string() },
        }
    }
}

/// How long was waited, as it is told: not at all where it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waited(Duration);

impl fmt::Display for Waited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_zero() { Ok(()) } else { write!(f, " (waited {:?} for it to stop)", self.0) }
    }
}

/// Fails where something else than a file is in its place: opening a pipe would wait for ever.
fn is_a_file(file: &Path) -> Result<(), OpenError> {
    let told = fs::metadata(file).map_or(Ok(()), |about| bounded::refuse(&about));
    told.map_err(|why| OpenError::NoFile { file: file.to_owned(), why })
}

/// The data folder, locked for as long as this lives.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Empty until a database was made.
    lock: File,
}

/// The file of a data folder that its process holds locked.
fn lock_in(folder: &Path) -> PathBuf {
    folder.join("lock")
}

/// Whether a process has the data folder. Makes nothing in it.
pub(super) fn is_taken(folder: &Path) -> io::Result<bool> {
    let lock = lock_in(folder);
    // Nobody has a folder whose lock is no file; whoever takes it is told.
    if is_a_file(&lock).is_err() {
        return Ok(false);
    }
    let lock = match File::open(lock) {
        Ok(lock) => lock,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(why) => return Err(why),
    };
    match lock.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(why)) => Err(why),
    }
}

/// What the database of a data folder lacks of what was written last, also while a server writes there.
pub fn lacks(folder: &Path) -> Result<Option<String>, OpenError> {
    let lock = match File::open(lock_in(folder)) {
        Ok(lock) => lock,
        // Of a database that is a file by itself nothing is said.
        Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(source) => return Err(OpenError::Folder { folder: folder.to_owned(), source }),
    };
    let mut missing = lacking(&lock, &database_in(folder))?;
    // A server may have taken an entry back in between, and says so right after.
    for _ in 0..LOOKS_AGAIN {
        let Some(said) = missing else { break };
        std::thread::sleep(LOOK_AGAIN);
        missing = lacking(&lock, &database_in(folder))?;
        if missing == Some(said) {
            break;
        }
    }
    Ok(missing.map(|reached| reached.to_string()))
}

/// What is said is read first: what is committed meanwhile is more, unless it takes the last entry back.
fn lacking(lock: &File, file: &Path) -> Result<Option<Reached>, OpenError> {
    let unreadable = |source| OpenError::Folder { folder: file.parent().unwrap_or(file).to_owned(), source };
    let Some(said) = Reached::said(lock).map_err(unreadable)? else { return Ok(None) };
    let failed = |why| OpenError::database(file, &why);
    let db = schema::open_read_only(file).map_err(failed)?;
    Ok(said.is_missing(&db).map_err(failed)?.then_some(said))
}

/// Where the database of a data folder lies.
pub(super) fn database_in(folder: &Path) -> PathBuf {
    folder.join("majlis.sqlite3")
}

/// That there is a database to read, as far as its folder may be looked into.
pub(super) fn is_there(file: &Path) -> Result<(), OpenError> {
    match file.try_exists() {
        Ok(true) => is_a_file(file),
        Ok(false) => Err(OpenError::NoDatabase { file: file.to_owned() }),
        Err(source) => Err(OpenError::Folder { folder: file.parent().unwrap_or(file).to_owned(), source }),
    }
}

impl Folder {
    /// Makes the folder if need be and waits for its lock, at most `wait`. Blocks the thread.
    pub(super) fn take(path: &Path, wait: Duration) -> Result<Self, OpenError> {
        let unusable = |source| OpenError::Folder { folder: path.to_owned(), source };
        if path.is_file() {
            return Err(OpenError::File { file: path.to_owned() });
        }
        private::make_folder(path).map_err(unusable)?;
        if let Some(mode) = private::open_to_others(path).map_err(unusable)? {
            let folder = path.display();
            tracing::warn!(
                "others than its user may look into the data folder {folder} (mode {mode:o}): chmod 700 it"
            );
        }
        for file in [lock_in(path), database_in(path)] {
            is_a_file(&file)?;
        }
        let lock = private::open_file(&lock_in(path)).map_err(unusable)?;
        let (until, mut told) = (Instant::now() + wait, false);
        loop {
            match lock.try_lock() {
                Ok(()) => {
                    let folder = Self { path: path.to_owned(), lock };
                    folder.refuse_remains()?;
                    return Ok(folder);
                }
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    if !told {
                        let (folder, seconds) = (path.display(), wait.as_secs());
                        tracing::info!(
                            "another majlis is using the data folder {folder}: waiting up to {seconds} s for it to stop"
                        );
                        told = true;
                    }
                    std::thread::sleep(LOOK_AGAIN);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(OpenError::Taken { folder: path.to_owned(), waited: Waited(wait) });
                }
                Err(TryLockError::Error(source)) => return Err(unusable(source)),
            }
        }
    }

    /// A database that was made here and is nothing any more is no new one. Where a first start broke off before there was any,
    /// neither the sign nor a log of it is there.
    fn refuse_remains(&self) -> Result<(), OpenError> {
        let file = self.database();
        let Ok(bytes) = fs::metadata(&file).map(|file| file.len()) else { return Ok(()) };
        if bytes < HEADER && self.was_made() { Err(OpenError::Cut { file, bytes }) } else { Ok(()) }
    }

    /// Makes the file of the database where there is none. One that was taken away is not made anew: its log would go with it.
    pub(super) fn make_database(&self) -> Result<(), OpenError> {
        let file = self.database();
        if !file.exists() && self.was_made() {
            return Err(OpenError::Cut { file, bytes: 0 });
        }
        // SQLite gives its log and its index the mode of the database.
        private::open_file(&file)
            .and_then(|database| if self.was_made() { Ok(()) } else { empty_if_blank(database) })
            .map_err(|source| OpenError::Folder { folder: self.path.clone(), source })
    }

    /// Whether there was a database in it once.
    fn was_made(&self) -> bool {
        let is_written = |about: io::Result<fs::Metadata>| about.is_ok_and(|about| about.len() > 0);
        is_written(self.lock.metadata()) || is_written(fs::metadata(schema::log_of(&self.database())))
    }

    /// What can be left in it also while another thread holds it.
    pub(super) fn sign(&self) -> Result<Sign, OpenError> {
        self.lock_again().map(Sign)
    }

    /// What says how far the database reaches, once the writer commits.
    pub(super) fn saying(&self) -> Result<Saying, OpenError> {
        let unusable = |source| OpenError::Folder { folder: self.path.clone(), source };
        Saying::new(self.lock_again()?).map_err(unusable)
    }

    fn lock_again(&self) -> Result<File, OpenError> {
        self.lock.try_clone().map_err(|source| OpenError::Folder { folder: self.path.clone(), source })
    }

    /// Of a database that another takes the place of nothing is said any more.
    pub(super) fn forget_reached(&self) -> io::Result<()> {
        Reached::forget(&self.lock)
    }

    /// Fails where the database lacks what was written last, as the lock says, before anything alters it. A copy is filled again.
    pub(super) fn refuse_lacking(&self, is_copy: bool) -> Result<(), OpenError> {
        let file = self.database();
        let Some(what) = lacking(&self.lock, &file)? else { return Ok(()) };
        if is_copy {
            let file = file.display();
            tracing::warn!(
                "{file} lacks what was saved last ({what}): what Redis has of it is taken from there"
            );
            return Ok(());
        }
        Err(OpenError::Lacking { file, what: what.to_string() })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the database lies.
    pub(super) fn database(&self) -> PathBuf {
        database_in(&self.path)
    }
}

/// Of a database that was never made the power cut may leave a page without its beginning, which SQLite takes for no database.
fn empty_if_blank(mut database: File) -> io::Result<()> {
    let mut header = Vec::new();
    if database.metadata()?.len() <= FIRST_PAGE {
        (&mut database).take(HEADER).read_to_end(&mut header)?;
    }
    let is_blank = !header.is_empty() && header.iter().all(|byte| *byte == 0);
    if is_blank { database.set_len(0) } else { Ok(()) }
}

/// By what a folder tells later that a database was made in it.
pub(super) struct Sign(File);

impl Sign {
    /// Leaves it, unless it is there. A disk without room for it keeps nobody from serving.
    pub(super) fn leave(mut self) {
        let left = self.0.metadata().and_then(|lock| match lock.len() {
            0 => self.0.rewind().and_then(|()| self.0.write_all(MADE)).and_then(|()| self.0.sync_data()),
            _ => Ok(()),
        });
        if let Err(why) = left {
            tracing::warn!(%why, "the data folder could not be signed: should its database be cut to nothing, it is taken for a new one");
        }
    }
}

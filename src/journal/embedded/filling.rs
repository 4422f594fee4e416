//! A data folder that a database is put into from elsewhere: all of it at one moment, or nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::folder::{Folder, OpenError};
use super::schema::{self, log_of};
use super::{private, rows};

/// Where the database is made ready, in the data folder itself: from there it can be moved in one step.
const WORKSHOP: &str = "restoring";

/// A folder cannot be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// It cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Something is in it.
    #[error(
        "the data folder {folder} holds forums already; name an empty one with --data, or move what is in it away first",
        folder = folder.display()
    )]
    Holds {
        /// The folder.
        folder: PathBuf,
    },
    /// The system did not do it.
    #[error("cannot fill the data folder {folder}: {why}; no forum is in it. Make room, or name another folder with --data", folder = folder.display())]
    Failed {
        /// The folder.
        folder: PathBuf,
        /// What it said.
        why: io::Error,
    },
}

/// A folder without a forum, locked until this is gone.
#[derive(Debug)]
pub struct Filling {
    folder: Folder,
    path: PathBuf,
}

impl Filling {
    /// Takes the folder, made when missing, if nobody uses it and no forum is in it. Blocks the thread.
    pub fn begin(path: &Path) -> Result<Self, FillError> {
        let folder = Folder::take(path, Duration::ZERO)?;
        if holds_something(&folder.database())? {
            return Err(FillError::Holds { folder: path.to_owned() });
        }
        let filling = Self { folder, path: path.to_owned() };
        // One that broke off may have left its own behind.
        filling.clear();
        private::make_folder(&filling.workshop()).map_err(|why| filling.failed(why))?;
        Ok(filling)
    }

    /// A data folder of its own, in which the database is made ready, and closed again.
    #[must_use]
    pub fn workshop(&self) -> PathBuf {
        self.path.join(WORKSHOP)
    }

    /// Puts a copy of that database into the workshop.
    pub fn take_in(&self, database: &Path) -> Result<(), FillError> {
        let to = super::folder::database_in(&self.workshop());
        let copied =
            private::open_file(&to).and_then(|mut to| io::copy(&mut fs::File::open(database)?, &mut to));
        copied.map(drop).map_err(|why| self.failed(why))
    }

    /// What was made ready is the folder's from now on.
    pub fn finish(self) -> Result<(), FillError> {
        self.put_in_place().map_err(|why| self.failed(why))?;
        self.folder.sign()?.leave();
        Ok(())
    }

    fn put_in_place(&self) -> io::Result<()> {
        let (ready, place) = (super::folder::database_in(&self.workshop()), self.folder.database());
        if fs::metadata(log_of(&ready)).is_ok_and(|log| log.len() > 0) {
            return Err(io::Error::other("what was made ready was not closed"));
        }
        fs::File::open(&ready)?.sync_all()?;
        // The log of another database would be taken for the log of this one.
        for beside in [log_of(&place), schema::index_of(&place)] {
            private::remove_if_there(&beside)?;
        }
        self.folder.forget_reached()?;
        fs::rename(&ready, &place)?;
        private::sync_folder(&self.path)
    }

    fn failed(&self, why: io::Error) -> FillError {
        FillError::Failed { folder: self.path.clone(), why }
    }

    fn clear(&self) {
        // Where nothing is there is nothing to clear, and what cannot be cleared is in nobody's way but the next one's, who
        // is told.
        let _ = fs::remove_dir_all(self.workshop());
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whether a forum is in the database, or lies there unlisted. A file that is empty, or not there, is none yet.
fn holds_something(database: &Path) -> Result<bool, OpenError> {
    if fs::metadata(database).map_or(true, |file| file.len() == 0) {
        return Ok(false);
    }
    let failed = |why| OpenError::database(database, &why);
    let db = schema::open_read_only(database).map_err(failed)?;
    schema::check_version(&db, database)?;
    let listed: bool = db
        .query_row("SELECT EXISTS (SELECT 1 FROM forums)", [], |row| row.get(0))
        .map_err(|why| OpenError::database(database, &why))?;
    Ok(listed || !rows::strays(&db).map_err(|why| OpenError::database(database, &why))?.is_empty())
}

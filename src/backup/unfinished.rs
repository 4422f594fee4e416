//! A file that is to be there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::journal::embedded::{open_private_file, sync_folder};

/// What its name ends in until it is finished.
const ENDING: &str = ".unfinished";

/// Why it cannot be begun.
pub(super) enum Begun {
    /// Its name is taken.
    Exists,
    /// Somebody else is making it.
    Busy,
    /// The system does not let it.
    Failed(io::Error),
}

/// The file under another name, readable by its user alone. It is gone with this, unless it was finished.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: PathBuf,
    place: PathBuf,
    /// Held so that no other process makes the same one.
    lock: File,
}

impl Unfinished {
    /// Begins it, empty. What one that broke off left behind is done away with.
    pub(super) fn begin(place: &Path) -> Result<Self, Begun> {
        let mut name = place.file_name().map_or_else(OsString::new, OsString::from);
        name.push(ENDING);
        let file = place.with_file_name(name);
        let lock = open_private_file(&file).map_err(Begun::Failed)?;
        lock.try_lock().map_err(|why| match why {
            TryLockError::WouldBlock => Begun::Busy,
            TryLockError::Error(why) => Begun::Failed(why),
        })?;
        let unfinished = Self { file, place: place.to_owned(), lock };
        if place.symlink_metadata().is_ok() {
            return Err(Begun::Exists);
        }
        unfinished.lock.set_len(0).map_err(Begun::Failed)?;
        Ok(unfinished)
    }

    /// Where it lies until then.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Makes it durable, and gives it its name, if nothing took that meanwhile.
    pub(super) fn finish(self) -> io::Result<()> {
        self.lock.sync_all()?;
        if self.place.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(&self.file, &self.place)?;
        let folder = self.place.parent().filter(|folder| !folder.as_os_str().is_empty());
        sync_folder(folder.unwrap_or(Path::new(".")))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it was finished there is nothing under this name; and whoever cannot take it away cannot do more than say
        // why the rest failed, which is said.
        let _ = fs::remove_file(&self.file);
    }
}

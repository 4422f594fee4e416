//! A file that is to be there whole or not at all.

use std::ffi::OsString;
#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, File, TryLockError};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::journal::embedded::{is_at, open_private_file, sync_folder};

/// What its name ends in until it is finished.
const ENDING: &str = ".unfinished";
/// How often it is opened anew where others end just then.
const ROUNDS: usize = 16;

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
        let lock = take(&file, || open_own(&file))?;
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

    /// Takes back what was written to it.
    pub(super) fn empty(&self) -> io::Result<()> {
        self.lock.set_len(0)
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

/// Opens it for its user alone. In a folder that others write to somebody may have laid one there, or a link to a file of theirs or of
/// somebody else: all that people wrote would go there.
fn open_own(file: &Path) -> io::Result<File> {
    if file.symlink_metadata().is_ok_and(|there| there.is_symlink()) {
        return Err(io::Error::other(format!("{} is a link; take it away", file.display())));
    }
    let opened = open_private_file(file)?;
    #[cfg(unix)]
    opened.set_permissions(Permissions::from_mode(0o600))?;
    Ok(opened)
}

/// The file, locked for this process alone. Whoever had it may have taken it away, or given it its name, between that it was opened here and locked:
/// then it is another one, and what lies under the name by now is opened.
fn take(file: &Path, open: impl Fn() -> io::Result<File>) -> Result<File, Begun> {
    for _ in 0..ROUNDS {
        let lock = open().map_err(Begun::Failed)?;
        lock.try_lock().map_err(|why| match why {
            TryLockError::WouldBlock => Begun::Busy,
            TryLockError::Error(why) => Begun::Failed(why),
        })?;
        if is_at(&lock, file).map_err(Begun::Failed)? {
            return Ok(lock);
        }
    }
    Err(Begun::Busy)
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it was finished there is nothing under this name; and whoever cannot take it away cannot do more than say
        // why the rest failed, which is said.
        let _ = fs::remove_file(&self.file);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_somebody_else_laid_in_its_way_gets_nothing_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let (place, file) = (folder.path().join("backup"), folder.path().join("backup.unfinished"));
        let other = folder.path().join("other");
        fs::write(&other, "somebody else's").unwrap();
        std::os::unix::fs::symlink(&other, &file).unwrap();
        assert!(matches!(Unfinished::begin(&place), Err(Begun::Failed(_))));
        assert_eq!(fs::read_to_string(&other).unwrap(), "somebody else's");
        fs::remove_file(&file).unwrap();
        fs::write(&file, "half of one").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
        let begun = Unfinished::begin(&place).ok().unwrap();
        assert_eq!(fs::metadata(begun.file()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    /// The one that has the file ends between the two steps of whoever comes next.
    #[test]
    fn a_file_that_was_taken_away_or_finished_since_it_was_opened_is_not_written_to() {
        for is_finished in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let (place, file) = (folder.path().join("backup"), folder.path().join("backup.unfinished"));
            let (other, has_ended) = (Cell::new(Unfinished::begin(&place).ok()), Cell::new(false));
            let open = || {
                let opened = open_private_file(&file)?;
                if let Some(other) = other.take() {
                    has_ended.set(true);
                    if is_finished {
                        other.finish()?;
                    }
                }
                Ok(opened)
            };
            let lock = take(&file, open).ok().unwrap();
            assert!(has_ended.get() && is_at(&lock, &file).unwrap(), "what is written is under another name");
            assert!(matches!(take(&file, || open_private_file(&file)), Err(Begun::Busy)), "two have it");
        }
    }
}

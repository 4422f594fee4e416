//! Folders and files of the program's user alone: they hold the key of the tokens and everything that people wrote.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Makes a folder, with those above it that are missing. One that is there is left as it is.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut make = DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    make.mode(0o700);
    make.create(path)
}

/// Opens a file to read and to write, made empty where it is missing. One that is there is left as it is.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    let mut open = OpenOptions::new();
    open.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    open.mode(0o600);
    open.open(path)
}

/// Takes a file away, where there is one.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

/// Makes what was renamed in a folder durable.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Nothing: this system opens no folders.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The mode of a folder that others than its user may look into; nothing of any other.
#[cfg(unix)]
pub(super) fn open_to_others(path: &Path) -> io::Result<Option<u32>> {
    let mode = std::fs::metadata(path)?.permissions().mode() & 0o777;
    Ok((mode & 0o077 != 0).then_some(mode))
}

/// Nothing: this system has no such modes.
#[cfg(not(unix))]
pub(super) fn open_to_others(_: &Path) -> io::Result<Option<u32>> {
    Ok(None)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[test]
    fn a_folder_that_others_may_look_into_is_told_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        for (mode, told) in [(0o700, None), (0o750, Some(0o750)), (0o701, Some(0o701))] {
            std::fs::set_permissions(folder.path(), Permissions::from_mode(mode)).unwrap();
            make_folder(folder.path()).unwrap();
            assert_eq!(open_to_others(folder.path()).unwrap(), told);
        }
    }
}

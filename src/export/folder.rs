//! Every table in a folder, a file for each.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::record::Record;
use super::sheet::Table;

/// A file of an export cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {why}; name a folder that you may write to", path.display())]
pub struct FolderError {
    /// Which one.
    pub path: PathBuf,
    /// What the system said.
    pub why: io::Error,
}

/// Writes every table as CSV into the folder, which is made when missing, and yields the files.
pub fn folder(record: &Record, folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    fs::create_dir_all(folder).map_err(|why| FolderError { path: folder.to_owned(), why })?;
    Table::ALL.into_iter().map(|table| file(record, table, folder)).collect()
}

/// Opens a file to write anew, which its user alone may read where it is made: it holds what people wrote.
pub fn private_file(path: &Path) -> io::Result<File> {
    let mut open = OpenOptions::new();
    open.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(path)
}

fn file(record: &Record, table: Table, folder: &Path) -> Result<PathBuf, FolderError> {
    let path = folder.join(format!("{}.csv", table.name()));
    let written = private_file(&path).and_then(|file| super::csv::write(record, table, BufWriter::new(file)));
    written.map(|()| path.clone()).map_err(|why| FolderError { path, why })
}

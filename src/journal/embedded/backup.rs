//! A copy of the database that is whole by itself, made while a server goes on writing.

use std::fs::OpenOptions;
use std::path::Path;

use super::folder::{self, OpenError};
use super::schema;

/// A copy was not made.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is nothing to copy, or it cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It could not be written, or read to its end.
    #[error("{0}")]
    Failed(String),
}

/// Copies what a data folder holds at this moment into a file that is there, in the place of what is in it: one that were made here might be
/// read by others. Waits for nobody and holds nobody up; what was erased is not in the copy. It is not synced yet. Blocks the thread.
pub fn copy_database(data: &Path, to: &Path) -> Result<(), CopyError> {
    let file = folder::database_in(data);
    folder::is_there(&file)?;
    OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(to)
        .map_err(|why| CopyError::Failed(why.to_string()))?;
    copy(&file, to)
}

fn copy(file: &Path, to: &Path) -> Result<(), CopyError> {
    let db = schema::open_read_only(file).map_err(|why| OpenError::database(file, &why))?;
    schema::check_version(&db, file)?;
    let to = to.to_str().ok_or_else(|| CopyError::Failed("its name is no text".to_owned()))?;
    // One read transaction: whatever is written meanwhile is not in it.
    db.execute("VACUUM INTO ?1", [to]).map_err(|why| CopyError::Failed(why.to_string()))?;
    Ok(())
}

//! What happened in a forum, for whoever goes on with it elsewhere: as JSON with everything in it, or as sheets, each
//! by itself or all in one workbook.
//!
//! An export holds what was said and counted and nothing of who did it: no participant, no ballot, in a secret poll or
//! an open one. Of statements the document has what each person said of all of them, in lines without a name and in an order that says
//! nothing: who knows much of what somebody thinks may find theirs.

mod clock;
mod csv;
mod folder;
mod name;
pub mod record;
mod sheet;
mod xlsx;

use std::io::{self, Write};

pub use clock::day;
pub use csv::write as csv;
pub use folder::{FolderError, folder, private_file};
pub use name::FileName;
pub use record::Record;
pub use sheet::Table;
pub use xlsx::write as xlsx;

/// Writes everything as one JSON document.
pub fn json(record: &Record, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, record)?;
    to.write_all(b"\n")
}

//! Whether the files that are open are still those of the folder.
//!
//! A file that is taken away while it is open can be written to as before, and is gone with the process.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::schema::log_of;

/// How often it is looked: what is acknowledged in between can be lost.
const LOOK: Duration = Duration::from_secs(1);

/// The files of an open database.
#[derive(Debug)]
pub(super) struct Place {
    files: [PathBuf; 2],
    /// Which they were when they were first seen since they were opened.
    seen: [Option<File>; 2],
    looked: Option<Instant>,
}

/// Which file it is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct File {
    device: u64,
    no: u64,
}

#[cfg(unix)]
fn which(about: &Metadata) -> File {
    use std::os::unix::fs::MetadataExt;
    File { device: about.dev(), no: about.ino() }
}

/// Any, as this system has no such numbers.
#[cfg(not(unix))]
fn which(_: &Metadata) -> File {
    File { device: 0, no: 0 }
}

/// Whether an open file is the one that lies there.
pub(crate) fn is_at(open: &fs::File, place: &Path) -> io::Result<bool> {
    match fs::metadata(place) {
        Ok(there) => Ok(which(&open.metadata()?) == which(&there)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(why) => Err(why),
    }
}

impl Place {
    pub(super) fn of(database: &Path) -> Self {
        Self { files: [database.to_owned(), log_of(database)], seen: [None; 2], looked: None }
    }

    /// They are opened anew.
    pub(super) fn is_opened(&mut self) {
        self.seen = [None; 2];
        self.looked = None;
    }

    /// It is looked anew at the next call, however soon.
    pub(super) fn is_due(&mut self) {
        self.looked = None;
    }

    /// The one that is not there any more, or is another one. Looks at most once a second.
    pub(super) fn missing(&mut self, now: Instant) -> Option<&Path> {
        if self.looked.is_some_and(|looked| now.saturating_duration_since(looked) < LOOK) {
            return None;
        }
        self.looked = Some(now);
        let mut missing = None;
        for (file, seen) in self.files.iter().zip(&mut self.seen) {
            let there = fs::metadata(file).ok().map(|about| which(&about));
            if seen.is_none() {
                *seen = there;
            } else if *seen != there {
                missing = Some(file.as_path());
            }
        }
        let file = missing?;
        // As long as it is so, nothing goes on.
        self.looked = None;
        Some(file)
    }
}

//! The record of a run: each act and each answer as a line of JSON, in the order in which they were seen.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde_json::Value;

/// Where all that happens is written down.
#[derive(Clone)]
pub struct Record(Arc<Inner>);

struct Inner {
    file: PathBuf,
    began: Instant,
    lines: Mutex<BufWriter<File>>,
}

impl Record {
    /// A new one in a file.
    pub fn begin(file: &Path) -> std::io::Result<Self> {
        let lines = Mutex::new(BufWriter::new(File::create(file)?));
        Ok(Self(Arc::new(Inner { file: file.to_owned(), began: Instant::now(), lines })))
    }

    /// Writes down what happened, with the milliseconds since the beginning (`at`).
    pub fn note(&self, mut happened: Value) {
        happened["at"] = self.at().into();
        let mut lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(lines, "{happened}").expect("the record can be written");
    }

    /// Milliseconds since the beginning.
    pub fn at(&self) -> u64 {
        self.0.began.elapsed().as_millis().try_into().unwrap_or(u64::MAX)
    }

    /// What was written down, read again from the file.
    pub fn read(&self) -> std::io::Result<Vec<Value>> {
        let text = {
            // Nobody writes half a line meanwhile.
            let mut lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
            lines.flush()?;
            std::fs::read_to_string(&self.0.file)?
        };
        text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    }
}

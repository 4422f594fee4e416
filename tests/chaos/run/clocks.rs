//! What the times of a journal must be, whatever the clocks of its machines said.
//!
//! A node by itself goes on by its machine's own count from the time that it was started at, right or wrong: a jump is not
//! followed before it lasted a minute, which no round does. Over Redis the time is Redis's. And no entry is earlier than the
//! one before it.

use std::ops::RangeInclusive;
use std::path::Path;

use majlis::journal::Journal;
use majlis::journal::embedded::Embedded;

use crate::support::drafts::FORUM;

/// What may lie between a clock's being asked and what came of it.
const ROUGHLY: i64 = 2_000;
const PAGE: usize = 1_000;

/// The times that a node may write, by how far ahead of the right one its clock was at its start.
#[derive(Debug, Default)]
pub struct Lives(Vec<RangeInclusive<i64>>);

impl Lives {
    /// A node ran between these times, and was ahead by so much.
    pub fn add(&mut self, (began, ended): (i64, i64), ahead: i64) {
        self.0.push(began + ahead - ROUGHLY..=ended + ahead + ROUGHLY);
    }

    fn may_say(&self, time: i64) -> bool {
        self.0.iter().any(|life| life.contains(&time))
    }

    /// Entries in a folder that go back in time, or whose time no node can have given.
    pub async fn differences(&self, folder: &Path) -> Vec<String> {
        match times(folder).await {
            Ok(times) => self.differ(&times),
            Err(why) => vec![format!("the times of {} cannot be read: {why}", folder.display())],
        }
    }

    fn differ(&self, times: &[i64]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (no, (before, time)) in times.iter().zip(&times[1..]).enumerate() {
            if time < before {
                wrong.push(format!("entry {} is {} ms before the one before it", no + 2, before - time));
            } else if time > before && !self.may_say(*time) {
                wrong.push(format!("entry {} has a time that no node gave: {time}", no + 2));
            }
        }
        wrong
    }
}

async fn times(folder: &Path) -> Result<Vec<i64>, Box<dyn std::error::Error>> {
    let journal = Embedded::open_read_only(folder).await?;
    let mut times = Vec::new();
    loop {
        let entries = journal.read(FORUM, times.len() as u64, PAGE).await?;
        if entries.is_empty() {
            return Ok(times);
        }
        times.extend(entries.iter().map(|entry| entry.time.0));
    }
}

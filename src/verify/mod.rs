//! `majlis verify`: whether a data folder holds what was written, and whether every figure is the count of what people
//! did.
//!
//! Compared are, for each forum: its chain of entries with the hashes that it carries, and what lies beside each entry
//! (its time, its texts) with what the entry says, which the hashes cover; the figures of the state that a room would have
//! with a count of its own ([`recount`]), made from the changes alone; the join codes with those of that state; and the
//! snapshot, if there is one, with the state of that revision. Whatever lies there of a forum that is not in the list is
//! told too, and whatever else this program would not have made. Nothing holds against somebody who writes all of it anew, hashes and snapshot included.

mod codes;
mod compare;
mod foreign;
mod published;
mod recount;
mod report;
mod signed;
#[cfg(test)]
mod tests;
mod unwritten;
mod walk;
mod words;

use std::path::Path;

use crate::domain::id::ForumId;
use crate::domain::text::digits;
use crate::journal::embedded::{Embedded, OpenError};
use crate::journal::{ForumRecord, JoinCode, JournalError, Registry};
use crate::room::read_state;

pub use published::{AwardReport, TrackCount, award};
pub use report::{Counted, Difference, ForumReport, Report};

/// A folder could not be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Its list of forums cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The forum that was named is not in it.
    #[error("there is no forum \"{named}\" in it; {there}")]
    NoForum {
        /// What was named.
        named: String,
        /// What there is.
        there: String,
    },
}

/// Verifies every forum of a data folder, or the one with that join code or name. Reads only, also beside a server.
pub async fn folder(folder: &Path, only: Option<&str>) -> Result<Report, VerifyError> {
    Embedded::undisturbed(folder, || look_through(folder, only)).await
}

async fn look_through(folder: &Path, only: Option<&str>) -> Result<Report, VerifyError> {
    let journal = Embedded::open_read_only(folder).await?;
    // First of all: a text of a file that was made by hand may be said to be far longer than the file.
    if let Some(fault) = foreign::damaged(&journal).await {
        return Ok(Report { folder: vec![fault], ..Report::default() });
    }
    // A view in the place of a table may have no end, so nothing is read of what is made otherwise.
    let foreign = foreign::made_otherwise(&journal).await?;
    if !foreign.is_empty() {
        return Ok(Report { folder: foreign, ..Report::default() });
    }
    let (records, strays) = match only {
        Some(named) => (vec![find(&journal, named).await?], Vec::new()),
        None => (journal.forums().await?, journal.strays().await?),
    };
    let mut forums = Vec::with_capacity(records.len());
    for record in records {
        forums.push(walk::forum(&journal, record).await?);
    }
    let folder = foreign::look_for(folder, &journal).await?;
    Ok(Report { forums, strays, folder })
}

/// The forum with that join code (its own or a hall's) or that name.
pub async fn find(journal: &Embedded, named: &str) -> Result<ForumRecord, VerifyError> {
    let records = journal.forums().await?;
    let coded = coded(journal, &records, named).await?;
    let is_it = |record: &&ForumRecord| record.slug == named || Some(record.id) == coded;
    if let Some(record) = records.iter().find(is_it) {
        return Ok(record.clone());
    }
    let slugs: Vec<&str> = records.iter().map(|record| record.slug.as_str()).collect();
    let there = match slugs.as_slice() {
        [] => "it holds no forum yet".to_owned(),
        slugs => format!("there are: {}", slugs.join(", ")),
    };
    Err(VerifyError::NoForum { named: named.to_owned(), there })
}

async fn coded(
    journal: &Embedded,
    records: &[ForumRecord],
    typed: &str,
) -> Result<Option<ForumId>, JournalError> {
    let Ok(digits) = digits::join_code_digits(typed) else { return Ok(None) };
    let Ok(code) = digits.parse::<JoinCode>() else { return Ok(None) };
    if let Some(place) = journal.lookup(code).await? {
        return Ok(Some(place.forum));
    }
    // The folder of a node over Redis, which keeps the codes: forums say their own.
    for record in records {
        let state = read_state(journal, record.id).await.map(|standing| standing.state);
        if state.is_ok_and(|state| state.codes().any(|(_, said)| said == digits)) {
            return Ok(Some(record.id));
        }
    }
    Ok(None)
}

//! What belongs to no forum: what the database is made of, how far it reaches, and the keys of the tokens.

use std::path::Path;

use crate::journal::Registry;
use crate::journal::embedded::{self, Embedded};
use crate::keys::{self, Keys};

use super::VerifyError;
use super::report::Difference;

/// The first thing in the database that is not as SQLite writes it.
pub(super) async fn damaged(journal: &Embedded) -> Option<Difference> {
    let fault = journal.first_fault().await.unwrap_or_else(|why| Some(why.to_string()))?;
    Some(told("the database", format!("it is damaged: {fault}")))
}

/// What the database is made of otherwise than this program makes it.
pub(super) async fn made_otherwise(journal: &Embedded) -> Result<Vec<Difference>, VerifyError> {
    Ok(journal.foreign().await?.into_iter().map(|what| told("the database", what)).collect())
}

fn told(place: &str, what: String) -> Difference {
    Difference { place: place.to_owned(), what }
}

/// What else is there that is not as this program leaves it.
pub(super) async fn look_for(folder: &Path, journal: &Embedded) -> Result<Vec<Difference>, VerifyError> {
    let mut found = Vec::new();
    if let Some(what) = embedded::lacks(folder)? {
        found.push(told("the database", format!("it lacks what was saved last ({what}): its log was cut or taken away, or an older copy lies there")));
    }
    let stored = journal.setting(keys::SETTING).await?;
    if stored.is_some_and(|stored| Keys::read(&stored).is_none()) {
        let what = "they cannot be read, so no server can be started with them";
        found.push(told("the keys of the tokens", what.to_owned()));
    }
    Ok(found)
}

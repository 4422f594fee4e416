//! What belongs to no forum: what the database is made of, how far it reaches, and the keys of the tokens.

use std::path::Path;

use crate::http::keys::{self, Keys};
use crate::journal::Registry;
use crate::journal::embedded::{self, Embedded};

use super::VerifyError;
use super::report::Difference;

/// What is otherwise there than this program makes it.
pub(super) async fn look_for(folder: &Path, journal: &Embedded) -> Result<Vec<Difference>, VerifyError> {
    let told = |place: &str, what: String| Difference { place: place.to_owned(), what };
    let foreign = journal.foreign().await?.into_iter();
    let mut found: Vec<_> = foreign.map(|what| told("the database", what)).collect();
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

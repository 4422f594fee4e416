//! What belongs to no forum: what the database is made of, and the keys of the tokens.

use crate::http::keys::{self, Keys};
use crate::journal::embedded::Embedded;
use crate::journal::{JournalError, Registry};

use super::report::Difference;

/// What is otherwise there than this program makes it.
pub(super) async fn look_for(journal: &Embedded) -> Result<Vec<Difference>, JournalError> {
    let told = |place: &str, what: String| Difference { place: place.to_owned(), what };
    let foreign = journal.foreign().await?.into_iter();
    let mut found: Vec<_> = foreign.map(|what| told("the database", what)).collect();
    let stored = journal.setting(keys::SETTING).await?;
    if stored.is_some_and(|stored| Keys::read(&stored).is_none()) {
        let what = "they cannot be read, so no server can be started with them";
        found.push(told("the keys of the tokens", what.to_owned()));
    }
    Ok(found)
}

//! How many forums may be made over HTTP: each has a journal, codes and, while somebody is there, a room. Requests to one
//! node keep to it exactly; of nodes that found at the same moment, each but the first can go one beyond.

use crate::http::error::{ApiCode, ApiError};
use crate::journal::ForumRecord;

/// Rehearsals of one forum at a time. A team rehearses a few times, and each copy can be deleted.
pub(super) const REHEARSALS: usize = 20;
/// Forums of a deployment, rehearsals among them: years of them.
const FORUMS: usize = 500;
/// What the name of a rehearsal adds to that of its forum, before a number.
const REHEARSAL: &str = "-rehearsal";

/// Refuses where another forum would be one too many.
pub(super) fn one_more(there: &[ForumRecord]) -> Result<(), ApiError> {
    if there.len() < FORUMS { Ok(()) } else { Err(ApiCode::TooManyForums.into()) }
}

/// The name that another rehearsal of a forum wants. A rehearsal's own rehearsals are those of its forum. Refuses where it
/// would be one too many.
pub(super) fn one_more_rehearsal(of: &str, there: &[ForumRecord]) -> Result<String, ApiError> {
    let forum = forum_of(of);
    let rehearsals = there.iter().filter(|record| record.slug != forum && forum_of(&record.slug) == forum);
    if rehearsals.count() < REHEARSALS {
        Ok(format!("{forum}{REHEARSAL}"))
    } else {
        Err(ApiCode::TooManyRehearsals.into())
    }
}

/// The forum of which that is the name of a rehearsal; else that name itself.
fn forum_of(slug: &str) -> &str {
    let is_number =
        |text: &str| text.strip_prefix('-').is_some_and(|no| no.bytes().all(|byte| byte.is_ascii_digit()));
    match slug.rsplit_once(REHEARSAL) {
        Some((forum, rest)) if rest.is_empty() || is_number(rest) => forum,
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ForumId;

    fn forums(slugs: impl IntoIterator<Item = String>) -> Vec<ForumRecord> {
        (1..).map(ForumId).zip(slugs).map(|(id, slug)| ForumRecord { id, slug }).collect()
    }

    #[test]
    fn rehearsals_of_a_rehearsal_are_those_of_its_forum() {
        for of in ["izwa", "izwa-rehearsal", "izwa-rehearsal-12"] {
            assert_eq!(one_more_rehearsal(of, &[]).unwrap(), "izwa-rehearsal", "{of}");
        }
        assert_eq!(one_more_rehearsal("a-rehearsal-of-b", &[]).unwrap(), "a-rehearsal-of-b-rehearsal");
        assert_eq!(one_more_rehearsal("rehearsal", &[]).unwrap(), "rehearsal-rehearsal");
    }

    #[test]
    fn each_forum_has_its_own() {
        let copies = (2..=REHEARSALS).map(|no| format!("izwa-rehearsal-{no}"));
        let mut there =
            forums(["izwa".into(), "other".into(), "other-rehearsal".into()].into_iter().chain(copies));
        assert!(one_more_rehearsal("izwa", &there).is_ok());
        there.extend(forums(["izwa-rehearsal".into()]));
        assert_eq!(
            one_more_rehearsal("izwa-rehearsal-7", &there).unwrap_err().code(),
            ApiCode::TooManyRehearsals
        );
        assert!(one_more_rehearsal("other", &there).is_ok());
    }

    #[test]
    fn a_deployment_has_an_end() {
        let there = forums((1..=FORUMS).map(|no| no.to_string()));
        assert!(one_more(&there[1..]).is_ok());
        assert_eq!(one_more(&there).unwrap_err().code(), ApiCode::TooManyForums);
    }
}

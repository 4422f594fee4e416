//! Commands that were decided before, told by their ids.

use super::{Decision, Request};
use crate::domain::id::{CommandId, LinkNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};

/// The thing of a kind that this very command made before, if it did; `number` tells the kind.
///
/// # Errors
/// `id_reused` where the author gave the id to a command that made something else.
pub fn made_before(
    state: &State,
    author: Author,
    request: &Request,
    number: impl Fn(Made) -> Option<u32>,
) -> Result<Option<Decision>, Refusal> {
    let Some(made) = state.made.get(&(author, request.id)) else { return Ok(None) };
    match number(*made) {
        Some(number) => Ok(Some(Decision { made: Some(number), ..Decision::stands() })),
        None => Err(Code::IdReused.into()),
    }
}

/// Whether this very command was done before by this link. Asked by commands that name no version, or whose value is
/// relative: what others did since must not be undone by one that is sent again.
pub fn done_before(state: &State, by: LinkNo, request: &Request) -> Result<bool, Refusal> {
    match state.made.get(&(Author::Link(by), request.id)) {
        None => Ok(false),
        Some(Made::Done) => Ok(true),
        Some(_) => Err(Code::IdReused.into()),
    }
}

/// Whether what its owner sets again and again stands as this very command set it, where it was set `before`.
///
/// # Errors
/// `bad_seq` for a number that no client counts to, `stale` where a later setting stands.
pub fn set_before(before: Option<(Seq, CommandId)>, this: (Seq, CommandId)) -> Result<bool, Refusal> {
    if this.0 > Seq::MAX {
        return Err(Code::BadSeq.into());
    }
    match before {
        Some(set) if set > this => Err(Code::Stale.into()),
        Some(set) => Ok(set == this),
        None => Ok(false),
    }
}

//! What people say of a session.

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use super::id::{CommandId, PersonId, WordsNo};
use super::register::Seq;

/// The feedback of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Opened or closed by hand; `None` follows the agenda.
    pub open: Option<bool>,
    /// One rating a person.
    pub ratings: OrdMap<PersonId, Rating>,
    /// How many people gave one to five stars; equal to a recount of `ratings` at every revision.
    pub stars: [u32; 5],
    /// The comments of the ratings that stand; descending is newest first.
    pub comments: OrdSet<WordsNo>,
}

/// Somebody's rating of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// One to five.
    pub stars: u8,
    /// A comment, seen by the organisers.
    pub comment: Option<WordsNo>,
    /// How often a comment of this person was overridden.
    pub rewritten: u32,
    /// The client's sequence number: the highest (seq, id) stands.
    pub seq: Seq,
    /// The command that set it.
    pub id: CommandId,
}

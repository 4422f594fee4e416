//! Votes in a snapshot: person by person, so that nobody's number is written once for each of their votes.

use imbl::OrdMap;
use serde::{Deserialize, Deserializer, Serializer};

use super::{Cast, Vote};
use crate::domain::id::{CommandId, PersonId, StatementNo};
use crate::domain::register::Seq;

type Votes = OrdMap<(PersonId, StatementNo), Cast>;

/// What somebody said of a statement.
type Said = (StatementNo, Option<Vote>, Seq, CommandId);

pub fn serialize<S: Serializer>(votes: &Votes, to: S) -> Result<S::Ok, S::Error> {
    let mut people: Vec<(PersonId, Vec<Said>)> = Vec::new();
    for ((person, statement), Cast { vote, seq, id }) in votes {
        let said = (*statement, *vote, *seq, *id);
        match people.last_mut() {
            Some((last, own)) if last == person => own.push(said),
            _ => people.push((*person, vec![said])),
        }
    }
    to.collect_seq(people)
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Votes, D::Error> {
    let people = Vec::<(PersonId, Vec<Said>)>::deserialize(from)?;
    let votes = people.into_iter().flat_map(|(person, own)| {
        own.into_iter().map(move |(statement, vote, seq, id)| ((person, statement), Cast { vote, seq, id }))
    });
    Ok(votes.collect())
}

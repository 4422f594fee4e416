//! Reading what came from outside to the letter, where serde by itself would let something pass.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::time::Time;

/// A value or null, which must be said: serde would take a field that was forgotten for null.
pub(super) fn value_or_null<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(from)
}

/// A moment that every client can read again, or null, which must be said.
pub(super) fn moment_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Time>, D::Error> {
    Option::<Time>::deserialize(from)?.map(readable).transpose()
}

/// A moment that every client can read again.
pub(super) fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    Time::deserialize(from).and_then(readable)
}

fn readable<E: Error>(moment: Time) -> Result<Time, E> {
    if moment > Time::LATEST { Err(E::custom("a time is at most 2^53 - 1")) } else { Ok(moment) }
}

/// A kind that has no fields, and takes none: serde would overlook what is written there.
pub(super) fn no_fields<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NoFields {}

    NoFields::deserialize(from).map(|NoFields {}| ())
}

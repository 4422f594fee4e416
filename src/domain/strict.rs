//! Reading what came from outside to the letter, where serde by itself would let something pass.

use serde::{Deserialize, Deserializer};

/// A value or null, which must be said: serde would take a field that was forgotten for null.
pub(super) fn value_or_null<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(from)
}

/// A kind that has no fields, and takes none: serde would overlook what is written there.
pub(super) fn no_fields<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NoFields {}

    NoFields::deserialize(from).map(|NoFields {}| ())
}

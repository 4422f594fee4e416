//! Reading what came from outside to the letter, where serde by itself would let something pass.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
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

/// A thing with its fields by their names, or null.
pub fn object_or_null<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(from)?.map(|Object(thing)| thing))
}

/// A thing with its fields by their names.
pub fn object<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Object::deserialize(from).map(|Object(thing)| thing)
}

/// Things with their fields by their names.
pub fn objects<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let all = Vec::<Object<T>>::deserialize(from)?;
    Ok(all.into_iter().map(|Object(thing)| thing).collect())
}

/// A thing with its fields by their names: serde would take a list of their values too.
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ByName(PhantomData)).map(Self)
    }
}

struct ByName<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ByName<T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
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
    if moment > Time::LATEST {
        Err(E::custom("a time is at most the end of the year 9999"))
    } else {
        Ok(moment)
    }
}

/// A kind that has no fields, and takes none: serde would overlook what is written there.
pub(super) fn no_fields<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NoFields {}

    NoFields::deserialize(from).map(|NoFields {}| ())
}

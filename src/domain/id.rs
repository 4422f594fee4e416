//! Numbers and names by which things are known.
//!
//! Things have short numbers that the journal gives them, counted from 1. Identifiers made by
//! clients are keys of idempotency only and never name a thing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::borrowed::Borrowed;
use super::hex::Hex;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The number after this one. Numbers never wrap: a forum does not hold four billion of anything.
            #[must_use]
            pub fn next(self) -> Self {
                Self(self.0.saturating_add(1))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

numbers! {
    /// A hall of the forum.
    HallNo,
    /// An item of the agenda.
    SessionNo,
    /// A question on a session's board.
    QuestionNo,
    /// A poll of a session.
    PollNo,
    /// A role link: the capability of one desk, presenter, organiser, screen, juror, facilitator, team or rapporteur.
    LinkNo,
    /// An act of the moderation ledger.
    ActNo,
    /// A badge.
    BadgeNo,
    /// A statement of a session.
    StatementNo,
    /// An idea on a session's board.
    IdeaNo,
    /// A group of ideas.
    ClusterNo,
    /// A stand of an exhibition.
    StandNo,
    /// A question or comment at a stand.
    RemarkNo,
    /// A cue of a hall's run of show.
    CueNo,
    /// A recommendation.
    RecommendationNo,
    /// A vote over recommendations.
    VoteNo,
    /// A ticket of a speaking queue.
    SpeakerNo,
    /// A text or a name, kept beside the journal so that it can be erased.
    WordsNo,
}

/// A forum: 64 random bits, drawn where it was made; sixteen hexadecimal digits as text. It names the
/// forum's journal, its channels and its keys; people use the forum's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForumId(pub u64);

/// A participant: 128 random bits that a device got when it joined. Says nothing about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub [u8; 16]);

/// What the client calls its command: 64 random bits, sixteen hexadecimal digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId(pub u64);

/// What a client calls one of the ways by which it hears the server: 64 random bits, sixteen hexadecimal digits on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId(pub u64);

/// A text did not have the form of the identifier that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {0} hexadecimal digits, in lower case")]
pub struct BadId(usize);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

impl FromStr for PersonId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        hex(text, 32).map(|number| Self(number.to_be_bytes()))
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for CommandId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        hex(text, 16).map(|number| Self(number as u64))
    }
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for LineId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        hex(text, 16).map(|number| Self(number as u64))
    }
}

impl fmt::Display for ForumId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ForumId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        hex(text, 16).map(|number| Self(number as u64))
    }
}

fn hex(text: &str, digits: usize) -> Result<u128, BadId> {
    let plain = text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !plain {
        return Err(BadId(digits));
    }
    u128::from_str_radix(text, 16).map_err(|_| BadId(digits))
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let Borrowed(text) = Borrowed::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

as_text!(ForumId, PersonId, CommandId, LineId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_survive_their_text() {
        let person = PersonId([0xab; 16]);
        assert_eq!(person.to_string().parse(), Ok(person));
        let id = CommandId(0x00ff_1234);
        assert_eq!(id.to_string(), "0000000000ff1234");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn anything_but_the_exact_digits_is_refused() {
        for text in
            ["", "+0000000000000ff", "00000000000000f", "zz00000000000000", "ABCDEF0123456789", "٤٤44"]
        {
            assert!(text.parse::<CommandId>().is_err(), "{text}");
        }
    }
}

//! Who asks for something, and what they may ask for.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use ts_rs::TS;

use super::hex::Hex;
use super::id::{HallNo, LinkNo, PersonId};
use super::idea::AtTable;
use super::stand::AtStand;
use super::time::Time;

/// The roles of a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An attendee's device.
    Participant,
    /// On stage: sees what is next, hears from the desk.
    Presenter,
    /// Curates what comes in, runs polls and the wall.
    Moderator,
    /// Owns the forum: everything a moderator may, and the agenda and the links.
    Organiser,
    /// A wall.
    Screen,
    /// Of an award's jury: gives marks, and sees nothing of the others'.
    Juror,
    /// Of a workshop's table: enters its ideas, and tells what it came to.
    Facilitator,
    /// Of a stand of an exhibition: answers what it is asked, and sees how it is visited.
    Team,
    /// Drafts the forum's recommendations from what everyone sees.
    Rapporteur,
    /// Goes through the hall and enters questions and ballots for others.
    Usher,
    /// A tablet that stands in the hall, at which one after the other enters the own.
    Kiosk,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::Participant,
        Self::Presenter,
        Self::Moderator,
        Self::Organiser,
        Self::Screen,
        Self::Juror,
        Self::Facilitator,
        Self::Team,
        Self::Rapporteur,
        Self::Usher,
        Self::Kiosk,
    ];

    /// As it is said on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Presenter => "presenter",
            Self::Moderator => "moderator",
            Self::Organiser => "organiser",
            Self::Screen => "screen",
            Self::Juror => "juror",
            Self::Facilitator => "facilitator",
            Self::Team => "team",
            Self::Rapporteur => "rapporteur",
            Self::Usher => "usher",
            Self::Kiosk => "kiosk",
        }
    }

    /// Whether it runs sessions: curates, holds polls, sets the walls, and sees what waits.
    #[must_use]
    pub fn is_desk(self) -> bool {
        matches!(self, Self::Moderator | Self::Organiser)
    }

    /// Whether what the hall asks and votes is its business: a jury judges, a facilitator works at a table, a team at its stand, and
    /// an usher takes what people say.
    #[must_use]
    pub fn is_in_the_hall(self) -> bool {
        !matches!(self, Self::Juror | Self::Facilitator | Self::Team | Self::Usher | Self::Kiosk)
    }

    /// Whether only versions with the parts of a forum beside its sessions know it.
    #[must_use]
    pub fn is_of_parts(self) -> bool {
        matches!(
            self,
            Self::Juror | Self::Facilitator | Self::Team | Self::Rapporteur | Self::Usher | Self::Kiosk
        )
    }

    /// Whether it is there to enter questions and ballots for others, and for nothing else.
    #[must_use]
    pub fn assists(self) -> bool {
        matches!(self, Self::Usher | Self::Kiosk)
    }
}

/// Who a command comes from. The server makes it from a token; a client cannot state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// An attendee's device.
    Person(PersonId),
    /// The holder of a role link.
    Crew(LinkNo),
    /// Whoever holds a paper of an award: nobody knows who. Under what its ballots are filed.
    Ballot(PersonId),
    /// The room itself, when a deadline has come.
    Clock,
}

/// Who made a thing: the key, with the command's id, under which making it again is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// An attendee's device.
    Person(PersonId),
    /// A desk, for what it enters itself.
    Link(LinkNo),
}

impl Author {
    /// The participant, where one is the author.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Link(_) => None,
        }
    }
}

/// A role link as the journal knows it: the hash of its token, never the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What its holder may do.
    pub role: Role,
    /// The hall it is for; `None` is the whole forum.
    pub hall: Option<HallNo>,
    /// What the organiser calls it ("desk of hall 2"). A function, not a person, so no words.
    pub name: String,
    /// SHA-256 of the token, as 64 hexadecimal digits.
    pub token_hash: String,
    /// From then on it opens nothing.
    pub expires: Option<Time>,
    /// Taken back by an organiser.
    pub revoked: bool,
    /// The table of a facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<AtTable>,
    /// The stand of a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<AtStand>,
}

impl Link {
    /// The most links of a forum that nobody took back.
    pub const MOST: usize = 1_000;
    /// Longest name, in graphemes.
    pub const NAME_LENGTH: usize = 80;

    /// Whether the link still opens its role.
    #[must_use]
    pub fn is_good(&self, now: Time) -> bool {
        !self.revoked && self.expires.is_none_or(|until| now < until)
    }

    /// Whether the link reaches what belongs to that hall.
    #[must_use]
    pub fn reaches(&self, hall: HallNo) -> bool {
        self.hall.is_none_or(|own| own == hall)
    }

    /// Whether the link reaches every hall that the other one does.
    #[must_use]
    pub fn reaches_all_of(&self, other: &Self) -> bool {
        self.hall.is_none() || self.hall == other.hall
    }
}

/// The secret of a role link as it came in: 22 to 64 characters of A-Z, a-z, 0-9, `-` and `_`; or its hash, where nobody
/// here knows it. Never printed, never kept.
#[derive(Clone, Deserialize, TS)]
#[serde(from = "String")]
#[ts(type = "string")]
pub struct Secret(Known);

/// What is known of a secret.
#[derive(Clone)]
enum Known {
    Text(String),
    Hash(String),
}

impl Secret {
    /// Takes a secret as it is. Whether its form is right is asked by [`Secret::is_well_formed`].
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Known::Text(text))
    }

    /// A secret of which the hash alone is known, as [`Secret::hash`] tells it. No client can say one.
    #[must_use]
    pub fn of_hash(hash: String) -> Self {
        Self(Known::Hash(hash))
    }

    /// Whether it is long enough and made of the right characters.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        match &self.0 {
            Known::Text(text) => (22..=64).contains(&text.len()) && text.bytes().all(plain),
            Known::Hash(hash) => hash.len() == 64,
        }
    }

    /// SHA-256 of the secret as 64 hexadecimal digits: what a [`Link`] keeps.
    #[must_use]
    pub fn hash(&self) -> String {
        match &self.0 {
            Known::Text(text) => Hex(&Sha256::digest(text.as_bytes())).to_string(),
            Known::Hash(hash) => hash.clone(),
        }
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl PartialEq for Secret {
    /// In constant time, by the hashes.
    fn eq(&self, other: &Self) -> bool {
        self.hash().as_bytes().ct_eq(other.hash().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Serialize for Secret {
    /// A secret is sent by clients written in Rust (`rehearse`, the tests) and nowhere else.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Known::Text(text) => to.serialize_str(text),
            Known::Hash(_) => Err(serde::ser::Error::custom("nobody here knows the secret")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_listed_once_and_named_as_on_the_wire() {
        let named = Role::ALL.map(|role| serde_json::to_value(role).expect("a role is JSON"));
        assert_eq!(named, Role::ALL.map(|role| serde_json::json!(role.name())));
        // The last one of the enum comes last: whoever adds one lists it.
        assert!(Role::ALL.is_sorted() && Role::ALL.last() == Some(&Role::Kiosk));
    }
}

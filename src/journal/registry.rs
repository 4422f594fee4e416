//! What a deployment knows beside its journals: its forums, their codes, screens that wait to be
//! paired, and a few settings.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use crate::domain::id::{ForumId, HallNo};

use super::answer::JournalError;
use super::hash::Hash;

/// A code of six digits, as people type it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JoinCode(u32);

/// A text was not six ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code is six digits")]
pub struct BadCode;

impl JoinCode {
    /// How many codes there are.
    pub const COUNT: u32 = 1_000_000;

    /// The code of this number, if it has at most six digits.
    #[must_use]
    pub fn new(number: u32) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// Its number, below [`JoinCode::COUNT`].
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl FromStr for JoinCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadCode);
        }
        text.parse().map(Self).map_err(|_| BadCode)
    }
}

/// Where a join code leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Destination {
    /// The forum.
    pub forum: ForumId,
    /// The hall, or none for the forum as a whole.
    pub hall: Option<HallNo>,
}

/// A forum of this deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForumRecord {
    /// Its id.
    pub id: ForumId,
    /// Its name in files and addresses; no other forum has it.
    pub slug: String,
}

/// Whether the registry took something for which there can be one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim<T> {
    /// It is the caller's now, or was already.
    Won,
    /// It is another's.
    Taken(T),
}

/// What became of a grant for the screen that shows a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    /// It was left for the screen that offered itself under this hash.
    Left(Hash),
    /// Another one was left before it.
    Taken,
    /// No screen shows that code.
    NoScreen,
}

/// The forums of a deployment and how they are found. Every answer holds for all nodes.
#[async_trait]
pub trait Registry: Send + Sync + 'static {
    /// Makes a forum with an empty journal. The same call again is `Won` again; when the slug is
    /// another forum's, that forum is named and nothing is made.
    async fn create_forum(&self, record: ForumRecord) -> Result<Claim<ForumId>, JournalError>;

    /// Every forum, ordered by slug.
    async fn forums(&self) -> Result<Vec<ForumRecord>, JournalError>;

    /// Deletes a forum with everything in its journal, its words and its codes. Deleting it again
    /// is no error. Its id never takes an entry again.
    async fn delete_forum(&self, forum: ForumId) -> Result<(), JournalError>;

    /// Makes the code lead to the place, unless it leads to another.
    async fn claim_code(
        &self,
        code: JoinCode,
        place: Destination,
    ) -> Result<Claim<Destination>, JournalError>;

    /// Where a code leads.
    async fn lookup(&self, code: JoinCode) -> Result<Option<Destination>, JournalError>;

    /// The codes that lead into a forum: the forum's own, then those of the halls in order.
    async fn codes(&self, forum: ForumId) -> Result<Vec<(JoinCode, Destination)>, JournalError>;

    /// Frees a code.
    async fn release_code(&self, code: JoinCode) -> Result<(), JournalError>;

    /// A screen shows `code` and waits for whoever types it, for as long as given. `secret` is the
    /// hash of what only the screen knows. False when another screen shows that code.
    async fn offer(&self, code: JoinCode, secret: Hash, lasts: Duration) -> Result<bool, JournalError>;

    /// Somebody typed the code: leaves `grant` for the screen, unless somebody was first. What was collected stays left
    /// until the offer ends, so that nobody is given a screen that has its grant.
    async fn grant(&self, code: JoinCode, grant: Bytes) -> Result<Granted, JournalError>;

    /// Takes back what was left under a code, if it is still `grant`: it is worth nothing, and the code can be typed again.
    async fn take_back_grant(&self, code: JoinCode, grant: Bytes) -> Result<(), JournalError>;

    /// What was left for the screen. It may ask again, as an answer can be lost; its offer ends `again` from now at the
    /// latest.
    async fn collect(&self, secret: Hash, again: Duration) -> Result<Option<Bytes>, JournalError>;

    /// Takes away the offers that have ended, with what was left for their screens: it opens a link. To be called now and
    /// then.
    async fn forget_offers(&self) -> Result<(), JournalError>;

    /// A setting of the deployment.
    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError>;

    /// Sets a setting if it is still `expected` (`None`: not set); tells whether it was.
    async fn set_setting(
        &self,
        key: &str,
        expected: Option<Bytes>,
        value: Bytes,
    ) -> Result<bool, JournalError>;

    /// A running node tells of itself, under a name that no other has: again and again, as what it told before says when that
    /// was. A store of one node alone keeps what each told first: while its folder is in use, that node runs.
    async fn tell_node(&self, name: &str, about: Bytes) -> Result<(), JournalError>;

    /// What nodes told of themselves last, those too that ended without a word.
    async fn told_of_nodes(&self) -> Result<Vec<(String, Bytes)>, JournalError>;

    /// A node ended.
    async fn forget_node(&self, name: &str) -> Result<(), JournalError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_exactly_six_digits() {
        assert_eq!("004711".parse().map(JoinCode::number), Ok(4_711));
        assert_eq!(JoinCode(4_711).to_string(), "004711");
        assert_eq!(JoinCode::new(JoinCode::COUNT), None);
        for text in ["", "12345", "1234567", "+12345", "١٢٣٤٥٦"] {
            assert_eq!(text.parse::<JoinCode>(), Err(BadCode), "{text}");
        }
    }
}

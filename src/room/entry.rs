//! What the body of an entry says, and how. To the journal it is bytes.

use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::domain::change::Change;
use crate::domain::home::Home;
use crate::domain::id::WordsNo;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::journal::{Draft, Filed, Hash};

/// The form that this node writes, and the newest it can read.
pub const FORMAT: u32 = 3;

/// A node's name: drawn when it starts, so that entries say who wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(Arc<str>);

impl NodeId {
    /// A name of that text.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// A new name of 64 random bits. Fails where the system has no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 8];
        getrandom::fill(&mut bits)?;
        Ok(Self(format!("{:016x}", u64::from_be_bytes(bits)).into()))
    }
}

/// An entry's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its form.
    pub f: u32,
    /// The node that wrote it.
    pub node: NodeId,
    /// Random, so that a node knows an entry of its own from any other.
    pub nonce: String,
    /// When it was decided.
    pub at: Time,
    /// Where it stood before, if the journal had lost it and it came home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What came of it then.
    #[serde(default, skip_serializing_if = "Home::is_plain")]
    pub home: Home,
    /// What happened.
    pub changes: Vec<Change>,
    /// The words that were filed with it, by the salted hash of each.
    pub words: Vec<(WordsNo, Hash)>,
}

impl Body {
    /// The words of entries before it that it erases. Its own that it erases again were never filed.
    pub fn erases(&self) -> impl Iterator<Item = WordsNo> {
        erased(&self.changes).filter(|no| !self.words.iter().any(|(own, _)| own == no))
    }

    /// Brings the state to that revision, with those of the entry's words that are there.
    pub fn apply(&self, state: &mut State, rev: u64, words: &[(WordsNo, Arc<str>)]) {
        state.apply_entry(rev, &self.changes, words);
        state.count_words(self.words.iter().map(|(no, _)| *no));
        if let Some(origin) = &self.origin {
            state.came_home(&origin.hash.to_string(), &self.home);
        }
    }
}

/// Where an entry stood before that came home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// In which epoch.
    pub epoch: u32,
    /// At which revision.
    pub rev: u64,
    /// Under which hash.
    pub hash: Hash,
}

/// A body cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadBody {
    /// A newer node wrote it.
    #[error("its form is {0}; this version reads forms up to {FORMAT}")]
    Newer(u32),
    /// It is not what a room writes.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// Reads a body.
pub fn decode(bytes: &[u8]) -> Result<Body, BadBody> {
    #[derive(Deserialize)]
    struct Form {
        f: u32,
    }
    let body = serde_json::from_slice::<Body>(bytes);
    let form = match &body {
        Ok(body) => Some(body.f),
        Err(_) => serde_json::from_slice::<Form>(bytes).ok().map(|form| form.f),
    };
    match form {
        Some(form) if form > FORMAT => Err(BadBody::Newer(form)),
        _ => body.map_err(|why| BadBody::Unreadable(why.to_string())),
    }
}

/// What was decided and is to be written.
#[derive(Debug)]
pub(super) struct Decided {
    pub node: NodeId,
    pub time: Time,
    pub changes: Vec<Change>,
    pub words: Vec<(WordsNo, Arc<str>)>,
    pub next_deadline: Option<Time>,
    /// The lost entry that it brings home, and what came of that.
    pub home: Option<(Origin, Home)>,
}

/// A body could not be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum SealError {
    #[error("no randomness for salts: {0}")]
    Random(#[from] getrandom::Error),
    #[error("the changes have no text: {0}")]
    Codec(#[from] serde_json::Error),
}

/// Makes the draft of an entry: draws its nonce and the salts of its words.
///
/// Words that the same entry erases again are never filed; their hash alone says that they were.
pub(super) fn seal(decided: Decided) -> Result<Draft, SealError> {
    let Decided { node, time, changes, words, next_deadline, home } = decided;
    let mut random = vec![[0; 16]; 1 + words.len()];
    getrandom::fill(random.as_flattened_mut())?;
    let (nonce, salts) = random.split_first().map_or(([0; 16], &[][..]), |(nonce, salts)| (*nonce, salts));
    let nonce = format!("{:032x}", u128::from_be_bytes(nonce));
    let mut filed: Vec<Filed> =
        words.into_iter().zip(salts).map(|((no, text), salt)| Filed { no, salt: *salt, text }).collect();
    let hashes = filed.iter().map(|filed| (filed.no, filed.hash())).collect();
    filed.retain(|filed| !erased(&changes).any(|no| no == filed.no));
    let (origin, home) = home.map_or_else(|| (None, Home::default()), |(origin, home)| (Some(origin), home));
    let body = Body { f: FORMAT, node, nonce, at: time, origin, home, changes, words: hashes };
    let erase = body.erases().collect();
    let body = Bytes::from(serde_json::to_vec(&body)?);
    Ok(Draft { body, words: filed, erase, next_deadline, time, begins_epoch: false })
}

fn erased(changes: &[Change]) -> impl Iterator<Item = WordsNo> {
    let words = changes.iter().filter_map(|change| match change {
        Change::Erased { words } => Some(words),
        _ => None,
    });
    words.flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(changes: Vec<Change>, words: &[(u32, &str)]) -> Draft {
        let words = words.iter().map(|(no, text)| (WordsNo(*no), Arc::from(*text))).collect();
        let node = NodeId::new("a");
        seal(Decided { node, time: Time(7), changes, words, next_deadline: None, home: None }).unwrap()
    }

    #[test]
    fn a_body_is_read_as_it_was_written() {
        let changes = vec![Change::Erased { words: vec![WordsNo(1)] }];
        let draft = sealed(changes.clone(), &[(2, "نص")]);
        let body = decode(&draft.body).unwrap();
        assert_eq!((body.f, body.at, &body.changes), (FORMAT, Time(7), &changes));
        assert_eq!(body.words, [(WordsNo(2), draft.words[0].hash())]);
        assert_eq!(draft.erase, [WordsNo(1)]);
        assert!(!String::from_utf8(draft.body.to_vec()).unwrap().contains("نص"));
    }

    #[test]
    fn two_entries_that_say_the_same_are_told_apart() {
        assert_ne!(sealed(vec![], &[]).body, sealed(vec![], &[]).body);
    }

    #[test]
    fn words_that_the_same_entry_erases_are_never_filed() {
        let changes = vec![Change::Erased { words: vec![WordsNo(2), WordsNo(1)] }];
        let draft = sealed(changes, &[(2, "key"), (3, "kept")]);
        assert_eq!(draft.words.iter().map(|filed| filed.no).collect::<Vec<_>>(), [WordsNo(3)]);
        assert_eq!(draft.erase, [WordsNo(1)]);
        assert_eq!(decode(&draft.body).unwrap().words.len(), 2);
    }

    #[test]
    fn a_newer_form_is_told_from_rubbish() {
        let newer = br#"{"f":4,"changes":[{"change":"of_tomorrow"}]}"#;
        assert_eq!(decode(newer), Err(BadBody::Newer(4)));
        assert!(matches!(decode(br#"{"f":1}"#), Err(BadBody::Unreadable(_))));
        assert!(matches!(decode(b"no body"), Err(BadBody::Unreadable(_))));
    }
}

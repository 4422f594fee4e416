//! What the body of an entry says, and how. To the journal it is bytes.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::domain::change::Change;
use crate::domain::home::Home;
use crate::domain::id::WordsNo;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::journal::{Draft, Filed, Hash};

use super::forms::Forms;

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

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    #[error("its form is {form}; this version reads forms up to {knows}")]
    Newer {
        /// Its form.
        form: u32,
        /// The newest that this node knows.
        knows: u32,
    },
    /// It is not what a room writes.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// Reads a body of any form that this version knows.
pub fn decode(bytes: &[u8]) -> Result<Body, BadBody> {
    decode_known(bytes, Forms::NEWEST)
}

/// Reads a body of a form up to `knows`.
pub(super) fn decode_known(bytes: &[u8], knows: u32) -> Result<Body, BadBody> {
    let body = serde_json::from_slice::<Body>(bytes);
    let form = body.as_ref().map_or_else(|_| form_of(bytes), |body| Some(body.f));
    match form {
        Some(form) if form > knows => Err(BadBody::Newer { form, knows }),
        _ => body.map_err(|why| BadBody::Unreadable(why.to_string())),
    }
}

/// The form of a body, which all forms tell in the same way; none where it is not what a room writes.
#[must_use]
pub fn form_of(bytes: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Form {
        f: u32,
    }
    serde_json::from_slice::<Form>(bytes).ok().map(|form| form.f)
}

/// What was decided and is to be written.
#[derive(Debug)]
pub(super) struct Decided {
    /// The form to write it in.
    pub form: u32,
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
    let Decided { form, node, time, changes, words, next_deadline, home } = decided;
    let mut random = vec![[0; 16]; 1 + words.len()];
    getrandom::fill(random.as_flattened_mut())?;
    let (nonce, salts) = random.split_first().map_or(([0; 16], &[][..]), |(nonce, salts)| (*nonce, salts));
    let nonce = format!("{:032x}", u128::from_be_bytes(nonce));
    let mut filed: Vec<Filed> =
        words.into_iter().zip(salts).map(|((no, text), salt)| Filed { no, salt: *salt, text }).collect();
    let hashes = filed.iter().map(|filed| (filed.no, filed.hash())).collect();
    filed.retain(|filed| !erased(&changes).any(|no| no == filed.no));
    let (origin, home) = home.map_or_else(|| (None, Home::default()), |(origin, home)| (Some(origin), home));
    let body = Body { f: form, node, nonce, at: time, origin, home, changes, words: hashes };
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
    use std::collections::BTreeSet;

    use super::*;

    fn sealed(changes: Vec<Change>, words: &[(u32, &str)]) -> Draft {
        let words = words.iter().map(|(no, text)| (WordsNo(*no), Arc::from(*text))).collect();
        let node = NodeId::new("a");
        let form = Forms::NEWEST;
        seal(Decided { form, node, time: Time(7), changes, words, next_deadline: None, home: None }).unwrap()
    }

    #[test]
    fn a_body_is_read_as_it_was_written() {
        let changes = vec![Change::Erased { words: vec![WordsNo(1)] }];
        let draft = sealed(changes.clone(), &[(2, "نص")]);
        let body = decode(&draft.body).unwrap();
        assert_eq!((body.f, body.at, &body.changes), (Forms::NEWEST, Time(7), &changes));
        assert_eq!(body.words, [(WordsNo(2), draft.words[0].hash())]);
        assert_eq!(draft.erase, [WordsNo(1)]);
        assert!(!String::from_utf8(draft.body.to_vec()).unwrap().contains("نص"));
    }

    #[test]
    fn two_entries_that_say_the_same_are_told_apart() {
        assert_ne!(sealed(vec![], &[]).body, sealed(vec![], &[]).body);
    }

    #[test]
    fn the_same_text_is_salted_anew_each_time_so_that_no_hash_tells_it() {
        fastrand::seed(7);
        let one = sealed(vec![], &[(1, "نعم"), (2, "نعم")]);
        fastrand::seed(7);
        let other = sealed(vec![], &[(1, "نعم")]);
        let hashes: BTreeSet<_> = [&one, &other]
            .into_iter()
            .flat_map(|draft| decode(&draft.body).unwrap().words)
            .map(|(_, hash)| hash.to_string())
            .collect();
        assert_eq!(hashes.len(), 3, "three times the same text: {hashes:?}");
        for filed in one.words.iter().chain(&other.words) {
            assert!(filed.salt.iter().collect::<BTreeSet<_>>().len() > 4, "{:?} was not drawn", filed.salt);
        }
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
        let newer = br#"{"f":5,"changes":[{"change":"of_tomorrow"}]}"#;
        assert_eq!(decode(newer), Err(BadBody::Newer { form: 5, knows: Forms::NEWEST }));
        assert!(matches!(decode(br#"{"f":1}"#), Err(BadBody::Unreadable(_))));
        assert!(matches!(decode(b"no body"), Err(BadBody::Unreadable(_))));
    }
}

//! What people wrote. Changes and state hold its number; the text lies beside them and can be erased.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::borrowed::Borrowed;
use super::id::WordsNo;
use super::text::stored;

/// A text as it is stored: normalised once when it came in (see [`stored`]), of any length.
///
/// Whether it is too long or empty is for `decide`, which knows the forum's limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Text(Arc<str>);

impl Text {
    /// Normalises what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(stored::normalise(typed).into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shared text.
    #[must_use]
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Borrowed(typed) = Borrowed::deserialize(from)?;
        Ok(Self::new(&typed))
    }
}

/// The words of a forum by their number. What was erased is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    texts: OrdMap<WordsNo, Arc<str>>,
}

impl Lexicon {
    /// The text, unless it was erased.
    #[must_use]
    pub fn get(&self, no: WordsNo) -> Option<&Arc<str>> {
        self.texts.get(&no)
    }

    /// Puts words that came beside an entry where its changes can be read with them.
    pub fn file(&mut self, no: WordsNo, text: Arc<str>) {
        self.texts.insert(no, text);
    }

    /// Forgets words for good.
    pub fn erase(&mut self, no: WordsNo) {
        self.texts.remove(&no);
    }

    /// Whether nothing is there, or nothing any more.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Every text that is still there, by number.
    pub fn iter(&self) -> impl Iterator<Item = (WordsNo, &Arc<str>)> {
        self.texts.iter().map(|(no, text)| (*no, text))
    }
}

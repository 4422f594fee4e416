//! A forum's word list: words that nothing publishes by itself.

use super::fold::fold;

/// The words and phrases of a list, folded. They are compared whole and never stemmed: a list that holds a word must
/// not catch another one that only grew from the same root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    phrases: Vec<String>,
}

impl WordList {
    /// The list of these words and phrases; what has no word in it is none.
    #[must_use]
    pub fn new<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Self {
        let folded = words.into_iter().map(|phrase| fold(phrase.as_ref()));
        // A space on both sides: a phrase is found where it stands between words.
        Self { phrases: folded.filter(|key| !key.is_empty()).map(|key| format!(" {key} ")).collect() }
    }

    /// Whether the text holds a word of the list, however it is spelled.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        if self.phrases.is_empty() {
            return false;
        }
        let text = format!(" {} ", fold(text));
        self.phrases.iter().any(|phrase| text.contains(phrase.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_between_words_and_not_inside_them() {
        let list = WordList::new(["خصم كبير", "؟", "spam"]);
        assert!(list.is_in("لدينا خَصْمٌ كبيــر، سارعوا"));
        assert!(list.is_in("SPAM!"));
        assert!(!list.is_in("خصم غير كبير"));
        assert!(!list.is_in("spammers"));
        assert!(!WordList::new(["", "؟"]).is_in("؟ anything"));
    }
}

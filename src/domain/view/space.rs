//! What keeps a view of many texts below what a frame may weigh.

/// So many bytes of text that a view still has room for.
pub(in crate::domain) struct Space(pub usize);

impl Space {
    /// Whether that still fits, as it is written. What does not fit leaves no room to what comes after it, so that the
    /// first texts are those that are shown.
    pub(in crate::domain) fn takes<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let left = self.0.checked_sub(texts.into_iter().map(written).sum());
        self.0 = left.unwrap_or_default();
        left.is_some()
    }
}

/// How long a text is in JSON. Stored texts have no control characters.
fn written(text: &str) -> usize {
    text.bytes().map(|byte| 1 + usize::from(matches!(byte, b'"' | b'\\'))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_until_the_first_that_does_not() {
        let mut space = Space(10);
        assert!(space.takes(["four", "a\""]));
        assert!(!space.takes(["four"]));
        assert!(!space.takes(["a"]));
        assert!(space.takes([]), "what has no text always fits");
    }
}

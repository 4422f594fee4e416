//! Lengths as people count them.

use unicode_segmentation::UnicodeSegmentation;

/// The most scalar values that count as one grapheme. The longest in use, a couple of two skin tones, has ten.
const SCALARS: usize = 12;

/// How many graphemes the text has: `مُشَارَكَةٌ` has 6, though it is 11 UTF-16 units and 22 bytes.
///
/// A grapheme has no end of its own (emoji may be joined for ever), so one of more than twelve scalar values counts as
/// several. A limit in graphemes therefore bounds the bytes too: at most 48 a grapheme.
#[must_use]
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).map(|one| one.chars().count().div_ceil(SCALARS)).sum()
}

/// What graphemes take at most in the middle, in bytes of UTF-8: a vocalised Arabic letter takes six, and an emoji more is
/// among letters that take less. A few graphemes of very many characters must not fill everybody's window.
const BYTES_A_GRAPHEME: usize = 8;

/// Whether the text has at most so many graphemes, of a size that people write.
#[must_use]
pub fn fits(text: &str, longest: usize) -> bool {
    text.len() <= longest.saturating_mul(BYTES_A_GRAPHEME) && graphemes(text) <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_lengths_are_in_graphemes_and_not_in_utf16_units() {
        let word = "مُشَارَكَةٌ";
        assert_eq!(word.encode_utf16().count(), 11);
        assert_eq!(graphemes(word), 6);
    }

    #[test]
    fn an_emoji_of_several_people_is_one() {
        assert_eq!(graphemes("👨‍👩‍👧‍👦"), 1);
        assert_eq!(graphemes("👩🏽‍❤️‍💋‍👨🏿"), 1);
        assert_eq!(graphemes("🇸🇦"), 1);
    }

    #[test]
    fn emoji_joined_for_ever_are_not_one() {
        let endless = vec!["👏"; 1_200].join("\u{200d}");
        assert!(graphemes(&endless) >= 199, "{}", graphemes(&endless));
    }
}

//! How far two words are apart, as far as a slip of the thumb goes.

use super::distance::distance;

/// The most letters that are compared; longer words are near nothing.
const LONGEST: usize = 24;

/// Whether the words are a slip apart: one letter too many, too few, another, or two exchanged. Two slips in words of
/// eight letters or more, none in words of four or fewer, where one letter makes another word (علم, عمل; ولد, بلد).
#[must_use]
pub fn is_near(word: &[char], other: &str) -> bool {
    let slips = match word.len() {
        ..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    // Letters have one to four bytes: whatever differs by more bytes than that differs by more letters.
    let bytes: usize = word.iter().map(|c| c.len_utf8()).sum();
    if bytes.abs_diff(other.len()) > slips * 4 {
        return false;
    }
    let other: Vec<char> = other.chars().take(LONGEST + 1).collect();
    let comparable = word.len().max(other.len()) <= LONGEST && other.len() > 4;
    comparable
        && word.len().abs_diff(other.len()) <= slips
        && distance::<{ LONGEST + 1 }>(word, &other) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let letters: Vec<char> = one.chars().collect();
        is_near(&letters, other)
    }

    #[test]
    fn one_slip_is_near() {
        for typed in ["مشاركه", "مشركه", "مشارركه", "مشاركة", "ماشركه"] {
            assert!(near(typed, "مشاركه"), "{typed}");
        }
        assert!(!near("مشرفه", "مشاركه"));
    }

    #[test]
    fn two_slips_are_near_in_long_words_and_none_in_short_ones() {
        assert!(near("استثماررت", "استثمارات"));
        assert!(near("volonters", "volunteers"));
        for (one, other) in [("علم", "عمل"), ("ولد", "بلد"), ("حرم", "حرام"), ("كتاب", "كتابه")]
        {
            assert!(!near(one, other), "{one} {other}");
        }
    }

    #[test]
    fn words_without_end_are_near_nothing() {
        let long = "ا".repeat(10_000);
        assert!(!near(&long, &long));
        assert!(!near("مشاركه", &long));
    }
}

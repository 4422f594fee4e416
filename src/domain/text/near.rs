//! How far two words are apart, as far as a slip of the thumb goes.

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
    comparable && word.len().abs_diff(other.len()) <= slips && distance(word, &other) <= slips
}

/// Optimal string alignment: Damerau's distance without a change of what was exchanged.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before = [0; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|at| at);
    for (i, a) in one.iter().enumerate() {
        let mut row = [0; LONGEST + 1];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = last[j] + usize::from(a != b);
            row[j + 1] = changed.min(last[j + 1] + 1).min(row[j] + 1);
            let exchanged = i > 0 && j > 0 && one[i - 1] == *b && other[j - 1] == *a;
            if exchanged {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        (before, last) = (last, row);
    }
    last[other.len()]
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

//! The known word that somebody may have meant.

use crate::domain::text::distance::distance;

/// Longer words are no slip of any known one; comparing takes the product of the lengths.
const LONGEST: usize = 64;

/// The nearest of the known words, if it is near enough to be a slip.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let comparable = known.iter().filter(|known| known.len() <= LONGEST);
    let near = comparable.map(|known| (slips(word, known), *known)).min()?;
    let (slips, known) = near;
    // Half of a short word is no slip, but in what comes after its first letter.
    let is_slip = 2 * slips < known.len() || word.get(..1) == known.get(..1);
    (slips <= 1 + known.len() / 4 && is_slip).then_some(known)
}

fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    distance::<{ LONGEST + 1 }>(&one, &other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised() {
        let known = ["title", "hall", "start", "end", "kind"];
        assert_eq!(nearest("titel", &known), Some("title"));
        assert_eq!(nearest("strat", &known), Some("start"));
        assert_eq!(nearest("halls", &known), Some("hall"));
    }

    #[test]
    fn another_word_is_none() {
        assert_eq!(nearest("speaker", &["title", "hall"]), None);
        assert_eq!(nearest("x", &[]), None);
        assert_eq!(nearest("fr", &["ar", "en"]), None);
    }
}

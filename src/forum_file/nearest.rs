//! The known word that somebody may have meant.

/// Longer words are no slip of any known one; comparing takes the product of the lengths.
const LONGEST: usize = 64;

/// The nearest of the known words, if it is near enough to be a slip.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let near = known.iter().map(|known| (distance(word, known), *known)).min()?;
    let (slips, known) = near;
    // Half of a short word is no slip, but in what comes after its first letter.
    let is_slip = 2 * slips < known.len() || word.get(..1) == known.get(..1);
    (slips <= 1 + known.len() / 4 && is_slip).then_some(known)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other
/// (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let changed = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
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

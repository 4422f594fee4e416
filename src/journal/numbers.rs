//! How a list of words' numbers lies in a store: decimal, separated by commas.

use crate::domain::id::WordsNo;

pub(super) fn to_text(numbers: &[WordsNo]) -> String {
    let texts: Vec<String> = numbers.iter().map(WordsNo::to_string).collect();
    texts.join(",")
}

pub(super) fn from_text(text: &str) -> Option<Vec<WordsNo>> {
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok().map(WordsNo)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive_their_text() {
        for numbers in [vec![], vec![WordsNo(7)], vec![WordsNo(1), WordsNo(20)]] {
            assert_eq!(from_text(&to_text(&numbers)), Some(numbers));
        }
        assert_eq!(from_text("1,x"), None);
    }
}

//! Letters held down for emphasis.

/// Shortens every letter that stands three times or more in a row: راااائع, sooo.
///
/// No Arabic word has a letter three times in a row, so one is meant; but ل and م are doubled at the beginning of many
/// (اللقاء, ممتاز) and stay double but at the end (تماممم), and so do the letters of other scripts (coool is cool).
pub fn shorten(word: &mut Vec<char>) {
    let mut shortened = Vec::with_capacity(word.len());
    let mut left = word.len();
    for run in word.chunk_by(|a, b| a == b) {
        left -= run.len();
        let kept = if run.len() > 2 && run[0].is_alphabetic() { meant(run[0], left == 0) } else { run.len() };
        shortened.extend_from_slice(&run[..kept]);
    }
    *word = shortened;
}

fn meant(letter: char, is_last: bool) -> usize {
    match letter {
        'ل' | 'م' if !is_last => 2,
        '\u{620}'..='\u{6ff}' => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        shorten(&mut letters);
        String::from_iter(letters)
    }

    #[test]
    fn arabic_letters_are_meant_once() {
        assert_eq!(shortened("راااايع"), "رايع");
        assert_eq!(shortened("شكررررا"), "شكرا");
        assert_eq!(shortened("ممممتاز"), "ممتاز");
        assert_eq!(shortened("اللللقاء"), "اللقاء");
        assert_eq!(shortened("تماممممم"), "تمام");
    }

    #[test]
    fn others_twice() {
        assert_eq!(shortened("coooool"), "cool");
    }

    #[test]
    fn doubles_and_numbers_stay() {
        assert_eq!(shortened("الليل"), "الليل");
        assert_eq!(shortened("1000000"), "1000000");
    }
}

//! The direction of a text, by the majority of its strong letters.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::char::is_combining_mark;

/// A direction, in the words of HTML's `dir`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
    /// No strong letter: as the page goes.
    Auto,
}

/// The direction of most letters of the text; right to left where they are even.
///
/// `dir=auto` takes the first letter's, which lays "Polis كيف يعمل؟" out as English. Web and mail addresses are passed
/// over, for one long address would outweigh the Arabic sentence around it; vowel marks are no letters.
#[must_use]
pub fn of(text: &str) -> Direction {
    let prose = text.split_whitespace().filter(|word| !is_address(word));
    let letters = prose.flat_map(str::chars).filter(|c| c.is_alphabetic() && !is_combining_mark(*c));
    let (rtl, all) =
        letters.fold((0_usize, 0_usize), |(rtl, all), c| (rtl + usize::from(is_rtl(c)), all + 1));
    match all {
        0 => Direction::Auto,
        _ if rtl * 2 >= all => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// Letters of the blocks that Unicode sets aside for scripts written from right to left.
fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_an_arabic_question_that_begins_in_latin_is_right_to_left() {
        assert_eq!(of("Polis كيف يعمل في الملتقى؟"), Direction::Rtl);
    }

    #[test]
    fn an_english_question_with_an_arabic_name_is_left_to_right() {
        assert_eq!(of("When does the مجلس open to residents?"), Direction::Ltr);
    }

    #[test]
    fn digits_and_emoji_have_no_direction() {
        for text in ["", "2030", "٢٠٣٠", "👏👏 ؟!"] {
            assert_eq!(of(text), Direction::Auto, "{text}");
        }
    }

    #[test]
    fn addresses_do_not_weigh() {
        assert_eq!(of("رأيكم في https://example.com/a/very/long/path/indeed"), Direction::Rtl);
        assert_eq!(of("www.example.com"), Direction::Auto);
    }

    #[test]
    fn vowel_marks_do_not_weigh() {
        assert_eq!(of("مُشَارَكَةٌ participation"), Direction::Ltr);
    }

    #[test]
    fn presentation_forms_and_other_scripts_have_theirs() {
        assert_eq!(of("ﻣﺸﺎﺭﻛﺔ"), Direction::Rtl);
        assert_eq!(of("שלום"), Direction::Rtl);
        assert_eq!(of("Привет 你好"), Direction::Ltr);
    }
}

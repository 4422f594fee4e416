//! One letter under its many code points, and the signs that are no letters.

use unicode_normalization::char::is_combining_mark;

use super::digits;
use super::invisible::{is_hidden, is_joiner};

/// What a character is to the matching key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Part of a word.
    Letter,
    /// Written on or between letters, and no letter itself: passed over.
    Sign,
    /// Ends a word: spaces, `؟`, `،`, `«`, hyphens, emoji.
    Gap,
}

/// What the character is, after NFKC.
pub fn part(c: char) -> Part {
    if is_sign(c) || is_hidden(c) || is_joiner(c) {
        Part::Sign
    } else if c.is_alphanumeric() || is_combining_mark(c) {
        // Marks of other scripts (Devanagari, Thai) are vowels that tell words apart, and stay.
        Part::Letter
    } else {
        Part::Gap
    }
}

/// Vowel marks, Quranic marks, tatweel, diacritics, apostrophes inside words, and the Arabic thousands mark.
pub fn is_sign(c: char) -> bool {
    let arabic = matches!(c,
        '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{66c}' | '\u{670}' | '\u{674}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{890}' | '\u{891}' | '\u{897}'..='\u{89f}' | '\u{8c9}'..='\u{8ff}' | '\u{10efa}'..='\u{10eff}');
    let general = matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}');
    let hebrew = matches!(c, '\u{591}'..='\u{5c7}') && is_combining_mark(c);
    arabic || general || hebrew || matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`')
}

/// Vowel marks that were encoded standing by themselves. NFKC would put a space before each and cut the word.
pub fn is_spacing_sign(c: char) -> bool {
    matches!(c, '\u{fc5e}'..='\u{fc63}' | '\u{fe70}'..='\u{fe7f}')
}

/// The letter that stands for this one in the matching key, in lower case. `ء`, `ؤ` and `ئ` stay: what becomes of them
/// depends on their neighbours (see [`super::hamza`]).
pub fn plain(c: char) -> char {
    arabic(c).or_else(|| digits::ascii(c)).unwrap_or(c)
}

/// An Arabic letter under the code point that an Arabic keyboard gives.
fn arabic(c: char) -> Option<char> {
    let letter = match c {
        'آ' | 'أ' | 'إ' | 'ٱ' | '\u{672}' | '\u{673}' => 'ا',
        'ة' | 'ۃ' | 'ە' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' | 'ۿ' => 'ه',
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ێ' | 'ے' | 'ۓ' | 'ؠ' | 'ؽ' | 'ؾ' | 'ؿ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' | 'ۉ' | 'ۅ' => 'و',
        'ں' => 'ن',
        // Maghribi, dotless, and for a sound that Arabic has no letter for: without its key, one types the nearest.
        'ڢ' | 'ڡ' | 'ڤ' | 'ڥ' => 'ف',
        'ڧ' | 'ٯ' => 'ق',
        'ٮ' | 'پ' => 'ب',
        _ => return None,
    };
    Some(letter)
}

/// Latin and Greek letters that have another spelling and no decomposition in Unicode.
pub fn spelled_out(c: char) -> Option<&'static str> {
    let spelled = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    };
    Some(spelled)
}

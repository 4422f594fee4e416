//! Characters that are there and not seen.

/// Characters that show nothing and that no spelling needs. Neither stored nor compared.
///
/// Bidi overrides and isolates reorder what surrounds them; zero-width spaces, fillers, tags and variation selectors
/// make two texts look alike that are not, fill a name with nothing, or carry hidden data. The direction marks (U+200E,
/// U+200F, U+061C) belong here too: phones put them in unasked, they would count against the limit, and the direction
/// of a text is computed from its letters (see [`super::direction`]). The joiners U+200C and U+200D do not belong here:
/// Persian, Kurdish and composed emoji are spelled with them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    control || noncharacter || is_format(c)
}

fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' // soft hyphen, grapheme joiner, Arabic letter mark
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers: blank letters
            | '\u{17b4}' | '\u{17b5}' // Khmer inherent vowels
            | '\u{180b}'..='\u{180f}' // Mongolian selectors
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates
            | '\u{fe00}'..='\u{fe0d}' // variation selectors; U+FE0E and U+FE0F choose how an emoji looks
            | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // shorthand and musical controls
            | '\u{e0000}'..='\u{e0fff}' // tags and more variation selectors
    )
}

/// The zero-width joiner and non-joiner.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// White space, and the Braille pattern without dots, which is drawn as nothing.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_emoji_and_joiners_are_seen() {
        for c in "مشاركةً aß٣۴5👏❤\u{fe0f}\u{200c}\u{200d}؟،".chars() {
            assert!(!is_hidden(c), "{c:?}");
        }
    }

    #[test]
    fn line_breaks_and_tabs_are_blanks_and_not_hidden() {
        for c in "\n\r\t \u{a0}\u{2028}\u{85}".chars() {
            assert!(is_blank(c) && !is_hidden(c), "{c:?}");
        }
    }
}

//! What comes in, and what is stored of it.

use unicode_normalization::UnicodeNormalization;

/// The text as it is stored: NFC, without control characters and bidi overrides, white space folded.
#[must_use]
pub fn normalise(typed: &str) -> String {
    let kept = typed.nfc().map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = kept
        .filter(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

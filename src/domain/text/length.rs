//! Lengths as people count them.

use unicode_segmentation::UnicodeSegmentation;

/// How many graphemes the text has.
#[must_use]
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

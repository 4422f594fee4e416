//! The direction of a text, by the majority of its strong letters.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

/// The direction of most letters of the text.
#[must_use]
pub fn of(text: &str) -> Direction {
    let is_rtl =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (rtl, all) =
        letters.fold((0_usize, 0_usize), |(rtl, all), c| (rtl + usize::from(is_rtl(c)), all + 1));
    match all {
        0 => Direction::Auto,
        _ if rtl * 2 >= all => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

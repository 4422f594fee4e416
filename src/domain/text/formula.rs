//! What a spreadsheet calculates instead of showing it.

/// With what it takes a text for a formula, in full width too.
pub const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

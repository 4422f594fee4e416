//! Texts of others, as a terminal is shown them.

use std::fmt::{self, Display, Write};

use crate::domain::text::is_hidden;

/// What is displayed, without power over the terminal that shows it: control characters other than line breaks and tabs, and what
/// reorders or hides letters, stand there as `\u001b` does. Inside a string of JSON that means the same as the character.
pub struct Plain<T>(pub T);

impl<T: Display> Display for Plain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_char(c))
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        let is_shown = matches!(c, '\n' | '\t') || !(c.is_control() || is_hidden(c));
        if is_shown {
            return self.0.write_char(c);
        }
        c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(self.0, "\\u{unit:04x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_printed_moves_the_cursor_colours_reorders_or_hides_anything() {
        let hostile = "a\u{1b}[2J\r\u{9b}1m\u{202e}b\u{2066}c\u{200f}\u{e0041}\u{85}";
        let told = Plain(hostile).to_string();
        assert_eq!(told, r"a\u001b[2J\u000d\u009b1m\u202eb\u2066c\u200f\udb40\udc41\u0085");
        assert_eq!(Plain("قاعة\tHall é\n").to_string(), "قاعة\tHall é\n");
    }

    #[test]
    fn a_line_of_json_says_the_same() {
        let text = "a\u{9b}\u{202e}\u{e0041}\u{1b}";
        let line = Plain(serde_json::to_string(text).unwrap()).to_string();
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
        assert!(line.is_ascii());
    }
}

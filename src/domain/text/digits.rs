//! Digits of every keyboard that is used here, and the codes that are typed with them.

use super::invisible::{is_blank, is_hidden, is_joiner};

/// How many digits a join code has.
pub const CODE_DIGITS: usize = 6;

/// The value of a decimal digit: ASCII, Arabic-Indic (٤), Persian (۴) or full-width (４).
#[must_use]
pub fn value(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// The same digit in ASCII.
#[must_use]
pub fn ascii(c: char) -> Option<char> {
    value(c).map(|digit| char::from(b'0' + digit))
}

/// Why what was typed is no join code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// It holds something that is neither a digit nor a way to group digits.
    #[error("a code has digits only, not {0:?}")]
    NotADigit(char),
    /// It has another number of digits.
    #[error("a code has {CODE_DIGITS} digits, not {0}")]
    WrongLength(usize),
}

/// The six ASCII digits of a join code as somebody typed, spoke or pasted it: `٤٧١ ٢٣٤`, `471-234`.
///
/// Spaces, dashes (the tatweel too, the dash nearest to hand on an Arabic keyboard) and what is not seen are ignored.
pub fn join_code_digits(typed: &str) -> Result<String, BadCode> {
    let digits = grouped_digits(typed)?;
    if digits.len() == CODE_DIGITS { Ok(digits) } else { Err(BadCode::WrongLength(digits.len())) }
}

/// The ASCII digits of what somebody typed in groups, however many there are.
pub fn grouped_digits(typed: &str) -> Result<String, BadCode> {
    typed.chars().filter(|c| !is_grouping(*c)).map(|c| ascii(c).ok_or(BadCode::NotADigit(c))).collect()
}

fn is_grouping(c: char) -> bool {
    let dash = matches!(c, '-' | 'ـ' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}');
    dash || is_blank(c) || is_hidden(c) || is_joiner(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn measured_arabic_indic_digits_are_digits() {
        assert!("٤٧١".chars().all(|c| value(c).is_some()));
        assert_eq!(join_code_digits("٤٧١ ٢٣٤").as_deref(), Ok("471234"));
        assert_eq!(join_code_digits("۴۷۱۲۳۴").as_deref(), Ok("471234"));
    }

    #[test]
    fn grouping_is_ignored() {
        for typed in [
            "471-234",
            " 471 – 234\n",
            "٤٧١ـ٢٣٤",
            "\u{200f}471\u{a0}234\u{200c}",
            "４７１２３４",
            "4 7 1 2 3 4",
        ] {
            assert_eq!(join_code_digits(typed).as_deref(), Ok("471234"), "{typed:?}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(join_code_digits("47123A"), Err(BadCode::NotADigit('A')));
        assert_eq!(join_code_digits("471.234"), Err(BadCode::NotADigit('.')));
        assert_eq!(join_code_digits("47123"), Err(BadCode::WrongLength(5)));
        assert_eq!(join_code_digits("4712345"), Err(BadCode::WrongLength(7)));
        assert_eq!(join_code_digits(""), Err(BadCode::WrongLength(0)));
    }

    fn in_script(code: &str, zero: char) -> String {
        let digit = |c: char| char::from_u32(u32::from(zero) + u32::from(c) - u32::from('0'));
        code.chars().filter_map(digit).collect()
    }

    proptest! {
        #[test]
        fn a_code_comes_back_from_every_script(code in "[0-9]{6}", zero in prop::sample::select(vec!['0', '٠', '۰', '０'])) {
            let typed = in_script(&code, zero);
            let grouped = format!("{} {}", typed.chars().take(3).collect::<String>(), typed.chars().skip(3).collect::<String>());
            prop_assert_eq!(join_code_digits(&typed), Ok(code.clone()));
            prop_assert_eq!(join_code_digits(&grouped), Ok(code));
        }

        #[test]
        fn an_accepted_code_is_six_ascii_digits(typed in any::<String>()) {
            if let Ok(code) = join_code_digits(&typed) {
                prop_assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}

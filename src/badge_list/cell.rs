//! A cell of a column that is known: its text, as it is stored.

use crate::domain::text::fold::fold;
use crate::domain::text::formula::SIGNS;
use crate::domain::text::{length, stored};

use super::column::Column;
use super::headings;
use super::line::{Content, LONGEST};
use super::mistake::{Code, Findings, Place, quoted};

/// The text of a cell, as it is stored; notes what is wrong with it.
pub(super) fn text(
    content: &Content,
    column: Column,
    place: Place,
    findings: &mut Findings,
) -> Option<String> {
    let typed = match content {
        Content::Text(typed) => typed,
        Content::Formula => {
            findings.note(place, Code::Formula, headings::formula);
            return None;
        }
        Content::NotText(what) => {
            findings.note(place, Code::NotText, || not_text(what));
            return None;
        }
    };
    let shown = stored::normalise(typed);
    let wrong = wrong(typed, &shown, column);
    if let Some(code) = wrong {
        findings.note(place, code, || words(code, &shown, column));
    }
    wrong.is_none().then_some(shown)
}

/// What is wrong with a text that was typed so and is shown so.
fn wrong(typed: &str, shown: &str, column: Column) -> Option<Code> {
    match () {
        () if typed.chars().any(is_control) => Some(Code::Control),
        () if is_formula(shown) => Some(Code::Formula),
        () if typed.len() > LONGEST || !length::fits(shown, column.longest()) => Some(Code::TooLong),
        () if fold(shown).is_empty() => Some(Code::NoWord),
        () => None,
    }
}

/// What is told of it, and what to do instead.
fn words(code: Code, shown: &str, column: Column) -> (String, String) {
    let longest = column.longest();
    let (what, instead) = match code {
        Code::Control => (
            "has control characters in it, which are not seen".to_owned(),
            "delete what the cell holds and type it anew",
        ),
        Code::Formula => ("begins as a formula does".to_owned(), "write it without the sign before it"),
        Code::TooLong if shown.len() < LONGEST && length::graphemes(shown) <= longest => {
            (format!("takes {} bytes", shown.len()), "use fewer marks and joined signs")
        }
        Code::TooLong => (format!("has more than {longest} characters"), "shorten it"),
        _ => ("has neither a letter nor a digit".to_owned(), "write one that has, or leave the cell empty"),
    };
    (format!("the {} {} {what}", column.noun(), quoted(shown)), instead.to_owned())
}

fn not_text(what: &str) -> (String, String) {
    let instead = "format the column as text, and write there what it is to show";
    (format!("the cell holds {what}"), instead.to_owned())
}

/// Whether a spreadsheet may calculate it. A number with its sign is none, and nor is a lone dash.
fn is_formula(shown: &str) -> bool {
    let mut rest = shown.chars();
    let Some(sign) = rest.next().filter(|sign| SIGNS.contains(sign)) else { return false };
    let rest = rest.as_str();
    let of_number = |c: char| c.is_numeric() || matches!(c, '.' | ',');
    let is_signed = matches!(sign, '+' | '-') && rest.chars().all(of_number);
    !is_signed && rest.contains(char::is_alphanumeric)
}

/// What belongs into no text: it steers devices, or turns the direction of what comes after it. Other things that are not
/// seen come from phones unasked, and are left out of what is stored.
fn is_control(c: char) -> bool {
    c.is_control() && !c.is_whitespace() || matches!(c, '\u{202d}' | '\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_a_formula() {
        for typed in [
            "=1+1",
            "+A1",
            "-A1",
            "@sum",
            " =1",
            "\t=A1",
            "\r=A1",
            "＝1",
            "=5",
            "\u{feff}=1",
            "\u{200f}=1",
            "+1-A1",
            "-متطوع",
        ] {
            assert_eq!(
                wrong(typed, &stored::normalise(typed), Column::Name),
                Some(Code::Formula),
                "{typed:?}"
            );
        }
        for typed in ["-5", "+966", "-1,250.5", "أحمد", "A-104", "1=1", "'=1", "-٥"] {
            assert_eq!(wrong(typed, &stored::normalise(typed), Column::Name), None, "{typed:?}");
        }
        for typed in ["-", "--", "="] {
            assert_eq!(wrong(typed, typed, Column::Name), Some(Code::NoWord), "{typed:?}");
        }
    }
}

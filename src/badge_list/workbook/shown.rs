//! How a workbook shows a number: 104 as 104, and as 0104 or A-104 where its cell says so.

use std::collections::HashMap;

use crate::badge_list::line::Content;

use super::Unreadable;
use super::markup::{Markup, Piece};

/// How the numbers of a cell are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// As they are, to as many digits as there are.
    Plain,
    /// Whole, with so many digits at least, between two texts.
    Padded { before: String, digits: usize, after: String },
    /// As a date or a time.
    Moment,
    /// In another way.
    Other,
}

/// How the cells of each style show numbers.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// The number of the format of each style.
    formats: Vec<u32>,
    /// The formats that the workbook describes itself.
    own: HashMap<u32, Shape>,
}

/// Digits that a spreadsheet keeps of a number.
const DIGITS: f64 = 1e15;

/// Reads them.
pub(super) fn read(styles: &str) -> Result<Shapes, Unreadable> {
    let mut shapes = Shapes::default();
    let mut markup = Markup::of(styles);
    let mut of_cells = false;
    while let Some(piece) = markup.next()? {
        match piece {
            Piece::Opens(element) => match element.name() {
                "cellXfs" => of_cells = true,
                "xf" if of_cells => shapes.formats.push(element.number("numFmtId")?.unwrap_or_default()),
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (element.number("numFmtId")?, element.attribute("formatCode")?)
                    {
                        shapes.own.insert(id, Shape::of(&code));
                    }
                }
                _ => {}
            },
            Piece::Closes(end) if end.name() == "cellXfs" => of_cells = false,
            _ => {}
        }
    }
    Ok(shapes)
}

impl Shapes {
    /// What a cell of that style shows of a number.
    pub fn show(&self, number: &str, style: u32) -> Result<Content<'static>, Unreadable> {
        let number: f64 = number.trim().parse().map_err(|_| Unreadable::Damaged)?;
        Ok(match self.of_style(style) {
            _ if number.is_nan() || number.abs() >= DIGITS => {
                Content::NotText("a number of more than 15 digits")
            }
            Shape::Plain => Content::Text(number.to_string().into()),
            Shape::Padded { before, digits, after } if number.fract() == 0.0 => {
                let sign = if number < 0.0 { "-" } else { "" };
                Content::Text(format!("{sign}{before}{:0digits$}{after}", number.abs()).into())
            }
            Shape::Moment => Content::NotText("a date or a time"),
            Shape::Padded { .. } | Shape::Other => Content::NotText(
                "a number that is shown otherwise than it is held, such as a date, 1.50 or 20%",
            ),
        })
    }

    fn of_style(&self, style: u32) -> Shape {
        let format = self.formats.get(style as usize).copied().unwrap_or_default();
        self.own.get(&format).cloned().unwrap_or_else(|| built_in(format))
    }
}

/// The formats that every workbook has, by ECMA-376, 18.8.30.
fn built_in(format: u32) -> Shape {
    match format {
        // Of whole numbers with commas between the thousands, the commas are not taken for part of them.
        0 | 1 | 3 | 49 => Shape::Plain,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Shape::Moment,
        _ => Shape::Other,
    }
}

impl Shape {
    /// The one that a code describes, as far as what stands for positive numbers goes.
    fn of(code: &str) -> Self {
        if code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::Plain;
        }
        let (mut before, mut digits, mut after) = (String::new(), None::<usize>, String::new());
        let mut rest = code.chars();
        while let Some(c) = rest.next() {
            let literal = match c {
                '0' | '#' if after.is_empty() => {
                    let so_far = digits.unwrap_or_default();
                    digits = Some(so_far + usize::from(c == '0'));
                    continue;
                }
                ',' if digits.is_some() && after.is_empty() => continue,
                ';' => break,
                '"' => rest.by_ref().take_while(|c| *c != '"').collect(),
                '\\' => rest.next().map(String::from).unwrap_or_default(),
                '-' | ' ' | '(' | ')' => c.to_string(),
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Self::Moment,
                _ => return Self::Other,
            };
            if digits.is_some() { after.push_str(&literal) } else { before.push_str(&literal) }
        }
        digits.map_or(Self::Other, |digits| Self::Padded { before, digits: digits.min(15), after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> String {
        let shapes = Shapes { formats: vec![200], own: HashMap::from([(200, Shape::of(code))]) };
        match shapes.show(number, 0).unwrap() {
            Content::Text(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_is_shown_as_its_cell_says() {
        for (code, number, text) in [
            ("General", "104", "104"),
            ("General", "104.5", "104.5"),
            ("General", "1.04E2", "104"),
            ("@", "-7", "-7"),
            ("0000", "104", "0104"),
            ("#,##0", "1250", "1250"),
            ("\"A-\"000", "7", "A-007"),
            ("\\A\\-000;(0)", "7", "A-007"),
            ("0\" ق\"", "7", "7 ق"),
            ("000", "-7", "-007"),
        ] {
            assert_eq!(shown(code, number), text, "{code}");
        }
    }

    #[test]
    fn what_is_shown_otherwise_than_it_is_held_is_no_text() {
        for (code, number) in [
            ("0.00", "7"),
            ("0%", "0.2"),
            ("[$-409]d", "7"),
            ("000", "7.5"),
            ("0-0", "71"),
            ("General", "1e15"),
        ] {
            assert!(shown(code, number).starts_with("NotText"), "{code}");
        }
        for code in ["yyyy-mm-dd", "d/m", "h:mm"] {
            assert!(shown(code, "45000").contains("a date or a time"), "{code}");
        }
    }
}

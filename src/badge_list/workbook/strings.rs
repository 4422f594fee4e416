//! The texts that cells name by their number.

use super::markup::{Markup, Piece};
use super::{Unreadable, escapes};

/// All of them, one after the other: a file may have millions of empty ones.
#[derive(Debug, Default)]
pub(super) struct Strings {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// The text of that number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.all.get(start..end)
    }
}

/// Reads them: of each the pieces that are shown, and not how it is pronounced.
pub(super) fn read(text: &str) -> Result<Strings, Unreadable> {
    let mut strings = Strings::default();
    let mut markup = Markup::of(text);
    let mut collecting = Collecting::default();
    while let Some(piece) = markup.next()? {
        match piece {
            Piece::Opens(element) => collecting.open(element.name()),
            Piece::Text(text) => collecting.add(&text),
            Piece::Closes(end) => {
                collecting.close(end.name());
                if end.name() == "si" {
                    strings.all.push_str(&escapes::resolve(&collecting.take()));
                    strings.ends.push(strings.all.len() as u32);
                }
            }
        }
    }
    Ok(strings)
}

/// A text that is gathered from the elements that hold some of it.
#[derive(Debug, Default)]
pub(super) struct Collecting {
    text: String,
    in_text: bool,
    pronounced: bool,
}

impl Collecting {
    pub fn open(&mut self, name: &str) {
        match name {
            "t" | "v" => self.in_text = true,
            "rPh" => self.pronounced = true,
            _ => {}
        }
    }

    pub fn close(&mut self, name: &str) {
        match name {
            "t" | "v" => self.in_text = false,
            "rPh" => self.pronounced = false,
            _ => {}
        }
    }

    pub fn add(&mut self, text: &str) {
        if self.in_text && !self.pronounced {
            self.text.push_str(text);
        }
    }

    /// What was gathered, and begins anew.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

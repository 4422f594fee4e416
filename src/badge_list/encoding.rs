//! The bytes of a CSV as a text. What Excel writes is read (UTF-8 with its mark, "Unicode text" in UTF-16), and nothing is
//! guessed: in Windows-1256, as Excel in Arabic writes plain CSV, or in any other encoding of one byte a letter, whatever bytes
//! there are make some text, and somebody's name would be printed wrong.

use std::borrow::Cow;

use super::delimited;
use super::mistake::{Code, Mistake};

/// A text that could not be read to its end.
#[derive(Debug)]
pub(super) struct Undecodable<'t> {
    /// What could be read of it.
    before: Cow<'t, str>,
    what: &'static str,
}

/// The text, without a byte order mark. Fails where it is in another encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Undecodable<'_>> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Undecodable<'_>> {
    let (before, what) = match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => return Ok(Cow::Borrowed(text)),
            Some(at) => (&text[..at], "this is no text, or UTF-16 without its mark"),
        },
        Err(why) => (
            std::str::from_utf8(&bytes[..why.valid_up_to()]).unwrap_or_default(),
            "from here on the text is not UTF-8, but perhaps Windows-1256",
        ),
    };
    Err(Undecodable { before: Cow::Borrowed(before), what })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, Undecodable<'static>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut whole = rest.is_empty();
    for read in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match read {
            Ok(c) if c != '\0' => text.push(c),
            _ => {
                whole = false;
                break;
            }
        }
    }
    let what = "from here on the text is not UTF-16, though its mark says so";
    if whole { Ok(text.into()) } else { Err(Undecodable { before: text.into(), what }) }
}

impl Undecodable<'_> {
    /// It as a mistake, at the place at which the text that could be read ends.
    pub fn mistake(&self) -> Mistake {
        let instead = "save the list in Excel as \"CSV UTF-8 (comma delimited)\", or upload the .xlsx itself";
        let place = delimited::place_of_end(&self.before);
        Mistake::at(place, Code::Encoding, (self.what.to_owned(), instead.to_owned()))
    }
}

//! Entries as they cross from Redis (see `lua/entries.lua`).

use bytes::{Buf, Bytes};

use crate::domain::id::WordsNo;
use crate::domain::time::Time;
use crate::journal::entry::{Entry, Filed};
use crate::journal::hash::Hash;
use crate::journal::numbers;

/// Reads an entry; nothing if it is not one.
pub(super) fn entry(frame: Bytes) -> Option<Entry> {
    let mut fields = Fields(frame);
    let epoch = number(&fields.next()?)?;
    let rev = number(&fields.next()?)?;
    let hash = Hash::from_bytes(&fields.next()?)?;
    let time = Time(number(&fields.next()?)?);
    let erased = numbers::from_text(std::str::from_utf8(&fields.next()?).ok()?)?.into();
    let body = fields.next()?;
    let mut words = Vec::new();
    while !fields.0.is_empty() {
        words.push(filed(&fields.next()?, &fields.next()?)?);
    }
    Some(Entry { epoch, rev, hash, time, body, words: words.into(), erased })
}

/// Words as they lie beside the entries: the salt, then the text.
pub(super) fn filed(no: &[u8], salted: &[u8]) -> Option<Filed> {
    let (salt, text) = salted.split_first_chunk()?;
    let text = std::str::from_utf8(text).ok()?;
    Some(Filed { no: WordsNo(number(no)?), salt: *salt, text: text.into() })
}

/// The other way.
pub(super) fn salted(words: &Filed) -> Vec<u8> {
    [&words.salt, words.text.as_bytes()].concat()
}

pub(super) fn number<N: std::str::FromStr>(text: &[u8]) -> Option<N> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

struct Fields(Bytes);

impl Fields {
    fn next(&mut self) -> Option<Bytes> {
        let length = self.0.try_get_u32().ok()?;
        let length = usize::try_from(length).ok()?;
        (length <= self.0.len()).then(|| self.0.split_to(length))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn framed(fields: &[&[u8]]) -> Bytes {
        let parts = fields.iter().map(|field| {
            let length = u32::try_from(field.len()).unwrap();
            [&length.to_be_bytes(), *field].concat()
        });
        parts.flatten().collect()
    }

    #[test]
    fn an_entry_is_read_with_its_words() {
        let words = Filed { no: WordsNo(7), salt: [9; 16], text: "سؤال".into() };
        let frame = framed(&[b"1", b"2", &[3; 32], b"4", b"5,6", b"body\0", b"7", &salted(&words)]);
        let entry = entry(frame).unwrap();
        assert_eq!((entry.epoch, entry.rev, entry.hash, entry.time), (1, 2, Hash([3; 32]), Time(4)));
        assert_eq!(*entry.erased, [WordsNo(5), WordsNo(6)]);
        assert_eq!((&entry.body[..], &*entry.words), (&b"body\0"[..], &[words][..]));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes: Vec<u8>) {
            let _ = entry(bytes.into());
        }
    }
}

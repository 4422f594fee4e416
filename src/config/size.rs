//! Bytes, as people write them.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// So many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u64);

/// A text is no number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a number of bytes, with K, M, G or T for so many times 1024: 512M")]
pub struct BadSize;

impl FromStr for Size {
    type Err = BadSize;

    fn from_str(text: &str) -> Result<Self, BadSize> {
        let text = text.trim().trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
        let (digits, power) = match text.char_indices().last() {
            Some((end, 'k' | 'K')) => (&text[..end], 1),
            Some((end, 'm' | 'M')) => (&text[..end], 2),
            Some((end, 'g' | 'G')) => (&text[..end], 3),
            Some((end, 't' | 'T')) => (&text[..end], 4),
            _ => (text, 0),
        };
        let number: u64 = digits.trim_end().parse().map_err(|_| BadSize)?;
        number.checked_mul(1_024_u64.pow(power)).filter(|bytes| *bytes > 0).map(Self).ok_or(BadSize)
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_many_ways() {
        for (text, bytes) in [
            ("1", 1),
            ("4096", 4_096),
            ("512M", 512 << 20),
            ("2g", 2 << 30),
            ("2 GiB", 2 << 30),
            ("1TB", 1 << 40),
            ("9K", 9 << 10),
        ] {
            assert_eq!(text.parse(), Ok(Size(bytes)), "{text}");
        }
        for bad in ["", "0", "G", "-1M", "1.5G", "99999999999T", "eight", "1 X"] {
            assert_eq!(bad.parse::<Size>(), Err(BadSize), "{bad}");
        }
    }
}

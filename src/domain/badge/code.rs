//! A badge's code: sixteen digits, the last of which tells a slip of the finger; and that of a slip of paper, which has eighteen.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use ts_rs::TS;

use crate::domain::borrowed::Borrowed;
use crate::domain::hex::Hex;
use crate::domain::id::{CommandId, PersonId};
use crate::domain::poll::Voter;
use crate::domain::text::digits::grouped_digits;

/// How many digits a badge's code has.
pub const DIGITS: usize = 16;
/// How many a slip's has: by that the two are told apart.
pub const SLIP_DIGITS: usize = 18;
/// How many codes there are: all digits but the last are drawn. Against 50,000 badges one guess in 20,000,000,000 is right.
const DRAWN: u64 = 1_000_000_000_000_000;
/// The same of slips: against 100,000 of them one guess in 1,000,000,000,000 is right.
const SLIPS_DRAWN: u64 = 100_000_000_000_000_000;

/// A code as it was said, of a badge or of a slip: whether any has it is asked of the state. Never printed in a log, never kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct BadgeCode(Option<Said>);

/// The digits that were said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Badge(u64),
    Slip(u64),
}

impl BadgeCode {
    /// Reads what was typed or scanned: digits of any keyboard, spaces and dashes ignored. What is no code is read too, and
    /// is no badge's.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let digits = grouped_digits(typed).unwrap_or_default();
        let of = match digits.len() {
            DIGITS => Said::Badge,
            SLIP_DIGITS => Said::Slip,
            _ => return Self(None),
        };
        let code = digits.parse::<u64>().ok();
        Self(code.filter(|code| check_digit(code / 10) == code % 10).map(of))
    }

    /// Whether it is a slip's.
    #[must_use]
    pub fn is_of_a_slip(self) -> bool {
        matches!(self.0, Some(Said::Slip(_)))
    }

    /// Whether its digits belong together: else it was mistyped.
    #[must_use]
    pub fn is_well_formed(self) -> bool {
        self.0.is_some()
    }

    /// The code of the badge at that place, in that edition.
    pub(super) fn of(key: &str, place: u32, edition: u32) -> Self {
        let bits = hash(key, b"majlis badge code", &[place, edition]);
        let drawn = u64::from_be_bytes(first(&bits)) % DRAWN;
        Self(Some(Said::Badge(drawn * 10 + check_digit(drawn))))
    }

    /// The code of the slip that the command of that id printed for the badge at that place, in that edition of it.
    pub(super) fn of_slip(key: &Keyed, (place, edition): (u32, u32), printed: CommandId) -> Self {
        let [high, low] = [(printed.0 >> 32) as u32, printed.0 as u32];
        let bits = key.hash(b"majlis slip code", &[place, edition, high, low]);
        let drawn = u64::from_be_bytes(first(&bits)) % SLIPS_DRAWN;
        Self(Some(Said::Slip(drawn * 10 + check_digit(drawn))))
    }
}

/// The key of badges that are made together, 64 hexadecimal digits: a text, so that it lies with the words and is erased as
/// they are.
pub(super) fn key(random: &[u8; 32], id: CommandId) -> Arc<str> {
    let mut mac = Hmac::<Sha256>::new_from_slice(random).expect("HMAC takes a key of any length");
    mac.update(b"majlis badges");
    mac.update(&id.0.to_be_bytes());
    let bits: [u8; 32] = mac.finalize().into_bytes().into();
    Hex(&bits).to_string().into()
}

/// Under what a ballot of the badge at that place is filed, whatever its edition.
#[must_use]
pub fn voter(key: &str, place: u32) -> Voter {
    Voter(PersonId(first(&hash(key, b"majlis badge voter", &[place]))))
}

/// A key of badges, made ready once for the many codes that are made with it: that is half of what each of them takes.
pub(super) struct Keyed(Hmac<Sha256>);

impl Keyed {
    /// Of that key.
    pub(super) fn of(key: &str) -> Self {
        Self(Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length"))
    }

    fn hash(&self, what: &[u8], numbers: &[u32]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(what);
        for number in numbers {
            mac.update(&number.to_be_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

fn hash(key: &str, what: &[u8], numbers: &[u32]) -> [u8; 32] {
    Keyed::of(key).hash(what, numbers)
}

fn first<const N: usize>(bits: &[u8; 32]) -> [u8; N] {
    let mut cut = [0; N];
    cut.copy_from_slice(&bits[..N]);
    cut
}

/// The digit that makes the sum right by Luhn's rule (ISO/IEC 7812-1, annex B): one wrong digit is always told, and two
/// neighbours that changed places but for 09.
fn check_digit(mut drawn: u64) -> u64 {
    let (mut sum, mut doubles) = (0, true);
    while drawn > 0 {
        let digit = drawn % 10 * if doubles { 2 } else { 1 };
        sum += digit / 10 + digit % 10;
        (drawn, doubles) = (drawn / 10, !doubles);
    }
    (10 - sum % 10) % 10
}

impl fmt::Debug for BadgeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BadgeCode(..)")
    }
}

impl Serialize for BadgeCode {
    /// Its digits: a code is told to whoever prints the sheet, and sent by clients written in Rust.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(Said::Badge(code)) => to.collect_str(&format_args!("{code:0DIGITS$}")),
            Some(Said::Slip(code)) => to.collect_str(&format_args!("{code:0SLIP_DIGITS$}")),
            None => to.serialize_str(""),
        }
    }
}

impl<'de> Deserialize<'de> for BadgeCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Borrowed(typed) = Borrowed::deserialize(from)?;
        Ok(Self::read(&typed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "00ff";

    fn digits(code: BadgeCode) -> String {
        serde_json::from_value(serde_json::to_value(code).unwrap()).unwrap()
    }

    #[test]
    fn the_check_digit_is_that_of_the_published_example() {
        // ISO/IEC 7812-1 is applied to 7992739871 in most texts about it.
        assert_eq!(check_digit(7_992_739_871), 3);
    }

    #[test]
    fn a_code_is_read_as_it_is_printed_typed_or_spoken() {
        let code = BadgeCode::of(KEY, 7, 0);
        let printed = digits(code);
        assert_eq!(printed.len(), DIGITS);
        let (a, b) = printed.split_at(4);
        let arabic: String =
            printed.chars().map(|c| char::from_u32(u32::from(c) - 48 + 0x660).unwrap()).collect();
        for typed in [printed.clone(), format!("{a} {b}"), format!(" {a}-{b}"), arabic] {
            assert_eq!(BadgeCode::read(&typed), code, "{typed}");
        }
        assert_eq!(format!("{code:?}"), "BadgeCode(..)");
    }

    #[test]
    fn a_slip_has_a_code_of_its_own_kind() {
        let slip = BadgeCode::of_slip(&Keyed::of(KEY), (7, 0), CommandId(5));
        let printed = digits(slip);
        assert_eq!(printed.len(), SLIP_DIGITS);
        assert_eq!(BadgeCode::read(&format!("{} {}", &printed[..9], &printed[9..])), slip);
        assert!(slip.is_of_a_slip() && !BadgeCode::of(KEY, 7, 0).is_of_a_slip());
        // The same digits without the two zeros in front are another kind of code.
        let (with, without) = ("001234567890123452", "1234567890123452");
        assert!(BadgeCode::read(with).is_of_a_slip());
        assert_ne!(BadgeCode::read(with), BadgeCode::read(without));
        let others = [((8, 0), 5), ((7, 1), 5), ((7, 0), 6), ((7, 0), 5 << 32)];
        for (whose, printed) in others {
            assert_ne!(BadgeCode::of_slip(&Keyed::of(KEY), whose, CommandId(printed)), slip);
        }
    }

    #[test]
    fn one_wrong_digit_is_told() {
        let printed = digits(BadgeCode::of(KEY, 7, 0));
        for at in 0..DIGITS {
            for other in b'0'..=b'9' {
                let mut typed = printed.clone().into_bytes();
                let is_same = typed[at] == other;
                typed[at] = other;
                let typed = String::from_utf8(typed).unwrap();
                assert_eq!(BadgeCode::read(&typed).is_well_formed(), is_same, "{typed}");
            }
        }
        for typed in ["", "1", "12345678901234567", "abcd", "12345678901234٣"] {
            assert!(!BadgeCode::read(typed).is_well_formed(), "{typed}");
        }
    }

    #[test]
    fn each_place_and_each_edition_has_a_code_and_a_place_one_voter() {
        let codes = [(7, 0), (7, 1), (8, 0)].map(|(place, edition)| BadgeCode::of(KEY, place, edition));
        assert!(codes[0] != codes[1] && codes[0] != codes[2] && codes[1] != codes[2]);
        assert_ne!(voter(KEY, 7), voter(KEY, 8));
        assert_ne!(voter(KEY, 7), voter("other", 7));
    }
}

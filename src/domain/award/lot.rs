//! The lot: what nobody could choose, drawn before there is anything to choose.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::hex::Hex;
use crate::domain::id::CommandId;

/// 64 hexadecimal digits, drawn when the scoring begins and told when the award is opened. Its hash is told at once, so that
/// everyone sees that it is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lot(String);

impl Lot {
    /// Draws one from the room's random bits.
    pub(super) fn draw(random: &[u8; 32], id: CommandId) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(random).expect("HMAC takes a key of any length");
        mac.update(b"majlis award lot");
        mac.update(&id.0.to_be_bytes());
        let bits: [u8; 32] = mac.finalize().into_bytes().into();
        Self(Hex(&bits).to_string())
    }

    /// SHA-256 of its digits, as 64 hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        Hex(&Sha256::digest(self.0.as_bytes())).to_string()
    }

    /// Where a nominee stands by the lot: the lowest is first. SHA-256 of the text `LOT:TRACK:NOMINEE`, by their places from 0.
    #[must_use]
    pub fn of(&self, track: u8, nominee: u8) -> [u8; 32] {
        Sha256::digest(format!("{self}:{track}:{nominee}").as_bytes()).into()
    }
}

impl fmt::Display for Lot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

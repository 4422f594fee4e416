//! What a stand's QR code says: whoever has it was at the stand, or has a picture of it.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use ts_rs::TS;

use crate::domain::id::{CommandId, StandNo};

/// A key as it was said: whether any stand has it is asked of the state. Never printed in a log.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct StandKey(String);

impl StandKey {
    /// Takes what a code says.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Whether it is that text, in a time that tells nothing.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        !text.is_empty() && self.0.as_bytes().ct_eq(text.as_bytes()).into()
    }

    /// The key as it is said.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The key that a command draws for a stand: 128 bits as 22 characters of A-Z, a-z, 0-9, `-` and `_`.
pub(in crate::domain) fn drawn(random: &[u8; 32], id: CommandId, stand: StandNo) -> Arc<str> {
    let mut mac = Hmac::<Sha256>::new_from_slice(random).expect("HMAC takes a key of any length");
    mac.update(b"majlis stand");
    mac.update(&id.0.to_be_bytes());
    mac.update(&stand.0.to_be_bytes());
    let bits: [u8; 32] = mac.finalize().into_bytes().into();
    let mut first = [0; 16];
    first.copy_from_slice(&bits[..16]);
    key_of(first).into()
}

/// A key from so many random bits.
#[must_use]
pub fn key_of(bits: [u8; 16]) -> String {
    URL_SAFE_NO_PAD.encode(bits)
}

impl PartialEq for StandKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for StandKey {}

impl fmt::Debug for StandKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StandKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_and_each_stand_draws_another_key() {
        let key = |seed, id, stand| drawn(&[seed; 32], CommandId(id), StandNo(stand));
        let keys = [key(1, 1, 1), key(2, 1, 1), key(1, 2, 1), key(1, 1, 2)];
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(key.len(), 22);
            assert!(keys[..at].iter().all(|other| other != key));
        }
        assert_eq!(key(1, 1, 1), keys[0]);
    }

    #[test]
    fn nothing_is_the_key_of_a_stand_whose_key_was_forgotten() {
        assert!(!StandKey::new(String::new()).is(""));
        assert!(StandKey::new("ab".into()).is("ab"));
        assert_eq!(format!("{:?}", StandKey::new("ab".into())), "StandKey(..)");
    }
}

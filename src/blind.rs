//! The arithmetic of blind ballots: an award's key, the signatures of papers (RFC 9474, RSABSSA-SHA384-PSS-Deterministic), and
//! whether a paper and a ballot are what they say.
//!
//! What blinds is the voter's device alone. Here is what the server does: it makes a key, raises a blinded message to the secret
//! exponent, and looks at finished signatures, which are those of RSASSA-PSS with SHA-384 and a salt of 48 bytes.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use getrandom::SysRng;
use ring::signature::{RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents};
use rsa::hazmat::rsa_decrypt_and_check;
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, RsaPrivateKey, RsaPublicKey};

use crate::domain::award::{
    BlindBallot, Fixed, Minted, PaperSignature, PublicKey, VoterKey, ballot_text, paper_text,
};
use crate::domain::id::{ForumId, SessionNo};

/// The length of an award's key, in bits: a signature is as long as [`PaperSignature`].
const BITS: usize = 2_048;

/// A key that cannot be made or read, or a number that it does not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BlindError(String);

impl BlindError {
    fn of(why: impl ToString) -> Self {
        Self(why.to_string())
    }
}

/// Makes a key, of the system's random numbers. It takes a second or so, on a thread for such work.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn mint() -> Result<Minted, BlindError> {
    let private = RsaPrivateKey::new(&mut SysRng, BITS).map_err(BlindError::of)?;
    let public = RsaPublicKey::from(&private).to_public_key_der().map_err(BlindError::of)?;
    let document = private.to_pkcs8_der().map_err(BlindError::of)?;
    Ok(Minted {
        public: PublicKey(URL_SAFE_NO_PAD.encode(public.as_bytes())),
        private: Arc::from(STANDARD.encode(document.as_bytes())),
    })
}

/// What signs papers: an award's private key.
pub struct Signer(RsaPrivateKey);

impl Signer {
    /// Of the text that is filed with the words.
    ///
    /// # Errors
    /// Where it is no key.
    pub fn of(private: &str) -> Result<Self, BlindError> {
        let document = STANDARD.decode(private).map_err(BlindError::of)?;
        let mut key = RsaPrivateKey::from_pkcs8_der(&document).map_err(BlindError::of)?;
        key.precompute().map_err(BlindError::of)?;
        Ok(Self(key))
    }

    /// Signs a blinded message (RFC 9474, 4.3). The same one is signed the same each time.
    ///
    /// # Errors
    /// Where it is no number below the key's modulus.
    pub fn sign(&self, blinded: &PaperSignature) -> Result<PaperSignature, BlindError> {
        let bits = self.0.n().bits_precision();
        let message = BoxedUint::from_be_slice(&blinded.0, bits).map_err(BlindError::of)?;
        if message >= *self.0.n().as_ref() {
            return Err(BlindError("it is not below the key's modulus".to_owned()));
        }
        let signed = rsa_decrypt_and_check(&self.0, Some(&mut SysRng), &message).map_err(BlindError::of)?;
        let bytes = signed.to_be_bytes();
        bytes.as_ref().try_into().map(Fixed).map_err(BlindError::of)
    }
}

/// What looks at papers and ballots of one award: its public key.
pub struct Checker {
    forum: ForumId,
    award: SessionNo,
    n: Box<[u8]>,
    e: Box<[u8]>,
}

impl Checker {
    /// Of a forum's award, by the number by which papers name it.
    ///
    /// # Errors
    /// Where the key is none.
    pub fn of(forum: ForumId, award: SessionNo, key: &PublicKey) -> Result<Self, BlindError> {
        let document = URL_SAFE_NO_PAD.decode(&key.0).map_err(BlindError::of)?;
        let key = RsaPublicKey::from_public_key_der(&document).map_err(BlindError::of)?;
        Ok(Self { forum, award, n: key.n_bytes(), e: key.e_bytes() })
    }

    /// The modulus, most significant byte first, without leading zeros.
    #[must_use]
    pub fn n(&self) -> &[u8] {
        &self.n
    }

    /// The public exponent, in the same way.
    #[must_use]
    pub fn e(&self) -> &[u8] {
        &self.e
    }

    /// Whether the award signed that key.
    #[must_use]
    pub fn is_paper(&self, key: &VoterKey, paper: &PaperSignature) -> bool {
        let text = paper_text(self.forum, self.award, key);
        let public = RsaPublicKeyComponents { n: &self.n, e: &self.e };
        public.verify(&RSA_PSS_2048_8192_SHA384, text.as_bytes(), &paper.0).is_ok()
    }

    /// Whether the voter signed that ballot. Keys that are weak, and signatures that others would not take, are none.
    #[must_use]
    pub fn is_ballot(&self, ballot: &BlindBallot) -> bool {
        let BlindBallot { choice, round, seq, signed } = ballot;
        let text = ballot_text((self.forum, self.award), (signed.track, *round), *seq, *choice);
        let key = VerifyingKey::from_bytes(&signed.key.0);
        let signature = Signature::from_bytes(&signed.signature.0);
        key.is_ok_and(|key| key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

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
use rsa::{BoxedUint, PrivateKey, PublicKey as RsaPublicKey};

use crate::domain::award::{
    BlindBallot, Fixed, Minted, PaperSignature, PublicKey, VoterKey, ballot_text, paper_text,
};
use crate::domain::id::{ForumId, SessionNo};

/// The length of an award's key, in bits: a signature is as long as [`PaperSignature`].
const BITS: usize = 2_048;
/// Its public exponent.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// A key that cannot be made or read, or a number that it does not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BlindError(String);

impl BlindError {
    #[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
    fn of(why: impl ToString) -> Self {
        Self(why.to_string())
    }
}

/// Makes a key, of the system's random numbers. It takes a second or so, on a thread for such work.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn mint() -> Result<Minted, BlindError> {
    let private = PrivateKey::new(&mut SysRng, BITS).map_err(BlindError::of)?;
    let public = RsaPublicKey::from(&private).to_public_key_der().map_err(BlindError::of)?;
    let document = private.to_pkcs8_der().map_err(BlindError::of)?;
    Ok(Minted {
        public: PublicKey(URL_SAFE_NO_PAD.encode(public.as_bytes())),
        private: Arc::from(STANDARD.encode(document.as_bytes())),
    })
}

/// What signs papers: an award's private key.
pub struct Signer(PrivateKey);

impl Signer {
    /// Of the text that is filed with the words.
    ///
    /// # Errors
    /// Where it is no key.
    pub fn of(private: &str) -> Result<Self, BlindError> {
        let document = STANDARD.decode(private).map_err(BlindError::of)?;
        let mut key = PrivateKey::from_pkcs8_der(&document).map_err(BlindError::of)?;
        key.precompute().map_err(BlindError::of)?;
        Ok(Self(key))
    }

    /// Signs a blinded message (RFC 9474, 4.3). The same one is signed the same each time.
    ///
    /// # Errors
    /// Where it is no number below the key's modulus.
    pub fn sign(&self, blinded: &PaperSignature) -> Result<PaperSignature, BlindError> {
        self.sign_bytes(&blinded.0)?.as_slice().try_into().map(Fixed).map_err(BlindError::of)
    }

    fn sign_bytes(&self, blinded: &[u8]) -> Result<Vec<u8>, BlindError> {
        let bits = self.0.n().bits_precision();
        let message = BoxedUint::from_be_slice(blinded, bits).map_err(BlindError::of)?;
        if message >= *self.0.n().as_ref() {
            return Err(BlindError("it is not below the key's modulus".to_owned()));
        }
        let signed = rsa_decrypt_and_check(&self.0, Some(&mut SysRng), &message).map_err(BlindError::of)?;
        Ok(signed.to_be_bytes().into_vec())
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
        let (n, e) = (key.n_bytes(), key.e_bytes());
        if n.len() * 8 != BITS || *e != EXPONENT {
            return Err(BlindError(format!("it is not one of {BITS} bits with the exponent 65537")));
        }
        Ok(Self { forum, award, n, e })
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

    /// Whether that is a blinded message: a number below the modulus, and none that is signed as itself or its opposite.
    #[must_use]
    pub fn can_be_signed(&self, blinded: &PaperSignature) -> bool {
        let mut last = self.n.clone();
        // An odd number ends in no zero.
        last[last.len() - 1] -= 1;
        let one: [u8; 256] = std::array::from_fn(|at| u8::from(at == 255));
        blinded.0 > one && blinded.0[..] < last[..]
    }

    /// Whether the award signed that key.
    #[must_use]
    pub fn is_paper(&self, key: &VoterKey, paper: &PaperSignature) -> bool {
        self.is_signed(paper_text(self.forum, self.award, key).as_bytes(), &paper.0)
    }

    fn is_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = RsaPublicKeyComponents { n: &self.n, e: &self.e };
        public.verify(&RSA_PSS_2048_8192_SHA384, message, signature).is_ok()
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::award::{BallotSignature, Signed};
    use crate::domain::register::Seq;

    const FORUM: ForumId = ForumId(7);
    const AWARD: SessionNo = SessionNo(4);

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"))
            .collect()
    }

    fn number(hex: &str, bits: u32) -> BoxedUint {
        BoxedUint::from_be_slice(&bytes(hex), bits).expect("it fits")
    }

    /// RFC 9474, A.3: RSABSSA-SHA384-PSS-Deterministic.
    fn vector() -> BTreeMap<String, String> {
        serde_json::from_str(include_str!("blind/rfc9474.json")).expect("the vector is JSON")
    }

    fn vectors_signer(of: &BTreeMap<String, String>) -> Signer {
        let (n, e) = (number(&of["n"], 4_096), number(&of["e"], 64));
        let primes = vec![number(&of["p"], 2_048), number(&of["q"], 2_048)];
        let mut key = PrivateKey::from_components(n, e, number(&of["d"], 4_096), primes).expect("a key");
        key.precompute().expect("it can be");
        Signer(key)
    }

    #[test]
    fn a_blinded_message_is_signed_as_in_the_vector_of_rfc_9474_and_what_comes_of_it_is_good() {
        let of = vector();
        let signer = vectors_signer(&of);
        assert_eq!(
            signer.sign_bytes(&bytes(&of["blinded_msg"])).expect("it is signed"),
            bytes(&of["blind_sig"])
        );
        let checker =
            Checker { forum: FORUM, award: AWARD, n: bytes(&of["n"]).into(), e: bytes(&of["e"]).into() };
        let (message, signature) = (bytes(&of["msg"]), bytes(&of["sig"]));
        assert!(checker.is_signed(&message, &signature));
        assert!(!checker.is_signed(&message[1..], &signature), "another message");
        let mut altered = signature;
        altered[9] ^= 1;
        assert!(!checker.is_signed(&message, &altered));
    }

    #[test]
    fn nothing_is_signed_that_is_not_below_the_modulus() {
        let signer = Signer::of(&mint().expect("a key").private).expect("it is read again");
        assert!(signer.sign(&Fixed([0xff; 256])).is_err());
        let (one, again) = (signer.sign(&Fixed([1; 256])), signer.sign(&Fixed([1; 256])));
        assert_eq!(one.expect("it is signed"), again.expect("and again the same"));
    }

    #[test]
    fn a_blinded_message_is_below_the_modulus_and_none_that_tells_nothing() {
        let minted = mint().expect("a key");
        let checker = Checker::of(FORUM, AWARD, &minted.public).expect("it is read");
        let n: [u8; 256] = checker.n().try_into().expect("2048 bits");
        let less = |by: u8| {
            let mut number = n;
            number[255] -= by;
            Fixed(number)
        };
        let small = |number| Fixed(std::array::from_fn(|at| if at == 255 { number } else { 0 }));
        let taken =
            [small(0), small(1), less(1), less(0), Fixed([0xff; 256])].map(|it| checker.can_be_signed(&it));
        assert_eq!(taken, [false; 5]);
        // The last byte of a modulus may be 1.
        assert!(checker.can_be_signed(&small(2)) && checker.can_be_signed(&Fixed([1; 256])));
    }

    #[test]
    fn a_ballot_is_its_voters_alone_and_every_part_of_it_is_signed() {
        use ring::signature::{Ed25519KeyPair, KeyPair};
        let voter = Ed25519KeyPair::from_seed_unchecked(&[3; 32]).expect("a key");
        let key = Fixed(voter.public_key().as_ref().try_into().expect("32 bytes"));
        let text = ballot_text((FORUM, AWARD), (1, 2), Seq(3), Some(4));
        let signature: BallotSignature =
            Fixed(voter.sign(text.as_bytes()).as_ref().try_into().expect("64 bytes"));
        let signed = Signed { key, paper: Fixed([0; 256]), track: 1, signature };
        let ballot = BlindBallot { choice: Some(4), round: 2, seq: Seq(3), signed };
        let checker = |forum, award| Checker { forum, award, n: Box::default(), e: Box::default() };
        let good = checker(FORUM, AWARD);
        assert!(good.is_ballot(&ballot));
        assert!(!checker(ForumId(8), AWARD).is_ballot(&ballot));
        assert!(!checker(FORUM, SessionNo(5)).is_ballot(&ballot));
        for altered in [
            BlindBallot { choice: Some(3), ..ballot.clone() },
            BlindBallot { choice: None, ..ballot.clone() },
            BlindBallot { round: 1, ..ballot.clone() },
            BlindBallot { seq: Seq(4), ..ballot.clone() },
            BlindBallot { signed: Signed { track: 0, ..ballot.signed.clone() }, ..ballot.clone() },
        ] {
            assert!(!good.is_ballot(&altered), "{altered:?}");
        }
        // A weak key is everybody's.
        let mut weak = ballot;
        weak.signed.key = Fixed(std::array::from_fn(|at| u8::from(at == 0)));
        assert!(!good.is_ballot(&weak));
    }
}

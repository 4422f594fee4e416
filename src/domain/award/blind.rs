//! Blind ballots (RFC 9474): what a voter's paper and ballot say, and what is kept of both.
//!
//! The server signs a one-time key of each badge without seeing it: that is the badge's paper. Ballots are signed with the key and
//! come from nobody that anybody knows, so that nothing joins a ballot to a badge, and a choice that was altered is seen by everyone.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::domain::hex::Hex;
use crate::domain::id::{CommandId, ForumId, PersonId, SessionNo, WordsNo};
use crate::domain::poll::Voter;
use crate::domain::register::Seq;

/// Bytes of one length, told as URL-safe Base64 without padding (RFC 4648, 5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed<const N: usize>(pub [u8; N]);

/// The public half of a voter's one-time key, Ed25519.
pub type VoterKey = Fixed<32>;
/// The award's signature of a voter's key, by RSABSSA-SHA384-PSS-Deterministic; also a blinded message, and a blind signature.
pub type PaperSignature = Fixed<256>;
/// The voter's signature of a ballot, Ed25519.
pub type BallotSignature = Fixed<64>;

/// They are not what they have to be: another length, or no Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not so many bytes in URL-safe Base64 without padding")]
pub struct NotFixed;

impl<const N: usize> FromStr for Fixed<N> {
    type Err = NotFixed;

    fn from_str(text: &str) -> Result<Self, NotFixed> {
        // The length comes first: nothing longer is decoded.
        if text.len() != (N * 4).div_ceil(3) {
            return Err(NotFixed);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotFixed)?;
        bytes.try_into().map(Self).map_err(|_| NotFixed)
    }
}

impl<const N: usize> fmt::Display for Fixed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<const N: usize> fmt::Debug for Fixed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> Serialize for Fixed<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Fixed<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        crate::domain::borrowed::Borrowed::deserialize(from)?.0.parse().map_err(serde::de::Error::custom)
    }
}

impl VoterKey {
    /// Under what its ballots are filed: SHA-256 of the key, cut to 16 bytes.
    #[must_use]
    pub fn voter(&self) -> Voter {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let mut cut = [0; 16];
        cut.copy_from_slice(&hash[..16]);
        Voter(PersonId(cut))
    }
}

impl BlindBallot {
    /// Under what the command is known that casts it: of what it says and not of how it was signed, so that a device that signs the
    /// same ballot anew sends the same.
    #[must_use]
    pub fn command(&self) -> CommandId {
        let Self { choice, round, seq, signed } = self;
        named(format!("{} {} {round} {} {choice:?}", signed.key, signed.track, seq.0).as_bytes())
    }
}

impl Blinded {
    /// Under what the command is known with which a paper is taken: the same for the same message.
    #[must_use]
    pub fn command(&self) -> CommandId {
        named(self.0.as_bytes())
    }
}

fn named(what: &[u8]) -> CommandId {
    let hash: [u8; 32] = Sha256::digest(what).into();
    let mut cut = [0; 8];
    cut.copy_from_slice(&hash[..8]);
    CommandId(u64::from_be_bytes(cut))
}

/// SHA-256 of the blinded message with which a badge took its paper, as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Blinded(String);

impl Blinded {
    /// Of that blinded message.
    #[must_use]
    pub fn of(message: &PaperSignature) -> Self {
        Self(Hex(&Sha256::digest(message.0)).to_string())
    }

    /// SHA-256 of other bytes, told in the same way.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Hex(&Sha256::digest(bytes)).to_string())
    }

    /// Its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The public half of an award's key: the DER of a `SubjectPublicKeyInfo` in URL-safe Base64 without padding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicKey(pub String);

/// An award's key, made for it before its scoring begins.
#[derive(Clone, PartialEq, Eq)]
pub struct Minted {
    /// What everyone sees.
    pub public: PublicKey,
    /// What the server signs with, to be filed with the words: the DER of a PKCS #8 document in Base64.
    pub private: std::sync::Arc<str>,
}

impl fmt::Debug for Minted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Minted").field("public", &self.public).finish_non_exhaustive()
    }
}

/// An award's key, as its journal knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardKey {
    /// What everyone sees.
    pub public: PublicKey,
    /// What the server signs with, one of the words; erased when the award is opened.
    pub private: WordsNo,
    /// The number by which papers and ballots name the award: its session's, when its scoring began.
    pub award: SessionNo,
}

/// What is written beside a blind ballot, so that anybody can see that it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The voter's one-time key.
    pub key: VoterKey,
    /// The award's signature of it.
    pub paper: PaperSignature,
    /// The track, by its place, as the ballot names it.
    pub track: u8,
    /// The voter's signature of the ballot.
    pub signature: BallotSignature,
}

/// A blind ballot as it was cast, once its signatures were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlindBallot {
    /// The nominee, by its place; none takes the ballot back.
    pub choice: Option<u8>,
    /// The round of the track's poll.
    pub round: u32,
    /// The voter's sequence number.
    pub seq: Seq,
    /// What makes it one.
    pub signed: Signed,
}

/// What the award's signature of a voter's key is of.
#[must_use]
pub fn paper_text(forum: ForumId, award: SessionNo, key: &VoterKey) -> String {
    format!("majlis award paper 1\n{forum}\n{award}\n{key}")
}

/// What the voter's signature of a ballot is of.
#[must_use]
pub fn ballot_text(
    (forum, award): (ForumId, SessionNo),
    (track, round): (u8, u32),
    seq: Seq,
    choice: Option<u8>,
) -> String {
    let choice = choice.map_or_else(|| "-".to_owned(), |choice| choice.to_string());
    format!("majlis award ballot 1\n{forum}\n{award}\n{track}\n{round}\n{}\n{choice}", seq.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_what_the_protocol_says() {
        let forum = ForumId(0x00c0_ffee_00c0_ffee);
        let key = Fixed([0; 32]);
        let paper = paper_text(forum, SessionNo(4), &key);
        assert_eq!(paper, format!("majlis award paper 1\n00c0ffee00c0ffee\n4\n{}", "A".repeat(43)));
        let ballot = |choice| ballot_text((forum, SessionNo(4)), (0, 1), Seq(7), choice);
        assert_eq!(ballot(Some(2)), "majlis award ballot 1\n00c0ffee00c0ffee\n4\n0\n1\n7\n2");
        assert_eq!(ballot(None), "majlis award ballot 1\n00c0ffee00c0ffee\n4\n0\n1\n7\n-");
    }

    #[test]
    fn bytes_are_taken_in_one_spelling_and_one_length() {
        let key: VoterKey = "A".repeat(43).parse().expect("32 bytes");
        assert_eq!(key.to_string(), "A".repeat(43));
        for other in
            [String::new(), "A".repeat(42), "A".repeat(44), format!("{}B", "A".repeat(42)), "+".repeat(43)]
        {
            assert_eq!(other.parse::<VoterKey>(), Err(NotFixed), "{other}");
        }
    }
}

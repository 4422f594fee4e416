//! A voter's own device as a stranger would write it, from PROTOCOL.md and RFC 9474 alone: nothing of the server's code encodes, blinds,
//! signs or checks anything here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents};
use rsa::pkcs8::DecodePublicKey;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, PublicKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

/// The length of the hash and of the salt.
pub const HASH: usize = 48;

/// What an award tells phones: `paper` of its plan's view, and the forum.
#[derive(Debug, Clone)]
pub struct AwardKey {
    pub forum: String,
    pub award: u64,
    pub key: PublicKey,
    /// The same, as it is told.
    pub told: String,
}

impl AwardKey {
    /// Of the view, in that forum.
    pub fn of(forum: &str, paper: &Value) -> Self {
        let told = paper["key"].as_str().expect("a key").to_owned();
        let document = URL_SAFE_NO_PAD.decode(&told).expect("base64");
        let key = PublicKey::from_public_key_der(&document).expect("a key's document");
        Self { forum: forum.to_owned(), award: paper["award"].as_u64().expect("a number"), key, told }
    }

    fn paper_text(&self, key: &str) -> String {
        format!("majlis award paper 1\n{}\n{}\n{key}", self.forum, self.award)
    }

    /// Whether that is a signature of the text by this key.
    pub fn is_signed(&self, text: &[u8], signature: &[u8]) -> bool {
        let public = RsaPublicKeyComponents { n: self.key.n_bytes(), e: self.key.e_bytes() };
        public.verify(&RSA_PSS_2048_8192_SHA384, text, signature).is_ok()
    }
}

/// RSASP1's other half (RFC 8017, 5.2.2), for the exponent 65537.
pub fn raised(base: &BoxedUint, key: &PublicKey) -> BoxedUint {
    let squared = (0..16).fold(base.clone(), |power, _| power.mul_mod(&power, key.n()));
    squared.mul_mod(base, key.n())
}

/// EMSA-PSS-ENCODE with SHA-384 and MGF1 (RFC 8017, 9.1.1), for a modulus of whole bytes.
pub fn encoded(message: &[u8], salt: &[u8; HASH], length: usize) -> Vec<u8> {
    let hashed = Sha384::digest(message);
    let hash = Sha384::digest([&[0; 8][..], &hashed, salt].concat());
    let mut block = vec![0; length - 2 * HASH - 2];
    block.push(1);
    block.extend(salt);
    let mask = (0_u32..).flat_map(|no| Sha384::digest([&hash[..], &no.to_be_bytes()].concat()).to_vec());
    block.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    block[0] &= 0x7f;
    [&block[..], &hash, &[0xbc]].concat()
}

/// Blind (RFC 9474, 4.2) with that salt and that random number: the blinded message.
pub fn blinded(message: &[u8], salt: &[u8; HASH], random: &BoxedUint, key: &PublicKey) -> Vec<u8> {
    let encoded = encoded(message, salt, key.size());
    let encoded = BoxedUint::from_be_slice(&encoded, key.n().bits_precision()).expect("it fits");
    encoded.mul_mod(&raised(random, key), key.n()).to_be_bytes().into_vec()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("random numbers");
    bytes
}

/// A device with a key of its own, for one award.
pub struct Voter {
    pub of: AwardKey,
    pair: Ed25519KeyPair,
    /// The public half, as it is told.
    pub key: String,
    /// What is asked to be signed.
    pub blinded: String,
    inverse: BoxedUint,
    /// The award's signature of the key, once there is one.
    pub paper: String,
}

impl Voter {
    /// Makes a key, and blinds it.
    pub fn new(of: &AwardKey) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&random::<32>()).expect("a seed");
        let key = URL_SAFE_NO_PAD.encode(pair.public_key());
        let n = of.key.n();
        // Above 0 and below the modulus, whose first bit is set.
        let mut below = random::<256>();
        below[0] &= 0x7f;
        let number = BoxedUint::from_be_slice(&below, n.bits_precision()).expect("it fits");
        let inverse = number.invert_mod(n).into_option().expect("it has one");
        let blinded = blinded(of.paper_text(&key).as_bytes(), &random(), &number, &of.key);
        let blinded = URL_SAFE_NO_PAD.encode(blinded);
        Self { of: of.clone(), pair, key, blinded, inverse, paper: String::new() }
    }

    /// What takes the paper, for that badge.
    pub fn asks(&self, badge: &str) -> Value {
        json!({"badge": badge, "blinded": self.blinded, "key": self.of.told})
    }

    /// Finalize (RFC 9474, 4.4): makes the paper of the answer.
    pub fn finishes(&mut self, answer: &Value) {
        let signed =
            URL_SAFE_NO_PAD.decode(answer["signature"].as_str().expect("a signature")).expect("base64");
        let n = self.of.key.n();
        let signed = BoxedUint::from_be_slice(&signed, n.bits_precision()).expect("it fits");
        let paper = signed.mul_mod(&self.inverse, n).to_be_bytes();
        assert!(self.of.is_signed(self.of.paper_text(&self.key).as_bytes(), &paper), "the paper is good");
        self.paper = URL_SAFE_NO_PAD.encode(paper);
    }

    /// A ballot, signed.
    pub fn ballot(&self, track: u8, round: u32, seq: u64, choice: Option<u8>) -> Value {
        self.signs((&self.of.forum, self.of.award), (track, round), seq, choice)
    }

    /// The same, signed as one of whatever award that is.
    pub fn signs(
        &self,
        (forum, award): (&str, u64),
        (track, round): (u8, u32),
        seq: u64,
        choice: Option<u8>,
    ) -> Value {
        let said = choice.map_or_else(|| "-".to_owned(), |choice| choice.to_string());
        let text = format!("majlis award ballot 1\n{forum}\n{award}\n{track}\n{round}\n{seq}\n{said}");
        let signature = URL_SAFE_NO_PAD.encode(self.pair.sign(text.as_bytes()));
        json!({"key": self.key, "paper": self.paper, "track": track, "round": round, "seq": seq, "choice": choice, "signature": signature})
    }
}

//! Pseudonyms of a secret round: who casts two ballots is known while the round is open, and by nobody afterwards.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::hex::Hex;
use super::id::{PersonId, PollNo};
use super::poll::Voter;

/// The key of a round, 64 hexadecimal digits: a text, so that it lies with the words and is erased as they are.
#[must_use]
pub fn key(random: &[u8; 32], poll: PollNo, round: u32) -> Arc<str> {
    let bits = hash(random, &[b"majlis round", &poll.0.to_be_bytes(), &round.to_be_bytes()]);
    Hex(&bits).to_string().into()
}

/// Under what the participant's ballot is filed: HMAC-SHA256 (RFC 2104) of its id under the round's key, cut to 16 bytes.
#[must_use]
pub fn voter(key: &str, person: PersonId) -> Voter {
    let bits = hash(key.as_bytes(), &[&person.0]);
    let mut cut = [0; 16];
    cut.copy_from_slice(&bits[..16]);
    Voter(PersonId(cut))
}

/// What stands for the edition of that badge in its ballots: later ones are higher, and how high is told by the round's key alone. The
/// edition itself would tell, of the few badges that were replaced, whose ballot it is.
#[must_use]
pub fn edition(key: &str, badge: PersonId, edition: u32) -> u32 {
    let bits = hash(key.as_bytes(), &[b"majlis edition", &badge.0]);
    let from = u32::from_be_bytes([bits[0], bits[1], bits[2], bits[3]]) >> 1;
    from.saturating_add(edition)
}

fn hash(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hmac_of_the_published_test_vector() {
        // RFC 4231, test case 2.
        let bits = hash(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(bits[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert_eq!(bits[28..], [0x64, 0xec, 0x38, 0x43]);
    }

    #[test]
    fn each_round_has_a_key_and_each_person_a_pseudonym_in_it() {
        let first = key(&[7; 32], PollNo(1), 1);
        assert_eq!(first.len(), 64);
        assert_ne!(first, key(&[7; 32], PollNo(1), 2));
        assert_ne!(first, key(&[7; 32], PollNo(2), 1));
        assert_ne!(first, key(&[8; 32], PollNo(1), 1));
        let person = PersonId([1; 16]);
        assert_eq!(voter(&first, person), voter(&first, person));
        assert_ne!(voter(&first, person), voter(&first, PersonId([2; 16])));
        assert_ne!(voter(&first, person).0, person);
    }

    #[test]
    fn editions_of_a_badge_keep_their_order_and_tell_nothing_of_how_often_it_was_replaced() {
        let key = key(&[7; 32], PollNo(1), 1);
        let filed = |badge: u8, of: u32| edition(&key, PersonId([badge; 16]), of);
        assert_eq!(filed(1, 3) - filed(1, 0), 3);
        // A hundred badges, one of which was replaced: nothing tells it from the others.
        let lowest = (1..100).map(|badge| filed(badge, 0)).min().unwrap();
        let highest = (1..100).map(|badge| filed(badge, 0)).max().unwrap();
        assert!((lowest..highest).contains(&filed(100, 1)));
    }
}

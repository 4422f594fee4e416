//! The keys that a deployment signs its tokens with: the one that signs, and those before it whose tokens are still taken.

use crate::domain::time::Time;

/// The setting that holds them.
pub const SETTING: &str = "token-key";

/// A key.
pub type Key = [u8; LENGTH];

const LENGTH: usize = 32;
/// A key of before, and until when it is taken.
const BEFORE: usize = LENGTH + size_of::<i64>();
/// Keys of before that are kept, whoever changes them however often.
const MOST: usize = 8;

/// The keys of a deployment.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    signing: Key,
    before: Vec<(Key, Time)>,
}

impl Keys {
    /// One that was never changed.
    #[must_use]
    pub fn of(signing: Key) -> Self {
        Self { signing, before: Vec::new() }
    }

    /// Another key signs from now on. Tokens of the one that did are taken until `until`.
    #[must_use]
    pub fn renewed(self, signing: Key, until: Time, now: Time) -> Self {
        let mut before = vec![(self.signing, until)];
        before.extend(self.before.into_iter().filter(|(_, until)| *until > now));
        before.truncate(MOST);
        Self { signing, before }
    }

    /// As it is stored. One key alone is as it was stored before keys could be changed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.signing.to_vec();
        for (key, until) in &self.before {
            bytes.extend_from_slice(key);
            bytes.extend_from_slice(&until.0.to_be_bytes());
        }
        bytes
    }

    /// Reads what was stored; none where it is something else.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (signing, rest) = bytes.split_first_chunk::<LENGTH>()?;
        let (before, more) = rest.as_chunks::<BEFORE>();
        let read = |one: &[u8; BEFORE]| {
            let (key, until) = one.split_first_chunk::<LENGTH>()?;
            Some((*key, Time(i64::from_be_bytes(until.try_into().ok()?))))
        };
        let before = before.iter().map(read).collect::<Option<Vec<_>>>()?;
        // Nobody drew one of zeroes alone: something else lies there, and anybody could sign with it.
        let is_drawn = |key: &Key| *key != Key::default();
        let are_drawn = is_drawn(signing) && before.iter().all(|(key, _)| is_drawn(key));
        (more.is_empty() && are_drawn).then_some(Self { signing: *signing, before })
    }

    /// Whether a token of any of those that were taken is not taken with these.
    #[must_use]
    pub fn end_some_of(&self, before: &Self) -> bool {
        let mut were = before.before.iter().map(|(key, _)| key).chain([&before.signing]);
        were.any(|key| *key != self.signing && !self.before.iter().any(|(kept, _)| kept == key))
    }

    /// The one that signs.
    pub(crate) fn signing(&self) -> &Key {
        &self.signing
    }

    /// Those whose tokens are taken now.
    pub(crate) fn good(&self, now: Time) -> impl Iterator<Item = &Key> {
        let before = self.before.iter().filter(move |(_, until)| *until > now);
        std::iter::once(&self.signing).chain(before.map(|(key, _)| key))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_were_stored_and_one_alone_as_it_always_was() {
        let one = Keys::of([1; 32]);
        assert_eq!(one.to_bytes(), [1; 32]);
        let two = one.clone().renewed([2; 32], Time(7), Time(1));
        for keys in [&one, &two] {
            assert_eq!(Keys::read(&keys.to_bytes()).as_ref(), Some(keys));
        }
        let zeroes_before = Keys::of([0; 32]).renewed([2; 32], Time(7), Time(1)).to_bytes();
        for bad in [&[][..], &[1; 31], &[1; 33], &two.to_bytes()[..71], &[0; 32], &zeroes_before] {
            assert_eq!(Keys::read(bad), None, "{}", bad.len());
        }
    }

    #[test]
    fn keys_that_are_over_are_forgotten_and_it_is_known_whether_tokens_end() {
        let one = Keys::of([1; 32]);
        let two = one.clone().renewed([2; 32], Time(7), Time(1));
        assert!(!two.end_some_of(&one) && !two.end_some_of(&two));
        let three = two.clone().renewed([3; 32], Time(9), Time(7));
        assert_eq!(three.before, [([2; 32], Time(9))], "the first one's time is over");
        assert!(Keys::of([3; 32]).end_some_of(&one));
        let many = (0..20).fold(one, |keys, no| keys.renewed([no; 32], Time(7), Time(1)));
        assert_eq!(many.before.len(), MOST);
    }
}

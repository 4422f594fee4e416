//! Tokens: what a device shows to say who it is.
//!
//! A participant's token is made by the server and signed, so that it is checked without looking anything up:
//! `p1.<forum>.<person>.<expires>.<signature>`. A role link's is the forum and the link's secret, of which the forum's
//! state knows the hash: `c1.<forum>.<secret>`.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::id::{ForumId, PersonId};
use crate::domain::role::Secret;
use crate::domain::time::{Millis, Time};
use crate::keys::{Key, Keys};
use crate::protocol::close::ByeCode;

/// How long a participant's token is good: so long a device stays the same person without joining again.
pub const LIFE: Millis = Millis::minutes(30 * 24 * 60);

/// Who a token says that its holder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// An attendee's device. The signature was found good.
    Person {
        /// In which forum.
        forum: ForumId,
        /// Who.
        person: PersonId,
    },
    /// The holder of a role link. Whether there is such a link, only the forum's state can tell.
    Crew {
        /// In which forum.
        forum: ForumId,
        /// The link's secret.
        secret: Secret,
    },
}

impl Credential {
    /// The forum it is for.
    #[must_use]
    pub fn forum(&self) -> ForumId {
        match self {
            Self::Person { forum, .. } | Self::Crew { forum, .. } => *forum,
        }
    }
}

/// Makes and reads the tokens of a deployment. All its nodes have the same keys; all clones have those that were given last.
#[derive(Clone)]
pub struct Tokens(Arc<RwLock<Keys>>);

impl Tokens {
    /// With a deployment's only key.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self::with(Keys::of(key))
    }

    /// With a deployment's keys.
    #[must_use]
    pub fn with(keys: Keys) -> Self {
        Self(Arc::new(RwLock::new(keys)))
    }

    /// The keys are these from now on: those before.
    pub fn replace(&self, keys: Keys) -> Keys {
        std::mem::replace(&mut self.0.write().unwrap_or_else(PoisonError::into_inner), keys)
    }

    fn keys(&self) -> RwLockReadGuard<'_, Keys> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A participant's token, good until then.
    #[must_use]
    pub fn participant(&self, forum: ForumId, person: PersonId, expires: Time) -> String {
        self.signed(format!("p1.{forum}.{person}.{:x}", expires.0.max(0)))
    }

    /// The token of a role link with that secret.
    #[must_use]
    pub fn crew(forum: ForumId, secret: &str) -> String {
        format!("c1.{forum}.{secret}")
    }

    /// Reads a token. Fails with [`ByeCode::BadToken`], or with [`ByeCode::TokenExpired`] for a participant's that was
    /// good once.
    pub fn read(&self, token: &str, now: Time) -> Result<Credential, ByeCode> {
        match token.split_once('.') {
            Some(("p1", _)) => self.read_participant(token, now),
            Some(("c1", rest)) => read_crew(rest).ok_or(ByeCode::BadToken),
            _ => Err(ByeCode::BadToken),
        }
    }

    fn read_participant(&self, token: &str, now: Time) -> Result<Credential, ByeCode> {
        let said = self.keys().good(now).find_map(|key| said(key, token)).ok_or(ByeCode::BadToken)?;
        let mut parts = said.split('.').skip(1);
        let mut next = || parts.next().ok_or(ByeCode::BadToken);
        let (forum, person, expires) = (next()?, next()?, next()?);
        let forum = forum.parse().map_err(|_| ByeCode::BadToken)?;
        let person = person.parse().map_err(|_| ByeCode::BadToken)?;
        let expires = i64::from_str_radix(expires, 16).map_err(|_| ByeCode::BadToken)?;
        if Time(expires) <= now {
            return Err(ByeCode::TokenExpired);
        }
        Ok(Credential::Person { forum, person })
    }

    /// The token of the setup link with that number.
    #[must_use]
    pub fn setup(&self, number: u64) -> String {
        self.signed(format!("s1.{number}"))
    }

    /// The number of a setup link's token that was found good.
    #[must_use]
    pub fn read_setup(&self, token: &str) -> Option<u64> {
        said(self.keys().signing(), token)?.strip_prefix("s1.")?.parse().ok()
    }

    /// Whether a token is signed with the key that signs now. One that is not is good for a while, and to be made anew.
    #[must_use]
    pub fn is_of_now(&self, token: &str) -> bool {
        said(self.keys().signing(), token).is_some()
    }

    /// What is said, with the signature behind it.
    fn signed(&self, said: String) -> String {
        let signature = URL_SAFE_NO_PAD.encode(mac(self.keys().signing(), &said).finalize().into_bytes());
        said + "." + &signature
    }
}

/// What a token says, where it is signed with that key: compared in constant time.
fn said<'t>(key: &Key, token: &'t str) -> Option<&'t str> {
    let (said, signature) = token.rsplit_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    mac(key, said).verify_slice(&signature).ok()?;
    Some(said)
}

fn mac(key: &Key, said: &str) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length").chain_update(said)
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(..)")
    }
}

/// When a participant's token that was found good ends.
#[must_use]
pub fn ends(token: &str) -> Option<Time> {
    let (said, _) = token.rsplit_once('.')?;
    let (_, expires) = said.rsplit_once('.')?;
    i64::from_str_radix(expires, 16).ok().map(Time)
}

fn read_crew(rest: &str) -> Option<Credential> {
    let (forum, secret) = rest.split_once('.')?;
    let secret = Secret::new(secret.to_owned());
    secret.is_well_formed().then_some(Credential::Crew { forum: forum.parse().ok()?, secret })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORUM: ForumId = ForumId(0xab);
    const PERSON: PersonId = PersonId([7; 16]);

    #[test]
    fn a_participant_is_known_by_the_token() {
        let tokens = Tokens::new([1; 32]);
        let token = tokens.participant(FORUM, PERSON, Time(1_000));
        let person = Credential::Person { forum: FORUM, person: PERSON };
        assert_eq!(tokens.read(&token, Time(999)), Ok(person));
        assert_eq!(tokens.read(&token, Time(1_000)), Err(ByeCode::TokenExpired));
        assert_eq!(ends(&token), Some(Time(1_000)));
    }

    #[test]
    fn whatever_was_altered_is_refused() {
        let tokens = Tokens::new([1; 32]);
        let token = tokens.participant(FORUM, PERSON, Time(1_000));
        for at in 0..token.len() {
            let mut altered = token.clone().into_bytes();
            altered[at] = if altered[at] == b'a' { b'b' } else { b'a' };
            let altered = String::from_utf8(altered).unwrap();
            assert!(tokens.read(&altered, Time(1)).is_err(), "{altered}");
        }
        assert_eq!(Tokens::new([2; 32]).read(&token, Time(1)), Err(ByeCode::BadToken));
        for token in ["", "p1", "p1.", "c1.", "c1.zz.short", "x.y.z", "p1....", "c1.00000000000000ab.a b"] {
            assert_eq!(tokens.read(token, Time(1)), Err(ByeCode::BadToken), "{token}");
        }
    }

    #[test]
    fn after_a_change_of_keys_a_new_one_signs_and_tokens_of_the_old_one_are_good_for_a_while() {
        let tokens = Tokens::new([1; 32]);
        let (old, setup) = (tokens.participant(FORUM, PERSON, Time(i64::MAX)), tokens.setup(1));
        assert!(tokens.is_of_now(&old));
        tokens.replace(Keys::of([1; 32]).renewed([2; 32], Time(1_000), Time(1)));
        let new = tokens.participant(FORUM, PERSON, Time(i64::MAX));
        assert_ne!(old, new);
        assert!(tokens.is_of_now(&new) && !tokens.is_of_now(&old));
        assert!(tokens.read(&old, Time(999)).is_ok());
        assert_eq!(tokens.read(&old, Time(1_000)), Err(ByeCode::BadToken), "whatever it says of itself");
        assert!(tokens.read(&new, Time(1_000)).is_ok());
        assert_eq!(tokens.read_setup(&setup), None, "a setup link is printed anew");
        tokens.replace(Keys::of([3; 32]));
        for ended in [old, new] {
            assert_eq!(tokens.read(&ended, Time(1)), Err(ByeCode::BadToken), "at once");
        }
    }

    #[test]
    fn a_setup_token_is_of_its_deployment_and_of_its_number() {
        let tokens = Tokens::new([1; 32]);
        assert_eq!(tokens.read_setup(&tokens.setup(3)), Some(3));
        assert_eq!(tokens.read_setup(&tokens.setup(3).replace("s1.3", "s1.4")), None);
        assert_eq!(Tokens::new([2; 32]).read_setup(&tokens.setup(3)), None);
        assert_eq!(tokens.read_setup(&tokens.participant(FORUM, PERSON, Time(1_000))), None);
    }

    #[test]
    fn a_role_link_names_its_forum_and_its_secret() {
        let secret = "abcdefghijklmnopqrstuv";
        let token = Tokens::crew(FORUM, secret);
        let crew = Credential::Crew { forum: FORUM, secret: Secret::new(secret.to_owned()) };
        assert_eq!(Tokens::new([1; 32]).read(&token, Time(1)), Ok(crew));
    }
}

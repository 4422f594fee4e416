//! Tokens: what a device shows to say who it is.
//!
//! A participant's token is made by the server and signed, so that it is checked without looking anything up:
//! `p1.<forum>.<person>.<expires>.<signature>`. A role link's is the forum and the link's secret, of which the forum's
//! state knows the hash: `c1.<forum>.<secret>`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::id::{ForumId, PersonId};
use crate::domain::role::Secret;
use crate::domain::time::Time;
use crate::protocol::close::ByeCode;

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

/// Makes and reads the tokens of a deployment. All its nodes have the same key.
#[derive(Clone)]
pub struct Tokens {
    key: [u8; 32],
}

impl Tokens {
    /// With the deployment's key.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
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
        let said = self.said(token).ok_or(ByeCode::BadToken)?;
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
        self.said(token)?.strip_prefix("s1.")?.parse().ok()
    }

    /// What is said, with the signature behind it.
    fn signed(&self, said: String) -> String {
        let signature = URL_SAFE_NO_PAD.encode(self.mac(&said).finalize().into_bytes());
        said + "." + &signature
    }

    /// What a token says, where its signature is good: compared in constant time.
    fn said<'t>(&self, token: &'t str) -> Option<&'t str> {
        let (said, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        self.mac(said).verify_slice(&signature).ok()?;
        Some(said)
    }

    fn mac(&self, said: &str) -> Hmac<Sha256> {
        Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length").chain_update(said)
    }
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

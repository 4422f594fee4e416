//! Founding a forum: its record, its codes, the secrets of its links, and the first entry of its journal.

mod codes;
mod halls;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::forum::Title;
use crate::domain::id::{ForumId, HallNo};
use crate::domain::role::{Role, Secret};
use crate::domain::stand::key_of;
use crate::domain::state::State;
use crate::forum_file::{ForumFile, Keys};
use crate::journal::{Claim, Destination, ForumRecord, Head, JoinCode, Journal, JournalError, Registry};
use crate::room::{FoundError, RoomError, Rooms};

pub use halls::{HallAsked, Halls};

/// Where forums are founded.
#[derive(Clone)]
pub struct Founder {
    /// The rooms of this node.
    pub rooms: Rooms,
    /// Where the journals stand.
    pub journal: Arc<dyn Journal>,
    /// Forums and codes.
    pub registry: Arc<dyn Registry>,
}

/// What became of a forum that was to be founded.
#[derive(Debug)]
pub enum Outcome {
    /// It was founded now.
    Founded(Founded),
    /// A forum of that slug was there, and was left as it is.
    Kept(ForumId),
}

/// A forum that was founded now, with what is told once and never again.
#[derive(Debug)]
pub struct Founded {
    /// Its id.
    pub forum: ForumId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Title,
    /// Its join code.
    pub code: JoinCode,
    /// Its halls, each with its own join code.
    pub halls: Vec<FoundedHall>,
    /// Its role links.
    pub links: Vec<FoundedLink>,
}

/// A hall of a founded forum.
#[derive(Debug)]
pub struct FoundedHall {
    /// Its number.
    pub hall: HallNo,
    /// Its name.
    pub name: Title,
    /// Its join code.
    pub code: JoinCode,
}

/// A role link of a founded forum. Only its secret's hash is kept.
#[derive(Debug)]
pub struct FoundedLink {
    /// What it allows.
    pub role: Role,
    /// Where; none is the whole forum.
    pub hall: Option<HallNo>,
    /// What it is for.
    pub name: String,
    /// What opens it.
    pub secret: String,
}

/// A forum was not founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// The store.
    #[error(transparent)]
    Store(#[from] JournalError),
    /// The first entry.
    #[error(transparent)]
    Entry(#[from] FoundError),
    /// The forum that is there already.
    #[error(transparent)]
    Room(#[from] RoomError),
    /// Codes were drawn again and again, and all led somewhere.
    #[error("no free join code was found; delete forums that are over")]
    NoCode,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

impl Founder {
    /// Founds the forum of a file, unless one of its slug is there.
    ///
    /// Done again after it broke off in between, it is finished.
    pub async fn found(&self, file: &ForumFile) -> Result<Outcome, FoundingError> {
        let (forum, there) = self.enlist(&file.slug).await?;
        if there {
            self.mend_codes(forum, &self.rooms.enter(forum).await?.now_state().state).await?;
            return Ok(Outcome::Kept(forum));
        }
        let halls = (1..).map(HallNo).take(file.halls.len());
        let claimed = codes::claim(&*self.registry, forum, halls).await?;
        let secrets = file.links.iter().map(|_| new_secret()).collect::<Result<Vec<_>, _>>()?;
        let keys = Keys {
            forum: claimed.forum.to_string(),
            halls: claimed.halls.iter().map(JoinCode::to_string).collect(),
            links: secrets.iter().cloned().map(Secret::new).collect(),
            stands: (0..file.stands()).map(|_| new_key()).collect::<Result<_, _>>()?,
        };
        let first = file.founding(&keys, self.journal.now());
        match self.rooms.found(forum, first.changes, first.words).await {
            Ok(()) => Ok(Outcome::Founded(tell(forum, file, &claimed, secrets))),
            Err(FoundError::Already) => {
                self.give_back(claimed, forum).await?;
                Ok(Outcome::Kept(forum))
            }
            Err(why) => Err(why.into()),
        }
    }

    /// See [`mend_codes`].
    pub async fn mend_codes(&self, forum: ForumId, state: &State) -> Result<(), JournalError> {
        mend_codes(&*self.registry, forum, state).await
    }

    /// Frees what was claimed for a forum that somebody else founded first, with those codes or with others.
    async fn give_back(&self, claimed: codes::Claimed, forum: ForumId) -> Result<(), FoundingError> {
        let standing = match self.rooms.enter(forum).await {
            Ok(room) => Some(room.now_state()),
            Err(RoomError::NoForum) => None,
            Err(why) => return Err(why.into()),
        };
        let state = standing.as_ref().map(|standing| &standing.state);
        Ok(claimed.give_back(&*self.registry, forum, state).await?)
    }

    /// The forums that were founded. One whose founding broke off has a record alone, and is finished under its slug.
    pub async fn founded(&self) -> Result<Vec<ForumRecord>, JournalError> {
        let mut forums = self.registry.forums().await?;
        let ids: Vec<ForumId> = forums.iter().map(|forum| forum.id).collect();
        let mut heads = self.journal.heads(&ids).await.into_iter();
        // One that cannot be asked is there all the same.
        forums.retain(|_| {
            heads.next().is_none_or(|head| head.map_or(true, |head| head.is_some_and(has_begun)))
        });
        Ok(forums)
    }

    /// The forum of that slug, new or there, and whether it has begun.
    async fn enlist(&self, slug: &str) -> Result<(ForumId, bool), FoundingError> {
        let record = ForumRecord { id: ForumId(getrandom::u64()?), slug: slug.to_owned() };
        let forum = self.registry.forums().await?.into_iter().find(|known| known.slug == slug);
        let forum = match forum {
            Some(known) => known.id,
            None => match self.registry.create_forum(record.clone()).await? {
                Claim::Won => record.id,
                Claim::Taken(other) => other,
            },
        };
        let begun = self.journal.head(forum).await?.is_some_and(has_begun);
        Ok((forum, begun))
    }
}

/// Makes the codes that a forum's state names lead to it again, where they lead nowhere.
pub async fn mend_codes(registry: &dyn Registry, forum: ForumId, state: &State) -> Result<(), JournalError> {
    codes::mend(registry, forum, state).await
}

/// The codes that a forum's state names, and where each is to lead.
#[must_use]
pub fn named_codes(forum: ForumId, state: &State) -> Vec<(JoinCode, Destination)> {
    codes::named(forum, state).into_iter().collect()
}

fn has_begun(head: Head) -> bool {
    head.rev > 0
}

fn tell(forum: ForumId, file: &ForumFile, codes: &codes::Claimed, secrets: Vec<String>) -> Founded {
    let halls = (1..).map(HallNo).zip(file.halls.iter().zip(&codes.halls));
    let links = file.links.iter().zip(secrets);
    Founded {
        forum,
        slug: file.slug.clone(),
        name: file.name.clone(),
        code: codes.forum,
        halls: halls
            .map(|(hall, (name, code))| FoundedHall { hall, name: name.clone(), code: *code })
            .collect(),
        links: links
            .map(|(link, secret)| FoundedLink {
                role: link.role,
                hall: link.hall,
                name: link.name.clone(),
                secret,
            })
            .collect(),
    }
}

/// A code that those drawn before it, which stand on walls, tell nothing of.
pub fn new_code() -> Result<JoinCode, getrandom::Error> {
    loop {
        // Of the 2^20 numbers one in twenty is none.
        if let Some(code) = JoinCode::new(getrandom::u32()? >> 12) {
            return Ok(code);
        }
    }
}

/// The secret of a link: 256 random bits as 43 characters.
pub fn new_secret() -> Result<String, getrandom::Error> {
    let mut bits = [0; 32];
    getrandom::fill(&mut bits)?;
    Ok(URL_SAFE_NO_PAD.encode(bits))
}

/// What the QR code of a stand says: 128 random bits.
fn new_key() -> Result<String, getrandom::Error> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)?;
    Ok(key_of(bits))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Draws enough that two rows of them are never the same by chance.
    const DRAWS: usize = 16;

    /// What is drawn twice from where the program's own generator, which is none for secrets, stands at one place.
    fn twice<T>(draw: impl Fn() -> T) -> [Vec<T>; 2] {
        [(); 2].map(|()| {
            fastrand::seed(7);
            (0..DRAWS).map(|_| draw()).collect()
        })
    }

    #[test]
    fn codes_and_secrets_are_the_systems_random_numbers_and_none_that_could_be_wound_back() {
        let [codes, again] = twice(|| new_code().unwrap());
        assert_ne!(codes, again);
        let [secrets, again] = twice(|| new_secret().unwrap());
        assert_ne!(secrets, again);
        assert!(codes.iter().collect::<BTreeSet<_>>().len() > DRAWS / 2, "{codes:?}");
    }

    #[test]
    fn a_links_secret_holds_256_bits_and_each_of_its_bytes_is_drawn() {
        let secrets: Vec<_> =
            (0..DRAWS).map(|_| URL_SAFE_NO_PAD.decode(new_secret().unwrap()).unwrap()).collect();
        assert!(secrets.iter().all(|secret| secret.len() * 8 == 256), "{secrets:?}");
        for at in 0..32 {
            let there: BTreeSet<_> = secrets.iter().map(|secret| secret[at]).collect();
            assert!(there.len() > 1, "byte {at} is {there:?}, whatever is drawn");
        }
    }
}

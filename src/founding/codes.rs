//! Drawing join codes that lead nowhere yet, and keeping those that a forum's state names.

use std::collections::BTreeMap;

use crate::domain::id::{ForumId, HallNo};
use crate::domain::state::State;
use crate::journal::{Claim, Destination, JoinCode, JournalError, Registry};

use super::{FoundingError, new_code};

/// Draws before giving up. With nine of ten codes in use, a hundred draws find a free one in all but 30 cases of a
/// million.
const DRAWS: usize = 100;

/// The codes of a forum.
#[derive(Debug)]
pub(super) struct Claimed {
    pub forum: JoinCode,
    /// In the order of the halls.
    pub halls: Vec<JoinCode>,
    /// Those that did not lead there before.
    fresh: Vec<JoinCode>,
}

/// A code for the forum and one for each hall: those that lead there already, and new ones for the others.
pub(super) async fn claim(
    registry: &dyn Registry,
    forum: ForumId,
    halls: impl Iterator<Item = HallNo>,
) -> Result<Claimed, FoundingError> {
    let known = registry.codes(forum).await?;
    let mut fresh = Vec::new();
    let mut codes = Vec::new();
    for hall in std::iter::once(None).chain(halls.map(Some)) {
        let place = Destination { forum, hall };
        if let Some((code, _)) = known.iter().find(|(_, leads)| *leads == place) {
            codes.push(*code);
        } else {
            let code = draw(registry, place).await?;
            fresh.push(code);
            codes.push(code);
        }
    }
    let halls = codes.split_off(1);
    Ok(Claimed { forum: codes[0], halls, fresh })
}

impl Claimed {
    /// Frees those that were claimed for nothing: not those that another founding of the same forum took over, which the
    /// forum's state names. Where `state` is none, the forum was deleted meanwhile.
    pub(super) async fn give_back(
        self,
        registry: &dyn Registry,
        forum: ForumId,
        state: Option<&State>,
    ) -> Result<(), JournalError> {
        let named = state.map_or_else(BTreeMap::new, |state| named(forum, state));
        for code in self.fresh.into_iter().filter(|code| !named.contains_key(code)) {
            registry.release_code(code).await?;
        }
        Ok(())
    }
}

/// A code that leads to that hall of the forum, which is not there yet. Nobody else has it until [`mend`] runs: where another hall got the
/// number meanwhile, it is free from then on, and a lost hall that comes home after that may find its code taken.
pub(super) async fn for_hall(
    registry: &dyn Registry,
    forum: ForumId,
    hall: HallNo,
) -> Result<JoinCode, FoundingError> {
    draw(registry, Destination { forum, hall: Some(hall) }).await
}

/// Claims those codes that the forum's state names and that lead nowhere. Those that lead to another hall than it says lead there from now
/// on, and those that were drawn for a hall which got another one are free again.
pub(super) async fn mend(registry: &dyn Registry, forum: ForumId, state: &State) -> Result<(), JournalError> {
    let mut lost = named(forum, state);
    for (code, place) in registry.codes(forum).await? {
        let is_numbered = place.hall.is_some_and(|hall| hall <= state.last.hall);
        match lost.get(&code) {
            Some(named) if *named == place => {
                lost.remove(&code);
            }
            Some(_) => registry.release_code(code).await?,
            None if is_numbered => registry.release_code(code).await?,
            None => {}
        }
    }
    for (code, place) in lost {
        let is_back = registry.claim_code(code, place).await? == Claim::Won;
        tracing::warn!(%forum, %code, is_back, "a code of the forum did not lead to it");
    }
    Ok(())
}

/// The codes that the forum's state names, and where each is to lead.
pub(super) fn named(forum: ForumId, state: &State) -> BTreeMap<JoinCode, Destination> {
    let codes = state.codes();
    codes.filter_map(|(hall, code)| Some((code.parse().ok()?, Destination { forum, hall }))).collect()
}

async fn draw(registry: &dyn Registry, place: Destination) -> Result<JoinCode, FoundingError> {
    for _ in 0..DRAWS {
        let code = new_code()?;
        if registry.claim_code(code, place).await? == Claim::Won {
            return Ok(code);
        }
    }
    Err(FoundingError::NoCode)
}

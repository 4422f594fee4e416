//! Drawing join codes that lead nowhere yet.

use crate::domain::id::{ForumId, HallNo};
use crate::journal::{Claim, Destination, JoinCode, JournalError, Registry};

use super::FoundingError;

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
    /// Frees those that were claimed for nothing.
    pub(super) async fn give_back(self, registry: &dyn Registry) -> Result<(), JournalError> {
        for code in self.fresh {
            registry.release_code(code).await?;
        }
        Ok(())
    }
}

async fn draw(registry: &dyn Registry, place: Destination) -> Result<JoinCode, FoundingError> {
    for _ in 0..DRAWS {
        let Some(code) = JoinCode::new(fastrand::u32(..JoinCode::COUNT)) else { continue };
        if registry.claim_code(code, place).await? == Claim::Won {
            return Ok(code);
        }
    }
    Err(FoundingError::NoCode)
}

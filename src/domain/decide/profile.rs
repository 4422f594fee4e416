//! What a wall is like.

use super::admission::current;
use super::{Authority, Decision};
use crate::domain::change::Change;
use crate::domain::id::LinkNo;
use crate::domain::profile::Profile;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Link, Role};
use crate::domain::state::State;

/// Tells what the wall is like that uses the link; none is as usual.
pub fn decide(
    state: &State,
    who: &Authority,
    no: LinkNo,
    version: u32,
    profile: Option<Profile>,
) -> Result<Decision, Refusal> {
    let is_wall = |link: &&std::sync::Arc<Link>| link.role == Role::Screen && !link.revoked;
    let link = state.links.get(&no).filter(is_wall).ok_or(Code::UnknownLink)?;
    who.desk_of_wall(link)?;
    let stands = state.profiles.get(&no).copied().unwrap_or_default();
    if stands.profile == profile {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if profile.is_some_and(|profile| !profile.is_sound()) {
        return Err(Code::OutOfRange.into());
    }
    if !state.profiles.contains_key(&no) && state.profiles.len() >= Profile::MOST {
        return Err(Code::OutOfRange.at_most(Profile::MOST));
    }
    Ok(Decision::of([Change::Profiled { link: no, profile }]))
}

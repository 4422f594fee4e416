//! Coming in: a code becomes a participant's token, and the session that is on.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::entrance;
use crate::domain::forum::Title;
use crate::domain::id::{ForumId, HallNo, PersonId, SessionNo};
use crate::domain::state::State as ForumState;
use crate::domain::text::digits::join_code_digits;
use crate::domain::time::Time;
use crate::domain::view::shape::LookView;
use crate::journal::{Destination, JoinCode};

use super::Site;
use super::body::Body;
use super::error::{ApiCode, ApiError};
use super::guesses::Guesser;
use super::limits::spend;
use super::network::Network;
use super::token::{Credential, LIFE};

/// What a device joins with.
#[derive(Debug, Deserialize, TS)]
pub struct Join {
    /// The code as it was typed: digits of any keyboard, spaces and dashes ignored.
    code: String,
    /// The token it has already, if any: with a good one of the same forum it stays the same person.
    #[serde(default)]
    #[ts(optional)]
    token: Option<String>,
}

/// What a device gets for a code.
#[derive(Debug, Serialize, TS)]
pub struct Joined {
    /// Whoever shows it is that person. The one that was sent, unless it is past half its life.
    token: String,
    /// Who the device is.
    #[ts(type = "string")]
    person: PersonId,
    /// The forum.
    #[ts(type = "string")]
    forum: ForumId,
    /// Its name in addresses.
    slug: String,
    /// Its name.
    name: Title,
    /// Languages of its pages, the first one first.
    languages: Vec<String>,
    /// IANA name of the zone its times are told in.
    zone: String,
    /// Whether everything here is a rehearsal.
    rehearsal: bool,
    /// How it looks, where that was ever set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    look: Option<LookView>,
    /// The hall that the code leads to.
    hall: Option<HallNo>,
    /// The session to look at; none leaves the choice of a hall.
    session: Option<SessionNo>,
    /// All halls, to choose from.
    halls: Vec<HallDoor>,
}

/// A hall to go into.
#[derive(Debug, Serialize, TS)]
pub struct HallDoor {
    /// Which one.
    hall: HallNo,
    /// Its name.
    name: Title,
    /// Its own code.
    code: String,
    /// What is on, else what comes next, else what was last.
    session: Option<SessionNo>,
}

/// `POST /v1/join`
pub async fn join(
    State(site): State<Arc<Site>>,
    network: Network,
    Body(wish): Body<Join>,
) -> Result<Json<Joined>, ApiError> {
    site.has_memory()?;
    let now = site.journal.now();
    let shown = wish.token.and_then(|token| match site.tokens.read(&token, now) {
        Ok(Credential::Person { forum, person }) => Some((token, forum, person)),
        _ => None,
    });
    let known = shown.as_ref().map(|(_, forum, person)| (*forum, *person));
    // What is no code at all is not a guess, and nobody comes of it.
    let code = code_in(&wish.code)?;
    if known.is_none() {
        spend(&site.limits.newcomers, network)?;
    }
    let place = find(&site, code, Guesser { network, known }).await?;
    let (token, person) = match shown {
        Some((token, forum, person)) if forum == place.forum && is_to_keep(&site, &token, now) => {
            (token, person)
        }
        Some((_, forum, person)) if forum == place.forum => {
            (site.tokens.participant(forum, person, now + LIFE), person)
        }
        stranger => {
            if let Some((_, _, person)) = stranger {
                spend(&site.limits.travellers, person)?;
                // From two forums whoever goes to and fro would make up people without end.
                spend(&site.limits.newcomers, network)?;
            }
            let person = new_person()?;
            (site.tokens.participant(place.forum, person, now + LIFE), person)
        }
    };
    welcome(&site, (place.forum, code), token, person).await.map(Json)
}

/// The code that was typed.
pub(super) fn code_in(typed: &str) -> Result<JoinCode, ApiError> {
    let digits =
        join_code_digits(typed).map_err(|why| ApiError::saying(ApiCode::UnknownCode, why.to_string()))?;
    digits.parse().map_err(|_| ApiCode::UnknownCode.into())
}

/// Where the code leads, for whom that is told.
async fn find(site: &Site, code: JoinCode, who: Guesser) -> Result<Destination, ApiError> {
    let looked = site.registry.lookup(code).await;
    site.connections.guesses.tell(who, looked, Instant::now())
}

/// Which hall the code is of is the forum's to say: that of one that was taken away leads into the forum.
async fn welcome(
    site: &Site,
    (forum, code): (ForumId, JoinCode),
    token: String,
    person: PersonId,
) -> Result<Joined, ApiError> {
    let room = site.enter(forum).await?;
    let standing = room.now_state();
    let state = &standing.state;
    let now = room.clock();
    let (hall, session) = lead(state, state.hall_of_code(&code.to_string()), now);
    let doors = state.halls.iter().map(|(no, hall)| HallDoor {
        hall: *no,
        name: hall.name.clone(),
        code: hall.code.clone(),
        session: entrance::of_hall(state, *no, now),
    });
    Ok(Joined {
        token,
        person,
        forum,
        slug: site.slug(forum).await?,
        name: state.forum.name.clone(),
        languages: state.forum.languages.clone(),
        zone: state.forum.zone.clone(),
        rehearsal: state.forum.rehearsal,
        look: LookView::of(state),
        hall,
        session,
        halls: doors.collect(),
    })
}

/// The hall and the session that a code leads to: a hall's own, or, for the forum's, the one session that runs.
fn lead(state: &ForumState, hall: Option<HallNo>, now: Time) -> (Option<HallNo>, Option<SessionNo>) {
    // Where there is one hall, there is nothing to choose.
    let only = || state.halls.keys().next().copied().filter(|_| state.halls.len() == 1);
    if let Some(hall) = hall.or_else(only) {
        return (Some(hall), entrance::of_hall(state, hall, now));
    }
    let running = entrance::only_running(state);
    let session = running.and_then(|no| state.sessions.get(&no));
    (session.map(|session| session.hall), running)
}

/// Before half its life is over, and signed with the key that signs now.
fn is_to_keep(site: &Site, token: &str, now: Time) -> bool {
    let is_young = super::token::ends(token).is_some_and(|ends| (ends - now).0 >= LIFE.0 / 2);
    is_young && site.tokens.is_of_now(token)
}

fn new_person() -> Result<PersonId, ApiError> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)?;
    Ok(PersonId(bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_phone_is_taken_for_is_the_systems_random_number_and_none_that_could_be_wound_back() {
        fastrand::seed(7);
        let person = new_person().unwrap();
        fastrand::seed(7);
        assert_ne!(new_person().unwrap(), person);
    }
}

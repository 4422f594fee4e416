//! Halls that come and go after the founding.

use super::admission::current;
use super::again::made_before;
use super::planning::text_fits;
use super::{Authority, Decision, Request, Scribe, tidy};
use crate::domain::agenda::{HALLS, HALLS_EVER, Hall};
use crate::domain::change::Change;
use crate::domain::command::DrawnHall;
use crate::domain::forum::Title;
use crate::domain::id::HallNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;

/// Adds a hall by the number and the code that were drawn for it. Where another one has that number by now, or none were drawn, it is
/// `changed`: whoever drew them draws again.
pub fn add(
    state: &State,
    request: &Request,
    who: &Authority,
    name: &Title,
    drawn: Option<&DrawnHall>,
) -> Result<Decision, Refusal> {
    let by = who.organiser()?;
    if let Some(decision) = made_before(state, Author::Link(by), request, Made::hall)? {
        return Ok(decision);
    }
    if state.halls.len() >= HALLS {
        return Err(Code::TooManyHalls.at_most(HALLS));
    }
    if state.last.hall.0 >= HALLS_EVER {
        return Err(Code::TooManyHalls.at(i64::from(HALLS_EVER)));
    }
    let name = tidy(name, Hall::NAME_LENGTH)?;
    text_fits(state, &[], &[&name])?;
    let hall = state.last.hall.next();
    let drawn = drawn.filter(|drawn| drawn.hall == hall).ok_or(Code::Changed)?;
    let made = Change::HallMade { hall, by, id: request.id };
    let set = Change::HallSet { hall, name, code: drawn.code.clone() };
    Ok(Decision { made: Some(hall.0), ..Decision::of([made, set]) })
}

/// Takes a hall away for good. What walls were told to say over it goes with it.
pub fn take_away(
    state: &State,
    request: &Request,
    who: &Authority,
    no: HallNo,
    version: u32,
) -> Result<Decision, Refusal> {
    who.organiser()?;
    let Some(hall) = state.halls.get(&no) else {
        let was_there = state.was_hall_dropped(no);
        return if was_there { Ok(Decision::stands()) } else { Err(Code::UnknownHall.into()) };
    };
    current(hall.version, version)?;
    may_go(state, no, request.now)?;
    let mut scribe = Scribe::new(state);
    scribe.let_go(hall.screen.announcement);
    Ok(scribe.decision([Change::HallDropped { hall: no }]))
}

/// Refuses to take away what something is planned in, and what somebody's link is for. Of a session that is over the record tells where it
/// was, and a cue that came is told with it.
pub fn may_go(state: &State, no: HallNo, now: Time) -> Result<(), Refusal> {
    if state.halls.len() <= 1 {
        return Err(Code::LastHall.into());
    }
    let sessions = state.sessions.values().filter(|session| session.hall == no).count();
    let cues = state.shows.get(&no).map_or(0, |show| show.cues.len());
    if sessions + cues > 0 {
        return Err(Code::HallUsed.at_most(sessions + cues));
    }
    let links = state.links.values().filter(|link| link.hall == Some(no) && link.is_good(now)).count();
    if links > 0 { Err(Code::HallLinked.at_most(links)) } else { Ok(()) }
}

//! What organisers plan, and what desks close.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{act, decided, exhibition_of, stand_of};
use crate::domain::change::Change;
use crate::domain::decide::{
    Authority, Circumstances, Decision, Request, Scribe, current, done_before, made_before,
};
use crate::domain::id::{LinkNo, SessionNo, StandNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::stand::{
    AtStand, Exhibition, ExhibitionPlan, STANDS, STANDS_IN_ALL, StandAct, StandCommand, StandPlan, drawn,
};
use crate::domain::state::{Made, State};

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &StandCommand,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    if let StandCommand::Close { session, stand, version, on } = command {
        who.desk_of(state, *session)?;
        return close(state, AtStand { session: *session, stand: *stand }, *version, *on);
    }
    let by = who.organiser()?;
    match command {
        StandCommand::Set { session, version, plan } => set(state, *session, *version, *plan),
        StandCommand::Add { session, plan } => add(state, (request, by, around), *session, plan),
        StandCommand::Change { session, stand, version, plan } => {
            change(state, AtStand { session: *session, stand: *stand }, *version, plan)
        }
        StandCommand::Order { session, arrangement, stands } => order(state, *session, *arrangement, stands),
        StandCommand::Drop { session, stand, version } => {
            take_away(state, AtStand { session: *session, stand: *stand }, *version)
        }
        StandCommand::Rekey { session, stand, version } => {
            let at = AtStand { session: *session, stand: *stand };
            rekey(state, (request, by, around), at, *version)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// What everyone has seen is not hidden from them again.
fn set(state: &State, session: SessionNo, version: u32, plan: ExhibitionPlan) -> Result<Decision, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    let stands = state.exhibitions.get(&session);
    if stands.is_some_and(|held| held.plan == plan) {
        return Ok(Decision::stands());
    }
    current(stands.map_or(0, |held| held.version), version)?;
    if stands.is_some_and(|held| held.plan.shown && !plan.shown) {
        return Err(Code::WrongState.into());
    }
    Ok(decided(session, StandAct::Set { plan }))
}

type Asked<'a> = (&'a Request, LinkNo, &'a Circumstances);

fn add(
    state: &State,
    (request, by, around): Asked,
    session: SessionNo,
    plan: &StandPlan,
) -> Result<Decision, Refusal> {
    let author = Author::Link(by);
    // One that was taken away since is no other session's.
    let is_of_another = |no: u32| {
        let mut others = state.exhibitions.iter().filter(|(other, _)| **other != session);
        others.any(|(_, held)| held.stands.contains_key(&StandNo(no)))
    };
    let is_it = |made: Made| made.stand().filter(|no| !is_of_another(*no));
    if let Some(decision) = made_before(state, author, request, is_it)? {
        return Ok(decision);
    }
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    let plan = plan.tidied()?;
    let held = state.exhibitions.get(&session);
    has_room(state, held)?;
    place_is_free(held, None, &plan)?;
    let stand = state.last.stand.next();
    let mut scribe = Scribe::new(state);
    let key = scribe.file_shared(drawn(&around.random, request.id, stand));
    let added = StandAct::Added { stand, author, id: request.id, plan: Arc::new(plan), key };
    Ok(Decision { made: Some(stand.0), ..scribe.decision([act(session, added)]) })
}

fn has_room(state: &State, held: Option<&Arc<Exhibition>>) -> Result<(), Refusal> {
    let all: usize = state.exhibitions.values().map(|held| held.stands.len()).sum();
    if held.is_some_and(|held| held.stands.len() >= STANDS) {
        return Err(Code::TooManyStands.at_most(STANDS));
    }
    if all >= STANDS_IN_ALL { Err(Code::TooManyStands.at_most(STANDS_IN_ALL)) } else { Ok(()) }
}

/// Of two stands in one place nobody would find one.
fn place_is_free(
    held: Option<&Arc<Exhibition>>,
    own: Option<StandNo>,
    plan: &StandPlan,
) -> Result<(), Refusal> {
    let Some(place) = plan.place else { return Ok(()) };
    let mut others = held.into_iter().flat_map(|held| &held.stands).filter(|(no, _)| Some(**no) != own);
    let taken = others.any(|(_, stand)| stand.plan.place == Some(place));
    if taken { Err(Code::PlaceTaken.into()) } else { Ok(()) }
}

fn change(state: &State, at: AtStand, version: u32, plan: &StandPlan) -> Result<Decision, Refusal> {
    let stand = stand_of(state, at)?;
    let plan = plan.tidied()?;
    if *stand.plan == plan {
        return Ok(Decision::stands());
    }
    current(stand.version, version)?;
    place_is_free(state.exhibitions.get(&at.session), Some(at.stand), &plan)?;
    Ok(decided(at.session, StandAct::Changed { stand: at.stand, plan: Arc::new(plan) }))
}

fn order(
    state: &State,
    session: SessionNo,
    arrangement: u32,
    stands: &[StandNo],
) -> Result<Decision, Refusal> {
    let held = exhibition_of(state, session)?;
    if held.order == stands {
        return Ok(Decision::stands());
    }
    current(held.arrangement, arrangement)?;
    let named: BTreeSet<StandNo> = stands.iter().copied().collect();
    let is_all = named.len() == stands.len() && named.iter().eq(held.stands.keys());
    if is_all {
        Ok(decided(session, StandAct::Ordered { stands: stands.to_vec() }))
    } else {
        Err(Code::UnknownStand.into())
    }
}

/// Taking away what is away already is the same. Links of its team open nothing any more.
fn take_away(state: &State, at: AtStand, version: u32) -> Result<Decision, Refusal> {
    let held = exhibition_of(state, at.session)?;
    let Some(stand) = held.stands.get(&at.stand) else {
        let is_elsewhere = state.exhibitions.values().any(|held| held.stands.contains_key(&at.stand));
        let was_there = (1..=state.last.stand.0).contains(&at.stand.0) && !is_elsewhere;
        return if was_there { Ok(Decision::stands()) } else { Err(Code::UnknownStand.into()) };
    };
    current(stand.version, version)?;
    if stand.is_used() {
        return Err(Code::StandUsed.into());
    }
    let mut scribe = Scribe::new(state);
    scribe.let_go([stand.key]);
    let links = state.links.iter().filter(|(_, link)| link.stand == Some(at) && !link.revoked);
    let ended = links.map(|(link, _)| Change::LinkRevoked { link: *link });
    let dropped = act(at.session, StandAct::Dropped { stand: at.stand });
    Ok(scribe.decision(ended.chain([dropped]).collect::<Vec<_>>()))
}

/// Another key each time: known again by its id.
fn rekey(
    state: &State,
    (request, by, around): Asked,
    at: AtStand,
    version: u32,
) -> Result<Decision, Refusal> {
    let stand = stand_of(state, at)?;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    current(stand.version, version)?;
    let mut scribe = Scribe::new(state);
    scribe.let_go([stand.key]);
    let key = scribe.file_shared(drawn(&around.random, request.id, at.stand));
    let rekeyed = StandAct::Rekeyed { stand: at.stand, key, by, id: request.id };
    Ok(scribe.decision([act(at.session, rekeyed)]))
}

fn close(state: &State, at: AtStand, version: u32, on: bool) -> Result<Decision, Refusal> {
    let stand = stand_of(state, at)?;
    if stand.closed == on {
        return Ok(Decision::stands());
    }
    current(stand.version, version)?;
    Ok(decided(at.session, StandAct::Closed { stand: at.stand, on }))
}

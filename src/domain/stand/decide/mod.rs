//! Who may do what in an exhibition, and what it comes to.

mod given;
mod plans;
mod remarks;

use std::sync::Arc;

use super::{AtStand, Exhibition, Remark, Stand, StandAct, StandChange, StandCommand};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Circumstances, Decision, Request};
use crate::domain::id::{HallNo, LinkNo, RemarkNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};

/// Decides a command about an exhibition.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &StandCommand,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    match command {
        StandCommand::Set { .. }
        | StandCommand::Add { .. }
        | StandCommand::Change { .. }
        | StandCommand::Order { .. }
        | StandCommand::Drop { .. }
        | StandCommand::Rekey { .. }
        | StandCommand::Close { .. } => plans::decide(state, request, who, command, around),
        StandCommand::Visit { .. }
        | StandCommand::Rate { .. }
        | StandCommand::Ask { .. }
        | StandCommand::Comment { .. }
        | StandCommand::TakeBack { .. } => given::decide(state, request, who, command),
        StandCommand::Answer { .. }
        | StandCommand::Publish { .. }
        | StandCommand::Mark { .. }
        | StandCommand::Approve { .. }
        | StandCommand::Dismiss { .. }
        | StandCommand::Hold { .. }
        | StandCommand::Restore { .. }
        | StandCommand::Block { .. }
        | StandCommand::Erase { .. } => remarks::decide(state, request, who, command),
    }
}

fn exhibition_of(state: &State, session: SessionNo) -> Result<&Arc<Exhibition>, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    state.exhibitions.get(&session).ok_or_else(|| Code::UnknownExhibition.into())
}

fn stand_of(state: &State, at: AtStand) -> Result<&Arc<Stand>, Refusal> {
    exhibition_of(state, at.session)?.stands.get(&at.stand).ok_or_else(|| Code::UnknownStand.into())
}

fn remark_of(state: &State, at: AtStand, no: RemarkNo) -> Result<&Arc<Remark>, Refusal> {
    stand_of(state, at)?.remarks.get(&no).ok_or_else(|| Code::UnknownRemark.into())
}

fn act(session: SessionNo, act: StandAct) -> Change {
    Change::Stands(StandChange { session, act })
}

fn decided(session: SessionNo, done: StandAct) -> Decision {
    Decision::of([act(session, done)])
}

/// The link of the stand's team or of a desk, and whether it is a desk's; or a refusal.
fn worker(state: &State, who: &Authority, at: AtStand) -> Result<(LinkNo, bool), Refusal> {
    match who {
        Authority::Crew(no, link) if link.role == Role::Team => {
            if link.stand == Some(at) {
                Ok((*no, false))
            } else {
                Err(Code::NotAllowed.into())
            }
        }
        _ => who.desk_of(state, at.session).map(|by| (by, true)),
    }
}

/// Refuses what attendees give while it is not the exhibition's time: that is from its planned start on, though nobody opened it,
/// until so long after its end.
fn is_on(state: &State, session: SessionNo, (now, afterwards): (Time, Millis)) -> Result<(), Refusal> {
    let held = state.sessions.get(&session).ok_or(Code::UnknownSession)?;
    let on = match held.phase {
        Phase::Upcoming => held.starts <= now,
        Phase::Open => true,
        Phase::Ended => held.ended.is_some_and(|ended| now < ended + afterwards),
    };
    if on { Ok(()) } else { Err(Code::ExhibitionClosed.into()) }
}

/// Whether there is that stand, so that its team can be given a link, in that hall where one is named.
pub(in crate::domain) fn is_stand(state: &State, at: AtStand, hall: Option<HallNo>) -> bool {
    let there =
        state.sessions.get(&at.session).is_some_and(|session| hall.is_none_or(|hall| session.hall == hall));
    there && stand_of(state, at).is_ok()
}

/// A wall shows an exhibition of its own hall once everyone sees it.
pub(in crate::domain) fn can_be_shown(state: &State, hall: HallNo) -> Result<(), Refusal> {
    let here = |no: &SessionNo| state.sessions.get(no).is_some_and(|session| session.hall == hall);
    let there = state.exhibitions.iter().any(|(no, held)| here(no) && held.plan.shown);
    if there { Ok(()) } else { Err(Code::UnknownExhibition.into()) }
}

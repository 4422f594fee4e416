//! What desks decide of the board itself, and who may do what on it.

mod clusters;
mod given;
mod ideas;
mod tables;

use std::sync::Arc;

use super::change::IdeaAct;
use super::{AtTable, IdeaBoard, IdeaChange, IdeaCommand, IdeaPhase, IdeaPlan};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, cue, current, done_before};
use crate::domain::id::{HallNo, LinkNo, PersonId, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::timer::until;

/// Decides a command about an idea board.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &IdeaCommand,
) -> Result<Decision, Refusal> {
    match command {
        IdeaCommand::Set { session, version, plan } => {
            who.desk_of(state, *session)?;
            set(state, *session, *version, plan)
        }
        IdeaCommand::Lead { session, version, phase, seconds } => {
            let by = who.desk_of(state, *session)?;
            lead(state, request, by, (*session, *version), (*phase, seconds.unwrap_or(0)))
        }
        IdeaCommand::Timer { session, version, seconds } => {
            let by = who.desk_of(state, *session)?;
            set_timer(state, request, by, (*session, *version), *seconds)
        }
        IdeaCommand::ShowResults { session, version, on } => {
            who.desk_of(state, *session)?;
            show_results(state, (*session, *version), *on)
        }
        IdeaCommand::Submit { .. }
        | IdeaCommand::Enter { .. }
        | IdeaCommand::Reword { .. }
        | IdeaCommand::TakeBack { .. }
        | IdeaCommand::Approve { .. }
        | IdeaCommand::Dismiss { .. }
        | IdeaCommand::Restore { .. }
        | IdeaCommand::Block { .. }
        | IdeaCommand::Erase { .. } => ideas::decide(state, request, who, command),
        IdeaCommand::Cluster { .. }
        | IdeaCommand::NameCluster { .. }
        | IdeaCommand::Dissolve { .. }
        | IdeaCommand::Place { .. }
        | IdeaCommand::Arrange { .. } => clusters::decide(state, request, who, command),
        IdeaCommand::Sit { .. } | IdeaCommand::Dot { .. } => given::decide(state, request, who, command),
        IdeaCommand::Harvest { .. } => tables::harvest(state, request, who, command),
    }
}

/// Whoever works on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worker {
    Person(PersonId),
    Desk(LinkNo),
    /// The facilitator of that table.
    Table(LinkNo, u8),
}

impl Worker {
    /// Who it is in that session, or a refusal.
    fn of(state: &State, who: &Authority, session: SessionNo) -> Result<Self, Refusal> {
        match who {
            Authority::Person(person) => Ok(Self::Person(*person)),
            Authority::Crew(no, link) if link.role == Role::Facilitator => match link.table {
                Some(at) if at.session == session => Ok(Self::Table(*no, at.table)),
                _ => Err(Code::NotAllowed.into()),
            },
            _ => who.desk_of(state, session).map(Self::Desk),
        }
    }
}

fn board_of(state: &State, session: SessionNo) -> Result<&Arc<IdeaBoard>, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    state.ideas.get(&session).ok_or_else(|| Code::UnknownBoard.into())
}

fn act(session: SessionNo, act: IdeaAct) -> Change {
    Change::Ideas(IdeaChange { session, act })
}

fn decided(session: SessionNo, done: IdeaAct) -> Decision {
    Decision::of([act(session, done)])
}

/// Refuses what attendees give once their session is over.
fn not_ended(state: &State, session: SessionNo, code: Code) -> Result<(), Refusal> {
    let ended = state.sessions.get(&session).is_none_or(|session| session.phase == Phase::Ended);
    if ended { Err(code.into()) } else { Ok(()) }
}

/// Whether the board has that table.
fn has_table(board: &IdeaBoard, table: Option<u8>) -> Result<(), Refusal> {
    let there = table.is_none_or(|table| board.has_table(table));
    if there { Ok(()) } else { Err(Code::UnknownTable.into()) }
}

/// Whether there is that table, so that somebody can be given a link for it, in that hall where one is named.
pub(in crate::domain) fn is_table(state: &State, at: AtTable, hall: Option<HallNo>) -> bool {
    let there =
        state.sessions.get(&at.session).is_some_and(|session| hall.is_none_or(|hall| session.hall == hall));
    there && board_of(state, at.session).is_ok_and(|board| has_table(board, Some(at.table)).is_ok())
}

fn set(state: &State, no: SessionNo, version: u32, plan: &IdeaPlan) -> Result<Decision, Refusal> {
    let plan = plan.tidied()?;
    let stands = state.ideas.get(&no);
    if stands.is_some_and(|board| *board.plan == plan) {
        return Ok(Decision::stands());
    }
    current(stands.map_or(0, |board| board.version), version)?;
    can_be_planned(state, no, &plan)?;
    Ok(decided(no, IdeaAct::Set { plan }))
}

/// Whether that plan can take the place of the one that stands: how many dots one has, and may give to one thing, stays once
/// somebody gave some.
pub(in crate::domain::idea) fn can_be_planned(
    state: &State,
    no: SessionNo,
    plan: &IdeaPlan,
) -> Result<(), Refusal> {
    keeps_its_tables(state, no, plan)?;
    let counts = |plan: &IdeaPlan| (plan.dots, plan.most);
    let stays = |board: &IdeaBoard| counts(&board.plan) != counts(plan) && board.has_dots();
    if state.ideas.get(&no).is_some_and(|board| stays(board)) { Err(Code::DotsGiven.into()) } else { Ok(()) }
}

/// A table is known by its place: those that something names stay. The links of facilitators count too.
fn keeps_its_tables(state: &State, no: SessionNo, plan: &IdeaPlan) -> Result<(), Refusal> {
    let linked = state.links.values().filter(|link| !link.revoked).filter_map(|link| link.table);
    let linked = linked.filter(|at| at.session == no).map(|at| usize::from(at.table) + 1).max();
    let named = state.ideas.get(&no).map_or(0, |board| board.tables_in_use());
    let used = named.max(linked.unwrap_or(0));
    if plan.tables.len() < used { Err(Code::TableUsed.at_most(used)) } else { Ok(()) }
}

/// The walls on `auto` follow. A timer is noted by itself: whoever leads to the phase at hand wants its time too.
fn lead(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
    (phase, seconds): (IdeaPhase, u32),
) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    if seconds > 0 && done_before(state, by, request)? || seconds == 0 && board.phase == phase {
        return Ok(Decision::stands());
    }
    current(board.version, version)?;
    let until = until(request.now, seconds)?;
    // What everyone has seen is not hidden from them again.
    if phase == IdeaPhase::Preparing || (phase == IdeaPhase::Closed && until.is_some()) {
        return Err(Code::WrongState.into());
    }
    let led = (board.phase != phase).then(|| act(session, IdeaAct::Led { phase, until }));
    let timed = until.map(|_| act(session, IdeaAct::Timed { until, by, id: request.id }));
    let followed = led.is_some().then(|| cue(state, session, Cue::Ideas)).flatten();
    Ok(Decision::of(led.into_iter().chain(timed).chain(followed).collect::<Vec<_>>()))
}

/// So many seconds from now is another moment each time: known again by its id.
fn set_timer(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
    seconds: u32,
) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    current(board.version, version)?;
    if matches!(board.phase, IdeaPhase::Preparing | IdeaPhase::Closed) {
        return Err(Code::WrongState.into());
    }
    let until = until(request.now, seconds)?;
    Ok(decided(session, IdeaAct::Timed { until, by, id: request.id }))
}

fn show_results(state: &State, (session, version): (SessionNo, u32), on: bool) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    if board.shown == on {
        return Ok(Decision::stands());
    }
    current(board.version, version)?;
    if board.phase == IdeaPhase::Preparing {
        return Err(Code::WrongState.into());
    }
    let shown = act(session, IdeaAct::ResultsShown { on });
    let followed = on.then(|| cue(state, session, Cue::Results)).flatten();
    Ok(Decision::of([shown].into_iter().chain(followed).collect::<Vec<_>>()))
}

/// A wall shows a board of its own hall once attendees see it, and what its tables came to once they do.
pub(in crate::domain) fn can_be_shown(state: &State, hall: HallNo, results: bool) -> Result<(), Refusal> {
    let here = |no: &SessionNo| state.sessions.get(no).is_some_and(|session| session.hall == hall);
    let seen = |board: &IdeaBoard| {
        board.phase != IdeaPhase::Preparing && (!results || board.shows_results(Role::Screen))
    };
    let there = state.ideas.iter().any(|(no, board)| here(no) && seen(board));
    if there { Ok(()) } else { Err(Code::UnknownBoard.into()) }
}

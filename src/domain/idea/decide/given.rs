//! What attendees set again and again: where they sit, and their dots.

use super::{board_of, decided, has_table, not_ended};
use crate::domain::decide::{Authority, Decision, Request, not_paused, set_before};
use crate::domain::id::{PersonId, SessionNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{Dots, IdeaBoard, IdeaCommand, IdeaPhase, Spot};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &IdeaCommand,
) -> Result<Decision, Refusal> {
    match command {
        IdeaCommand::Sit { session, table, seq } => {
            sit(state, request, who.person()?, *session, (*table, *seq))
        }
        IdeaCommand::Dot { session, dots, seq } => dot(state, request, who.person()?, *session, (dots, *seq)),
        _ => Err(Code::NotAllowed.into()),
    }
}

fn sit(
    state: &State,
    request: &Request,
    person: PersonId,
    session: SessionNo,
    (table, seq): (Option<u8>, Seq),
) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    let before = board.people.get(&person).and_then(|own| own.seat);
    if set_before(before.map(|seat| (seat.seq, seat.id)), (seq, request.id))? {
        return Ok(Decision::stands());
    }
    not_paused(state, session)?;
    not_ended(state, session, Code::IdeasClosed)?;
    if matches!(board.phase, IdeaPhase::Preparing | IdeaPhase::Closed) {
        return Err(Code::IdeasClosed.into());
    }
    has_table(board, table)?;
    Ok(decided(session, IdeaAct::Sat { person, table, seq, id: request.id }))
}

fn dot(
    state: &State,
    request: &Request,
    person: PersonId,
    session: SessionNo,
    (dots, seq): (&[Dots], Seq),
) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    let before = board.people.get(&person).and_then(|own| own.dots.as_ref());
    if set_before(before.map(|given| (given.seq, given.id)), (seq, request.id))? {
        return Ok(Decision::stands());
    }
    not_paused(state, session)?;
    not_ended(state, session, Code::DotsClosed)?;
    if !board.takes_dots(request.now) {
        return Err(Code::DotsClosed.into());
    }
    all_count(board, dots)?;
    Ok(decided(session, IdeaAct::Dotted { person, dots: dots.to_vec(), seq, id: request.id }))
}

/// Refuses dots on what is not there, and more than one has in all or may give to one.
fn all_count(board: &IdeaBoard, dots: &[Dots]) -> Result<(), Refusal> {
    for Dots { on, .. } in dots {
        board.counts_for(*on).ok_or(match on {
            Spot::Idea(_) => Code::UnknownIdea,
            Spot::Cluster(_) => Code::UnknownCluster,
        })?;
    }
    let asked = dots.iter().map(|given| u64::from(given.n)).sum::<u64>();
    let counted = board.counted(dots).values().map(|n| u64::from(*n)).sum::<u64>();
    let most = usize::from(board.plan.dots);
    let fits = asked == counted && dots.len() <= most && dots.iter().all(|given| given.n > 0);
    if fits { Ok(()) } else { Err(Code::BadDots.at_most(most)) }
}

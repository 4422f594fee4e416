//! What attendees set again and again: where they sit, and their dots.

use std::sync::Arc;

use super::{board_of, decided, has_table, not_ended};
use crate::domain::decide::{Authority, Decision, Request, not_paused, set_before};
use crate::domain::id::{PersonId, SessionNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{Dots, Idea, IdeaBoard, IdeaCommand, IdeaPhase, IdeaStatus, Spot};
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
    are_had(board, dots)?;
    Ok(decided(session, IdeaAct::Dotted { person, dots: dots.to_vec(), seq, id: request.id }))
}

/// Refuses dots on what this board never had, and more than one has in all or may give to one thing. What they lie on may have
/// been put together with something else, or taken from the board, before they came: then fewer count, and the rest is free.
fn are_had(board: &IdeaBoard, dots: &[Dots]) -> Result<(), Refusal> {
    for Dots { on, .. } in dots {
        let (was_there, code) = match on {
            Spot::Idea(no) => (board.ideas.get(no).is_some_and(was_seen), Code::UnknownIdea),
            Spot::Cluster(no) => {
                (board.clusters.contains_key(no) || board.dissolved.contains(no), Code::UnknownCluster)
            }
        };
        if !was_there {
            return Err(code.into());
        }
    }
    let (all, most) = (u64::from(board.plan.dots), u64::from(board.plan.most));
    let on =
        |spot| dots.iter().filter(move |given| given.on == spot).map(|given| u64::from(given.n)).sum::<u64>();
    let asked = dots.iter().map(|given| u64::from(given.n)).sum::<u64>();
    let had = asked <= all && dots.iter().all(|given| given.n > 0 && on(given.on) <= most);
    if had { Ok(()) } else { Err(Code::BadDots.at_most(usize::from(board.plan.dots))) }
}

/// Whether attendees may have seen it: of what waits, or was dismissed before anybody saw it, nobody learns.
fn was_seen(idea: &Arc<Idea>) -> bool {
    match idea.status {
        IdeaStatus::Waiting => idea.reworded > 0,
        IdeaStatus::Dismissed { listed, .. } => listed,
        IdeaStatus::Listed | IdeaStatus::Withdrawn => true,
    }
}

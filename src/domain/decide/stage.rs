//! The stage: its queue, and the question in the spotlight.

use super::admission::current;
use super::case::QuestionCase;
use super::cue::cue;
use super::{Authority, Decision, Request};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{LinkNo, QuestionNo, SessionNo};
use crate::domain::ledger::Deed;
use crate::domain::question::{Question, Staging, Status};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Role;
use crate::domain::screen::Cue;
use crate::domain::state::State;

/// The longest a stage queue gets.
pub const QUEUE: usize = 50;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Queue { question, version, at } => queue(state, request, who, (*question, *version), *at),
        Command::Unqueue { question, version } => unqueue(state, request, who, (*question, *version)),
        Command::Stage { question, version } => stage(state, request, who, (*question, *version)),
        Command::Next { session, version, question, answered } => {
            let desk = caller(state, who, *session)?;
            next(state, request, desk, (*session, *version), *question, *answered)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

fn queue(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    at: u32,
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    let session = state.sessions.get(&case.question.standing.session).ok_or(Code::UnknownSession)?;
    let queue = &session.board.queue;
    let place = queue.iter().position(|queued| *queued == no);
    let last = queue.len().saturating_sub(1);
    let is_there = place.is_some_and(|place| place == last.min(at as usize));
    // Places shift with what others queue, and no version tells. So one that is there already is noted too, and its version
    // raised: sent again after others have come, it must not move anything.
    if is_there && case.question.version != version {
        return Ok(Decision::stands());
    }
    showable_at(&case, version)?;
    if place.is_none() && queue.len() >= QUEUE {
        return Err(Code::OutOfRange.at_most(QUEUE));
    }
    Ok(case.judged(request, Deed::Queue { at }))
}

fn unqueue(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    if case.question.standing.place == Staging::Off {
        return Ok(Decision::stands());
    }
    listed_at(&case, version)?;
    Ok(case.judged(request, Deed::Unqueue))
}

fn stage(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    // Shown again from where it stands, it takes the wall back from a poll. That is noted, and its version raised: sent again
    // later, the command must not take the wall from what came since.
    if case.question.standing.place == Staging::OnStage && case.question.version != version {
        return Ok(Decision::stands());
    }
    showable_at(&case, version)?;
    let mut decision = case.judged(request, Deed::Stage);
    decision.changes.extend(cue(state, case.question.standing.session, Cue::Spotlight));
    Ok(decision)
}

fn listed_at(case: &QuestionCase<'_>, version: u32) -> Result<(), Refusal> {
    current(case.question.version, version)?;
    if case.question.standing.status == Status::Listed { Ok(()) } else { Err(Code::WrongState.into()) }
}

/// One whose words were erased is listed for the supports that it has, and there is nothing of it to show.
fn showable_at(case: &QuestionCase<'_>, version: u32) -> Result<(), Refusal> {
    listed_at(case, version)?;
    still_said(case.state, case.question)
}

fn still_said(state: &State, question: &Question) -> Result<(), Refusal> {
    if state.is_erased(question) { Err(Code::WrongState.into()) } else { Ok(()) }
}

/// Who may call the next question: a desk, and the presenter where the rules allow it.
fn caller(state: &State, who: &Authority, no: SessionNo) -> Result<LinkNo, Refusal> {
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    match who {
        Authority::Crew(link, grant)
            if grant.role == Role::Presenter
                && grant.reaches(session.hall)
                && state.forum.rules.presenter_calls_next =>
        {
            Ok(*link)
        }
        _ => who.desk(session.hall),
    }
}

/// The question before is answered or goes back to the list; the one that was read as the queue's head comes.
fn next(
    state: &State,
    request: &Request,
    desk: LinkNo,
    (no, version): (SessionNo, u32),
    question: Option<QuestionNo>,
    answered: bool,
) -> Result<Decision, Refusal> {
    let board = &state.sessions.get(&no).ok_or(Code::UnknownSession)?.board;
    if board.on_stage == question {
        return Ok(Decision::stands());
    }
    if board.stage_version != version || board.queue.first().copied() != question {
        return Err(Code::Changed.into());
    }
    // Erasing takes a question out of the queue; journals from before that may hold one that was queued afterwards.
    if let Some(head) = question.and_then(|no| state.questions.get(&no)) {
        still_said(state, head)?;
    }
    let mut act = state.last.act;
    let mut curated = |question: QuestionNo, deed: Deed| {
        act = act.next();
        Change::Curated { act, question, by: desk, deed, time: request.now }
    };
    let leaving = if answered { Deed::Answer } else { Deed::Unqueue };
    let left = board.on_stage.map(|before| curated(before, leaving));
    let came = question.map(|question| curated(question, Deed::Stage));
    let cue = question.and_then(|_| cue(state, no, Cue::Spotlight));
    Ok(Decision::of(left.into_iter().chain(came).chain(cue).collect::<Vec<_>>()))
}

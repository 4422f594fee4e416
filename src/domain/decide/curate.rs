//! What a desk decides about questions. Every decision goes into the ledger.

use super::admission::{current, has_room};
use super::again::{done_before, made_before};
use super::case::QuestionCase;
use super::undo::undo;
use super::wording::{self, Beside};
use super::{Authority, Decision, Request, Scribe};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::question::Source;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Enter { session, text, source } => enter(state, request, who, *session, text, *source),
        Command::Shorten { question, version, text } => {
            wording::beside(state, request, who, (*question, *version), (Beside::WallText, text.as_ref()))
        }
        Command::Reply { question, version, text } => {
            wording::beside(state, request, who, (*question, *version), (Beside::Reply, text.as_ref()))
        }
        Command::Undo { act } => undo(state, who, *act),
        Command::Block { question, on } => block(state, request, who, *question, *on),
        _ => {
            let (question, version) = target(command).ok_or(Code::NotAllowed)?;
            if was_moved(state, who, command) {
                return Ok(Decision::stands());
            }
            let case = QuestionCase::open(state, who, question)?;
            let Some(deed) = case.deed(command)? else { return Ok(Decision::stands()) };
            current(case.question.version, version)?;
            case.permitted(&deed).map(|()| case.judged(request, deed))
        }
    }
}

fn target(command: &Command) -> Option<(QuestionNo, u32)> {
    match command {
        Command::Approve { question, version }
        | Command::Dismiss { question, version, .. }
        | Command::Restore { question, version }
        | Command::Merge { question, version, .. }
        | Command::Move { question, version, .. }
        | Command::Label { question, version, .. }
        | Command::Answer { question, version } => Some((*question, *version)),
        _ => None,
    }
}

/// Whether the question went where the command says, from a board that the desk reaches: it may not reach where the
/// question is now, and is told all the same that it went there.
fn was_moved(state: &State, who: &Authority, command: &Command) -> bool {
    let Command::Move { question, session, .. } = command else { return false };
    let standing = state.questions.get(question).map(|question| &question.standing);
    standing.is_some_and(|standing| {
        let from = standing.trail.last().is_some_and(|from| who.desk_of(state, *from).is_ok());
        standing.session == *session && from
    })
}

fn enter(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    text: &Text,
    source: Source,
) -> Result<Decision, Refusal> {
    let desk = who.desk_of(state, session)?;
    if let Some(decision) = made_before(state, Author::Link(desk), request, Made::question)? {
        return Ok(decision);
    }
    if !matches!(source, Source::Floor | Source::Seed) {
        return Err(Code::NotAllowed.into());
    }
    has_room(state, session)?;
    let mut scribe = Scribe::new(state);
    let text = scribe.file(text, state.forum.rules.question_length)?;
    let question = state.last.question.next();
    let asked = Change::Asked {
        question,
        session,
        author: Author::Link(desk),
        id: request.id,
        source,
        text,
        name: None,
        listed: true,
        time: request.now,
    };
    Ok(Decision { made: Some(question.0), ..scribe.decision([asked]) })
}

fn block(
    state: &State,
    request: &Request,
    who: &Authority,
    no: QuestionNo,
    on: bool,
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    let person = case.question.author.person().ok_or(Code::WrongState)?;
    // Noted also where it stands already: sent again after a colleague's opposite, it must not come to something new.
    if done_before(state, case.desk, request)? {
        return Ok(Decision::stands());
    }
    Ok(Decision::of([Change::Blocked { question: no, person, on, by: case.desk, id: request.id }]))
}

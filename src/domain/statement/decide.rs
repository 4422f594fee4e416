//! What desks and attendees decide of statements.

use std::sync::Arc;

use super::{
    Cast, Conversation, DESK_EVER, EVER, LENGTH, PUBLISHED, PUBLISHED_UNREAD, Ruling, Stage, Statement,
    StatementChange, StatementCommand, StatementPlan, Status, TITLE_LENGTH, Vote, WAITING, WRITTEN,
};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::decide::{
    Authority, Circumstances, Decision, Request, Scribe, cue, current, made_before, not_paused, set_before,
    tidy, within_limits,
};
use crate::domain::id::{PersonId, SessionNo, StatementNo};
use crate::domain::question::Reason;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::screen::Cue;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;
use crate::domain::words::Text;

/// Decides a command about statements.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &StatementCommand,
) -> Result<Decision, Refusal> {
    match command {
        StatementCommand::Plan { session, version, plan } => {
            who.desk_of(state, *session)?;
            set_plan(state, *session, *version, plan)
        }
        StatementCommand::Open { session, version } => {
            who.desk_of(state, *session)?;
            open(state, request, *session, *version)
        }
        StatementCommand::Close { session, version } => {
            who.desk_of(state, *session)?;
            close(state, request, *session, *version)
        }
        StatementCommand::Seed { session, text } => {
            let by = who.desk_of(state, *session)?;
            submit(state, request, Author::Link(by), *session, text)
        }
        StatementCommand::Submit { session, text } => {
            submit(state, request, Author::Person(who.person()?), *session, text)
        }
        StatementCommand::Withdraw { session, statement, version } => {
            withdraw(state, who.person()?, (*session, *statement), *version)
        }
        StatementCommand::Approve { session, statement, version } => {
            approve(state, who, (*session, *statement), *version)
        }
        StatementCommand::Dismiss { session, statement, version, reason } => {
            dismiss(state, who, (*session, *statement), *version, *reason)
        }
        StatementCommand::Vote { session, statement, vote: said, seq } => {
            vote(state, request, who.person()?, (*session, *statement), (*said, *seq))
        }
        StatementCommand::Erase { session, statement } => {
            who.organiser()?;
            erase(state, (*session, *statement))
        }
    }
}

fn decided(change: StatementChange) -> Decision {
    Decision::of([Change::Statements(change)])
}

fn held(state: &State, session: SessionNo) -> Result<&Arc<Conversation>, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    state.conversations.get(&session).ok_or_else(|| Code::UnknownConversation.into())
}

fn is_there(state: &State, session: SessionNo, no: StatementNo) -> bool {
    state.conversations.get(&session).is_some_and(|held| held.list.contains_key(&no))
}

fn said(conversation: &Conversation, no: StatementNo) -> Result<&Statement, Refusal> {
    conversation.list.get(&no).map(|statement| &**statement).ok_or_else(|| Code::UnknownStatement.into())
}

fn set_plan(
    state: &State,
    session: SessionNo,
    version: u32,
    plan: &StatementPlan,
) -> Result<Decision, Refusal> {
    let plan = StatementPlan { title: tidy(&plan.title, TITLE_LENGTH)?, ..plan.clone() };
    let stands = state.conversations.get(&session);
    if stands.is_some_and(|held| *held.plan == plan) {
        return Ok(Decision::stands());
    }
    current(stands.map_or(0, |held| held.version), version)?;
    Ok(decided(StatementChange::Planned { session, plan: Arc::new(plan) }))
}

/// The walls on `auto` follow it. Nothing is opened in a session that is over: nothing would close it.
fn open(state: &State, request: &Request, session: SessionNo, version: u32) -> Result<Decision, Refusal> {
    let held = held(state, session)?;
    if held.stage == Stage::Open {
        return Ok(Decision::stands());
    }
    current(held.version, version)?;
    if state.sessions.get(&session).is_some_and(|session| session.phase == Phase::Ended) {
        return Err(Code::WrongState.into());
    }
    Ok(staged(state, session, Stage::Open, request.now))
}

fn close(state: &State, request: &Request, session: SessionNo, version: u32) -> Result<Decision, Refusal> {
    let held = held(state, session)?;
    match held.stage {
        Stage::Preparing => Err(Code::StatementsClosed.into()),
        Stage::Closed => Ok(Decision::stands()),
        Stage::Open => {
            current(held.version, version)?;
            Ok(staged(state, session, Stage::Closed, request.now))
        }
    }
}

fn staged(state: &State, session: SessionNo, to: Stage, time: Time) -> Decision {
    let change = Change::Statements(StatementChange::Staged { session, stage: to, time });
    Decision::of([change].into_iter().chain(cue(state, session, Cue::Opinions)).collect::<Vec<_>>())
}

/// What the end of a session comes to for its statements.
pub fn closing(state: &State, session: SessionNo, time: Time) -> Option<Change> {
    let open = state.conversations.get(&session).filter(|held| held.stage == Stage::Open);
    open.map(|_| Change::Statements(StatementChange::Staged { session, stage: Stage::Closed, time }))
}

/// The last pictures that were made and are still to be told.
pub fn pictured<'a>(state: &'a State, around: &'a Circumstances) -> impl Iterator<Item = Change> + 'a {
    around.pictures.iter().filter_map(|(session, pictured)| {
        let held = state.conversations.get(session)?;
        let is_of_now = held.lacks_picture() && held.edition == pictured.edition;
        let (session, pictured) = (*session, Arc::clone(pictured));
        is_of_now.then_some(Change::Statements(StatementChange::Pictured { session, pictured }))
    })
}

fn submit(
    state: &State,
    request: &Request,
    author: Author,
    session: SessionNo,
    text: &Text,
) -> Result<Decision, Refusal> {
    let made_here = |made: Made| made.statement().filter(|no| is_there(state, session, StatementNo(*no)));
    if let Some(made) = made_before(state, author, request, made_here)? {
        return Ok(made);
    }
    let held = held(state, session)?;
    if let Author::Person(person) = author {
        may_submit(state, request, person, (session, held))?;
    }
    let mut scribe = Scribe::new(state);
    let filed = scribe.file(text, LENGTH)?;
    is_new(held, text.as_str())?;
    let reads = held.plan.moderated || state.word_list.is_in(text.as_str());
    let is_seed = matches!(author, Author::Link(_));
    has_room_ever(held, is_seed)?;
    let published = is_seed || !reads;
    if published {
        has_room(held)?;
    }
    if !is_seed {
        has_room_for_attendees(held, published)?;
    }
    let statement = state.last.statement.next();
    let (id, time) = (request.id, request.now);
    let submitted =
        StatementChange::Submitted { session, statement, author, id, text: filed, published, time };
    Ok(Decision { made: Some(statement.0), ..scribe.decision([Change::Statements(submitted)]) })
}

/// A person's statements have the limits of their questions.
fn may_submit(
    state: &State,
    request: &Request,
    person: PersonId,
    (session, held): (SessionNo, &Conversation),
) -> Result<(), Refusal> {
    match held.stage {
        Stage::Preparing => return Err(Code::UnknownConversation.into()),
        Stage::Closed => return Err(Code::StatementsClosed.into()),
        Stage::Open if !held.plan.submit => return Err(Code::SubmittingOff.into()),
        Stage::Open => not_paused(state, session)?,
    }
    let Some(writer) = held.writers.get(&person) else { return Ok(()) };
    if writer.own.len() >= WRITTEN {
        return Err(Code::TooManyWritten.at_most(WRITTEN));
    }
    let waits = |no: &&StatementNo| held.list.get(*no).is_some_and(|said| said.status == Status::Waiting);
    let waiting = writer.own.iter().filter(waits).count() as u32;
    within_limits(&state.forum.rules, waiting, Some(writer.last), request.now)
}

fn is_new(held: &Conversation, text: &str) -> Result<(), Refusal> {
    match held.same(text) {
        Some(there) => Err(Code::SameStatement.at(i64::from(there.0))),
        None => Ok(()),
    }
}

fn has_room(held: &Conversation) -> Result<(), Refusal> {
    if held.published() < PUBLISHED { Ok(()) } else { Err(Code::TooManyStatements.at_most(PUBLISHED)) }
}

/// Whatever attendees write, the desk can read all that waits, and has places of its own among what is published.
fn has_room_for_attendees(held: &Conversation, published: bool) -> Result<(), Refusal> {
    let (there, most) =
        if published { (held.published_by_attendees(), PUBLISHED_UNREAD) } else { (held.waiting(), WAITING) };
    if there < most { Ok(()) } else { Err(Code::TooManyStatements.at_most(most)) }
}

/// What was dismissed or taken back is kept: without an end to it a crowd could fill the server.
fn has_room_ever(held: &Conversation, is_seed: bool) -> Result<(), Refusal> {
    let most = if is_seed { EVER } else { EVER - DESK_EVER };
    if held.list.len() < most { Ok(()) } else { Err(Code::TooManyStatements.at_most(most)) }
}

fn withdraw(
    state: &State,
    person: PersonId,
    (session, no): (SessionNo, StatementNo),
    version: u32,
) -> Result<Decision, Refusal> {
    let statement = said(held(state, session)?, no)?;
    if statement.author != Author::Person(person) {
        let code = if statement.is_published() { Code::NotYours } else { Code::UnknownStatement };
        return Err(code.into());
    }
    match statement.status {
        Status::Withdrawn => Ok(Decision::stands()),
        Status::Waiting => {
            current(statement.version, version)?;
            Ok(decided(StatementChange::Withdrawn { session, statement: no }))
        }
        Status::Published | Status::Dismissed(_) => Err(Code::TooLateToChange.into()),
    }
}

fn approve(
    state: &State,
    who: &Authority,
    (session, no): (SessionNo, StatementNo),
    version: u32,
) -> Result<Decision, Refusal> {
    let by = who.desk_of(state, session)?;
    let held = held(state, session)?;
    let statement = said(held, no)?;
    if statement.is_published() {
        return Ok(Decision::stands());
    }
    current(statement.version, version)?;
    let Some(text) = state.words.get(statement.text) else { return Err(Code::WrongState.into()) };
    if statement.status == Status::Withdrawn {
        return Err(Code::WrongState.into());
    }
    is_new(held, text)?;
    has_room(held)?;
    Ok(decided(StatementChange::Ruled { session, statement: no, ruling: Ruling::Publish, by }))
}

fn dismiss(
    state: &State,
    who: &Authority,
    (session, no): (SessionNo, StatementNo),
    version: u32,
    reason: Reason,
) -> Result<Decision, Refusal> {
    let by = who.desk_of(state, session)?;
    let statement = said(held(state, session)?, no)?;
    if statement.status == Status::Dismissed(reason) {
        return Ok(Decision::stands());
    }
    current(statement.version, version)?;
    if statement.status == Status::Withdrawn {
        return Err(Code::WrongState.into());
    }
    Ok(decided(StatementChange::Ruled { session, statement: no, ruling: Ruling::Dismiss(reason), by }))
}

fn vote(
    state: &State,
    request: &Request,
    person: PersonId,
    (session, no): (SessionNo, StatementNo),
    (vote, seq): (Option<Vote>, Seq),
) -> Result<Decision, Refusal> {
    let held = held(state, session)?;
    let before = held.cast(person, no).map(Cast::order);
    if set_before(before, (seq, request.id))? {
        return Ok(Decision::stands());
    }
    if held.stage == Stage::Preparing {
        return Err(Code::UnknownConversation.into());
    }
    let statement = said(held, no)?;
    if !statement.is_published() {
        return Err(Code::UnknownStatement.into());
    }
    if held.stage == Stage::Closed {
        return Err(Code::StatementsClosed.into());
    }
    not_paused(state, session)?;
    if state.words.get(statement.text).is_none() {
        return Err(Code::WrongState.into());
    }
    Ok(decided(StatementChange::Voted { session, statement: no, person, vote, seq, id: request.id }))
}

fn erase(state: &State, (session, no): (SessionNo, StatementNo)) -> Result<Decision, Refusal> {
    let statement = said(held(state, session)?, no)?;
    let left: Vec<_> = state.words.get(statement.text).map(|_| statement.text).into_iter().collect();
    let mut changes = Vec::new();
    if !left.is_empty() {
        // No desk is left with an empty one.
        if statement.status == Status::Waiting {
            changes.push(Change::Statements(StatementChange::Withdrawn { session, statement: no }));
        }
        changes.push(Change::Erased { words: left });
    }
    Ok(Decision::of(changes))
}

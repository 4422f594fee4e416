//! What attendees do with questions: ask, edit, withdraw, support.

use super::admission::{current, has_room, may_rewrite, may_support, not_paused};
use super::again::{made_before, set_before};
use super::limits::within_limits;
use super::{Authority, Decision, Request, Scribe, wording};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::{Moderation, Names};
use crate::domain::id::{PersonId, QuestionNo, SessionNo};
use crate::domain::question::{Question, Source, Status};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
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
        Command::Ask { session, text, name } => {
            let person = who.person()?;
            match made_before(state, who.author()?, request, Made::question)? {
                Some(decision) => Ok(decision),
                None => ask(state, request, person, *session, text, name.as_ref()),
            }
        }
        Command::Edit { question, version, text } => match who {
            Authority::Person(person) => reword(state, request, *person, (*question, *version), text),
            _ => wording::edit(state, request, who, (*question, *version), text),
        },
        Command::Withdraw { question, version } => withdraw(state, who.person()?, *question, *version),
        Command::Support { question, on, seq } => {
            support(state, request, who.person()?, *question, *on, *seq)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

fn ask(
    state: &State,
    request: &Request,
    person: PersonId,
    session_no: SessionNo,
    text: &Text,
    name: Option<&Text>,
) -> Result<Decision, Refusal> {
    let rules = &state.forum.rules;
    let session = state.sessions.get(&session_no).ok_or(Code::UnknownSession)?;
    not_paused(state, session_no)?;
    if !session.takes_questions(request.now, rules.early_questions) {
        return Err(Code::AskingClosed.into());
    }
    may_ask(state, request, person, session_no)?;
    let mut scribe = Scribe::new(state);
    let text = scribe.file(text, rules.question_length)?;
    let name = scribe.file_optional(name, rules.name_length)?;
    if name.is_some() && rules.names == Names::Off {
        return Err(Code::NamesOff.into());
    }
    let question = state.last.question.next();
    let asked = Change::Asked {
        question,
        session: session_no,
        author: Author::Person(person),
        id: request.id,
        source: Source::Phone,
        text,
        name,
        listed: session.moderation == Moderation::After && !holds_listed_words(state, &scribe),
        time: request.now,
    };
    Ok(Decision { made: Some(question.0), ..scribe.decision([asked]) })
}

/// Whether the text or the name holds what the forum's list lets nobody publish without a moderator.
fn holds_listed_words(state: &State, scribe: &Scribe) -> bool {
    scribe.filed.iter().any(|(_, text)| state.word_list.is_in(text))
}

fn may_ask(state: &State, request: &Request, person: PersonId, session: SessionNo) -> Result<(), Refusal> {
    has_room(state, session)?;
    let Some(person) = state.people.get(&person) else { return Ok(()) };
    within_limits(&state.forum.rules, person.waiting, person.last_asked, request.now)
}

fn own(state: &State, person: PersonId, question: QuestionNo) -> Result<&Question, Refusal> {
    let question = state.questions.get(&question).ok_or(Code::UnknownQuestion)?;
    match question.author.person() {
        Some(author) if author == person => Ok(question),
        // Whoever did not ask it learns of a question only once it is public.
        _ if question.standing.status.is_public() => Err(Code::NotYours.into()),
        _ => Err(Code::UnknownQuestion.into()),
    }
}

fn reword(
    state: &State,
    request: &Request,
    person: PersonId,
    (no, version): (QuestionNo, u32),
    text: &Text,
) -> Result<Decision, Refusal> {
    let question = own(state, person, no)?;
    if state.text(question.standing.text) == text.as_str() && !text.as_str().is_empty() {
        return Ok(Decision::stands());
    }
    not_paused(state, question.standing.session)?;
    if question.standing.status != Status::Pending || state.is_erased(question) {
        return Err(Code::TooLateToChange.into());
    }
    current(question.version, version)?;
    may_rewrite(question.reworded)?;
    let mut scribe = Scribe::new(state);
    let text = scribe.file(text, state.forum.rules.question_length)?;
    Ok(scribe.decision([Change::Reworded { question: no, text, time: request.now }]))
}

fn withdraw(state: &State, person: PersonId, no: QuestionNo, version: u32) -> Result<Decision, Refusal> {
    let question = own(state, person, no)?;
    match question.standing.status {
        Status::Withdrawn => Ok(Decision::stands()),
        Status::Pending => {
            current(question.version, version)?;
            Ok(Decision::of([Change::Withdrawn { question: no }]))
        }
        _ => Err(Code::TooLateToChange.into()),
    }
}

fn support(
    state: &State,
    request: &Request,
    person: PersonId,
    no: QuestionNo,
    on: bool,
    seq: Seq,
) -> Result<Decision, Refusal> {
    let question = state.questions.get(&no).ok_or(Code::UnknownQuestion)?;
    let before = question.supporters.get(&person).map(|set| (set.seq, set.id));
    if set_before(before, (seq, request.id))? {
        return Ok(Decision::stands());
    }
    open_to_support(state, person, no)?;
    if on && !question.is_supported_by(person) {
        may_support(state, person, question.standing.session)?;
    }
    let supported =
        |question| Change::Supported { question, person, on, seq, id: request.id, time: request.now };
    let mut changes = vec![supported(no)];
    if !on {
        // Who takes the support of a question back means all of it, whatever was merged into it.
        changes.extend(others_supported(state, no, person, seq).into_iter().map(supported));
    }
    Ok(Decision::of(changes))
}

/// Refuses support of what is not on the list. Who asked it is told so; to everybody else there is no such question.
fn open_to_support(state: &State, person: PersonId, no: QuestionNo) -> Result<(), Refusal> {
    let root = state.questions.get(&state.root(no)).ok_or(Code::UnknownQuestion)?;
    if root.standing.status.is_public() {
        return not_paused(state, root.standing.session);
    }
    let own = state.questions.get(&no).is_some_and(|question| question.author == Author::Person(person));
    Err(if own { Code::WrongState } else { Code::UnknownQuestion }.into())
}

/// The other questions of the group that the person supports, by an earlier act.
fn others_supported(state: &State, no: QuestionNo, person: PersonId, before: Seq) -> Vec<QuestionNo> {
    let supported = |other: &QuestionNo| {
        let register = state.questions.get(other).and_then(|question| question.supporters.get(&person));
        *other != no && register.is_some_and(|register| register.on && register.seq < before)
    };
    state.group(state.root(no)).into_iter().filter(supported).collect()
}

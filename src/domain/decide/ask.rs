//! What attendees do with questions: ask, edit, withdraw, support.

use super::admission::{current, has_room, may_rewrite, may_support, not_paused};
use super::again::{made_before, set_before};
use super::limits::within_limits;
use super::named::SaysName;
use super::{Authority, Decision, Request, Scribe, wording};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::Moderation;
use crate::domain::id::{PersonId, QuestionNo, SessionNo};
use crate::domain::question::{Assistant, Question, Source, Status};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

/// Questions that an usher's or a kiosk's link enters within a minute: somebody's takes a quarter of one.
const A_MINUTE: usize = 12;
const MINUTE: Millis = Millis(60_000);
/// Of so many questions, the last ones of the forum, it is looked whose they are.
const LOOKED_AT: usize = 2_000;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Ask { session, text, name, badge } => {
            let author = asker(who)?;
            if let Some(made) = made_before(state, author, request, Made::question)? {
                return Ok(made);
            }
            let source = comes_in(state, who, *session)?;
            let name = SaysName { name: name.as_ref(), badge: *badge };
            ask(state, request, (author, source), *session, text, name)
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

/// Who asks: a participant, or an usher or a kiosk for somebody. Who that is stands nowhere, so a question that was entered for another is
/// the link's.
fn asker(who: &Authority) -> Result<Author, Refusal> {
    match who {
        Authority::Crew(no, link) if link.role.assists() => Ok(Author::Link(*no)),
        _ => who.person().map(Author::Person),
    }
}

fn ask(
    state: &State,
    request: &Request,
    (author, source): (Author, Source),
    session_no: SessionNo,
    text: &Text,
    name: SaysName<'_>,
) -> Result<Decision, Refusal> {
    let rules = &state.forum.rules;
    let session = state.sessions.get(&session_no).ok_or(Code::UnknownSession)?;
    not_paused(state, session_no)?;
    if !session.takes_questions(request.now, rules.early_questions) {
        return Err(Code::AskingClosed.into());
    }
    has_room(state, session_no)?;
    within_own(state, request, author)?;
    let mut scribe = Scribe::new(state);
    let text = scribe.file(text, rules.question_length)?;
    let name = name.name(state)?.map(|name| scribe.file_shared(name));
    let question = state.last.question.next();
    let asked = Change::Asked {
        question,
        session: session_no,
        author,
        id: request.id,
        source,
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

/// How the question comes in.
fn comes_in(state: &State, who: &Authority, session: SessionNo) -> Result<Source, Refusal> {
    if who.person().is_ok() {
        return Ok(Source::Phone);
    }
    match who.assistant_of(state, session)? {
        Assistant::Usher => Ok(Source::Usher),
        Assistant::Kiosk => Ok(Source::Kiosk),
        Assistant::Desk => Err(Code::NotAllowed.into()),
    }
}

/// Refuses another question of who asked enough for now.
fn within_own(state: &State, request: &Request, author: Author) -> Result<(), Refusal> {
    match author {
        Author::Person(person) => {
            let Some(person) = state.people.get(&person) else { return Ok(()) };
            within_limits(&state.forum.rules, person.waiting, person.last_asked, request.now)
        }
        Author::Link(_) => within_pace(state, author, request.now),
    }
}

/// Refuses another question of a link by which so many came within the last minute, with how long that one is to wait.
fn within_pace(state: &State, author: Author, now: Time) -> Result<(), Refusal> {
    let newest_first = state.questions.values().rev().take(LOOKED_AT).filter(|asked| asked.author == author);
    // One that came later than now came while a clock was ahead.
    let left =
        newest_first.map(|asked| (asked.asked + MINUTE - now).0).filter(|left| (1..=MINUTE.0).contains(left));
    match left.take(A_MINUTE).collect::<Vec<_>>() {
        of_late if of_late.len() < A_MINUTE => Ok(()),
        of_late => Err(Code::TooSoon.at(of_late.into_iter().min().unwrap_or(MINUTE.0))),
    }
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

//! What a desk decides about questions. Every decision goes into the ledger.

use super::ask::{has_room, made_before};
use super::{Authority, Decision, Request, Scribe, done_before};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{ActNo, LinkNo, QuestionNo, SessionNo};
use crate::domain::ledger::Deed;
use crate::domain::question::{Place, Question, Source, Status};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Enter { session, text, source } => enter(state, request, who, *session, text, *source),
        Command::Edit { question, version, text } => edit(state, request, who, (*question, *version), text),
        Command::Shorten { question, version, text } => {
            shorten(state, request, who, (*question, *version), text.as_ref())
        }
        Command::Reply { question, version, text } => {
            reply(state, request, who, (*question, *version), text.as_ref())
        }
        Command::Undo { act } => undo(state, who, *act),
        Command::Block { question, on } => block(state, request, who, *question, *on),
        _ => {
            let (question, version) = target(command).ok_or(Code::NotAllowed)?;
            if was_moved(state, who, command) {
                return Ok(Decision::stands());
            }
            let case = Case::open(state, who, question)?;
            match case.deed(command)? {
                None => Ok(Decision::stands()),
                Some(_) if case.question.version != version => Err(Code::Changed.into()),
                Some(deed) => case.permitted(&deed).map(|()| case.judged(request, deed)),
            }
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

/// A question before a desk that may decide about it.
pub struct Case<'a> {
    pub state: &'a State,
    pub desk: LinkNo,
    pub no: QuestionNo,
    pub question: &'a Question,
}

impl<'a> Case<'a> {
    pub fn open(state: &'a State, who: &Authority, no: QuestionNo) -> Result<Self, Refusal> {
        let question = state.questions.get(&no).ok_or(Code::UnknownQuestion)?;
        let desk = who.desk_of(state, question.standing.session)?;
        Ok(Self { state, desk, no, question })
    }

    /// The decision, written into the ledger under the next number.
    pub fn judged(&self, request: &Request, deed: Deed) -> Decision {
        Decision::of([self.change(request, self.state.last.act.next(), deed)])
    }

    pub fn change(&self, request: &Request, act: ActNo, deed: Deed) -> Change {
        Change::Curated { act, question: self.no, by: self.desk, deed, time: request.now }
    }

    fn status(&self) -> Status {
        self.question.standing.status
    }

    /// What the command comes to; nothing where that stands already.
    fn deed(&self, command: &Command) -> Result<Option<Deed>, Refusal> {
        let standing = &self.question.standing;
        let (stands, deed) = match command {
            Command::Approve { .. } => (self.status() == Status::Listed, Deed::Approve),
            Command::Dismiss { reason, .. } => {
                (self.status() == Status::Dismissed(*reason), Deed::Dismiss { reason: *reason })
            }
            Command::Restore { version, .. } => {
                (self.is_restored(*version), Deed::Restore { to: self.before_set_aside() })
            }
            Command::Merge { into, .. } => {
                (self.status() == Status::Merged(*into), Deed::Merge { into: *into })
            }
            Command::Move { session, .. } => (standing.session == *session, Deed::Move { to: *session }),
            Command::Label { labels, .. } => {
                let mut labels = labels.clone();
                labels.sort_unstable();
                labels.dedup();
                (standing.labels == labels, Deed::Label { labels })
            }
            Command::Answer { .. } => (self.status() == Status::Answered, Deed::Answer),
            _ => return Err(Code::NotAllowed.into()),
        };
        Ok((!stands).then_some(deed))
    }

    fn permitted(&self, deed: &Deed) -> Result<(), Refusal> {
        let status = self.status();
        let good = match deed {
            Deed::Approve => status == Status::Pending,
            Deed::Dismiss { .. } | Deed::Label { .. } => {
                matches!(status, Status::Pending | Status::Listed | Status::Answered)
            }
            Deed::Restore { .. } => {
                matches!(status, Status::Dismissed(_) | Status::Merged(_) | Status::Answered)
            }
            Deed::Answer => status == Status::Listed,
            Deed::Merge { .. } => matches!(status, Status::Pending | Status::Listed),
            Deed::Move { .. } => !matches!(status, Status::Merged(_) | Status::Withdrawn),
            _ => true,
        };
        if !good {
            return Err(Code::WrongState.into());
        }
        match deed {
            Deed::Merge { into } => self.can_merge(*into),
            Deed::Move { to } => self.can_move(*to),
            Deed::Label { labels } => self.has_labels(labels),
            _ => Ok(()),
        }
    }

    /// Merging may neither make a ring nor take a published question from the list.
    fn can_merge(&self, into: QuestionNo) -> Result<(), Refusal> {
        let target = self.state.questions.get(&into).ok_or(Code::UnknownQuestion)?;
        let same_session = target.standing.session == self.question.standing.session;
        let fits = match target.standing.status {
            Status::Listed | Status::Answered => true,
            Status::Pending => self.status() == Status::Pending,
            Status::Merged(_) | Status::Dismissed(_) | Status::Withdrawn => false,
        };
        if into != self.no && same_session && fits { Ok(()) } else { Err(Code::BadMerge.into()) }
    }

    fn can_move(&self, to: SessionNo) -> Result<(), Refusal> {
        self.state.sessions.get(&to).ok_or(Code::UnknownSession)?;
        has_room(self.state, to)
    }

    fn has_labels(&self, labels: &[u8]) -> Result<(), Refusal> {
        let session = self.state.sessions.get(&self.question.standing.session).ok_or(Code::UnknownSession)?;
        let known = labels.iter().all(|label| usize::from(*label) < session.labels.len());
        if known { Ok(()) } else { Err(Code::UnknownLabel.into()) }
    }

    /// What restoring brings back.
    fn before_set_aside(&self) -> Status {
        self.question.standing.set_aside_from.last().copied().unwrap_or(Status::Pending)
    }

    /// Whether a restoring that names this version was done: by the act that stands on the question now, or because
    /// nothing is set aside. A question may be restored twice, from dismissed to answered and from answered to the
    /// list, so that its status alone does not tell.
    fn is_restored(&self, version: u32) -> bool {
        let last = self.question.last_act.and_then(|act| self.state.acts.get(&act));
        let just_restored = last.is_some_and(|act| matches!(act.deed, Deed::Restore { .. }));
        matches!(self.status(), Status::Pending | Status::Listed)
            || (just_restored && self.question.version != version)
    }
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
    if let Some(decision) = made_before(state, Author::Link(desk), request)? {
        return Ok(decision);
    }
    if source == Source::Phone {
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

fn edit(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    text: &Text,
) -> Result<Decision, Refusal> {
    let case = Case::open(state, who, no)?;
    if state.text(case.question.standing.text) == text.as_str() && !text.as_str().is_empty() {
        return Ok(Decision::stands());
    }
    written(&case, request, version, |scribe| {
        Ok(Deed::Edit { text: scribe.file(text, state.forum.rules.question_length)? })
    })
}

fn shorten(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    text: Option<&Text>,
) -> Result<Decision, Refusal> {
    let case = Case::open(state, who, no)?;
    let now = case.question.standing.wall_text.map_or("", |no| state.text(no));
    if now == text.map_or("", Text::as_str) {
        return Ok(Decision::stands());
    }
    written(&case, request, version, |scribe| {
        Ok(Deed::Shorten { text: scribe.file_optional(text, state.forum.rules.question_length)? })
    })
}

fn reply(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    text: Option<&Text>,
) -> Result<Decision, Refusal> {
    let case = Case::open(state, who, no)?;
    let now = case.question.standing.reply.map_or("", |no| state.text(no));
    if now == text.map_or("", Text::as_str) {
        return Ok(Decision::stands());
    }
    if !case.status().is_public() {
        return Err(Code::WrongState.into());
    }
    written(&case, request, version, |scribe| {
        Ok(Deed::Reply { text: scribe.file_optional(text, state.forum.rules.comment_length)? })
    })
}

/// A decision with words of its own.
fn written(
    case: &Case<'_>,
    request: &Request,
    version: u32,
    deed: impl FnOnce(&mut Scribe) -> Result<Deed, Refusal>,
) -> Result<Decision, Refusal> {
    if case.question.version != version {
        return Err(Code::Changed.into());
    }
    if case.status() == Status::Withdrawn || is_erased(case.state, case.question) {
        return Err(Code::WrongState.into());
    }
    let mut scribe = Scribe::new(case.state);
    let deed = deed(&mut scribe)?;
    let change = case.change(request, case.state.last.act.next(), deed);
    Ok(scribe.decision([change]))
}

/// Whether what its author wrote was erased. Nothing is written to such a question any more: erasing it is final, and
/// one that is sent again erases nothing new.
pub fn is_erased(state: &State, question: &Question) -> bool {
    state.words.get(question.original).is_none()
}

fn undo(state: &State, who: &Authority, no: ActNo) -> Result<Decision, Refusal> {
    let act = state.acts.get(&no).ok_or(Code::UnknownAct)?;
    let desk = who.desk_of(state, act.session)?;
    if act.by != desk {
        return Err(Code::NotYourAct.into());
    }
    if act.undone {
        return Ok(Decision::stands());
    }
    let stands = |no: QuestionNo| state.questions.get(&no).and_then(|question| question.last_act);
    let is_last = act.before.iter().all(|before| stands(before.question) == Some(no));
    // What went from the stage may have been replaced there since, and what was merged into may be merged itself now.
    if is_last && ledger_fits(state, no) {
        Ok(Decision::of([Change::Undone { act: no }]))
    } else {
        Err(Code::Changed.into())
    }
}

/// Whether what stood before can stand again: nobody else took the place on stage, and the question that this one was
/// merged into is on the same board and was not merged into this one since.
fn ledger_fits(state: &State, no: ActNo) -> bool {
    let Some(act) = state.acts.get(&no) else { return false };
    let about: Vec<QuestionNo> = act.before.iter().map(|before| before.question).collect();
    act.before.iter().all(|before| {
        let session = state.sessions.get(&before.standing.session);
        let on_stage = session.and_then(|session| session.board.on_stage);
        let stage_free = on_stage.is_none_or(|no| about.contains(&no));
        let into = before.standing.status.merged_into();
        let parent_fits = into.is_none_or(|into| {
            let parent = state.questions.get(&into);
            let comes_along = about.contains(&into);
            parent.is_some_and(|p| comes_along || p.standing.session == before.standing.session)
                && state.root(into) != before.question
        });
        (before.standing.place != Place::OnStage || stage_free) && parent_fits
    })
}

fn block(
    state: &State,
    request: &Request,
    who: &Authority,
    no: QuestionNo,
    on: bool,
) -> Result<Decision, Refusal> {
    let case = Case::open(state, who, no)?;
    let person = case.question.author.person().ok_or(Code::WrongState)?;
    // Noted also where it stands already: sent again after a colleague's opposite, it must not come to something new.
    if done_before(state, case.desk, request)? {
        return Ok(Decision::stands());
    }
    Ok(Decision::of([Change::Blocked { person, on, by: case.desk, id: request.id }]))
}

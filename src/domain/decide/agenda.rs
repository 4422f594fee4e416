//! How a session runs: its board, its pause, its phase, the line to the stage.

use super::admission::current;
use super::turn::turn;
use super::{Authority, Circumstances, Decision, Request, Scribe, delay, tidy};
use crate::domain::agenda::{LABEL_LENGTH, LABELS, Phase, Session};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::SessionNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    match command {
        Command::SetBoard { session, version, asking, moderation, labels } => {
            let case = SessionCase::open(state, who, *session)?;
            case.set_board(*version, *asking, *moderation, labels)
        }
        Command::Pause { session, version, on, message } => {
            SessionCase::open(state, who, *session)?.pause(*version, *on, message.as_ref())
        }
        Command::SetPhase { session, version, phase } => {
            SessionCase::open(state, who, *session)?.set_phase(*version, *phase, request, around)
        }
        Command::Note { session, version, text } => {
            SessionCase::open(state, who, *session)?.note(*version, text.as_ref())
        }
        Command::Delay { hall, version, minutes, from } => {
            delay::decide(state, request, who, (*hall, *version), (*minutes, *from))
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// A session before a desk that may run it.
struct SessionCase<'a> {
    state: &'a State,
    no: SessionNo,
    session: &'a Session,
}

impl<'a> SessionCase<'a> {
    fn open(state: &'a State, who: &Authority, no: SessionNo) -> Result<Self, Refusal> {
        let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
        who.desk(session.hall)?;
        Ok(Self { state, no, session })
    }

    fn set_board(
        &self,
        version: u32,
        asking: Option<bool>,
        moderation: Moderation,
        labels: &[Title],
    ) -> Result<Decision, Refusal> {
        let session = self.session;
        let least = session.labels.len();
        if labels.len() > LABELS.max(least) {
            return Err(Code::OutOfRange.at_most(LABELS));
        }
        let labels = labels.iter().map(|label| tidy(label, LABEL_LENGTH)).collect::<Result<Vec<_>, _>>()?;
        if (session.asking, session.moderation, &session.labels) == (asking, moderation, &labels) {
            return Ok(Decision::stands());
        }
        current(self.session.version, version)?;
        // Questions name labels by their places: one that is taken away would give its place to another.
        if labels.len() < least {
            return Err(Code::OutOfRange.at_most(least));
        }
        Ok(Decision::of([Change::BoardSet { session: self.no, asking, moderation, labels }]))
    }

    fn pause(&self, version: u32, on: bool, message: Option<&Text>) -> Result<Decision, Refusal> {
        let message = message.filter(|_| on);
        let says = self.session.paused.and_then(|pause| pause.message);
        if self.session.paused.is_some() == on && self.state.says(says, message) {
            return Ok(Decision::stands());
        }
        current(self.session.version, version)?;
        let mut scribe = Scribe::new(self.state);
        let message = scribe.file_instead(says, message, self.state.forum.rules.question_length)?;
        Ok(scribe.decision([Change::Paused { session: self.no, on, message }]))
    }

    fn set_phase(
        &self,
        version: u32,
        phase: Phase,
        request: &Request,
        around: &Circumstances,
    ) -> Result<Decision, Refusal> {
        if self.session.phase == phase {
            return Ok(Decision::stands());
        }
        current(self.session.version, version)?;
        Ok(Decision::of(turn(self.state, self.no, phase, request.now, around)))
    }

    fn note(&self, version: u32, text: Option<&Text>) -> Result<Decision, Refusal> {
        if self.state.says(self.session.note, text) {
            return Ok(Decision::stands());
        }
        current(self.session.version, version)?;
        let mut scribe = Scribe::new(self.state);
        let longest = self.state.forum.rules.question_length;
        let text = scribe.file_instead(self.session.note, text, longest)?;
        Ok(scribe.decision([Change::Noted { session: self.no, text }]))
    }
}

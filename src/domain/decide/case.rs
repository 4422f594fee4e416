//! A question before a desk: what a judgement of it comes to, and whether it may be passed.

use super::admission::has_room;
use super::stage::QUEUE;
use super::{Authority, Decision, Request};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{ActNo, LinkNo, QuestionNo, SessionNo};
use crate::domain::ledger::Deed;
use crate::domain::question::{Question, Staging, Status};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// A question before a desk that may decide about it.
pub struct QuestionCase<'a> {
    pub state: &'a State,
    pub desk: LinkNo,
    pub no: QuestionNo,
    pub question: &'a Question,
}

impl<'a> QuestionCase<'a> {
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

    pub fn status(&self) -> Status {
        self.question.standing.status
    }

    /// What the command comes to; nothing where that stands already.
    pub fn deed(&self, command: &Command) -> Result<Option<Deed>, Refusal> {
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

    pub fn permitted(&self, deed: &Deed) -> Result<(), Refusal> {
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

/// Whether such a deed can be done about a question as it stands, whoever does it and whatever they read.
pub fn fits(state: &State, no: QuestionNo, deed: &Deed) -> bool {
    let Some(question) = state.questions.get(&no) else { return false };
    let case = QuestionCase { state, desk: LinkNo::default(), no, question };
    let is_said = !state.is_erased(question);
    let standing = &question.standing;
    match deed {
        Deed::Queue { .. } => {
            let queue = state.sessions.get(&standing.session).map_or(0, |session| session.board.queue.len());
            let has_place = standing.place == Staging::Queued || queue < QUEUE;
            standing.status == Status::Listed && is_said && has_place
        }
        Deed::Stage => standing.status == Status::Listed && is_said,
        Deed::Unqueue => standing.status == Status::Listed && standing.place != Staging::Off,
        Deed::Edit { .. } | Deed::Shorten { .. } => standing.status != Status::Withdrawn && is_said,
        Deed::Reply { .. } => standing.status.is_public() && is_said,
        _ => case.permitted(deed).is_ok(),
    }
}

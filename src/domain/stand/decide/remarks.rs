//! What a stand's team does with questions and comments, and what desks decide of them.

use super::{act, decided, remark_of, worker};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, Scribe, current, done_before, may_write};
use crate::domain::id::RemarkNo;
use crate::domain::question::Reason;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::stand::{AtStand, Mark, OnPage, Remark, RemarkKind, RemarkStatus, StandAct, StandCommand};
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &StandCommand,
) -> Result<Decision, Refusal> {
    let open =
        |session, stand, remark, version| Case::open(state, who, AtStand { session, stand }, remark, version);
    match command {
        StandCommand::Answer { session, stand, remark, version, text } => {
            open(*session, *stand, *remark, *version)?.answer(request, text)
        }
        StandCommand::Publish { session, stand, remark, version, on } => {
            open(*session, *stand, *remark, *version)?.publish(*on)
        }
        StandCommand::Mark { session, stand, remark, version, mark } => {
            open(*session, *stand, *remark, *version)?.mark(*mark)
        }
        StandCommand::Approve { session, stand, remark, version } => {
            open(*session, *stand, *remark, *version)?.at_desk()?.approve()
        }
        StandCommand::Dismiss { session, stand, remark, version, reason } => {
            open(*session, *stand, *remark, *version)?.at_desk()?.dismiss(*reason)
        }
        StandCommand::Hold { session, stand, remark, version, reason } => {
            open(*session, *stand, *remark, *version)?.at_desk()?.hold(*reason)
        }
        StandCommand::Restore { session, stand, remark, version } => {
            open(*session, *stand, *remark, *version)?.at_desk()?.restore()
        }
        StandCommand::Block { session, stand, remark, on } => {
            let at = AtStand { session: *session, stand: *stand };
            block(state, request, who, at, (*remark, *on))
        }
        StandCommand::Erase { session, stand, remark } => {
            who.organiser()?;
            erase(state, AtStand { session: *session, stand: *stand }, *remark)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// A question or comment before somebody who may see it.
struct Case<'a> {
    state: &'a State,
    at: AtStand,
    no: RemarkNo,
    remark: &'a Remark,
    /// The version it was read at.
    version: u32,
    is_desk: bool,
}

impl<'a> Case<'a> {
    /// A team knows of nothing that is not with it.
    fn open(
        state: &'a State,
        who: &Authority,
        at: AtStand,
        no: RemarkNo,
        version: u32,
    ) -> Result<Self, Refusal> {
        let (_, is_desk) = worker(state, who, at)?;
        let remark = remark_of(state, at, no)?;
        if is_desk || remark.status == RemarkStatus::Open {
            Ok(Self { state, at, no, remark, version, is_desk })
        } else {
            Err(Code::UnknownRemark.into())
        }
    }

    fn at_desk(self) -> Result<Self, Refusal> {
        if self.is_desk { Ok(self) } else { Err(Code::NotAllowed.into()) }
    }

    fn done(&self, done: StandAct) -> Decision {
        decided(self.at.session, done)
    }

    /// Of the kind that this can be done with, and with the team.
    fn is_open(&self, kind: RemarkKind) -> Result<(), Refusal> {
        let said = self.state.words.get(self.remark.text).is_some();
        let open = self.remark.kind == kind && self.remark.status == RemarkStatus::Open;
        if said && open { Ok(()) } else { Err(Code::WrongState.into()) }
    }

    fn answer(&self, request: &Request, text: &Text) -> Result<Decision, Refusal> {
        if self.remark.answer.is_some() && self.state.says(self.remark.answer, Some(text)) {
            return Ok(Decision::stands());
        }
        current(self.remark.version, self.version)?;
        self.is_open(RemarkKind::Question)?;
        if self.remark.page.held().is_some() && !self.is_desk {
            return Err(Code::Held.into());
        }
        may_write(self.remark.written)?;
        // A corrected answer is published as a new one is.
        let unread = self.remark.is_published() && self.is_to_be_read(text.as_str());
        let mut scribe = Scribe::new(self.state);
        let longest = self.state.forum.rules.comment_length;
        let text = scribe.file_instead(self.remark.answer, Some(text), longest)?.ok_or(Code::TextEmpty)?;
        let (stand, remark, time) = (self.at.stand, self.no, request.now);
        let answered = StandAct::Answered { stand, remark, text, time };
        let taken_off = unread.then_some(StandAct::Paged { stand, remark, page: OnPage::Private });
        let done = [answered].into_iter().chain(taken_off).map(|done| act(self.at.session, done));
        Ok(scribe.decision(done.collect::<Vec<_>>()))
    }

    /// What a team writes to everyone a desk reads first where it holds a word of the forum's list.
    fn is_to_be_read(&self, text: &str) -> bool {
        !self.is_desk && self.state.word_list.is_in(text)
    }

    fn paged(&self, page: OnPage) -> Decision {
        self.done(StandAct::Paged { stand: self.at.stand, remark: self.no, page })
    }

    /// What a desk took off the page comes back when a desk says so.
    fn publish(&self, on: bool) -> Result<Decision, Refusal> {
        if self.remark.is_published() == on {
            return Ok(Decision::stands());
        }
        current(self.remark.version, self.version)?;
        if !on {
            return Ok(self.paged(OnPage::Private));
        }
        self.is_open(RemarkKind::Question)?;
        if self.remark.page.held().is_some() {
            return Err(Code::Held.into());
        }
        if self.remark.answer.is_none_or(|answer| self.state.words.get(answer).is_none()) {
            return Err(Code::NotAnswered.into());
        }
        if self.remark.answer.is_some_and(|answer| self.is_to_be_read(self.state.text(answer))) {
            return Err(Code::DeskReadsFirst.into());
        }
        Ok(self.paged(OnPage::Published))
    }

    fn mark(&self, mark: Mark) -> Result<Decision, Refusal> {
        if self.remark.mark == Some(mark) {
            return Ok(Decision::stands());
        }
        current(self.remark.version, self.version)?;
        self.is_open(RemarkKind::Comment)?;
        Ok(self.done(StandAct::Marked { stand: self.at.stand, remark: self.no, mark }))
    }

    fn ruled(&self, status: RemarkStatus) -> Decision {
        self.done(StandAct::Ruled { stand: self.at.stand, remark: self.no, status })
    }

    fn approve(&self) -> Result<Decision, Refusal> {
        match self.remark.status {
            RemarkStatus::Open => Ok(Decision::stands()),
            RemarkStatus::Waiting => {
                current(self.remark.version, self.version)?;
                Ok(self.ruled(RemarkStatus::Open))
            }
            RemarkStatus::Dismissed(_) | RemarkStatus::Withdrawn => Err(Code::WrongState.into()),
        }
    }

    fn dismiss(&self, reason: Reason) -> Result<Decision, Refusal> {
        let status = RemarkStatus::Dismissed(reason);
        if self.remark.status == status {
            return Ok(Decision::stands());
        }
        current(self.remark.version, self.version)?;
        if self.remark.status == RemarkStatus::Withdrawn {
            return Err(Code::WrongState.into());
        }
        Ok(self.ruled(status))
    }

    fn hold(&self, reason: Reason) -> Result<Decision, Refusal> {
        let page = OnPage::Held(reason);
        if self.remark.page == page {
            return Ok(Decision::stands());
        }
        current(self.remark.version, self.version)?;
        if self.remark.is_published() { Ok(self.paged(page)) } else { Err(Code::WrongState.into()) }
    }

    /// What is dismissed is held by nobody: dismissing took it off the page.
    fn restore(&self) -> Result<Decision, Refusal> {
        let held = self.remark.page.held().is_some();
        match self.remark.status {
            RemarkStatus::Open if !held => Ok(Decision::stands()),
            RemarkStatus::Open => {
                current(self.remark.version, self.version)?;
                Ok(self.paged(OnPage::Private))
            }
            RemarkStatus::Dismissed(_) => {
                current(self.remark.version, self.version)?;
                Ok(self.ruled(RemarkStatus::Open))
            }
            RemarkStatus::Waiting | RemarkStatus::Withdrawn => Err(Code::WrongState.into()),
        }
    }
}

/// Noted also where it stands already, as of questions.
fn block(
    state: &State,
    request: &Request,
    who: &Authority,
    at: AtStand,
    (no, on): (RemarkNo, bool),
) -> Result<Decision, Refusal> {
    let by = who.desk_of(state, at.session)?;
    let person = remark_of(state, at, no)?.author;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    let (stand, id) = (at.stand, request.id);
    Ok(decided(at.session, StandAct::Blocked { stand, remark: no, person, on, by, id }))
}

fn erase(state: &State, at: AtStand, no: RemarkNo) -> Result<Decision, Refusal> {
    let remark = remark_of(state, at, no)?;
    let left: Vec<_> = remark.words().filter(|no| state.words.get(*no).is_some()).collect();
    if left.is_empty() {
        return Ok(Decision::stands());
    }
    // Nobody lets pass what says nothing.
    let waits = remark.status == RemarkStatus::Waiting;
    let status = RemarkStatus::Withdrawn;
    let ruled = waits.then(|| act(at.session, StandAct::Ruled { stand: at.stand, remark: no, status }));
    Ok(Decision::of(ruled.into_iter().chain([Change::Erased { words: left }]).collect::<Vec<_>>()))
}

//! Preparing polls.

use super::at_desk;
use crate::domain::agenda::POLLS;
use crate::domain::change::Change;
use crate::domain::command::PollDraft;
use crate::domain::decide::admission::current;
use crate::domain::decide::again::made_before;
use crate::domain::decide::{Authority, Decision, Request, tidy};
use crate::domain::forum::{Rules, Title};
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::{Poll, PollKind, PollPhase, PollPlan};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::split::{self, is_one_choice};
use crate::domain::state::{Made, State};
use crate::domain::time::Millis;

/// How long a round with a time is open: 5 seconds to 24 hours.
pub const TIME: std::ops::RangeInclusive<Millis> = Millis::seconds(5)..=Millis::minutes(24 * 60);

pub fn create(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    draft: &PollDraft,
) -> Result<Decision, Refusal> {
    who.desk_of(state, session)?;
    let author = who.author()?;
    if let Some(decision) = made_before(state, author, request, Made::poll)? {
        return Ok(decision);
    }
    let draft = draft.plan(&state.forum.rules)?;
    in_a_pair(state, session, None, &draft)?;
    if state.sessions.get(&session).is_some_and(|session| session.polls.len() >= POLLS) {
        return Err(Code::OutOfRange.at_most(POLLS));
    }
    let poll = state.last.poll.next();
    let created = Change::PollCreated { poll, session, author, id: request.id, draft };
    Ok(Decision { made: Some(poll.0), ..Decision::of([created]) })
}

pub fn edit(
    state: &State,
    who: &Authority,
    no: PollNo,
    version: u32,
    draft: &PollDraft,
) -> Result<Decision, Refusal> {
    let poll = at_desk(state, who, no)?;
    not_sealed(poll)?;
    let draft = draft.plan(&state.forum.rules)?;
    if *poll.plan == draft {
        return Ok(Decision::stands());
    }
    current(poll.version, version)?;
    if poll.phase != PollPhase::Draft {
        return Err(Code::WrongState.into());
    }
    in_a_pair(state, poll.session, Some(no), &draft)?;
    Ok(Decision::of([Change::PollEdited { poll: no, draft }]))
}

/// A poll that came or went meanwhile is not overlooked: the order is of all there are.
pub fn order(
    state: &State,
    who: &Authority,
    (no, version): (SessionNo, u32),
    polls: &[PollNo],
) -> Result<Decision, Refusal> {
    who.desk_of(state, no)?;
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    if session.polls == polls {
        return Ok(Decision::stands());
    }
    current(session.version, version)?;
    let ordered = |polls: &[PollNo]| {
        let mut ordered = polls.to_vec();
        ordered.sort_unstable();
        ordered
    };
    if ordered(polls) != ordered(&session.polls) {
        return Err(Code::Changed.into());
    }
    Ok(Decision::of([Change::PollsOrdered { session: no, polls: polls.to_vec() }]))
}

pub fn remove(state: &State, who: &Authority, no: PollNo, version: u32) -> Result<Decision, Refusal> {
    if !state.polls.contains_key(&no) {
        return removed(state, who, no);
    }
    let poll = at_desk(state, who, no)?;
    if state.award_of(no).is_some() {
        return Err(Code::PollSealed.into());
    }
    current(poll.version, version)?;
    if poll.phase != PollPhase::Draft {
        return Err(Code::WrongState.into());
    }
    Ok(Decision::of([Change::PollDropped { poll: no }]))
}

/// A poll that asks an earlier one again fits to it.
fn in_a_pair(state: &State, session: SessionNo, no: Option<PollNo>, draft: &PollPlan) -> Result<(), Refusal> {
    if split::fits(state, session, no, draft) { Ok(()) } else { Err(Code::BadPoll.into()) }
}

/// What the people are asked is the award's to say.
fn not_sealed(poll: &Poll) -> Result<(), Refusal> {
    if poll.plan.settings.sealed { Err(Code::PollSealed.into()) } else { Ok(()) }
}

/// A poll that there was and that is gone was removed already.
fn removed(state: &State, who: &Authority, no: PollNo) -> Result<Decision, Refusal> {
    match who {
        Authority::Crew(_, link) if link.role.is_desk() => {
            let was = no.0 > 0 && no <= state.last.poll;
            if was { Ok(Decision::stands()) } else { Err(Code::UnknownPoll.into()) }
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

impl PollDraft {
    /// What the draft comes to under the forum's rules, its texts normalised.
    ///
    /// Refused as `bad_poll` when the title, an option or a setting does not fit, and as `text_too_long` when a title
    /// is longer than a question may be or an option longer than an option.
    pub fn plan(&self, rules: &Rules) -> Result<PollPlan, Refusal> {
        let title = titled(&self.title, rules.question_length)?;
        let options = self.options.iter().map(|option| titled(option, rules.option_length));
        let options = options.collect::<Result<Vec<_>, _>>()?;
        let labels = self.labels.iter().map(|label| titled(label, rules.option_length));
        let plan = PollPlan {
            title,
            kind: self.answer,
            options,
            labels: labels.collect::<Result<_, _>>()?,
            settings: self.settings,
        };
        let timed_well = plan.settings.time.is_none_or(|time| TIME.contains(&time));
        let votes_well = plan.settings.voters.is_none()
            || !matches!(plan.kind, PollKind::Cloud { .. } | PollKind::Open | PollKind::Quiz { .. });
        let is_asked_again_well = plan.settings.after.is_none()
            || !plan.settings.secret && !plan.settings.by_group && is_one_choice(plan.kind);
        let is_told_well = !plan.settings.by_group
            || plan.settings.voters.is_some() && !plan.settings.secret && is_one_choice(plan.kind);
        let fits = fits(plan.kind, plan.options.len()) && is_labelled(plan.kind, plan.labels.len());
        let told_well = is_told_well && is_asked_again_well;
        if timed_well && votes_well && told_well && !plan.settings.sealed && !plan.settings.blind && fits {
            Ok(plan)
        } else {
            Err(Code::BadPoll.into())
        }
    }
}

/// Whether a poll of that kind can have so many options.
fn fits(kind: PollKind, options: usize) -> bool {
    match kind {
        PollKind::Single | PollKind::Ranking { .. } | PollKind::Points => {
            PollKind::OPTIONS.contains(&options)
        }
        PollKind::Likert { steps } => {
            PollKind::OPTIONS.contains(&options) && PollKind::STEPS.contains(&steps)
        }
        PollKind::Multiple { min, max } => {
            PollKind::OPTIONS.contains(&options) && 1 <= min && min <= max && usize::from(max) <= options
        }
        PollKind::Quiz { answer } => PollKind::OPTIONS.contains(&options) && usize::from(answer) < options,
        PollKind::YesNoAbstain | PollKind::Open => options == 0,
        PollKind::Rating { max } => options == 0 && PollKind::STARS.contains(&max),
        PollKind::Cloud { words } => options == 0 && PollKind::ENTRIES.contains(&words),
    }
}

/// Whether a poll of that kind can have so many labels: a scale has one for each end, or one for each step.
fn is_labelled(kind: PollKind, labels: usize) -> bool {
    match kind {
        PollKind::Likert { steps } => labels == 2 || labels == usize::from(steps),
        _ => labels == 0,
    }
}

/// A title, an option or a label; none may be empty.
fn titled(title: &Title, longest: usize) -> Result<Title, Refusal> {
    tidy(title, longest).map_err(|refusal| match refusal.code {
        Code::TextEmpty => Code::BadPoll.into(),
        _ => refusal,
    })
}

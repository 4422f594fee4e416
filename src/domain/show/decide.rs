//! What desks decide of a hall's run of show.

use std::sync::Arc;

use super::act::gives_back;
use super::run::done;
use super::{
    CUES, Came, Cue, CuePlan, NAME_LENGTH, Outcome, Show, ShowAct, ShowChange, ShowCommand, TEXT, Thing,
    text_taken,
};
use crate::domain::agenda::{LONGEST_SHIFT, Phase};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{
    Authority, Circumstances, Decision, Request, current, delay_rest, done_before, fits_between, made_before,
    tidy,
};
use crate::domain::id::{CueNo, HallNo, LinkNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::{Millis, Time};

/// Decides a command about a run of show.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &ShowCommand,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let hall = command.hall();
    if !state.halls.contains_key(&hall) {
        return Err(Code::UnknownHall.into());
    }
    let handling = Handling { state, request, hall, by: who.desk(hall)? };
    match command {
        ShowCommand::Add { cue, .. } => handling.add(cue),
        ShowCommand::Change { cue, version, plan, .. } => handling.change((*cue, *version), plan),
        ShowCommand::Drop { cue, version, .. } => handling.take_away((*cue, *version)),
        ShowCommand::Now { cue, version, .. } => handling.now((*cue, *version), who, around),
        ShowCommand::Skip { cue, version, .. } => handling.skip((*cue, *version)),
        ShowCommand::Confirm { cue, version, .. } => handling.confirm((*cue, *version)),
        ShowCommand::Hold { .. } => handling.hold(),
        ShowCommand::GoOn { version, later, .. } => handling.go_on(*version, *later),
        ShowCommand::Shift { version, minutes, from, agenda, .. } => {
            handling.shift(*version, *minutes, *from, (*agenda, who))
        }
        ShowCommand::Rehearsed { version, on, .. } => {
            who.organiser()?;
            handling.rehearsed(*version, *on)
        }
    }
}

/// Marks what a desk changed by hand, where a cue waits that would change the same.
pub(in crate::domain) fn by_hand(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
    decision: &mut Decision,
) {
    if state.shows.is_empty() || decision.changes.is_empty() || !matches!(who, Authority::Crew(..)) {
        return;
    }
    let Some((hall, thing)) = Thing::of(state, command) else { return };
    let cues = state.shows.get(&hall).map(|show| &show.cues);
    let mut waiting = cues.into_iter().flat_map(|cues| cues.values()).filter(|cue| cue.waits());
    if waiting.any(|cue| cue.plan.does.thing() == Some(thing)) {
        let time = (!gives_back(command)).then_some(request.now);
        decision.changes.push(act(hall, ShowAct::Handed { thing, time }));
    }
}

pub(super) fn act(hall: HallNo, act: ShowAct) -> Change {
    Change::Show(ShowChange { hall, act })
}

/// Somebody at a desk that reaches the hall handles its run.
struct Handling<'a> {
    state: &'a State,
    request: &'a Request,
    hall: HallNo,
    by: LinkNo,
}

impl Handling<'_> {
    fn show(&self) -> Option<&Show> {
        self.state.shows.get(&self.hall).map(|show| &**show)
    }

    fn cue(&self, no: CueNo) -> Result<&Cue, Refusal> {
        let cue = self.show().and_then(|show| show.cues.get(&no));
        cue.map(|cue| &**cue).ok_or_else(|| Code::UnknownCue.into())
    }

    fn decided(&self, done: ShowAct) -> Decision {
        Decision::of([act(self.hall, done)])
    }

    /// The plan as it is kept: what it names is there, and it is not too long beside the others.
    fn tidied(&self, plan: &CuePlan, instead: Option<CueNo>) -> Result<CuePlan, Refusal> {
        let plan = CuePlan { name: tidy(&plan.name, NAME_LENGTH)?, ..plan.clone() };
        plan.at.check(self.state, self.hall)?;
        plan.does.check(self.state, self.hall)?;
        let taken = self.show().map_or(0, |show| show.text_beside(instead));
        if taken + text_taken(&plan) > TEXT {
            return Err(Code::ShowTooLong.at_most(TEXT));
        }
        Ok(plan)
    }

    /// Refuses what should have been done already.
    fn is_to_come(&self, moment: Option<Time>) -> Result<(), Refusal> {
        let is_past = moment.is_some_and(|moment| moment < self.request.now);
        if is_past { Err(Code::CuePast.into()) } else { Ok(()) }
    }

    fn add(&self, plan: &CuePlan) -> Result<Decision, Refusal> {
        if let Some(before) = made_before(self.state, Author::Link(self.by), self.request, Made::cue)? {
            return Ok(before);
        }
        if self.show().is_some_and(|show| show.cues.len() >= CUES) {
            return Err(Code::TooManyCues.at_most(CUES));
        }
        let plan = Arc::new(self.tidied(plan, None)?);
        self.is_to_come(plan.at.of(self.state, self.hall))?;
        let cue = self.state.last.cue.next();
        let added = self.decided(ShowAct::Added { cue, plan, by: Some((self.by, self.request.id)) });
        Ok(Decision { made: Some(cue.0), ..added })
    }

    fn change(&self, (no, version): (CueNo, u32), plan: &CuePlan) -> Result<Decision, Refusal> {
        let cue = self.cue(no)?;
        if named_alike(&cue.plan, plan) {
            return Ok(Decision::stands());
        }
        current(cue.version, version)?;
        let plan = Arc::new(self.tidied(plan, Some(no))?);
        let planned = cue.planned(&plan, self.by);
        if planned.waits() {
            self.is_to_come(planned.moment(self.state, self.hall))?;
        }
        Ok(self.decided(ShowAct::Changed { cue: no, plan, by: self.by }))
    }

    fn take_away(&self, (no, version): (CueNo, u32)) -> Result<Decision, Refusal> {
        match self.cue(no) {
            // It is gone already, if it ever was there.
            Err(_) if (1..=self.state.last.cue.0).contains(&no.0) => return Ok(Decision::stands()),
            found => current(found?.version, version)?,
        }
        Ok(self.decided(ShowAct::Dropped { cue: no }))
    }

    fn now(
        &self,
        (no, version): (CueNo, u32),
        who: &Authority,
        around: &Circumstances,
    ) -> Result<Decision, Refusal> {
        let cue = self.cue(no)?;
        if cue.is_done() {
            return Ok(Decision::stands());
        }
        current(cue.version, version)?;
        let mut decision = done(self.state, self.request, who, around, (self.hall, &cue.plan.does))?;
        decision.changes.push(self.came(no, Outcome::Done));
        Ok(decision)
    }

    fn skip(&self, (no, version): (CueNo, u32)) -> Result<Decision, Refusal> {
        let cue = self.cue(no)?;
        match cue.came.map(|came| came.to) {
            Some(Outcome::Skipped) => return Ok(Decision::stands()),
            None | Some(Outcome::Missed) => current(cue.version, version)?,
            Some(Outcome::Done | Outcome::Left | Outcome::Failed { .. }) => {
                return Err(Code::CueDone.into());
            }
        }
        Ok(Decision::of([self.came(no, Outcome::Skipped)]))
    }

    fn came(&self, cue: CueNo, to: Outcome) -> Change {
        let became = Came { to, time: self.request.now, by: Some(self.by) };
        act(self.hall, ShowAct::Came { cue, became })
    }

    /// Noted also where no hand is on it: sent again later it does not take off one that was laid on it since.
    fn confirm(&self, (no, version): (CueNo, u32)) -> Result<Decision, Refusal> {
        let cue = self.cue(no)?;
        if !cue.waits() {
            return Err(Code::CueDone.into());
        }
        if cue.hand.is_none() && cue.version != version {
            return Ok(Decision::stands());
        }
        current(cue.version, version)?;
        Ok(self.decided(ShowAct::Confirmed { cue: no }))
    }

    /// Known again by its id, also where the run stood still already: whoever sends it again after somebody let the run go on does not
    /// stop it again.
    fn hold(&self) -> Result<Decision, Refusal> {
        self.show().ok_or(Code::WrongState)?;
        if done_before(self.state, self.by, self.request)? {
            return Ok(Decision::stands());
        }
        Ok(Decision::of([self.held(true)]))
    }

    fn held(&self, on: bool) -> Change {
        let Request { id, now, .. } = *self.request;
        act(self.hall, ShowAct::Held { on, time: now, by: self.by, id })
    }

    fn go_on(&self, version: u32, later: bool) -> Result<Decision, Refusal> {
        let Some((show, since)) = self.show().and_then(|show| Some((show, show.held?))) else {
            return Ok(Decision::stands());
        };
        // It was done, and somebody stopped it again since.
        if done_before(self.state, self.by, self.request)? {
            return Ok(Decision::stands());
        }
        current(show.version, version)?;
        let stood = self.request.now - since;
        let cues: Vec<CueNo> = show.cues.iter().filter(|(_, cue)| cue.waits()).map(|(no, _)| *no).collect();
        let is_later = later && stood > Millis(0) && !cues.is_empty();
        let moved = is_later.then(|| act(self.hall, ShowAct::Moved { cues, length: stood, by: None }));
        Ok(Decision::of(moved.into_iter().chain([self.held(false)]).collect::<Vec<_>>()))
    }

    fn shift(
        &self,
        version: u32,
        minutes: i32,
        from: Option<CueNo>,
        (agenda, who): (Option<u32>, &Authority),
    ) -> Result<Decision, Refusal> {
        if minutes == 0 || done_before(self.state, self.by, self.request)? {
            return Ok(Decision::stands());
        }
        fits_between(i64::from(minutes), &(i64::from(-LONGEST_SHIFT)..=i64::from(LONGEST_SHIFT)))?;
        current(self.show().map_or(0, |show| show.version), version)?;
        let length = Millis::minutes(i64::from(minutes));
        let rest = self.rest(from)?;
        self.may_move(&rest, length)?;
        let mut changes = match agenda {
            Some(agenda) => {
                let from = from.and_then(|no| self.begins_at(no));
                delay_rest(self.state, self.request, who, (self.hall, agenda), (minutes, from))?.changes
            }
            None => Vec::new(),
        };
        let mut delayed = self.state.clone();
        for change in &changes {
            delayed.apply(self.state.rev, change);
        }
        // What the agenda moves has moved with it.
        let is_where_it_was = |(moment, no): &(Time, CueNo)| {
            let cue = self.show().and_then(|show| show.cues.get(no));
            cue.and_then(|cue| cue.moment(&delayed, self.hall)) == Some(*moment)
        };
        let cues: Vec<CueNo> = rest.into_iter().filter(is_where_it_was).map(|(_, no)| no).collect();
        if !cues.is_empty() {
            let by = changes.is_empty().then_some((self.by, self.request.id));
            changes.push(act(self.hall, ShowAct::Moved { cues, length, by }));
        }
        if changes.is_empty() { Err(Code::WrongState.into()) } else { Ok(Decision::of(changes)) }
    }

    /// The cues that wait, from that one on.
    fn rest(&self, from: Option<CueNo>) -> Result<Vec<(Time, CueNo)>, Refusal> {
        let waiting = self.show().map(|show| show.waiting(self.state, self.hall)).unwrap_or_default();
        let Some(from) = from else { return Ok(waiting) };
        let at = waiting.iter().position(|(_, no)| *no == from).ok_or(Code::UnknownCue)?;
        Ok(waiting.into_iter().skip(at).collect())
    }

    /// Refuses to move a cue to before now, or beyond the latest time.
    fn may_move(&self, rest: &[(Time, CueNo)], length: Millis) -> Result<(), Refusal> {
        if length > Millis(0) && rest.last().is_some_and(|(last, _)| *last + length > Time::LATEST) {
            return Err(Code::OutOfRange.into());
        }
        let Some((first, _)) = rest.first().filter(|_| length < Millis(0)) else { return Ok(()) };
        if *first + length >= self.request.now {
            return Ok(());
        }
        Err(Code::CuePast.at((*first - self.request.now).0.max(0)))
    }

    /// The session that is to be delayed with a cue: the one from which it is planned, if that has not begun.
    fn begins_at(&self, no: CueNo) -> Option<SessionNo> {
        let session = self.cue(no).ok()?.plan.at.session()?;
        let there = self.state.sessions.get(&session)?;
        (there.phase == Phase::Upcoming).then_some(session)
    }

    fn rehearsed(&self, version: u32, on: bool) -> Result<Decision, Refusal> {
        let show = self.show();
        if show.is_some_and(|show| show.rehearsed.is_some()) == on {
            return Ok(Decision::stands());
        }
        current(show.map_or(0, |show| show.version), version)?;
        Ok(self.decided(ShowAct::Rehearsed { on, by: self.by, time: self.request.now }))
    }
}

/// Whether a plan is the one that stands, had its name been tidied.
fn named_alike(stands: &CuePlan, plan: &CuePlan) -> bool {
    tidy(&plan.name, NAME_LENGTH).is_ok_and(|name| *stands == CuePlan { name, ..plan.clone() })
}

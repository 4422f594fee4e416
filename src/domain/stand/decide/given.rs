//! What attendees give: visits, ratings, questions, comments.

use std::sync::Arc;

use super::{act, decided, exhibition_of, is_on, remark_of};
use crate::domain::decide::{
    Authority, Decision, Request, Scribe, current, made_before, not_paused, set_before, within_limits,
};
use crate::domain::id::{PersonId, RemarkNo, StandNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::stand::{
    AFTERWARDS, AT_A_STAND, AtStand, Exhibition, OF_A_PERSON, REMARKS, REMARKS_EVER, REMARKS_IN_ALL,
    RemarkKind, RemarkStatus, Stand, StandAct, StandCommand, StandKey,
};
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &StandCommand,
) -> Result<Decision, Refusal> {
    let person = who.person()?;
    match command {
        StandCommand::Visit { key } => visit(state, request, person, key),
        StandCommand::Rate { session, stand, stars, seq } => {
            let at = AtStand { session: *session, stand: *stand };
            rate(state, request, person, at, (*stars, *seq))
        }
        StandCommand::Ask { session, stand, text } => {
            let at = AtStand { session: *session, stand: *stand };
            leave(state, request, person, at, (RemarkKind::Question, text))
        }
        StandCommand::Comment { session, stand, text } => {
            let at = AtStand { session: *session, stand: *stand };
            leave(state, request, person, at, (RemarkKind::Comment, text))
        }
        StandCommand::TakeBack { session, stand, remark, version } => {
            let at = AtStand { session: *session, stand: *stand };
            take_back(state, person, at, (*remark, *version))
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// The stand as attendees may come to it, and its exhibition; nobody learns of one that is not shown.
fn seen(state: &State, at: AtStand) -> Result<(&Exhibition, &Stand), Refusal> {
    let held = exhibition_of(state, at.session)?;
    if !held.plan.shown {
        return Err(Code::UnknownExhibition.into());
    }
    let stand = held.stands.get(&at.stand).ok_or(Code::UnknownStand)?;
    Ok((held, stand))
}

/// The same where it takes visits and ratings: they disturb nobody while input is paused, and phones that had no network bring them
/// later.
fn counting<'a>(
    state: &'a State,
    request: &Request,
    at: AtStand,
) -> Result<(&'a Exhibition, &'a Stand), Refusal> {
    let (held, stand) = seen(state, at)?;
    is_on(state, at.session, (request.now, AFTERWARDS))?;
    if stand.closed { Err(Code::StandClosed.into()) } else { Ok((held, stand)) }
}

/// The same where it takes what they write.
fn taking<'a>(
    state: &'a State,
    request: &Request,
    at: AtStand,
) -> Result<(&'a Exhibition, &'a Stand), Refusal> {
    let (held, stand) = counting(state, request, at)?;
    is_on(state, at.session, (request.now, Millis(0)))?;
    not_paused(state, at.session)?;
    Ok((held, stand))
}

fn been(stand: StandNo) -> Decision {
    Decision { made: Some(stand.0), ..Decision::stands() }
}

/// A visit that is sent again is that visit, whatever the stand's code says now.
fn visit(state: &State, request: &Request, person: PersonId, key: &StandKey) -> Result<Decision, Refusal> {
    let own = state.exhibitions.values().filter_map(|held| held.people.get(&person));
    let mut visits = own.flat_map(|visitor| &visitor.visits);
    let found = state.stand_with(key);
    if let Some((stand, _)) = visits.find(|(_, visit)| visit.id == request.id) {
        let is_it = found.is_none_or(|at| at.stand == *stand);
        return if is_it { Ok(been(*stand)) } else { Err(Code::IdReused.into()) };
    }
    let at = found.ok_or(Code::BadKey)?;
    let (held, _) = seen(state, at)?;
    if held.visit(person, at.stand).is_some() {
        return Ok(been(at.stand));
    }
    counting(state, request, at)?;
    let visited = StandAct::Visited { stand: at.stand, person, id: request.id, time: request.now };
    Ok(Decision { made: Some(at.stand.0), ..decided(at.session, visited) })
}

fn rate(
    state: &State,
    request: &Request,
    person: PersonId,
    at: AtStand,
    (stars, seq): (u8, Seq),
) -> Result<Decision, Refusal> {
    let (held, _) = seen(state, at)?;
    let visit = held.visit(person, at.stand);
    let before = visit.and_then(|visit| visit.rating).map(|rating| (rating.seq, rating.id));
    if set_before(before, (seq, request.id))? {
        return Ok(Decision::stands());
    }
    if !(1..=5).contains(&stars) {
        return Err(Code::BadRating.into());
    }
    counting(state, request, at)?;
    if visit.is_none() {
        return Err(Code::NotVisited.into());
    }
    let (stand, id) = (at.stand, request.id);
    Ok(decided(at.session, StandAct::Rated { stand, person, stars, seq, id }))
}

fn leave(
    state: &State,
    request: &Request,
    person: PersonId,
    at: AtStand,
    (kind, text): (RemarkKind, &Text),
) -> Result<Decision, Refusal> {
    let author = Author::Person(person);
    let is_it = |no: &u32| state.remark(at, RemarkNo(*no)).is_some_and(|remark| remark.kind == kind);
    if let Some(decision) = made_before(state, author, request, |made| made.remark().filter(is_it))? {
        return Ok(decision);
    }
    let (held, stand) = taking(state, request, at)?;
    may_leave(state, request, person, (held, at.stand))?;
    has_room(stand)?;
    let rules = &state.forum.rules;
    let longest = match kind {
        RemarkKind::Question => rules.question_length,
        RemarkKind::Comment => rules.comment_length,
    };
    let mut scribe = Scribe::new(state);
    let waits = state.word_list.is_in(text.as_str());
    let text = scribe.file(text, longest)?;
    let (remark, stand) = (state.last.remark.next(), at.stand);
    let (id, time) = (request.id, request.now);
    let came = StandAct::Came { stand, remark, author: person, id, kind, text, waits, time };
    Ok(Decision { made: Some(remark.0), ..scribe.decision([act(at.session, came)]) })
}

/// What was taken back makes room, as often again: what is written is kept until it is erased.
fn may_leave(
    state: &State,
    request: &Request,
    person: PersonId,
    (held, stand): (&Exhibition, StandNo),
) -> Result<(), Refusal> {
    let Some(visitor) = held.people.get(&person) else { return Ok(()) };
    if visitor.remarks.len() >= OF_A_PERSON {
        return Err(Code::TooManyRemarks.at_most(OF_A_PERSON));
    }
    let here = || held.remarks_of(person).filter(|(at, ..)| *at == stand);
    let left = here().filter(|(_, _, remark)| remark.status != RemarkStatus::Withdrawn).count();
    if left >= AT_A_STAND || here().count() >= 2 * AT_A_STAND {
        return Err(Code::TooManyRemarks.at_most(AT_A_STAND));
    }
    let waits = held.remarks_of(person).filter(|(_, _, remark)| remark.status == RemarkStatus::Waiting);
    within_limits(&state.forum.rules, waits.count() as u32, visitor.last, request.now)
}

fn has_room(stand: &Stand) -> Result<(), Refusal> {
    let is_full = stand.standing() >= REMARKS_EVER
        || stand.unread() >= REMARKS
        || stand.remarks.len() >= REMARKS_IN_ALL;
    if is_full { Err(Code::StandFull.at_most(REMARKS)) } else { Ok(()) }
}

/// Nobody learns of what somebody else left. It is its author's whatever the team did with it: nobody is shown what its author does
/// not want shown.
fn take_back(
    state: &State,
    person: PersonId,
    at: AtStand,
    (no, version): (RemarkNo, u32),
) -> Result<Decision, Refusal> {
    let remark = remark_of(state, at, no)?;
    if remark.author != person {
        return Err(Code::UnknownRemark.into());
    }
    match remark.status {
        RemarkStatus::Withdrawn => Ok(Decision::stands()),
        RemarkStatus::Waiting | RemarkStatus::Open | RemarkStatus::Dismissed(_) => {
            current(remark.version, version)?;
            let status = RemarkStatus::Withdrawn;
            Ok(decided(at.session, StandAct::Ruled { stand: at.stand, remark: no, status }))
        }
    }
}

impl State {
    /// The stand whose QR code says that. Every stand is looked at, each in constant time, so that the time taken tells nothing.
    #[must_use]
    pub fn stand_with(&self, key: &StandKey) -> Option<AtStand> {
        let stands = self.exhibitions.iter().flat_map(|(session, held)| {
            held.stands
                .iter()
                .map(move |(stand, there)| (AtStand { session: *session, stand: *stand }, there))
        });
        let has = |there: &Arc<Stand>| self.words.get(there.key).is_some_and(|text| key.is(text));
        stands.fold(None, |found, (at, there)| if has(there) { Some(at) } else { found })
    }
}

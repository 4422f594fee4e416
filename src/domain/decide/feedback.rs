//! Ratings of sessions, and when they are taken.

use super::admission::{current, may_rewrite};
use super::{Authority, Decision, Request, Scribe};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::SessionNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Rate { session, stars, comment, seq } => {
            rate(state, request, who, *session, (*stars, comment.as_ref()), *seq)
        }
        Command::SetFeedback { session, version, open } => set(state, who, *session, *version, *open),
        _ => Err(Code::NotAllowed.into()),
    }
}

fn rate(
    state: &State,
    request: &Request,
    who: &Authority,
    no: SessionNo,
    (stars, comment): (u8, Option<&Text>),
    seq: Seq,
) -> Result<Decision, Refusal> {
    let person = who.person()?;
    if seq > Seq::MAX {
        return Err(Code::BadSeq.into());
    }
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    let standing = session.feedback.ratings.get(&person);
    let before = standing.map(|rating| (rating.seq, rating.id));
    let rank = (seq, request.id);
    if before == Some(rank) {
        return Ok(Decision::stands());
    }
    if session.paused.is_some() {
        return Err(Code::Paused.into());
    }
    if !session.takes_feedback(request.now) {
        return Err(Code::FeedbackClosed.into());
    }
    if !(1..=5).contains(&stars) {
        return Err(Code::BadRating.into());
    }
    if before > Some(rank) {
        return Err(Code::Stale.into());
    }
    let mut scribe = Scribe::new(state);
    let comment = scribe.file_optional(comment, state.forum.rules.comment_length)?;
    if comment.is_some() {
        may_rewrite(standing.map_or(0, |rating| rating.rewritten))?;
    }
    let (id, time) = (request.id, request.now);
    Ok(scribe.decision([Change::Rated { session: no, person, stars, comment, seq, id, time }]))
}

fn set(
    state: &State,
    who: &Authority,
    no: SessionNo,
    version: u32,
    open: Option<bool>,
) -> Result<Decision, Refusal> {
    who.desk_of(state, no)?;
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    if session.feedback.open == open {
        return Ok(Decision::stands());
    }
    current(session.version, version)?;
    Ok(Decision::of([Change::FeedbackSet { session: no, open }]))
}

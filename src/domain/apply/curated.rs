//! Decisions of a desk about questions, and their undoing.

use std::sync::Arc;

use crate::domain::id::{ActNo, LinkNo, QuestionNo, SessionNo};
use crate::domain::ledger::{Act, Before, Deed};
use crate::domain::question::{Staging, Standing, Status};
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::topic::Part;

use super::person::recount_waiting;
use super::standing::{queue_place, rerank, stand, with_session};
use super::support::unite;

/// Writes a decision into the ledger and lets the questions stand as it says.
pub fn curate(
    state: &mut State,
    rev: u64,
    no: ActNo,
    about: QuestionNo,
    by: LinkNo,
    deed: &Deed,
    time: Time,
) {
    let Some(question) = state.questions.get(&about) else { return };
    let session = question.standing.session;
    let before: Vec<Before> =
        changed_by(state, about, deed).into_iter().filter_map(|no| stood(state, no)).collect();
    let act =
        Act { time, by, question: about, session, deed: deed.clone(), before: before.clone(), undone: false };
    state.acts.insert(no, Arc::new(act));
    with_session(state, session, |session| {
        session.board.acts.insert(no);
    });
    if deed.words().is_some() {
        count_written(state, about);
    }
    state.last.act = state.last.act.max(no);
    // The question that makes way on stage goes first, so that the place is free.
    for Before { question, standing, .. } in before.into_iter().rev() {
        let after = after(deed, question == about, &standing);
        let queue_at = if let Deed::Queue { at } = deed { Some(*at) } else { None };
        restand(state, rev, question, after, queue_at, Some(no));
    }
    state.topics.touch(Part::Acts(session), rev);
}

/// Counts what a desk wrote. Undoing takes none of it back: the words stay with the question.
fn count_written(state: &mut State, about: QuestionNo) {
    let Some(question) = state.questions.get_mut(&about) else { return };
    let question = Arc::make_mut(question);
    question.written = question.written.saturating_add(1);
}

/// Lets everything stand again as it did before the act.
pub fn undo(state: &mut State, rev: u64, no: ActNo) {
    let Some(act) = state.acts.get_mut(&no) else { return };
    let act = Arc::make_mut(act);
    act.undone = true;
    let (session, before) = (act.session, act.before.clone());
    for Before { question, standing, queued_at, last_act } in before {
        restand(state, rev, question, standing, queued_at, last_act);
    }
    state.topics.touch(Part::Acts(session), rev);
}

/// The questions whose standing a deed changes: its own, then those that go with it or make way.
fn changed_by(state: &State, about: QuestionNo, deed: &Deed) -> Vec<QuestionNo> {
    match deed {
        Deed::Move { .. } => state.group(about),
        Deed::Stage => {
            let session = state.questions.get(&about).map(|question| question.standing.session);
            let on_stage =
                session.and_then(|no| state.sessions.get(&no)).and_then(|session| session.board.on_stage);
            std::iter::once(about).chain(on_stage.filter(|no| *no != about)).collect()
        }
        _ => vec![about],
    }
}

fn stood(state: &State, no: QuestionNo) -> Option<Before> {
    let question = state.questions.get(&no)?;
    let standing = question.standing.clone();
    let queued_at = queue_place(state, &standing, no);
    Some(Before { question: no, standing, queued_at, last_act: question.last_act })
}

/// How a question stands after a deed: the one it is about, or one that goes with it or makes way.
fn after(deed: &Deed, about: bool, before: &Standing) -> Standing {
    let mut after = before.clone();
    match deed {
        Deed::Move { to } => move_to(&mut after, *to),
        _ if !about => after.place = Staging::Off,
        Deed::Approve => after.status = Status::Listed,
        Deed::Dismiss { reason } => set_aside(&mut after, Status::Dismissed(*reason)),
        Deed::Merge { into } => set_aside(&mut after, Status::Merged(*into)),
        Deed::Answer => set_aside(&mut after, Status::Answered),
        Deed::Restore { to } => {
            after.set_aside_from.pop();
            after.status = *to;
        }
        Deed::Label { labels } => after.labels.clone_from(labels),
        Deed::Edit { text } => after.text = *text,
        Deed::Shorten { text } => after.wall_text = *text,
        Deed::Reply { text } => after.reply = *text,
        Deed::Queue { .. } => after.place = Staging::Queued,
        Deed::Unqueue => after.place = Staging::Off,
        Deed::Stage => after.place = Staging::OnStage,
    }
    after
}

/// How many steps a question can be restored by. It is set aside three times over at most (answered, dismissed, merged);
/// a journal that says more was altered, and must not grow with every step in each act that remembers them.
const STEPS_BACK: usize = 8;

/// Off its way to the stage, and to be restored to what it was.
fn set_aside(standing: &mut Standing, to: Status) {
    if standing.set_aside_from.len() >= STEPS_BACK {
        standing.set_aside_from.remove(0);
    }
    standing.set_aside_from.push(standing.status);
    (standing.status, standing.place) = (to, Staging::Off);
}

/// The labels of another session are not this one's.
fn move_to(standing: &mut Standing, to: SessionNo) {
    standing.trail.retain(|session| *session != to);
    standing.trail.push(standing.session);
    standing.session = to;
    standing.place = Staging::Off;
    standing.labels.clear();
}

fn restand(
    state: &mut State,
    rev: u64,
    no: QuestionNo,
    standing: Standing,
    queue_at: Option<u32>,
    last_act: Option<ActNo>,
) {
    set_last_act(state, rev, no, last_act);
    let Some(question) = state.questions.get(&no) else { return };
    let before = question.standing.status;
    let after = standing.status;
    stand(state, rev, no, standing, queue_at);
    recount_waiting(state, no, Some(before));
    if before.merged_into() != after.merged_into() {
        regroup(state, rev, no, before.merged_into(), after.merged_into());
    }
}

/// Sets the act that stands on the question. The ledgers that show it and the one before say which can be undone.
pub fn set_last_act(state: &mut State, rev: u64, no: QuestionNo, last_act: Option<ActNo>) {
    let Some(question) = state.questions.get_mut(&no) else { return };
    let before = std::mem::replace(&mut Arc::make_mut(question).last_act, last_act);
    for act in [before, last_act].into_iter().flatten() {
        if let Some(session) = state.acts.get(&act).map(|act| act.session) {
            state.topics.touch(Part::Acts(session), rev);
        }
    }
}

/// Takes a question out of the one it was merged into, and puts it into another.
fn regroup(
    state: &mut State,
    rev: u64,
    no: QuestionNo,
    out_of: Option<QuestionNo>,
    into: Option<QuestionNo>,
) {
    if let Some(parent) = out_of {
        reparent(state, rev, parent, |absorbed| absorbed.retain(|merged| *merged != no));
    }
    if let Some(parent) = into {
        reparent(state, rev, parent, |absorbed| absorbed.push(no));
    }
}

fn reparent(state: &mut State, rev: u64, parent: QuestionNo, change: impl FnOnce(&mut Vec<QuestionNo>)) {
    rerank(state, rev, parent, |question| {
        change(&mut question.absorbed);
        question.version = question.version.saturating_add(1);
    });
    unite(state, rev, parent);
}

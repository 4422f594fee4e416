//! How a question stands, and the board's orders and counts that follow from it.
//!
//! Every change of a standing goes through [`stand`], so that an index cannot be forgotten.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::agenda::Session;
use crate::domain::board::{Board, Counts};
use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::keepers::Keeper;
use crate::domain::question::{Question, Source, Staging, Standing, Status};
use crate::domain::state::State;
use crate::domain::topic::Part;

use super::indexed::{Basis, reindex_unless};

/// Lets the question stand like that from now on. `queue_at` is its new place in the stage queue; without one it keeps
/// the place that it has there, or comes last.
pub fn stand(state: &mut State, rev: u64, no: QuestionNo, standing: Standing, queue_at: Option<u32>) {
    let Some(question) = state.questions.get(&no) else { return };
    let (before, basis) = (question.standing.clone(), Basis::of(question));
    let kept = queue_place(state, &before, no).filter(|_| standing.session == before.session);
    leave(state, rev, no);
    let (place, session) = (standing.place, standing.session);
    if let Some(question) = state.questions.get_mut(&no) {
        let question = Arc::make_mut(question);
        question.standing = standing;
        question.version = question.version.saturating_add(1);
        question.keep_words([Some(before.text), before.wall_text, before.reply].into_iter().flatten());
        state.keepers.put(question.newer_words(&before), Keeper::Question(no));
    }
    enter(state, rev, no, queue_at.or(kept));
    reindex_unless(state, no, Some(&basis));
    if place != before.place || queue_at.is_some() {
        restage(state, rev, before.session);
        if session != before.session {
            restage(state, rev, session);
        }
    }
}

/// The session's queue or stage changed.
fn restage(state: &mut State, rev: u64, no: SessionNo) {
    with_session(state, no, |session| {
        session.board.stage_version = session.board.stage_version.saturating_add(1);
    });
    state.topics.touch(Part::Stage(no), rev);
}

/// The question's place in the stage queue, where it is there.
pub fn queue_place(state: &State, standing: &Standing, no: QuestionNo) -> Option<u32> {
    let board = &state.sessions.get(&standing.session)?.board;
    let at = board.queue.iter().position(|queued| *queued == no)?;
    u32::try_from(at).ok()
}

/// Takes the question off its board: orders, stage and counts.
pub fn leave(state: &mut State, rev: u64, no: QuestionNo) {
    update_board(state, rev, no, |board, question| {
        board.waiting.remove(&no);
        board.public.remove(&no);
        board.ranked.remove(&(Reverse(question.supports()), no));
        board.aside.remove(&no);
        match question.standing.place {
            Staging::Off => {}
            Staging::Queued => board.queue.retain(|queued| *queued != no),
            Staging::OnStage => board.on_stage = None,
        }
    });
    account(state, rev, no, |number| *number = number.saturating_sub(1));
}

/// Puts the question on the board of the session where it stands.
pub fn enter(state: &mut State, rev: u64, no: QuestionNo, queue_at: Option<u32>) {
    update_board(state, rev, no, |board, question| {
        match question.standing.status {
            Status::Pending => {
                board.waiting.insert(no);
            }
            Status::Listed | Status::Answered => {
                board.public.insert(no);
                board.ranked.insert((Reverse(question.supports()), no));
            }
            Status::Merged(_) | Status::Dismissed(_) | Status::Withdrawn => {
                board.aside.insert(no);
            }
        }
        match question.standing.place {
            Staging::Off => {}
            Staging::Queued => {
                let at = queue_at.map_or(board.queue.len(), |at| at as usize);
                board.queue.insert(at.min(board.queue.len()), no);
            }
            Staging::OnStage => board.on_stage = Some(no),
        }
    });
    account(state, rev, no, |number| *number = number.saturating_add(1));
}

/// Runs a change of the question's supporters with its rank taken out before and put back after.
pub fn rerank(state: &mut State, rev: u64, no: QuestionNo, change: impl FnOnce(&mut Question)) {
    let Some(question) = state.questions.get_mut(&no) else { return };
    let question = Arc::make_mut(question);
    let before = question.supports();
    change(question);
    let (after, standing) = (question.supports(), &question.standing);
    let (session, status, place) = (standing.session, standing.status, standing.place);
    if before != after && status.is_public() {
        with_session(state, session, |session| {
            session.board.ranked.remove(&(Reverse(before), no));
            session.board.ranked.insert((Reverse(after), no));
        });
    }
    touch(state, rev, session, status, place);
}

/// Changes a session in place.
pub fn with_session(state: &mut State, no: SessionNo, change: impl FnOnce(&mut Session)) {
    if let Some(session) = state.sessions.get_mut(&no) {
        change(Arc::make_mut(session));
    }
}

fn update_board(state: &mut State, rev: u64, no: QuestionNo, change: impl FnOnce(&mut Board, &Question)) {
    let Some(question) = state.questions.get(&no).cloned() else { return };
    let standing = &question.standing;
    with_session(state, standing.session, |session| {
        change(&mut session.board, &question);
    });
    touch(state, rev, standing.session, standing.status, standing.place);
}

/// Has the question shown anew where it stands.
pub fn show_again(state: &mut State, rev: u64, no: QuestionNo) {
    let Some(question) = state.questions.get(&no) else { return };
    let (session, status, place) =
        (question.standing.session, question.standing.status, question.standing.place);
    touch(state, rev, session, status, place);
}

fn touch(state: &mut State, rev: u64, session: SessionNo, status: Status, place: Staging) {
    if status.is_public() {
        state.topics.touch(Part::Questions(session), rev);
    }
    if status == Status::Pending {
        state.topics.touch(Part::Waiting(session), rev);
    }
    if place != Staging::Off {
        state.topics.touch(Part::Stage(session), rev);
    }
}

/// Adds the question to the public account of every session it is or was on, or takes it out. Seeds stay outside.
fn account(state: &mut State, rev: u64, no: QuestionNo, step: impl Fn(&mut u32)) {
    let Some(question) = state.questions.get(&no).cloned() else { return };
    if question.source == Source::Seed {
        return;
    }
    let standing = &question.standing;
    let mut count = |session: SessionNo, fate: &dyn Fn(&mut Counts) -> &mut u32| {
        with_session(state, session, |session| {
            let counts = &mut session.board.counts;
            step(&mut counts.received);
            if question.source.assistant().is_some() {
                step(&mut counts.assisted);
            }
            step(fate(counts));
        });
        state.topics.touch(Part::Counts(session), rev);
    };
    for earlier in &standing.trail {
        count(*earlier, &|counts| &mut counts.moved);
    }
    count(standing.session, &|counts| fate(counts, standing.status));
}

fn fate(counts: &mut Counts, status: Status) -> &mut u32 {
    match status {
        Status::Pending => &mut counts.pending,
        Status::Listed => &mut counts.listed,
        Status::Answered => &mut counts.answered,
        Status::Merged(_) => &mut counts.merged,
        Status::Withdrawn => &mut counts.withdrawn,
        Status::Dismissed(reason) => &mut counts.dismissed[reason.place()],
    }
}

//! Taking back what a desk decided.

use super::stage::QUEUE;
use super::{Authority, Decision};
use crate::domain::change::Change;
use crate::domain::id::{ActNo, QuestionNo};
use crate::domain::question::Staging;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

pub fn undo(state: &State, who: &Authority, no: ActNo) -> Result<Decision, Refusal> {
    let act = state.acts.get(&no).ok_or(Code::UnknownAct)?;
    let desk = who.desk_of(state, act.session)?;
    if act.by != desk {
        return Err(Code::NotYourAct.into());
    }
    if act.undone {
        return Ok(Decision::stands());
    }
    if can_be_undone(state, no) {
        Ok(Decision::of([Change::Undone { act: no }]))
    } else {
        Err(Code::Changed.into())
    }
}

/// Whether the act stands on every question that it changed, and what stood before it can stand again.
pub fn can_be_undone(state: &State, no: ActNo) -> bool {
    let stands = |no: QuestionNo| state.questions.get(&no).and_then(|question| question.last_act);
    let is_last = state
        .acts
        .get(&no)
        .is_some_and(|act| act.before.iter().all(|before| stands(before.question) == Some(no)));
    // What went from the stage may have been replaced there since, and what was merged into may be merged itself now.
    is_last && ledger_fits(state, no)
}

/// Whether what stood before can stand again: nobody else took the place on stage or the last one in its queue, the words
/// to be shown there were not erased, the question that this one was merged into is on the same board and was not merged
/// into this one since, and nothing was merged into one that goes back to another board.
fn ledger_fits(state: &State, no: ActNo) -> bool {
    let Some(act) = state.acts.get(&no) else { return false };
    let about: Vec<QuestionNo> = act.before.iter().map(|before| before.question).collect();
    act.before.iter().all(|before| {
        let session = state.sessions.get(&before.standing.session);
        let on_stage = session.and_then(|session| session.board.on_stage);
        let stage_free = on_stage.is_none_or(|no| about.contains(&no));
        let queue_full = session.is_some_and(|session| session.board.queue.len() >= QUEUE);
        let into = before.standing.status.merged_into();
        let parent_fits = into.is_none_or(|into| {
            let parent = state.questions.get(&into);
            let comes_along = about.contains(&into);
            parent.is_some_and(|p| comes_along || p.standing.session == before.standing.session)
                && state.root(into) != before.question
        });
        let is_erased =
            state.questions.get(&before.question).is_some_and(|question| state.is_erased(question));
        let place_fits = match before.standing.place {
            Staging::Off => true,
            _ if is_erased => false,
            Staging::Queued => !queue_full || is_queued(state, before.question),
            Staging::OnStage => stage_free,
        };
        // What was merged into it since does not go back with it.
        let question = state.questions.get(&before.question);
        let alone = question.is_none_or(|question| {
            let stays = question.standing.session == before.standing.session;
            stays || question.absorbed.iter().all(|no| about.contains(no))
        });
        place_fits && parent_fits && alone
    })
}

fn is_queued(state: &State, no: QuestionNo) -> bool {
    state.questions.get(&no).is_some_and(|question| question.standing.place == Staging::Queued)
}

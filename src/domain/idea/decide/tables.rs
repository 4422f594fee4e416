//! What tables came to.

use super::{Worker, act, board_of, has_table};
use crate::domain::decide::{Authority, Decision, Request, Scribe, current};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{
    IdeaBoard, IdeaCommand, IdeaPhase, RESTS_ON, RESULT_BYTES, RESULT_LENGTH, RESULT_TITLE_LENGTH, Spot,
    TableResult,
};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

pub fn harvest(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &IdeaCommand,
) -> Result<Decision, Refusal> {
    let IdeaCommand::Harvest { session, table, version, title, text, rests, done } = command else {
        return Err(Code::NotAllowed.into());
    };
    let worker = Worker::of(state, who, *session)?;
    let may = match worker {
        Worker::Desk(_) => true,
        Worker::Table(_, own) => own == *table,
        Worker::Person(_) => false,
    };
    if !may {
        return Err(Code::NotAllowed.into());
    }
    let board = board_of(state, *session)?;
    has_table(board, Some(*table))?;
    let none = TableResult::default();
    let stands = board.results.get(table).map_or(&none, |result| result);
    let says = state.says(stands.title, title.as_ref()) && state.says(stands.text, text.as_ref());
    if says && stands.rests == *rests && stands.done == *done {
        return Ok(Decision::stands());
    }
    current(stands.version, *version)?;
    takes_results(board, worker)?;
    rests_on_what_is_there(board, rests)?;
    let bytes: usize = title.iter().chain(text).map(|text| text.as_str().len()).sum();
    if bytes > RESULT_BYTES {
        return Err(Code::TextTooLong.at_most(RESULT_LENGTH));
    }
    let mut scribe = Scribe::new(state);
    let title = scribe.file_instead(stands.title, title.as_ref(), RESULT_TITLE_LENGTH)?;
    let text = scribe.file_instead(stands.text, text.as_ref(), RESULT_LENGTH)?;
    let (rests, time) = (rests.clone(), request.now);
    let harvested = IdeaAct::Harvested { table: *table, title, text, rests, done: *done, time };
    Ok(scribe.decision([act(*session, harvested)]))
}

/// Once the board is closed a desk alone puts right what everyone sees.
fn takes_results(board: &IdeaBoard, worker: Worker) -> Result<(), Refusal> {
    let takes = match board.phase {
        IdeaPhase::Preparing => false,
        IdeaPhase::Collecting | IdeaPhase::Grouping | IdeaPhase::Voting => true,
        IdeaPhase::Closed => matches!(worker, Worker::Desk(_)),
    };
    if takes { Ok(()) } else { Err(Code::IdeasClosed.into()) }
}

fn rests_on_what_is_there(board: &IdeaBoard, rests: &[Spot]) -> Result<(), Refusal> {
    if rests.len() > RESTS_ON {
        return Err(Code::OutOfRange.at_most(RESTS_ON));
    }
    for (at, spot) in rests.iter().enumerate() {
        if rests[..at].contains(spot) {
            return Err(Code::OutOfRange.at_most(RESTS_ON));
        }
        board.counts_for(*spot).ok_or(match spot {
            Spot::Idea(_) => Code::UnknownIdea,
            Spot::Cluster(_) => Code::UnknownCluster,
        })?;
    }
    Ok(())
}

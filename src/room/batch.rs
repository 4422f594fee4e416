//! Deciding many commands, each against the state that the one before it left.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{self, Circumstances, Request};
use crate::domain::id::WordsNo;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Time;

use super::standing::Standing;

/// What a batch of commands came to.
#[derive(Debug)]
pub(super) struct Batch {
    /// The state once the changes are written.
    pub next: State,
    /// The changes of all of them, in order.
    pub changes: Vec<Change>,
    /// Their words.
    pub words: Vec<(WordsNo, Arc<str>)>,
    /// The answer to each command, in order: the number of what it made, or why it changed nothing.
    pub verdicts: Vec<Result<Option<u32>, Refusal>>,
    /// When it was decided: never before the entry that it follows.
    pub time: Time,
}

impl Batch {
    /// Whether nothing is changed, and something was refused.
    pub(super) fn only_refuses(&self) -> bool {
        self.changes.is_empty() && self.verdicts.iter().any(Result::is_err)
    }
}

/// Decides commands as one entry after `from`.
///
/// Each is decided at the moment at which it was received: a ballot that came in time counts, however long it waited
/// for the journal, unless the poll's closing was written before it.
pub(super) fn decide_all<'a>(
    from: &Standing,
    commands: impl Iterator<Item = (Request, &'a Command)>,
    around: &Circumstances,
) -> Batch {
    let mut batch = Batch {
        next: from.state.clone(),
        changes: Vec::new(),
        words: Vec::new(),
        verdicts: Vec::with_capacity(commands.size_hint().0),
        time: from.time,
    };
    for (request, command) in commands {
        batch.time = batch.time.max(request.now);
        let verdict = decide::decide(&batch.next, &request, command, around).map(|decision| {
            if !decision.changes.is_empty() {
                batch.next.apply_entry(from.rev + 1, &decision.changes, &decision.words);
            }
            batch.changes.extend(decision.changes);
            batch.words.extend(decision.words);
            decision.made
        });
        batch.verdicts.push(verdict);
    }
    batch
}

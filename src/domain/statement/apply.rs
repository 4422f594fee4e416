//! What statements come to by a change.

use std::sync::Arc;

use super::{Cast, Conversation, Ruling, Stage, Statement, StatementChange, Status, Writer};
use crate::domain::id::{SessionNo, StatementNo};
use crate::domain::keepers::Keeper;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

/// Applies a change of a session's statements.
pub fn apply(state: &mut State, rev: u64, change: &StatementChange) {
    let session = change.session();
    match change {
        StatementChange::Planned { plan, .. } => {
            if state.sessions.contains_key(&session) {
                state.conversations.entry(session).or_default();
                alter(state, session, |held| {
                    held.plan = Arc::clone(plan);
                    held.version = held.version.saturating_add(1);
                });
            }
        }
        StatementChange::Staged { stage, time, .. } => {
            alter(state, session, |held| {
                (held.stage, held.staged) = (*stage, *time);
                held.version = held.version.saturating_add(1);
            });
            // The last picture is the last one no more, or is it again.
            if state.conversations.get(&session).is_some_and(|held| held.result.is_some()) {
                state.topics.touch(Part::Opinions(session), rev);
            }
        }
        StatementChange::Submitted { .. } => submitted(state, change),
        StatementChange::Withdrawn { statement, .. } => stand(state, session, *statement, Status::Withdrawn),
        StatementChange::Ruled { statement, ruling, .. } => {
            let status = match ruling {
                Ruling::Publish => Status::Published,
                Ruling::Dismiss(reason) => Status::Dismissed(*reason),
            };
            stand(state, session, *statement, status);
        }
        StatementChange::Voted { .. } => {
            if !voted(state, change) {
                return;
            }
        }
        StatementChange::Pictured { pictured, .. } => {
            alter(state, session, |held| {
                if held.stage == Stage::Closed {
                    held.result = Some(Arc::clone(pictured));
                }
            });
            state.topics.touch(Part::Opinions(session), rev);
            return;
        }
    }
    state.topics.touch(Part::Statements(session), rev);
}

fn alter(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Conversation)) {
    if let Some(held) = state.conversations.get_mut(&session) {
        change(Arc::make_mut(held));
    }
}

fn submitted(state: &mut State, change: &StatementChange) {
    let StatementChange::Submitted { session, statement, author, id, text, published, time } = change else {
        return;
    };
    let State { conversations, words, .. } = state;
    let Some(held) = conversations.get_mut(session) else { return };
    let held = Arc::make_mut(held);
    let made = Statement {
        author: *author,
        id: *id,
        at: *time,
        text: *text,
        version: 1,
        status: if *published { Status::Published } else { Status::Waiting },
        counts: [0; 3],
        step: 0,
    };
    held.list.insert(*statement, Arc::new(made));
    held.key(*statement, words);
    if let Author::Person(person) = author {
        let writer: &mut Writer = Arc::make_mut(held.writers.entry(*person).or_default());
        writer.own.push(*statement);
        writer.last = writer.last.max(*time);
    }
    state.last.statement = state.last.statement.max(*statement);
    state.made.insert((*author, *id), Made::Statement(*statement));
    state.keepers.put([*text], Keeper::Statement(*session, *statement));
}

fn stand(state: &mut State, session: SessionNo, no: StatementNo, status: Status) {
    let State { conversations, words, .. } = state;
    let Some(held) = conversations.get_mut(&session) else { return };
    let held = Arc::make_mut(held);
    let Some(statement) = held.list.get_mut(&no) else { return };
    let statement = Arc::make_mut(statement);
    let was_published = statement.is_published();
    statement.status = status;
    statement.version = statement.version.saturating_add(1);
    if statement.has_votes() && statement.is_published() != was_published {
        held.edition = held.edition.saturating_add(1);
    }
    held.key(no, words);
}

/// Takes a vote, unless a later one stands; tells whether everyone sees something else by it.
fn voted(state: &mut State, change: &StatementChange) -> bool {
    let StatementChange::Voted { session, statement, person, vote, seq, id } = change else { return false };
    let Some(held) = state.conversations.get_mut(session) else { return false };
    let before = held.cast(*person, *statement).copied();
    if before.is_some_and(|before| before.order() >= (*seq, *id)) {
        return false;
    }
    let held = Arc::make_mut(held);
    if !held.list.contains_key(statement) {
        return false;
    }
    held.put(*person, *statement, Cast { vote: *vote, seq: *seq, id: *id });
    let before = before.and_then(|before| before.vote);
    if before == *vote {
        return false;
    }
    let Some(counted) = held.list.get_mut(statement).map(Arc::make_mut) else { return false };
    if let Some(before) = before {
        let count = &mut counted.counts[before.place()];
        *count = count.saturating_sub(1);
    }
    if let Some(vote) = vote {
        let count = &mut counted.counts[vote.place()];
        *count = count.saturating_add(1);
    }
    let step = counted.stepped().max(counted.step);
    let is_seen = std::mem::replace(&mut counted.step, step) != step;
    // What is kept out of the picture changes none.
    if counted.is_published() {
        held.edition = held.edition.saturating_add(1);
    }
    is_seen
}

impl State {
    /// Has a statement shown anew whose words were forgotten. Nobody can say the same any more.
    pub(in crate::domain) fn statement_words_erased(
        &mut self,
        rev: u64,
        session: SessionNo,
        no: StatementNo,
    ) {
        if let Some(held) = self.conversations.get_mut(&session) {
            let held = Arc::make_mut(held);
            held.keys = held.keys.iter().filter(|(_, keyed)| *keyed != no).cloned().collect();
        }
        self.topics.touch(Part::Statements(session), rev);
    }
}

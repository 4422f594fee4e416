//! Supporters, and their union where questions are merged.

use crate::domain::id::{PersonId, QuestionNo};
use crate::domain::question::Question;
use crate::domain::register::Register;
use crate::domain::state::State;

use super::person::with_person;
use super::standing::rerank;

/// Sets somebody's support of one question, and the unions above it, unless a later setting stands. Tells whether somebody
/// supports it who did not.
pub fn support(state: &mut State, rev: u64, no: QuestionNo, person: PersonId, register: Register) -> bool {
    let Some(question) = state.questions.get(&no) else { return false };
    let before = question.supporters.get(&person);
    if before.is_some_and(|before| (before.seq, before.id) >= (register.seq, register.id)) {
        return false;
    }
    let was = question.is_supported_by(person);
    let now = register.on;
    rerank(state, rev, no, |question| {
        question.supporters.insert(person, register);
        match (was, now) {
            (false, true) => question.own_supports = question.own_supports.saturating_add(1),
            (true, false) => question.own_supports = question.own_supports.saturating_sub(1),
            _ => {}
        }
    });
    if was != now {
        for above in state.lineage(no) {
            rerank(state, rev, above, |question| recount_one(question, person, now));
        }
    }
    remember(state, person, no, register);
    now && !was
}

/// The union of a question made anew after something was merged into it or taken out, and of those above it.
pub fn unite(state: &mut State, rev: u64, no: QuestionNo) {
    for no in state.lineage(no) {
        let united = union(state, no);
        rerank(state, rev, no, |question| question.united = united);
    }
}

/// Everyone who supports a question of the group, with how many of its questions each supports.
fn union(state: &State, no: QuestionNo) -> imbl::OrdMap<PersonId, u32> {
    let mut united = imbl::OrdMap::new();
    let group = state.group(no);
    if group.len() < 2 {
        return united;
    }
    for question in group.iter().filter_map(|no| state.questions.get(no)) {
        for (person, _) in question.supporters.iter().filter(|(_, register)| register.on) {
            *united.entry(*person).or_insert(0) += 1;
        }
    }
    united
}

fn recount_one(question: &mut Question, person: PersonId, on: bool) {
    if question.absorbed.is_empty() {
        return;
    }
    let count = question.united.get(&person).copied().unwrap_or(0);
    match if on { count.saturating_add(1) } else { count.saturating_sub(1) } {
        0 => question.united.remove(&person),
        count => question.united.insert(person, count),
    };
}

fn remember(state: &mut State, person: PersonId, no: QuestionNo, register: Register) {
    with_person(state, person, |person| {
        if register.on {
            person.supports.insert(no);
        } else {
            person.supports.remove(&no);
        }
        person.seq = person.seq.max(register.seq);
    });
}

//! Questions: asked, reworded, withdrawn, supported.

use std::sync::Arc;

use imbl::OrdMap;

use crate::domain::arrivals::Arrivals;
use crate::domain::change::Change;
use crate::domain::id::{PersonId, QuestionNo, WordsNo};
use crate::domain::question::{Question, Source, Staging, Standing, Status};
use crate::domain::register::Register;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;

use super::indexed::reindex;
use super::kept::note_question;
use super::person::{recount_waiting, with_person};
use super::standing::{enter, show_again, stand, with_session};
use super::{curated, support};

pub fn ask(state: &mut State, rev: u64, change: &Change) {
    let Change::Asked { question: no, session, author, id, source, text, name, listed, time } = change else {
        return;
    };
    let standing = Standing {
        session: *session,
        status: if *listed { Status::Listed } else { Status::Pending },
        text: *text,
        wall_text: None,
        labels: Vec::new(),
        reply: None,
        place: Staging::Off,
        trail: Vec::new(),
        set_aside_from: Vec::new(),
    };
    let question = Question {
        author: *author,
        id: *id,
        source: *source,
        asked: *time,
        name: *name,
        original: *text,
        version: 1,
        standing,
        last_act: None,
        absorbed: Vec::new(),
        supporters: OrdMap::new(),
        own_supports: 0,
        reworded: 0,
        written: 0,
        past_words: Vec::new(),
        united: OrdMap::new(),
    };
    state.questions.insert(*no, Arc::new(question));
    state.last.question = state.last.question.max(*no);
    state.made.insert((*author, *id), Made::Question(*no));
    enter(state, rev, *no, None);
    reindex(state, *no);
    note_question(state, *no);
    if let Author::Person(person) = author {
        with_person(state, *person, |person| {
            person.questions.push(*no);
            person.last_asked = Some(*time);
        });
    }
    recount_waiting(state, *no, None);
    if *source != Source::Seed {
        arrived(state, *no, |arrivals| arrivals.ask(*time));
    }
}

/// Its author changed it.
pub fn reword(state: &mut State, rev: u64, no: QuestionNo, text: WordsNo) {
    by_author(state, rev, no, |standing| standing.text = text);
}

/// Its author took it back.
pub fn withdraw(state: &mut State, rev: u64, no: QuestionNo) {
    by_author(state, rev, no, |standing| standing.status = Status::Withdrawn);
}

/// Sets somebody's support.
pub fn support(
    state: &mut State,
    rev: u64,
    (no, person): (QuestionNo, PersonId),
    register: Register,
    time: Time,
) {
    if support::support(state, rev, no, person, register) {
        arrived(state, no, |arrivals| arrivals.support(time));
    }
}

/// Blocks a device through a question, or takes that back.
pub fn block(state: &mut State, rev: u64, no: QuestionNo, person: PersonId, on: bool) {
    with_person(state, person, |person| {
        if on {
            person.blocked_by.insert(no);
        } else {
            person.blocked_by.remove(&no);
        }
    });
    show_again(state, rev, no);
}

/// Something of that question arrived in the session where it stands.
fn arrived(state: &mut State, no: QuestionNo, note: impl FnOnce(&mut Arrivals)) {
    let Some(question) = state.questions.get(&no) else { return };
    with_session(state, question.standing.session, |session| note(&mut session.board.arrivals));
}

/// The author changes the own question. What a desk decided before can no longer be undone.
fn by_author(state: &mut State, rev: u64, no: QuestionNo, change: impl FnOnce(&mut Standing)) {
    curated::set_last_act(state, rev, no, None);
    let Some(question) = state.questions.get_mut(&no) else { return };
    let question = Arc::make_mut(question);
    let before = question.standing.status;
    let mut standing = question.standing.clone();
    change(&mut standing);
    if before == Status::Pending && standing.status == Status::Pending {
        let had = std::mem::replace(&mut question.original, standing.text);
        question.keep_words([had]);
        question.reworded = question.reworded.saturating_add(1);
    }
    stand(state, rev, no, standing, None);
    recount_waiting(state, no, Some(before));
}

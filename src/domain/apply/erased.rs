//! Words that are forgotten, and the parts that are shown without them from then on.

use std::collections::BTreeSet;

use crate::domain::agenda::Session;
use crate::domain::id::{HallNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::question::{Place, Question, Status};
use crate::domain::state::State;
use crate::domain::topic::Part;

use super::indexed::reindex;
use super::{poll, screen};

/// Forgets words and has the parts shown anew that held them. The key of a secret round is shown nowhere.
///
/// Which parts those are is told by numbers, not by texts, so that a replay whose words are gone comes to the same.
pub fn erase(state: &mut State, rev: u64, words: &[WordsNo]) {
    for no in words {
        state.words.erase(*no);
    }
    if words.iter().all(|no| poll::is_key(state, *no)) {
        return;
    }
    let erased: BTreeSet<WordsNo> = words.iter().copied().collect();
    let held = |question: &Question| question.words().any(|no| erased.contains(&no));
    let questions: Vec<QuestionNo> =
        state.questions.iter().filter(|(_, question)| held(question)).map(|(no, _)| *no).collect();
    let sessions = state.sessions.iter();
    let parts: BTreeSet<Part> = questions
        .iter()
        .filter_map(|no| state.questions.get(no))
        .flat_map(|question| shown_in(question))
        .chain(sessions.flat_map(|(no, session)| told_in(*no, session, &erased)))
        .collect();
    for part in parts {
        state.topics.touch(part, rev);
    }
    for question in questions {
        reindex(state, question);
    }
    for hall in announced(state, &erased) {
        state.topics.touch(Part::Screen(hall), rev);
        screen::touch_sessions(state, rev, hall);
    }
    poll::words_erased(state, rev, words);
}

fn shown_in(question: &Question) -> impl Iterator<Item = Part> {
    let standing = &question.standing;
    let list = match standing.status {
        Status::Pending => Some(Part::Waiting(standing.session)),
        Status::Listed | Status::Answered => Some(Part::Questions(standing.session)),
        Status::Merged(_) | Status::Dismissed(_) | Status::Withdrawn => None,
    };
    let stage = (standing.place != Place::Off).then_some(Part::Stage(standing.session));
    list.into_iter().chain(stage)
}

fn told_in(no: SessionNo, session: &Session, erased: &BTreeSet<WordsNo>) -> impl Iterator<Item = Part> {
    let message = session.paused.and_then(|pause| pause.message);
    let told = message.into_iter().chain(session.note).any(|no| erased.contains(&no));
    let commented = session.feedback.comments.iter().any(|no| erased.contains(no));
    let parts = [told.then_some(Part::Session(no)), commented.then_some(Part::Feedback(no))];
    parts.into_iter().flatten()
}

fn announced(state: &State, erased: &BTreeSet<WordsNo>) -> Vec<HallNo> {
    let announced = |no: Option<WordsNo>| no.is_some_and(|no| erased.contains(&no));
    let halls = state.halls.iter().filter(|(_, hall)| announced(hall.screen.announcement));
    halls.map(|(no, _)| *no).collect()
}

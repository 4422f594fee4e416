//! Keeps the index of questions beside them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::id::{QuestionNo, SessionNo, WordsNo};
use crate::domain::index::Held;
use crate::domain::question::Question;
use crate::domain::state::State;
use crate::domain::text::fold::fold;
use crate::domain::text::frequent::telling_stems;

/// What a question is indexed by. Where it stays the same, nothing is to be done.
#[derive(Debug, PartialEq, Eq)]
pub struct Basis {
    session: SessionNo,
    is_public: bool,
    text: WordsNo,
    original: WordsNo,
}

impl Basis {
    pub fn of(question: &Question) -> Self {
        let standing = &question.standing;
        Self {
            session: standing.session,
            is_public: standing.status.is_public(),
            text: standing.text,
            original: question.original,
        }
    }
}

/// Indexes the question anew unless all it is indexed by was so before.
pub fn reindex_unless(state: &mut State, no: QuestionNo, before: Option<&Basis>) {
    let Some(question) = state.questions.get(&no) else { return };
    if before.is_some_and(|before| *before == Basis::of(question)) {
        return;
    }
    reindex(state, no);
}

/// Indexes the question by the words that it has now.
pub fn reindex(state: &mut State, no: QuestionNo) {
    let Some(question) = state.questions.get(&no) else { return };
    let standing = &question.standing;
    let shown = fold(state.text(standing.text));
    let mut words = keys(&shown);
    // What its author wrote before a correction, and the name, are looked for by desks as well.
    let beside = [Some(question.original).filter(|original| *original != standing.text), question.name];
    for also in beside.into_iter().flatten() {
        words.extend(keys(&fold(state.text(also))));
    }
    let stems = if standing.status.is_public() { telling_stems(&shown) } else { BTreeSet::new() };
    let held = Held { words: words.into_iter().collect(), stems: stems.into_iter().collect() };
    let session = standing.session;
    state.index.put(no, session, held);
}

fn keys(folded: &str) -> BTreeSet<Arc<str>> {
    folded.split(' ').filter(|word| !word.is_empty()).map(Arc::from).collect()
}

impl State {
    /// Indexes every question: the index of a snapshot is empty.
    pub(super) fn rebuild_index(&mut self) {
        let questions: Vec<_> = self.questions.keys().copied().collect();
        for no in questions {
            reindex(self, no);
        }
    }
}

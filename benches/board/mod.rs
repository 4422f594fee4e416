//! A board with questions on it.

use majlis::domain::change::Change;
use majlis::domain::id::{CommandId, PersonId, QuestionNo, WordsNo};
use majlis::domain::question::Source;
use majlis::domain::role::Author;
use majlis::domain::state::State;

use crate::forum::{NOW, SESSION, forum};

/// The forum once these were asked, each by another person, and published.
pub fn board(texts: impl IntoIterator<Item = String>) -> State {
    let mut state = forum();
    for (no, text) in (1_u32..).zip(texts) {
        let asked = Change::Asked {
            question: QuestionNo(no),
            session: SESSION,
            author: Author::Person(PersonId(u128::from(no).to_be_bytes())),
            id: CommandId(u64::from(no)),
            source: Source::Phone,
            text: WordsNo(no),
            name: None,
            listed: true,
            time: NOW,
        };
        state.apply_entry(u64::from(no), &[asked], &[(WordsNo(no), text.into())]);
    }
    state
}

//! Changes to a new state. Applying cannot fail: what does not fit changes nothing.

mod agenda;
mod crew;
mod curated;
mod erased;
mod feedback;
mod home;
mod indexed;
mod kept;
mod look;
mod person;
mod player;
mod poll;
mod question;
mod scores;
mod screen;
mod standing;
mod support;

use std::sync::Arc;

use super::award;
use super::badge;
use super::change::Change;
use super::due::Due;
use super::id::WordsNo;
use super::idea;
use super::recommendation;
use super::record;
use super::role::Author;
use super::show;
use super::speaking;
use super::stand;
use super::state::{Made, State};
use super::statement;
use super::text::word_list::WordList;

impl State {
    /// Applies an entry: its words, then its changes in order. The state is then at that revision.
    pub fn apply_entry(&mut self, rev: u64, changes: &[Change], words: &[(WordsNo, Arc<str>)]) {
        self.rev = rev;
        self.file(words);
        for change in changes {
            self.apply(rev, change);
        }
    }

    /// Files words so that changes can be read with them.
    pub fn file(&mut self, words: &[(WordsNo, Arc<str>)]) {
        for (no, text) in words {
            self.words.file(*no, Arc::clone(text));
            self.last.words = self.last.words.max(*no);
        }
    }

    /// Numbers of words that were erased since are not given again either.
    pub fn count_words(&mut self, filed: impl IntoIterator<Item = WordsNo>) {
        self.last.words = filed.into_iter().fold(self.last.words, WordsNo::max);
    }

    /// Files the words of a state that was read from a snapshot, which holds none, and makes again what comes of them.
    pub fn file_again(&mut self, words: &[(WordsNo, Arc<str>)]) {
        self.file(words);
        self.count_halls();
        self.fold_word_list();
        self.rebuild_clouds();
        self.rebuild_index();
        self.rebuild_keepers();
        self.rebuild_scores();
        self.rebuild_badges();
        self.rebuild_slips();
        self.rebuild_statements();
        self.rebuild_ideas();
        self.rebuild_stands();
        self.rebuild_recommendations();
        self.due = Due::of(self);
    }

    /// A snapshot of before halls were counted tells their last number by those that there are: none had been taken away.
    fn count_halls(&mut self) {
        self.last.hall = self.halls.keys().next_back().copied().unwrap_or_default().max(self.last.hall);
    }

    /// Folds the word list of the rules once for all that is compared with it.
    pub(super) fn fold_word_list(&mut self) {
        self.word_list = Arc::new(WordList::new(&self.forum.rules.word_list));
    }

    /// Applies one change of the entry of that revision. Its words are filed already.
    pub fn apply(&mut self, rev: u64, change: &Change) {
        self.active = change.time().map_or(self.active, |time| self.active.max(time));
        match change {
            Change::ForumSet { .. }
            | Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::HallDropped { .. }
            | Change::SessionSet { .. }
            | Change::SessionMade { .. }
            | Change::SessionDropped { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::PhaseSet { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. } => agenda::apply(self, rev, change),
            Change::LookSet { .. } | Change::LogoSet { .. } => look::apply(self, rev, change),
            Change::RecordSet { published, intro } => record::apply(self, rev, *published, intro),
            Change::LinkCreated { .. } | Change::LinkRevoked { .. } | Change::Profiled { .. } => {
                crew::apply(self, rev, change);
            }
            Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Announced { .. } => screen::apply(self, rev, change),
            Change::Asked { .. }
            | Change::Reworded { .. }
            | Change::Withdrawn { .. }
            | Change::Supported { .. }
            | Change::Curated { .. }
            | Change::Undone { .. }
            | Change::Blocked { .. } => question::apply(self, rev, change),
            Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollOpened { .. }
            | Change::PollClosing { .. }
            | Change::PollClosed { .. }
            | Change::PollRevealed { .. }
            | Change::Voted { .. }
            | Change::WordRuled { .. }
            | Change::RulingNamed { .. } => poll::apply(self, rev, change),
            Change::FeedbackSet { .. } | Change::Rated { .. } => feedback::apply(self, rev, change),
            Change::Named { .. } | Change::NameRuled { .. } => player::apply(self, rev, change),
            Change::Badges(change) => badge::apply(self, rev, change),
            Change::Award(change) => award::apply(self, rev, change),
            Change::Statements(change) => statement::apply(self, rev, change),
            Change::Ideas(change) => idea::apply(self, rev, change),
            Change::Stands(change) => stand::apply(self, rev, change),
            Change::Speaking(change) => speaking::apply(self, rev, change),
            Change::Show(change) => show::apply(self, rev, change),
            Change::Recommendations(change) => recommendation::apply(self, rev, change),
            Change::AuthorErased { by, id, texts } => {
                self.made.insert((Author::Link(*by), *id), Made::Erased(*texts));
            }
            Change::Erased { words } => erased::erase(self, rev, words),
        }
        // An open poll holds up the cues by which sessions begin and end.
        if let Change::PollOpened { poll, .. } | Change::PollClosed { poll, .. } = change
            && let Some(session) = self.polls.get(poll).map(|poll| poll.session)
            && let Some(hall) = self.sessions.get(&session).map(|session| session.hall)
        {
            show::touch(self, rev, hall);
        }
        if Due::depends_on(change) {
            self.due = Due::of(self);
        }
    }
}

//! Changes to a new state. Applying cannot fail: what does not fit changes nothing.

mod agenda;
mod curated;
mod feedback;
mod poll;
mod question;
mod standing;
mod support;

use std::sync::Arc;

use super::change::Change;
use super::id::WordsNo;
use super::state::State;
use super::topic::Part;

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

    /// Applies one change of the entry of that revision. Its words are filed already.
    pub fn apply(&mut self, rev: u64, change: &Change) {
        match change {
            Change::ForumSet { .. }
            | Change::HallSet { .. }
            | Change::SessionSet { .. }
            | Change::LinkCreated { .. }
            | Change::LinkRevoked { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::PhaseSet { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. }
            | Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Announced { .. } => agenda::apply(self, rev, change),
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
            | Change::PollOpened { .. }
            | Change::PollClosing { .. }
            | Change::PollClosed { .. }
            | Change::PollRevealed { .. }
            | Change::Voted { .. }
            | Change::WordRuled { .. } => poll::apply(self, rev, change),
            Change::FeedbackSet { .. } | Change::Rated { .. } => feedback::apply(self, rev, change),
            Change::Erased { words } => self.erase(rev, words),
        }
    }

    /// Forgets words and has every part shown anew that may have held them. The key of a secret round is shown nowhere:
    /// a round that closes must not send every phone its questions again.
    fn erase(&mut self, rev: u64, words: &[WordsNo]) {
        for no in words {
            self.words.erase(*no);
        }
        if words.iter().all(|no| poll::is_key(self, *no)) {
            return;
        }
        let sessions: Vec<_> = self.sessions.keys().copied().collect();
        for session in sessions {
            for part in [Part::Questions, Part::Waiting, Part::Stage, Part::Feedback, Part::Session] {
                self.topics.touch(part(session), rev);
            }
        }
        poll::words_erased(self, rev, words);
    }
}

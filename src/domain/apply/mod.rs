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
use super::feedback::Rating;
use super::id::WordsNo;
use super::idea;
use super::recommendation;
use super::record;
use super::register::Register;
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
        if let Some((by, id)) = change.done() {
            self.made.insert((Author::Link(by), id), Made::Done);
        }
        self.change(rev, change);
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

    /// The one place that names them all.
    #[expect(clippy::too_many_lines, reason = "a line or two for each kind of change")]
    fn change(&mut self, rev: u64, change: &Change) {
        match change {
            Change::ForumSet { forum } => agenda::set_forum(self, rev, forum),
            Change::LookSet { accent, hijri } => look::set(self, rev, *accent, *hijri),
            Change::LogoSet { logo } => look::set_logo(self, rev, logo.as_ref()),
            Change::RecordSet { published, intro } => record::apply(self, rev, *published, intro),
            Change::HallSet { hall, name, code } => agenda::set_hall(self, rev, *hall, name, code),
            Change::HallMade { hall, by, id } => {
                self.made.insert((Author::Link(*by), *id), Made::Hall(*hall));
            }
            Change::HallDropped { hall } => agenda::drop_hall(self, rev, *hall),
            Change::SessionSet { session, plan } => agenda::plan_session(self, rev, *session, plan),
            Change::SessionMade { session, by, id } => {
                self.made.insert((Author::Link(*by), *id), Made::Session(*session));
            }
            Change::SessionDropped { session } => agenda::drop_session(self, rev, *session),
            Change::LinkCreated { link, id, by, grant } => crew::create(self, rev, *link, (*by, *id), grant),
            Change::LinkRevoked { link } => crew::revoke(self, rev, *link),
            Change::Profiled { link, profile } => crew::profile(self, rev, *link, *profile),

            Change::Asked { .. } => question::ask(self, rev, change),
            Change::Reworded { question, text, .. } => question::reword(self, rev, *question, *text),
            Change::Withdrawn { question } => question::withdraw(self, rev, *question),
            Change::Supported { question, person, on, seq, id, time } => {
                let register = Register { on: *on, seq: *seq, id: *id };
                question::support(self, rev, (*question, *person), register, *time);
            }
            Change::Curated { act, question, by, deed, time } => {
                curated::curate(self, rev, *act, *question, *by, deed, *time);
            }
            Change::Undone { act } => curated::undo(self, rev, *act),
            Change::Blocked { question, person, on, .. } => {
                question::block(self, rev, *question, *person, *on);
            }

            Change::BoardSet { session, asking, moderation, labels } => {
                agenda::set_board(self, rev, *session, (*asking, *moderation, labels));
            }
            Change::Paused { session, on, message } => agenda::pause(self, rev, *session, *on, *message),
            Change::PhaseSet { session, phase, time } => {
                agenda::set_phase(self, rev, *session, *phase, *time);
            }
            Change::Noted { session, text } => agenda::note(self, rev, *session, *text),
            Change::Delayed { hall, sessions, length, .. } => {
                agenda::delay(self, rev, *hall, sessions, *length);
            }
            Change::FeedbackSet { session, open } => feedback::set(self, rev, *session, *open),

            Change::PollCreated { .. } => poll::prepare(self, rev, change),
            Change::PollEdited { poll, draft } => poll::edit(self, rev, *poll, draft),
            Change::PollDropped { poll } => poll::remove(self, rev, *poll),
            Change::PollsOrdered { session, polls } => poll::order(self, rev, *session, polls),
            Change::PollOpened { .. } => poll::open(self, rev, change),
            Change::PollClosing { poll, until } => poll::end_at(self, rev, *poll, *until),
            Change::PollClosed { poll, here, time, split } => {
                poll::close(self, rev, *poll, (*here, *time), split.as_ref());
            }
            Change::PollRevealed { poll, on } => poll::reveal(self, rev, *poll, *on),
            Change::Voted { .. } => poll::vote(self, rev, change),
            Change::WordRuled { poll, round, word, show, .. } => {
                poll::rule(self, rev, (*poll, *round), *word, *show);
            }
            Change::RulingNamed { poll, round, word, instead } => {
                poll::rename(self, rev, (*poll, *round), *word, *instead);
            }
            Change::Named { session, person, name, seq, id, .. } => {
                player::name(self, rev, (*session, *person), *name, (*seq, *id));
            }
            Change::NameRuled { session, person, show, .. } => {
                player::rule(self, rev, *session, *person, *show);
            }
            Change::Rated { session, person, stars, comment, seq, id, .. } => {
                let rating = Rating { stars: *stars, comment: *comment, rewritten: 0, seq: *seq, id: *id };
                feedback::rate(self, rev, *session, *person, rating);
            }

            Change::SceneSet { hall, scene } => screen::show(self, rev, *hall, *scene),
            Change::Cued { hall, cue } => screen::cue(self, rev, *hall, *cue),
            Change::Hidden { hall, on } => screen::hide(self, rev, *hall, *on),
            Change::Announced { hall, text } => screen::announce(self, rev, *hall, *text),

            Change::Badges(change) => badge::apply(self, rev, change),
            Change::Award(change) => award::apply(self, rev, change),
            Change::Statements(change) => statement::apply(self, rev, change),
            Change::Ideas(change) => idea::apply(self, rev, change),
            Change::Stands(change) => stand::apply(self, rev, change),
            Change::Show(change) => show::apply(self, rev, change),
            Change::Speaking(change) => speaking::apply(self, rev, change),
            Change::Recommendations(change) => recommendation::apply(self, rev, change),

            Change::AuthorErased { by, id, texts, of } => {
                self.made.insert((Author::Link(*by), *id), Made::Erased(*texts));
                self.erased_by.extend(of.map(|of| ((*by, *id), of)));
            }
            Change::Erased { words } => erased::erase(self, rev, words),
        }
    }
}

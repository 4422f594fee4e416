//! One entry on its way home: what came of its changes so far.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::numbering::Numbering;
use super::{Brought, Lost};
use crate::domain::change::Change;
use crate::domain::decide::{names_of_badges, renamed_rulings};
use crate::domain::home::{Anew, Home, Left, Matter};
use crate::domain::id::{CommandId, HallNo, LinkNo, SessionNo, WordsNo};
use crate::domain::role::Author;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::written::Piece;

/// One entry on its way home.
pub(in crate::domain) struct Bringing<'a> {
    entry: &'a Lost,
    /// The lost history before the change at hand.
    pub lost: State,
    /// The present one, with what was brought so far.
    pub now: State,
    /// The present moment.
    pub at: Time,
    pub numbering: Numbering,
    pub anew: Anew,
    /// A hall whose name is told by the next change.
    pub making_hall: Option<(HallNo, LinkNo, CommandId)>,
    /// A session whose plan is told by the next change.
    pub making: Option<(SessionNo, LinkNo, CommandId)>,
    rev: u64,
    changes: Vec<Change>,
    words: Vec<(WordsNo, Arc<str>)>,
    left: Vec<Left>,
    /// Words to be erased with it.
    gone: Vec<WordsNo>,
    /// Names that were taken off badges, with which goes what was given under them.
    pub taken_off: BTreeSet<Arc<str>>,
    /// Words that stay though they were erased with what did not come home.
    kept: BTreeSet<WordsNo>,
}

impl<'a> Bringing<'a> {
    pub fn new(mut lost: State, entry: &'a Lost, numbering: Numbering, now: State, at: Time) -> Self {
        lost.apply_entry(lost.rev.saturating_add(1), &[], &entry.words);
        Self {
            rev: now.rev.saturating_add(1),
            entry,
            lost,
            now,
            at,
            numbering,
            anew: Anew::default(),
            making_hall: None,
            making: None,
            changes: Vec::new(),
            words: Vec::new(),
            left: Vec::new(),
            gone: Vec::new(),
            taken_off: BTreeSet::new(),
            kept: BTreeSet::new(),
        }
    }

    /// Brings one of its changes.
    pub fn take(&mut self, change: &Change) {
        if !self.bring(change) {
            self.left.push(Left { about: about(change), done: self.done(change) });
        }
        let rev = self.lost.rev;
        self.lost.apply(rev, change);
    }

    /// Brings a change, and tells whether it stands now. One that people gave always does.
    fn bring(&mut self, change: &Change) -> bool {
        match change {
            Change::Asked { .. }
            | Change::Reworded { .. }
            | Change::Withdrawn { .. }
            | Change::Supported { .. }
            | Change::Voted { .. }
            | Change::Rated { .. }
            | Change::Named { .. } => self.given(change),
            Change::Curated { .. } | Change::Undone { .. } | Change::Blocked { .. } => {
                self.about_question(change)
            }
            Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollClosing { .. }
            | Change::PollClosed { .. }
            | Change::PollRevealed { .. }
            | Change::WordRuled { .. }
            | Change::NameRuled { .. } => self.about_poll(change),
            Change::PollOpened { .. } => self.opened(change),
            Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::HallDropped { .. }
            | Change::SessionSet { .. }
            | Change::SessionMade { .. }
            | Change::SessionDropped { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::PhaseSet { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. }
            | Change::FeedbackSet { .. } => self.about_agenda(change),
            Change::ForumSet { .. } | Change::LookSet { .. } | Change::LogoSet { .. } => {
                self.about_forum(change)
            }
            Change::RecordSet { published, intro } => self.record_set(*published, intro),
            Change::LinkCreated { .. } | Change::LinkRevoked { .. } | Change::Profiled { .. } => {
                self.about_link(change)
            }
            Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Announced { .. } => self.about_wall(change),
            Change::Badges(change) => self.about_badges(change),
            Change::Award(change) => self.about_award(change),
            Change::Statements(change) => self.about_statements(change),
            Change::Ideas(change) => self.about_ideas(change),
            Change::Stands(change) => self.about_stands(change),
            Change::Show(change) => self.about_show(change),
            Change::Speaking(change) => self.about_speaking(change),
            Change::Recommendations(change) => self.about_recommendations(change),
            // Which text names a ruling follows from what is erased, and is told with it.
            Change::RulingNamed { .. } => true,
            Change::AuthorErased { by, id, texts, of } => self.author_erased((*by, *id), *texts, *of),
            Change::Erased { words } => self.erased(words),
        }
    }

    /// The hash of the lost entry.
    pub fn origin(&self) -> &str {
        &self.entry.origin
    }

    /// Lets a change happen.
    pub fn emit(&mut self, change: Change) {
        self.now.apply(self.rev, &change);
        self.changes.push(change);
    }

    pub fn emit_all(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.emit(change);
        }
    }

    /// Files words of the entry anew; those that have a place already keep it.
    pub fn refile(&mut self, no: WordsNo) -> WordsNo {
        if let Some(there) = self.numbering.words(no) {
            return there;
        }
        let anew = self.now.last.words.next();
        let text = self.entry.words.iter().find(|(filed, _)| *filed == no).map(|(_, text)| Arc::clone(text));
        if let Some(text) = &text {
            self.now.file(&[(anew, Arc::clone(text))]);
        } else {
            self.now.count_words([anew]);
            self.gone.push(anew);
        }
        self.words.push((anew, text.unwrap_or_default()));
        self.note(|known| known.words.insert(no, anew));
        anew
    }

    /// Notes the number that something has now.
    pub fn note<T>(&mut self, insert: impl Fn(&mut Anew) -> T) {
        insert(&mut self.anew);
        self.numbering.note(insert);
    }

    /// Lets go of words that are replaced.
    pub fn replace(&mut self, stood: Option<WordsNo>) {
        self.gone.extend(stood);
    }

    /// That it was asked for is noted, so that it is done once; what it erased comes as every erasure does. Sent again it names its piece as it
    /// did before.
    fn author_erased(&mut self, (by, id): (LinkNo, CommandId), texts: u32, of: Option<Piece>) -> bool {
        if let Some(by) = self.link(by).filter(|by| !self.is_done(*by, id)) {
            self.emit(Change::AuthorErased { by, id, texts, of });
        }
        true
    }

    /// Keeps words of the lost history that a decision let go of which is not taken over: what stands says them on.
    pub fn keep(&mut self, lost: Option<WordsNo>) {
        self.kept.extend(lost.and_then(|no| self.numbering.words(no)));
    }

    /// An erasure that was acknowledged is one.
    fn erased(&mut self, words: &[WordsNo]) -> bool {
        let named = words.iter().filter_map(|no| self.numbering.words(*no));
        let named = named.filter(|no| !self.kept.contains(no));
        let there = named.filter(|no| self.now.words.get(*no).is_some()).collect();
        self.erase(there);
        true
    }

    fn erase(&mut self, words: BTreeSet<WordsNo>) {
        if words.is_empty() {
            return;
        }
        let renamed: Vec<Change> = renamed_rulings(&self.now, &words).collect();
        self.emit_all(renamed);
        self.emit(Change::Erased { words: words.into_iter().collect() });
    }

    /// The link, as it is known now.
    pub fn link(&self, no: LinkNo) -> Option<LinkNo> {
        self.numbering.link(no).filter(|no| self.now.links.contains_key(no))
    }

    pub fn author(&self, author: Author) -> Option<Author> {
        match author {
            Author::Person(_) => Some(author),
            Author::Link(no) => self.link(no).map(Author::Link),
        }
    }

    /// Whether that very command was done by that link, in the present history too.
    pub fn is_done(&self, by: LinkNo, id: CommandId) -> bool {
        self.now.made.contains_key(&(Author::Link(by), id))
    }

    /// The command of a change that is done once.
    fn done(&self, change: &Change) -> Option<(LinkNo, CommandId)> {
        let (by, id) = change.done()?;
        Some((self.link(by)?, id))
    }

    pub fn finish(mut self) -> Brought {
        let (filed, gone) = (&self.words, std::mem::take(&mut self.gone));
        let erased: BTreeSet<WordsNo> = gone
            .into_iter()
            .chain(names_of_badges(&self.now, &self.taken_off))
            .filter(|no| self.now.words.get(*no).is_some() || filed.iter().any(|(own, _)| own == no))
            .collect();
        self.erase(erased);
        let Self { entry, numbering, anew, changes, words, mut left, .. } = self;
        let home = match &entry.before {
            None => Home { anew, left },
            Some(first) => {
                left.splice(0..0, first.left.iter().copied());
                Home { anew: first.anew.over(&numbering), left }
            }
        };
        Brought { changes, words, home }
    }
}

/// What a decision that was not taken over is about.
fn about(change: &Change) -> Matter {
    match change {
        Change::ForumSet { .. }
        | Change::LookSet { .. }
        | Change::LogoSet { .. }
        | Change::RecordSet { .. } => Matter::Forum,
        Change::HallSet { .. }
        | Change::HallMade { .. }
        | Change::HallDropped { .. }
        | Change::Delayed { .. } => Matter::Hall,
        Change::SessionSet { .. }
        | Change::SessionMade { .. }
        | Change::SessionDropped { .. }
        | Change::BoardSet { .. }
        | Change::Paused { .. }
        | Change::PhaseSet { .. }
        | Change::Noted { .. }
        | Change::FeedbackSet { .. }
        | Change::Rated { .. } => Matter::Session,
        Change::LinkCreated { .. } | Change::LinkRevoked { .. } | Change::Profiled { .. } => Matter::Link,
        Change::Asked { .. }
        | Change::Reworded { .. }
        | Change::Withdrawn { .. }
        | Change::Supported { .. }
        | Change::Curated { .. }
        | Change::Undone { .. }
        | Change::Erased { .. } => Matter::Question,
        Change::Blocked { .. } | Change::AuthorErased { .. } => Matter::Person,
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
        | Change::RulingNamed { .. } => Matter::Poll,
        Change::Badges(_) => Matter::Badge,
        Change::Award(_) => Matter::Award,
        Change::Statements(_) => Matter::Statement,
        Change::Ideas(_) => Matter::Ideas,
        Change::Stands(_) => Matter::Stands,
        Change::Show(_) => Matter::Show,
        Change::Speaking(_) => Matter::Speaking,
        Change::Recommendations(_) => Matter::Recommendations,
        Change::Named { .. } | Change::NameRuled { .. } => Matter::Name,
        Change::SceneSet { .. } | Change::Cued { .. } | Change::Hidden { .. } | Change::Announced { .. } => {
            Matter::Wall
        }
    }
}

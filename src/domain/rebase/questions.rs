//! What desks decided about questions.

use super::bringing::Bringing;
use crate::domain::change::Change;
use crate::domain::decide::{can_be_undone, deed_fits};
use crate::domain::id::{ActNo, QuestionNo};
use crate::domain::ledger::Deed;
use crate::domain::question::{Question, Status};

impl Bringing<'_> {
    pub fn about_question(&mut self, change: &Change) -> bool {
        match change {
            Change::Curated { .. } => self.curated(change).unwrap_or(false),
            Change::Undone { act } => self.undone(*act).unwrap_or(false),
            _ => self.blocked(change).unwrap_or(false),
        }
    }

    /// A deed comes home where the question stands as it stood for the desk; where it came to stand as the deed says in
    /// another way, there is nothing to do.
    fn curated(&mut self, change: &Change) -> Option<bool> {
        let Change::Curated { act: lost_act, question: lost, by, deed, time } = change else { return None };
        let (question, by) = (self.question(*lost)?, self.link(*by)?);
        let (stood, stands) = (self.lost.questions.get(lost)?, self.now.questions.get(&question)?);
        let numbered = self.numbered(deed);
        if self.standing(&stood.standing).as_ref() != Some(&stands.standing) {
            return Some(numbered.is_some_and(|deed| self.is_so(stands, &deed)));
        }
        let deed = numbered.filter(|deed| self.comes_as_it_came(*lost, question, deed))?;
        let deed = self.with_words(deed);
        let act = self.now.last.act.next();
        self.note(|known| known.acts.insert(*lost_act, act));
        self.emit(Change::Curated { act, question, by, deed, time: *time });
        Some(true)
    }

    /// The deed by the numbers of now, its words by those of the lost history still.
    fn numbered(&self, deed: &Deed) -> Option<Deed> {
        Some(match deed {
            Deed::Restore { to } => Deed::Restore { to: self.status(*to)? },
            Deed::Merge { into } => Deed::Merge { into: self.numbering.question(*into)? },
            Deed::Move { to } => Deed::Move { to: self.numbering.session(*to)? },
            other => other.clone(),
        })
    }

    fn with_words(&mut self, deed: Deed) -> Deed {
        match deed {
            Deed::Edit { text } => Deed::Edit { text: self.refile(text) },
            Deed::Shorten { text } => Deed::Shorten { text: text.map(|text| self.refile(text)) },
            Deed::Reply { text } => Deed::Reply { text: text.map(|text| self.refile(text)) },
            other => other,
        }
    }

    /// Whether the deed can be done now, and takes from the stage whom it took.
    fn comes_as_it_came(&self, lost: QuestionNo, question: QuestionNo, deed: &Deed) -> bool {
        let takes_the_same = || {
            let before = self.lost.questions.get(&lost).map(|question| question.standing.session);
            let before = before.and_then(|no| self.lost.sessions.get(&no)?.board.on_stage);
            let now = self.now.questions.get(&question).map(|question| question.standing.session);
            let now = now.and_then(|no| self.now.sessions.get(&no)?.board.on_stage);
            before.and_then(|no| self.numbering.question(no)) == now
        };
        deed_fits(&self.now, question, deed) && (*deed != Deed::Stage || takes_the_same())
    }

    /// Whether the question stands as the deed says; its words are those of the lost history.
    fn is_so(&self, stands: &Question, deed: &Deed) -> bool {
        let standing = &stands.standing;
        match deed {
            Deed::Approve => standing.status == Status::Listed,
            Deed::Dismiss { reason } => standing.status == Status::Dismissed(*reason),
            Deed::Merge { into } => standing.status == Status::Merged(*into),
            Deed::Answer => standing.status == Status::Answered,
            Deed::Move { to } => standing.session == *to,
            Deed::Label { labels } => standing.labels == *labels,
            Deed::Edit { text } => self.alike(Some(*text), Some(standing.text)),
            Deed::Shorten { text } => self.alike(*text, standing.wall_text),
            Deed::Reply { text } => self.alike(*text, standing.reply),
            Deed::Restore { .. } | Deed::Queue { .. } | Deed::Unqueue | Deed::Stage => false,
        }
    }

    fn undone(&mut self, lost: ActNo) -> Option<bool> {
        let act = self.numbering.act(lost)?;
        if self.now.acts.get(&act)?.undone {
            return Some(true);
        }
        let can_be = can_be_undone(&self.now, act);
        if can_be {
            self.emit(Change::Undone { act });
        }
        Some(can_be)
    }

    fn blocked(&mut self, change: &Change) -> Option<bool> {
        let Change::Blocked { question: lost, person, on, by, id } = change else { return None };
        let (question, by) = (self.question(*lost)?, self.link(*by)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let stood = self.lost.people.get(person).is_some_and(|known| known.blocked_by.contains(lost));
        let stands = self.now.people.get(person).is_some_and(|known| known.blocked_by.contains(&question));
        let comes = stands == stood || stands == *on;
        if comes {
            self.emit(Change::Blocked { question, person: *person, on: *on, by, id: *id });
        }
        Some(comes)
    }
}

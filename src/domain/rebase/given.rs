//! What people gave. It always comes home, whatever was closed since.

use super::bringing::Bringing;
use crate::domain::award::Stage;
use crate::domain::ballot::Mark;
use crate::domain::change::{Change, Plan};
use crate::domain::forum::Names;
use crate::domain::id::{QuestionNo, SessionNo, WordsNo};
use crate::domain::poll::Round;
use crate::domain::question::Status;
use crate::domain::state::{Made, State};

impl Bringing<'_> {
    pub fn given(&mut self, change: &Change) -> bool {
        match change {
            Change::Asked { .. } => self.asked(change).is_some(),
            Change::Reworded { .. } => self.reworded(change).unwrap_or(false),
            Change::Withdrawn { question } => self.withdrawn(*question).unwrap_or(false),
            Change::Supported { .. } => self.supported(change).is_some(),
            Change::Voted { .. } => self.voted(change).is_some(),
            Change::Rated { .. } => self.rated(change).is_some(),
            _ => self.named(change).is_some(),
        }
    }

    /// A question that was asked again, by the same command, is the same one.
    fn asked(&mut self, change: &Change) -> Option<()> {
        let Change::Asked { question: lost, session, author, id, source, text, name, listed, time } = change
        else {
            return None;
        };
        let author = self.author(*author)?;
        if let Some(made) = self.now.made.get(&(author, *id)) {
            let Made::Question(no) = *made else { return None };
            let there = self.now.questions.get(&no)?;
            let (original, shown) = (there.original, there.name);
            self.note(|known| {
                known.questions.insert(*lost, no);
                known.words.extend(std::iter::once((*text, original)).chain(name.zip(shown)));
            });
            return Some(());
        }
        let session = self.session_for(*session)?;
        let question = self.now.last.question.next();
        let text = self.refile(*text);
        let name = self.name_for(*name);
        self.note(|known| known.questions.insert(*lost, question));
        let (id, source, listed, time) = (*id, *source, *listed, *time);
        self.emit(Change::Asked { question, session, author, id, source, text, name, listed, time });
        Some(())
    }

    /// The session for which something was given, put on the agenda again where it was taken off.
    pub fn session_for(&mut self, lost: SessionNo) -> Option<SessionNo> {
        if let Some(there) = self.session(lost) {
            return Some(there);
        }
        let plan = Plan::of(self.lost.sessions.get(&lost)?);
        let plan = Plan { hall: self.hall_for(plan.hall)?, ..plan };
        let session = self.numbering.session(lost).unwrap_or_else(|| self.now.last.session.next());
        self.note(|known| known.sessions.insert(lost, session));
        self.emit(Change::SessionSet { session, plan });
        Some(session)
    }

    /// A question that a desk has ruled on meanwhile stays what was ruled on: nothing is published that nobody read.
    fn reworded(&mut self, change: &Change) -> Option<bool> {
        let Change::Reworded { question: lost, text, time } = change else { return None };
        let question = self.question(*lost)?;
        let (stood, stands) = (self.lost.questions.get(lost)?, self.now.questions.get(&question)?);
        let is_same = stands.standing.status == Status::Pending
            && !self.now.is_erased(stands)
            && self.alike(Some(stood.standing.text), Some(stands.standing.text));
        if is_same {
            let text = self.refile(*text);
            self.emit(Change::Reworded { question, text, time: *time });
        }
        Some(is_same)
    }

    fn withdrawn(&mut self, lost: QuestionNo) -> Option<bool> {
        let question = self.question(lost)?;
        let status = self.now.questions.get(&question)?.standing.status;
        if status == Status::Pending {
            self.emit(Change::Withdrawn { question });
        }
        Some(matches!(status, Status::Pending | Status::Withdrawn))
    }

    fn supported(&mut self, change: &Change) -> Option<()> {
        let Change::Supported { question, person, on, seq, id, time } = change else { return None };
        let question = self.question(*question)?;
        let stands = self.now.questions.get(&question)?.supporters.get(person);
        if stands.is_none_or(|set| (set.seq, set.id) < (*seq, *id)) {
            let (person, on, seq, id, time) = (*person, *on, *seq, *id, *time);
            self.emit(Change::Supported { question, person, on, seq, id, time });
        }
        Some(())
    }

    fn voted(&mut self, change: &Change) -> Option<()> {
        let Change::Voted { poll, round, voter, mark, seq, id, took, assisted, edition, signed, slip } =
            change
        else {
            return None;
        };
        let (poll, round) = self.numbering.round(*poll, *round)?;
        // What was counted and published is not added to: it is told as left.
        let is_counted = self.now.award_of(poll).is_some_and(|award| award.stage == Stage::Opened);
        if signed.is_some() && is_counted {
            return None;
        }
        let held = self.now.polls.get(&poll)?.round(round)?;
        // A slip that was used is used up, also where a later ballot of its badge stands.
        let is_new_slip = *slip && !held.slips.contains(&(*voter, *edition, *id));
        let stands = held.ballots.get(voter).is_some_and(|ballot| ballot.order() >= (*edition, *seq, *id));
        if stands && !is_new_slip {
            return Some(());
        }
        let took = took.map(|took| took.min(longest(held)));
        let mark = mark.as_ref().map(|mark| self.mark(mark));
        let (voter, seq, id, assisted, edition) = (*voter, *seq, *id, *assisted, *edition);
        let (signed, slip) = (signed.clone(), *slip);
        self.emit(Change::Voted { poll, round, voter, mark, seq, id, took, assisted, edition, signed, slip });
        Some(())
    }

    fn mark(&mut self, mark: &Mark) -> Mark {
        match mark {
            Mark::Texts(texts) => Mark::Texts(texts.iter().map(|no| self.refile(*no)).collect()),
            other => other.clone(),
        }
    }

    fn rated(&mut self, change: &Change) -> Option<()> {
        let Change::Rated { session, person, stars, comment, seq, id, time } = change else { return None };
        let session = self.session_for(*session)?;
        let stands = self.now.sessions.get(&session)?.feedback.ratings.get(person);
        if stands.is_none_or(|rating| (rating.seq, rating.id) < (*seq, *id)) {
            let comment = comment.map(|comment| self.refile(comment));
            let (person, stars, seq, id, time) = (*person, *stars, *seq, *id, *time);
            self.emit(Change::Rated { session, person, stars, comment, seq, id, time });
        }
        Some(())
    }

    /// The words of a name, where it comes home with what was given under it. One of a badge could else never be erased with it.
    pub fn name_for(&mut self, lost: Option<WordsNo>) -> Option<WordsNo> {
        let no = lost?;
        let is_by_badge = |state: &State| state.forum.rules.names == Names::Badge;
        let comes = !is_by_badge(&self.lost) || (is_by_badge(&self.now) && self.is_name_of_badges(no));
        comes.then(|| self.refile(no))
    }

    /// Of a name that gives way nothing stays.
    fn named(&mut self, change: &Change) -> Option<()> {
        let Change::Named { session, person, name, seq, id, time } = change else { return None };
        let session = self.session_for(*session)?;
        let stands = self.now.sessions.get(&session)?.players.get(person);
        if stands.is_none_or(|player| player.set < Some((*seq, *id))) {
            self.replace(stands.and_then(|player| player.name));
            let name = self.name_for(*name);
            let (person, seq, id, time) = (*person, *seq, *id, *time);
            self.emit(Change::Named { session, person, name, seq, id, time });
        }
        Some(())
    }
}

/// The longest that an answer of the round can have taken: its ballots may be of one that was open longer.
fn longest(round: &Round) -> u32 {
    round.time.map_or(u32::MAX, |time| u32::try_from(time.0).unwrap_or(u32::MAX))
}

//! A count of its own, made from the changes alone: it shares no code with what keeps the figures of a room.

mod awards;
mod ballots;
mod groups;
mod ideas;
mod questions;
mod ratings;
mod recommendations;
mod runoff;
mod shifts;
mod speaking;
mod stands;
mod statements;

use crate::domain::ballot::Tally;
use crate::domain::board::Counts;
use crate::domain::change::Change;
use crate::domain::id::{CommandId, PollNo, QuestionNo, SessionNo};
use crate::domain::poll::PollPlan;
use crate::domain::ranking::Runoff;
use crate::domain::register::Seq;
use crate::domain::words::Lexicon;

/// Of everything that somebody sets again and again, what stands.
#[derive(Debug, Default)]
pub(super) struct Recount {
    questions: questions::Questions,
    ballots: ballots::Ballots,
    groups: groups::Groups,
    ratings: ratings::Ratings,
    awards: awards::Awards,
    statements: statements::Statements,
    ideas: ideas::Ideas,
    stands: stands::Stands,
    recommendations: recommendations::Recommendations,
    speaking: speaking::Speaking,
}

/// What is known of an entry beside its changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'e> {
    /// The words that are left.
    pub words: &'e Lexicon,
    /// It was lost, and came home.
    pub is_home: bool,
}

/// The order of what one person set: the highest stands.
type Order = (Seq, CommandId);

impl Recount {
    /// Takes in what happened.
    pub fn take(&mut self, change: &Change, beside: Beside<'_>) {
        self.questions.take(change);
        self.ballots.take(change);
        self.groups.take(change, &self.ballots, beside);
        self.ratings.take(change);
        match change {
            Change::Award(change) => self.awards.take(change, &self.ballots),
            Change::Ideas(change) => self.ideas.take(change),
            Change::Stands(change) => self.stands.take(change),
            Change::Speaking(change) => self.speaking.take(change),
            Change::Recommendations(change) => self.recommendations.take(change),
            Change::SessionDropped { session } => {
                self.ideas.drop(*session);
                self.speaking.drop(*session);
            }
            Change::LinkCreated { link, grant, .. } => self.awards.take_link(*link, grant.role),
            _ => {}
        }
        if let Change::Statements(change) = change {
            self.statements.take(change);
        }
    }

    /// The rounds whose results by group or whose shift are not those of their ballots, and of how many nobody can count them again.
    pub fn wrong_groups(&self) -> (&[(PollNo, u32)], usize) {
        self.groups.wrong()
    }

    /// What the dots of a session's idea board come to.
    pub fn dots(&self, session: SessionNo) -> ideas::DotCount {
        self.ideas.dots(session)
    }

    /// Who was at stands, and what they were rated.
    pub fn stands(&self) -> &stands::Stands {
        &self.stands
    }

    /// Who waits for the microphone in that session, who has it, and how many turns each has had.
    pub fn speaking(&self, session: SessionNo) -> speaking::Floor {
        self.speaking.of(session)
    }

    /// The votes over recommendations.
    pub fn recommendations(&self) -> &recommendations::Recommendations {
        &self.recommendations
    }

    /// The awards that were opened, counted as they were then.
    pub fn awards(&self) -> &awards::Awards {
        &self.awards
    }

    /// The statements, with what was said of them.
    pub fn statements(&self) -> &statements::Statements {
        &self.statements
    }

    /// How many supports stand, of all questions.
    pub fn supports(&self) -> usize {
        self.questions.supports()
    }

    /// How many people support a question or one of those merged into it.
    pub fn supporters(&self, question: QuestionNo) -> u32 {
        self.questions.supporters(question)
    }

    /// What became of the questions of a session.
    pub fn counts(&self, session: SessionNo) -> Counts {
        self.questions.counts(session)
    }

    /// How many people gave a session one to five stars.
    pub fn stars(&self, session: SessionNo) -> [u32; 5] {
        self.ratings.stars(session)
    }

    /// The count of a round, without the words of a cloud.
    pub fn tally(&self, poll: PollNo, round: u32, plan: &PollPlan) -> Tally {
        self.ballots.tally(poll, round, plan)
    }

    /// What a runoff comes to, where the poll is one.
    pub fn runoff(&self, poll: PollNo, round: u32, plan: &PollPlan) -> Option<Runoff> {
        self.ballots.runoff(poll, round, plan)
    }
}

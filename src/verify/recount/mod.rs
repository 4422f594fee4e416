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
        match change {
            Change::Asked { question, session, source, listed, .. } => {
                self.questions.asked(*question, *session, *source, *listed);
            }
            Change::Withdrawn { question } => self.questions.withdrawn(*question),
            Change::Supported { question, person, on, seq, id, .. } => {
                self.questions.supported(*question, *person, ((*seq, *id), *on));
            }
            Change::Curated { act, question, deed, .. } => self.questions.curated(*act, *question, deed),
            Change::Undone { act } => self.questions.undone(*act),
            Change::PollOpened { poll, round, earlier, .. } => {
                self.ballots.opened(*poll, *round);
                self.groups.opened((*poll, *round), *earlier);
            }
            Change::PollClosed { poll, split, .. } => {
                if let Some(split) = split {
                    self.groups.closed(*poll, split, &self.ballots, beside);
                }
            }
            Change::Voted { .. } => self.ballots.voted(change),
            Change::Rated { session, person, stars, seq, id, .. } => {
                self.ratings.rated(*session, *person, ((*seq, *id), *stars));
            }
            Change::Badges(change) => self.groups.take(change),
            Change::Award(change) => {
                self.ballots.take(change);
                self.awards.take(change, &self.ballots);
            }
            Change::Statements(change) => self.statements.take(change),
            Change::Ideas(change) => self.ideas.take(change),
            Change::Stands(change) => self.stands.take(change),
            Change::Speaking(change) => self.speaking.take(change),
            Change::Recommendations(change) => self.recommendations.take(change),
            Change::SessionDropped { session } => {
                self.ideas.drop(*session);
                self.speaking.drop(*session);
            }
            Change::LinkCreated { link, grant, .. } => self.awards.take_link(*link, grant.role),
            // Nothing of these is counted.
            Change::ForumSet { .. }
            | Change::LookSet { .. }
            | Change::LogoSet { .. }
            | Change::RecordSet { .. }
            | Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::HallDropped { .. }
            | Change::SessionSet { .. }
            | Change::SessionMade { .. }
            | Change::LinkRevoked { .. }
            | Change::Profiled { .. }
            | Change::Reworded { .. }
            | Change::Blocked { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::PhaseSet { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. }
            | Change::FeedbackSet { .. }
            | Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollClosing { .. }
            | Change::PollRevealed { .. }
            | Change::WordRuled { .. }
            | Change::RulingNamed { .. }
            | Change::Named { .. }
            | Change::NameRuled { .. }
            | Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Announced { .. }
            | Change::Show(_)
            | Change::AuthorErased { .. }
            | Change::Erased { .. } => {}
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

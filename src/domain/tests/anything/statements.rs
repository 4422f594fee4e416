//! Commands about the statements of two sessions.

use super::commands::Draft;
use super::forum::title;
use crate::domain::command::Command;
use crate::domain::id::{SessionNo, StatementNo};
use crate::domain::question::Reason;
use crate::domain::role::Actor;
use crate::domain::statement::{Stage, StatementCommand, StatementPlan, Vote};

impl Draft<'_> {
    /// What leads on is given more often than by chance.
    pub(super) fn about_statements(&self) -> (Actor, Command) {
        let session = SessionNo(if self.step.b.is_multiple_of(7) { 3 } else { 1 });
        let held = self.scene.state.conversations.get(&session);
        let version = held.map_or(0, |held| self.version(Some(held.version)));
        let (actor, command) = match (self.step.deed, held.map(|held| held.stage)) {
            (107, _) | (108, None) => {
                let plan = self.statement_plan();
                (self.desk(), StatementCommand::Plan { session, version, plan })
            }
            (108, Some(Stage::Open)) if self.step.a.is_multiple_of(3) => {
                (self.desk(), StatementCommand::Close { session, version })
            }
            (108 | 109, Some(Stage::Preparing | Stage::Closed)) => {
                (self.desk(), StatementCommand::Open { session, version })
            }
            (108 | 109, _) => (self.desk(), StatementCommand::Seed { session, text: self.statement_text() }),
            (110, _) => (self.attendee(), StatementCommand::Submit { session, text: self.statement_text() }),
            (111, _) => self.of_a_desk(session),
            (112, _) if self.step.b.is_multiple_of(4) => {
                let (statement, version) = self.statement(session);
                (self.attendee(), StatementCommand::Withdraw { session, statement, version })
            }
            _ => {
                let (statement, _) = self.statement(session);
                let votes = [None, Some(Vote::Agree), Some(Vote::Disagree), Some(Vote::Pass)];
                let vote = votes[self.step.b as usize % votes.len()];
                (self.attendee(), StatementCommand::Vote { session, statement, vote, seq: self.seq() })
            }
        };
        (actor, Command::Statements(command))
    }

    fn of_a_desk(&self, session: SessionNo) -> (Actor, StatementCommand) {
        let (statement, version) = self.statement(session);
        match self.step.b % 5 {
            0 | 1 => (self.desk(), StatementCommand::Approve { session, statement, version }),
            2 => (self.organiser(), StatementCommand::Erase { session, statement }),
            no => {
                let reason = Reason::ALL[no as usize];
                (self.desk(), StatementCommand::Dismiss { session, statement, version, reason })
            }
        }
    }

    fn statement(&self, session: SessionNo) -> (StatementNo, u32) {
        let no = StatementNo(self.number(self.step.a, self.scene.state.last.statement.0));
        (no, self.version(self.scene.state.statement(session, no).map(|said| said.version)))
    }

    fn statement_plan(&self) -> StatementPlan {
        let no = self.step.a;
        StatementPlan {
            title: title(if self.step.hostile { "" } else { "عمّ العبارات؟" }),
            submit: !no.is_multiple_of(5),
            moderated: no.is_multiple_of(2),
            shown: no.is_multiple_of(3),
        }
    }
}

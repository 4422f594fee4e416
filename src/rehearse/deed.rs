//! What played phones give, as a report counts it.

use crate::domain::command::Command;
use crate::domain::idea::IdeaCommand;
use crate::domain::speaking::SpeakingCommand;
use crate::domain::stand::StandCommand;
use crate::domain::statement::StatementCommand;

/// As what an acknowledged command is counted; none of what a desk does.
pub fn of(command: &Command) -> Option<&'static str> {
    match command {
        Command::Ask { .. } => Some("questions"),
        Command::Support { .. } => Some("supports"),
        Command::Vote { .. } => Some("ballots"),
        Command::Rate { .. } => Some("ratings"),
        Command::Ideas(IdeaCommand::Submit { .. }) => Some("ideas"),
        Command::Ideas(IdeaCommand::Dot { .. }) => Some("dots"),
        Command::Statements(StatementCommand::Submit { .. }) => Some("statements"),
        Command::Statements(StatementCommand::Vote { .. }) => Some("statement_votes"),
        Command::Stands(StandCommand::Visit { .. }) => Some("stand_visits"),
        Command::Stands(StandCommand::Rate { .. }) => Some("stand_ratings"),
        Command::Stands(StandCommand::Ask { .. }) => Some("stand_questions"),
        Command::Speaking(SpeakingCommand::Ask { .. }) => Some("requests_to_speak"),
        _ => None,
    }
}

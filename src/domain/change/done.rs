//! What is done once and makes nothing that has a number.

use super::Change;
use crate::domain::id::{CommandId, LinkNo};
use crate::domain::statement::StatementChange;

impl Change {
    /// Who gave which command, of what is done once and makes nothing that has a number: the command is known again by its id
    /// alone, wherever the change happens or is left.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::Blocked { by, id, .. }
            | Self::Delayed { by, id, .. }
            | Self::WordRuled { by, id, .. }
            | Self::NameRuled { by, id, .. } => Some((*by, *id)),
            Self::Badges(change) => change.done(),
            Self::Award(change) => change.done(),
            Self::Ideas(change) => change.act.done(),
            Self::Stands(change) => change.act.done(),
            Self::Show(change) => change.done(),
            Self::Speaking(change) => change.done(),
            Self::Recommendations(change) => change.done(),
            // These make something, whose number the command is known by.
            Self::HallMade { .. }
            | Self::SessionMade { .. }
            | Self::LinkCreated { .. }
            | Self::Asked { .. }
            | Self::PollCreated { .. }
            | Self::AuthorErased { .. }
            | Self::Statements(StatementChange::Submitted { .. })
            // These are set again and again, and known by their order.
            | Self::Supported { .. }
            | Self::Voted { .. }
            | Self::Named { .. }
            | Self::Rated { .. }
            | Self::Statements(StatementChange::Voted { .. })
            // These name the version that they were decided at, or come to the same once more.
            | Self::ForumSet { .. }
            | Self::LookSet { .. }
            | Self::LogoSet { .. }
            | Self::RecordSet { .. }
            | Self::HallSet { .. }
            | Self::HallDropped { .. }
            | Self::SessionSet { .. }
            | Self::SessionDropped { .. }
            | Self::LinkRevoked { .. }
            | Self::Profiled { .. }
            | Self::Reworded { .. }
            | Self::Withdrawn { .. }
            | Self::Curated { .. }
            | Self::Undone { .. }
            | Self::BoardSet { .. }
            | Self::Paused { .. }
            | Self::PhaseSet { .. }
            | Self::Noted { .. }
            | Self::FeedbackSet { .. }
            | Self::PollEdited { .. }
            | Self::PollDropped { .. }
            | Self::PollsOrdered { .. }
            | Self::PollOpened { .. }
            | Self::PollClosing { .. }
            | Self::PollClosed { .. }
            | Self::PollRevealed { .. }
            | Self::RulingNamed { .. }
            | Self::SceneSet { .. }
            | Self::Cued { .. }
            | Self::Hidden { .. }
            | Self::Announced { .. }
            | Self::Statements(
                StatementChange::Planned { .. }
                | StatementChange::Staged { .. }
                | StatementChange::Withdrawn { .. }
                | StatementChange::Ruled { .. }
                | StatementChange::Pictured { .. },
            )
            | Self::Erased { .. } => None,
        }
    }
}

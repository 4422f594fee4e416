//! What happened to badges.

use serde::{Deserialize, Serialize};

use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo, WordsNo};
use crate::domain::left_out::is_default;

/// A change of the badges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name, or the badge's")]
pub enum BadgeChange {
    /// A list of attendees was taken: the changes beside this one are what came of it.
    Listed { by: LinkNo, id: CommandId },
    /// Badges were made, all with codes from that key.
    Issued { by: LinkNo, id: CommandId, key: WordsNo, badges: Vec<Issued> },
    /// A group was named for the first time: its place is the next.
    Grouped { name: Title },
    /// What a badge says was set.
    Described { badge: BadgeNo, label: Option<WordsNo>, name: Option<WordsNo>, group: Option<u8> },
    /// A badge has another code.
    Replaced { badge: BadgeNo, edition: u32, by: LinkNo, id: CommandId },
    /// Slips were printed, each for a badge in an edition of it; `home` where that came home from a lost history.
    SlipsPrinted {
        by: LinkNo,
        id: CommandId,
        poll: PollNo,
        round: u32,
        slips: Vec<(BadgeNo, u32)>,
        #[serde(default, skip_serializing_if = "is_default")]
        home: bool,
    },
    /// A badge was ended, or is good again.
    Ended { badge: BadgeNo, on: bool },
}

impl BadgeChange {
    /// Who gave which command, of what is done once and makes nothing that has a number.
    #[must_use]
    pub fn done(&self) -> Option<(LinkNo, CommandId)> {
        match self {
            Self::Listed { by, id } | Self::Replaced { by, id, .. } => Some((*by, *id)),
            Self::Issued { .. }
            | Self::Grouped { .. }
            | Self::Described { .. }
            | Self::SlipsPrinted { .. }
            | Self::Ended { .. } => None,
        }
    }
}

/// A badge that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Its number.
    pub badge: BadgeNo,
    /// Its place among those of the key.
    pub place: u32,
    /// The organiser's number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<WordsNo>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<WordsNo>,
    /// Its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u8>,
}

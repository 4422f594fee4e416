//! A rehearsal: a hall of phones, played against a real server over the real protocol.
//!
//! Two kinds: [`crowd`] invents what a hall does for a while, [`replay`] repeats a real conversation and then compares
//! every count with its own recount. Neither has a path of its own into the server.

pub mod backoff;
pub mod conversation;
mod crowd;
mod deed;
mod envelope;
mod join;
mod network;
mod outcome;
mod phone;
mod recount;
mod replay;
mod report;
mod stands;
mod tallies;

use std::path::PathBuf;
use std::time::Duration;

use reqwest::{StatusCode, Url};

pub use conversation::{Conversation, ReplayError};
pub use join::JoinError;
pub use network::Network;
pub use report::{NotPlayed, Report};

/// What to rehearse.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The servers: phones are shared out between them, and the counts are compared on each.
    pub urls: Vec<Url>,
    /// The forum's or a hall's join code.
    pub code: String,
    /// How many phones, where no conversation is replayed.
    pub phones: usize,
    /// How long; a replay without it goes as fast as it is answered.
    pub duration: Option<Duration>,
    /// How the phones' network behaves.
    pub network: Network,
    /// The folder of a conversation to replay.
    pub replay: Option<PathBuf>,
    /// A link of the crew or its token: of a replay a moderator's, to approve questions with; of a made-up hall an organiser's, who is
    /// told what the codes of stands say.
    pub desk: Option<String>,
}

/// Why a rehearsal could not be held.
#[derive(Debug, thiserror::Error)]
pub enum RehearseError {
    /// The conversation cannot be read.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// The phones cannot join.
    #[error(transparent)]
    Join(#[from] JoinError),
    /// The code leads to a choice of halls.
    #[error(
        "the forum of the code {0} is not on in one hall alone; give the code of the hall to rehearse in"
    )]
    NoSession(String),
    /// Questions wait for a moderator, and none is there.
    #[error(
        "questions of this forum wait for a moderator: give a moderator's link with --desk, as `serve` printed it"
    )]
    NoDesk,
    /// The link is none by which the codes of stands are told.
    #[error(
        "{0} tells the codes of stands to organisers alone: give an organiser's link with --desk, or none"
    )]
    NoOrganiser(Url),
    /// The server did not tell the codes of stands.
    #[error("{url} did not tell the codes of stands: {status}")]
    NoCodes {
        /// The address.
        url: Url,
        /// What it answered.
        status: StatusCode,
    },
    /// There is nobody to rehearse with.
    #[error("give the server's address with --url")]
    NoUrl,
    /// The server went away and did not come back.
    #[error("{0} does not answer any more; is the server still running?")]
    Gone(Url),
}

/// Holds the rehearsal. Progress goes to `tell`, a line at a time.
pub async fn rehearse(plan: &Plan, tell: impl Fn(&str)) -> Result<Report, RehearseError> {
    match &plan.replay {
        Some(folder) => {
            let conversation = Conversation::read(folder)?;
            replay::replay(plan, &conversation, tell).await
        }
        None => crowd::play(plan, tell).await,
    }
}

//! Who asked for the microphone, and what became of it.

use serde::Serialize;

use crate::domain::forum::Title;
use crate::domain::id::{SessionNo, SpeakerNo};
use crate::domain::speaking::{self, SpeakerItem, SpeakerStatus};

use super::tell::Teller;

/// A request for the microphone.
#[derive(Debug, Serialize)]
pub struct SpeakerRecord {
    /// Its number.
    pub speaker: SpeakerNo,
    /// Of which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What became of it.
    pub status: SpeakerStatus,
    /// How many turns the person had had when it came in.
    pub turns: u32,
    /// What the person chose to be called: of turns that are done, unless it was held or erased.
    pub name: Option<String>,
    /// What it was about, in the same way.
    pub topic: Option<String>,
    /// When it came to what became of it.
    pub decided: String,
}

impl Teller<'_> {
    /// The requests of a session, in the order in which they came in. Words are told of what the hall heard.
    pub(super) fn speakers(&self, no: SessionNo) -> Vec<SpeakerRecord> {
        let told = |item: SpeakerItem| {
            let heard = item.status == SpeakerStatus::Done && !item.held;
            SpeakerRecord {
                speaker: item.n,
                session: no,
                session_title: self.title(no),
                status: item.status,
                turns: item.spoke,
                name: item.name.filter(|_| heard),
                topic: item.topic.filter(|_| heard),
                decided: self.clock.tell(item.at),
            }
        };
        speaking::kept(self.state, no).into_iter().map(told).collect()
    }
}

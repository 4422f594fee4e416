//! The agenda as everyone sees it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::forum::Title;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::time::Time;

use super::LookView;

/// The forum, its halls and the agenda: the same for everyone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AgendaView {
    /// The forum's name.
    pub name: Title,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// IANA name of its zone.
    pub zone: String,
    /// The forum's join code.
    pub code: String,
    /// Every screen says that it is a rehearsal.
    pub rehearsal: bool,
    /// How it looks, where that was ever set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub look: Option<LookView>,
    /// Everyone may read the forum's record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub record: bool,
    /// What `name_forum` and `set_wifi` name.
    pub version: u32,
    /// Halls in their order.
    pub halls: Vec<HallView>,
    /// Sessions by start.
    pub sessions: Vec<SessionEntry>,
}

/// A hall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HallView {
    /// Its number.
    pub hall: HallNo,
    /// Its name.
    pub name: Title,
    /// Its join code.
    pub code: String,
    /// What `delay` and `name_hall` name.
    pub version: u32,
    /// What it is about from now on, as long as nothing is done: its walls look at the last one whose moment has come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<FocusView>>")]
    pub focus: Vec<FocusView>,
}

/// A session that a hall is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FocusView {
    /// The session.
    pub session: SessionNo,
    /// The moment from which; the first has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<Time>,
}

/// A session in the agenda.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionEntry {
    /// Its number.
    pub session: SessionNo,
    /// What `plan_session` and `drop_session` name.
    pub edition: u32,
    /// Where.
    pub hall: HallNo,
    /// What kind.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it.
    pub about: Title,
    /// Start, shifts included.
    pub starts: Time,
    /// End, shifts included.
    pub ends: Time,
    /// Where it is in its life.
    pub phase: Phase,
    /// When it opened, as it happened; of one that was set going again, the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub opened: Option<Time>,
    /// When it ended, as it happened; none where it never opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended: Option<Time>,
}

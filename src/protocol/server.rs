//! Frames that the server sends.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::client::{Reaction, Size, StandAsked};
use super::close::Bye;
use super::topic::Topic;
use crate::domain::id::{
    CommandId, HallNo, IdeaNo, LinkNo, PersonId, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StandNo,
    StatementNo,
};
use crate::domain::idea::{IdeaItem, Suggestion};
use crate::domain::recommendation::RecommendationItem;
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::stand::{RemarkItem, StandPage};
use crate::domain::statement::StatementItem;
use crate::domain::time::Time;
use crate::domain::view::shape::{MineView, QuestionItem};

/// A frame from the server, whose view and difference are of the type that its topic says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ServerFrame<V = NoView, D = NoView> {
    /// The answer to `hello`, and to `watch`.
    Welcome(Welcome),
    /// A whole topic.
    State {
        /// Which one.
        topic: Topic,
        /// The revision that last touched it.
        #[ts(type = "number")]
        rev: u64,
        /// All of it.
        view: V,
    },
    /// What changed in a topic. Applies to any revision of it from `from` on and below `rev`.
    Change {
        /// Which one.
        topic: Topic,
        /// The oldest revision that it can be applied to.
        #[ts(type = "number")]
        from: u64,
        /// The revision that the topic is at then.
        #[ts(type = "number")]
        rev: u64,
        /// The difference.
        diff: D,
    },
    /// The personal part of the session that is looked at, whole.
    Mine {
        /// The revision it was made at.
        #[ts(type = "number")]
        rev: u64,
        /// All of it.
        #[serde(flatten)]
        mine: MineView,
    },
    /// A command was accepted, or had been: it is in the journal.
    Done {
        /// Which one.
        #[ts(type = "string")]
        id: CommandId,
        /// Every view at this revision or above holds it.
        #[ts(type = "number")]
        rev: u64,
        /// The number of what it made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        no: Option<u32>,
    },
    /// A command was refused: it changed nothing.
    Refused {
        /// Which one.
        #[ts(type = "string")]
        id: CommandId,
        /// Why.
        code: RefusalCode,
        /// The bound that was overstepped.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "number")]
        limit: Option<i64>,
        /// Send it again after so many milliseconds; none means that again would be refused again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "number")]
        retry: Option<u32>,
    },
    /// A page of a list.
    Page {
        /// Which list.
        topic: Topic,
        /// The revision it was read at.
        #[ts(type = "number")]
        rev: u64,
        /// Questions in the order of their numbers.
        items: Vec<QuestionItem>,
        /// Ask again with this `after` for more; none means that this was the end.
        next: Option<QuestionNo>,
    },
    /// A page of the session's statements.
    Statements {
        /// The revision it was read at.
        #[ts(type = "number")]
        rev: u64,
        /// Statements in the order of their numbers.
        items: Vec<StatementItem>,
        /// Ask again with this `after` for more; none means that this was the end.
        next: Option<StatementNo>,
    },
    /// A page of the ideas of a board.
    Ideas {
        /// The revision at which it was read.
        #[ts(type = "number")]
        rev: u64,
        /// The ideas, in the order of their numbers.
        items: Vec<IdeaItem>,
        /// The `after` of the next page; none at the end.
        next: Option<IdeaNo>,
    },
    /// A page of the recommendations, or of all drafts.
    Recommendations {
        /// Which of the two.
        topic: Topic,
        /// The revision at which it was read.
        #[ts(type = "number")]
        rev: u64,
        /// They, in the order of their numbers.
        items: Vec<RecommendationItem>,
        /// The `after` of the next page; none at the end.
        next: Option<RecommendationNo>,
    },
    /// What may belong together on the board, at most 20.
    Suggested {
        /// The revision at which it was found out.
        #[ts(type = "number")]
        rev: u64,
        /// Groups, and what may go into groups.
        groups: Vec<Suggestion>,
    },
    /// A page of what was asked and said at stands.
    Remarks {
        /// The revision at which it was read.
        #[ts(type = "number")]
        rev: u64,
        /// Questions and comments in the order of their numbers.
        items: Vec<RemarkItem>,
        /// The `after` of the next page; none at the end.
        next: Option<RemarkNo>,
    },
    /// The page of a stand.
    Stand {
        /// The revision at which it was read.
        #[ts(type = "number")]
        rev: u64,
        /// Which one was asked for.
        asked: StandAsked,
        /// It; none where there is none.
        page: Option<StandPage>,
        /// The code is that of a stand, and its exhibition is not shown yet.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        soon: bool,
        /// Too much was asked for: ask again in a moment.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        again: bool,
    },
    /// What was found, best first, at most 20.
    Found {
        /// What was looked for.
        text: String,
        /// The questions.
        items: Vec<QuestionItem>,
    },
    /// What is worth seeing now.
    Pulse(ServerPulse),
    /// Yes.
    Pong,
    /// The connection ends, and why.
    Bye(Bye),
}

/// In the place of a view or a difference, where a frame has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "never")]
pub enum NoView {}

/// The answer to `hello`, and to `watch`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Welcome {
    /// Who the token is.
    pub you: You,
    /// The journal's epoch: what is known of another one is worth nothing.
    pub epoch: u32,
    /// The revision that the room is at.
    #[ts(type = "number")]
    pub rev: u64,
    /// The server's clock.
    pub now: Time,
    /// The session that is looked at; none when the forum has none.
    pub session: Option<SessionNo>,
    /// The topics that this view has. Of those that the client has already and that nothing touched since, no state follows.
    pub topics: Vec<Topic>,
    /// How much a client may send.
    pub limits: Limits,
    /// The address that people type to join, without a scheme.
    pub address: String,
}

/// Who a token is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct You {
    /// As what it looks.
    pub view: Role,
    /// What it may do.
    pub role: Role,
    /// The participant's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub person: Option<PersonId>,
    /// The role link's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<LinkNo>,
    /// The hall that the role link is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hall: Option<HallNo>,
    /// The stand of a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stand: Option<StandNo>,
}

/// How much a client may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Limits {
    /// Longest frame in bytes.
    pub frame: u32,
    /// Most unanswered commands; beyond them the connection is not read.
    pub unanswered: u32,
    /// Frames a second, over ten seconds.
    pub rate: u32,
}

/// What is worth seeing now. Each field replaces what was known; a missing one says nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ServerPulse {
    /// Devices connected in this session in the last 60 s, from 10 up (to moderators from 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub here: Option<u32>,
    /// Reactions since the last pulse.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "Partial<Record<Reaction, number>>")]
    pub reactions: BTreeMap<Reaction, u32>,
    /// The desks at work in this hall and what each has in hand: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub desks: Option<Vec<DeskPulse>>,
    /// The walls of this hall: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub walls: Option<Vec<WallPulse>>,
    /// What came to this session of late: to moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub arrivals: Option<ArrivalsPulse>,
}

impl ServerPulse {
    /// Everyone but the desks is told how many are here from so many on: a smaller number only discourages.
    pub const HERE_FROM: u32 = 10;
}

/// What came in each of the last 30 whole minutes, the oldest first. Another one comes once a minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArrivalsPulse {
    /// Questions; the organisers' seeds are outside.
    pub asked: Vec<u32>,
    /// Supports that were given.
    pub supported: Vec<u32>,
}

/// A desk at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskPulse {
    /// Its link.
    pub link: LinkNo,
    /// What its page calls itself, among those of the link; 0 where it said nothing of it.
    pub window: u32,
    /// What the link is called.
    pub name: String,
    /// The question in hand; 0 is none.
    pub holding: QuestionNo,
}

/// A wall that is alive, or was within the last half hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WallPulse {
    /// Its link.
    pub link: LinkNo,
    /// What the link is called.
    pub name: String,
    /// The hall that the link is for, where it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hall: Option<HallNo>,
    /// The scene that stands on it.
    pub scene: String,
    /// Since when that scene stands on it, as far as the server has heard.
    pub since: Time,
    /// The highest revision it has painted.
    #[ts(type = "number")]
    pub rev: u64,
    /// How large its picture is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub size: Option<Size>,
    /// What it was to show could not be drawn: `scene` stands on in its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub failed: bool,
    /// It is silent: when it was heard last. What it showed then may still stand on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub gone: Option<Time>,
}

/// Why a command was refused: by the forum's rules, or on its way to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum RefusalCode {
    /// By the forum's rules.
    Rule(Code),
    /// On the way.
    Way(WayCode),
}

/// Why a command did not get as far as the forum's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayCode {
    /// The command is not one that PROTOCOL.md describes.
    Malformed,
    /// The room has more to do than it can take: send it again.
    Busy,
    /// The journal could not take it, and certainly did not: send it again.
    TryAgain,
    /// Too many commands from this device: send it again later.
    RateLimited,
    /// The server keeps as much as it may, and takes nothing more from participants.
    StoreFull,
}

//! Frames that clients send.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::topic::Topic;
use crate::domain::id::{CommandId, HallNo, LineId, QuestionNo, SessionNo, StandNo};
use crate::domain::role::Role;
use crate::domain::stand::StandKey;

/// A frame from a client, read by [`codec::frame`](super::codec::frame). Unknown fields are ignored, unknown frames are
/// refused.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ClientFrame {
    /// The first frame: who is there, and what it has already.
    Hello(Hello),
    /// A command.
    Do {
        /// What the client calls it. The same command again has the same id.
        #[ts(type = "string")]
        id: CommandId,
        /// The epoch in which the client saw the numbers that the command names: in another one they may be other things'.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        epoch: Option<u32>,
        /// The command; read by itself, so that a wrong one is refused by its id.
        #[ts(type = "Command")]
        command: Box<RawValue>,
    },
    /// Look at another session.
    Watch {
        /// That one.
        session: SessionNo,
    },
    /// Read a list past its window, in the order of the questions' numbers.
    Page {
        /// Which list: `questions`, `waiting`, `aside`, `statements`, `ideas`, `remarks`, `recommendations` or `drafts`.
        topic: Topic,
        /// From behind this question, or the statement, idea, remark or recommendation of that number; 0 is the beginning.
        after: QuestionNo,
    },
    /// Which ideas of the board may belong together: to desks.
    Suggest,
    /// Read the page of a stand.
    Stand(StandAsked),
    /// Find questions. Phones get similar ones to support instead; desks get those that hold every word.
    Find {
        /// What is looked for, or a question being typed.
        text: String,
    },
    /// Something worth seeing now and not worth keeping.
    Pulse(ClientPulse),
    /// A wall says what stands on it, every 2 s.
    Shown {
        /// The name of the scene on it.
        scene: String,
        /// The highest revision it has painted.
        #[ts(type = "number")]
        rev: u64,
        /// How large its picture is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        size: Option<Size>,
        /// What it was to show could not be drawn: `scene` stands on in its place.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        failed: bool,
    },
    /// Are you there?
    Ping,
}

/// The width and the height of a wall's picture in its own pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Size(pub u16, pub u16);

/// The first frame of a connection.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct Hello {
    /// A participant's token or a role link's.
    pub token: String,
    /// As what to look; must be what the token allows. An organiser's token may look as anything.
    pub view: Role,
    /// The session to look at; none lets the server choose the hall's running or next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionNo>,
    /// The hall whose session to choose, where no session is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hall: Option<HallNo>,
    /// What a desk's page calls itself, among those of the same link: a number it made up when it was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub window: Option<u32>,
    /// What the client calls the stream that it opens, or the one that it says something beside; see PROTOCOL.md, S5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub line: Option<LineId>,
    /// What the client has already of the session it names, by topic: (epoch, revision).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, type = "Record<number, [number, number]>")]
    pub have: BTreeMap<Topic, (u32, u64)>,
}

/// What a client says in passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientPulse {
    /// A reaction of the audience.
    Reaction(Reaction),
    /// The question that this desk has in hand; 0 is none.
    Holding(QuestionNo),
}

/// Which stand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StandAsked {
    /// The one of that number, in the session that is looked at.
    Stand(StandNo),
    /// The one whose QR code says this, in whichever session.
    Key(StandKey),
}

/// A reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// Clapping.
    Clap,
    /// A heart.
    Heart,
    /// An idea.
    Idea,
    /// Agreement.
    Agree,
}

//! A question and what becomes of it.

use imbl::OrdMap;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use super::id::{ActNo, CommandId, PersonId, QuestionNo, SessionNo, WordsNo};
use super::register::Register;
use super::role::Author;
use super::time::Time;

/// A question. Its text is one of the forum's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Who made it, under which command. Never in a view.
    pub author: Author,
    /// The command that made it.
    pub id: CommandId,
    /// How it came in.
    pub source: Source,
    /// When it was asked.
    pub asked: Time,
    /// The name that its author chose to show.
    pub name: Option<WordsNo>,
    /// What its author wrote. A moderator's edit leaves it as it is.
    pub original: WordsNo,
    /// Raised by everything but supports: what a command about it names.
    pub version: u32,
    /// What can be decided about it, and undone.
    pub standing: Standing,
    /// The latest act of the ledger that stands on it: the only one that can be undone. An author's own change ends that.
    pub last_act: Option<ActNo>,
    /// The questions merged into this one, each with its own supporters kept.
    pub absorbed: Vec<QuestionNo>,
    /// Who supports this very question.
    pub supporters: OrdMap<PersonId, Register>,
    /// How many do.
    pub own_supports: u32,
    /// How often its author changed its text.
    pub reworded: u32,
    /// How often desks wrote about it: corrections, texts for the wall, replies.
    pub written: u32,
    /// Words that it had before: what its author or a desk has changed since. They are erased with it.
    pub past_words: Vec<WordsNo>,
    /// While others are merged into it: every supporter of the group, with how many of its questions each supports.
    pub united: OrdMap<PersonId, u32>,
}

/// What moderators and the author decide about a question. The ledger keeps the one before for undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The session whose board it is on.
    pub session: SessionNo,
    /// What became of it.
    pub status: Status,
    /// Its text as it is shown.
    pub text: WordsNo,
    /// A shorter text for the wall.
    pub wall_text: Option<WordsNo>,
    /// Its labels: places in the session's list of labels, ascending.
    pub labels: Vec<u8>,
    /// The reply in writing.
    pub reply: Option<WordsNo>,
    /// Where it is on its way to the stage.
    pub place: Staging,
    /// The other sessions it was on, each once, the latest last.
    pub trail: Vec<SessionNo>,
    /// What it was before it was dismissed, merged or answered, the latest last: what restoring brings back.
    pub set_aside_from: Vec<Status>,
}

/// What became of a question: exactly one of these at every moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// With the questions team.
    Pending,
    /// Published.
    Listed,
    /// Published and answered.
    Answered,
    /// United with another one.
    Merged(QuestionNo),
    /// Not published, or not any more.
    Dismissed(Reason),
    /// Taken back by its author.
    Withdrawn,
}

impl Status {
    /// The question it was united with.
    #[must_use]
    pub fn merged_into(self) -> Option<QuestionNo> {
        match self {
            Self::Merged(into) => Some(into),
            _ => None,
        }
    }

    /// Whether attendees see it on the list.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self, Self::Listed | Self::Answered)
    }
}

/// Why a question was dismissed. Keys 1 to 6 on the desk, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not about the session.
    OffTopic,
    /// It was answered already.
    AnsweredBefore,
    /// About a person.
    Personal,
    /// Not understood.
    Unclear,
    /// Advertising.
    Promotion,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason in the desk's order.
    pub const ALL: [Self; 6] =
        [Self::OffTopic, Self::AnsweredBefore, Self::Personal, Self::Unclear, Self::Promotion, Self::Other];

    /// Its place in that order, which is the one in which they are declared.
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }
}

/// How a question came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From a phone.
    Phone,
    /// Asked aloud in the hall and typed by the desk. Counts as received.
    Floor,
    /// Prepared by the organisers, and said so. Stays outside "received".
    Seed,
    /// Entered by an usher for somebody.
    Usher,
    /// Entered at a kiosk.
    Kiosk,
}

impl Source {
    /// By whom it was entered, where it was entered for somebody who has no phone at hand.
    #[must_use]
    pub fn assistant(self) -> Option<Assistant> {
        match self {
            Self::Usher => Some(Assistant::Usher),
            Self::Kiosk => Some(Assistant::Kiosk),
            Self::Phone | Self::Floor | Self::Seed => None,
        }
    }
}

/// What entered a ballot, as an entry has it: of a desk's it may say no more than that it was entered for somebody.
pub(in crate::domain) fn entered_by<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Assistant>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Told {
        Flag(bool),
        By(Assistant),
    }
    Ok(match Told::deserialize(from)? {
        Told::Flag(on) => on.then_some(Assistant::Desk),
        Told::By(assistant) => Some(assistant),
    })
}

/// What enters questions and ballots for those who have no phone at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Assistant {
    /// A desk.
    Desk,
    /// An usher's device.
    Usher,
    /// A tablet at which one after the other enters the own.
    Kiosk,
}

/// Where a question is on its way to the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Staging {
    /// Not on its way.
    Off,
    /// In the stage queue, which knows its place there.
    Queued,
    /// On stage and in the spotlight.
    OnStage,
}

impl Question {
    /// How many people support it, with everyone of the questions merged into it counted once.
    #[must_use]
    pub fn supports(&self) -> u32 {
        if self.absorbed.is_empty() { self.own_supports } else { self.united.len() as u32 }
    }

    /// All the words that it has and had.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> {
        let standing = &self.standing;
        let corrected = (standing.text != self.original).then_some(standing.text);
        let now = [Some(self.original), corrected, self.name, standing.wall_text, standing.reply];
        now.into_iter().flatten().chain(self.past_words.iter().copied())
    }

    /// The words of its standing that another one did not have.
    pub fn newer_words(&self, before: &Standing) -> impl Iterator<Item = WordsNo> + use<> {
        let newer = |now: Option<WordsNo>, before| now.filter(|no| Some(*no) != before);
        let now = &self.standing;
        [
            newer(Some(now.text), Some(before.text)),
            newer(now.wall_text, before.wall_text),
            newer(now.reply, before.reply),
        ]
        .into_iter()
        .flatten()
    }

    /// Remembers words that it had, unless it has them still.
    pub fn keep_words(&mut self, had: impl IntoIterator<Item = WordsNo>) {
        for no in had {
            if !self.words().any(|kept| kept == no) {
                self.past_words.push(no);
            }
        }
    }

    /// Whether that person's support of this very question stands.
    #[must_use]
    pub fn is_supported_by(&self, person: PersonId) -> bool {
        self.supporters.get(&person).is_some_and(|register| register.on)
    }
}

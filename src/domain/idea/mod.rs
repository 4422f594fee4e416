//! The idea board of a session: what a workshop's tables and phones gather, group, weigh with dots and tell the room.
//!
//! A desk leads it from phase to phase. Ideas are put together by hand; what may belong together is suggested and never done by
//! itself. A person's dots are one register, kept as they were given: what they count for follows from where the ideas lie at the
//! moment, so that an idea takes its dots along into a group and out of it again, and nobody ever counts more than they may.

mod apply;
mod bring;
mod change;
mod command;
mod decide;
mod dots;
mod plan;
mod suggest;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forum::Title;
use super::id::{ClusterNo, CommandId, IdeaNo, PersonId, SessionNo, WordsNo};
use super::index::BoardIndex;
use super::question::Reason;
use super::register::Seq;
use super::role::{Author, Role};
use super::time::Time;

pub use apply::apply;
pub use change::{IdeaAct, IdeaChange};
pub use command::{IdeaCommand, ReadIdea};
pub use decide::decide;
pub(in crate::domain) use decide::{can_be_shown, is_table};
pub use dots::{DotTally, Dots, Spot};
pub use plan::IdeaPlan;
pub use suggest::{Suggestion, suggestions};
pub use view::{
    BoardDiff, BoardView, ClusterView, DotsView, IdeaBy, IdeaItem, IdeaState, IdeasDiff, IdeasView, OwnIdeas,
    ResultView, ResultsDiff, ResultsView, Trace, board, ideas, is_shown, of_table, own, page, results, those,
    traces,
};

/// Ideas of a board at most that wait or are on it.
pub const IDEAS: usize = 1_000;
/// So many of their places are kept for tables and desks: no crowd takes the board away from them.
pub const CREW_IDEAS: usize = 200;
/// Ideas of a board at most, whatever became of them.
pub const IDEAS_EVER: usize = 5_000;
/// Of these, those that attendees leave to tables and desks.
pub const CREW_EVER: usize = 1_000;
/// Of these, those that tables leave to desks.
pub const DESK_EVER: usize = 500;
/// Ideas at most that facilitators of one table have on a board.
pub const TABLE_IDEAS: usize = 100;
/// Groups of a board at most.
pub const CLUSTERS: usize = 100;
/// Tables of a board at most.
pub const TABLES: usize = 40;
/// Longest name of a table or a group, in graphemes.
pub const NAME_LENGTH: usize = 60;
/// Longest title of a table's result, in graphemes.
pub const RESULT_TITLE_LENGTH: usize = 120;
/// Longest text of a table's result, in graphemes.
pub const RESULT_LENGTH: usize = 1_000;
/// Most bytes of a table's result: so that those of all tables fit into one view.
pub const RESULT_BYTES: usize = 4_500;
/// What a table's result rests on at most: ideas and groups together.
pub const RESTS_ON: usize = 20;
/// The most dots that a person has.
pub const DOTS: u8 = 10;
/// The most ideas of a person that are not taken back.
pub const EACH: u8 = 50;

/// The idea board of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaBoard {
    /// Raised by what desks decide of the board itself: its plan, its phase, its timer, whether results are shown.
    pub version: u32,
    /// What it asks, and how it is held.
    pub plan: Arc<IdeaPlan>,
    /// Where it is.
    pub phase: IdeaPhase,
    /// When the time of the phase is over: from then on it takes nothing from attendees, until a desk goes on.
    pub until: Option<Time>,
    /// The ideas, whatever became of them.
    pub ideas: OrdMap<IdeaNo, Arc<Idea>>,
    /// The groups.
    pub clusters: OrdMap<ClusterNo, Arc<Cluster>>,
    /// The groups in their order, each once.
    pub order: Vec<ClusterNo>,
    /// Raised whenever that order changes: what arranging names.
    pub arrangement: u32,
    /// The groups that were dissolved, the latest of them: dots on them are no mistake, and dissolving them again is none.
    #[serde(default, skip_serializing_if = "OrdSet::is_empty")]
    pub dissolved: OrdSet<ClusterNo>,
    /// What attendees did on it.
    pub people: OrdMap<PersonId, Arc<Own>>,
    /// What their dots come to, equal to a recount at every revision.
    pub tally: DotTally,
    /// What tables came to, by the tables' places.
    pub results: OrdMap<u8, Arc<TableResult>>,
    /// Everyone sees the tables' results before the board is closed.
    pub shown: bool,
    /// What ideas on the board are found by. Made from them and their words.
    #[serde(skip)]
    index: BoardIndex<IdeaNo>,
}

/// Where a board is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdeaPhase {
    /// Desks alone see it.
    #[default]
    Preparing,
    /// Attendees send ideas.
    Collecting,
    /// Ideas are put into groups.
    Grouping,
    /// Attendees give dots.
    Voting,
    /// It is over, and everyone sees what came of it.
    Closed,
}

/// An idea. Its text is one of the forum's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// Who made it. Never in a view.
    pub author: Author,
    /// The command that made it.
    pub id: CommandId,
    /// When it came in.
    pub at: Time,
    /// How it came in.
    pub by: IdeaBy,
    /// The table that it is of, by its place.
    pub table: Option<u8>,
    /// What its author wrote. A desk's correction leaves it as it is.
    pub original: WordsNo,
    /// Its text as it is shown.
    pub text: WordsNo,
    /// What became of it.
    pub status: IdeaStatus,
    /// The group that it is in.
    pub cluster: Option<ClusterNo>,
    /// Raised by whatever changes it: what commands about it name.
    pub version: u32,
    /// How often its author changed it.
    pub reworded: u32,
    /// How often desks corrected it.
    pub written: u32,
    /// A desk decided something of it: from then on its author changes it no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decided: bool,
    /// Words that it had before. They are erased with it.
    pub past_words: Vec<WordsNo>,
}

/// What became of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdeaStatus {
    /// With the desk.
    Waiting,
    /// On the board.
    Listed,
    /// Not on the board, or not any more.
    Dismissed {
        /// Why.
        reason: Reason,
        /// Whether it was on the board before: what restoring brings back.
        listed: bool,
    },
    /// Taken back by its author.
    Withdrawn,
}

/// A group of ideas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its name; may be empty.
    pub title: Title,
    /// Its ideas in their order.
    pub ideas: Vec<IdeaNo>,
    /// Raised by whatever changes it: what dissolving it names.
    pub version: u32,
    /// Raised by another name alone: what naming it names.
    pub edition: u32,
}

/// What an attendee did on a board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The ideas sent, in order.
    pub ideas: Vec<IdeaNo>,
    /// The table that was chosen last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Seated>,
    /// The dots that were given last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dots: Option<Given>,
}

/// Where somebody sits: the highest (seq, id) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seated {
    /// The table, by its place; none where they sit at none.
    pub table: Option<u8>,
    /// The device's sequence number.
    pub seq: Seq,
    /// The command that said so.
    pub id: CommandId,
}

/// All dots of somebody: the highest (seq, id) stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The dots; none where they were taken back.
    pub dots: Vec<Dots>,
    /// The device's sequence number.
    pub seq: Seq,
    /// The command that gave them.
    pub id: CommandId,
}

/// What a table came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableResult {
    /// Its heading.
    pub title: Option<WordsNo>,
    /// Its text.
    pub text: Option<WordsNo>,
    /// The ideas and groups that it rests on.
    pub rests: Vec<Spot>,
    /// The table is done.
    pub done: bool,
    /// Raised by every change of it.
    pub version: u32,
}

/// A table of a session's board: the place of a facilitator's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AtTable {
    /// Of which session's board.
    pub session: SessionNo,
    /// The table, by its place.
    pub table: u8,
}

impl IdeaStatus {
    /// Whether it is on the board.
    #[must_use]
    pub fn is_listed(self) -> bool {
        self == Self::Listed
    }

    /// Whether it is on the board or waits to be.
    #[must_use]
    pub fn stands(self) -> bool {
        matches!(self, Self::Waiting | Self::Listed)
    }
}

impl Idea {
    /// Whether no desk decided something of it, corrected it or put it into a group.
    #[must_use]
    pub fn is_its_authors(&self) -> bool {
        !self.decided && self.cluster.is_none() && self.text == self.original
    }

    /// All the words that it has and had.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> {
        let corrected = (self.text != self.original).then_some(self.text);
        std::iter::once(self.original).chain(corrected).chain(self.past_words.iter().copied())
    }
}

impl TableResult {
    /// What is written in it.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> + use<> {
        self.title.into_iter().chain(self.text)
    }
}

impl Own {
    /// The table where this person sits.
    #[must_use]
    pub fn table(&self) -> Option<u8> {
        self.seat.and_then(|seat| seat.table)
    }

    /// Whether some of its dots were given on such a spot.
    pub fn has_dots_on(&self, such: impl Fn(Spot) -> bool) -> bool {
        self.dots.iter().flat_map(|given| &given.dots).any(|dots| such(dots.on))
    }

    /// The highest sequence number of its registers.
    #[must_use]
    pub fn seq(&self) -> Seq {
        let seat = self.seat.map(|seat| seat.seq);
        seat.into_iter().chain(self.dots.as_ref().map(|given| given.seq)).max().unwrap_or_default()
    }
}

impl IdeaBoard {
    /// The idea, where it is on the board.
    #[must_use]
    pub fn listed(&self, no: IdeaNo) -> Option<&Arc<Idea>> {
        self.ideas.get(&no).filter(|idea| idea.status.is_listed())
    }

    /// Whether the time of its phase is over.
    #[must_use]
    pub fn is_over(&self, now: Time) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// Whether it takes ideas from attendees.
    #[must_use]
    pub fn takes_ideas(&self, now: Time) -> bool {
        self.phase == IdeaPhase::Collecting && !self.is_over(now)
    }

    /// Whether it takes dots.
    #[must_use]
    pub fn takes_dots(&self, now: Time) -> bool {
        self.phase == IdeaPhase::Voting && !self.is_over(now)
    }

    /// Whether that role sees what the dots come to.
    #[must_use]
    pub fn shows_dots(&self, role: Role) -> bool {
        role.is_desk() || self.plan.show_dots || self.phase == IdeaPhase::Closed
    }

    /// Whether that role sees what all tables came to.
    #[must_use]
    pub fn shows_results(&self, role: Role) -> bool {
        role.is_desk() || self.shown || self.phase == IdeaPhase::Closed
    }

    /// Whether anybody gave it anything, or could have.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.phase != IdeaPhase::Preparing || !self.ideas.is_empty() || !self.results.is_empty()
    }

    /// Whether it has that table.
    #[must_use]
    pub fn has_table(&self, table: u8) -> bool {
        usize::from(table) < self.plan.tables.len()
    }

    /// The table where that person sits; none where it was taken away.
    #[must_use]
    pub fn table_of(&self, person: PersonId) -> Option<u8> {
        self.people.get(&person)?.table().filter(|table| self.has_table(*table))
    }

    /// Whether dots or a table's result name that idea as it is now.
    #[must_use]
    pub fn is_relied_on(&self, no: IdeaNo) -> bool {
        let spot = Spot::Idea(no);
        self.results.values().any(|result| result.rests.contains(&spot))
            || self.people.values().any(|own| own.has_dots_on(|on| on == spot))
    }

    /// How many of its tables something names, counted from the first. A seat keeps no table: where one sat at it one sits
    /// at none.
    #[must_use]
    pub fn tables_in_use(&self) -> usize {
        let ideas = self.ideas.values().filter_map(|idea| idea.table);
        let named = ideas.chain(self.results.keys().copied());
        named.max().map_or(0, |table| usize::from(table) + 1)
    }
}

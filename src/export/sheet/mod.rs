//! The record as sheets: one a table, a line for each thing.

mod award_line;
pub(super) mod columns;
mod group_line;
mod poll_line;
mod shift_line;
mod thing;

use serde::Serialize;

use super::record::Record;
use award_line::AwardLine;
use group_line::GroupLine;
use poll_line::PollLine;
use shift_line::ShiftLine;

pub(super) use thing::Thing;

/// A table of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Sessions with their accounts.
    Sessions,
    /// Questions.
    Questions,
    /// Polls: a line for each option, word or text of each round.
    Polls,
    /// Results by group of badges: a line for each option of each group.
    PollGroups,
    /// How opinions moved between two polls: a line for each option before and each after.
    PollShifts,
    /// Ratings and comments.
    Feedback,
    /// Decisions of the desks.
    Ledger,
    /// Awards: a line for each nominee.
    Awards,
    /// Statements with what was said of them.
    Statements,
    /// Ideas of the boards.
    Ideas,
    /// Groups of ideas with their dots.
    Groups,
    /// What tables of the boards came to.
    Tables,
    /// Stands.
    Stands,
    /// What was asked and said at stands.
    StandQuestions,
    /// Requests for the microphone.
    Speakers,
    /// Recommendations with what they rest on.
    Recommendations,
    /// Cues of the runs of show, and what became of them.
    Cues,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 17] = [
        Self::Sessions,
        Self::Questions,
        Self::Polls,
        Self::PollGroups,
        Self::PollShifts,
        Self::Feedback,
        Self::Ledger,
        Self::Awards,
        Self::Statements,
        Self::Ideas,
        Self::Groups,
        Self::Tables,
        Self::Stands,
        Self::StandQuestions,
        Self::Speakers,
        Self::Recommendations,
        Self::Cues,
    ];

    /// Its name in addresses and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Questions => "questions",
            Self::Polls => "polls",
            Self::PollGroups => "poll_groups",
            Self::PollShifts => "poll_shifts",
            Self::Feedback => "feedback",
            Self::Ledger => "ledger",
            Self::Awards => "awards",
            Self::Statements => "statements",
            Self::Ideas => "ideas",
            Self::Groups => "groups",
            Self::Tables => "tables",
            Self::Stands => "stands",
            Self::StandQuestions => "stand_questions",
            Self::Speakers => "speakers",
            Self::Recommendations => "recommendations",
            Self::Cues => "cues",
        }
    }

    /// The table of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// A value in a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Number(u64),
    /// Told to two digits.
    Average(f64),
    /// `2026-11-02 09:30:00`, by the forum's clocks.
    Moment(String),
    /// One of the stable names that the JSON document has too.
    Name(String),
    /// Things of the forum, by their kinds and numbers.
    Things(Vec<Thing>),
    Text(String),
}

/// A table with its headings.
pub(super) struct Sheet {
    pub headings: Vec<&'static str>,
    pub lines: Vec<Vec<Cell>>,
}

/// A heading, and what stands below it.
type Column<T> = (&'static str, fn(&T) -> Cell);

impl Sheet {
    pub fn of(record: &Record, table: Table) -> Self {
        match table {
            Table::Sessions => sheet(&columns::SESSIONS, &record.sessions),
            Table::Questions => sheet(&columns::QUESTIONS, &record.questions),
            Table::Polls => {
                let lines: Vec<_> = record.polls.iter().flat_map(poll_line::of).collect();
                sheet(&PollLine::COLUMNS, &lines)
            }
            Table::PollGroups => {
                let lines: Vec<_> = record.polls.iter().flat_map(group_line::of).collect();
                sheet(&GroupLine::COLUMNS, &lines)
            }
            Table::PollShifts => {
                let lines: Vec<_> = record.polls.iter().flat_map(shift_line::of).collect();
                sheet(&ShiftLine::COLUMNS, &lines)
            }
            Table::Feedback => sheet(&columns::FEEDBACK, &record.feedback),
            Table::Ledger => sheet(&columns::LEDGER, &record.ledger),
            Table::Awards => {
                let lines: Vec<_> = record.awards.iter().flat_map(award_line::of).collect();
                sheet(&AwardLine::COLUMNS, &lines)
            }
            Table::Statements => sheet(&columns::STATEMENTS, &record.statements),
            Table::Ideas => sheet(&columns::IDEAS, &record.ideas),
            Table::Groups => sheet(&columns::GROUPS, &record.groups),
            Table::Tables => sheet(&columns::TABLES, &record.tables),
            Table::Stands => sheet(&columns::STANDS, &record.stands),
            Table::StandQuestions => sheet(&columns::STAND_QUESTIONS, &record.stand_questions),
            Table::Speakers => sheet(&columns::SPEAKERS, &record.speakers),
            Table::Recommendations => sheet(&columns::RECOMMENDATIONS, &record.recommendations),
            Table::Cues => sheet(&columns::CUES, &record.cues),
        }
    }
}

fn sheet<T>(columns: &[Column<T>], things: &[T]) -> Sheet {
    Sheet {
        headings: columns.iter().map(|(heading, _)| *heading).collect(),
        lines: things.iter().map(|thing| columns.iter().map(|(_, cell)| cell(thing)).collect()).collect(),
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<&Option<String>> for Cell {
    fn from(text: &Option<String>) -> Self {
        text.as_deref().map_or(Self::Empty, Self::from)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl Cell {
    /// A moment as sheets read it: without the distance from UTC, for all are told in one zone.
    fn moment(told: &str) -> Self {
        Self::Moment(told.get(..19).unwrap_or(told).replace('T', " "))
    }

    /// The stable name that a value has in the JSON document.
    fn named(value: &impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(name)) => Self::Name(name),
            _ => Self::Empty,
        }
    }

    fn things(things: impl Iterator<Item = Thing>) -> Self {
        let things: Vec<Thing> = things.collect();
        if things.is_empty() { Self::Empty } else { Self::Things(things) }
    }

    fn yes(flag: bool) -> Self {
        Self::Name(if flag { "yes" } else { "no" }.to_owned())
    }
}

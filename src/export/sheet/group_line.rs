//! Results by group in lines: one for each option of each group.

use crate::domain::forum::Title;
use crate::domain::split::GroupRowView;
use crate::export::record::{PollRecord, RoundRecord};

use super::{Cell, Column};

pub(super) struct GroupLine<'r> {
    poll: &'r PollRecord,
    round: &'r RoundRecord,
    row: &'r GroupRowView,
    /// Its place from 1, what it is called, and how many chose it where that is told.
    option: (u32, &'r Title, Option<u32>),
}

impl<'r> GroupLine<'r> {
    pub(super) const COLUMNS: [Column<GroupLine<'r>>; 14] = [
        ("poll", |line| line.poll.poll.0.into()),
        ("session", |line| line.poll.session.0.into()),
        ("session_ar", |line| line.poll.session_title.ar.as_str().into()),
        ("session_en", |line| line.poll.session_title.en.as_str().into()),
        ("title_ar", |line| line.poll.title.ar.as_str().into()),
        ("title_en", |line| line.poll.title.en.as_str().into()),
        ("round", |line| line.round.round.into()),
        ("group_ar", |line| line.named(|name| &name.ar)),
        ("group_en", |line| line.named(|name| &name.en)),
        ("voters", |line| line.row.v.into()),
        ("option", |line| line.option.0.into()),
        ("option_ar", |line| line.option.1.ar.as_str().into()),
        ("option_en", |line| line.option.1.en.as_str().into()),
        ("count", |line| line.option.2.map_or(Cell::Empty, Into::into)),
    ];

    /// The groups of the row; a badge of no group has no name.
    fn named(&self, name: fn(&Title) -> &str) -> Cell {
        let names = self.row.names.iter().map(name).filter(|name| !name.is_empty());
        names.collect::<Vec<_>>().join(" + ").as_str().into()
    }
}

/// The lines of a poll.
pub(super) fn of(poll: &PollRecord) -> Vec<GroupLine<'_>> {
    let rows = poll.rounds.iter().flat_map(|round| {
        let rows = round.groups.iter().flat_map(|groups| &groups.rows);
        rows.map(move |row| (round, row))
    });
    let lines = rows.flat_map(|(round, row)| {
        let options = (1..).zip(&round.counts).zip(&row.n);
        options.map(move |((place, option), told)| GroupLine {
            poll,
            round,
            row,
            option: (place, &option.option, *told),
        })
    });
    lines.collect()
}

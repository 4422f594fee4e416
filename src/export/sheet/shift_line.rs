//! How opinions moved, in lines: one for each option before and each option after.

use crate::domain::forum::Title;
use crate::domain::split::ShiftView;
use crate::export::record::{PollRecord, RoundRecord};

use super::{Cell, Column};

pub(super) struct ShiftLine<'r> {
    poll: &'r PollRecord,
    round: &'r RoundRecord,
    shift: &'r ShiftView,
    /// Two places from 0; that after the last option is of who did not answer.
    places: (usize, usize),
}

impl<'r> ShiftLine<'r> {
    pub(super) const COLUMNS: [Column<ShiftLine<'r>>; 18] = [
        ("poll", |line| line.poll.poll.0.into()),
        ("session", |line| line.poll.session.0.into()),
        ("session_ar", |line| line.poll.session_title.ar.as_str().into()),
        ("session_en", |line| line.poll.session_title.en.as_str().into()),
        ("title_ar", |line| line.poll.title.ar.as_str().into()),
        ("title_en", |line| line.poll.title.en.as_str().into()),
        ("round", |line| line.round.round.into()),
        ("earlier_poll", |line| line.shift.poll.0.into()),
        ("earlier_round", |line| line.shift.round.into()),
        ("both", |line| line.shift.both.map_or(Cell::Empty, Into::into)),
        ("before", |line| line.option(line.places.0)),
        ("before_ar", |line| line.called(line.places.0, |named| &named.ar)),
        ("before_en", |line| line.called(line.places.0, |named| &named.en)),
        ("before_count", |line| Self::counted(line.places.0, &line.shift.before)),
        ("after", |line| line.option(line.places.1)),
        ("after_ar", |line| line.called(line.places.1, |named| &named.ar)),
        ("after_en", |line| line.called(line.places.1, |named| &named.en)),
        ("count", |line| line.moved()),
    ];

    /// The place of an option from 1.
    fn option(&self, place: usize) -> Cell {
        let place = if place < self.shift.now.len() { u32::try_from(place + 1).ok() } else { None };
        place.map_or(Cell::Empty, Into::into)
    }

    fn called(&self, place: usize, name: fn(&Title) -> &str) -> Cell {
        self.round.counts.get(place).map_or(Cell::Empty, |count| name(&count.option).into())
    }

    fn counted(place: usize, counts: &[u32]) -> Cell {
        counts.get(place).map_or(Cell::Empty, |count| (*count).into())
    }

    fn moved(&self) -> Cell {
        let told =
            self.shift.moved.as_ref().and_then(|moved| *moved.get(self.places.0)?.get(self.places.1)?);
        told.map_or(Cell::Empty, Into::into)
    }
}

/// The lines of a poll.
pub(super) fn of(poll: &PollRecord) -> Vec<ShiftLine<'_>> {
    let shifts = poll.rounds.iter().filter_map(|round| Some((round, round.shift.as_ref()?)));
    let lines = shifts.flat_map(|(round, shift)| {
        let places = 0..=shift.now.len();
        let pairs = places.clone().flat_map(move |before| places.clone().map(move |after| (before, after)));
        pairs.map(move |places| ShiftLine { poll, round, shift, places })
    });
    lines.collect()
}

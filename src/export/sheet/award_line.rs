//! An award in lines: one for each nominee.

use crate::export::record::{AwardRecord, NomineeRecord, TrackRecord};

use crate::domain::award::NomineeResult;

use super::{Cell, Column};

pub(super) struct AwardLine<'r> {
    award: &'r AwardRecord,
    track: (u32, &'r TrackRecord),
    nominee: (u32, &'r NomineeRecord),
}

impl<'r> AwardLine<'r> {
    pub(super) const COLUMNS: [Column<AwardLine<'r>>; 24] = [
        ("session", |line| line.award.session.0.into()),
        ("session_ar", |line| line.award.session_title.ar.as_str().into()),
        ("session_en", |line| line.award.session_title.en.as_str().into()),
        ("track", |line| line.track.0.into()),
        ("track_ar", |line| line.track.1.title.ar.as_str().into()),
        ("track_en", |line| line.track.1.title.en.as_str().into()),
        ("kind", |line| Cell::named(&line.track.1.kind)),
        ("nominee", |line| line.nominee.0.into()),
        ("nominee_ar", |line| line.nominee.1.title.ar.as_str().into()),
        ("nominee_en", |line| line.nominee.1.title.en.as_str().into()),
        ("team_ar", |line| line.nominee.1.team.ar.as_str().into()),
        ("team_en", |line| line.nominee.1.team.en.as_str().into()),
        ("place", |line| line.counted(|result| result.place.map(|place| u32::from(place).into()))),
        ("points", |line| line.counted(|result| result.total.map(|total| points(total.into())))),
        ("jury_points", |line| line.counted(|result| result.jury.map(|jury| points(jury.into())))),
        ("jurors", |line| line.counted(|result| Some(result.sheets.into()))),
        ("recused", |line| line.counted(|result| Some(result.recused.into()))),
        ("firsts", |line| line.counted(|result| Some(result.firsts.into()))),
        ("jury_quorum", |line| line.track.1.jury_quorum.map_or(Cell::Empty, Cell::yes)),
        ("votes", |line| line.counted(|result| line.track.1.ballots.map(|_| result.votes.into()))),
        ("people_points", |line| line.counted(|result| result.people.map(|people| points(people.into())))),
        ("people_quorum", |line| line.track.1.people_quorum.map_or(Cell::Empty, Cell::yes)),
        ("people_place", |line| {
            line.counted(|result| result.people_place.map(|place| u32::from(place).into()))
        }),
        ("tie", |line| line.counted(|result| result.tie.map(|tie| Cell::named(&tie)))),
    ];

    fn counted(&self, cell: impl FnOnce(&NomineeResult) -> Option<Cell>) -> Cell {
        self.nominee.1.result.as_ref().and_then(cell).unwrap_or(Cell::Empty)
    }
}

/// The lines of an award.
pub(super) fn of(award: &AwardRecord) -> Vec<AwardLine<'_>> {
    let tracks = (1..).zip(&award.tracks);
    let lines = tracks.flat_map(|track| {
        (1..).zip(&track.1.nominees).map(move |nominee| AwardLine { award, track, nominee })
    });
    lines.collect()
}

/// Out of 100.
fn points(thousandths: f64) -> Cell {
    Cell::Average(thousandths / 1_000.0)
}

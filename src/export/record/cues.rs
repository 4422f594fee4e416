//! The runs of show, and what became of each cue.

use serde::Serialize;

use crate::domain::forum::Title;
use crate::domain::id::{CueNo, HallNo};
use crate::domain::refusal::Code;
use crate::domain::show::{self, CameView, CueAct, CueItem, Moment};

use super::tell::Teller;

/// A cue.
#[derive(Debug, Serialize)]
pub struct CueRecord {
    /// Its number.
    pub cue: CueNo,
    /// Of which hall.
    pub hall: HallNo,
    /// What that is called.
    pub hall_name: Title,
    /// What the crew calls it.
    pub name: Title,
    /// When it was planned.
    pub at: Moment,
    /// What it does.
    pub does: CueAct,
    /// When it is due by that, with all delays; none where its session is not on the hall's agenda any more.
    pub due: Option<String>,
    /// What became of it; none while it waits.
    pub came: Option<CameView>,
    /// When it did.
    pub when: Option<String>,
    /// Why it failed.
    pub code: Option<Code>,
    /// The desk that did or skipped it; none is the clock.
    pub by: Option<String>,
}

impl Teller<'_> {
    /// The cues of all halls, each hall's in the order of their moments.
    pub(super) fn cues(&self) -> Vec<CueRecord> {
        let halls = self.state.halls.iter();
        let told = halls.flat_map(|(no, hall)| {
            let items = show::show(self.state, *no).map(|show| show.items).unwrap_or_default();
            items.into_iter().map(|item| self.cue(*no, &hall.name, item))
        });
        told.collect()
    }

    fn cue(&self, hall: HallNo, hall_name: &Title, item: CueItem) -> CueRecord {
        CueRecord {
            cue: item.c,
            hall,
            hall_name: hall_name.clone(),
            name: item.name,
            at: item.at,
            does: item.does,
            due: item.time.map(|due| self.clock.tell(due)),
            came: item.came,
            when: item.when.map(|when| self.clock.tell(when)),
            code: item.code,
            by: item.by,
        }
    }
}

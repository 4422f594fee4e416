//! Lost changes of a run of show on their way home.
//!
//! What a cue did comes home as whatever it did does; here it is said that the cue was come to, so that the run does not do it again. A cue that was done in either
//! history was done. What desks planned comes home where it stands as it stood for them.

use std::sync::Arc;

use super::{CUES, Came, Cue, CuePlan, Outcome, Show, ShowAct, ShowChange, TEXT, Thing, text_taken};
use crate::domain::change::Change;
use crate::domain::id::{CueNo, HallNo};
use crate::domain::rebase::Bringing;
use crate::domain::role::Author;
use crate::domain::state::Made;
use crate::domain::time::{Millis, Time};

/// A hall by its numbers in both histories.
#[derive(Clone, Copy)]
struct There {
    lost: HallNo,
    now: HallNo,
}

impl Bringing<'_> {
    /// Brings a change of a run of show, and tells whether it stands now.
    pub(in crate::domain) fn about_show(&mut self, change: &ShowChange) -> bool {
        // What the run did, a hand on it and a cue that went are nothing without the hall.
        let Some(now) = self.hall(change.hall) else {
            return matches!(
                change.act,
                ShowAct::Came { .. } | ShowAct::Handed { .. } | ShowAct::Dropped { .. }
            );
        };
        let hall = There { lost: change.hall, now };
        let came = match &change.act {
            ShowAct::Added { .. } => self.cue_added(hall, &change.act),
            ShowAct::Changed { .. } => self.cue_changed(hall, &change.act),
            ShowAct::Dropped { cue } => Some(self.cue_dropped(hall, *cue)),
            ShowAct::Came { cue, became } => Some(self.cue_came(hall, *cue, *became).unwrap_or(true)),
            ShowAct::Handed { thing, time } => Some(self.handed(hall, *thing, *time).unwrap_or(true)),
            ShowAct::Confirmed { cue } => self.confirmed(hall, *cue),
            ShowAct::Held { .. } => self.show_held(hall, &change.act),
            ShowAct::Moved { .. } => self.cues_moved(hall, &change.act),
            ShowAct::Rehearsed { .. } => self.rehearsed(hall, &change.act),
        };
        came.unwrap_or(false)
    }

    fn of_show(&mut self, hall: There, act: ShowAct) {
        self.emit(Change::Show(ShowChange { hall: hall.now, act }));
    }

    /// The cue by its number of now, as it stood and as it stands.
    fn cues(&self, hall: There, lost: CueNo) -> Option<(CueNo, Arc<Cue>, Arc<Cue>)> {
        let no = self.numbering.cue(lost)?;
        let stood = self.lost.shows.get(&hall.lost)?.cues.get(&lost)?;
        let stands = self.now.shows.get(&hall.now)?.cues.get(&no)?;
        Some((no, Arc::clone(stood), Arc::clone(stands)))
    }

    /// The plan by the numbers of now; none where what it names is not there any more.
    fn cue_plan(&self, lost: &CuePlan) -> Option<CuePlan> {
        lost.renumbered(|no| self.session(no), |no| self.numbering.poll(no))
    }

    /// Whether a cue is planned now as it was in the lost history.
    fn is_planned_alike(&self, stood: &Cue, stands: &Cue) -> bool {
        stood.moved == stands.moved && self.cue_plan(&stood.plan).as_ref() == Some(&*stands.plan)
    }

    /// A cue that was added again, by the same command, is the same one.
    fn cue_added(&mut self, hall: There, act: &ShowAct) -> Option<bool> {
        let ShowAct::Added { cue: lost, plan, by } = act else { return None };
        let (by, id) = (*by)?;
        let by = self.link(by)?;
        if let Some(made) = self.now.made.get(&(Author::Link(by), id)) {
            let Made::Cue(no) = *made else { return None };
            self.note(|known| known.cues.insert(*lost, no));
            return Some(true);
        }
        let plan = self.cue_plan(plan)?;
        let there = self.now.shows.get(&hall.now).map_or(0, |show| show.cues.len());
        let fits = there < CUES && self.has_room_for_cue(hall, &plan, None);
        if !fits {
            return Some(false);
        }
        let cue = self.now.last.cue.next();
        self.note(|known| known.cues.insert(*lost, cue));
        self.of_show(hall, ShowAct::Added { cue, plan: Arc::new(plan), by: Some((by, id)) });
        Some(true)
    }

    /// Whether a plan is not too long beside the others, in the place of the one of that number.
    fn has_room_for_cue(&self, hall: There, plan: &CuePlan, instead: Option<CueNo>) -> bool {
        let taken = self.now.shows.get(&hall.now).map_or(0, |show| show.text_beside(instead));
        taken + text_taken(plan) <= TEXT
    }

    fn cue_changed(&mut self, hall: There, act: &ShowAct) -> Option<bool> {
        let ShowAct::Changed { cue: lost, plan, by } = act else { return None };
        let by = self.link(*by)?;
        let (cue, stood, stands) = self.cues(hall, *lost)?;
        let plan = Arc::new(self.cue_plan(plan)?);
        let is_so = stands.plan == plan && stands.moved == Millis(0);
        // What was done since is not to be done again, and what was done in both is to be.
        let is_same = self.is_planned_alike(&stood, &stands) && stood.waits() == stands.waits();
        let comes = is_same && self.has_room_for_cue(hall, &plan, Some(cue));
        if comes {
            self.of_show(hall, ShowAct::Changed { cue, plan, by });
        }
        Some(comes || is_so)
    }

    fn cue_dropped(&mut self, hall: There, lost: CueNo) -> bool {
        let Some((cue, stood, stands)) = self.cues(hall, lost) else { return true };
        let comes = self.is_planned_alike(&stood, &stands);
        if comes {
            self.of_show(hall, ShowAct::Dropped { cue });
        }
        comes
    }

    /// What the run does is nobody's decision: where it came to something else, nothing is left. One that was planned anew since waits for its new
    /// moment.
    fn cue_came(&mut self, hall: There, lost: CueNo, became: Came) -> Option<bool> {
        let (cue, stood, stands) = self.cues(hall, lost)?;
        let is_planned = self.cue_plan(&stood.plan).as_ref() == Some(&*stands.plan);
        let comes = stands.waits() || (became.to == Outcome::Done && !stands.is_done());
        if is_planned && comes {
            let by = became.by.and_then(|by| self.link(by));
            self.of_show(hall, ShowAct::Came { cue, became: Came { by, ..became } });
        }
        Some(true)
    }

    fn handed(&mut self, hall: There, lost: Thing, time: Option<Time>) -> Option<bool> {
        let thing = match lost {
            Thing::Scene | Thing::Hiding | Thing::Announcement => lost,
            Thing::Opening(no) => Thing::Opening(self.poll(no)?),
            Thing::Closing(no) => Thing::Closing(self.poll(no)?),
            Thing::Showing(no) => Thing::Showing(self.poll(no)?),
            Thing::Phase(no) => Thing::Phase(self.session(no)?),
            Thing::Asking(no) => Thing::Asking(self.session(no)?),
            Thing::Pause(no) => Thing::Pause(self.session(no)?),
            Thing::Note(no) => Thing::Note(self.session(no)?),
            Thing::Feedback(no) => Thing::Feedback(self.session(no)?),
            Thing::Statements(no) => Thing::Statements(self.session(no)?),
            Thing::Board(no) => Thing::Board(self.session(no)?),
            Thing::Results(no) => Thing::Results(self.session(no)?),
            Thing::Speaking(no) => Thing::Speaking(self.session(no)?),
        };
        let stands = self.now.shows.get(&hall.now)?.hand_on(thing);
        let stood = self.lost.shows.get(&hall.lost).and_then(|show| show.hand_on(lost));
        let comes = match time {
            Some(time) => stands.is_none_or(|later| later < time),
            // A hand that came since gives nothing back.
            None => stands.is_some() && stands == stood,
        };
        if comes {
            self.of_show(hall, ShowAct::Handed { thing, time });
        }
        Some(true)
    }

    fn confirmed(&mut self, hall: There, lost: CueNo) -> Option<bool> {
        let (cue, stood, stands) = self.cues(hall, lost)?;
        let is_same = stands.waits() && stood.hand == stands.hand;
        if is_same && stands.hand.is_some() {
            self.of_show(hall, ShowAct::Confirmed { cue });
        }
        Some(is_same || stands.hand.is_none())
    }

    fn show_held(&mut self, hall: There, act: &ShowAct) -> Option<bool> {
        let ShowAct::Held { on, time, by, id } = act else { return None };
        let by = self.link(*by)?;
        if self.is_done(by, *id) {
            return Some(true);
        }
        let (stood, stands) = (self.lost.shows.get(&hall.lost), self.now.shows.get(&hall.now));
        let held = |show: Option<&Arc<Show>>| show.is_some_and(|show| show.held.is_some());
        let (is_same, is_so) = (held(stood) == held(stands), held(stands) == *on);
        if is_same {
            self.of_show(hall, ShowAct::Held { on: *on, time: *time, by, id: *id });
        }
        Some(is_same || is_so)
    }

    /// Those that wait where they waited move; the others are where somebody else put them, or were done.
    fn cues_moved(&mut self, hall: There, act: &ShowAct) -> Option<bool> {
        let ShowAct::Moved { cues: lost, length, by } = act else { return None };
        let by = match by {
            Some((by, id)) => {
                let by = self.link(*by)?;
                if self.is_done(by, *id) {
                    return Some(true);
                }
                Some((by, *id))
            }
            None => None,
        };
        let moves = |no: &CueNo| {
            let (cue, stood, stands) = self.cues(hall, *no)?;
            (stands.waits() && self.is_planned_alike(&stood, &stands)).then_some(cue)
        };
        let cues: Vec<CueNo> = lost.iter().filter_map(moves).collect();
        let all = cues.len() == lost.len();
        if !cues.is_empty() {
            self.of_show(hall, ShowAct::Moved { cues, length: *length, by });
        }
        Some(all)
    }

    fn rehearsed(&mut self, hall: There, act: &ShowAct) -> Option<bool> {
        let ShowAct::Rehearsed { on, by, time } = act else { return None };
        let by = self.link(*by)?;
        let noted = |show: Option<&Arc<Show>>| show.is_some_and(|show| show.rehearsed.is_some());
        let stood = noted(self.lost.shows.get(&hall.lost));
        let stands = noted(self.now.shows.get(&hall.now));
        if stood == stands && stands != *on {
            self.of_show(hall, ShowAct::Rehearsed { on: *on, by, time: *time });
        }
        Some(stood == stands || stands == *on)
    }
}

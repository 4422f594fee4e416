//! The order of the agenda, and whether two sessions want one hall at one time.

use jiff::Timestamp;

use crate::domain::time::Time;

use super::PlannedSession;
use super::around::Around;
use super::mistake::Findings;

/// A session and the byte at which it stands in the file.
#[derive(Debug)]
pub(super) struct Placed {
    pub at: usize,
    pub session: PlannedSession,
}

/// Sorts the sessions by start and notes each that begins in its hall before the one before it is over.
pub(super) fn check(placed: &mut [Placed], around: &Around, findings: &mut Findings) {
    placed.sort_by_key(|placed| (placed.session.plan.starts, placed.session.plan.hall, placed.at));
    for (place, late) in placed.iter().enumerate() {
        let plan = &late.session.plan;
        let same_hall = placed[..place].iter().map(|early| &early.session.plan);
        let running = same_hall.filter(|early| early.hall == plan.hall && early.ends > plan.starts);
        if let Some(early) = running.max_by_key(|early| early.ends) {
            let clock = |time| clock(time, around);
            let what = format!(
                "two sessions are in one hall: this one begins at {}, when {} is on until {}",
                clock(plan.starts),
                quoted(&early.title),
                clock(early.ends)
            );
            findings.note(late.at, what, "change a time or a hall");
        }
    }
}

fn clock(time: Time, around: &Around) -> String {
    let local = Timestamp::from_millisecond(time.0).map(|time| time.to_zoned_datetime(around.zone.clone()));
    local.map_or_else(|_| String::new(), |local| local.strftime("%Y-%m-%d %H:%M").to_string())
}

fn quoted(title: &crate::domain::forum::Title) -> String {
    let text = if title.en.is_empty() { &title.ar } else { &title.en };
    format!("\"{text}\"")
}

//! The agenda: days with sessions, and sessions that name their day themselves.

use super::PlannedSession;
use super::around::Around;
use super::mistake::Findings;
use super::moment;
use super::overlap::{self, Placed};
use super::session;
use super::values::Table;

/// Reads all sessions, in the order of their start.
pub(super) fn read(table: &mut Table, around: &Around, findings: &mut Findings) -> Vec<PlannedSession> {
    let mut placed: Vec<Placed> = Vec::new();
    let days = table.tables("days", findings);
    let lone = table.tables("sessions", findings);
    let none = days.is_empty() && lone.is_empty();
    for (_, mut day) in days {
        let date = day.need("date", "2026-10-28", findings).and_then(|node| moment::day(node, findings));
        for item in day.tables("sessions", findings) {
            placed.extend(session::read(item, date, around, findings));
        }
        day.close(findings);
    }
    for item in lone {
        placed.extend(session::read(item, None, around, findings));
    }
    if none {
        let instead = "write [[days]] with a date, and [[days.sessions]] below it";
        findings.note(0, "there is no session", instead);
    }
    overlap::check(&mut placed, around, findings);
    placed.into_iter().map(|placed| placed.session).collect()
}

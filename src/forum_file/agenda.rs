//! The agenda: days with sessions, and sessions that name their day themselves.

use crate::domain::agenda::{AGENDA_TEXT, DAYS, SESSIONS, text_taken};
use crate::domain::id::SessionNo;

use super::PlannedSession;
use super::around::Around;
use super::cues;
use super::mistake::Findings;
use super::moment;
use super::overlap::{self, Placed};
use super::poll;
use super::session;
use super::stands;
use super::values::{Table, no_more};

/// Reads all sessions, in the order of their start.
pub(super) fn read(table: &mut Table, around: &Around, findings: &mut Findings) -> Vec<PlannedSession> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut days = table.tables("days", findings);
    no_more("days", &mut days, |(node, _)| node.at, DAYS, findings);
    let lone = table.tables("sessions", findings);
    let none = days.is_empty() && lone.is_empty();
    let mut items = Vec::new();
    for (_, mut day) in days {
        let date = day.need("date", "2026-10-28", findings).and_then(|node| moment::day(node, findings));
        items.extend(day.tables("sessions", findings).into_iter().map(|item| (item, date)));
        day.close(findings);
    }
    items.extend(lone.into_iter().map(|item| (item, None)));
    for (item, date) in items {
        let at = item.0.at;
        placed.extend(session::read(item, date, around, findings));
        if placed.len() > SESSIONS {
            let instead = format!("write {SESSIONS} at most; one in several halls counts for each");
            findings.note(at, format!("there are more than {SESSIONS} sessions"), instead);
            return Vec::new();
        }
    }
    if none {
        let instead = "write [[days]] with a date, and [[days.sessions]] below it";
        findings.note(0, "there is no session", instead);
    }
    check_text(&placed, around, findings);
    stands::check(&placed, findings);
    overlap::check(&mut placed, around, findings);
    cues::check(&placed, findings);
    let mut sessions: Vec<_> = placed.into_iter().map(|placed| placed.session).collect();
    let mut polls = 0;
    for (no, session) in (1..).map(SessionNo).zip(&mut sessions) {
        cues::settle(&mut session.cues, no, polls);
        poll::settle(&mut session.polls, polls);
        polls += session.polls.len() as u32;
    }
    sessions
}

/// Notes where the agenda goes beyond what one frame takes.
fn check_text(placed: &[Placed], around: &Around, findings: &mut Findings) {
    let mut left = AGENDA_TEXT.checked_sub(around.halls.iter().map(|(_, name)| text_taken(name)).sum());
    for Placed { at, session } in placed {
        let taken = text_taken(&session.plan.title) + text_taken(&session.plan.about);
        left = left.and_then(|left| left.checked_sub(taken));
        if left.is_none() {
            let what =
                format!("the names and lines of the agenda take more than {AGENDA_TEXT} bytes from here on");
            return findings.note(*at, what, "shorten them, the lines about sessions first");
        }
    }
}

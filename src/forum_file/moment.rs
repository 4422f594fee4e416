//! Days, and moments in the forum's zone.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::domain::time::Time;

use super::mistake::Findings;
use super::tree::Node;
use super::values::text;

/// The zone of an IANA name.
pub(super) fn zone(node: &Node, findings: &mut Findings) -> Option<(String, TimeZone)> {
    let name = text(node, findings)?;
    let found = TimeZone::get(name).ok();
    if found.is_none() {
        let instead = "write an IANA name such as \"Asia/Riyadh\" or \"Europe/London\"";
        findings.note(node.at, format!("there is no zone \"{name}\""), instead);
    }
    Some((name.to_owned(), found?))
}

/// A day.
pub(super) fn day(node: &Node, findings: &mut Findings) -> Option<civil::Date> {
    let written = text(node, findings)?;
    let day = written.parse().ok().filter(|_| written.len() == "2026-10-28".len());
    if day.is_none() {
        findings.note(node.at, format!("\"{written}\" is no day"), "write year, month and day: 2026-10-28");
    }
    day
}

/// A moment: a time of the day that it stands in, or a day with its time.
pub(super) fn moment(
    node: &Node,
    day: Option<civil::Date>,
    zone: &TimeZone,
    findings: &mut Findings,
) -> Option<Time> {
    let written = text(node, findings)?;
    let time = || written.parse::<civil::Time>().ok();
    let local = match (written.contains('-'), day) {
        (true, _) if has_offset(written) => None,
        (true, _) => written.parse::<civil::DateTime>().ok(),
        (false, Some(day)) => time().map(|time| day.to_datetime(time)),
        (false, None) => None,
    };
    let Some(at) = local.and_then(|local| local.to_zoned_datetime(zone.clone()).ok()) else {
        let instead = match day {
            Some(_) => {
                "write hour and minute with two digits each, 09:30, or the day too, 2026-10-28T09:30, without an offset"
            }
            None => "write day and time, 2026-10-28T09:30, without an offset: it is told in the forum's zone",
        };
        findings.note(node.at, format!("`{}` cannot be \"{written}\"", node.key), instead);
        return None;
    };
    Some(Time(at.timestamp().as_millisecond()))
}

/// Whether a day with a time says how far it is from UTC: it would be thrown away in silence.
fn has_offset(written: &str) -> bool {
    written.matches('-').count() > 2 || written.contains(['+', 'Z', 'z', '['])
}

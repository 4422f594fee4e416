//! Making badges, replacing and ending them.

use std::sync::Arc;

use super::making::Making;
use super::slips::{self, For};
use super::{Badge, BadgeChange, BadgeCode, BadgeCommand, Row};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Circumstances, Decision, Request, current, done_before, made_before};
use crate::domain::id::BadgeNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::words::Text;

/// How often a badge is replaced at most.
pub(super) const EDITIONS: u32 = 100;

/// Decides a command about badges.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &BadgeCommand,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let by = who.organiser()?;
    let row = |label: &Option<Text>, name: &Option<Text>, group: &Option<Text>| Row {
        label: label.clone(),
        name: name.clone(),
        group: group.clone(),
    };
    match command {
        BadgeCommand::Issue { label, name, group } => {
            if let Some(decision) = made_before(state, Author::Link(by), request, Made::badge)? {
                return Ok(decision);
            }
            let mut making = Making::new(state, request, around);
            making.add_new(&row(label, name, group))?;
            Ok(making.finish(by))
        }
        BadgeCommand::Import { rows, columns } => {
            if done_before(state, by, request)? {
                return Ok(Decision::stands());
            }
            let mut making = Making::new(state, request, around);
            rows.iter().try_for_each(|row| making.add(row, *columns))?;
            Ok(making.finish_list(by))
        }
        BadgeCommand::Describe { badge, version, label, name, group } => {
            let stands = badge_of(state, *badge)?;
            let mut making = Making::new(state, request, around);
            let row = row(label, name, group);
            if making.says(stands, &row) {
                return Ok(Decision::stands());
            }
            current(stands.version, *version)?;
            making.describe(*badge, stands, &row)?;
            Ok(making.finish(by))
        }
        BadgeCommand::Replace { badge, version } => {
            if done_before(state, by, request)? {
                return Ok(Decision::stands());
            }
            let stands = badge_of(state, *badge)?;
            current(stands.version, *version)?;
            if stands.edition >= EDITIONS {
                return Err(Code::OutOfRange.at(i64::from(EDITIONS)));
            }
            let edition = next_edition(state, stands);
            let replaced = BadgeChange::Replaced { badge: *badge, edition, by, id: request.id };
            Ok(Decision::of([Change::Badges(replaced)]))
        }
        BadgeCommand::PrintSlips { poll, round, badges, group } => {
            let whose = For { badges: badges.as_deref(), group: *group };
            slips::print(state, request, by, (*poll, *round), whose)
        }
        BadgeCommand::End { badge, version, on } => {
            let stands = badge_of(state, *badge)?;
            if stands.ended == *on {
                return Ok(Decision::stands());
            }
            current(stands.version, *version)?;
            Ok(Decision::of([Change::Badges(BadgeChange::Ended { badge: *badge, on: *on })]))
        }
    }
}

fn badge_of(state: &State, no: BadgeNo) -> Result<&Arc<Badge>, Refusal> {
    state.badges.list.get(&no).ok_or_else(|| Code::UnknownBadge.into())
}

/// The next one whose code no badge has.
fn next_edition(state: &State, badge: &Badge) -> u32 {
    let key = state.text(badge.key);
    let is_free =
        |edition: &u32| !state.badges.codes.contains_key(&BadgeCode::of(key, badge.place, *edition));
    (badge.edition + 1..u32::MAX).find(is_free).unwrap_or(u32::MAX)
}

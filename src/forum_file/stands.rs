//! The stands of a session's exhibition.

use std::collections::BTreeSet;

use crate::domain::stand::{ExhibitionPlan, Interest, Place, STANDS, STANDS_IN_ALL, StandPlan};

use super::PlannedExhibition;
use super::mistake::Findings;
use super::overlap::Placed;
use super::tree::Node;
use super::values::{Table, flag, not_more, one_of, title, whole};

const INTERESTS: [(&str, Interest); 3] =
    [("desk", Interest::Desk), ("walls", Interest::Walls), ("everyone", Interest::Everyone)];

/// An exhibition, shown from the beginning unless it says otherwise; none where nothing is said of one.
pub(super) fn read(
    table: &mut Table,
    at: usize,
    first: &str,
    findings: &mut Findings,
) -> Option<PlannedExhibition> {
    let told = table.take("interest").map(|node| one_of(node, &INTERESTS, findings));
    let shown = table.take("shown").map(|node| flag(node, findings));
    let listed = table.tables("stands", findings);
    not_more(at, "stands", listed.len(), STANDS, findings);
    let mut taken = BTreeSet::new();
    let is_planned = told.is_some() || shown.is_some() || !listed.is_empty();
    let stands = listed.into_iter().filter_map(|item| stand(item, first, &mut taken, findings)).collect();
    let (shown, interest) = (shown.flatten().unwrap_or(true), told.flatten().unwrap_or_default());
    is_planned.then_some(PlannedExhibition { plan: ExhibitionPlan { shown, interest }, stands })
}

/// Notes the session in which there are more stands than a forum may have.
pub(super) fn check(placed: &[Placed], findings: &mut Findings) {
    let mut sum = 0;
    for Placed { at, session } in placed {
        sum += session.exhibition.as_ref().map_or(0, |held| held.stands.len());
        if sum > STANDS_IN_ALL {
            let instead =
                format!("write {STANDS_IN_ALL} at most; a session in several halls counts for each");
            return findings.note(*at, format!("there are {sum} stands up to here"), instead);
        }
    }
}

fn stand(
    (node, mut table): (&Node, Table),
    first: &str,
    taken: &mut BTreeSet<Place>,
    findings: &mut Findings,
) -> Option<StandPlan> {
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, StandPlan::TITLE_LENGTH, first, findings));
    let by = table.take("by").and_then(|node| title(node, StandPlan::TITLE_LENGTH, first, findings));
    let about = table.take("about").and_then(|node| title(node, StandPlan::ABOUT_LENGTH, first, findings));
    let topic = table.take("topic").and_then(|node| title(node, StandPlan::TOPIC_LENGTH, first, findings));
    let place = table.take("place").and_then(|node| place(node, taken, findings));
    table.close(findings);
    let plan = StandPlan {
        title: named?,
        by: by.unwrap_or_default(),
        about: about.unwrap_or_default(),
        topic: topic.unwrap_or_default(),
        place,
    };
    let fits = plan.tidied().ok();
    if fits.is_none() {
        findings.note(node.at, "the texts of this stand are too long together", "write shorter ones");
    }
    fits
}

fn place(node: &Node, taken: &mut BTreeSet<Place>, findings: &mut Findings) -> Option<Place> {
    let mut table = Table::of(node, findings)?;
    let side = 0..=Place::SIDE - 1;
    let column = table.need("column", "0", findings).and_then(|node| whole(node, side.clone(), findings));
    let row = table.need("row", "0", findings).and_then(|node| whole(node, side, findings));
    table.close(findings);
    let place = Place { column: column?, row: row? };
    if !taken.insert(place) {
        findings.note(node.at, "another stand is in this place", "write another column or row");
    }
    Some(place)
}

//! The role links that are made with a forum.

use crate::domain::forum::Title;
use crate::domain::id::HallNo;
use crate::domain::role::{Link, Role};

use super::PlannedLink;
use super::around::Around;
use super::mistake::Findings;
use super::moment::moment;
use super::values::{Table, not_more, one_of, shown};

const ROLES: [(&str, Role); 7] = [
    ("moderator", Role::Moderator),
    ("presenter", Role::Presenter),
    ("screen", Role::Screen),
    ("organiser", Role::Organiser),
    ("juror", Role::Juror),
    ("usher", Role::Usher),
    ("kiosk", Role::Kiosk),
];

/// The links that a file asks for, else the usual ones.
pub(super) fn read(table: &mut Table, around: &Around, findings: &mut Findings) -> Vec<PlannedLink> {
    let Some(node) = table.take("links") else {
        return usual(around.halls.iter(), &around.first);
    };
    let listed = table.tables("links", findings);
    not_more(node.at, "links", listed.len(), Link::MOST, findings);
    let links: Vec<PlannedLink> =
        listed.into_iter().filter_map(|(_, link)| one(link, around, findings)).collect();
    if !links.iter().any(|link| link.role == Role::Organiser) {
        let instead = "add a link with role = \"organiser\", or leave [[links]] out for the usual ones";
        findings.note(node.key_at, "nobody could make further links: no link is an organiser's", instead);
    }
    links
}

fn one(mut table: Table, around: &Around, findings: &mut Findings) -> Option<PlannedLink> {
    let mistakes = findings.count();
    let role = table.need("role", "\"moderator\"", findings).and_then(|node| one_of(node, &ROLES, findings));
    let hall = table.take("hall").and_then(|node| around.halls.named(node, findings));
    let name = table.take("name").and_then(|node| shown(node, Link::NAME_LENGTH, findings));
    let expires = table.take("expires").and_then(|node| moment(node, None, &around.zone, findings));
    table.close(findings);
    let role = role.filter(|_| findings.count() == mistakes)?;
    let named = hall.and_then(|no| around.halls.iter().find(|(hall, _)| *hall == no));
    let name = name.unwrap_or_else(|| called(role, named.map(|(_, name)| name), &around.first));
    Some(PlannedLink { role, hall, name, expires })
}

/// One link for the organiser, one desk for all halls, and a desk, a stage and a wall for each.
pub(super) fn usual<'a>(halls: impl Iterator<Item = (HallNo, &'a Title)>, first: &str) -> Vec<PlannedLink> {
    let link = |role, hall: Option<(HallNo, &Title)>| PlannedLink {
        role,
        hall: hall.map(|(no, _)| no),
        name: called(role, hall.map(|(_, name)| name), first),
        expires: None,
    };
    let mut links = vec![link(Role::Organiser, None), link(Role::Moderator, None)];
    for hall in halls {
        for role in [Role::Moderator, Role::Presenter, Role::Screen] {
            links.push(link(role, Some(hall)));
        }
    }
    links
}

fn called(role: Role, hall: Option<&Title>, first: &str) -> String {
    let english = first == "en";
    let function = match (role, english) {
        (Role::Organiser, false) => "المنظم",
        (Role::Moderator, false) => "فريق الأسئلة",
        (Role::Presenter, false) => "المنصة",
        (Role::Screen, false) => "الشاشة",
        (Role::Juror, false) => "لجنة التحكيم",
        (Role::Facilitator, false) => "ميسّر الطاولة",
        (Role::Team, false) => "فريق الجناح",
        (Role::Rapporteur, false) => "المقرر",
        (Role::Usher, false) => "مرشد القاعة",
        (Role::Kiosk, false) => "لوح القاعة",
        (Role::Participant, false) => "الحضور",
        (Role::Organiser, true) => "Organiser",
        (Role::Moderator, true) => "Questions team",
        (Role::Presenter, true) => "Stage",
        (Role::Screen, true) => "Wall",
        (Role::Juror, true) => "Jury",
        (Role::Facilitator, true) => "Table",
        (Role::Team, true) => "Stand",
        (Role::Rapporteur, true) => "Rapporteur",
        (Role::Usher, true) => "Usher",
        (Role::Kiosk, true) => "Kiosk",
        (Role::Participant, true) => "Audience",
    };
    let hall = hall.map(|name| match (english, name.ar.is_empty(), name.en.is_empty()) {
        (true, _, false) | (false, true, _) => &name.en,
        _ => &name.ar,
    });
    hall.map_or_else(|| function.to_owned(), |hall| format!("{function}: {hall}"))
}

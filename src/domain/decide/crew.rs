//! Role links: made and taken back.

use super::again::made_before;
use super::{Authority, Decision, Request, fits};
use crate::domain::award::JURORS;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{HallNo, LinkNo};
use crate::domain::idea::{AtTable, is_table};
use crate::domain::recommendation::RAPPORTEURS;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Author, Link, Role, Secret};
use crate::domain::stand::{AtStand, is_stand};
use crate::domain::state::{Made, State};
use crate::domain::text::stored;
use crate::domain::time::Time;

/// The most screens among them while moderators may make another: they must not use up what organisers need.
const SCREENS: usize = 500;

/// Links of ushers and kiosks together.
const ASSISTANTS: usize = 200;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::CreateLink { role, hall, name, expires, table, stand, secret } => {
            let by = may_create(who, *role, *hall)?;
            if let Some(decision) = made_before(state, Author::Link(by), request, Made::link)? {
                return Ok(decision);
            }
            let grant = grant(state, request, (*role, *hall), (*table, *stand), (name, *expires), secret)?;
            create(state, request, (by, bounds(who, *role)), grant)
        }
        Command::RevokeLink { link } => {
            who.organiser()?;
            revoke(state, request, *link)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// An organiser makes every link; a moderator pairs a screen with a hall that it reaches.
fn may_create(who: &Authority, role: Role, hall: Option<HallNo>) -> Result<LinkNo, Refusal> {
    match (who, hall) {
        (Authority::Crew(no, link), Some(hall))
            if role == Role::Screen && link.role == Role::Moderator && link.reaches(hall) =>
        {
            Ok(*no)
        }
        _ => who.organiser(),
    }
}

/// How many links there may be, of which kind.
struct Bound {
    counts: fn(&Link) -> bool,
    most: usize,
}

/// What bounds whoever makes a link: a jury, the rapporteurs, and ushers with kiosks are few, too. Expired ones count until they are taken back: whoever sets the expiry could else make
/// them without end.
fn bounds(who: &Authority, role: Role) -> Vec<Bound> {
    let jury = Bound { counts: |link| link.role == Role::Juror, most: JURORS };
    let rapporteurs = Bound { counts: |link| link.role == Role::Rapporteur, most: RAPPORTEURS };
    let own = match who {
        Authority::Crew(_, link) if link.role == Role::Organiser => {
            Bound { counts: |_| true, most: Link::MOST }
        }
        _ => Bound { counts: |link| link.role == Role::Screen, most: SCREENS },
    };
    let of_role = match role {
        Role::Juror => Some(jury),
        Role::Rapporteur => Some(rapporteurs),
        Role::Usher | Role::Kiosk => Some(Bound { counts: |link| link.role.assists(), most: ASSISTANTS }),
        _ => None,
    };
    std::iter::once(own).chain(of_role).collect()
}

impl Bound {
    fn leaves_room(&self, state: &State) -> Result<(), Refusal> {
        let counted = state.links.values().filter(|link| !link.revoked && (self.counts)(link)).count();
        if counted < self.most { Ok(()) } else { Err(Code::TooManyLinks.at_most(self.most)) }
    }
}

fn made(link: LinkNo) -> Decision {
    Decision { made: Some(link.0), ..Decision::stands() }
}

/// The link that is asked for, checked.
fn grant(
    state: &State,
    request: &Request,
    (role, hall): (Role, Option<HallNo>),
    (table, stand): (Option<AtTable>, Option<AtStand>),
    (name, expires): (&str, Option<Time>),
    secret: &Secret,
) -> Result<Link, Refusal> {
    if !secret.is_well_formed() {
        return Err(Code::BadSecret.into());
    }
    if hall.is_some_and(|hall| !state.halls.contains_key(&hall)) {
        return Err(Code::UnknownHall.into());
    }
    // Participants come in by codes; whoever owns the forum owns all of it, and what it recommends is of no hall.
    let is_of_all = matches!(role, Role::Organiser | Role::Rapporteur);
    if role == Role::Participant || (is_of_all && hall.is_some()) {
        return Err(Code::NotAllowed.into());
    }
    match (role, table) {
        (Role::Facilitator, Some(at)) if is_table(state, at, hall) => {}
        (Role::Facilitator, _) => return Err(Code::UnknownTable.into()),
        (_, Some(_)) => return Err(Code::NotAllowed.into()),
        (_, None) => {}
    }
    match (role, stand) {
        (Role::Team, Some(at)) if is_stand(state, at, hall) => {}
        (Role::Team, _) => return Err(Code::UnknownStand.into()),
        (_, Some(_)) => return Err(Code::NotAllowed.into()),
        (_, None) => {}
    }
    if expires.is_some_and(|until| until <= request.now) {
        return Err(Code::OutOfRange.into());
    }
    let name = stored::normalise(name);
    if name.is_empty() {
        return Err(Code::TextEmpty.into());
    }
    fits(&name, Link::NAME_LENGTH)?;
    Ok(Link { role, hall, name, token_hash: secret.hash(), expires, revoked: false, table, stand })
}

/// A secret opens one link: the same link again is that one, and no other can be made with it.
fn create(
    state: &State,
    request: &Request,
    (by, bounds): (LinkNo, Vec<Bound>),
    grant: Link,
) -> Result<Decision, Refusal> {
    let same_secret = state.links.iter().find(|(_, link)| link.token_hash == grant.token_hash);
    match same_secret {
        Some((no, link)) if **link == grant => return Ok(made(*no)),
        Some(_) => return Err(Code::IdReused.into()),
        None => {}
    }
    bounds.iter().try_for_each(|bound| bound.leaves_room(state))?;
    let link = state.last.link.next();
    let created = Change::LinkCreated { link, id: request.id, by: Some(by), grant };
    Ok(Decision { made: Some(link.0), ..Decision::of([created]) })
}

fn revoke(state: &State, request: &Request, no: LinkNo) -> Result<Decision, Refusal> {
    let link = state.links.get(&no).ok_or(Code::UnknownLink)?;
    if link.revoked {
        return Ok(Decision::stands());
    }
    if is_last_organiser(state, no, request.now) {
        return Err(Code::LastOrganiser.into());
    }
    Ok(Decision::of([Change::LinkRevoked { link: no }]))
}

/// Whether it is the only link by which somebody still owns the forum.
pub fn is_last_organiser(state: &State, no: LinkNo, now: Time) -> bool {
    let owns = |link: &Link| link.role == Role::Organiser && link.is_good(now);
    let mut owners = state.links.iter().filter(|(_, link)| owns(link)).map(|(no, _)| *no);
    owners.next() == Some(no) && owners.next().is_none()
}

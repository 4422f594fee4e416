//! Role links: to organisers, and without what opens them.

use crate::domain::id::LinkNo;
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::view::screen::profiles;
use crate::domain::view::shape::{LinkItem, LinksView};
use crate::domain::view::space::Space;

/// Most links that were taken back in a view.
const REVOKED: usize = 200;
/// Most bytes of whole names: those of a thousand links as they are usually called. The rest of 1,200 links takes no more
/// than as much again, and a frame stays below the promised 256 KiB.
const NAMES_SPACE: usize = 80 * 1024;
/// What is left of a name where there is no more space, in characters.
const SHORT_NAME: usize = 8;

/// The links in the order in which they were made, of those that were taken back the latest 200; none to other roles. All
/// that open something are there, whatever they are called: of too many long names the oldest are cut.
#[must_use]
pub fn links(state: &State, role: Role) -> LinksView {
    if role != Role::Organiser {
        return LinksView { links: Vec::new(), profiles: Vec::new() };
    }
    let mut revoked = 0;
    let shown = state.links.iter().rev().filter(|(_, link)| {
        revoked += usize::from(link.revoked);
        !link.revoked || revoked <= REVOKED
    });
    let mut space = Space(NAMES_SPACE);
    let mut links: Vec<_> = shown.map(|(no, link)| item(*no, link, &mut space)).collect();
    links.reverse();
    LinksView { links, profiles: profiles(state, |_| true) }
}

fn item(no: LinkNo, link: &Link, space: &mut Space) -> LinkItem {
    let whole = space.takes([link.name.as_str()]) || link.name.chars().count() <= SHORT_NAME;
    LinkItem {
        link: no,
        role: link.role,
        hall: link.hall,
        name: if whole { link.name.clone() } else { cut(&link.name) },
        expires: link.expires,
        revoked: link.revoked,
        table: link.table,
        stand: link.stand,
    }
}

fn cut(name: &str) -> String {
    name.chars().take(SHORT_NAME).chain(['…']).collect()
}

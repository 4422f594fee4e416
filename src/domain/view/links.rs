//! Role links: to organisers, and without what opens them.

use crate::domain::id::LinkNo;
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::view::shape::{LinkItem, LinksView};

/// Most links that were taken back in a view.
const REVOKED: usize = 200;

/// The links in the order in which they were made, of those that were taken back the latest 200; none to other roles.
#[must_use]
pub fn links(state: &State, role: Role) -> LinksView {
    if role != Role::Organiser {
        return LinksView { links: Vec::new() };
    }
    let mut revoked = 0;
    let shown = state.links.iter().rev().filter(|(_, link)| {
        revoked += usize::from(link.revoked);
        !link.revoked || revoked <= REVOKED
    });
    let mut links: Vec<_> = shown.map(|(no, link)| item(*no, link)).collect();
    links.reverse();
    LinksView { links }
}

fn item(no: LinkNo, link: &Link) -> LinkItem {
    LinkItem {
        link: no,
        role: link.role,
        hall: link.hall,
        name: link.name.clone(),
        expires: link.expires,
        revoked: link.revoked,
    }
}

//! Role links: to organisers, and without what opens them.

use crate::domain::id::LinkNo;
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::view::shape::{LinkItem, LinksView};

/// All links, revoked ones too, in the order in which they were made; none to other roles.
#[must_use]
pub fn links(state: &State, role: Role) -> LinksView {
    if role != Role::Organiser {
        return LinksView { links: Vec::new() };
    }
    LinksView { links: state.links.iter().map(|(no, link)| item(*no, link)).collect() }
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

//! The names in Redis. What belongs to one forum lies under one hash tag, so that a script finds all
//! of it on one machine of a cluster; so does the registry.

use crate::domain::id::ForumId;
use crate::journal::hash::Hash;
use crate::journal::registry::JoinCode;

pub(super) fn head(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:head")
}

pub(super) fn entries(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:entries")
}

pub(super) fn words(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:words")
}

pub(super) fn turns(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:turns")
}

pub(super) fn snapshot(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}:snapshot")
}

/// The channel on which a forum's entries are published.
pub(super) fn channel(forum: ForumId) -> String {
    format!("majlis:{{{forum}}}")
}

/// The forum of a channel.
pub(super) fn forum_of(channel: &str) -> Option<ForumId> {
    channel.strip_prefix("majlis:{")?.strip_suffix('}')?.parse().ok()
}

pub(super) const SLUGS: &str = "majlis:{registry}:slugs";
pub(super) const CODES: &str = "majlis:{registry}:codes";
pub(super) const SETTINGS: &str = "majlis:{registry}:settings";
/// What each running node tells of itself.
pub(super) const NODES: &str = "majlis:{registry}:nodes";
pub(super) const OFFERS: &str = "majlis:{registry}:offer:";
pub(super) const GRANTS: &str = "majlis:{registry}:grant:";

pub(super) fn offer(code: JoinCode) -> String {
    format!("{OFFERS}{code}")
}

pub(super) fn grant(secret: &Hash) -> String {
    format!("{GRANTS}{secret}")
}

/// Written to try whether anything can be where keys of that tag lie.
pub(super) fn probe(tag: &str) -> String {
    format!("majlis:{{{tag}}}:probe")
}

/// The code that a screen shows.
pub(super) fn shown(secret: &Hash) -> String {
    format!("majlis:{{registry}}:shown:{secret}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_names_its_forum() {
        let forum = ForumId(0xab);
        assert_eq!(forum_of(&channel(forum)), Some(forum));
        assert_eq!(forum_of("majlis:{registry}"), None);
    }
}

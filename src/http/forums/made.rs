//! A forum that was made, with every link and code to hand out. It is told once.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{ForumId, HallNo};
use crate::domain::role::Role;
use crate::founding::Founded;
use crate::http::token::Tokens;

use super::HallEntry;

/// A forum that was made.
#[derive(Debug, Serialize, TS)]
pub struct MadeForum {
    /// Its id.
    #[ts(type = "string")]
    forum: ForumId,
    /// Its name in addresses.
    slug: String,
    /// Its name.
    name: Title,
    /// Its join code.
    code: String,
    /// Its halls.
    halls: Vec<HallEntry>,
    /// Its role links.
    links: Vec<MadeLink>,
}

/// A role link of it.
#[derive(Debug, Serialize, TS)]
pub struct MadeLink {
    /// What it allows.
    role: Role,
    /// Where; none is the whole forum.
    hall: Option<HallNo>,
    /// What it is for.
    name: String,
    /// What opens it.
    token: String,
}

impl From<Founded> for MadeForum {
    fn from(founded: Founded) -> Self {
        let Founded { forum, slug, name, code, halls, links } = founded;
        let halls = halls.into_iter().map(|made| HallEntry {
            hall: made.hall,
            name: made.name,
            code: made.code.to_string(),
        });
        let links = links.into_iter().map(|made| MadeLink {
            role: made.role,
            hall: made.hall,
            name: made.name,
            token: Tokens::crew(forum, &made.secret),
        });
        Self { forum, slug, name, code: code.to_string(), halls: halls.collect(), links: links.collect() }
    }
}

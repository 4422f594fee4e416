//! Role links.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::id::{HallNo, LinkNo};
use crate::domain::idea::AtTable;
use crate::domain::role::Role;
use crate::domain::stand::AtStand;
use crate::domain::time::Time;

use super::WallProfile;

/// Role links: to organisers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinksView {
    /// All of them, revoked ones too.
    pub links: Vec<LinkItem>,
    /// What walls are like that are not as usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<WallProfile>>")]
    pub profiles: Vec<WallProfile>,
}

/// A role link. Nobody can read its secret again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkItem {
    /// Its number.
    pub link: LinkNo,
    /// Its role.
    pub role: Role,
    /// The hall it is for; none is the whole forum.
    pub hall: Option<HallNo>,
    /// What it is called.
    pub name: String,
    /// From then on it opens nothing.
    pub expires: Option<Time>,
    /// It was taken back.
    pub revoked: bool,
    /// The table of a facilitator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<AtTable>,
    /// The stand of a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stand: Option<AtStand>,
}

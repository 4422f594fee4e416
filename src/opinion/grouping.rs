//! Which groups the participants fall into, for each number of groups that there may be.
//!
//! Polis first makes a hundred base clusters and groups those. That saves it time, and makes what comes out hang on the order in
//! which people voted; of its published conversations the groups here are nearer to Polis's own without.

use super::lloyd::{self, Cluster};
use super::plane::Point;
use super::seeds;
use super::silhouette;

/// There are two groups at least, unless all points are one.
pub const FEWEST: usize = 2;

/// No more groups than this (Polis).
const MOST: usize = 5;

/// Another group may be looked for with each so many participants (Polis).
const PEOPLE_FOR_ANOTHER: usize = 12;

/// Polis's beginning may end where groups are cut through. Another one counts where it leaves this much less to be wished for of the
/// silhouette (1 less the silhouette): far more than two beginnings differ by in conversations that have no clear camps.
const FAR_BETTER: f64 = 1.5;

/// A clustering of the participants, and how well it fits.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// The groups, of points by their places in the list.
    pub groups: Vec<Cluster>,
    /// Their mean silhouette.
    pub silhouette: f64,
}

/// A grouping for each number of groups from [`FEWEST`] on that there may be. One may have fewer groups than that number: of
/// points that are all one there is one.
#[must_use]
pub fn all(points: &[Point]) -> Vec<Grouping> {
    let most = MOST.min(FEWEST + points.len() / PEOPLE_FOR_ANOTHER);
    (FEWEST..=most).map(|number| of(points, number)).collect()
}

fn of(points: &[Point], number: usize) -> Grouping {
    let usual = begun(points, &seeds::first(points, number));
    let other = begun(points, &seeds::farthest(points, number));
    let far_better = (1.0 - other.silhouette) * FAR_BETTER < 1.0 - usual.silhouette;
    if far_better && other.groups.iter().all(|group| group.members.len() > 1) { other } else { usual }
}

fn begun(points: &[Point], seeds: &[Point]) -> Grouping {
    let groups = lloyd::clusters(points, seeds);
    let silhouette = silhouette::of(points, &groups);
    Grouping { groups, silhouette }
}

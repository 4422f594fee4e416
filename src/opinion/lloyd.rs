//! k-means: Lloyd's algorithm in the plane.

use super::plane::{self, Point};

/// How many rounds there are at most. Polis stops after 20, or when no centre moves by 0.01; where groups lie close that is before the
/// end, and where it stops then depends on how it came there.
const ROUNDS: usize = 200;

/// A cluster of points, by their places in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The mean of its points.
    pub centre: Point,
    /// The points, in rising order; there is one at least.
    pub members: Vec<usize>,
}

/// The clusters of the points that Lloyd's algorithm comes to from these centres, until it stands still. A centre that no
/// point is nearest to is dropped.
#[must_use]
pub fn clusters(points: &[Point], centres: &[Point]) -> Vec<Cluster> {
    let mut clusters = step(points, centres);
    for _ in 1..ROUNDS {
        let centres: Vec<Point> = clusters.iter().map(|cluster| cluster.centre).collect();
        let next = step(points, &centres);
        if next == clusters {
            break;
        }
        clusters = next;
    }
    clusters
}

/// Each point to the nearest centre, then each centre to the mean of its points.
fn step(points: &[Point], centres: &[Point]) -> Vec<Cluster> {
    let mut members = vec![Vec::new(); centres.len()];
    for (at, point) in points.iter().enumerate() {
        if let Some(nearest) = nearest(*point, centres) {
            members[nearest].push(at);
        }
    }
    let cluster = |members: Vec<usize>| {
        let centre = plane::mean(members.iter().map(|at| points[*at]))?;
        Some(Cluster { centre, members })
    };
    members.into_iter().filter_map(cluster).collect()
}

/// The nearest centre; the first of equals.
fn nearest(point: Point, centres: &[Point]) -> Option<usize> {
    let distances = centres.iter().map(|centre| plane::squared(point, *centre)).enumerate();
    distances.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
}

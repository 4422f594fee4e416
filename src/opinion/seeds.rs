//! Where k-means begins. Never by chance: the same votes make the same groups on every node.

use super::plane::{self, Point};

/// The first points that differ, as Polis begins.
#[must_use]
pub fn first(points: &[Point], number: usize) -> Vec<Point> {
    let mut seeds: Vec<Point> = Vec::new();
    for point in points {
        if seeds.len() == number {
            break;
        }
        if !seeds.contains(point) {
            seeds.push(*point);
        }
    }
    seeds
}

/// The point farthest from the middle, then each time the one farthest from those that there are (Gonzalez 1985): where camps
/// lie apart, one in each.
#[must_use]
pub fn farthest(points: &[Point], number: usize) -> Vec<Point> {
    let Some(middle) = plane::mean(points.iter().copied()) else { return Vec::new() };
    let mut seeds: Vec<Point> = Vec::new();
    let mut gaps: Vec<f64> = points.iter().map(|point| plane::squared(*point, middle)).collect();
    while seeds.len() < number {
        let farthest = gaps.iter().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b));
        let Some((at, _)) = farthest.filter(|(_, gap)| **gap > 0.0) else { break };
        let seed = points[at];
        let nearer = |(point, gap): (&Point, f64)| plane::squared(*point, seed).min(gap);
        gaps = if seeds.is_empty() {
            points.iter().map(|point| plane::squared(*point, seed)).collect()
        } else {
            points.iter().zip(gaps).map(nearer).collect()
        };
        seeds.push(seed);
    }
    seeds
}

//! How well a clustering fits (Rousseeuw 1987).

use super::lloyd::Cluster;
use super::plane::{self, Point};

/// Of no more points than this it is measured, taken evenly from the list: its cost grows with their square.
const SAMPLE: usize = 1_000;

/// The mean silhouette of the points, from -1 to 1: how much nearer the others of the own cluster are than those of the nearest
/// other one. 0 for a point that is alone, and for a clustering of fewer than two clusters.
#[must_use]
pub fn of(points: &[Point], clusters: &[Cluster]) -> f64 {
    if clusters.len() < 2 {
        return 0.0;
    }
    let every = points.len().div_ceil(SAMPLE).max(1);
    let measured = |cluster: &Cluster| -> Vec<Point> {
        cluster.members.iter().filter(|at| **at % every == 0).map(|at| points[*at]).collect()
    };
    let sampled: Vec<Vec<Point>> =
        clusters.iter().map(measured).filter(|cluster| !cluster.is_empty()).collect();
    let widths = sampled.iter().enumerate().flat_map(|(own, cluster)| {
        let sampled = &sampled;
        cluster.iter().map(move |point| width(sampled, own, *point))
    });
    let (sum, count) = widths.fold((0.0, 0.0), |(sum, count), width| (sum + width, count + 1.0));
    sum / f64::max(count, 1.0)
}

fn width(clusters: &[Vec<Point>], own: usize, point: Point) -> f64 {
    let others = clusters[own].len() - 1;
    if others == 0 {
        return 0.0;
    }
    let sum = |cluster: &[Point]| -> f64 { cluster.iter().map(|other| plane::distance(point, *other)).sum() };
    let within = sum(&clusters[own]) / others as f64;
    let elsewhere = clusters.iter().enumerate().filter(|(cluster, _)| *cluster != own);
    let nearest = elsewhere.map(|(_, other)| sum(other) / other.len() as f64).fold(f64::INFINITY, f64::min);
    let wider = within.max(nearest);
    if wider > 0.0 && wider.is_finite() { (nearest - within) / wider } else { 0.0 }
}

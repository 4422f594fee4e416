//! The convex line around spots.

use crate::domain::statement::Spot;

/// The smallest convex line around the spots, counter-clockwise from the leftmost, by Andrew's monotone chain (1979). Of fewer than
/// three different spots they are the line.
pub fn around(spots: &[Spot]) -> Vec<Spot> {
    let mut sorted = spots.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut line = half(sorted.iter());
    line.extend(half(sorted.iter().rev()));
    line
}

/// The lower half from the left, or the upper one from the right; without its end, where the other half begins.
fn half<'a>(spots: impl Iterator<Item = &'a Spot>) -> Vec<Spot> {
    let mut line: Vec<Spot> = Vec::new();
    for spot in spots {
        while let [.., a, b] = line[..]
            && turn(a, b, *spot) <= 0
        {
            line.pop();
        }
        line.push(*spot);
    }
    line.pop();
    line
}

/// Above 0 where the way from `a` over `b` to `c` turns left.
fn turn(a: Spot, b: Spot, c: Spot) -> i64 {
    let along =
        |from: Spot, to: Spot| (i64::from(to.0) - i64::from(from.0), i64::from(to.1) - i64::from(from.1));
    let (first, second) = (along(a, b), along(a, c));
    first.0 * second.1 - first.1 * second.0
}

//! Points of the plane that participants are projected to.

/// A point: its coordinates along the two principal components. A step of 1 is a whole difference between passing and
/// taking a side of a statement that lies wholly along the component.
pub type Point = [f64; 2];

/// How far apart two points are.
#[must_use]
pub fn distance(a: Point, b: Point) -> f64 {
    squared(a, b).sqrt()
}

/// The square of how far apart they are.
#[must_use]
pub fn squared(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

/// The mean of the points; none of nothing.
pub fn mean(points: impl IntoIterator<Item = Point>) -> Option<Point> {
    let add = |[x, y, count]: [f64; 3], point: Point| [x + point[0], y + point[1], count + 1.0];
    let [x, y, count] = points.into_iter().fold([0.0; 3], add);
    (count > 0.0).then(|| [x / count, y / count])
}

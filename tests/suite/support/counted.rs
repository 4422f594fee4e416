//! What the nodes of this process counted.

/// A counter, by its name with its labels; 0 where nothing came to it yet. From the first look on it is counted.
pub fn counted(name: &str) -> u64 {
    let figures = majlis::telemetry::metrics().unwrap().render();
    let found = figures.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    found.map_or(0, |value| value.parse().unwrap())
}

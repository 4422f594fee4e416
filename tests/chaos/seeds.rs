//! The seeds that failed, which are kept in the repository and come first the next time.

use std::io::Write;
use std::path::PathBuf;

use crate::chaos::scenario::{ALL, Scenario};

/// The seeds that failed: a scenario and a seed a line; what follows a `#` is a remark.
pub fn kept() -> Vec<(Scenario, u64)> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    text.lines().filter_map(read).collect()
}

fn read(line: &str) -> Option<(Scenario, u64)> {
    let (name, seed) = line.split('#').next()?.trim().split_once(' ')?;
    let (_, scenario) = ALL.iter().find(|(known, _)| *known == name)?;
    Some((*scenario, seed.trim().parse().ok()?))
}

/// Keeps one, unless it is kept already.
pub fn keep(scenario: Scenario, seed: u64) {
    if kept().contains(&(scenario, seed)) {
        return;
    }
    let file = std::fs::OpenOptions::new().create(true).append(true).open(file());
    file.and_then(|mut file| writeln!(file, "{scenario} {seed}")).expect("the seeds can be kept");
}

fn file() -> PathBuf {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/chaos/seeds.txt").into()
}

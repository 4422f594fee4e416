//! The report of a run: what was aimed at, what was met, and what is wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use crate::chaos::round::{Outcome, Round};
use crate::chaos::scenario::Scenario;
use crate::plan::Plan;

/// What is aimed at of a scenario: how many acts, and what.
const AIMS: [(Scenario, usize, &str); 15] = [
    (Scenario::Kill, 1_000, "`kill -9` of a node by itself"),
    (Scenario::KillTwo, 1_000, "`kill -9` of one of two nodes over Redis"),
    (Scenario::Clock, 1_000, "a node's clock is wrong by hours, or jumps"),
    (Scenario::ClockTwo, 1_000, "the same of two nodes over Redis"),
    (Scenario::Backup, 100, "all is lost, and restored from a backup made under load"),
    (Scenario::BackupTwo, 100, "the same of two nodes and their Redis"),
    (Scenario::Disk, 1_000, "faults and power cuts of a disk"),
    (Scenario::DiskHistories, 1_000, "histories of one journal on a disk that fails"),
    (Scenario::Redis, 200, "`kill -9` of Redis, `appendfsync everysec`"),
    (Scenario::RedisAlways, 200, "`kill -9` of Redis, `appendfsync always`"),
    (Scenario::RedisCut, 200, "power cuts of Redis: the end of its file is gone"),
    (Scenario::RedisStale, 100, "an older copy of Redis, or an empty one, takes its place"),
    (
        Scenario::RedisFork,
        100,
        "the same, and another node goes on before the one that wrote what it lacks is back",
    ),
    (
        Scenario::UpgradeTwo,
        100,
        "one of two nodes over Redis goes on as the other version, until the upgrade is finished",
    ),
    (Scenario::Wifi, 60, "seconds in each of which one connection in twenty is lost"),
];

/// Milliseconds from being back to being right that 99 of 100 phones stay below.
const RIGHT_WITHIN: u64 = 300;

#[derive(Default)]
struct Met {
    rounds: usize,
    acts: usize,
    given: usize,
    acknowledged: usize,
    refused: BTreeMap<String, usize>,
    wrong: Vec<String>,
    right_after: Vec<u64>,
}

pub struct Report {
    seed: u64,
    met: BTreeMap<Scenario, Met>,
}

impl Report {
    pub fn of(plan: &Plan) -> Self {
        Self { seed: plan.seed, met: BTreeMap::new() }
    }

    pub fn take(&mut self, round: &Round, outcome: Outcome) {
        let met = self.met.entry(round.scenario).or_default();
        let named = |what: String| format!("{} {}: {what}", round.scenario, round.seed);
        met.rounds += 1;
        met.acts += outcome.acts;
        met.given += outcome.expected.given;
        met.acknowledged += outcome.expected.acknowledged;
        for (code, count) in outcome.expected.refused {
            *met.refused.entry(code).or_default() += count;
        }
        met.wrong.extend(outcome.wrong.into_iter().map(named));
        met.right_after.extend(outcome.expected.right_after);
    }

    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.met.values().all(|met| met.wrong.is_empty())
    }

    pub fn write(&self, file: &Path) -> io::Result<()> {
        std::fs::write(file, self.to_string())
    }

    fn table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| what was done | aimed at | done | rounds | commands given | acknowledged | lost or doubled |"
        )?;
        writeln!(f, "| --- | --- | --- | --- | --- | --- | --- |")?;
        for (scenario, aim, what) in AIMS {
            let Some(met) = self.met.get(&scenario) else { continue };
            let (acts, rounds, given, acknowledged, wrong) =
                (met.acts, met.rounds, met.given, met.acknowledged, met.wrong.len());
            writeln!(f, "| {what} | {aim} | {acts} | {rounds} | {given} | {acknowledged} | {wrong} |")?;
        }
        Ok(())
    }

    fn times(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n| from being back to being right, ms | half | 99 of 100 | longest | aimed at |")?;
        writeln!(f, "| --- | --- | --- | --- | --- |")?;
        for (scenario, met) in &self.met {
            let mut times = met.right_after.clone();
            times.sort_unstable();
            let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
            let longest = times.last().copied().unwrap_or_default();
            writeln!(
                f,
                "| {scenario}: {} returns | {} | {} | {longest} | 99 of 100 below {RIGHT_WITHIN} |",
                times.len(),
                at(50),
                at(99)
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Chaos, seed {}\n", self.seed)?;
        writeln!(f, "{}\n", if self.holds() { "Every promise held." } else { "**A promise was broken.**" })?;
        self.table(f)?;
        self.times(f)?;
        for (scenario, met) in self.met.iter().filter(|(_, met)| !met.refused.is_empty()) {
            writeln!(f, "\nRefused in `{scenario}`: {:?}", met.refused)?;
        }
        let wrong: Vec<_> = self.met.values().flat_map(|met| &met.wrong).collect();
        if !wrong.is_empty() {
            writeln!(f, "\n## Wrong\n")?;
        }
        for line in wrong {
            writeln!(f, "- {line}")?;
        }
        Ok(())
    }
}

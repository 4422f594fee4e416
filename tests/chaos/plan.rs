//! What is played: so many rounds of each scenario, by seeds that follow from one.

use std::path::Path;
use std::time::Duration;

use clap::Parser;

use crate::chaos::round::Round;
use crate::chaos::scenario::{ALL, Scenario};
use crate::chaos::server::Program;
use crate::seeds;

/// How long a round's load lasts; a run of connection losses goes on for a minute, and so does an upgrade, which waits half of that
/// for older nodes to be forgotten.
const LASTS: Duration = Duration::from_secs(15);
const LONG_LASTS: Duration = Duration::from_secs(60);
const PHONES: usize = 60;
const PACE: Duration = Duration::from_millis(400);

/// Breaks what a hall stands on, and recounts what was acknowledged.
#[derive(Debug, Parser)]
#[command(name = "make chaos ARGS=…", bin_name = "chaos")]
pub struct Arguments {
    /// How long to play, in minutes of load, all scenarios together.
    #[arg(long, default_value_t = 5.0)]
    minutes: f64,
    /// The seed of the plan; drawn, when absent.
    #[arg(long)]
    seed: Option<u64>,
    /// The scenarios whose names begin so.
    #[arg(long, default_value = "", value_parser = begins_a_name)]
    only: String,
    /// Plants a wrong of each kind, and fails where the recount does not tell it.
    #[arg(long)]
    pub selfcheck: bool,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn begins_a_name(text: &str) -> Result<String, String> {
    let is_one = ALL.iter().any(|(name, _)| name.starts_with(text));
    is_one.then(|| text.to_owned()).ok_or_else(|| format!("one of {:?}", ALL.map(|(name, _)| name)))
}

/// The rounds, in their order.
pub struct Plan {
    pub seed: u64,
    rounds: Vec<(Scenario, u64)>,
}

impl Plan {
    /// Those that failed before, then round after round of each scenario until the time is spent.
    pub fn of(arguments: &Arguments) -> Self {
        let seed = arguments.seed.unwrap_or_else(|| fastrand::u64(0..1_000_000));
        let wanted = |scenario: Scenario| scenario.to_string().starts_with(&arguments.only);
        let mut rounds = seeds::kept();
        rounds.retain(|(scenario, _)| wanted(*scenario));
        let scenarios: Vec<_> =
            ALL.into_iter().map(|(_, scenario)| scenario).filter(|one| wanted(*one)).collect();
        let enough = Duration::from_secs_f64(arguments.minutes * 60.0);
        let (mut spent, mut next) = (Duration::ZERO, seed);
        while spent < enough {
            for scenario in &scenarios {
                rounds.push((*scenario, next));
                spent += lasts(*scenario);
            }
            next += 1;
        }
        Self { seed, rounds }
    }

    pub fn seconds(&self) -> Duration {
        self.rounds.iter().map(|(scenario, _)| lasts(*scenario)).sum()
    }

    /// The rounds, each with a folder of its own below that one.
    pub fn rounds(&self, folder: &Path) -> Vec<Round> {
        let path = std::env::current_exe().expect("this program");
        let round = |(scenario, seed): &(Scenario, u64)| Round {
            scenario: *scenario,
            seed: *seed,
            phones: PHONES,
            lasts: lasts(*scenario),
            pace: PACE,
            program: Program { path: path.clone(), has_tried_disk: true },
            folder: folder.join(format!("{scenario}-{seed}")),
            lie: None,
        };
        self.rounds.iter().map(round).collect()
    }
}

fn lasts(scenario: Scenario) -> Duration {
    if matches!(scenario, Scenario::UpgradeTwo | Scenario::Wifi) { LONG_LASTS } else { LASTS }
}

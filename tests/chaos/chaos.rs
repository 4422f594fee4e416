//! `make chaos`: random faults for as long as one likes, and a report.
//!
//!     make chaos                                        every scenario, five minutes in all
//!     make chaos ARGS="--minutes 20 --seed 7"           longer, and with those seeds again
//!     make chaos ARGS="--only kill"                     those that begin so: kill, kill-two, clock, clock-two, backup, backup-two, disk, disk-histories, redis, redis-always, redis-cut, redis-stale, redis-fork, upgrade-two, wifi
//!
//!     make chaos ARGS=--selfcheck                       a wrong of each kind is planted: the recount must tell it
//!
//! What failed before is in `seeds.txt` and comes first. The record of each round, its logs and `report.md` lie in
//! `target/chaos/<seed>`. Each node is this very program again, with the tried disk under its SQLite.

#[path = "run/mod.rs"]
#[allow(dead_code, reason = "the suite's smoke test uses what this does not")]
mod chaos;
#[path = "../suite/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the suite uses the rest")]
mod support;

mod bar;
#[cfg(target_os = "linux")]
mod clock;
mod older;
mod plan;
mod report;
mod seeds;
mod selfcheck;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chaos::orders;
use chaos::server::{CLOCK, KNOWS, NODE, ORDERS};
use clap::Parser;
use plan::{Arguments, Plan};
use support::disk::Disk;

fn main() -> ExitCode {
    if let (Some(folder), Some(socket)) = (std::env::var_os(NODE), std::env::var_os(ORDERS)) {
        return be_a_node(Path::new(&folder), Path::new(&socket));
    }
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if arguments.selfcheck {
        runtime.block_on(selfcheck::play())
    } else {
        runtime.block_on(play(Plan::of(&arguments)))
    }
}

#[cfg(not(target_os = "linux"))]
mod clock {
    pub fn be_wrong(ahead: i64) {
        assert!(ahead == 0, "clocks go wrong on Linux alone; leave them out with --only");
    }
}

/// Serves as `majlis` does, on a disk that takes orders and by a clock that is wrong when told.
fn be_a_node(folder: &Path, socket: &Path) -> ExitCode {
    // Whoever ends the run ends its nodes.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
        .expect("the kernel takes it");
    let ahead = std::env::var(CLOCK).ok().and_then(|ahead| ahead.parse().ok());
    clock::be_wrong(ahead.unwrap_or_default());
    orders::take(socket, Disk::under(folder), clock::be_wrong).expect("the disk takes orders");
    match std::env::var(KNOWS).ok().and_then(|knows| knows.parse().ok()) {
        Some(knows) => older::serve(knows),
        None => majlis::program::run(),
    }
}

async fn play(plan: Plan) -> ExitCode {
    let folder = folder_of(plan.seed);
    let mut report = report::Report::of(&plan);
    let mut bar = bar::Bar::of(plan.seconds());
    for round in plan.rounds(&folder) {
        bar.show(&format!("{} {}", round.scenario, round.seed));
        let outcome = round.play().await;
        bar.advance(round.lasts);
        if !outcome.wrong.is_empty() {
            seeds::keep(round.scenario, round.seed);
        }
        report.take(&round, outcome);
        report.write(&folder.join("report.md")).expect("a report");
    }
    bar.end();
    println!("{report}");
    println!("{}", folder.join("report.md").display());
    if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn folder_of(seed: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/chaos").join(seed.to_string());
    std::fs::create_dir_all(&folder).expect("a folder for the report");
    folder
}

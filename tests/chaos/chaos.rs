//! `make chaos`: random faults for as long as one likes, and a report.
//!
//!     make chaos                                        every scenario, five minutes in all
//!     make chaos ARGS="--minutes 20 --seed 7"           longer, and with those seeds again
//!     make chaos ARGS="--only kill"                     those that begin so: kill, kill-two, disk, disk-histories, redis, redis-always, redis-cut, redis-stale, redis-fork, wifi
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
mod plan;
mod report;
mod seeds;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chaos::orders;
use chaos::server::{NODE, ORDERS};
use clap::Parser;
use plan::{Arguments, Plan};
use support::disk::Disk;

fn main() -> ExitCode {
    if let (Some(folder), Some(socket)) = (std::env::var_os(NODE), std::env::var_os(ORDERS)) {
        return be_a_node(Path::new(&folder), Path::new(&socket));
    }
    let plan = Plan::of(&Arguments::parse());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(play(plan))
}

/// Serves as `majlis` does, on a disk that takes orders.
fn be_a_node(folder: &Path, socket: &Path) -> ExitCode {
    orders::take(socket, Disk::under(folder)).expect("the disk takes orders");
    majlis::program::run()
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

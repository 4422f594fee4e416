//! What the program tells an operator: logs on standard error, and counts at `/metrics`.

mod figures;
mod plain;

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::time::interval;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

pub use plain::Plain;

/// Seconds; from a fast disk's commit to a store that is away.
const LENGTHS: [f64; 13] =
    [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
/// How often what was counted is put in order, though nobody asks for it.
const TIDY: Duration = Duration::from_secs(5);

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Writes a line to standard error, for whoever reads it. Where nobody does any more it is dropped: `eprintln!` would panic.
pub fn note(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{}", Plain(line));
}

/// Libraries that would write whole frames, with the tokens and texts in them: they never say more than this, whatever is asked for.
const DISCREET: [&str; 4] = ["tungstenite=info", "tokio_tungstenite=info", "hyper=info", "redis=info"];

/// What `MAJLIS_LOG` says is written; what is usual, and a word about it, where that cannot be read.
fn filter(usual: &str) -> EnvFilter {
    let Ok(wanted) = std::env::var("MAJLIS_LOG") else { return EnvFilter::new(usual) };
    EnvFilter::try_new(&wanted).unwrap_or_else(|why| {
        note(format_args!(
            "MAJLIS_LOG is no filter ({why}): write for example majlis=debug; the usual one is taken"
        ));
        EnvFilter::new(usual)
    })
}

/// Logs to standard error from now on: what is `usual`, or what the filter in `MAJLIS_LOG` says (`majlis=debug`). Lines
/// that cannot be written are dropped: a server outlives whoever reads its log. A second call changes nothing.
pub fn log(format: LogFormat, usual: &str) {
    let discreet = DISCREET.iter().filter_map(|directive| directive.parse().ok());
    let filter = discreet.fold(filter(usual), EnvFilter::add_directive);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .log_internal_errors(false)
        .with_ansi(std::io::stderr().is_terminal());
    let _ = match format {
        LogFormat::Text => lines.compact().finish().try_init(),
        LogFormat::Json => lines.json().finish().try_init(),
    };
}

/// The recorder of this process, installed at the first call. Its lengths are told in buckets.
pub fn metrics() -> Result<PrometheusHandle, BuildError> {
    static INSTALLED: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = INSTALLED.get() {
        return Ok(handle.clone());
    }
    let suffix = Matcher::Suffix("_seconds".to_owned());
    let recorder = PrometheusBuilder::new().set_buckets_for_metric(suffix, &LENGTHS)?.build_recorder();
    let handle = INSTALLED.get_or_init(|| recorder.handle());
    // Where two started at once, the first one's counts stand.
    if metrics::set_global_recorder(recorder).is_ok() {
        figures::describe();
    }
    Ok(handle.clone())
}

/// Keeps what was counted small until the node stops.
pub async fn tidy(metrics: PrometheusHandle, stop: CancellationToken) {
    let mut rounds = interval(TIDY);
    while stop.run_until_cancelled(rounds.tick()).await.is_some() {
        metrics.run_upkeep();
    }
}

//! How to rehearse.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use reqwest::Url;

use crate::rehearse::{Network, Plan};

/// Play a hall of phones against a server.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Ends with code 0 when every command was answered and every count is right, else with 1.\n\
                  Rehearse in a forum of its own: what the phones say stays in it. The organiser's page makes one."
)]
pub struct RehearseArgs {
    /// The server; given several times, phones are shared out and counts compared on each
    #[arg(long = "url", value_name = "URL", required = true)]
    pub urls: Vec<Url>,

    /// The join code of the forum or of a hall
    #[arg(long, value_name = "CODE")]
    pub forum: String,

    /// How many phones
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub phones: u32,

    /// How long, as 90s or 5m [default: 60s; a replay goes as fast as it is answered]
    #[arg(long, value_name = "TIME", value_parser = length)]
    pub duration: Option<Duration>,

    /// How the phones' network behaves
    #[arg(long, value_enum, default_value_t)]
    pub network: Network,

    /// Replay a real conversation: a folder with comments.csv and votes.csv, as Polis exports them
    #[arg(long, value_name = "DIR")]
    pub replay: Option<PathBuf>,

    /// A link as `serve` printed it: of a replay a moderator's, to approve its contributions with; else an organiser's, so that phones
    /// know the codes of stands and visit them
    #[arg(long, value_name = "LINK")]
    pub desk: Option<String>,

    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

impl From<RehearseArgs> for Plan {
    fn from(args: RehearseArgs) -> Self {
        let phones = usize::try_from(args.phones).unwrap_or(usize::MAX);
        let RehearseArgs { urls, forum: code, duration, network, replay, desk, .. } = args;
        Self { urls, code, phones, duration, network, replay, desk }
    }
}

/// `90s`, `5m`, `1h`.
fn length(text: &str) -> Result<Duration, String> {
    let wrong = || format!("write a time as 90s, 5m or 1h, not {text:?}");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => return Err(wrong()),
    };
    let number: u64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| wrong())?;
    let length = number.checked_mul(seconds).map(Duration::from_secs);
    length.filter(|length| !length.is_zero()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_its_unit() {
        assert_eq!(length("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(length("5m"), Ok(Duration::from_secs(300)));
        for text in ["", "s", "90", "0s", "-1s", "9ث", "99999999999999999999h"] {
            assert!(length(text).is_err(), "{text}");
        }
    }
}

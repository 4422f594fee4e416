//! What is asked of an upgrade.

use std::path::PathBuf;

use clap::Args;

use super::redis::RedisArgs;
use super::server::{BadSettings, ServeArgs, Store};

/// Look how far an upgrade is, or finish it.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Upgrade one node after the other, in whatever time you like: nodes of the new version write what those of the \
                  version before can read. Until you say --finish you can go back to that version. Afterwards the new form \
                  of entries is written, within seconds and without a restart, and a node of the version before is not \
                  ready any more. --finish is refused while one runs.\n\n\
                  Say what the nodes are told: --redis, or --data for a node alone, or the --config of one of them."
)]
pub struct UpgradeArgs {
    /// Every node is of the new version: write the new form from now on
    #[arg(long)]
    pub finish: bool,

    /// The data folder of a node alone; its server may be running [default: majlis-data]
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: Option<PathBuf>,

    /// The Redis that the nodes share
    #[arg(long, value_name = "redis://HOST:PORT", env = "MAJLIS_REDIS", hide_env_values = true)]
    pub redis: Option<String>,

    /// How that Redis is entered.
    #[command(flatten)]
    pub redis_args: RedisArgs,

    /// Take whatever is not given here from this TOML file, that of a node
    #[arg(long, value_name = "FILE", env = "MAJLIS_CONFIG")]
    pub config: Option<PathBuf>,
}

impl UpgradeArgs {
    /// Where the nodes keep their forums. Blocks while it reads the file.
    pub fn store(self) -> Result<Store, BadSettings> {
        let Self { data, redis, redis_args, config, .. } = self;
        let of_a_node = ServeArgs { data, redis, redis_args, config, ..ServeArgs::default() };
        Ok(of_a_node.settle()?.settings.store)
    }
}

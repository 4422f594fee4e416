//! How to serve.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::backbone::Access;
use crate::http::address::PublicUrl;
use crate::http::patience::Patience;
use crate::http::tls::Files;
use crate::room::Forms;
use crate::telemetry::LogFormat;

use super::file::{BadFile, File};
use super::listen;
use super::print::Print;
use super::redis::RedisArgs;
use super::size::Size;
use super::tls::TlsArgs;

/// The usual address: this machine alone.
const LISTEN: &str = "127.0.0.1:8080";
/// The usual data folder, below where the program is started.
const DATA: &str = "majlis-data";
/// As many as the system allows, up to this.
const MAX_CONNECTIONS: usize = 50_000;

/// Serve forums.
#[derive(Debug, Clone, Default, Args)]
#[command(
    after_help = "Each flag has an environment variable (in brackets) and a name in the file of --config, which is \
                  TOML:\n\n    listen = \"0.0.0.0:8080\"\n    public_url = \"https://majlis.example\"\n    \
                  data = \"/var/lib/majlis\"\n    forum = [\"forum.toml\"]\n\n\
                  A forum that is there already is kept as it is; its links were printed when it was made."
)]
pub struct ServeArgs {
    /// Where to listen: 0.0.0.0:8080 lets phones of the network in [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "MAJLIS_LISTEN", value_parser = listen::address)]
    pub listen: Option<SocketAddr>,

    /// The address that people type, as in links and QR codes [default: where it listens]
    #[arg(long, value_name = "URL", env = "MAJLIS_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,

    /// Speaking TLS.
    #[command(flatten)]
    pub tls_args: TlsArgs,

    /// The data folder; made when missing [default: majlis-data]
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: Option<PathBuf>,

    /// Share the forums with other nodes over this Redis, also `redis+sentinel://HOST,HOST/NAME` or `redis+cluster://HOST,HOST`, with `rediss` for TLS
    #[arg(long, value_name = "redis://HOST:PORT", env = "MAJLIS_REDIS", hide_env_values = true)]
    pub redis: Option<String>,

    /// How that Redis is entered.
    #[command(flatten)]
    pub redis_args: RedisArgs,

    /// Replicas of it that must have an entry before it is acknowledged [default: 0]
    #[arg(long, value_name = "N", env = "MAJLIS_REPLICAS")]
    pub replicas: Option<usize>,

    /// Open the forum of this file; may be given several times
    #[arg(
        help_heading = "Forums and limits",
        long = "forum",
        value_name = "FILE",
        env = "MAJLIS_FORUM",
        value_delimiter = ','
    )]
    pub forums: Vec<PathBuf>,

    /// Make a new organiser link for each forum and print it, for when links were lost
    #[arg(long, help_heading = "Forums and limits")]
    pub organiser_link: bool,

    /// Sign participants' tokens with a new key from now on: `gradually` takes those of the old one for 30 days more, `at-once` ends them, and every phone joins anew
    #[arg(long, help_heading = "Forums and limits", value_name = "HOW", value_enum, num_args = 0..=1, default_missing_value = "gradually")]
    pub new_key: Option<NewKey>,

    /// A proxy that may say whom it speaks for (X-Forwarded-For), beside those on this machine; may be given several times
    #[arg(
        help_heading = "Forums and limits",
        long = "trusted-proxy",
        value_name = "IP",
        env = "MAJLIS_TRUSTED_PROXY",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<IpAddr>,

    /// Most connections at once [default: 50000, or what the system's limit of open files leaves]
    #[arg(long, help_heading = "Forums and limits", value_name = "N", env = "MAJLIS_MAX_CONNECTIONS")]
    pub max_connections: Option<NonZeroUsize>,

    /// Memory beyond which no more participants come in, nor any forum is made: 2G [default: 80 % of what the machine, or the container, has]
    #[arg(long, help_heading = "Forums and limits", value_name = "SIZE", env = "MAJLIS_MAX_MEMORY")]
    pub max_memory: Option<Size>,

    /// Size of the files in the data folder beyond which nothing more is taken from participants: 20G [default: none]
    #[arg(long, help_heading = "Forums and limits", value_name = "SIZE", env = "MAJLIS_MAX_JOURNAL")]
    pub max_journal: Option<Size>,

    /// Size of one forum, its entries and what people wrote, beyond which nothing more is taken from its participants: 1G [default: none]
    #[arg(long, help_heading = "Forums and limits", value_name = "SIZE", env = "MAJLIS_MAX_FORUM")]
    pub max_forum: Option<Size>,

    /// Take whatever is not given here from this TOML file
    #[arg(long, help_heading = "Forums and limits", value_name = "FILE", env = "MAJLIS_CONFIG")]
    pub config: Option<PathBuf>,

    /// How addresses and links are printed: for people, or one line of JSON
    #[arg(long, help_heading = "Forums and limits", value_enum, env = "MAJLIS_PRINT")]
    pub print: Option<Print>,

    /// How log lines look (which ones are written, `MAJLIS_LOG` says: `majlis=debug`)
    #[arg(long, help_heading = "Forums and limits", value_enum, env = "MAJLIS_LOG_FORMAT")]
    pub log_format: Option<LogFormat>,
}

/// Open the example forum.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Everything is gone when it stops. For phones in the same network: majlis demo --listen 0.0.0.0:8080"
)]
pub struct DemoArgs {
    /// Where to listen: 0.0.0.0:8080 lets phones of the network in
    #[arg(long, value_name = "ADDRESS", env = "MAJLIS_LISTEN", default_value = LISTEN, value_parser = listen::address)]
    pub listen: SocketAddr,

    /// The address that people type, as in links and QR codes [default: where it listens]
    #[arg(long, value_name = "URL", env = "MAJLIS_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,

    /// How addresses and links are printed: for people, or one line of JSON
    #[arg(long, value_enum, env = "MAJLIS_PRINT", default_value_t)]
    pub print: Print,
}

/// How a deployment comes to a new key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum NewKey {
    /// Tokens of the one before are good until their own end.
    Gradually,
    /// Tokens of those before are not good any more: for when a key was seen by others.
    AtOnce,
}

/// Where a node keeps its forums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// In a data folder, alone.
    Folder(PathBuf),
    /// In a Redis that it shares with other nodes, and what it acknowledged in its own data folder too.
    Redis {
        /// Where it is, and how it is entered.
        redis: Access,
        /// The data folder.
        folder: PathBuf,
        /// How many replicas must have an entry before it is acknowledged.
        replicas: usize,
    },
}

impl Store {
    /// The data folder, which every node has.
    #[must_use]
    pub fn data_folder(&self) -> &Path {
        match self {
            Self::Folder(folder) | Self::Redis { folder, .. } => folder,
        }
    }
}

/// What a node is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it keeps its forums.
    pub store: Store,
    /// Where people reach it; none is where it listens.
    pub public_url: Option<PublicUrl>,
    /// The certificate, where it speaks TLS itself.
    pub tls: Option<Files>,
    /// Whether another key signs from now on.
    pub new_key: Option<NewKey>,
    /// Proxies that are believed, beside those on this machine.
    pub trusted_proxies: Vec<IpAddr>,
    /// Most connections at once.
    pub max_connections: usize,
    /// Most memory; none is what the machine tells.
    pub max_memory: Option<Size>,
    /// Most bytes in the data folder; none is as many as there is room for.
    pub max_journal: Option<Size>,
    /// Most bytes of one forum; none is as many as there is room for.
    pub max_forum: Option<Size>,
    /// How long a peer may take.
    pub patience: Patience,
    /// Whether it is not ready before [`Site::open`](crate::http::Site::open): its forums are opened first.
    pub opens_later: bool,
    /// The newest form of entries that the node knows: an older one in tests, which play the version before with it.
    pub knows: u32,
}

impl Settings {
    /// The usual ones over a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            public_url: None,
            tls: None,
            new_key: None,
            trusted_proxies: Vec::new(),
            max_connections: MAX_CONNECTIONS,
            max_memory: None,
            max_journal: None,
            max_forum: None,
            patience: Patience::default(),
            opens_later: false,
            knows: Forms::NEWEST,
        }
    }
}

/// What `serve` does, with everything settled.
#[derive(Debug, Clone)]
pub struct Service {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The node.
    pub settings: Settings,
    /// Forums to open.
    pub forums: Vec<PathBuf>,
    /// Whether every forum gets a new organiser link.
    pub organiser_link: bool,
    /// How addresses are printed.
    pub print: Print,
    /// How log lines look.
    pub log_format: LogFormat,
}

/// What was asked for cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// The file of `--config`.
    #[error(transparent)]
    File(#[from] BadFile),
    /// Replicas of a Redis that is not named.
    #[error(
        "replicas are those of a Redis, and none is named; give its address too (--redis redis://HOST:PORT, in the file \
         redis = \"redis://HOST:PORT\"), or leave out the {0} replicas: a data folder has none"
    )]
    Replicas(usize),
    /// A way into a Redis that is not named.
    #[error(
        "users, passwords and certificates of Redis are for one that is named; give its address too (--redis \
         redis://HOST:PORT, in the file redis = \"redis://HOST:PORT\"), or leave them out"
    )]
    NoRedis,
    /// A certificate without its key, or the other way round.
    #[error(
        "a certificate to show Redis goes with its key: give both (--redis-cert, --redis-key) or neither"
    )]
    HalfIdentity,
    /// A certificate of the server without its key, or the other way round.
    #[error("a certificate goes with its key: give both (--tls-cert, --tls-key) or neither")]
    HalfCertificate,
    /// People would be sent where nobody answers them.
    #[error(
        "with --tls-cert this port speaks https, and the address that people type says http: write {0} with https:// \
         (--public-url), or leave out the certificate where a proxy in front has it"
    )]
    PlainAddress(PublicUrl),
}

impl ServeArgs {
    /// Settles everything. Blocks while it reads the file.
    pub fn settle(self) -> Result<Service, BadSettings> {
        let mut file = self.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let redis = self.redis_args.or(file.take_redis_args());
        let listen = self.listen.or(file.listen);
        let public_url = self.public_url.or(file.public_url.take());
        let tls = self.tls_args.or(file.take_tls_args()).files(public_url.as_ref())?;
        let folder = self.data.or(file.data).unwrap_or_else(|| DATA.into());
        let replicas = self.replicas.or(file.replicas).unwrap_or(0);
        let store = match redis.access(self.redis.or(file.redis))? {
            Some(redis) => Store::Redis { redis, folder, replicas },
            None if replicas > 0 => return Err(BadSettings::Replicas(replicas)),
            None => Store::Folder(folder),
        };
        Ok(Service {
            listen: listen.unwrap_or_else(usual_address),
            settings: Settings {
                store,
                public_url,
                tls,
                new_key: self.new_key,
                trusted_proxies: one_of(self.trusted_proxies, file.trusted_proxies),
                max_connections: self
                    .max_connections
                    .or(file.max_connections)
                    .map_or(MAX_CONNECTIONS, NonZeroUsize::get),
                max_memory: self.max_memory.or(file.max_memory),
                max_journal: self.max_journal.or(file.max_journal),
                max_forum: self.max_forum.or(file.max_forum),
                patience: Patience::default(),
                opens_later: true,
                knows: Forms::NEWEST,
            },
            forums: one_of(self.forums, file.forum),
            organiser_link: self.organiser_link,
            print: self.print.or(file.print).unwrap_or_default(),
            log_format: self.log_format.or(file.log_format).unwrap_or_default(),
        })
    }
}

/// The address of [`LISTEN`].
fn usual_address() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn one_of<T>(given: Vec<T>, filed: Vec<T>) -> Vec<T> {
    if given.is_empty() { filed } else { given }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_address_is_the_one_that_is_told() {
        assert_eq!(LISTEN.parse(), Ok(usual_address()));
    }

    #[test]
    fn replicas_are_a_redis_s_wherever_either_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("majlis.toml");
        let settled = |args: ServeArgs, file: &str| {
            std::fs::write(&config, file).unwrap();
            ServeArgs { config: Some(config.clone()), ..args }.settle().map(|service| service.settings.store)
        };
        let flag = || ServeArgs { replicas: Some(2), ..ServeArgs::default() };
        for alone in [settled(flag(), ""), settled(ServeArgs::default(), "replicas = 2\n")] {
            let told = alone.unwrap_err().to_string();
            assert!(told.contains("--redis") && told.contains("redis = "), "{told}");
        }
        let both = settled(flag(), "redis = \"redis://127.0.0.1\"\n").unwrap();
        assert!(matches!(both, Store::Redis { replicas: 2, .. }), "{both:?}");
        assert_eq!(settled(ServeArgs::default(), "replicas = 0\n").unwrap(), Store::Folder(DATA.into()));
    }

    #[test]
    fn a_way_into_redis_is_for_one_that_is_named_and_a_certificate_has_its_key() {
        let redis_args = RedisArgs { redis_cert: Some("cert.pem".into()), ..RedisArgs::default() };
        let alone = ServeArgs { redis_args, ..ServeArgs::default() };
        let told = |args: ServeArgs| args.settle().unwrap_err().to_string();
        assert!(told(alone.clone()).contains("--redis"));
        let half = ServeArgs { redis: Some("rediss://h".into()), ..alone };
        assert!(told(half).contains("--redis-key"));
    }

    #[test]
    fn ceilings_and_proxies_are_those_of_the_flags_or_the_file() {
        use clap::Parser;

        use crate::config::{Cli, Task};
        let said = [
            ("max_connections", "7", "7"),
            ("max_memory", "1K", "\"1K\""),
            ("max_journal", "2K", "\"2K\""),
            ("max_forum", "3K", "\"3K\""),
        ];
        let flags = said
            .iter()
            .flat_map(|(name, value, _)| [format!("--{}", name.replace('_', "-")), (*value).to_owned()]);
        let flags = flags.chain(["--trusted-proxy".into(), "10.0.0.9".into()]);
        let command = ["majlis".to_owned(), "serve".to_owned()].into_iter().chain(flags);
        let Task::Serve(flagged) = Cli::parse_from(command).task else { unreachable!("it was to serve") };
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("majlis.toml");
        let file = said.map(|(name, _, value)| format!("{name} = {value}\n")).concat();
        std::fs::write(&config, file + "trusted_proxies = [\"10.0.0.9\"]\n").unwrap();
        let filed = ServeArgs { config: Some(config), ..ServeArgs::default() };
        let ceilings = |args: ServeArgs| {
            let settings = args.settle().unwrap().settings;
            assert!(settings.opens_later && settings.patience == Patience::default());
            let sizes = [settings.max_memory, settings.max_journal, settings.max_forum];
            (
                settings.max_connections,
                sizes.map(|size| size.map(|Size(bytes)| bytes)),
                settings.trusted_proxies,
            )
        };
        let proxies = vec![IpAddr::from([10, 0, 0, 9])];
        let wanted = (7, [Some(1 << 10), Some(2 << 10), Some(3 << 10)], proxies);
        assert_eq!(ceilings(*flagged), wanted);
        assert_eq!(ceilings(filed), wanted);
        assert_eq!(ceilings(ServeArgs::default()), (50_000, [None; 3], Vec::new()));
    }

    #[test]
    fn a_flag_counts_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("majlis.toml");
        std::fs::write(&config, "listen = \"0.0.0.0:9000\"\ndata = \"here\"\nforum = [\"a.toml\"]\n")
            .unwrap();
        let args = ServeArgs { data: Some("there".into()), config: Some(config), ..ServeArgs::default() };
        let service = args.settle().unwrap();
        assert_eq!(service.listen, "0.0.0.0:9000".parse().unwrap());
        assert_eq!(service.settings.store, Store::Folder("there".into()));
        assert_eq!(service.forums, [folder.path().join("a.toml")], "beside the file that names it");
    }
}

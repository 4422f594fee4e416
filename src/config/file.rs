//! The file of `--config`.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Deserializer};

use crate::bounded;
use crate::http::address::PublicUrl;
use crate::telemetry::LogFormat;

use super::listen;
use super::print::Print;
use super::redis::RedisArgs;
use super::size::Size;
use super::tls::TlsArgs;

/// What the file may say: what the flags of the same names do.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "they are called as the flags are")]
pub(super) struct File {
    #[serde(deserialize_with = "listen::in_file")]
    pub listen: Option<SocketAddr>,
    #[serde(deserialize_with = "public_url")]
    pub public_url: Option<PublicUrl>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub data: Option<PathBuf>,
    pub redis: Option<String>,
    pub redis_user: Option<String>,
    pub redis_password_file: Option<PathBuf>,
    pub redis_ca: Option<PathBuf>,
    pub redis_cert: Option<PathBuf>,
    pub redis_key: Option<PathBuf>,
    pub replicas: Option<usize>,
    pub forum: Vec<PathBuf>,
    pub trusted_proxies: Vec<IpAddr>,
    pub max_connections: Option<NonZeroUsize>,
    pub max_memory: Option<Size>,
    pub max_journal: Option<Size>,
    pub max_forum: Option<Size>,
    pub print: Option<Print>,
    pub log_format: Option<LogFormat>,
}

/// Bytes of the largest file that is read as one.
const LARGEST: usize = 1 << 20;
/// How long whatever comes through a pipe may take to come to its end.
const RECEIVED_WITHIN: Duration = Duration::from_secs(10);

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadFile {
    /// It cannot be read.
    #[error("cannot read {file}: {why}; check the path given with --config, and who may read it", file = file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// It is something else.
    #[error(
        "{file} is larger than a file of settings is; name the file that holds yours with --config", file = file.display()
    )]
    TooLarge {
        /// The file.
        file: PathBuf,
    },
    /// It is something else.
    #[error(
        "{file} is no text; name the file of settings with --config, and save it as UTF-8", file = file.display()
    )]
    NoText {
        /// The file.
        file: PathBuf,
    },
    /// It does not say what it should.
    #[error("{file}:{line}: {why}", file = file.display())]
    Wrong {
        /// The file.
        file: PathBuf,
        /// Where in it.
        line: usize,
        /// What is wrong, and what may stand there.
        why: String,
    },
}

impl File {
    /// Reads it. Paths in it are meant from where it lies; where it comes through a pipe, or as one of the program's own files
    /// (`/dev/stdin`), from where the program was started.
    pub(super) fn read(path: &Path) -> Result<Self, BadFile> {
        let unreadable = |why| BadFile::Unreadable { file: path.to_owned(), why };
        let too_large = || BadFile::TooLarge { file: path.to_owned() };
        let is_received = bounded::is_received(path).map_err(unreadable)?;
        let bytes = if is_received {
            bounded::receive(path, LARGEST, RECEIVED_WITHIN)
        } else {
            bounded::read(path, LARGEST)
        };
        let bytes = bytes.map_err(unreadable)?.ok_or_else(too_large)?;
        let text = String::from_utf8(bytes).map_err(|_| BadFile::NoText { file: path.to_owned() })?;
        let mut file: Self = toml::from_str(&text).map_err(|why| BadFile::Wrong {
            file: path.to_owned(),
            line: text[..why.span().map_or(0, |span| span.start)].matches('\n').count() + 1,
            why: why.message().trim_end().replace('\n', " "),
        })?;
        let lies_in = path.parent().filter(|_| !is_received && !path.starts_with("/dev"));
        let beside = lies_in.unwrap_or(Path::new(""));
        let of_redis =
            [&mut file.redis_password_file, &mut file.redis_ca, &mut file.redis_cert, &mut file.redis_key];
        let own = [&mut file.tls_cert, &mut file.tls_key, &mut file.data];
        for relative in of_redis.into_iter().chain(own).flatten().chain(&mut file.forum) {
            *relative = beside.join(&*relative);
        }
        Ok(file)
    }

    /// The certificate.
    pub(super) fn take_tls_args(&mut self) -> TlsArgs {
        TlsArgs { tls_cert: self.tls_cert.take(), tls_key: self.tls_key.take() }
    }

    /// How Redis is entered.
    pub(super) fn take_redis_args(&mut self) -> RedisArgs {
        RedisArgs {
            redis_user: self.redis_user.take(),
            redis_password_file: self.redis_password_file.take(),
            redis_ca: self.redis_ca.take(),
            redis_cert: self.redis_cert.take(),
            redis_key: self.redis_key.take(),
        }
    }
}

fn public_url<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PublicUrl>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("majlis.toml");
        std::fs::write(&path, text).unwrap();
        let why = File::read(&path).unwrap_err().to_string();
        why.replace(&folder.path().display().to_string(), "")
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let why = said("listen = \"0.0.0.0:80\"\n\nport = 80\n");
        assert!(why.starts_with("/majlis.toml:3: unknown field `port`, expected one of `listen`"), "{why}");
        let why = said("public_url = \"majlis.example\"\n");
        assert!(why.contains(":1: write the address as people type it"), "{why}");
        let why = said("listen = \"80\"\n");
        assert!(why.contains(":1: write an address before the port"), "{why}");
        let why = said("data = \n");
        assert!(why.starts_with("/majlis.toml:1: "), "{why}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_end_is_not_read_to_it() {
        let endless = Path::new("/dev/zero");
        let why = File::read(endless).unwrap_err();
        assert!(matches!(why, BadFile::TooLarge { .. }) && why.to_string().contains("--config"), "{why}");
    }

    #[test]
    fn a_file_that_is_no_text_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("majlis.toml");
        std::fs::write(&path, [0xff, 0xfe]).unwrap();
        let why = File::read(&path).unwrap_err().to_string();
        assert!(why.contains("majlis.toml is no text") && why.contains("--config"), "{why}");
    }
}

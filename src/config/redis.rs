//! How Redis is entered.

use std::path::PathBuf;

use clap::Args;

use crate::backbone::Access;

use super::server::BadSettings;

/// What may be said beside its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "With --redis")]
pub struct RedisArgs {
    /// The user, in place of the one in the address
    #[arg(long, value_name = "NAME", env = "MAJLIS_REDIS_USER")]
    pub redis_user: Option<String>,

    /// A file that holds the password alone
    #[arg(long, value_name = "FILE", env = "MAJLIS_REDIS_PASSWORD_FILE")]
    pub redis_password_file: Option<PathBuf>,

    /// The certificates that its own are signed by, as PEM [default: those of the system]
    #[arg(long, value_name = "FILE", env = "MAJLIS_REDIS_CA")]
    pub redis_ca: Option<PathBuf>,

    /// The certificate to show it, as PEM
    #[arg(long, value_name = "FILE", env = "MAJLIS_REDIS_CERT")]
    pub redis_cert: Option<PathBuf>,

    /// The key of that certificate
    #[arg(long, value_name = "FILE", env = "MAJLIS_REDIS_KEY")]
    pub redis_key: Option<PathBuf>,
}

impl RedisArgs {
    /// What is not said here is as there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            redis_user: self.redis_user.or(other.redis_user),
            redis_password_file: self.redis_password_file.or(other.redis_password_file),
            redis_ca: self.redis_ca.or(other.redis_ca),
            redis_cert: self.redis_cert.or(other.redis_cert),
            redis_key: self.redis_key.or(other.redis_key),
        }
    }

    /// The Redis of an address, or none. Whatever is said here is nothing without one.
    pub(super) fn access(self, url: Option<String>) -> Result<Option<Access>, BadSettings> {
        let Some(url) = url else {
            return if self == Self::default() { Ok(None) } else { Err(BadSettings::NoRedis) };
        };
        let identity = match (self.redis_cert, self.redis_key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            _ => return Err(BadSettings::HalfIdentity),
        };
        let (user, password_file, ca) = (self.redis_user, self.redis_password_file, self.redis_ca);
        Ok(Some(Access { url, user, password_file, ca, identity }))
    }
}

//! The certificate that a node shows, and the key that makes it its own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use crate::bounded::read_secret;

use super::validity;

/// Where they lie, both as PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The server's certificate first, then those between it and its authority.
    pub certificate: PathBuf,
    /// Its key, without a passphrase.
    pub key: PathBuf,
}

/// What was read can be shown.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub certified: Arc<CertifiedKey>,
    /// When browsers take it no more.
    pub ends: Timestamp,
    /// What the files held.
    pub contents: Contents,
}

/// What the files hold.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Contents {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

/// They cannot be shown. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum BadIdentity {
    /// A file cannot be read.
    #[error(
        "cannot read {file}: {why}; check the paths given with --tls-cert and --tls-key, and that the user of majlis may read \
         both", file = file.display()
    )]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The file holds something else.
    #[error(
        "{file} holds no certificate as PEM; give the server's own, followed by those between it and its authority \
         (often called fullchain.pem)", file = .0.display()
    )]
    NoCertificate(PathBuf),
    /// The file holds something else, or a key under a passphrase.
    #[error("{file} holds no private key as PEM without a passphrase; give the one of the certificate (often called privkey.pem)", file = .0.display())]
    NoKey(PathBuf),
    /// The key is another one's.
    #[error(
        "the key in {key} is not that of the certificate in {certificate}; give the two that were made together",
        key = .0.key.display(), certificate = .0.certificate.display()
    )]
    Mismatch(Files),
    /// Nobody would take it.
    #[error("the certificate in {file} ended at {ends}; have it renewed, and give the new one", file = file.display())]
    Ended {
        /// The file.
        file: PathBuf,
        /// When.
        ends: Timestamp,
    },
    /// The library does not take the key.
    #[error("the key in {file} cannot be used: {why}; have the certificate made for a key of ECDSA (P-256) or RSA (2048 bits)", file = file.display())]
    Kind {
        /// The file.
        file: PathBuf,
        /// What the library said.
        why: rustls::Error,
    },
    /// The system.
    #[error("TLS cannot be set up: {0}")]
    System(rustls::Error),
}

/// Reads them, to be shown from now on.
pub(super) fn read(files: &Files, now: Timestamp) -> Result<Identity, BadIdentity> {
    understand(files, contents(files)?, now)
}

/// What the files hold.
pub(super) fn contents(files: &Files) -> Result<Contents, BadIdentity> {
    let whole =
        |file: &Path| read_secret(file).map_err(|why| BadIdentity::Unreadable { file: file.to_owned(), why });
    Ok(Contents { certificate: whole(&files.certificate)?, key: whole(&files.key)? })
}

/// What can be shown of it.
pub(super) fn understand(files: &Files, contents: Contents, now: Timestamp) -> Result<Identity, BadIdentity> {
    let no_certificate = || BadIdentity::NoCertificate(files.certificate.clone());
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&contents.certificate)
        .collect::<Result<_, _>>()
        .map_err(|_| no_certificate())?;
    let validity = chain.first().and_then(|own| validity::of(own)).ok_or_else(no_certificate)?;
    if validity.ends <= now {
        return Err(BadIdentity::Ended { file: files.certificate.clone(), ends: validity.ends });
    }
    let key =
        PrivateKeyDer::from_pem_slice(&contents.key).map_err(|_| BadIdentity::NoKey(files.key.clone()))?;
    let certified =
        CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|why| match why {
            rustls::Error::InconsistentKeys(_) => BadIdentity::Mismatch(files.clone()),
            rustls::Error::InvalidCertificate(_) => no_certificate(),
            why => BadIdentity::Kind { file: files.key.clone(), why },
        })?;
    if validity.begins > now {
        tracing::warn!(begins = %validity.begins, "the certificate is not good yet; is this machine's clock right?");
    }
    warn_of_readers(&files.key);
    Ok(Identity { certified: Arc::new(certified), ends: validity.ends, contents })
}

/// Whoever reads the key can pass for this server.
fn warn_of_readers(key: &Path) {
    if is_open_to_all(key) {
        tracing::warn!(
            file = %key.display(),
            "everybody on this machine may read the private key of the certificate; take that away (chmod o= FILE)"
        );
    }
}

/// Whether all users may read or write it; a group may be meant to.
#[cfg(unix)]
fn is_open_to_all(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o006 != 0)
}

/// This system has no such modes.
#[cfg(not(unix))]
fn is_open_to_all(_: &Path) -> bool {
    false
}

impl std::fmt::Debug for Contents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contents(..)")
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::*;

    const NOW: &str = "2026-11-26T00:00:00Z";

    /// A folder with a certificate that ends in that year, its key, and another one's.
    fn folder(ends: i32) -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let (own, other) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let mut params = CertificateParams::new(["majlis.test".to_owned()]).unwrap();
        params.not_after = date_time_ymd(ends, 1, 1);
        std::fs::write(file("own.crt"), params.self_signed(&own).unwrap().pem()).unwrap();
        std::fs::write(file("own.key"), own.serialize_pem()).unwrap();
        std::fs::write(file("other.key"), other.serialize_pem()).unwrap();
        let files = Files { certificate: file("own.crt"), key: file("own.key") };
        (folder, files)
    }

    fn told(files: &Files) -> String {
        read(files, NOW.parse().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_shown_is_told_with_its_file_and_what_to_do() {
        let (folder, files) = folder(2027);
        let with_key = |name: &str| Files { key: folder.path().join(name), ..files.clone() };
        assert_eq!(read(&files, NOW.parse().unwrap()).unwrap().ends, "2027-01-01T00:00:00Z".parse().unwrap());
        for (files, file, words) in [
            (with_key("none.key"), "none.key", "check the paths"),
            (with_key("other.key"), "own.crt", "made together"),
            (with_key("own.crt"), "own.crt", "privkey.pem"),
            (Files { certificate: files.key.clone(), ..files.clone() }, "own.key", "fullchain.pem"),
        ] {
            let told = told(&files);
            assert!(told.contains(file) && told.contains(words), "{told}");
        }
    }

    #[test]
    fn one_that_has_ended_is_not_shown() {
        let (_folder, files) = folder(2026);
        let told = told(&files);
        assert!(told.contains("own.crt ended at 2026-01-01T00:00:00Z; have it renewed"), "{told}");
    }

    #[test]
    #[cfg(unix)]
    fn a_key_that_everybody_may_read_is_noticed() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, files) = folder(2027);
        for (mode, noticed) in [(0o600, false), (0o640, false), (0o644, true), (0o602, true)] {
            std::fs::set_permissions(&files.key, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(is_open_to_all(&files.key), noticed, "{mode:o}");
        }
    }

    #[test]
    fn nothing_of_a_key_is_printed() {
        let (_folder, files) = folder(2027);
        let printed = format!("{:?}", contents(&files).unwrap());
        assert_eq!(printed, "Contents(..)");
    }
}

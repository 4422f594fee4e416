//! Speaking TLS without a proxy.

use std::path::PathBuf;

use clap::Args;

use crate::http::address::PublicUrl;
use crate::http::tls::Files;

use super::server::BadSettings;

/// The certificate and its key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct TlsArgs {
    /// Speak https: the certificate to show, as PEM, with those between it and its authority; read anew when it changes
    #[arg(long, value_name = "FILE", env = "MAJLIS_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,

    /// The key of that certificate, as PEM
    #[arg(long, value_name = "FILE", env = "MAJLIS_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
}

impl TlsArgs {
    /// What is not said here is as there.
    pub(super) fn or(self, other: Self) -> Self {
        Self { tls_cert: self.tls_cert.or(other.tls_cert), tls_key: self.tls_key.or(other.tls_key) }
    }

    /// The files, or none. The address that people type must be one of https then.
    pub(super) fn files(self, public: Option<&PublicUrl>) -> Result<Option<Files>, BadSettings> {
        let (certificate, key) = match (self.tls_cert, self.tls_key) {
            (Some(certificate), Some(key)) => (certificate, key),
            (None, None) => return Ok(None),
            _ => return Err(BadSettings::HalfCertificate),
        };
        match public {
            Some(public) if !public.is_secure() => Err(BadSettings::PlainAddress(public.clone())),
            _ => Ok(Some(Files { certificate, key })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> TlsArgs {
        TlsArgs { tls_cert: Some("own.crt".into()), tls_key: Some("own.key".into()) }
    }

    #[test]
    fn a_certificate_has_its_key_and_an_address_of_https() {
        let half = TlsArgs { tls_key: None, ..given() };
        assert!(half.files(None).unwrap_err().to_string().contains("--tls-key"));
        let plain = "http://majlis.example".parse().unwrap();
        let told = given().files(Some(&plain)).unwrap_err().to_string();
        assert!(told.contains("write http://majlis.example with https://"), "{told}");
        let secure = "https://majlis.example".parse().unwrap();
        for public in [None, Some(&secure)] {
            assert_eq!(given().files(public).unwrap().unwrap().key, PathBuf::from("own.key"));
        }
        assert!(TlsArgs::default().files(Some(&plain)).unwrap().is_none());
    }

    #[test]
    fn a_flag_counts_before_the_file() {
        let flag = TlsArgs { tls_cert: Some("flag.crt".into()), tls_key: None };
        let both = flag.or(given());
        assert_eq!(both.tls_cert, Some("flag.crt".into()));
        assert_eq!(both.tls_key, Some("own.key".into()));
    }
}

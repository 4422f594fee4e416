//! Where built files come from.

use std::borrow::Cow;

use axum::http::HeaderValue;
use bytes::Bytes;

use crate::domain::hex::Hex;

/// A built file.
pub(super) struct File {
    pub bytes: Bytes,
    /// Changes with the contents.
    pub tag: HeaderValue,
}

impl File {
    fn new(bytes: Bytes, hash: &[u8]) -> Option<Self> {
        let tag = HeaderValue::from_str(&format!("\"{}\"", Hex(hash.get(..12).unwrap_or(hash)))).ok()?;
        Some(Self { bytes, tag })
    }
}

/// A place that holds built files by their names.
pub(super) trait Shelf {
    fn file(&self, name: &str) -> Option<File>;
}

/// `web/dist` as it was when the program was built; in a debug build, as it is now.
pub(super) struct Built;

#[derive(rust_embed::Embed)]
#[folder = "web/dist"]
struct Dist;

impl Shelf for Built {
    fn file(&self, name: &str) -> Option<File> {
        let file = Dist::get(name)?;
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        };
        File::new(bytes, &file.metadata.sha256_hash())
    }
}

#[cfg(test)]
impl Shelf for std::collections::BTreeMap<&str, &'static str> {
    fn file(&self, name: &str) -> Option<File> {
        let bytes = Bytes::from_static(self.get(name)?.as_bytes());
        File::new(bytes, name.as_bytes())
    }
}

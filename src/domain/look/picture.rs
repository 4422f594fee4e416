//! A picture as it came in, checked by what it is and not by what it is called.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::hex::Hex;

use super::{raster, svg};

/// The kinds of pictures that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the kind of that name")]
pub enum PictureKind {
    Png,
    Jpeg,
    Webp,
    Svg,
}

impl PictureKind {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// Why a file is not taken as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// Of more bytes than [`Picture::LONGEST`], or of more pixels than [`Picture::MOST_PIXELS`].
    #[error("it is larger than {} KiB or {} pixels", Picture::LONGEST / 1024, Picture::MOST_PIXELS)]
    TooLarge,
    /// None of the kinds.
    #[error("it is neither PNG, JPEG, WebP nor SVG")]
    Kind,
    /// Of one of the kinds by its beginning, but it cannot be read, or says of no size that it has.
    #[error("it cannot be read, or does not say how wide and high it is")]
    Broken,
    /// An SVG that could do more than be looked at, or that is drawn without end.
    #[error("it holds a script, or refers to something outside of itself, or draws things over and over")]
    Unsafe,
}

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What kind of file it is.
    pub kind: PictureKind,
    /// How wide it is.
    pub width: u32,
    /// How high.
    pub height: u32,
    bytes: Arc<[u8]>,
}

impl Picture {
    /// The most bytes of one. Every phone of a hall loads it, and each node keeps it in memory.
    pub const LONGEST: usize = 128 * 1024;
    /// The most pixels of one that is made of them, as few bytes can stand for very many: every phone unpacks each into four.
    pub const MOST_PIXELS: u64 = 4_000_000;
    /// The longest side. A wall has 3,840 pixels, of which a logo takes a part.
    const LONGEST_SIDE: u32 = 8_192;

    /// Looks at the bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, BadPicture> {
        if bytes.len() > Self::LONGEST {
            return Err(BadPicture::TooLarge);
        }
        let (kind, width, height) = match raster::read(bytes) {
            Some(read) => read?,
            None => svg::read(bytes).map(|(width, height)| (PictureKind::Svg, width, height))?,
        };
        if width == 0 || height == 0 {
            return Err(BadPicture::Broken);
        }
        let pixels = if kind == PictureKind::Svg { 0 } else { u64::from(width) * u64::from(height) };
        if width.max(height) > Self::LONGEST_SIDE || pixels > Self::MOST_PIXELS {
            return Err(BadPicture::TooLarge);
        }
        Ok(Self { kind, width, height, bytes: bytes.into() })
    }

    /// SHA-256 of the bytes as 64 hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        Hex(&Sha256::digest(&self.bytes)).to_string()
    }

    /// The bytes as words.
    #[must_use]
    pub fn as_words(&self) -> Arc<str> {
        STANDARD.encode(&self.bytes).into()
    }

    /// The bytes of words that were a picture; none of others.
    #[must_use]
    pub fn bytes_of(words: &str) -> Option<Vec<u8>> {
        STANDARD.decode(words).ok()
    }
}

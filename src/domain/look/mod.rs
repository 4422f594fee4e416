//! How a forum looks: its accent, its logo, and whether its days are told by the Hijri calendar too.

mod accent;
mod drawn;
mod picture;
mod raster;
mod svg;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::id::WordsNo;

pub use accent::Accent;
pub use picture::{BadPicture, Picture, PictureKind};

/// A forum's own look. What of it was never set is as Majlis looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Raised by every change of it: what its commands name.
    pub version: u32,
    /// The accent; none is Majlis's own.
    pub accent: Option<Accent>,
    /// Whether days are told after Umm al-Qura beside Gregorian.
    pub hijri: bool,
    /// The logo; none is Majlis's mark.
    pub logo: Option<Logo>,
}

impl Default for Look {
    fn default() -> Self {
        Self { version: 1, accent: None, hijri: false, logo: None }
    }
}

/// A picture that stands for the forum. Its bytes lie beside the journal, as words do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The words that are its bytes in Base64.
    pub words: WordsNo,
    /// What kind of file it is.
    pub kind: PictureKind,
    /// SHA-256 of its bytes as 64 hexadecimal digits: its name in addresses.
    pub hash: String,
    /// How wide it is, in pixels or in an SVG's own units.
    pub width: u32,
    /// How high, in the same.
    pub height: u32,
}

impl Logo {
    /// The logo that a picture is whose bytes are these words.
    #[must_use]
    pub fn of(picture: &Picture, words: WordsNo) -> Self {
        let Picture { kind, width, height, .. } = *picture;
        Self { words, kind, hash: picture.hash(), width, height }
    }
}

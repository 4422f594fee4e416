//! The colour that an organiser chooses.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::refusal::{Code, Refusal};

/// Hue and chroma of OKLCH (<https://www.w3.org/TR/css-color-4/#ok-lab>). Pages give each use of it a lightness of their
/// own, so that every accent keeps its contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Accent {
    /// In degrees, 0 to 359.
    pub hue: u16,
    /// In thousandths, 0 to 130. What a screen cannot show at some lightness is shown as strong as it can.
    pub chroma: u16,
}

impl Accent {
    /// The largest hue.
    pub const HUE: u16 = 359;
    /// The largest chroma, in thousandths.
    pub const CHROMA: u16 = 130;
    /// The chroma of a hue that comes alone: that of Majlis's own palm green.
    const USUAL_CHROMA: u16 = 95;

    /// The accent of a hue alone.
    #[must_use]
    pub fn of_hue(hue: u16) -> Self {
        Self { hue, chroma: Self::USUAL_CHROMA }
    }

    /// Hue and chroma of a colour as `#rrggbb`; nothing of another text.
    #[must_use]
    pub fn of_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| Self::of_srgb([red, green, blue]))
    }

    /// Refuses a hue or a chroma that there is not.
    pub fn check(self) -> Result<(), Refusal> {
        if self.hue > Self::HUE {
            return Err(Code::OutOfRange.at(i64::from(Self::HUE)));
        }
        if self.chroma > Self::CHROMA {
            return Err(Code::OutOfRange.at(i64::from(Self::CHROMA)));
        }
        Ok(())
    }

    fn of_srgb(colour: [u8; 3]) -> Self {
        let (a, b) = oklab(colour.map(linear));
        let hue = b.atan2(a).to_degrees().rem_euclid(360.0).round();
        let chroma = (a.hypot(b) * 1000.0).round().min(f64::from(Self::CHROMA));
        // Greys have no hue: what is left of one in the last digits says nothing.
        let hue = if chroma < 1.0 { 0.0 } else { hue };
        Self { hue: whole(hue) % (Self::HUE + 1), chroma: whole(chroma) }
    }
}

/// A small number that was rounded already.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 360")]
fn whole(number: f64) -> u16 {
    number as u16
}

/// A channel of sRGB as light, 0 to 1 (IEC 61966-2-1).
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The two colour axes of Oklab (Björn Ottosson, <https://bottosson.github.io/posts/oklab/>).
fn oklab([red, green, blue]: [f64; 3]) -> (f64, f64) {
    let cone = |of: [f64; 3]| (of[0] * red + of[1] * green + of[2] * blue).cbrt();
    let long = cone([0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9]);
    let medium = cone([0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6]);
    let short = cone([0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5]);
    let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
    let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hue_and_chroma_come_from_a_colour() {
        // Of the palm green of the tokens, oklch(0.44 0.095 158) as a screen shows it.
        let palm = Accent::of_hex("#006038").unwrap();
        assert!((157..=159).contains(&palm.hue) && (94..=110).contains(&palm.chroma), "{palm:?}");
        assert_eq!(Accent::of_hex("#0000FF"), Some(Accent { hue: 264, chroma: 130 }));
        assert_eq!(Accent::of_hex("#ff0000").unwrap().hue, 29);
        assert_eq!(Accent::of_hex("#808080"), Some(Accent { hue: 0, chroma: 0 }));
    }

    #[test]
    fn what_is_no_colour_gives_none() {
        for text in ["006038", "#0060", "#00603g", "#+12345", "#", "", "#أخضر"] {
            assert_eq!(Accent::of_hex(text), None, "{text}");
        }
    }
}

//! What the parts of a file need to know of the whole.

use jiff::tz::TimeZone;

use crate::domain::forum::Rules;

use super::hall::Halls;

/// The whole, as far as its parts need to know it.
pub(super) struct Around {
    /// The language that a text of one language is in.
    pub first: String,
    pub zone: TimeZone,
    pub rules: Rules,
    pub halls: Halls,
}

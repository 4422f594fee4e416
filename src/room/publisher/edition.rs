//! What a seat shows at one moment.

use std::sync::Arc;

use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::sheet::Sheet;

/// The newest of everything that a seat has. Whoever looks takes what it lacks.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// The journal's epoch.
    pub epoch: u32,
    /// The topics.
    pub sheets: Vec<Arc<Sheet>>,
    /// What is felt there.
    pub beat: Option<Beat>,
}

impl Edition {
    /// Whether it is the very same: sheets are compared by what they are, not by what they say.
    pub(super) fn is(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Sheet>, &Arc<Sheet>)| Arc::ptr_eq(one, other);
        self.epoch == other.epoch
            && self.sheets.len() == other.sheets.len()
            && self.sheets.iter().zip(&other.sheets).all(same)
            && self.beat == other.beat
    }
}

/// A pulse frame. Each says all that is to be said, so that one may be skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    /// Counts the beats of a room: a higher one is newer.
    pub no: u64,
    /// The frame.
    pub text: Utf8Bytes,
}

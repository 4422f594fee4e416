//! Which forms of entries there are, which of them a node knows, and in which one it writes.
//!
//! A form says what an entry may mean. A node reads every form that it knows; it writes the one that its deployment is at, so
//! that nodes of the version before can decide beside it. That one is raised by an operator (`majlis upgrade --finish`) once
//! the last of those is gone.

use std::sync::Arc;

use tokio::sync::watch;

/// The form in which the parts of a forum beside its sessions are told (`Change::is_of_parts`). While an older one is written nothing of
/// them is taken.
pub const PARTS: u32 = 4;

/// The forms of a node. Clones share what is written.
#[derive(Debug, Clone)]
pub struct Forms {
    knows: u32,
    written: Arc<watch::Sender<u32>>,
}

impl Forms {
    /// The newest form, which this version writes once it is told to.
    pub const NEWEST: u32 = 4;
    /// The oldest form that this version still writes: that of the version before it. Older ones it only reads.
    pub const OLDEST_WRITTEN: u32 = 3;

    /// Those of a node that knows forms up to `knows` in a deployment that is at `written`.
    #[must_use]
    pub fn new(knows: u32, written: u32) -> Self {
        Self { knows, written: Arc::new(watch::Sender::new(written)) }
    }

    /// The newest form that the node reads.
    #[must_use]
    pub fn knows(&self) -> u32 {
        self.knows
    }

    /// The form that the deployment is at.
    #[must_use]
    pub fn of_deployment(&self) -> u32 {
        *self.written.borrow()
    }

    /// The form that the node writes: none that it does not know itself.
    #[must_use]
    pub fn writes(&self) -> u32 {
        self.of_deployment().min(self.knows)
    }

    /// The deployment is at that form, as far as is known. It never goes back; tells whether it is another than before.
    #[expect(clippy::must_use_candidate, reason = "whether it is another is told for logs")]
    pub fn raise_to(&self, form: u32) -> bool {
        self.written.send_if_modified(|written| {
            let is_newer = *written < form;
            *written = form.max(*written);
            is_newer
        })
    }

    /// Until the deployment is at that form.
    pub async fn until(&self, form: u32) {
        // The sender is this one's own.
        let _ = self.written.subscribe().wait_for(|written| *written >= form).await;
    }

    /// Whether others may write what this node does not know.
    #[must_use]
    pub fn are_outgrown(&self) -> bool {
        self.of_deployment() > self.knows
    }
}

impl Default for Forms {
    fn default() -> Self {
        Self::new(Self::NEWEST, Self::NEWEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_writes_what_its_deployment_is_at_and_nothing_that_it_does_not_know() {
        let forms = Forms::new(3, 2);
        let same = forms.clone();
        assert_eq!((same.writes(), same.are_outgrown()), (2, false));
        assert!(forms.raise_to(3) && !forms.raise_to(3) && !forms.raise_to(2), "it never goes back");
        assert_eq!((same.writes(), same.are_outgrown()), (3, false));
        forms.raise_to(4);
        assert_eq!((same.writes(), same.are_outgrown()), (3, true));
    }
}

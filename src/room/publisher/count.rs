//! A poll as it was shown, so that a ballot sends its count and nothing else.

use crate::domain::view::shape::PollView;
use crate::protocol::codec;
use crate::protocol::topic::Topic;

use super::sheet::{Lately, Sheet};

/// Everything of a poll but its count, and the revision from which on it is like that.
#[derive(Debug, Default)]
pub(super) struct Count {
    rest: Option<(u64, PollView)>,
}

impl Count {
    /// The next sheet of the topic, at that revision. A count replaces a count, so that one difference is good for
    /// everyone who has the rest.
    pub(super) fn turn(&mut self, topic: Topic, rev: u64, mut view: PollView) -> Sheet {
        let whole = codec::state(topic, rev, &view);
        let tally = std::mem::take(&mut view.tally);
        let lately = match &self.rest {
            Some((from, rest)) if *rest == view => {
                Lately::Part { from: *from, text: codec::change(topic, *from, rev, &tally) }
            }
            _ => {
                self.rest = Some((rev, view));
                Lately::Whole
            }
        };
        Sheet { topic, rev, whole, lately }
    }
}

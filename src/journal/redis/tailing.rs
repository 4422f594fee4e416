//! What is published, told to the listeners of this node.

use std::sync::Arc;

use bytes::Bytes;

use crate::backbone::Hears;
use crate::journal::tail::{Tail, Tails};

use super::{frame, keys};

pub(super) struct Published(pub Arc<Tails>);

impl Hears for Published {
    fn message(&self, channel: &str, payload: Bytes) -> bool {
        let Some(forum) = keys::forum_of(channel) else { return false };
        // What cannot be read here can be read, or refused, where the journal is.
        let tail = frame::entry(payload).map_or(Tail::Hint, Tail::Entry);
        self.0.tell(forum, || tail)
    }

    fn gap(&self) {
        self.0.tell_all(&Tail::Hint);
    }
}

//! What a client has: its topics by revision.

use std::collections::BTreeMap;

use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::protocol::topic::Topic;
use crate::room::Edition;

/// The topics that a client has, all of one epoch.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    epoch: u32,
    topics: Vec<(Topic, u64)>,
    beat: u64,
}

impl Cursor {
    /// What a client says that it has, as far as it is of this history.
    pub(super) fn of(have: BTreeMap<Topic, (u32, u64)>, epoch: u32, rev: u64) -> Self {
        let known = have.into_iter().filter(|(_, (of, at))| *of == epoch && *at <= rev);
        Self { epoch, topics: known.map(|(topic, (_, at))| (topic, at)).collect(), beat: 0 }
    }

    /// Whether that is the history of what the client has.
    pub(super) fn is_of(&self, epoch: u32) -> bool {
        self.epoch == epoch
    }

    /// Forgets everything: it is of another history.
    pub(super) fn forget(&mut self) {
        self.topics.clear();
    }

    /// Forgets the topics that are not among these, and the pulse: another seat's may be older, and is new here.
    pub(super) fn keep(&mut self, kept: &[Topic]) {
        self.topics.retain(|(topic, _)| kept.contains(topic));
        self.beat = 0;
    }

    /// Appends the frames that bring the client up to date. A topic that is not there any more is forgotten.
    pub(super) fn bring(&mut self, edition: &Edition, frames: &mut impl Extend<Utf8Bytes>) {
        let mut brought = Vec::with_capacity(edition.sheets.len());
        for sheet in &edition.sheets {
            let have = self.topics.iter().find(|(topic, _)| *topic == sheet.topic).map(|(_, rev)| *rev);
            sheet.bring(have, frames);
            brought.push((sheet.topic, have.map_or(sheet.rev, |have| have.max(sheet.rev))));
        }
        (self.epoch, self.topics) = (edition.epoch, brought);
        if let Some(beat) = edition.beat.as_ref().filter(|beat| beat.no > self.beat) {
            self.beat = beat.no;
            frames.extend([beat.text.clone()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Beat;

    #[test]
    fn another_seat_brings_its_pulse_though_it_is_older() {
        let edition = |no, text| Edition {
            epoch: 1,
            sheets: Vec::new(),
            beat: Some(Beat { no, text: Utf8Bytes::from_static(text) }),
        };
        let mut cursor = Cursor::default();
        let mut brought: Vec<Utf8Bytes> = Vec::new();
        cursor.bring(&edition(9, "here"), &mut brought);
        cursor.keep(&[]);
        cursor.bring(&edition(4, "there"), &mut brought);
        cursor.bring(&edition(4, "there"), &mut brought);
        assert_eq!(brought, ["here", "there"]);
    }

    #[test]
    fn only_what_is_of_this_history_counts() {
        let have =
            BTreeMap::from([(Topic(0), (1, 5)), (Topic(1), (2, 5)), (Topic(2), (2, 9)), (Topic(4), (2, 8))]);
        let cursor = Cursor::of(have, 2, 8);
        assert_eq!(cursor.topics, [(Topic(1), 5), (Topic(4), 8)]);
        assert!(cursor.is_of(2) && !cursor.is_of(1));
    }
}

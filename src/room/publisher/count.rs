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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tokio_tungstenite::tungstenite::Utf8Bytes;

    use super::*;

    fn view(version: u32, n: [u32; 4]) -> PollView {
        let view = json!({
            "poll": 7, "version": version, "session": 1, "title": {"ar": "؟"}, "answer": {"kind": "single"},
            "options": [{"ar": "أ"}, {"ar": "ب"}, {"ar": "ج"}, {"ar": "د"}],
            "settings": {"changeable": true, "hidden": false, "secret": false}, "phase": "open", "round": 1,
            "revealed": true, "tally": {"v": n.iter().sum::<u32>(), "n": n},
        });
        serde_json::from_value(view).unwrap()
    }

    fn brought(sheet: &Sheet, have: u64) -> Vec<String> {
        let mut frames: Vec<Utf8Bytes> = Vec::new();
        sheet.bring(Some(have), &mut frames);
        frames.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_ballot_sends_the_count_alone_in_a_hundred_bytes_or_less() {
        let mut count = Count::default();
        count.turn(Topic(107), 20_000, view(2, [0; 4]));
        let sheet = count.turn(Topic(107), 21_999, view(2, [1_201, 2_064, 830, 917]));
        let frames = brought(&sheet, 20_500);
        assert!(frames[0].starts_with(r#"{"t":"change""#), "{frames:?}");
        assert!(frames[0].len() <= 100, "{} bytes: {frames:?}", frames[0].len());
    }

    #[test]
    fn anything_else_sends_the_whole() {
        let mut count = Count::default();
        count.turn(Topic(107), 3, view(2, [0; 4]));
        let sheet = count.turn(Topic(107), 5, view(3, [1, 0, 0, 0]));
        assert!(brought(&sheet, 3)[0].starts_with(r#"{"t":"state""#));
        let sheet = count.turn(Topic(107), 8, view(3, [1, 1, 0, 0]));
        assert!(brought(&sheet, 4)[0].starts_with(r#"{"t":"state""#), "it lacks what came at 5");
        assert!(brought(&sheet, 5)[0].starts_with(r#"{"t":"change""#));
    }
}

//! What is written for nodes of the version before.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::entry::{Decided, NodeId, Origin, SealError, seal};
use super::forms::{Forms, PARTS};
use super::replica::{RoomError, follow};
use super::snapshot;
use super::standing::Standing;
use crate::domain::home::Home;
use crate::domain::id::WordsNo;
use crate::domain::tests::anything::{Step, cases, run, step};
use crate::domain::time::Time;
use crate::journal::{Draft, Filed, Hash};

/// The form of the version before, as that version reads it: whatever it does not know is a mistake.
const BEFORE: u32 = 3;

/// What a body of it says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "they are there to be told from others")]
struct Body {
    f: u32,
    node: NodeId,
    nonce: String,
    at: Time,
    #[serde(default)]
    origin: Option<Value>,
    #[serde(default)]
    home: Option<Value>,
    changes: Vec<Value>,
    words: Vec<(WordsNo, Hash)>,
}

/// The kinds of change that it has.
const KINDS: [&str; 42] = [
    "forum_set",
    "look_set",
    "logo_set",
    "hall_set",
    "session_set",
    "session_made",
    "session_dropped",
    "link_created",
    "link_revoked",
    "profiled",
    "asked",
    "reworded",
    "withdrawn",
    "supported",
    "curated",
    "undone",
    "blocked",
    "board_set",
    "paused",
    "phase_set",
    "noted",
    "delayed",
    "feedback_set",
    "poll_created",
    "poll_edited",
    "poll_dropped",
    "polls_ordered",
    "poll_opened",
    "poll_closing",
    "poll_closed",
    "poll_revealed",
    "voted",
    "word_ruled",
    "ruling_named",
    "named",
    "name_ruled",
    "rated",
    "scene_set",
    "cued",
    "hidden",
    "announced",
    "erased",
];

fn sealed(form: u32, standing: &Standing, home: Option<(Origin, Home)>) -> Result<Draft, SealError> {
    let (node, changes, words) = (NodeId::new("new"), Vec::new(), Vec::new());
    seal(Decided { form, node, time: standing.time, changes, words, next_deadline: None, home })
}

fn origin() -> Origin {
    Origin { epoch: 1, rev: 9, hash: Hash([7; 32]) }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_written_for_the_version_before_it_reads_and_both_come_to_the_same_state(steps in vec(step().prop_map(Step::without_parts), 0..80)) {
        let (mut older, mut newer) = (Standing::genesis(), Standing::genesis());
        let mut filed: BTreeMap<WordsNo, Filed> = BTreeMap::new();
        for (_, changes, words) in run(&steps, |_, _| {}) {
            let (form, node, time) = (BEFORE, NodeId::new("new"), Time(newer.time.0 + 1));
            let draft = seal(Decided { form, node, time, changes, words, next_deadline: None, home: None }).unwrap();
            let body: Body = serde_json::from_slice(&draft.body).expect("the version before reads it");
            prop_assert_eq!(body.f, BEFORE);
            for change in &body.changes {
                prop_assert!(KINDS.contains(&change["change"].as_str().unwrap()), "{}", change);
            }
            let entry = draft.entry(&older.head());
            filed.extend(entry.words.iter().map(|filed| (filed.no, filed.clone())));
            filed.retain(|no, _| !entry.erased.contains(no));
            follow(&mut older, &entry, BEFORE).unwrap();
            follow(&mut newer, &entry, Forms::NEWEST).unwrap();
        }
        prop_assert_eq!(&older, &newer);
        prop_assert_eq!(newer.form, BEFORE);
        // What the one saved is what the other has.
        let saved = snapshot::encode(&newer).unwrap();
        let read = snapshot::decode_known(&saved, filed.into_values().collect(), BEFORE);
        prop_assert_eq!(read, Some(older));
    }
}

#[test]
fn a_node_of_the_version_before_takes_neither_a_newer_entry_nor_a_snapshot_of_one() {
    let mut newer = Standing::genesis();
    let draft = sealed(PARTS, &newer, Some((origin(), Home::default()))).unwrap();
    let entry = draft.entry(&newer.head());
    let mut older = Standing::genesis();
    let met = follow(&mut older, &entry, BEFORE).unwrap_err();
    assert!(met.is_newer() && matches!(met, RoomError::Entry { rev: 1, .. }), "{met}");
    assert_eq!(older, Standing::genesis(), "nothing of it was applied");
    follow(&mut newer, &entry, Forms::NEWEST).unwrap();
    let saved = snapshot::encode(&newer).unwrap();
    assert_eq!(snapshot::decode_known(&saved, Vec::new(), BEFORE), None);
    assert_eq!(snapshot::decode_known(&saved, Vec::new(), Forms::NEWEST), Some(newer));
}

//! Idea boards as they were shown: what a dot, a drag or an idea sends is small, whatever lies on the board.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;

use crate::domain::id::{IdeaNo, SessionNo};
use crate::domain::idea::{self, BoardView, IdeasDiff, Trace};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::protocol::codec;
use crate::protocol::topic::Topic;

use super::sheet::{Lately, Sheet, Step};

/// How many differences are kept: at ten a second, three seconds of a bad line.
const KEPT: usize = 32;

/// A board without the texts of its ideas, and the differences that led there.
#[derive(Debug, Default)]
pub(super) struct Board {
    shown: Option<(u64, BoardView)>,
    steps: VecDeque<Step>,
}

impl Board {
    /// The next sheet of the topic, at that revision.
    pub(super) fn turn(&mut self, topic: Topic, rev: u64, view: BoardView) -> Sheet {
        let whole = codec::state(topic, rev, &view);
        let was = self.shown.take();
        match was.and_then(|(from, was)| Some((from, view.since(&was)?))) {
            Some((from, diff)) => keep(&mut self.steps, step(topic, from, rev, &diff)),
            None => self.steps.clear(),
        }
        self.shown = Some((rev, view));
        Sheet { topic, rev, whole, lately: Lately::Steps(self.steps.iter().cloned().collect()) }
    }
}

/// All ideas that somebody may see on a board, of which the window is the newest, and the differences that led there. They tell
/// of those beyond the window too: whoever read them page by page has them on the screen.
#[derive(Debug, Default)]
pub(super) struct Ideas {
    shown: Option<(u64, BTreeMap<IdeaNo, Trace>)>,
    steps: VecDeque<(Step, BTreeSet<IdeaNo>)>,
}

impl Ideas {
    /// Whether it shows just these already.
    pub(super) fn shows(&self, state: &State, session: SessionNo, role: Role) -> bool {
        self.shown.as_ref().is_some_and(|(_, was)| *was == idea::traces(state, session, role))
    }

    /// The next sheet of the topic, at that revision.
    pub(super) fn turn(&mut self, state: &State, session: SessionNo, role: Role, rev: u64) -> Sheet {
        let now = idea::traces(state, session, role);
        let view = idea::ideas(state, session, role);
        if let Some((from, was)) = self.shown.take() {
            let put: Vec<IdeaNo> =
                now.iter().filter(|(no, trace)| was.get(no) != Some(trace)).map(|(no, _)| *no).collect();
            let gone: Vec<IdeaNo> = was.keys().filter(|no| !now.contains_key(no)).copied().collect();
            let withheld =
                |no: &IdeaNo| was.get(no).is_some_and(|was| now.get(no).is_none_or(|now| now.withholds(was)));
            self.forget(|told| told.iter().any(withheld));
            match idea::those(state, session, role, &put) {
                Some(items) => {
                    let diff = IdeasDiff { total: view.total, put: items, gone };
                    let told = put.into_iter().collect();
                    keep(&mut self.steps, (step(Topic::IDEAS, from, rev, &diff), told));
                }
                None => self.steps.clear(),
            }
        }
        self.shown = Some((rev, now));
        let steps = self.steps.iter().map(|(step, _)| step.clone()).collect();
        let whole = codec::state(Topic::IDEAS, rev, &view);
        Sheet { topic: Topic::IDEAS, rev, whole, lately: Lately::Steps(steps) }
    }

    /// Forgets the latest difference that tells of such ideas, and all before it: what is not to be seen any more is sent in none.
    fn forget(&mut self, such: impl Fn(&BTreeSet<IdeaNo>) -> bool) {
        if let Some(last) = self.steps.iter().rposition(|(_, told)| such(told)) {
            self.steps.drain(..=last);
        }
    }
}

fn step(topic: Topic, from: u64, rev: u64, diff: &impl Serialize) -> Step {
    Step { from, text: codec::change(topic, from, rev, diff) }
}

fn keep<S>(steps: &mut VecDeque<S>, step: S) {
    steps.push_back(step);
    if steps.len() > KEPT {
        steps.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tokio_tungstenite::tungstenite::Utf8Bytes;

    use super::*;
    use crate::domain::command::Command;
    use crate::domain::forum::Moderation;
    use crate::domain::idea::tests::{collecting_by, on_idea, usual, voting};
    use crate::domain::idea::{IdeaCommand, IdeaPhase, IdeaPlan};
    use crate::domain::question::Reason;
    use crate::domain::tests::scene::{DESK, PANEL, Scene};

    fn brought(sheet: &Sheet, have: u64) -> Vec<Value> {
        let mut frames: Vec<Utf8Bytes> = Vec::new();
        sheet.bring(Some(have), &mut frames);
        frames.iter().map(|frame| serde_json::from_str(frame).expect("a frame is JSON")).collect()
    }

    fn seen(board: &mut Board, scene: &Scene, role: Role) -> Sheet {
        board.turn(Topic::BOARD, scene.state.rev, idea::board(&scene.state, PANEL, role).expect("it is seen"))
    }

    fn dismiss(scene: &mut Scene, no: u32) {
        let (idea, version, reason) = (IdeaNo(no), scene.idea(no).version, Reason::Other);
        scene.does(DESK, &Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea, version, reason }));
    }

    #[test]
    fn a_drag_sends_the_groups_that_it_changed_and_a_dot_nothing_of_groups() {
        let mut scene = voting(3);
        let (one, other) = (scene.groups(&[1]), scene.groups(&[2, 3]));
        let mut board = Board::default();
        seen(&mut board, &scene, Role::Participant);
        let had = scene.state.rev;
        let drag = scene.place(2, Some(one), 0);
        scene.does(DESK, &drag);
        let sheet = seen(&mut board, &scene, Role::Participant);
        let frames = brought(&sheet, had);
        let diff = &frames[0]["diff"];
        let put: Vec<&Value> =
            diff["put"].as_array().expect("groups").iter().map(|held| &held["c"]).collect();
        assert_eq!(put, [&json!(one), &json!(other)]);
        assert_eq!((diff.get("order"), diff.get("gone")), (None, None));
        let had = scene.state.rev;
        scene.dots(1, &[on_idea(1, 1)]);
        let sheet = seen(&mut board, &scene, Role::Participant);
        assert_eq!(brought(&sheet, had)[0]["diff"], json!({"v": 1}));
        let had = scene.state.rev;
        let dissolve = scene.dissolve(other);
        scene.does(DESK, &dissolve);
        let sheet = seen(&mut board, &scene, Role::Participant);
        let diff = &brought(&sheet, had)[0]["diff"];
        assert_eq!((&diff["gone"], &diff["order"]), (&json!([other]), &json!([one])));
    }

    #[test]
    fn dots_that_are_hidden_again_are_in_no_older_difference() {
        let mut scene = voting(2);
        scene.leads(IdeaPhase::Closed);
        let mut board = Board::default();
        seen(&mut board, &scene, Role::Participant);
        let had = scene.state.rev;
        scene.leads(IdeaPhase::Voting);
        let sheet = seen(&mut board, &scene, Role::Participant);
        assert_eq!(brought(&sheet, had)[0]["t"], "state");
    }

    #[test]
    fn an_idea_beyond_the_window_leaves_every_screen_when_it_is_dismissed_or_erased() {
        let mut scene = collecting_by(IdeaPlan { each: 50, ..usual() });
        for at in 0..200_u32 {
            scene.thinks((at / 50) as u8, &format!("{at} {}", "مشاركة المجتمع في التطوع ".repeat(10)));
        }
        let window = idea::ideas(&scene.state, PANEL, Role::Participant);
        assert!(!window.items.iter().any(|item| item.i == IdeaNo(1) || item.i == IdeaNo(2)));
        let mut ideas = Ideas::default();
        ideas.turn(&scene.state, PANEL, Role::Participant, scene.state.rev);
        let had = scene.state.rev;
        dismiss(&mut scene, 1);
        let erased = scene.idea(2).text;
        let rev = scene.state.rev + 1;
        scene.state.apply_entry(rev, &[crate::domain::change::Change::Erased { words: vec![erased] }], &[]);
        let sheet = ideas.turn(&scene.state, PANEL, Role::Participant, rev);
        let diff = &brought(&sheet, had)[0]["diff"];
        assert_eq!(diff["gone"], json!([1]));
        assert_eq!((&diff["put"][0]["i"], &diff["put"][0]["text"]), (&json!(2), &json!("")));
    }

    #[test]
    fn what_was_put_and_is_dismissed_is_in_no_older_difference() {
        let mut scene = collecting_by(usual());
        let mut ideas = Ideas::default();
        let turn = |ideas: &mut Ideas, scene: &Scene| {
            ideas.turn(&scene.state, PANEL, Role::Participant, scene.state.rev)
        };
        scene.thinks(1, "أولى");
        turn(&mut ideas, &scene);
        let first = scene.state.rev;
        scene.thinks(2, "ثانية");
        turn(&mut ideas, &scene);
        let second = scene.state.rev;
        dismiss(&mut scene, 2);
        let sheet = turn(&mut ideas, &scene);
        assert_eq!(brought(&sheet, first)[0]["t"], "state");
        assert_eq!(brought(&sheet, second)[0]["diff"]["gone"], json!([2]));
    }

    #[test]
    fn what_waits_is_news_to_desks_alone() {
        let mut scene = collecting_by(IdeaPlan { moderation: Moderation::Before, ..usual() });
        let (mut phone, mut desk) = (Ideas::default(), Ideas::default());
        phone.turn(&scene.state, PANEL, Role::Participant, scene.state.rev);
        desk.turn(&scene.state, PANEL, Role::Moderator, scene.state.rev);
        scene.thinks(1, "تنتظر");
        assert!(phone.shows(&scene.state, PANEL, Role::Participant));
        assert!(!desk.shows(&scene.state, PANEL, Role::Moderator));
    }
}

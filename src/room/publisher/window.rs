//! What a window on questions, statements, tables' results, stands, cues or recommendations was, and how it came to be what it is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;

use crate::domain::id::{CueNo, QuestionNo, RecommendationNo, RemarkNo, StandNo, StatementNo};
use crate::domain::idea::{ResultView, ResultsDiff, ResultsView};
use crate::domain::recommendation::{
    RecommendationItem, RecommendationsDiff, RecommendationsHead, RecommendationsView,
};
use crate::domain::show::{CueItem, ShowDiff, ShowHead, ShowView};
use crate::domain::stand::{
    InterestDiff, InterestItem, InterestView, RemarkItem, RemarksDiff, RemarksView, StandItem, StandsDiff,
    StandsHead, StandsView,
};
use crate::domain::statement::{StatementItem, StatementsDiff, StatementsHead, StatementsView};
use crate::domain::view::shape::{QuestionItem, WindowDiff, WindowView};
use crate::protocol::codec;
use crate::protocol::topic::Topic;

use super::sheet::{Lately, Sheet, Step};

/// How many differences are kept: at ten a second, three seconds of a bad line.
const KEPT: usize = 32;

/// What a window is on.
pub(super) trait Item: Clone + PartialEq {
    /// What it is known by.
    type No: Ord + Copy + std::fmt::Debug;
    /// The window.
    type View: Serialize;
    /// What changed in it.
    type Diff: Serialize;
    /// What is told beside the items, whole each time: how many there are in all, how they are held.
    type Beside: Clone + PartialEq + std::fmt::Debug;

    /// What is told beside the items, and those in the window.
    fn seen(view: &Self::View) -> (Self::Beside, &[Self]);
    /// The latter by themselves.
    fn items(view: Self::View) -> Vec<Self>;
    /// Its number.
    fn no(&self) -> Self::No;
    /// What people wrote of it.
    fn said(&self) -> [Option<&str>; 4];
    /// Whether something that was said of it before is not to be seen any more.
    fn withholds(&self, was: &Self) -> bool {
        was.said().into_iter().zip(self.said()).any(|(was, now)| was.is_some() && was != now)
    }
    /// The window's difference.
    fn diff(beside: Self::Beside, put: Vec<Self>, gone: Vec<Self::No>) -> Self::Diff;
}

impl Item for QuestionItem {
    type No = QuestionNo;
    type View = WindowView;
    type Diff = WindowDiff;
    type Beside = u32;

    fn seen(view: &WindowView) -> (u32, &[Self]) {
        (view.total, &view.items)
    }

    fn items(view: WindowView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> QuestionNo {
        self.q
    }

    fn said(&self) -> [Option<&str>; 4] {
        [Some(&self.text), self.name.as_deref(), self.reply.as_deref(), self.wall.as_deref()]
    }

    fn diff(total: u32, put: Vec<Self>, gone: Vec<QuestionNo>) -> WindowDiff {
        WindowDiff { total, put, gone }
    }
}

impl Item for ResultView {
    type No = u8;
    type View = ResultsView;
    type Diff = ResultsDiff;
    type Beside = u32;

    fn seen(view: &ResultsView) -> (u32, &[Self]) {
        (view.items.len() as u32, &view.items)
    }

    fn items(view: ResultsView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> u8 {
        self.table
    }

    fn said(&self) -> [Option<&str>; 4] {
        [self.title.as_deref(), self.text.as_deref(), None, None]
    }

    fn diff(_total: u32, put: Vec<Self>, gone: Vec<u8>) -> ResultsDiff {
        ResultsDiff { put, gone }
    }
}

impl Item for StatementItem {
    type No = StatementNo;
    type View = StatementsView;
    type Diff = StatementsDiff;
    type Beside = StatementsHead;

    fn seen(view: &StatementsView) -> (StatementsHead, &[Self]) {
        (view.head.clone(), &view.items)
    }

    fn items(view: StatementsView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> StatementNo {
        self.s
    }

    fn said(&self) -> [Option<&str>; 4] {
        [Some(&self.text), None, None, None]
    }

    fn diff(head: StatementsHead, put: Vec<Self>, gone: Vec<StatementNo>) -> StatementsDiff {
        StatementsDiff { head, put, gone }
    }
}

impl Item for StandItem {
    type No = StandNo;
    type View = StandsView;
    type Diff = StandsDiff;
    type Beside = StandsHead;

    fn seen(view: &StandsView) -> (StandsHead, &[Self]) {
        (view.head.clone(), &view.items)
    }

    fn items(view: StandsView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> StandNo {
        self.s
    }

    /// What organisers name is no person's.
    fn said(&self) -> [Option<&str>; 4] {
        [None; 4]
    }

    fn diff(head: StandsHead, put: Vec<Self>, gone: Vec<StandNo>) -> StandsDiff {
        StandsDiff { head, put, gone }
    }
}

impl Item for RemarkItem {
    type No = RemarkNo;
    type View = RemarksView;
    type Diff = RemarksDiff;
    type Beside = u32;

    fn seen(view: &RemarksView) -> (u32, &[Self]) {
        (view.total, &view.items)
    }

    fn items(view: RemarksView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> RemarkNo {
        self.i
    }

    fn said(&self) -> [Option<&str>; 4] {
        [Some(&self.text), self.answer.as_deref(), None, None]
    }

    fn diff(total: u32, put: Vec<Self>, gone: Vec<RemarkNo>) -> RemarksDiff {
        RemarksDiff { total, put, gone }
    }
}

impl Item for InterestItem {
    type No = StandNo;
    type View = InterestView;
    type Diff = InterestDiff;
    type Beside = ();

    fn seen(view: &InterestView) -> ((), &[Self]) {
        ((), &view.items)
    }

    fn items(view: InterestView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> StandNo {
        self.s
    }

    fn said(&self) -> [Option<&str>; 4] {
        [None; 4]
    }

    fn diff((): (), put: Vec<Self>, gone: Vec<StandNo>) -> InterestDiff {
        InterestDiff { put, gone }
    }
}

impl Item for CueItem {
    type No = CueNo;
    type View = ShowView;
    type Diff = ShowDiff;
    type Beside = ShowHead;

    fn seen(view: &ShowView) -> (ShowHead, &[Self]) {
        (view.head.clone(), &view.items)
    }

    fn items(view: ShowView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> CueNo {
        self.c
    }

    /// What desks plan is no person's.
    fn said(&self) -> [Option<&str>; 4] {
        [None; 4]
    }

    fn diff(head: ShowHead, put: Vec<Self>, gone: Vec<CueNo>) -> ShowDiff {
        ShowDiff { head, put, gone }
    }
}

impl Item for RecommendationItem {
    type No = RecommendationNo;
    type View = RecommendationsView;
    type Diff = RecommendationsDiff;
    type Beside = RecommendationsHead;

    fn seen(view: &RecommendationsView) -> (RecommendationsHead, &[Self]) {
        (view.head.clone(), &view.items)
    }

    fn items(view: RecommendationsView) -> Vec<Self> {
        view.items
    }

    fn no(&self) -> RecommendationNo {
        self.r
    }

    fn said(&self) -> [Option<&str>; 4] {
        [Some(&self.title), self.text.as_deref(), self.reason.as_deref(), None]
    }

    /// What it rests on may be told in another order, or by another piece: nothing that was told is gone by that.
    fn withholds(&self, was: &Self) -> bool {
        let now: BTreeSet<&str> = self.every_text().collect();
        was.every_text().any(|text| !now.contains(text))
    }

    fn diff(head: RecommendationsHead, put: Vec<Self>, gone: Vec<RecommendationNo>) -> RecommendationsDiff {
        RecommendationsDiff { head, put, gone }
    }
}

/// The window as it was shown last, and the differences that led there.
#[derive(Debug)]
pub(super) struct Window<I: Item> {
    items: BTreeMap<I::No, I>,
    beside: Option<I::Beside>,
    steps: VecDeque<Step>,
    shown: Option<u64>,
}

impl<I: Item> Default for Window<I> {
    fn default() -> Self {
        Self { items: BTreeMap::new(), beside: None, steps: VecDeque::new(), shown: None }
    }
}

impl<I: Item> Window<I> {
    /// Whether it shows just that already.
    fn shows(&self, view: &I::View) -> bool {
        let (beside, items) = I::seen(view);
        let is_same = |item: &I| self.items.get(&item.no()) == Some(item);
        self.beside == Some(beside) && self.items.len() == items.len() && items.iter().all(is_same)
    }

    /// The next sheet of the topic as by [`Self::turn`]; none where it shows just that already.
    pub(super) fn turn_if_other(
        &mut self,
        topic: Topic,
        rev: u64,
        view: I::View,
        still: impl Fn(I::No) -> bool,
    ) -> Option<Sheet> {
        if self.shown.is_some() && self.shows(&view) {
            None
        } else {
            Some(self.turn(topic, rev, view, still))
        }
    }

    /// The next sheet of the topic, at that revision. `still` tells of an item that left the window whether it is on
    /// the list all the same: once something that was shown is not to be seen any more, no older difference is sent.
    pub(super) fn turn(
        &mut self,
        topic: Topic,
        rev: u64,
        view: I::View,
        still: impl Fn(I::No) -> bool,
    ) -> Sheet {
        let whole = codec::state(topic, rev, &view);
        let (beside, _) = I::seen(&view);
        let items: BTreeMap<_, _> = I::items(view).into_iter().map(|item| (item.no(), item)).collect();
        self.beside = Some(beside.clone());
        if let Some(from) = self.shown.replace(rev) {
            if self.items.iter().any(|(no, was)| is_withheld(was, items.get(no), still(*no))) {
                self.steps.clear();
            }
            let diff = difference(&self.items, &items, beside);
            self.steps.push_back(Step { from, text: codec::change(topic, from, rev, &diff) });
            if self.steps.len() > KEPT {
                self.steps.pop_front();
            }
        }
        self.items = items;
        Sheet { topic, rev, whole, lately: Lately::Steps(self.steps.iter().cloned().collect()) }
    }
}

/// Whether something of an item that was shown is not to be seen any more: all of it, or what stood in it before.
fn is_withheld<I: Item>(was: &I, now: Option<&I>, still: bool) -> bool {
    match now {
        Some(now) => now.withholds(was),
        None => !still,
    }
}

fn difference<I: Item>(
    before: &BTreeMap<I::No, I>,
    after: &BTreeMap<I::No, I>,
    beside: I::Beside,
) -> I::Diff {
    let put = after.iter().filter(|(no, item)| before.get(no) != Some(item)).map(|(_, item)| item.clone());
    let gone = before.keys().filter(|no| !after.contains_key(no)).copied();
    I::diff(beside, put.collect(), gone.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tokio_tungstenite::tungstenite::Utf8Bytes;

    use super::*;

    fn item(q: u32, n: u32) -> QuestionItem {
        let item = json!({"q": q, "v": 1, "text": "؟", "dir": "rtl", "at": 0, "n": n, "status": "listed"});
        serde_json::from_value(item).unwrap()
    }

    fn view(total: u32, items: &[(u32, u32)]) -> WindowView {
        WindowView { total, items: items.iter().map(|(q, n)| item(*q, *n)).collect() }
    }

    fn brought(sheet: &Sheet, have: u64) -> Vec<Value> {
        let mut frames: Vec<Utf8Bytes> = Vec::new();
        sheet.bring(Some(have), &mut frames);
        frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
    }

    const MANY: [(u32, u32); 6] = [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0)];

    #[test]
    fn a_difference_holds_what_is_new_what_changed_and_what_left() {
        let mut window = Window::<QuestionItem>::default();
        window.turn(Topic::QUESTIONS, 3, view(6, &MANY), |_| true);
        let sheet = window.turn(
            Topic::QUESTIONS,
            5,
            view(6, &[(2, 0), (3, 1), (4, 0), (5, 0), (6, 0), (7, 0)]),
            |_| true,
        );
        let frames = brought(&sheet, 3);
        assert_eq!(frames.len(), 1);
        assert_eq!((&frames[0]["from"], &frames[0]["rev"]), (&json!(3), &json!(5)));
        let diff = &frames[0]["diff"];
        assert_eq!(diff["gone"], json!([1]));
        let put: Vec<&Value> = diff["put"].as_array().unwrap().iter().map(|item| &item["q"]).collect();
        assert_eq!(put, [&json!(3), &json!(7)]);
    }

    #[test]
    fn the_oldest_differences_are_forgotten() {
        let mut window = Window::<QuestionItem>::default();
        let mut sheet = window.turn(Topic::QUESTIONS, 0, view(6, &MANY), |_| true);
        for rev in 1..=KEPT as u64 + 1 {
            sheet = window.turn(Topic::QUESTIONS, rev, view(6, &MANY), |_| true);
        }
        assert_eq!(brought(&sheet, 0)[0]["t"], "state");
        assert_eq!(brought(&sheet, KEPT as u64)[0]["t"], "change");
        assert!(brought(&sheet, KEPT as u64 + 1).is_empty());
    }

    #[test]
    fn what_is_not_to_be_seen_any_more_is_in_no_older_difference() {
        let mut window = Window::<QuestionItem>::default();
        window.turn(Topic::QUESTIONS, 1, view(6, &MANY[1..]), |_| true);
        window.turn(Topic::QUESTIONS, 2, view(6, &MANY), |_| true);
        let sheet = window.turn(Topic::QUESTIONS, 3, view(6, &MANY[1..]), |no| no != QuestionNo(1));
        assert_eq!(brought(&sheet, 1)[0]["t"], "state");
        assert_eq!(brought(&sheet, 2)[0]["diff"]["gone"], json!([1]));

        let mut window = Window::<QuestionItem>::default();
        window.turn(Topic::QUESTIONS, 1, view(6, &MANY), |_| true);
        window
            .turn(Topic::QUESTIONS, 2, view(6, &[(1, 1), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0)]), |_| true);
        let mut erased = view(6, &MANY);
        erased.items[0].text.clear();
        let sheet = window.turn(Topic::QUESTIONS, 3, erased, |_| true);
        assert_eq!(brought(&sheet, 1)[0]["t"], "state");
    }

    #[test]
    fn what_only_fell_behind_costs_nobody_the_differences() {
        let mut window = Window::<QuestionItem>::default();
        window.turn(Topic::QUESTIONS, 1, view(7, &MANY), |_| true);
        window.turn(Topic::QUESTIONS, 2, view(7, &MANY[1..]), |_| true);
        let sheet = window.turn(Topic::QUESTIONS, 3, view(7, &MANY[1..]), |_| true);
        assert_eq!(brought(&sheet, 1)[0]["t"], "change");
    }
}

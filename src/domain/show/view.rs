//! What desks and presenters see of a run of show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Cue, CueAct, Moment, Outcome, Show};
use crate::domain::forum::Title;
use crate::domain::id::{CueNo, HallNo, LinkNo, SessionNo};
use crate::domain::left_out::is_default;
use crate::domain::refusal::Code;
use crate::domain::state::State;
use crate::domain::time::Time;

/// A hall's run of show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShowView {
    /// How it stands.
    #[serde(flatten)]
    #[ts(flatten)]
    pub head: ShowHead,
    /// The cues in the order of their moments, those that have none last.
    pub items: Vec<CueItem>,
}

/// How a run stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShowHead {
    /// Of which hall.
    pub hall: HallNo,
    /// What `go_on`, `shift` and `rehearsed` name.
    pub version: u32,
    /// It stands still since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub held: Option<Time>,
    /// The next cue that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<CueNo>,
    /// That the hall was rehearsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rehearsed: Option<RehearsedView>,
}

/// Who noted that a hall was rehearsed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RehearsedView {
    /// When.
    pub at: Time,
    /// The name of the organiser's link.
    pub by: String,
}

/// What changed of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ShowDiff {
    /// How it stands, whole.
    pub head: ShowHead,
    /// Whole cues: new ones and changed ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<CueItem>>")]
    pub put: Vec<CueItem>,
    /// Those that are there no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<CueNo>>")]
    pub gone: Vec<CueNo>,
}

/// A cue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CueItem {
    /// Its number.
    pub c: CueNo,
    /// Its version: what commands about it name.
    pub v: u32,
    /// What the crew calls it.
    pub name: Title,
    /// When it was planned.
    pub at: Moment,
    /// By how many seconds it was moved since, beside the agenda's delays.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<i32>")]
    pub moved: i32,
    /// When it is due; none where its session is not on the hall's agenda any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub time: Option<Time>,
    /// The session that has to begin before it is come to, while that has not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub upon: Option<SessionNo>,
    /// What it does.
    pub does: CueAct,
    /// It waits, and a desk changed the same thing by hand at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hand: Option<Time>,
    /// What became of it; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub came: Option<CameView>,
    /// When it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub when: Option<Time>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<Code>,
    /// The name of the desk's link that did or skipped it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<String>,
}

/// What became of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CameView {
    /// It was done.
    Done,
    /// It was left to the hand.
    Left,
    /// It was refused.
    Failed,
    /// Nobody ran the hall at its moment.
    Missed,
    /// A hand left it out.
    Skipped,
}

/// What a stage is told: what comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NextCueView {
    /// In which hall.
    pub hall: HallNo,
    /// The run stands still.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
    /// The next cue that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<NextCue>,
    /// The one after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub then: Option<NextCue>,
}

/// A cue that is to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NextCue {
    /// Its number.
    pub c: CueNo,
    /// What the crew calls it.
    pub name: Title,
    /// When it is due.
    pub time: Time,
    /// The session that has to begin before it is come to, while that has not: until then it is not now, whatever the clock says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub upon: Option<SessionNo>,
}

/// A hall's run of show, as desks see it; none where nothing was planned.
#[must_use]
pub fn show(state: &State, hall: HallNo) -> Option<ShowView> {
    let show = state.shows.get(&hall)?;
    let mut items: Vec<_> = show.cues.iter().map(|(no, cue)| item(state, hall, (*no, cue))).collect();
    items.sort_by_key(|item| (item.time.is_none(), item.time, item.c));
    Some(ShowView { head: head(state, hall, show), items })
}

fn head(state: &State, hall: HallNo, show: &Show) -> ShowHead {
    let next = show.coming(state, hall).first().map(|(_, no)| *no);
    let rehearsed = show.rehearsed.map(|noted| RehearsedView { at: noted.time, by: name(state, noted.by) });
    ShowHead { hall, version: show.version, held: show.held, next, rehearsed }
}

fn item(state: &State, hall: HallNo, (c, cue): (CueNo, &Cue)) -> CueItem {
    let (came, code) = match cue.came.map(|came| came.to) {
        None => (None, None),
        Some(Outcome::Done) => (Some(CameView::Done), None),
        Some(Outcome::Left) => (Some(CameView::Left), None),
        Some(Outcome::Failed { code }) => (Some(CameView::Failed), Some(code)),
        Some(Outcome::Missed) => (Some(CameView::Missed), None),
        Some(Outcome::Skipped) => (Some(CameView::Skipped), None),
    };
    CueItem {
        c,
        v: cue.version,
        name: cue.plan.name.clone(),
        at: cue.plan.at,
        moved: i32::try_from(cue.moved.0 / 1_000).unwrap_or(i32::MAX),
        time: cue.moment(state, hall),
        upon: cue.waits_for(state).filter(|_| cue.waits()),
        does: cue.plan.does.clone(),
        hand: cue.hand,
        came,
        when: cue.came.map(|came| came.time),
        code,
        by: cue.came.and_then(|came| came.by).map(|by| name(state, by)),
    }
}

fn name(state: &State, link: LinkNo) -> String {
    state.links.get(&link).map(|link| link.name.clone()).unwrap_or_default()
}

/// What comes next in a hall, as its stage sees it; none where nothing was planned.
#[must_use]
pub fn next(state: &State, hall: HallNo) -> Option<NextCueView> {
    let show = state.shows.get(&hall)?;
    let named = |(time, no): &(Time, CueNo)| {
        let cue = show.cues.get(no)?;
        Some(NextCue { c: *no, name: cue.plan.name.clone(), time: *time, upon: cue.waits_for(state) })
    };
    let coming = show.coming(state, hall);
    let [next, then] = [0, 1].map(|at| coming.get(at).and_then(named));
    Some(NextCueView { hall, held: show.held.is_some(), next, then })
}

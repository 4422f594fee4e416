//! Makes sheets: each view once for everyone who sees the same, and only when something touched it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::domain::award;
use crate::domain::badge;
use crate::domain::idea::{self, ResultView};
use crate::domain::recommendation::{self, RecommendationItem};
use crate::domain::record;
use crate::domain::show::{self, CueItem};
use crate::domain::speaking::{self, SpeakingView};
use crate::domain::stand::{self, AtStand, InterestItem, RemarkItem, StandItem};
use crate::domain::state::State;
use crate::domain::statement::{self, StatementItem};
use crate::domain::topic::Part;
use crate::domain::view::question::List;
use crate::domain::view::shape::QuestionItem;
use crate::domain::view::{agenda, feedback, leaders, ledger, links, poll, question, screen, session};
use crate::protocol::codec;
use crate::room::pictures::Pictures;
use crate::room::seat::{Seat, Wanted};

use super::board::{Board, Ideas};
use super::count::Count;
use super::sheet::{Lately, Sheet};
use super::window::Window;

/// The sheets that somebody holds.
#[derive(Debug, Default)]
pub(super) struct Press {
    kept: BTreeMap<Wanted, Kept>,
    recommended: Recommended,
}

/// At which revision recommendations and what they rest on were touched last, worked out once for all seats that look at a state.
#[derive(Debug, Default)]
struct Recommended {
    /// The state's own, and of each part.
    of: Option<(u64, BTreeMap<Part, u64>)>,
}

impl Recommended {
    fn rev(&mut self, state: &State, part: Part) -> u64 {
        let known = self.of.take().filter(|(rev, _)| *rev == state.rev);
        let (_, parts) = self.of.insert(known.unwrap_or_else(|| (state.rev, BTreeMap::new())));
        *parts.entry(part).or_insert_with(|| recommendation::revision(state, part))
    }
}

/// How often a topic is told: what many people change at once, and few look at, more seldom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// What is told at each tick.
    Quick,
    /// That, and what is told once a second.
    All,
}

impl Pace {
    /// Whether a part that somebody has already waits for its second.
    fn leaves(self, part: Part) -> bool {
        self == Self::Quick && matches!(part, Part::Interest(_))
    }
}

/// The newest sheet, and what the next one is compared with.
#[derive(Debug)]
struct Kept {
    sheet: Arc<Sheet>,
    /// The revision of the topic that was looked at last: the sheet is older where nothing of it was another one.
    looked: u64,
    past: Past,
}

/// Of these, a topic needs one or none.
#[derive(Debug, Default)]
struct Past {
    window: Window<QuestionItem>,
    statements: Window<StatementItem>,
    ideas: Ideas,
    board: Board,
    results: Window<ResultView>,
    stands: Window<StandItem>,
    remarks: Window<RemarkItem>,
    interest: Window<InterestItem>,
    show: Window<CueItem>,
    speaking: Option<SpeakingView>,
    recommendations: Window<RecommendationItem>,
    count: Count,
}

impl Press {
    /// The sheets of a seat, at their newest; as they were of what is told more seldom and whose time is not yet.
    pub(super) fn sheets(
        &mut self,
        state: &State,
        pictures: &Pictures,
        seat: &Seat,
        pace: Pace,
    ) -> Vec<Arc<Sheet>> {
        let wants = seat.wants(state).into_iter();
        wants.filter_map(|wanted| self.sheet(state, pictures, wanted, pace)).collect()
    }

    /// Forgets what nobody holds any more.
    pub(super) fn tidy(&mut self) {
        self.kept.retain(|_, kept| Arc::strong_count(&kept.sheet) > 1);
    }

    fn sheet(
        &mut self,
        state: &State,
        pictures: &Pictures,
        wanted: Wanted,
        pace: Pace,
    ) -> Option<Arc<Sheet>> {
        if let Some(kept) = self.kept.get(&wanted).filter(|_| pace.leaves(wanted.part)) {
            return Some(Arc::clone(&kept.sheet));
        }
        let rev = match wanted.part {
            Part::Opinions(session) => pictures.rev(state, session, wanted.role),
            part @ (Part::Recommendations | Part::Drafts) => self.recommended.rev(state, part),
            part => state.topics.touched(part),
        };
        let (mut past, mut before) = (Past::default(), None);
        if let Some(kept) = self.kept.remove(&wanted) {
            (past, before) = (kept.past, Some((kept.sheet, kept.looked)));
        }
        let sheet = match before {
            Some((sheet, looked)) if looked == rev => sheet,
            before => match make(state, pictures, wanted, rev, &mut past)? {
                Made::Sheet(sheet) => Arc::new(sheet),
                Made::Same => before?.0,
            },
        };
        self.kept.insert(wanted, Kept { sheet: Arc::clone(&sheet), looked: rev, past });
        Some(sheet)
    }
}

/// What comes of a topic that was touched.
enum Made {
    /// Another sheet.
    Sheet(Sheet),
    /// The one that there is.
    Same,
}

impl From<Option<Sheet>> for Made {
    fn from(sheet: Option<Sheet>) -> Self {
        sheet.map_or(Self::Same, Self::Sheet)
    }
}

/// The topic at that revision; none where there is no such thing. What somebody else alone may see wakes nobody.
fn make(state: &State, pictures: &Pictures, wanted: Wanted, rev: u64, past: &mut Past) -> Option<Made> {
    let Wanted { topic, part, role } = wanted;
    let sheet = match part {
        Part::Agenda => whole(wanted, rev, &agenda::agenda(state)),
        Part::Links => whole(wanted, rev, &links::links(state, role)),
        Part::Record => whole(wanted, rev, &record::head(state)),
        Part::Session(no) => whole(wanted, rev, &session::session(state, no, role)?),
        Part::Questions(no) => {
            let listed = |question| question::is_on(state, no, List::Questions, question);
            past.window.turn(topic, rev, question::window(state, no, role), listed)
        }
        Part::Waiting(no) => {
            let waits = |question| question::is_on(state, no, List::Waiting, question);
            past.window.turn(topic, rev, question::waiting(state, no, role), waits)
        }
        Part::Stage(no) => whole(wanted, rev, &question::stage(state, no, role)),
        Part::Counts(no) => whole(wanted, rev, &question::counts(state, no)),
        Part::Acts(no) => whole(wanted, rev, &ledger::acts(state, no, role)),
        Part::Feedback(no) => whole(wanted, rev, &feedback::feedback(state, no, role)),
        Part::Leaders(no) => whole(wanted, rev, &leaders::leaders(state, no, role)),
        Part::Badges => whole(wanted, rev, &badge::badges(state)),
        Part::Award(no) => whole(wanted, rev, &award::award(state, no)?),
        Part::AwardPlan(no) => whole(wanted, rev, &award::plan(state, no)?),
        Part::Jury(no) => whole(wanted, rev, &award::jury(state, no)?),
        Part::Papers(no) => whole(wanted, rev, &award::papers(state, no)?),
        Part::Statements(no) => {
            let listed = |statement| statement::is_listed(state, no, statement, role);
            past.statements.turn(topic, rev, statement::statements(state, no, role)?, listed)
        }
        Part::Opinions(no) => whole(wanted, rev, &pictures.view(state, no, role)?),
        Part::Ideas(no) if past.ideas.shows(state, no, role) => return Some(Made::Same),
        Part::Ideas(no) => past.ideas.turn(state, no, role, rev),
        Part::Board(no) => past.board.turn(topic, rev, idea::board(state, no, role)?),
        Part::Results(no) => {
            let view = idea::results(state, no, role);
            return Some(past.results.turn_if_other(topic, rev, view, |_| false).into());
        }
        Part::Stands(no) => past.stands.turn(topic, rev, stand::stands(state, no, role)?, |_| false),
        Part::Remarks(no) => {
            let listed = |remark| stand::is_listed(state, no, remark);
            past.remarks.turn(topic, rev, stand::remarks(state, no), listed)
        }
        Part::Interest(no) => {
            let view = stand::interest(state, no);
            return Some(past.interest.turn_if_other(topic, rev, view, |_| true).into());
        }
        Part::StandRemarks(session, stand) => {
            let at = AtStand { session, stand };
            let with_it = |no| state.remark(at, no).is_some_and(|remark| remark.is_with_team());
            return Some(
                past.remarks.turn_if_other(topic, rev, stand::remarks_of(state, at), with_it).into(),
            );
        }
        Part::StandInterest(session, stand) => {
            let view = stand::interest_of(state, AtStand { session, stand });
            return Some(past.interest.turn_if_other(topic, rev, view, |_| true).into());
        }
        Part::Recommendations | Part::Drafts => {
            let listed = |no| recommendation::is_listed(state, part, no);
            let view = recommendation::recommendations(state, part, role);
            return Some(past.recommendations.turn_if_other(topic, rev, view, listed).into());
        }
        Part::Speaking(no) => {
            let view = speaking::speaking(state, no, role)?;
            // Most requests change nothing of what everyone is told.
            if past.speaking.as_ref() == Some(&view) {
                return Some(Made::Same);
            }
            whole(wanted, rev, past.speaking.insert(view))
        }
        Part::Speakers(no) => whole(wanted, rev, &speaking::speakers(state, no)?),
        Part::Show(hall) => past.show.turn(topic, rev, show::show(state, hall)?, |_| true),
        Part::NextCue(hall) => whole(wanted, rev, &show::next(state, hall)?),
        Part::Screen(hall) => whole(wanted, rev, &screen::screen(state, hall)?),
        Part::Poll(no) => past.count.turn(topic, rev, poll::poll(state, no, role)?),
    };
    Some(Made::Sheet(sheet))
}

fn whole<V: Serialize>(wanted: Wanted, rev: u64, view: &V) -> Sheet {
    Sheet { topic: wanted.topic, rev, whole: codec::state(wanted.topic, rev, view), lately: Lately::Whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::Role;
    use crate::domain::stand::tests::exhibiting;
    use crate::domain::tests::scene::{PANEL, Scene};
    use crate::protocol::topic::Topic;

    #[test]
    fn how_stands_are_visited_is_told_to_desks_more_seldom_and_to_a_team_at_once() {
        let mut scene = exhibiting(2);
        let seat = |role, stand| Seat { role, session: Some(PANEL), hall: None, stand };
        let (desk, team) =
            (seat(Role::Moderator, None), seat(Role::Team, Some(crate::domain::id::StandNo(1))));
        let mut press = Press::default();
        let mut rev = |scene: &Scene, seat: &Seat, pace| {
            let sheets = press.sheets(&scene.state, &Pictures::default(), seat, pace);
            sheets
                .iter()
                .find(|sheet| sheet.topic == Topic::INTEREST)
                .map(|sheet| sheet.rev)
                .expect("it is told")
        };
        let first = rev(&scene, &desk, Pace::Quick);
        rev(&scene, &team, Pace::Quick);
        scene.visits(1, 1);
        assert_eq!(rev(&scene, &desk, Pace::Quick), first, "its second is not over");
        assert_eq!(rev(&scene, &team, Pace::Quick), scene.state.rev);
        assert_eq!(rev(&scene, &desk, Pace::All), scene.state.rev);
    }
}

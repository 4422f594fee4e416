//! Makes sheets: each view once for everyone who sees the same, and only when something touched it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::domain::award;
use crate::domain::badge;
use crate::domain::idea::{self, ResultView};
use crate::domain::recommendation::{self, RecommendationItem};
use crate::domain::record;
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
    recommendations: Window<RecommendationItem>,
    count: Count,
}

impl Press {
    /// The sheets of a seat, at their newest.
    pub(super) fn sheets(&mut self, state: &State, pictures: &Pictures, seat: &Seat) -> Vec<Arc<Sheet>> {
        seat.wants(state).into_iter().filter_map(|wanted| self.sheet(state, pictures, wanted)).collect()
    }

    /// Forgets what nobody holds any more.
    pub(super) fn tidy(&mut self) {
        self.kept.retain(|_, kept| Arc::strong_count(&kept.sheet) > 1);
    }

    fn sheet(&mut self, state: &State, pictures: &Pictures, wanted: Wanted) -> Option<Arc<Sheet>> {
        let rev = match wanted.part {
            Part::Opinions(session) => pictures.rev(state, session, wanted.role),
            part @ (Part::Recommendations | Part::Drafts) => recommendation::revision(state, part),
            part => state.topics.touched(part),
        };
        let (mut past, mut before) = (Past::default(), None);
        if let Some(kept) = self.kept.remove(&wanted) {
            (past, before) = (kept.past, Some((kept.sheet, kept.looked)));
        }
        let sheet = match before {
            Some((sheet, looked)) if looked == rev => sheet,
            Some((sheet, _)) if is_as_it_was(state, wanted, &past) => sheet,
            _ => Arc::new(make(state, pictures, wanted, rev, &mut past)?),
        };
        self.kept.insert(wanted, Kept { sheet: Arc::clone(&sheet), looked: rev, past });
        Some(sheet)
    }
}

/// Whether nothing of a topic is another one though it was touched: what somebody else alone may see wakes nobody.
fn is_as_it_was(state: &State, wanted: Wanted, past: &Past) -> bool {
    match wanted.part {
        Part::Ideas(no) => past.ideas.shows(state, no, wanted.role),
        Part::Results(no) => past.results.shows(idea::results(state, no, wanted.role)),
        Part::Interest(no) => past.interest.shows(stand::interest(state, no)),
        Part::StandRemarks(session, stand) => {
            past.remarks.shows(stand::remarks_of(state, AtStand { session, stand }))
        }
        Part::StandInterest(session, stand) => {
            past.interest.shows(stand::interest_of(state, AtStand { session, stand }))
        }
        Part::Recommendations | Part::Drafts => {
            past.recommendations.shows(recommendation::recommendations(state, wanted.part, wanted.role))
        }
        _ => false,
    }
}

/// The sheet of a topic at that revision; none where there is no such thing.
fn make(state: &State, pictures: &Pictures, wanted: Wanted, rev: u64, past: &mut Past) -> Option<Sheet> {
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
        Part::Ideas(no) => past.ideas.turn(state, no, role, rev),
        Part::Board(no) => past.board.turn(topic, rev, idea::board(state, no, role)?),
        Part::Results(no) => past.results.turn(topic, rev, idea::results(state, no, role), |_| false),
        Part::Stands(no) => past.stands.turn(topic, rev, stand::stands(state, no, role)?, |_| false),
        Part::Remarks(no) => {
            let listed = |remark| stand::is_listed(state, no, remark);
            past.remarks.turn(topic, rev, stand::remarks(state, no), listed)
        }
        Part::Interest(no) => past.interest.turn(topic, rev, stand::interest(state, no), |_| true),
        Part::StandRemarks(session, stand) => {
            let at = AtStand { session, stand };
            let with_it = |no| state.remark(at, no).is_some_and(|remark| remark.is_with_team());
            past.remarks.turn(topic, rev, stand::remarks_of(state, at), with_it)
        }
        Part::StandInterest(session, stand) => {
            past.interest.turn(topic, rev, stand::interest_of(state, AtStand { session, stand }), |_| true)
        }
        Part::Recommendations | Part::Drafts => {
            let listed = |no| recommendation::is_listed(state, part, no);
            let view = recommendation::recommendations(state, part, role);
            past.recommendations.turn(topic, rev, view, listed)
        }
        Part::Screen(hall) => whole(wanted, rev, &screen::screen(state, hall)?),
        Part::Poll(no) => past.count.turn(topic, rev, poll::poll(state, no, role)?),
    };
    Some(sheet)
}

fn whole<V: Serialize>(wanted: Wanted, rev: u64, view: &V) -> Sheet {
    Sheet { topic: wanted.topic, rev, whole: codec::state(wanted.topic, rev, view), lately: Lately::Whole }
}

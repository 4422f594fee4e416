//! What an exhibition comes to by a change.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    AtStand, BUCKET, Exhibition, OnPage, Remark, RemarkKind, RemarkStatus, Stand, StandAct, StandChange,
    StandRating, Told, Visit, Visitor,
};
use crate::domain::id::{PersonId, RemarkNo, SessionNo, StandNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;
use crate::domain::topic::Part;

/// Applies a change of an exhibition.
pub fn apply(state: &mut State, rev: u64, change: &StandChange) {
    let (session, act) = (change.session, &change.act);
    match act {
        StandAct::Set { plan } => {
            begin(state, session);
            alter(state, session, |held| {
                held.plan = *plan;
                held.version = held.version.saturating_add(1);
            });
        }
        StandAct::Added { .. } => added(state, session, act),
        StandAct::Changed { stand, plan } => {
            decided(state, session, *stand, |stand| stand.plan = Arc::clone(plan));
        }
        StandAct::Ordered { stands } => alter(state, session, |held| held.arrange(stands)),
        StandAct::Dropped { stand } => {
            let key = state.stand(session, *stand).map(|stand| stand.key);
            state.keepers.take(key);
            alter(state, session, |held| {
                held.stands.remove(stand);
                held.arrange(&[]);
            });
        }
        StandAct::Rekeyed { stand, key, .. } => {
            let at = AtStand { session, stand: *stand };
            if let Some(had) = state.stand(session, *stand).map(|stand| stand.key) {
                state.keepers.take([had]);
                state.keepers.put([*key], Keeper::StandKey(at));
            }
            decided(state, session, *stand, |stand| stand.key = *key);
        }
        StandAct::Closed { stand, on } => decided(state, session, *stand, |stand| stand.closed = *on),
        StandAct::Visited { stand, person, id, time } => {
            let visit = Visit { at: *time, id: *id, rating: None };
            alter(state, session, |held| held.visited(*stand, *person, visit));
        }
        StandAct::Rated { stand, person, stars, seq, id } => {
            let rating = StandRating { stars: *stars, seq: *seq, id: *id };
            alter(state, session, |held| held.rated(*stand, *person, rating));
        }
        StandAct::Came { .. } => came(state, session, act),
        StandAct::Blocked { remark, person, on, .. } => {
            let person = Arc::make_mut(state.people.entry(*person).or_default());
            if *on {
                person.blocked_by_remarks.insert(*remark);
            } else {
                person.blocked_by_remarks.remove(remark);
            }
        }
        StandAct::Answered { stand, remark, text, .. } => {
            let at = AtStand { session, stand: *stand };
            let had = state.remark(at, *remark).and_then(|remark| remark.answer);
            state.keepers.take(had);
            if with_remark(state, rev, at, *remark, |remark| remark.answered(*text)) {
                state.keepers.put([*text], Keeper::Remark(at, *remark));
            }
        }
        StandAct::Ruled { stand, remark, status } => {
            let at = AtStand { session, stand: *stand };
            with_remark(state, rev, at, *remark, |remark| remark.rule(*status));
        }
        StandAct::Paged { stand, remark, page } => {
            let at = AtStand { session, stand: *stand };
            with_remark(state, rev, at, *remark, |remark| remark.page = *page);
        }
        StandAct::Marked { stand, remark, mark } => {
            let at = AtStand { session, stand: *stand };
            with_remark(state, rev, at, *remark, |remark| remark.mark = Some(*mark));
        }
    }
    touch(state, rev, change);
}

/// Touches what it is shown in. A stand's page and its steps are looked at where they change.
fn touch(state: &mut State, rev: u64, change: &StandChange) {
    let session = change.session;
    let (list, remarks, interest) = (Part::Stands(session), Part::Remarks(session), Part::Interest(session));
    let parts: &[Part] = match &change.act {
        StandAct::Set { .. }
        | StandAct::Changed { .. }
        | StandAct::Ordered { .. }
        | StandAct::Rekeyed { .. }
        | StandAct::Closed { .. } => &[list],
        StandAct::Added { .. } | StandAct::Dropped { .. } => &[list, interest],
        StandAct::Visited { stand, .. } => {
            let reaches_a_step =
                state.stand(session, *stand).is_some_and(|stand| stand.step() == Some(stand.visits));
            if reaches_a_step { &[list, interest] } else { &[interest] }
        }
        StandAct::Rated { .. } => &[interest],
        StandAct::Came { .. }
        | StandAct::Ruled { .. }
        | StandAct::Answered { .. }
        | StandAct::Paged { .. }
        | StandAct::Marked { .. }
        | StandAct::Blocked { .. } => &[remarks, interest],
    };
    for part in parts {
        state.topics.touch(*part, rev);
    }
    if let Some(stand) = change.act.stand() {
        if parts.contains(&remarks) {
            state.topics.touch(Part::StandRemarks(session, stand), rev);
        }
        if parts.contains(&interest) {
            state.topics.touch(Part::StandInterest(session, stand), rev);
        }
    }
}

/// There is an exhibition in a session from its plan or its first stand on.
fn begin(state: &mut State, session: SessionNo) {
    if state.sessions.contains_key(&session) {
        state.exhibitions.entry(session).or_default();
    }
}

fn alter(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Exhibition)) {
    if let Some(held) = state.exhibitions.get_mut(&session) {
        change(Arc::make_mut(held));
    }
}

/// What organisers and desks decide of a stand.
fn decided(state: &mut State, session: SessionNo, no: StandNo, change: impl FnOnce(&mut Stand)) {
    alter(state, session, |held| {
        if let Some(stand) = held.stands.get_mut(&no).map(Arc::make_mut) {
            change(stand);
            stand.version = stand.version.saturating_add(1);
        }
    });
}

fn added(state: &mut State, session: SessionNo, act: &StandAct) {
    let StandAct::Added { stand, author, id, plan, key } = act else { return };
    begin(state, session);
    let made = Stand { version: 1, plan: Arc::clone(plan), key: *key, ..Stand::default() };
    alter(state, session, |held| {
        held.stands.insert(*stand, Arc::new(made));
        held.arrange(&[]);
    });
    state.last.stand = state.last.stand.max(*stand);
    state.made.insert((*author, *id), Made::Stand(*stand));
    state.keepers.put([*key], Keeper::StandKey(AtStand { session, stand: *stand }));
}

fn came(state: &mut State, session: SessionNo, act: &StandAct) {
    let StandAct::Came { stand, remark: no, author, id, kind, text, waits, time } = act else { return };
    let Some(held) = state.exhibitions.get_mut(&session).map(Arc::make_mut) else { return };
    let Some(there) = held.stands.get_mut(stand).map(Arc::make_mut) else { return };
    let made = Remark {
        author: *author,
        id: *id,
        at: *time,
        kind: *kind,
        text: *text,
        status: if *waits { RemarkStatus::Waiting } else { RemarkStatus::Open },
        answer: None,
        written: 0,
        page: OnPage::Private,
        mark: None,
        erased: false,
        version: 1,
    };
    there.recount(there.remarks.get(no).cloned().as_deref(), Some(&made));
    there.remarks.insert(*no, Arc::new(made));
    let visitor: &mut Visitor = Arc::make_mut(held.people.entry(*author).or_default());
    visitor.remarks.push((*stand, *no));
    visitor.last = visitor.last.max(Some(*time));
    state.last.remark = state.last.remark.max(*no);
    state.made.insert((Author::Person(*author), *id), Made::Remark(*no));
    state.keepers.put([*text], Keeper::Remark(AtStand { session, stand: *stand }, *no));
}

/// Changes a question or comment, and its stand's page where that tells it; tells whether it is there.
fn with_remark(
    state: &mut State,
    rev: u64,
    at: AtStand,
    no: RemarkNo,
    change: impl FnOnce(&mut Remark),
) -> bool {
    let Some(held) = state.exhibitions.get_mut(&at.session).map(Arc::make_mut) else { return false };
    let Some(stand) = held.stands.get_mut(&at.stand).map(Arc::make_mut) else { return false };
    let Some(remark) = stand.remarks.get_mut(&no).map(Arc::make_mut) else { return false };
    let was = remark.clone();
    change(remark);
    remark.version = remark.version.saturating_add(1);
    let is = remark.clone();
    stand.recount(Some(&was), Some(&is));
    if was.is_published() || is.is_published() {
        stand.edition = stand.edition.saturating_add(1);
        state.topics.touch(Part::Stands(at.session), rev);
    }
    true
}

impl Remark {
    fn answered(&mut self, text: WordsNo) {
        self.answer = Some(text);
        self.written = self.written.saturating_add(1);
    }

    /// What is with the team no more is on no page, and is not published by being given back to it.
    fn rule(&mut self, status: RemarkStatus) {
        self.status = status;
        if status != RemarkStatus::Open {
            self.page = OnPage::Private;
        }
    }
}

impl Stand {
    /// Counts what is to be done with one, and what became of it, instead of what was.
    fn recount(&mut self, was: Option<&Remark>, is: Option<&Remark>) {
        for (remark, more) in [(was, false), (is, true)] {
            let Some(remark) = remark else { continue };
            let count = |count: &mut u32| {
                *count = if more { count.saturating_add(1) } else { count.saturating_sub(1) };
            };
            if remark.is_due() {
                count(&mut self.due[usize::from(remark.kind == RemarkKind::Comment)]);
            }
            match remark.status {
                RemarkStatus::Waiting => count(&mut self.waiting),
                RemarkStatus::Open if remark.kind == RemarkKind::Comment => count(&mut self.comments),
                RemarkStatus::Open => {}
                RemarkStatus::Dismissed(_) => count(&mut self.dismissed),
                RemarkStatus::Withdrawn => count(&mut self.withdrawn),
            }
        }
    }
}

impl Exhibition {
    /// Those that are named in their order, the others behind them as they were, new ones last.
    fn arrange(&mut self, stands: &[StandNo]) {
        let mut seen = BTreeSet::new();
        let named = stands.iter().chain(&self.order).chain(self.stands.keys());
        let there = |no: &&StandNo| self.stands.contains_key(*no);
        self.order = named.filter(there).filter(|no| seen.insert(**no)).copied().collect();
        self.arrangement = self.arrangement.saturating_add(1);
    }

    fn visited(&mut self, no: StandNo, person: PersonId, visit: Visit) {
        let Some(stand) = self.stands.get_mut(&no).map(Arc::make_mut) else { return };
        let visitor: &mut Visitor = Arc::make_mut(self.people.entry(person).or_default());
        if visitor.visits.contains_key(&no) {
            return;
        }
        visitor.visits.insert(no, visit);
        stand.visits = stand.visits.saturating_add(1);
        let came = stand.came.entry(bucket(visit.at)).or_default();
        *came = came.saturating_add(1);
    }

    /// Sets somebody's rating unless a later one stands. Who was not there has none.
    fn rated(&mut self, no: StandNo, person: PersonId, rating: StandRating) {
        let Some(place) = usize::from(rating.stars).checked_sub(1).filter(|place| *place < 5) else { return };
        let Some(visitor) = self.people.get_mut(&person).map(Arc::make_mut) else { return };
        let Some(visit) = visitor.visits.get_mut(&no) else { return };
        let stands = visit.rating;
        if stands.is_some_and(|stands| (stands.seq, stands.id) >= (rating.seq, rating.id)) {
            return;
        }
        let Some(stand) = self.stands.get_mut(&no).map(Arc::make_mut) else { return };
        visit.rating = Some(rating);
        let is_new = stands.is_none();
        if let Some(before) = stands {
            let count = &mut stand.stars[usize::from(before.stars.clamp(1, 5)) - 1];
            *count = count.saturating_sub(1);
        }
        stand.stars[place] = stand.stars[place].saturating_add(1);
        let rated = stand.rated();
        if is_new && super::steps().any(|step| step == rated) {
            stand.told = stand.mean().map(|mean| Told { rated, mean });
        }
    }
}

/// Which length of [`BUCKET`] since 1970 a moment is in.
pub(super) fn bucket(at: Time) -> i64 {
    at.0.div_euclid(BUCKET.0)
}

impl State {
    /// Notes who keeps the words of stands: a snapshot does not tell.
    pub(in crate::domain) fn rebuild_stands(&mut self) {
        for (session, held) in &self.exhibitions {
            for (stand, there) in &held.stands {
                let at = AtStand { session: *session, stand: *stand };
                self.keepers.put([there.key], Keeper::StandKey(at));
                for (no, remark) in &there.remarks {
                    self.keepers.put(remark.words(), Keeper::Remark(at, *no));
                }
            }
        }
    }

    /// The stands' part of an erasure.
    pub(in crate::domain) fn stand_words_erased(&mut self, rev: u64, erased: &BTreeSet<WordsNo>) {
        let keepers: Vec<Keeper> = erased.iter().filter_map(|no| self.keepers.get(*no)).collect();
        for keeper in keepers {
            let Keeper::Remark(at, no) = keeper else { continue };
            if !with_remark(self, rev, at, no, |remark| remark.erased |= erased.contains(&remark.text)) {
                continue;
            }
            let AtStand { session, stand } = at;
            for part in [
                Part::Remarks(session),
                Part::Interest(session),
                Part::StandRemarks(session, stand),
                Part::StandInterest(session, stand),
            ] {
                self.topics.touch(part, rev);
            }
        }
    }
}

//! Lost changes of an exhibition on their way home.
//!
//! What attendees gave always comes home, whatever was closed since: visits, ratings, questions, comments. A stand that is not there any
//! more, or never was, stands again where somebody gave it something. What organisers, desks and teams decided comes home where it stands as it stood for them.

use std::sync::Arc;

use super::{
    AtStand, Exhibition, ExhibitionPlan, OnPage, Place, Remark, RemarkStatus, Stand, StandAct, StandChange,
    StandPlan,
};
use crate::domain::change::Change;
use crate::domain::id::{RemarkNo, SessionNo, StandNo};
use crate::domain::rebase::Bringing;
use crate::domain::role::{Author, Link};
use crate::domain::state::{Made, State};

impl Bringing<'_> {
    /// Brings a change of an exhibition, and tells whether it stands now.
    pub(in crate::domain) fn about_stands(&mut self, change: &StandChange) -> bool {
        let of = change.session;
        let came = match &change.act {
            StandAct::Set { plan } => self.exhibition_set(of, *plan),
            StandAct::Added { .. } => self.stand_added(of, &change.act),
            StandAct::Changed { stand, plan } => self.stand_changed((of, *stand), plan),
            StandAct::Ordered { stands } => self.stands_ordered(of, stands),
            StandAct::Dropped { stand } => Some(self.stand_dropped((of, *stand))),
            StandAct::Rekeyed { .. } => self.stand_rekeyed(of, &change.act),
            StandAct::Closed { stand, on } => self.stand_closed((of, *stand), *on),
            StandAct::Visited { .. } => self.stand_visited(of, &change.act),
            StandAct::Rated { .. } => self.stand_rated(of, &change.act),
            StandAct::Came { .. } => self.remark_came(of, &change.act),
            StandAct::Ruled { stand, remark, status } => self.remark_ruled((of, *stand, *remark), *status),
            StandAct::Answered { .. } => self.remark_answered(of, &change.act),
            StandAct::Paged { stand, remark, page } => self.remark_paged((of, *stand, *remark), *page),
            StandAct::Marked { stand, remark, mark } => {
                let mark = *mark;
                self.remark_so(
                    (of, *stand, *remark),
                    |remark| remark.mark,
                    &Some(mark),
                    |at, no| StandAct::Marked { stand: at.stand, remark: no, mark },
                )
            }
            StandAct::Blocked { .. } => self.visitor_blocked(of, &change.act),
        };
        came.unwrap_or(false)
    }

    fn of_stands(&mut self, session: SessionNo, act: StandAct) {
        self.emit(Change::Stands(StandChange { session, act }));
    }

    /// The stand by its number of now, where it is there.
    fn stand(&self, lost: SessionNo, no: StandNo) -> Option<AtStand> {
        let at = AtStand { session: self.session(lost)?, stand: self.numbering.stand(no)? };
        self.now.stand(at.session, at.stand).map(|_| at)
    }

    /// The stand as it stood and as it stands.
    fn stands(&self, (lost, no): (SessionNo, StandNo)) -> Option<(AtStand, Arc<Stand>, Arc<Stand>)> {
        let at = self.stand(lost, no)?;
        let (stood, stands) = (self.lost.stand(lost, no)?, self.now.stand(at.session, at.stand)?);
        Some((at, Arc::clone(stood), Arc::clone(stands)))
    }

    /// The stand to which something was given: it stands again where it was taken away, with its session where that was. Its
    /// code is as it was where that is still known.
    fn stand_for(&mut self, lost: SessionNo, no: StandNo) -> Option<AtStand> {
        let session = self.session_for(lost)?;
        let stood = Arc::clone(self.lost.exhibitions.get(&lost)?);
        if !self.now.exhibitions.contains_key(&session) {
            self.of_stands(session, StandAct::Set { plan: stood.plan });
        }
        if let Some(at) = self.stand(lost, no) {
            return Some(at);
        }
        let there = stood.stands.get(&no)?;
        let made = self.lost.made.iter().find(|(_, made)| **made == Made::Stand(no)).map(|(by, _)| *by);
        let (author, id) = made?;
        let author = self.author(author)?;
        let stand = self.numbering.stand(no).unwrap_or_else(|| self.now.last.stand.next());
        self.note(|known| known.stands.insert(no, stand));
        let (plan, key) = (self.with_free_place(session, None, &there.plan), self.refile(there.key));
        self.of_stands(session, StandAct::Added { stand, author, id, plan, key });
        if there.closed {
            self.of_stands(session, StandAct::Closed { stand, on: true });
        }
        Some(AtStand { session, stand })
    }

    /// The plan, in no place where another stand is in that one by now.
    fn with_free_place(
        &self,
        session: SessionNo,
        own: Option<StandNo>,
        plan: &Arc<StandPlan>,
    ) -> Arc<StandPlan> {
        let taken = |place: Place| {
            let held = self.now.exhibitions.get(&session);
            let mut others =
                held.into_iter().flat_map(|held| &held.stands).filter(|(no, _)| Some(**no) != own);
            others.any(|(_, other)| other.plan.place == Some(place))
        };
        match plan.place {
            Some(place) if taken(place) => Arc::new(StandPlan { place: None, ..StandPlan::clone(plan) }),
            _ => Arc::clone(plan),
        }
    }

    /// Whether an exhibition that was only planned stands now as it stood.
    pub(in crate::domain) fn has_the_same_stands(&self, lost: SessionNo, now: SessionNo) -> bool {
        let (stood, stands) = (self.lost.exhibitions.get(&lost), self.now.exhibitions.get(&now));
        let known = |held: &Exhibition| -> Vec<Arc<Stand>> {
            held.order.iter().filter_map(|no| held.stands.get(no)).map(Arc::clone).collect()
        };
        let is_same = |(stood, stands): (&Arc<Stand>, &Arc<Stand>)| {
            (stood.closed, &stood.plan) == (stands.closed, &stands.plan)
                && self.alike(Some(stood.key), Some(stands.key))
        };
        match (stood, stands) {
            (None, None) => true,
            (Some(stood), Some(stands)) => {
                let (before, there) = (known(stood), known(stands));
                let all = before.len() == there.len() && before.iter().zip(&there).all(is_same);
                stood.plan == stands.plan && all
            }
            _ => false,
        }
    }

    fn exhibition_set(&mut self, lost: SessionNo, plan: ExhibitionPlan) -> Option<bool> {
        let session = self.session(lost)?;
        let of = |held: Option<&Arc<Exhibition>>| held.map(|held| held.plan);
        let (stood, stands) = (of(self.lost.exhibitions.get(&lost)), of(self.now.exhibitions.get(&session)));
        let (is_same, is_so) = (stood == stands, stands == Some(plan));
        if is_same && !is_so {
            self.of_stands(session, StandAct::Set { plan });
        }
        Some(is_same || is_so)
    }

    /// A stand that was added again, by the same command, is the same one.
    fn stand_added(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Added { stand: lost, author, id, plan, key } = act else { return None };
        let author = self.author(*author)?;
        if let Some(made) = self.now.made.get(&(author, *id)) {
            let Made::Stand(no) = *made else { return None };
            let there =
                self.session(of).and_then(|session| self.now.stand(session, no)).map(|stand| stand.key);
            self.note(|known| {
                known.stands.insert(*lost, no);
                known.words.extend(there.map(|there| (*key, there)));
            });
            return Some(true);
        }
        let session = self.session(of)?;
        let there = self.now.exhibitions.get(&session).map_or(0, |held| held.stands.len());
        let all: usize = self.now.exhibitions.values().map(|held| held.stands.len()).sum();
        if there >= super::STANDS || all >= super::STANDS_IN_ALL {
            return Some(false);
        }
        let stand = self.now.last.stand.next();
        self.note(|known| known.stands.insert(*lost, stand));
        let (plan, key, id) = (self.with_free_place(session, None, plan), self.refile(*key), *id);
        self.of_stands(session, StandAct::Added { stand, author, id, plan, key });
        Some(true)
    }

    fn stand_changed(&mut self, lost: (SessionNo, StandNo), plan: &Arc<StandPlan>) -> Option<bool> {
        let (at, stood, stands) = self.stands(lost)?;
        let (is_same, is_so) = (stood.plan == stands.plan, stands.plan == *plan);
        if is_same && !is_so {
            let plan = self.with_free_place(at.session, Some(at.stand), plan);
            self.of_stands(at.session, StandAct::Changed { stand: at.stand, plan });
        }
        Some(is_same || is_so)
    }

    fn stands_ordered(&mut self, lost: SessionNo, stands: &[StandNo]) -> Option<bool> {
        let session = self.session(lost)?;
        let now = |order: &[StandNo]| {
            order.iter().map(|no| self.numbering.stand(*no)).collect::<Option<Vec<StandNo>>>()
        };
        let stood = now(&self.lost.exhibitions.get(&lost)?.order)?;
        let (stands, there) = (now(stands)?, &self.now.exhibitions.get(&session)?.order);
        let (is_same, is_so) = (*there == stood, *there == stands);
        if is_same && !is_so {
            self.of_stands(session, StandAct::Ordered { stands });
        }
        Some(is_same || is_so)
    }

    /// Nobody may have given it anything.
    fn stand_dropped(&mut self, lost: (SessionNo, StandNo)) -> bool {
        let Some((at, stood, stands)) = self.stands(lost) else {
            return self.numbering.stand(lost.1).is_some();
        };
        let is_same = stands.plan == stood.plan
            && stands.closed == stood.closed
            && self.alike(Some(stood.key), Some(stands.key));
        let is_its_teams = |link: &&Arc<Link>| link.stand == Some(at) && !link.revoked;
        let comes = is_same && !stands.is_used() && !self.now.links.values().any(|link| is_its_teams(&link));
        if comes {
            self.replace(Some(stands.key));
            self.of_stands(at.session, StandAct::Dropped { stand: at.stand });
        }
        comes
    }

    fn stand_rekeyed(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Rekeyed { stand, key, by, id } = act else { return None };
        let by = self.link(*by)?;
        if self.is_done(by, *id) {
            return Some(true);
        }
        let (at, stood, stands) = self.stands((of, *stand))?;
        let comes = self.alike(Some(stood.key), Some(stands.key));
        if comes {
            self.replace(Some(stands.key));
            let (key, id) = (self.refile(*key), *id);
            self.of_stands(at.session, StandAct::Rekeyed { stand: at.stand, key, by, id });
        }
        Some(comes)
    }

    fn stand_closed(&mut self, lost: (SessionNo, StandNo), on: bool) -> Option<bool> {
        let (at, stood, stands) = self.stands(lost)?;
        let (is_same, is_so) = (stood.closed == stands.closed, stands.closed == on);
        if is_same && !is_so {
            self.of_stands(at.session, StandAct::Closed { stand: at.stand, on });
        }
        Some(is_same || is_so)
    }

    fn stand_visited(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Visited { stand, person, id, time } = act else { return None };
        let AtStand { session, stand } = self.stand_for(of, *stand)?;
        let (person, id, time) = (*person, *id, *time);
        if self.now.exhibitions.get(&session)?.visit(person, stand).is_none() {
            self.of_stands(session, StandAct::Visited { stand, person, id, time });
        }
        Some(true)
    }

    fn stand_rated(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Rated { stand, person, stars, seq, id } = act else { return None };
        let AtStand { session, stand } = self.stand_for(of, *stand)?;
        let visit = *self.now.exhibitions.get(&session)?.visit(*person, stand)?;
        if visit.rating.is_none_or(|rating| (rating.seq, rating.id) < (*seq, *id)) {
            let (person, stars, seq, id) = (*person, *stars, *seq, *id);
            self.of_stands(session, StandAct::Rated { stand, person, stars, seq, id });
        }
        Some(true)
    }

    /// One that was sent again, by the same command, is the same one.
    fn remark_came(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Came { stand, remark: lost, author, id, kind, text, waits, time } = act else {
            return None;
        };
        if let Some(made) = self.now.made.get(&(Author::Person(*author), *id)) {
            let Made::Remark(no) = *made else { return None };
            let mut stands = self.now.exhibitions.values().flat_map(|held| held.stands.values());
            let there = stands.find_map(|stand| Some(stand.remarks.get(&no)?.text));
            self.note(|known| {
                known.remarks.insert(*lost, no);
                known.words.extend(there.map(|there| (*text, there)));
            });
            return Some(true);
        }
        let AtStand { session, stand } = self.stand_for(of, *stand)?;
        let remark = self.now.last.remark.next();
        let text = self.refile(*text);
        self.note(|known| known.remarks.insert(*lost, remark));
        let (author, id, kind, waits, time) = (*author, *id, *kind, *waits, *time);
        self.of_stands(session, StandAct::Came { stand, remark, author, id, kind, text, waits, time });
        Some(true)
    }

    /// A question or comment as it stood and as it stands.
    #[allow(clippy::type_complexity, reason = "where it is, its number, and both")]
    fn remarks(
        &self,
        (lost, stand, no): (SessionNo, StandNo, RemarkNo),
    ) -> Option<(AtStand, RemarkNo, Arc<Remark>, Arc<Remark>)> {
        let (at, remark) = (self.stand(lost, stand)?, self.numbering.remark(no)?);
        let stood = self.lost.remark(AtStand { session: lost, stand }, no)?;
        Some((at, remark, Arc::clone(stood), Arc::clone(self.now.remark(at, remark)?)))
    }

    /// What was decided of one comes home where that stands as it stood.
    fn remark_so<T: PartialEq>(
        &mut self,
        lost: (SessionNo, StandNo, RemarkNo),
        of: impl Fn(&Remark) -> T,
        becomes: &T,
        act: impl Fn(AtStand, RemarkNo) -> StandAct,
    ) -> Option<bool> {
        let (at, no, stood, stands) = self.remarks(lost)?;
        let (is_same, is_so) = (of(&stood) == of(&stands), of(&stands) == *becomes);
        let is_with_the_team = stands.status == RemarkStatus::Open;
        let comes = is_same && is_with_the_team;
        if comes && !is_so {
            self.of_stands(at.session, act(at, no));
        }
        Some(comes || is_so)
    }

    /// Its author takes it back whatever a desk or the team did.
    fn remark_ruled(&mut self, lost: (SessionNo, StandNo, RemarkNo), status: RemarkStatus) -> Option<bool> {
        let (at, no, stood, stands) = self.remarks(lost)?;
        let is_so = stands.status == status;
        let taken_back = status == RemarkStatus::Withdrawn;
        let comes = !is_so && (stood.status == stands.status || taken_back);
        if comes {
            self.of_stands(at.session, StandAct::Ruled { stand: at.stand, remark: no, status });
        }
        Some(is_so || comes)
    }

    fn remark_answered(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Answered { stand, remark: lost, text, time } = act else { return None };
        let (at, remark, stood, stands) = self.remarks((of, *stand, *lost))?;
        let is_so = self.alike(Some(*text), stands.answer);
        let can_be = stands.status == RemarkStatus::Open && self.now.words.get(stands.text).is_some();
        let is_same = can_be && self.alike(stood.answer, stands.answer);
        if is_same && !is_so {
            self.replace(stands.answer);
            let (text, time) = (self.refile(*text), *time);
            self.of_stands(at.session, StandAct::Answered { stand: at.stand, remark, text, time });
        }
        Some(is_same || is_so)
    }

    /// Nothing is published by coming home that says something else than what was published.
    fn remark_paged(&mut self, lost: (SessionNo, StandNo, RemarkNo), page: OnPage) -> Option<bool> {
        let (at, no, stood, stands) = self.remarks(lost)?;
        // Nothing is shown by what a desk takes off a page.
        if let OnPage::Held(_) = page
            && stands.status == RemarkStatus::Open
            && stands.page.held().is_none()
        {
            self.of_stands(at.session, StandAct::Paged { stand: at.stand, remark: no, page });
            return Some(true);
        }
        let says_the_same = self.alike(stood.answer, stands.answer) && stands.answer.is_some();
        if page == OnPage::Published && !says_the_same {
            return Some(stands.page == page);
        }
        self.remark_so(
            lost,
            |remark| remark.page,
            &page,
            |at, no| StandAct::Paged { stand: at.stand, remark: no, page },
        )
    }

    fn visitor_blocked(&mut self, of: SessionNo, act: &StandAct) -> Option<bool> {
        let StandAct::Blocked { stand, remark: lost, person, on, by, id } = act else { return None };
        let (at, remark, by) = (self.stand(of, *stand)?, self.numbering.remark(*lost)?, self.link(*by)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let is_blocked = |state: &State, no: &RemarkNo| {
            state.people.get(person).is_some_and(|known| known.blocked_by_remarks.contains(no))
        };
        let (stood, stands) = (is_blocked(&self.lost, lost), is_blocked(&self.now, &remark));
        let comes = stands == stood || stands == *on;
        if comes {
            let (stand, person, on, id) = (at.stand, *person, *on, *id);
            self.of_stands(at.session, StandAct::Blocked { stand, remark, person, on, by, id });
        }
        Some(comes)
    }
}

//! Lost changes of an award on their way home.
//!
//! What jurors gave comes home until it is counted, wherever the award has the same rules. A stage comes home where the present
//! one is before it. An opening is a count: it comes home only where counting now comes to the same, else two organisers open
//! the award anew, and so does what was revealed of it.

use std::sync::Arc;

use super::count::results;
use super::{Award, AwardChange, AwardKey, AwardPlan, AwardResults, Case, Lot, Paper, Recusal, Stage};
use crate::domain::change::Change;
use crate::domain::id::{CommandId, LinkNo, PollNo, SessionNo};
use crate::domain::rebase::Bringing;

impl Bringing<'_> {
    /// Brings a change of an award, and tells whether it stands now.
    pub(in crate::domain) fn about_award(&mut self, change: &AwardChange) -> bool {
        let came = match change {
            AwardChange::Planned { session, plan } => self.award_planned(*session, plan),
            AwardChange::Begun { session, lot, polls, key } => {
                self.award_begun(*session, lot, polls, key.as_deref())
            }
            AwardChange::PaperTaken { .. } => self.paper_taken(change),
            AwardChange::Scored { .. } => self.scored(change),
            AwardChange::Recused { .. } => self.recused(change),
            AwardChange::Sealed { session } => self.award_sealed(*session),
            // Two people agree within half an hour: that moment is over.
            AwardChange::OpeningAsked { .. } => None,
            AwardChange::Prepared { session } => self.award_prepared(*session),
            AwardChange::Replaced { session, juror, heir } => self.juror_replaced(*session, *juror, *heir),
            AwardChange::Opened { session, by, asked, results } => {
                self.award_opened(*session, (*asked, *by), results)
            }
            AwardChange::Revealed { session, track, steps, by, id } => {
                self.award_revealed(*session, (*track, *steps), (*by, *id))
            }
        };
        came.unwrap_or(false)
    }

    /// The award as it stood in the lost history and as it stands, where both have the same rules.
    fn awards(&self, lost: SessionNo) -> Option<(SessionNo, &Award, &Award)> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.awards.get(&lost)?, self.now.awards.get(&session)?);
        (stood.plan == stands.plan).then_some((session, &**stood, &**stands))
    }

    fn award_planned(&mut self, lost: SessionNo, plan: &Arc<AwardPlan>) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.awards.get(&lost), self.now.awards.get(&session));
        let is_so = stands.is_some_and(|award| award.plan == *plan);
        let is_same = stood.map(|award| &award.plan) == stands.map(|award| &award.plan);
        // Which badges choose is said by the places of their groups, which may be other groups' now.
        let (lost, now) = (&self.lost.badges.groups, &self.now.badges.groups);
        let is_theirs = |at: u8| lost.get(usize::from(at)) == now.get(usize::from(at));
        let groups_are = plan.people.is_none_or(|people| people.groups.iter().all(is_theirs));
        let comes =
            !is_so && is_same && groups_are && stands.is_none_or(|award| award.stage == Stage::Preparing);
        if comes {
            self.emit(Change::Award(AwardChange::Planned { session, plan: Arc::clone(plan) }));
        }
        Some(is_so || comes)
    }

    /// The polls were made just before it, and have the numbers that they have now.
    fn award_begun(
        &mut self,
        of: SessionNo,
        lot: &Lot,
        polls: &[Option<PollNo>],
        key: Option<&AwardKey>,
    ) -> Option<bool> {
        let (session, _, stands) = self.awards(of)?;
        if stands.stage != Stage::Preparing {
            return Some(stands.lot.as_ref() == Some(lot));
        }
        let polls = polls.iter().map(|poll| poll.and_then(|poll| self.poll(poll))).collect();
        let key = key.map(|key| Arc::new(AwardKey { private: self.refile(key.private), ..key.clone() }));
        self.emit(Change::Award(AwardChange::Begun { session, lot: lot.clone(), polls, key }));
        Some(true)
    }

    /// Both histories may have given a badge a paper: whoever holds one was told that it is good, so both are.
    fn paper_taken(&mut self, change: &AwardChange) -> Option<bool> {
        let AwardChange::PaperTaken { session, badge, edition, blinded } = change else { return None };
        let badge = self.numbering.badge(*badge).filter(|no| self.now.badges.list.contains_key(no))?;
        let (session, stood, stands) = self.awards(*session)?;
        let key = |award: &Award| award.key.as_ref().map(|key| key.public.clone());
        if key(stood) != key(stands) {
            return None;
        }
        let paper = Paper { blinded: blinded.clone(), edition: *edition };
        if !stands.papers.get(&badge).is_some_and(|papers| papers.contains(&paper)) {
            let Paper { blinded, edition } = paper;
            self.emit(Change::Award(AwardChange::PaperTaken { session, badge, edition, blinded }));
        }
        Some(true)
    }

    fn award_prepared(&mut self, lost: SessionNo) -> Option<bool> {
        let (session, stood, stands) = self.awards(lost)?;
        if stands.stage == Stage::Preparing {
            return Some(true);
        }
        let is_same = stands.stage == Stage::Scoring && stands.lot == stood.lot;
        let polls = || stands.polls.iter().flatten();
        let comes = is_same
            && stands.sheets.is_empty()
            && stands.recusals.is_empty()
            && polls().all(|no| !self.now.polls.contains_key(no));
        if comes {
            self.emit(Change::Award(AwardChange::Prepared { session }));
        }
        Some(comes)
    }

    fn juror_replaced(&mut self, lost: SessionNo, juror: LinkNo, heir: LinkNo) -> Option<bool> {
        let (juror, heir) = (self.link(juror)?, self.link(heir)?);
        let (session, _, stands) = self.awards(lost)?;
        let is_so = stands.heirs.get(&juror) == Some(&heir);
        let is_free = !stands.heirs.contains_key(&juror) && stands.standing(heir) != juror;
        let comes = !is_so && is_free && matches!(stands.stage, Stage::Scoring | Stage::Sealed);
        if comes {
            self.emit(Change::Award(AwardChange::Replaced { session, juror, heir }));
        }
        Some(is_so || comes)
    }

    /// The juror's case, where marks are still to be counted.
    fn case(&self, lost: SessionNo, case: Case) -> Option<(SessionNo, &Award, Case)> {
        let (session, _, stands) = self.awards(lost)?;
        let takes = matches!(stands.stage, Stage::Scoring | Stage::Sealed);
        let case = Case { juror: stands.standing(self.link(case.juror)?), ..case };
        takes.then_some((session, stands, case))
    }

    fn scored(&mut self, change: &AwardChange) -> Option<bool> {
        let AwardChange::Scored { session, case, marks, seq, id } = change else { return None };
        let (session, stands, case) = self.case(*session, *case)?;
        let before = stands.sheets.get(&case).map(|sheet| (sheet.seq, sheet.id));
        if before.is_none_or(|before| before < (*seq, *id)) {
            let (marks, seq, id) = (marks.clone(), *seq, *id);
            self.emit(Change::Award(AwardChange::Scored { session, case, marks, seq, id }));
        }
        Some(true)
    }

    fn recused(&mut self, change: &AwardChange) -> Option<bool> {
        let AwardChange::Recused { session, case, on, seq, id, by } = change else { return None };
        let by = match by {
            Some(by) => Some(self.link(*by)?),
            None => None,
        };
        let (session, stands, case) = self.case(*session, *case)?;
        let Recusal { own, organiser } = stands.recusals.get(&case).copied().unwrap_or_default();
        let before = if by.is_some() { organiser } else { own };
        if before.is_none_or(|before| (before.seq, before.id) < (*seq, *id)) {
            let (on, seq, id) = (*on, *seq, *id);
            self.emit(Change::Award(AwardChange::Recused { session, case, on, seq, id, by }));
        }
        Some(true)
    }

    fn award_sealed(&mut self, lost: SessionNo) -> Option<bool> {
        let (session, _, stands) = self.awards(lost)?;
        let stage = stands.stage;
        if stage == Stage::Scoring {
            self.emit(Change::Award(AwardChange::Sealed { session }));
        }
        Some(stage >= Stage::Scoring)
    }

    /// What was counted, its polls and their rounds by the numbers that they have now.
    fn counted_now(&self, lost: &AwardResults) -> Option<AwardResults> {
        let mut counted = lost.clone();
        for track in &mut counted.tracks {
            match track.poll {
                Some(poll) if track.round > 0 => {
                    let (poll, round) = self.numbering.round(poll, track.round)?;
                    (track.poll, track.round) = (Some(poll), round);
                }
                Some(poll) => track.poll = Some(self.poll(poll)?),
                None => {}
            }
        }
        Some(counted)
    }

    fn award_opened(
        &mut self,
        lost: SessionNo,
        (asked, by): (LinkNo, LinkNo),
        counted: &AwardResults,
    ) -> Option<bool> {
        let (session, _, stands) = self.awards(lost)?;
        let (asked, by) = (self.link(asked)?, self.link(by)?);
        let counted = self.counted_now(counted)?;
        if stands.stage == Stage::Opened {
            return Some(stands.results.as_deref() == Some(&counted));
        }
        let comes = stands.stage == Stage::Sealed && results(&self.now, stands).as_ref() == Some(&counted);
        if comes {
            let results = Arc::new(counted);
            self.emit(Change::Award(AwardChange::Opened { session, by, asked, results }));
        }
        Some(comes)
    }

    fn award_revealed(
        &mut self,
        lost: SessionNo,
        (track, steps): (u8, u8),
        (by, id): (LinkNo, CommandId),
    ) -> Option<bool> {
        let by = self.link(by)?;
        if self.is_done(by, id) {
            return Some(true);
        }
        let (session, stood, stands) = self.awards(lost)?;
        let shown = stands.revealed.get(usize::from(track)).copied()?;
        let counted = stood.results.as_deref().and_then(|counted| self.counted_now(counted));
        let is_same = stands.stage == Stage::Opened && stands.results.as_deref() == counted.as_ref();
        let comes = is_same && shown < steps;
        let is_so = is_same && shown >= steps;
        if comes {
            self.emit(Change::Award(AwardChange::Revealed { session, track, steps, by, id }));
        }
        Some(comes || is_so)
    }
}

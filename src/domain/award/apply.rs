//! What an award comes to by a change.

use std::sync::Arc;

use super::{Asked, Award, AwardChange, Case, Paper, Recusal, Sheet, Stage};
use crate::domain::id::{BadgeNo, CommandId, LinkNo, SessionNo};
use crate::domain::register::{Register, Seq};
use crate::domain::state::State;
use crate::domain::topic::Part;

/// Applies a change of an award.
pub fn apply(state: &mut State, rev: u64, change: &AwardChange) {
    let (session, last) = (change.session(), state.last.link);
    match change {
        AwardChange::Planned { plan, .. } => {
            if state.sessions.contains_key(&session) {
                let award = state.awards.entry(session).or_default();
                let award = Arc::make_mut(award);
                if award.stage == Stage::Preparing {
                    award.plan = Arc::clone(plan);
                    award.version = award.version.saturating_add(1);
                }
            }
        }
        AwardChange::Begun { lot, polls, key, .. } => alter(state, session, |award| {
            if award.stage == Stage::Preparing {
                (award.stage, award.lot, award.links) = (Stage::Scoring, Some(lot.clone()), last);
                award.told = true;
                award.polls.clone_from(polls);
                award.key.clone_from(key);
            }
        }),
        AwardChange::Prepared { .. } => alter(state, session, |award| {
            if award.stage == Stage::Scoring {
                let (plan, version) = (Arc::clone(&award.plan), award.version);
                let spent = award.key.as_ref().map(|key| key.public.clone());
                *award = Award { version, plan, told: true, spent, ..Award::default() };
            }
        }),
        AwardChange::Replaced { juror, heir, .. } => alter(state, session, |award| {
            replace(award, *juror, *heir);
        }),
        AwardChange::Scored { case, marks, seq, id, .. } => {
            give(state, session, |award| {
                score(award, *case, Sheet { marks: marks.clone(), seq: *seq, id: *id });
            });
        }
        AwardChange::Recused { case, on, seq, id, by, .. } => {
            give(state, session, |award| recuse(award, *case, (*on, *seq, *id), by.is_some()));
        }
        AwardChange::PaperTaken { badge, edition, blinded, .. } => give(state, session, |award| {
            take_paper(award, *badge, Paper { blinded: blinded.clone(), edition: *edition });
        }),
        AwardChange::Sealed { .. } => alter(state, session, |award| {
            if award.stage == Stage::Scoring {
                award.stage = Stage::Sealed;
            }
        }),
        AwardChange::OpeningAsked { by, time, .. } => {
            alter(state, session, |award| award.asked = Some(Asked { by: *by, time: *time }));
        }
        AwardChange::Opened { results, .. } => {
            alter(state, session, |award| {
                if award.stage == Stage::Sealed {
                    (award.stage, award.asked) = (Stage::Opened, None);
                    award.results = Some(Arc::clone(results));
                    award.revealed = vec![0; award.plan.tracks.len()];
                }
            });
            touch_polls(state, rev, session);
        }
        AwardChange::Revealed { track, steps, .. } => {
            alter(state, session, |award| {
                if let Some(shown) = award.revealed.get_mut(usize::from(*track)) {
                    *shown = *steps.max(shown);
                }
            });
            touch_polls(state, rev, session);
        }
    }
    if let AwardChange::PaperTaken { .. } = change {
        state.topics.touch(Part::Papers(session), rev);
        // Once it was opened everyone is told how many there are.
        if state.awards.get(&session).is_some_and(|award| award.stage == Stage::Opened) {
            state.topics.touch(Part::Award(session), rev);
        }
        return;
    }
    if matches!(change, AwardChange::Begun { .. } | AwardChange::Prepared { .. }) {
        state.topics.touch(Part::Papers(session), rev);
        state.topics.touch(Part::AwardPlan(session), rev);
    }
    state.topics.touch(Part::Jury(session), rev);
    if change.juror().is_none() {
        state.topics.touch(Part::Award(session), rev);
    }
    if matches!(change, AwardChange::Planned { .. }) {
        state.topics.touch(Part::AwardPlan(session), rev);
    }
}

/// Desks see who sits in a jury and whether an opening still waits: both follow from links.
pub fn touch_juries(state: &mut State, rev: u64) {
    for session in state.awards.keys() {
        state.topics.touch(Part::Jury(*session), rev);
    }
}

/// Changes what commands about an award name the version of.
fn alter(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Award)) {
    give(state, session, |award| {
        change(award);
        award.version = award.version.saturating_add(1);
    });
}

fn give(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Award)) {
    if let Some(award) = state.awards.get_mut(&session) {
        change(Arc::make_mut(award));
    }
}

/// In an order of their own, so that whoever came home first is the same.
fn take_paper(award: &mut Award, badge: BadgeNo, paper: Paper) {
    let papers = Arc::make_mut(award.papers.entry(badge).or_default());
    if let Err(at) = papers.binary_search(&paper) {
        papers.insert(at, paper);
    }
}

fn score(award: &mut Award, case: Case, sheet: Sheet) {
    let case = Case { juror: award.standing(case.juror), ..case };
    let fits = award.plan.judged(case.track, case.nominee).is_some()
        && (sheet.marks.is_empty() || sheet.marks.len() == award.plan.criteria.len());
    let before = award.sheets.get(&case).map(|stands| (stands.seq, stands.id));
    if fits && before.is_none_or(|before| before < (sheet.seq, sheet.id)) {
        award.sheets.insert(case, sheet);
    }
}

fn recuse(award: &mut Award, case: Case, (on, seq, id): (bool, Seq, CommandId), by_organiser: bool) {
    let case = Case { juror: award.standing(case.juror), ..case };
    let mut recusal = award.recusals.get(&case).copied().unwrap_or_default();
    let Recusal { own, organiser } = &mut recusal;
    let stands = if by_organiser { organiser } else { own };
    if stands.is_none_or(|before| (before.seq, before.id) < (seq, id)) {
        *stands = Some(Register { on, seq, id });
        award.recusals.insert(case, recusal);
    }
}

/// All that was given by one link is given by the other; where both gave the same, the higher (seq, id) stands.
fn replace(award: &mut Award, juror: LinkNo, heir: LinkNo) {
    if award.heirs.contains_key(&juror) || award.standing(heir) == juror {
        return;
    }
    award.heirs.insert(juror, heir);
    let (sheets, recusals) = (award.sheets.clone(), award.recusals.clone());
    for (case, sheet) in sheets.into_iter().filter(|(case, _)| case.juror == juror) {
        award.sheets.remove(&case);
        score(award, case, sheet);
    }
    for (case, recusal) in recusals.into_iter().filter(|(case, _)| case.juror == juror) {
        award.recusals.remove(&case);
        for (set, by_organiser) in [(recusal.own, false), (recusal.organiser, true)] {
            if let Some(Register { on, seq, id }) = set {
                recuse(award, case, (on, seq, id), by_organiser);
            }
        }
    }
}

/// What the people chose may be told from the last step of a track on.
fn touch_polls(state: &mut State, rev: u64, session: SessionNo) {
    let held = state.sessions.get(&session).map(|session| session.polls.clone());
    for poll in held.unwrap_or_default() {
        if state.polls.get(&poll).is_some_and(|poll| poll.plan.settings.sealed) {
            state.topics.touch(Part::Poll(poll), rev);
        }
    }
}
